"""The only clock of the site. A demo has its own today: a number of days before the real one, the same for every process."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from tenor.base.deadline import london_day


def now() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC) - timedelta(days=settings.DAYS_BACK)


def today() -> date:
    """This day in London."""
    return london_day(now())
