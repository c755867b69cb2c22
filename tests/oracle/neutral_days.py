"""Days and periods, counted by walking: no formula where a loop does (semantics.md sections 1, 2 and 10)."""

from __future__ import annotations

import csv
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
CSV = Path(__file__).parents[2] / "src/tenor/base/calendars/england-and-wales.csv"
ONE = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


@cache
def bank_holidays() -> frozenset[date]:
    with CSV.open(encoding="utf-8") as lines:
        return frozenset(day(row["date"]) for row in csv.DictReader(lines))


class Days:
    """The calendar of one contract: which days are closed, and the ways of counting."""

    def __init__(self, closed: list[str]) -> None:
        self.shut = bank_holidays() | {day(d) for d in closed}
        self._after: dict[tuple[int, date], date] = {}

    def is_open(self, d: date) -> bool:
        return d.weekday() < 5 and d not in self.shut

    def next_open(self, d: date) -> date:
        while not self.is_open(d):
            d += ONE
        return d

    def last_open(self, d: date) -> date:
        while not self.is_open(d):
            d -= ONE
        return d

    def after(self, n: int, d: date) -> date:
        if (n, d) not in self._after:
            end, left = (self.next_open(d), 0) if n == 0 else (d, n)
            while left > 0:
                end += ONE
                left -= self.is_open(end)
            self._after[n, d] = end
        return self._after[n, d]

    def before(self, n: int, d: date) -> date:
        if n == 0:
            return self.last_open(d)
        while n > 0:
            d -= ONE
            n -= self.is_open(d)
        return d

    def count(self, kind: str, n: int, d: date) -> date:
        if kind == "working days after":
            return self.after(n, d)
        if kind == "working days before":
            return self.before(n, d)
        if kind == "calendar days beginning with":
            return d + (n - 1) * ONE
        if kind == "working days beginning with":
            first = self.next_open(d)
            return first if n == 1 else self.after(n - 1, first)
        if kind == "clear days":
            return d + (n + 1) * ONE
        if kind == "months after":
            return months_after(d, n)
        if kind == "every 12 months":
            return months_after(d, 12 * n) - ONE
        raise ValueError(kind)

    def moved(self, d: date, if_closed: str | None) -> date:
        if if_closed in ("next working day", "next"):
            return self.next_open(d)
        if if_closed in ("previous working day", "previous"):
            return self.last_open(d)
        return d

    def given_on(self, event: dict[str, Any], cut_off: str | None) -> date:
        """The day an act was done. With a cut-off: at or after it, or on a closed day, it is given on the next working day."""
        if "at" in event:
            moment = datetime.fromisoformat(event["at"].replace("Z", "+00:00")).replace(tzinfo=UTC).astimezone(LONDON)
            on = moment.date()
            if cut_off and (moment.time() >= time.fromisoformat(cut_off) or not self.is_open(on)):
                return self.after(1, on)
            return on
        on = day(event["on"])
        return self.next_open(on) if cut_off else on


def london(event: dict[str, Any]) -> date:
    if "at" in event:
        return datetime.fromisoformat(event["at"].replace("Z", "+00:00")).replace(tzinfo=UTC).astimezone(LONDON).date()
    return day(event["on"])


def months_after(d: date, n: int) -> date:
    """Same day-number, else the last day of that month."""
    year, month = divmod(d.year * 12 + d.month - 1 + n, 12)
    return date(year, month + 1, min(d.day, monthrange(year, month + 1)[1]))


def last_of_month(d: date) -> date:
    while (d + ONE).month == d.month:
        d += ONE
    return d


class Period(NamedTuple):
    """A calendar month or quarter, clipped to the contract: its label is the calendar's, its days are the contract's."""

    label: str
    first: date
    last: date
    whole_first: date
    whole_last: date


@cache
def periods(starts: date, ends: date, every: str) -> list[Period]:
    length = {"month": 1, "quarter": 3}[every]
    first = date(starts.year, (starts.month - 1) // length * length + 1, 1)
    found = []
    while first <= ends:
        last = months_after(first, length) - ONE
        label = f"{first.year}-{first.month:02}" if every == "month" else f"{first.year}-Q{(first.month + 2) // 3}"
        found.append(Period(label, max(first, starts), min(last, ends), first, last))
        first = last + ONE
    return found
