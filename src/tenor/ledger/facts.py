"""What holds: entries added up into acts in order, rows with the days they hold, and figures given as such (semantics 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any, Literal

from tenor.base.deadline import given_on, start_of_day
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.returns import ReliefAgreed, ReturnReceived
from tenor.ledger.frame import hidden_entry
from tenor.ledger.model import Act, Entry, Facts, Row, StatedFigure
from tenor.ledger.verify import erased_parts
from tenor.terms.model import Terms


def facts(entries: Sequence[Entry], terms: Terms, *, as_known_at: date | None = None) -> Facts:
    """The facts of these entries, or of those recorded by the end of `as_known_at` in London. Hidden entries say nothing."""
    acts = acts_of(entries, terms, as_known_at)
    erased = {id for id, part in erased_parts(entries) if part == "body"}
    kept = _Rows()
    stated: list[StatedFigure] = []
    by_type: dict[str, list[Act]] = {}
    last_day = None
    for act in acts:
        by_type.setdefault(act.entry.type, []).append(act)
        if act.entry.type in ROWS_EVENTS and act.entry.body is not None and act.entry.id not in erased:
            kept.take(act, act.entry.body.content)
            stated += _stated(act, act.entry.body.content)
        elif isinstance(act.event, ReliefAgreed):
            kept.relieve(act, act.event)
        elif isinstance(act.event, ContractEnded):
            last_day = act.event.last_day
    return Facts(acts=acts, rows=kept.all(), stated=stated, by_type=by_type, last_day=last_day)


def acts_of(entries: Iterable[Entry], terms: Terms, as_known_at: date | None = None) -> list[Act]:
    """The acts in the order in which they count: by the day given (after any cut-off), then as they were recorded."""
    end = None if as_known_at is None else start_of_day(as_known_at + timedelta(days=1))
    known = [entry for entry in entries if not entry.hidden and (end is None or entry.at < end)]
    cut_off = time.fromisoformat(terms.cut_off) if terms.cut_off else None
    if cut_off is None:
        days = [(entry.on, entry) for entry in known]
    else:
        days = [(given_on(entry.on, entry.moment, cut_off, terms.calendar), entry) for entry in known]
    days.sort(key=lambda pair: (pair[0], pair[1].at, pair[1].seq))
    return [Act(day=day, order=order, entry=entry) for order, (day, entry) in enumerate(days)]


def visible_to(entries: Iterable[Entry], side: Literal["buyer", "supplier"]) -> list[Entry]:
    """The entries as a side may see them: of one that is not for it, only its place in the chain."""
    return [e if e.hidden or e.seen_by in ("both", side) else hidden_entry(e.seq, e.prev, e.hash) for e in entries]


def _stated(act: Act, content: Mapping[str, Any]) -> list[StatedFigure]:
    return [
        StatedFigure(
            kpi=figure["kpi"],
            period=figure["period"],
            numerator=figure["numerator"],
            denominator=figure["denominator"],
            act=act,
            cell=figure.get("cell", ""),
        )
        for figure in content.get("figures", ())
    ]


@dataclass(slots=True)
class _Rows:
    """Versions of rows as the acts bring them, in order of their days."""

    now: dict[tuple[str, str], Row] = field(default_factory=dict)
    ended: list[Row] = field(default_factory=list)
    relieved: dict[tuple[str, str], Act] = field(default_factory=dict)

    def take(self, act: Act, content: Mapping[str, Any]) -> None:
        """The rows of one body: given anew, corrected in their key, withdrawn."""
        for dataset, several in content.get("withdrawn", {}).items():
            for id in several:
                self._end((dataset, id), act.day)
        for dataset, several in content.get("rows", {}).items():
            for given in several:
                self._give(act, dataset, given)

    def _give(self, act: Act, dataset: str, given: Mapping[str, Any]) -> None:
        key, corrects, values = (dataset, given["id"]), given.get("corrects"), given["values"]
        if "" in values.values():
            values = {name: value for name, value in values.items() if value}
        before = self._corrected(dataset, corrects, key, act.day) if corrects else None
        known = self.now.get(key)
        origin, covers = _origin(act, known or before)
        if known is not None and known.values == values and known.origin == origin:
            return  # said again: nothing changed, and the row keeps the day and the cell it was first given with
        if known is not None:
            self._end(key, act.day)
        self.now[key] = Row(
            dataset=dataset,
            id=given["id"],
            values=values,
            from_day=act.day,
            until_day=None,
            act=act,
            origin=origin,
            covers=covers,
            cells=given.get("cells") or {},
            relief=self.relieved.get(key),
        )

    def _corrected(self, dataset: str, old: str, key: tuple[str, str], day: date) -> Row | None:
        """End the row whose key was corrected; its relief goes over to the new one."""
        relief = self.relieved.get((dataset, old))
        if relief is not None:
            self.relieved.setdefault(key, relief)
        return self._end((dataset, old), day)

    def _end(self, key: tuple[str, str], day: date) -> Row | None:
        row = self.now.pop(key, None)
        if row is not None and row.from_day < day:  # replaced on the day it was given: as if it had not been
            self.ended.append(replace(row, until_day=day))
        return row

    def relieve(self, act: Act, event: ReliefAgreed) -> None:
        """From that day on a version with `relief`: the row stays to be shown, and whatever is said of it later stays excused."""
        key = (event.dataset, event.row)
        if self.relieved.setdefault(key, act) is act and (row := self._end(key, act.day)) is not None:
            self.now[key] = replace(row, from_day=act.day, relief=act)

    def all(self) -> list[Row]:
        """Every version, in the order in which they were given."""
        return sorted([*self.ended, *self.now.values()], key=lambda row: (row.from_day, row.act.order, row.dataset, row.id))


def _origin(act: Act, before: Row | None) -> tuple[Literal["return", "log"], str]:
    """Whether a return stands behind a row, and the period it covered. A row once reported stays reported."""
    if isinstance(act.event, ReturnReceived):
        return "return", act.event.covers
    return ("log", "") if before is None else (before.origin, before.covers)
