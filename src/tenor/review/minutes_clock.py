"""The days in which minutes are answered, numbered as they count: what a reader would count on a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tenor.base.days import Calendar
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.terms.model import Due, Terms

MOST = 31  # days: a longer clock is told in words
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """`n`: the how manyth it is; 0: it does not count, though its weekday usually does."""

    day: date
    n: int


def clock_days(terms: Terms, phrase: Due, received_on: date, due: date) -> list[ClockDay]:
    """The days from the day after receipt to the last one. None where the time is not counted in days, or is too long to show."""
    form = phrase.form if isinstance(phrase, DuePhrase) else None
    if not isinstance(form, SpanDue) or form.way != "after" or form.span.unit != "day" or (due - received_on).days > 2 * MOST:
        return []
    kind = form.span.kind
    calendar = terms.calendar.of_kind(terms.day_kinds.get(kind.lower(), kind)) if kind else terms.calendar
    found = list(_days(calendar, received_on, due))
    return found if len(found) <= MOST and found and found[-1].n == (form.span.n.whole or 0) else []


def _days(calendar: Calendar, received_on: date, due: date) -> Iterator[ClockDay]:
    """Weekends are left out, as on any calendar of working days; a holiday is there and not counted."""
    skipped, day, n = set(calendar.skipped(received_on, due)), received_on + DAY, 0
    while day <= due:
        if calendar.is_open(day):
            n += 1
            yield ClockDay(day=day, n=n)
        elif day in skipped:
            yield ClockDay(day=day, n=0)
        day += DAY
