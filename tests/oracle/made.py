"""A plain count of returns in time, of events and of levels, from the entries alone. It shares no code with review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tenor.ledger.events.decisions import DutyExtended, DutyWaived, NamedEvent
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Entry

# bank holidays of England and Wales from January to August 2026
HOLIDAYS = {date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31)}


def _fifth_working_day(year: int, month: int) -> date:
    day, n = date(year, month, 1), 0
    while True:
        n += day.weekday() < 5 and day not in HOLIDAYS
        if n == 5:
            return day
        day += timedelta(days=1)


def in_time(entries: Sequence[Entry], due_months: Sequence[int], day: date) -> tuple[int, int]:
    """Of the returns due in these months of 2026, as things were known at the close of a day: in time, and decided."""
    known = [each for each in entries if each.on <= day]
    found = [0, 0]
    for month in range(1, 13):
        label = f"2026-{month:02}"
        due = _fifth_working_day(2026 + month // 12, month % 12 + 1)
        put_off = [e.event.to for e in known if isinstance(e.event, DutyExtended) and e.event.duty == f"figures {label}"]
        due = put_off[-1] if put_off else due
        if due.year != 2026 or due.month not in due_months:
            continue
        done = [e.on for e in known if isinstance(e.event, ReturnReceived) and e.event.covers == label]
        let_go = [e.on for e in known if isinstance(e.event, DutyWaived) and e.event.duty == f"figures {label}"]
        if let_go and (not done or let_go[0] < done[0]):
            continue
        if done or day >= due:
            found[1] += 1
            found[0] += bool(done) and done[0] <= due
    return found[0], found[1]


def events_so_far(entries: Sequence[Entry], label: str, day: date) -> int:
    """Second reports that the buyer recorded in a month, up to a day."""
    reports = [each for each in entries if isinstance(each.event, NamedEvent) and each.event.name == "second report"]
    return sum(each.side == "buyer" and each.on <= day and f"{each.on:%Y-%m}" == label for each in reports)


def levels_so_far(levels: Sequence[str | None]) -> tuple[int, int]:
    """Of the levels given, those at the target."""
    given = [level for level in levels if level is not None]
    return sum(level in ("target", "met") for level in given), len(given)
