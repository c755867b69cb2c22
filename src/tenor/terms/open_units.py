"""Whether a unit is open in a stretch of days: opened, not yet closed, and not closed for a time."""

from __future__ import annotations

from datetime import date, timedelta

from tenor.terms.model import Unit


def open_on_any_day(unit: Unit, first: date, last: date) -> bool:
    """Whether there is a day of the stretch on which it is open. One that was never given an opening day is taken as open before it."""
    day, last_day = max(unit.opens or first, first), min(unit.closes or last, last)
    for away_from, away_to in sorted(unit.away):
        if away_from <= day <= away_to:
            day = away_to + timedelta(days=1)
    return day <= last_day
