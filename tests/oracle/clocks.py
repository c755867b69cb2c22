"""Clocks told again, slowly: every minute from one moment to another is asked whether London's clocks show an hour that is open then.

Knows nothing of `tenor.base.clock`: an hour of the week is open by its weekday and its time, a day is shut by being in a set of days.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)
Opening = tuple[int, str, str]  # weekday (0 Monday), opens "08:00", closes "18:00" or "24:00"


def is_open(moment: datetime, openings: Sequence[Opening], shut: Collection[date]) -> bool:
    """Whether a clock of these openings runs in the minute that begins at a moment."""
    local = moment.astimezone(LONDON)
    shown = f"{local:%H:%M}"
    return local.date() not in shut and any(day == local.weekday() and opens <= shown < closes for day, opens, closes in openings)


def minutes_between(start: datetime, end: datetime, openings: Sequence[Opening], shut: Collection[date]) -> int:
    """Minutes counted from one whole minute to a later one."""
    at, counted = start.astimezone(UTC), 0
    while at < end:
        counted += is_open(at, openings, shut)
        at += MINUTE
    return counted


def after_minutes(start: datetime, n: int, openings: Sequence[Opening], shut: Collection[date]) -> datetime:
    """The first moment at which n minutes have been counted."""
    at = start.astimezone(UTC)
    while n:
        n -= is_open(at, openings, shut)
        at += MINUTE
    return at
