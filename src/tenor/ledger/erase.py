"""Erasing: body and salt of an entry are deleted, and an entry says so. The chain still proves, and what was rated stays rated.

The saying comes first: if the machine stops in between, `verify_folder` tells that the body is still there, and erasing again ends it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from tenor.base.problem import Problem, problem
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.chain import Chain, Part
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import FiguresKept, ReturnReceived
from tenor.ledger.folder import Folder, read_folder
from tenor.ledger.model import Entry
from tenor.ledger.record import CannotRecordError, Clock, Proposed, Recorded, record_locked, see_on_disk, while_locked
from tenor.ledger.verify import erased_parts, parts_of


def erase(
    path: Path | Folder,
    id: str,
    *,
    by: str,
    side: Literal["buyer", "supplier", "system"],
    on: date,
    at: datetime | Clock,
    reason: str = "",
    rows: bool = False,
    counted: Collection[tuple[str, str]] | None = None,
    wait: float = 10,
) -> Recorded:
    """Erase the words of an entry; with `rows` its rows too, once `FiguresKept` stands for every figure they were counted in.

    `counted`: (KPI, period) of those figures, as the review knows them. A return's own (what it reports, for the period it covers) are
    always among them; for rows of a log or a correction they must be given.
    """
    folder = path if isinstance(path, Folder) else Folder(path)
    return while_locked(folder, lambda: _erase(folder, id, Proposed(event=None, by=by, side=side, on=on), reason, rows, counted, at), wait)


def _erase(
    folder: Folder, id: str, who: Proposed, reason: str, rows: bool, counted: Collection[tuple[str, str]] | None, at: datetime | Clock
) -> Recorded:
    chain = read_folder(folder, writing=True).chain
    entry = chain.ids.get(id)
    parts = [] if entry is None else [part for part in bodies_of(entry) if rows or not is_rows(entry, part)]
    wrong = _in_the_way(chain, id, entry, parts, rows, counted)
    if wrong or entry is None:
        raise CannotRecordError(*wrong)
    said = erased_parts(chain.entries)
    new = [part for part in parts if (id, part) not in said]
    recorded = record_locked(folder, [_saying(who, entry, part, reason) for part in new], at=at)
    for part in parts:
        folder.body(id, part).unlink(missing_ok=True)
    if folder.bodies.exists():
        see_on_disk(folder.bodies)
    already = () if new else (problem("erase-already", weight="said", id=id),)
    return Recorded(entries=recorded.entries, problems=(*recorded.problems, *already))


def bodies_of(entry: Entry) -> list[Part]:
    """Which bodies an entry was recorded with."""
    return [part for part, expected in parts_of(entry) if expected]


def is_rows(entry: Entry, part: Part) -> bool:
    """Whether that body holds rows, which are counted, and not words."""
    return part == "body" and entry.type in ROWS_EVENTS


def _saying(who: Proposed, entry: Entry, part: Part, reason: str) -> Proposed:
    # whoever may not see the entry may not see that it was erased either
    return Proposed(event=BodyErased(entry=entry.id, part=part, reason=reason), by=who.by, side=who.side, on=who.on, seen_by=entry.seen_by)


def _in_the_way(
    chain: Chain, id: str, entry: Entry | None, parts: Sequence[Part], rows: bool, counted: Collection[tuple[str, str]] | None
) -> list[Problem]:
    if entry is None:
        return [problem("erase-unknown", id=id)]
    if not parts:
        return [problem("erase-only-rows" if bodies_of(entry) else "erase-nothing", id=id)]
    if not rows or entry.type not in ROWS_EVENTS:
        return []
    if counted is None and not isinstance(entry.event, ReturnReceived):
        return [problem("erase-counted", id=id)]
    kept = {(e.event.kpi, e.event.period) for e in chain.entries if isinstance(e.event, FiguresKept)}
    missing = sorted({*(counted or ()), *_reported(entry)} - kept)
    return [problem("erase-not-kept", id=id, kpi=kpi, period=period) for kpi, period in missing]


def _reported(entry: Entry) -> list[tuple[str, str]]:
    event = entry.event
    return [(kpi, event.covers) for kpi in event.reports] if isinstance(event, ReturnReceived) else []
