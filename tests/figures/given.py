"""Terms and facts in a few words, for the tests of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tenor.base.days import Calendar, calendar
from tenor.base.figure import Number
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.every import EveryPeriod
from tenor.base.phrases.reader import Span
from tenor.ledger.events.returns import ReliefAgreed
from tenor.ledger.model import Act, Entry, Facts, Row
from tenor.terms.model import (
    Contract,
    Dataset,
    Derived,
    Document,
    Field,
    FieldKind,
    Kpi,
    Measure,
    MissingPolicy,
    Terms,
    Unit,
)

WORKING_DAY = {"working day": "open day"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def after(n: int, kind: str, anchor: str) -> DuePhrase:
    """ "5 working days after ANCHOR"."""
    return DuePhrase(
        form=SpanDue(span=Span(n=Number(n), unit="day", kind=kind), way="after", anchor=anchor), text=f"{n} {kind}s after {anchor}"
    )


def fields(**kinds: str) -> dict[str, Field]:
    """`seen_on="date", sent_on="optional date"`."""
    made = {}
    for name, kind in kinds.items():
        plain: Any = kind.removeprefix("optional ")
        found: FieldKind = plain
        made[name] = Field(name=name, kind=found, optional=kind.startswith("optional "))
    return made


def dataset(id: str, dated_by: str, fields: Mapping[str, Field], *derived: Derived) -> Dataset:
    return Dataset(id=id, row="one row", key=("unit",), dated_by=dated_by, fields=fields, derived={one.name: one for one in derived})


def kpi(id: str, measure: Measure, every: str = "month", step: int = 1) -> Kpi:
    return Kpi(id=id, number="", clause=(), title=id, every=EveryPeriod(kind=every, step=step), measure=measure, bands=())


def unit(id: str, opens: str = "2022-09-01", closes: str = "", *away: tuple[str, str]) -> Unit:
    return Unit(
        id=id,
        opens=day(opens) if opens else None,
        closes=day(closes) if closes else None,
        away=tuple((day(first), day(last)) for first, last in away),
    )


def terms(
    kpis: Iterable[Kpi],
    datasets: Iterable[Dataset],
    units: Iterable[Unit] = (),
    *,
    starts: str = "2022-09-01",
    ends: str = "2026-08-31",
    days: Calendar | None = None,
) -> Terms:
    return Terms(
        document=Document(text="", tree={}, places={}, sha256=""),
        contract=Contract(reference="", title="", buyer="", supplier="", starts=day(starts), ends=day(ends)),
        calendar=days or calendar(),
        day_kinds=WORKING_DAY,
        words={},
        receipt=(),
        quarters="calendar",
        cut_off="",
        levels=("met", "failed"),
        target_level="met",
        missing=MissingPolicy(),
        kpis=tuple(kpis),
        overall=None,
        datasets={one.id: one for one in datasets},
        units=tuple(units),
        contacts=(),
        clauses={},
        notices=None,
        returns=(),
        meetings=(),
        duties=(),
        steps={},
        rules=(),
        readings=(),
        remarks=(),
        variations=(),
        events={},
        holes=(),
        final=None,
        part_periods="counts",
    )


def act(on: str | date, event: object, order: int = 0, id: str = "") -> Act:
    when = day(on) if isinstance(on, str) else on
    entry = Entry(
        seq=order + 1,
        id=id or f"e{order}",
        type=type(event).__name__,
        v=1,
        on=when,
        at=datetime(when.year, when.month, when.day, 12, tzinfo=UTC),
        by="p1",
        side="supplier",
        seen_by="both",
        event=event,
        prev="",
        hash="",
    )
    return Act(day=when, order=order, entry=entry)


def row(dataset: str, id: str, given: Act, origin: str = "return", **values: str) -> Row:
    source: Any = origin
    return Row(dataset=dataset, id=id, values=values, from_day=given.day, until_day=None, act=given, origin=source)


def _excused(row: Row, relief: Act) -> list[Row]:
    """A row that both sides excuse keeps its versions; from the relief on they say so."""
    if (row.dataset, row.id) != (relief.event.dataset, relief.event.row) or row.relief is not None:
        return [row]
    if row.from_day >= relief.day:
        return [replace(row, relief=relief)]
    if row.until_day is not None and row.until_day <= relief.day:
        return [row]
    return [replace(row, until_day=relief.day), replace(row, from_day=relief.day, relief=relief)]


def facts(*acts: Act, rows: Iterable[Row] = ()) -> Facts:
    """Facts with these acts; rows of one id replace each other in the order given."""
    held: list[Row] = []
    for one in rows:
        for at, old in enumerate(held):
            if (old.dataset, old.id, old.until_day) == (one.dataset, one.id, None):
                held[at] = replace(old, until_day=one.from_day)
        held.append(one)
    for relief in acts:
        if isinstance(relief.event, ReliefAgreed):
            held = [part for one in held for part in _excused(one, relief)]
    ordered = sorted({id(a): a for a in (*acts, *(one.act for one in held))}.values(), key=lambda a: (a.day, a.order))
    by_type: dict[str, list[Act]] = {}
    for one_act in ordered:
        by_type.setdefault(type(one_act.event).__name__, []).append(one_act)
    return Facts(acts=ordered, rows=held, stated=(), by_type=by_type)
