"""The hour of the tests: noon in London of the day they show, when they begin. So they say the same at any hour."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

from tenor.base.deadline import start_of_day

# When these tests began; the processes they start are told, so that their clocks agree.
BEGAN = datetime.fromisoformat(os.environ.setdefault("TESTS_BEGAN", datetime.now(UTC).isoformat()))


def noon_back(day: date) -> float:
    """How many days before now it was that day, for a clock that shows its noon at the moment the tests began."""
    return (BEGAN - start_of_day(day) - timedelta(hours=12)) / timedelta(days=1)
