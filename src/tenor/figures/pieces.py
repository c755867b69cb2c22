"""The versions of rows cut into pieces, each of which counts in its period or cannot and why (semantics 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period, period_of
from tenor.base.wording import Said, said
from tenor.figures.units import FOR_EVER, KnownUnit, why_not_open
from tenor.figures.values import Values
from tenor.ledger.model import Facts, Row
from tenor.terms.model import Terms


@dataclass(frozen=True, slots=True)
class Piece:
    """A version of a row for as long as one thing is true of it: it counts in the period it is dated in, or cannot and why.

    Days are ordinals."""

    row: Row
    unit: str
    from_day: int
    until_day: int
    period: Period | None
    why: Said | None
    on: int = 0  # the day it is dated; of a standing list the (first) day on which it is looked at
    last: int = 0  # of a standing list the last such day

    @property
    def counts_in(self) -> Period | None:
        return self.period if self.why is None else None


def pieces(
    values: Values, facts: Facts, dated_by: str, periods: Sequence[Period], units: Mapping[str, Sequence[KnownUnit]]
) -> Sequence[Piece]:
    """Every version of every row of the dataset, cut where its unit's days became known."""
    unit_field = next((one for one in values.dataset.fields.values() if one.kind == "unit"), None)
    read_day = values.day_reader(dated_by)
    found: list[Piece] = []
    for row in facts.rows:
        if row.dataset != values.dataset.id:
            continue
        first, ends = row.from_day.toordinal(), FOR_EVER if row.until_day is None else row.until_day.toordinal()
        if first >= ends:
            continue
        day = read_day(row, None)
        period = None if day is None else period_of(date.fromordinal(day), periods)
        unit = row.values.get(unit_field.name, "") if unit_field else ""
        if row.relief is not None:
            why = said("uncounted-relief", reason=row.relief.event.reason, on=row.relief.day)
            found.append(Piece(row, unit, first, ends, period, why, day or 0))
        elif day is None or period is None:
            found.append(Piece(row, unit, first, ends, None, _why_no_period(values.terms, dated_by, day)))
        elif unit_field is None or (unit == "" and unit_field.optional):
            found.append(Piece(row, unit, first, ends, period, None, day))
        else:
            found.extend(_by_unit(row, unit, first, ends, period, day, units.get(unit, ())))
    return found


def in_force(values: Values, facts: Facts, at: str, periods: Sequence[Period], units: Mapping[str, Sequence[KnownUnit]]) -> Sequence[Piece]:
    """Every version of every row of a standing list, once for each period in which it is in force at that time."""
    unit_field = next((one for one in values.dataset.fields.values() if one.kind == "unit"), None)
    found: list[Piece] = []
    for row, first, ends, begins, last in spans(values, facts):
        unit = row.values.get(unit_field.name, "") if unit_field else ""
        if begins is None:
            starts = values.dataset.in_force[0] if values.dataset.in_force else ""
            found.append(Piece(row, unit, first, ends, None, said("uncounted-no-date", field=starts)))
            continue
        for period in periods:
            days = looked_at(at, period, begins, last)
            if days is None:
                continue
            on, until = days
            if row.relief is not None:
                why = said("uncounted-relief", reason=row.relief.event.reason, on=row.relief.day)
                found.append(Piece(row, unit, first, ends, period, why, on, until))
            elif unit_field is None or (unit == "" and unit_field.optional):
                found.append(Piece(row, unit, first, ends, period, None, on, until))
            else:
                found.extend(_by_unit(row, unit, first, ends, period, on, units.get(unit, ()), until))
    return found


def spans(values: Values, facts: Facts) -> Iterator[tuple[Row, int, int, int | None, int]]:
    """Each version of each row of a standing list: known from a day, until a day (left out), in force from a day to a day (both in)."""
    start, end = values.dataset.in_force or ("", "")
    read_start, read_end = values.day_reader(start), values.day_reader(end)
    for row in facts.rows:
        if row.dataset != values.dataset.id:
            continue
        first, ends = row.from_day.toordinal(), FOR_EVER if row.until_day is None else row.until_day.toordinal()
        if first < ends:
            last = read_end(row, None)
            yield row, first, ends, read_start(row, None), FOR_EVER if last is None else last


def looked_at(at: str, period: Period, begins: int, last: int) -> tuple[int, int] | None:
    """The days of a period, first and last, on which a row in force from a day to a day is looked at; None where it does not count."""
    opens, closes = period.first.toordinal(), period.last.toordinal()
    if at in ("first day", "last day"):
        opens = closes = opens if at == "first day" else closes
    if at == "any day":
        opens, closes = max(begins, opens), min(last, closes)
    return (opens, closes) if opens <= closes and begins <= opens and closes <= last else None


def _why_no_period(terms: Terms, dated_by: str, day: int | None) -> Said:
    if day is None:
        return said("uncounted-no-date", field=dated_by)
    return said("uncounted-outside", on=date.fromordinal(day), starts=terms.contract.starts, ends=terms.contract.ends)


def _by_unit(
    row: Row, unit: str, first: int, ends: int, period: Period, on: int, history: Sequence[KnownUnit], last: int = 0
) -> Iterator[Piece]:
    """A version cut where what is known of its unit makes a difference to it."""
    day = date.fromordinal(on)
    unknown = said("uncounted-unit-unknown", unit=unit) if unit else said("uncounted-no-unit")
    states: list[tuple[int, Said | None]] = [(first, unknown)]
    for known in history:
        if known.until_day <= first or known.from_day >= ends:
            continue
        why = why_not_open(known.unit, day)
        if known.from_day <= first:
            states = [(first, why)]
        elif why != states[-1][1]:
            states.append((known.from_day, why))
    until = [start for start, _ in states[1:]] + [ends]
    for (start, why), end in zip(states, until, strict=True):
        yield Piece(row, unit, start, end, period, why, on, last)
