"""The only clock of the site. A demo has its own today: a number of days before the real one, the same for every process."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from tenor.base.deadline import london_day


def days_back_to(day: date, at: datetime) -> int:
    """How many whole days before a moment it was that day in London: late on a night in winter it is the next day of summer."""
    days = (london_day(at) - day).days
    return days + (london_day(at - timedelta(days=days)) - day).days


def now() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC) - timedelta(days=settings.DAYS_BACK)


def today() -> date:
    """This day in London."""
    return london_day(now())
