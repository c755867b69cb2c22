"""What a version of a plan says: its rows, what is still missing in each, and what changed from one version to the next.

The columns are those of the printed table and, after them, what the clause asks for and the table has no room for (needs.md 3B-28)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenor.ledger.model import Act
from tenor.terms.model import StepTerms

PRINTED = ("kpi", "level", "reason", "action", "outcome", "timescale")
ADDED = ("milestone", "by", "owner", "resource")
FIELDS = (*PRINTED, *ADDED)
NEEDED = ("action", "milestone", "by", "resource")  # each task with milestone, date and resource (semantics 7)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What keeps a version incomplete: in the row of a key, or of the plan as a whole ("": no task, or no review date)."""

    key: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two versions. `field` "": the whole row came or went."""

    key: str
    field: str
    was: str
    now: str


def rows_of(act: Act) -> list[dict[str, str]]:
    """The rows of a proposed version; none where it has only words, or they were erased. Each has a key of its own."""
    body = act.entry.body
    given = body.content.get("rows") if body is not None and body.kind == "words" else None
    found = []
    for n, row in enumerate(given if isinstance(given, list) else (), 1):
        if isinstance(row, Mapping):
            found.append({"key": str(row.get("key") or n), **{name: _text(row.get(name)) for name in FIELDS}})
    return found


def note_of(act: Act) -> str:
    """What was said with it: its note, or all it says where it is older than rows."""
    body = act.entry.body
    content: Mapping[str, Any] = body.content if body is not None and body.kind == "words" else {}
    return next((_text(content.get(name)) for name in ("note", "text", "reason") if content.get(name)), "")


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def gaps(rows: Sequence[Row], review_on: date | None) -> list[Gap]:
    """Everything that is missing, row by row; nothing: the version is complete."""
    found = [Gap(key=row["key"], field=name) for row in rows for name in NEEDED if not _is_there(row, name)]
    if not rows:
        found.append(Gap(key="", field="action"))
    if review_on is None:
        found.append(Gap(key="", field="review_on"))
    return found


def _is_there(row: Row, name: str) -> bool:
    text = row.get(name, "").strip()
    return day_in(text) is not None if name == "by" else bool(text)


def day_in(text: str) -> date | None:
    """The day of a milestone as a row holds it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def changes(before: Sequence[Row], now: Sequence[Row]) -> Iterator[Change]:
    """Row by row, those that came and went with what they do."""
    was = {row["key"]: row for row in before}
    for row in now:
        old = was.pop(row["key"], None)
        if old is None:
            yield Change(key=row["key"], field="", was="", now=row.get("action", "") or row.get("kpi", ""))
            continue
        for name in FIELDS:
            if old.get(name, "") != row.get(name, ""):
                yield Change(key=row["key"], field=name, was=old.get(name, ""), now=row.get(name, ""))
    for row in was.values():
        yield Change(key=row["key"], field="", was=row.get("action", "") or row.get("kpi", ""), now="")


def printed_columns(step: StepTerms | None) -> tuple[str, ...]:
    """The contract's own names of the printed columns, in its order; () where it prints no such table, or another one."""
    return step.columns if step is not None and len(step.columns) == len(PRINTED) else ()
