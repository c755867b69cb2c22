"""The site's own today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tenor.base.deadline import london_day
from tenor.desk.clock import days_back_to


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), date(2023, 6, 12)),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), date(2023, 6, 12)),  # half past midnight in June's London
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2023, 1, 12)),  # 2 July in London, half past eleven in January's
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2023, 1, 12)),
    ],
)
def test_a_demo_opens_on_its_day_at_every_hour(now: datetime, day: date) -> None:
    assert london_day(now - timedelta(days=days_back_to(day, now))) == day
