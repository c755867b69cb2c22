"""From a deadline in words to its day: the anchor's day or the period covered, and the contract's calendar, go in; a Deadline comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import assert_never

from tenor.base.days import EVERY_DAY, Calendar
from tenor.base.deadline import Deadline, IfClosed, Unit, by_hour, count_span, end_of, nth_day, nth_weekday, on_day, shift
from tenor.base.period import KINDS, Period, months_after, whole_period
from tenor.base.phrases.due import (
    AtAllTimes,
    AtOnce,
    ClearDays,
    DayOfYear,
    DueForm,
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

KindOfDay = Callable[[str], str]
_DAY = timedelta(days=1)


def plain_kind(word: str) -> str:
    """What a kind of day means where the contract says nothing: "day" is a calendar day, "weekday" a weekday, any other an open day."""
    return word if word in (EVERY_DAY, "weekday") or word.startswith("open day") else "open day"


def due_on(
    phrase: DuePhrase,
    *,
    calendar: Calendar,
    anchor: date | None = None,
    period: Period | None = None,
    starts: date | None = None,
    kind_of_day: KindOfDay = plain_kind,
    if_closed: IfClosed | None = None,
) -> Deadline | None:
    """The day a phrase comes to. None while its anchor is not known, for `at all times`, and for a day its period does not have.

    `anchor`: the day of what it is counted from (a span, `by`, `on`, `same day as`, `at the next`, `at once`).
    `period`: what the thing covers ("the month" is its month; of a longer period the month in which it ends).
    `starts`: the contract's first day, for contract years. `kind_of_day`: from a word of the contract to a kind of day.
    `if_closed` left out: a named day (last Friday, 15th day) moves to the next working day, counts and dates stand (semantics 10).
    """
    deadline = _counted(phrase.form, calendar, anchor, period, starts, kind_of_day)
    if deadline is None:
        return None
    named = isinstance(phrase.form, (NthWeekday, NthDay))
    shifted = shift(deadline, if_closed or ("next working day" if named else "stays"), calendar)
    return by_hour(shifted, phrase.by_time) if phrase.by_time is not None else shifted


def _counted(
    form: DueForm, calendar: Calendar, anchor: date | None, period: Period | None, starts: date | None, kind_of_day: KindOfDay
) -> Deadline | None:
    match form:
        case AtAllTimes():
            return None
        case OnDate():
            return on_day(form.day)
        case DayOfYear() | EndOfMonth():
            since = period.first if period is not None else anchor
            return None if since is None else on_day(_next_in_year(form, since))
        case NthWeekday() | NthDay() | EndOf():
            covered = None if period is None else _period_meant(form.period, form.next, period, starts)
            return None if covered is None else _in_period(form, covered, calendar, kind_of_day)
        case SpanDue() | ClearDays() | SameDay() | OnAnchor() | NextMeeting() | AtOnce():
            return None if anchor is None else _from_anchor(form, anchor, calendar, kind_of_day)
        case _:
            assert_never(form)


def _in_period(form: NthWeekday | NthDay | EndOf, period: Period, calendar: Calendar, kind_of_day: KindOfDay) -> Deadline | None:
    match form:
        case NthWeekday():
            return nth_weekday(period, form.n, form.weekday)
        case NthDay():
            return nth_day(period, form.n, calendar.of_kind(kind_of_day(form.kind)))
        case EndOf():
            return end_of(period)


def _from_anchor(
    form: SpanDue | ClearDays | SameDay | OnAnchor | NextMeeting | AtOnce, anchor: date, calendar: Calendar, kind_of_day: KindOfDay
) -> Deadline:
    match form:
        case SpanDue():
            counted_by = calendar.of_kind(kind_of_day(form.span.kind)) if form.span.kind else calendar
            # the grammar lets only whole numbers and units of days or longer through
            unit: Unit = form.span.unit  # type: ignore[assignment]
            return count_span(form.span.n.whole or 0, unit, form.way, anchor, counted_by)
        case ClearDays():
            return count_span(form.n, "day", "clear days after", anchor, calendar.of_kind(EVERY_DAY))
        case SameDay():
            return shift(on_day(anchor), "next working day", calendar.of_kind(kind_of_day(form.kind)))
        case OnAnchor() | NextMeeting() | AtOnce():
            return on_day(anchor)


def _period_meant(kind: str, following: bool, covered: Period, starts: date | None) -> Period:
    """The period a phrase speaks of.

    "the month": the calendar month in which the period covered ends, whole even where the contract cuts it (a return
    for the last half month is due as ever); "the period": the one covered, as the contract cuts it; "next": the one after.
    """
    own = kind == "period" or (kind == covered.kind in ("quarter", "half-year") and _counted_from_start(covered))
    if not own:
        meant = whole_period(kind, covered.last, starts)
        return whole_period(kind, meant.last + _DAY, starts) if following else meant
    return following_period(covered, starts) if following else covered


def following_period(covered: Period, starts: date | None = None) -> Period:
    """The whole period after one."""
    first = covered.last + _DAY
    if _counted_from_start(covered):
        return Period(kind=covered.kind, first=first, last=_as_long_after(covered), label=first.isoformat())
    return whole_period(covered.kind, first, starts)


def _counted_from_start(period: Period) -> bool:
    """Every n months or weeks, and quarters of the contract, labelled by their first day: no calendar knows them."""
    return period.kind not in KINDS or (period.label == period.first.isoformat() and period.kind not in ("day", "week"))


def _as_long_after(period: Period) -> date:
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    if months_after(period.first, months) == period.last + _DAY:
        return months_after(period.first, 2 * months) - _DAY
    return period.last + (period.last - period.first) + _DAY


def _next_in_year(form: DayOfYear | EndOfMonth, since: date) -> date:
    """The first such day on or after `since`. 29 February is 28 February in a year without one."""
    for year in (since.year, since.year + 1):
        if isinstance(form, EndOfMonth):
            day = months_after(date(year, form.month, 1), 1) - _DAY
        else:
            day = (
                months_after(date(year, form.month, 1), 1) - _DAY if (form.day, form.month) == (29, 2) else date(year, form.month, form.day)
            )
        if day >= since:
            return day
    raise AssertionError("each day of the year comes within two years")
