"""Deadlines of the calendar: those that fall on a closed day within the contract, and those beyond the published holidays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase, NthDay, NthWeekday, SpanDue
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.terms.check_ground import place, reading_at, value_at
from tenor.terms.check_returns import return_periods
from tenor.terms.check_spells import contract_periods
from tenor.terms.model import Clause, IfClosed, Terms
from tenor.terms.work_out import Moorings, work_out

MOST_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something that falls due by the calendar: in each of its periods, or once (`along` None)."""

    name: Value
    clause: Clause
    path: tuple[str, ...]
    due: DuePhrase
    if_closed: IfClosed | None
    along: tuple[Period | None, ...]


def closed(terms: Terms) -> Iterator[Problem]:
    """Deadlines on a closed day: which, how often, and where the first of them moves to."""
    for each in _dated(terms):
        days = [(period, day) for period in each.along if (day := _closed_day(terms, each, period)) is not None]
        if days:
            period, first = days[0]
            moved = work_out(terms, each.due, Moorings(period=period), each.if_closed)
            shown: list[Value] = [_shown(terms, day) for _, day in days[:MOST_DAYS]]
            yield problem(
                "due-on-closed-day",
                place(terms, *each.path, "due"),
                each.clause,
                "said",
                what=each.name,
                phrase=each.due.text,
                days=shown,
                often=said("closed-often", n=len(days), of=len(each.along)) if len(each.along) > 1 else "",
                moves=_moves(terms, each, first, moved.due if moved else first),
            )


def _dated(terms: Terms) -> Iterator[Dated]:
    for ret in terms.returns:
        if isinstance(ret.due, DuePhrase) and not ret.when:
            name, through = said("check-return", id=ret.id), return_periods(terms, ret)
            path: tuple[str, ...] = ("returns", ret.id)
            yield Dated(name=name, clause=ret.clause, path=path, due=ret.due, if_closed=ret.if_closed, along=through)
    for duty in terms.duties:
        if isinstance(duty.due, DuePhrase) and not duty.when:
            along: tuple[Period | None, ...] = (None,)
            if isinstance(duty.every, EveryPeriod | NamedPeriods):
                along = contract_periods(terms, duty.every)
            path = ("duties", duty.heading, duty.id)
            yield Dated(name=duty.id, clause=duty.clause, path=path, due=duty.due, if_closed=duty.if_closed, along=along)


def _closed_day(terms: Terms, each: Dated, period: Period | None) -> date | None:
    """The day itself if it is closed. What is counted in a kind of day of its own ends on one of those."""
    form = each.due.form
    kind = form.span.kind if isinstance(form, SpanDue) else form.kind if isinstance(form, NthDay) else None
    if kind is not None and terms.day_kinds.get(kind.lower(), kind) not in ("day", "calendar day"):
        return None
    starts = Period(kind="contract", first=terms.contract.starts, last=terms.contract.ends, label="contract")
    found = work_out(terms, each.due, Moorings(period=period or starts), "stays")
    return found.due if found is not None and not terms.calendar.is_open(found.due) else None


def _shown(terms: Terms, day: date) -> Value:
    """The day, with why it is closed where its weekday does not say so."""
    why = terms.calendar.why_closed(day)
    return day if why is None or day.weekday() in terms.calendar.closed_weekdays else said("closed-day", day=day, why=why)


def _moves(terms: Terms, each: Dated, first: date, moved: date) -> Said:
    """Where the first goes, and who says so."""
    says = said("moves-to", first=first, moved=moved) if moved != first else said("moves-not", first=first)
    reading = reading_at(terms, *each.path, "if_closed")
    if reading:
        return said("moves-by-reading", says=says, reading=reading)
    written = value_at(terms, *each.path, "if_closed")
    named = isinstance(each.due.form, NthWeekday | NthDay)
    return (
        said("moves-as-said", says=says)
        if written is not None
        else said("moves-unsaid", says=says, named=said(f"moves-{'named' if named else 'counted'}"))
    )


def published(terms: Terms) -> Iterator[Problem]:
    """A contract that goes on after the last day for which bank holidays are published."""
    through = terms.calendar.published_through
    if through < terms.contract.ends:
        yield problem("calendar-ends", place(terms, "calendar"), (), "said", through=through, ends=terms.contract.ends)
