"""By when: the ways contracts count days, each deadline with how it was worked out (semantics 10; law 5).

A deadline is a day that is looked up, never a difference of counts, and it ends with that day. Counting in working
days never ends on a closed day; counting in calendar days or months stands where it falls unless the contract moves it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tenor.base.days import EVERY_DAY, WEEKDAYS, Calendar
from tenor.base.period import MONTHS_IN, Period, every_12_months, months_after
from tenor.base.wording import Said, Value, said

LONDON = ZoneInfo("Europe/London")

Counting = Literal[
    "working days after",
    "working days before",
    "working days beginning with",
    "calendar days after",
    "calendar days before",
    "calendar days beginning with",
    "clear days",
    "months after",
    "months before",
    "months beginning with",
    "every 12 months",
]
Unit = Literal["day", "week", "month", "quarter", "half-year", "year"]
Way = Literal["after", "before", "beginning with", "clear days after"]
IfClosed = Literal["next working day", "working day before", "stays"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Due by the end of `due`. `past_calendar`: counted where holidays are not yet published; `edition`: the calendar's, if it mattered."""

    due: date
    worked_out: Said
    past_calendar: bool = False
    edition: str = ""
    published_through: date | None = None
    by: time | None = None  # the hour of that day in London, where the contract names one: an act after it is late
    at: datetime | None = None  # the very moment, where hours were counted: `by` is what London's clocks show then

    @property
    def moment(self) -> datetime | None:
        """The last moment at which it is kept, where the contract names an hour."""
        return self.at if self.by is None or self.at is not None else datetime.combine(self.due, self.by, tzinfo=LONDON).astimezone(UTC)

    @property
    def note(self) -> Said | None:
        """That holidays there are not yet known, to be shown beside the deadline."""
        if not self.past_calendar:
            return None
        return said("deadline-past-calendar", due=self.due, published_through=self.published_through)


def count(kind: Counting, n: int, start: date, calendar: Calendar) -> Deadline:
    """The day on which n of a kind, counted from `start`, end. Truth table: semantics 10. ValueError for a kind or n that makes no sense.

    "working days" are the open days of `calendar`, whatever kind it is of.
    """
    if kind == "every 12 months":
        due = every_12_months(start, n).last
        return Deadline(
            due=due, worked_out=Said("deadline-every-12-months", {"due": due, "n": n, "nth": ordinal(n), "from": start, "skipped": ()})
        )
    if kind == "clear days":
        return count_span(n, "day", "clear days after", start, calendar.of_kind(EVERY_DAY))
    for words, unit in (("working days ", "day"), ("calendar days ", "day"), ("months ", "month")):
        if kind.startswith(words):
            by = calendar.of_kind(EVERY_DAY) if words == "calendar days " else calendar
            return count_span(n, unit, kind.removeprefix(words), start, by)  # type: ignore[arg-type]
    raise ValueError(f"no such way of counting: {kind!r}")


def count_span(n: int, unit: Unit, way: Way, start: date, calendar: Calendar) -> Deadline:
    """n days, weeks, months … after, before or beginning with a day. Days are those of `calendar` (`of_kind("day")`: all days).

    ValueError where n is negative, or 0 with "beginning with": there is no such day.
    """
    if n < (1 if way == "beginning with" else 0):
        raise ValueError(f"{n} {unit} {way}: no such day")
    by_days = unit == "day"
    due = _by_days(n, way, start, calendar) if by_days else _by_date(n, unit, way, start)
    uses_holidays = by_days and calendar.division is not None
    from_inside = way == "beginning with" and not calendar.is_open(start)
    ends = sorted((start - timedelta(days=1) if from_inside else start, due))
    skipped = calendar.skipped(*ends) if by_days else ()
    name = said(f"unit-{calendar.kind.replace(' ', '-') if by_days else unit}", n=n)
    code = {"after": "deadline-after", "before": "deadline-before", "beginning with": "deadline-beginning"}.get(way, "deadline-clear")
    values: dict[str, Value] = {"due": due, "n": n, "unit": name, "from": start, "skipped": skipped}
    return Deadline(
        due=due,
        worked_out=Said(f"{code}-skipping" if skipped else code, values),
        past_calendar=uses_holidays and max(due, start) > calendar.published_through,
        edition=calendar.edition if uses_holidays else "",
        published_through=calendar.published_through if uses_holidays else None,
    )


def _by_days(n: int, way: Way, start: date, calendar: Calendar) -> date:
    if way == "after":
        return calendar.add(start, n)
    if way == "before":
        return calendar.add(start, -n) if n else calendar.previous_open(start)
    if way == "beginning with":
        return calendar.add(calendar.next_open(start), n - 1)
    # both ends are free of the count: the first day on which one may act is the one after n whole days
    return calendar.add(start, n + 1)


def _by_date(n: int, unit: Unit, way: Way, start: date) -> date:
    sign = -1 if way == "before" else 1
    end = start + timedelta(weeks=sign * n) if unit == "week" else months_after(start, sign * n * MONTHS_IN[unit])
    return end - timedelta(days=1) if way == "beginning with" else end


def on_day(day: date) -> Deadline:
    """A deadline that is a day by itself: a date in the contract, the day of an event."""
    return Deadline(due=day, worked_out=said("day-itself", due=day))


def shift(deadline: Deadline, if_closed: IfClosed, calendar: Calendar) -> Deadline:
    """A deadline that falls on a closed day moved as the contract says, with why; unchanged on an open day or with "stays"."""
    if if_closed == "stays" or calendar.is_open(deadline.due):
        if if_closed == "stays" or deadline.due <= calendar.published_through:
            return deadline
        return replace(deadline, past_calendar=True, published_through=calendar.published_through)
    was = deadline.due
    due = calendar.next_open(was) if if_closed == "next working day" else calendar.previous_open(was)
    plain = deadline.worked_out.code == "day-itself"
    values: dict[str, Value] = {"due": due, "was": was, "why": calendar.why_closed(was), "first": deadline.worked_out, "skipped": ()}
    return Deadline(
        due=due,
        worked_out=Said("deadline-moved" if plain else "deadline-moved-from", values),
        past_calendar=deadline.past_calendar or max(was, due) > calendar.published_through,
        edition=calendar.edition,
        published_through=calendar.published_through,
    )


def shift_hour(deadline: Deadline, if_closed: IfClosed, calendar: Calendar) -> Deadline:
    """The same, of a deadline that is a moment: moved, it keeps its hour."""
    moved = shift(deadline, if_closed, calendar)
    if deadline.by is None or moved.due == deadline.due:
        return moved
    return replace(moved, by=deadline.by, at=datetime.combine(moved.due, deadline.by, tzinfo=LONDON).astimezone(UTC))


def nth_weekday(period: Period, n: int, weekday: int) -> Deadline | None:
    """The n-th Monday (weekday 0) … Sunday (6) of a period; n = -1 the last. None where the period has no such day."""
    first = period.first + timedelta(days=(weekday - period.first.weekday()) % 7)
    last = period.last - timedelta(days=(period.last.weekday() - weekday) % 7)
    day = last if n == -1 else first + timedelta(weeks=n - 1)
    return _named(day, n, said(f"weekday-{WEEKDAYS[weekday]}"), period)


def nth_day(period: Period, n: int, calendar: Calendar) -> Deadline | None:
    """The n-th day of a period, counting the days of `calendar` (of kind "day" for calendar days); n = -1 the last. None beyond its end."""
    if n == -1:
        day = calendar.previous_open(period.last)
    else:
        day = calendar.add(calendar.next_open(period.first), n - 1)
    named = _named(day, n, said(f"unit-{calendar.kind.replace(' ', '-')}", n=1), period)
    if named is None or calendar.division is None:
        return named
    return replace(
        named,
        past_calendar=named.due > calendar.published_through,
        edition=calendar.edition,
        published_through=calendar.published_through,
    )


def end_of(period: Period) -> Deadline:
    """The last day of a period."""
    return Deadline(due=period.last, worked_out=said("deadline-end-of", due=period.last, period=period.said))


def _named(day: date, n: int, name: Said, period: Period) -> Deadline | None:
    if day not in period:
        return None
    values: dict[str, Value] = {
        "due": day,
        "nth": said("nth-last") if n == -1 else said("nth", nth=ordinal(n)),
        "name": name,
        "period": period.said,
    }
    return Deadline(due=day, worked_out=Said("deadline-named", values))


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def by_hour(deadline: Deadline, hour: time) -> Deadline:
    """A deadline that ends at an hour of its day in London: said with it."""
    return replace(deadline, by=hour, worked_out=said("deadline-by-hour", how=deadline.worked_out, hour=f"{hour:%H:%M}"))


def after_hour(deadline: Deadline, moment: datetime | None) -> bool:
    """Whether something done on the last day came after its hour. Done at a moment nobody knows: it did not."""
    if deadline.at is not None:
        return moment is not None and moment > deadline.at
    return deadline.by is not None and moment is not None and _in_london(moment).time() > deadline.by


def in_time(deadline: Deadline, day: date, moment: datetime | None = None) -> bool:
    """Whether something done on a day, at a moment if that is known, keeps a deadline."""
    return day < deadline.due or (day == deadline.due and not after_hour(deadline, moment))


def at_moment(moment: datetime, worked_out: Said) -> Deadline:
    """A deadline that is a moment, as hours come to. At midnight it is the end of the day before, as days end."""
    local = _in_london(moment)
    if local.time() == time(0):
        return Deadline(due=local.date() - timedelta(days=1), worked_out=worked_out)
    return Deadline(due=local.date(), worked_out=worked_out, by=local.time(), at=moment)


def london_day(moment: datetime) -> date:
    """The day a moment falls in, in London: 2023-04-25T23:30Z is 26 April. ValueError for a moment without a time zone."""
    return _in_london(moment).date()


def start_of_day(day: date) -> datetime:
    """The moment a London day begins, in UTC: "by D" is before `start_of_day(D + 1)` (semantics 1)."""
    return datetime.combine(day, time(0), tzinfo=LONDON).astimezone(UTC)


def given_on(day: date, moment: datetime | None, cut_off: time | None, calendar: Calendar) -> date:
    """The day on which an act counts as given (semantics 1).

    Without a cut-off: its own day. With one: at or after it in London, or on a closed day, the next working day.
    """
    if cut_off is None:
        return day
    if moment is not None and _in_london(moment).time() >= cut_off:
        return calendar.add(day, 1)
    return calendar.next_open(day)


def _in_london(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(LONDON)
