"""Values that change with time: `{by year: {1: …, 2: …}}`, `{by date: …}`, `{by period: …}`, `{by quarter: …}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tenor.base.period import contract_year, parse_label

KINDS = ("year", "date", "period", "quarter")


def is_table(value: object) -> bool:
    """A map with one key "by SOMETHING"."""
    return isinstance(value, Mapping) and len(value) == 1 and str(next(iter(value))).startswith("by ")


def find_line(kind: str, lines: Sequence[str], on: date, starts: date) -> tuple[list[str], str | None]:
    """Lines that make no sense for this kind of table, and the line that holds on a day.

    By year (contract years) and by date, the last one named goes on; before the first, and for a period that is not
    named, the table says nothing: None.
    """
    if kind == "year":
        years = {line: int(line) for line in lines if line.isascii() and line.isdigit() and len(line) < 4 and int(line) > 0}
        now = max(contract_year(on, starts), 1)
        return [line for line in lines if line not in years], _latest({line: n for line, n in years.items() if n <= now})
    if kind == "date":
        days = {line: day for line in lines if (day := day_of(line)) is not None}
        return [line for line in lines if line not in days], _latest({line: d.toordinal() for line, d in days.items() if d <= on})
    periods = {line: period for line in lines if (period := parse_label(line, starts)) is not None}
    fits = [line for line, period in periods.items() if on in period]
    return [line for line in lines if line not in periods], fits[0] if fits else None


def _latest(lines: Mapping[str, int]) -> str | None:
    return max(lines, key=lambda line: lines[line]) if lines else None


def day_of(text: str) -> date | None:
    """A date as the language writes it, 2026-10-31; None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def moments(tree: object) -> tuple[set[str], set[date]]:
    """The kinds of table that stand anywhere in a tree, and the days on which a table by date changes: what a settling depends on."""
    kinds: set[str] = set()
    days: set[date] = set()
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if is_table(value) and isinstance(value, Mapping):
            key, lines = next(iter(value.items()))
            kinds.add(str(key).removeprefix("by "))
            days |= {day for line in (lines if isinstance(lines, Mapping) else ()) if (day := day_of(str(line))) is not None}
        if isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return kinds, days
