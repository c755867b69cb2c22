"""A deadline in words made a day: the phrase, what it is counted from, and the contract's calendar (semantics 10).

The result says how it was worked out. None: its anchor has not happened yet, or the phrase names no day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tenor.base.days import EVERY_DAY
from tenor.base.deadline import Deadline, count_span, end_of, nth_day, nth_weekday, on_day, shift
from tenor.base.period import Period, months_after, whole_period
from tenor.base.phrases.due import (
    ClearDays,
    DayOfYear,
    DuePhrase,
    EndOf,
    EndOfMonth,
    NextMeeting,
    NthDay,
    NthWeekday,
    OnAnchor,
    OnDate,
    SameDay,
    SpanDue,
)
from tenor.terms.model import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Moorings:
    """What a deadline may be counted from: the period it covers, and the days of anchors by name, in small letters."""

    period: Period | None = None
    anchors: Mapping[str, date] = field(default_factory=dict)


def work_out(terms: Terms, phrase: DuePhrase, moorings: Moorings) -> Deadline | None:
    """The day a phrase comes to. Spans in days of a named kind count that kind's calendar; plain days count all."""
    form = phrase.form
    if isinstance(form, OnDate):
        return on_day(form.day)
    if isinstance(form, NthWeekday | NthDay | EndOf | EndOfMonth | DayOfYear):
        return _of_period(terms, form, moorings)
    if isinstance(form, SpanDue | ClearDays | SameDay | OnAnchor):
        return _from_anchor(terms, form, moorings)
    if isinstance(form, NextMeeting):
        day = anchor_day(terms, form.meeting, moorings)
        return on_day(day) if day else None
    return None


def anchor_day(terms: Terms, anchor: str, moorings: Moorings) -> date | None:
    """The day of an anchor: of the contract, of the period, or one that the caller names."""
    name = " ".join(anchor.lower().split())
    if name in moorings.anchors:
        return moorings.anchors[name]
    if name == "contract start":
        return terms.contract.starts
    if name == "contract end":
        return terms.contract.ends
    if moorings.period is not None and name in ("period start", "period end"):
        return moorings.period.first if name == "period start" else moorings.period.last
    return None


def _from_anchor(terms: Terms, form: SpanDue | ClearDays | SameDay | OnAnchor, moorings: Moorings) -> Deadline | None:
    day = anchor_day(terms, form.anchor, moorings)
    if day is None:
        return None
    if isinstance(form, OnAnchor):
        return on_day(day)
    if isinstance(form, SameDay):
        return shift(on_day(day), "next working day", terms.days(form.kind))
    if isinstance(form, ClearDays):
        return count_span(form.n, "day", "clear days after", day, terms.calendar.of_kind(EVERY_DAY))
    n = form.span.n.whole or 0
    kind = form.span.kind
    by = terms.days(kind) if kind else terms.calendar.of_kind(EVERY_DAY)
    return count_span(n, form.span.unit, form.way, day, by)  # type: ignore[arg-type]


def _of_period(terms: Terms, form: NthWeekday | NthDay | EndOf | EndOfMonth | DayOfYear, moorings: Moorings) -> Deadline | None:
    covered = moorings.period
    if covered is None:
        return None
    if isinstance(form, EndOfMonth | DayOfYear):
        return _in_year(form, covered)
    period = _meant(terms, form.period, covered, form.next)
    if isinstance(form, EndOf):
        return end_of(period)
    if isinstance(form, NthWeekday):
        return nth_weekday(period, form.n, form.weekday)
    return nth_day(period, form.n, terms.days(form.kind))


def _meant(terms: Terms, kind: str, covered: Period, following: bool) -> Period:
    """ "the month" is the month the thing covers (for a longer period: its last); "the next month" the one after."""
    if kind in ("period", covered.kind) and not following:
        return whole_period(covered.kind, covered.last, terms.contract.starts) if covered.kind != "contract" else covered
    kind = covered.kind if kind == "period" else kind
    period = whole_period(kind, covered.last, terms.contract.starts)
    return whole_period(kind, months_after(period.first, _MONTHS.get(kind, 1)), terms.contract.starts) if following else period


_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}


def _in_year(form: EndOfMonth | DayOfYear, covered: Period) -> Deadline:
    """The first such day on or after the period's last day."""
    for year in (covered.last.year, covered.last.year + 1):
        if isinstance(form, EndOfMonth):
            found = end_of(whole_period("month", date(year, form.month, 1)))
        else:
            month = whole_period("month", date(year, form.month, 1))
            found = on_day(min(month.last, date(year, form.month, 1).replace(day=min(form.day, month.last.day))))
        if found.due >= covered.last:
            break
    return found
