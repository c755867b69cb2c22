"""Which days are open: bank holidays of a part of the United Kingdom, closed weekdays, a contract's own closed days.

The holidays are dated CSVs committed beside this file (`calendars/`), made by `scripts/make_calendars.py` and compared
with GOV.UK's list in tests. They are known through `published_through`; beyond it only weekends and the contract's own
closed days are skipped, and a deadline that falls there says so.
"""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from tenor.base.wording import Said, said

CALENDARS = Path(__file__).parent / "calendars"
PUBLISHED = ("england-and-wales", "scotland", "northern-ireland")
DIVISIONS = (*PUBLISHED, "uk-any")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY_SUNDAY = (5, 6)
EVERY_DAY = "day"
KINDS_OF_DAY = ("open day", *(f"open day {division}" for division in DIVISIONS), "weekday", EVERY_DAY)


@cache
def edition() -> Mapping[str, str]:
    """What the committed holidays are: edition (the day made), source, first year, last year."""
    lines = (CALENDARS / "edition.txt").read_text(encoding="utf-8").splitlines()
    return MappingProxyType({key: value.strip() for key, _, value in (line.partition(":") for line in lines)})


@cache
def holidays_of(division: str) -> Mapping[date, str]:
    """Bank holidays of a division, day to name. `uk-any`: closed in any part of the UK (Procurement Act 2023 s.123)."""
    if division not in DIVISIONS:
        raise ValueError(f"no such division: {division!r}; known: {', '.join(DIVISIONS)}")
    if division != "uk-any":
        with (CALENDARS / f"{division}.csv").open(encoding="utf-8", newline="") as file:
            return MappingProxyType({date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file)})
    days: dict[date, str] = {}
    for part in PUBLISHED:
        days = {**holidays_of(part), **days}
    return MappingProxyType(dict(sorted(days.items())))


def published_through() -> date:
    """The last day for which the committed holidays are published: 31 December of the last covered year."""
    return date(int(edition()["last year"]), 12, 31)


class _OpenDays:
    """Ordinals of open days, sorted, so that the n-th open day is one look-up. Widened when asked beyond its ends."""

    __slots__ = ("_closed", "_closed_weekdays", "_opened", "_span", "unexpected")

    def __init__(self, closed: Iterable[date], closed_weekdays: tuple[int, ...], opened: Iterable[date]) -> None:
        self._closed = {day.toordinal() for day in closed}
        self._opened = {day.toordinal() for day in opened}
        # date.toordinal() % 7 is 0 on Sundays, 1 on Mondays
        self._closed_weekdays = {(weekday + 1) % 7 for weekday in closed_weekdays}
        self.unexpected = sorted(n for n in self._closed - self._opened if n % 7 not in self._closed_weekdays)
        self._span = self._fill(date(2010, 1, 1).toordinal(), date(2040, 12, 31).toordinal())

    def _fill(self, low: int, high: int) -> tuple[int, int, list[int]]:
        shut, closed, opened = self._closed_weekdays, self._closed, self._opened
        return low, high, [n for n in range(low, high + 1) if (n % 7 not in shut and n not in closed) or n in opened]

    def between(self, low: int, high: int) -> list[int]:
        """The ordinals of open days of a span that holds both. One assignment, so that threads may share a calendar."""
        now_low, now_high, ordinals = self._span
        if low >= now_low and high <= now_high:
            return ordinals
        self._span = self._fill(max(min(now_low, low - 400), 1), min(max(now_high, high + 400), date.max.toordinal()))
        return self._span[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days are closed. Make one with `calendar(...)`; another kind of day of the same contract with `of_kind`.

    `division` None: no holidays. `closed_weekdays`: 0 Monday … 6 Sunday. `closures`: further closed days; `openings`: days that
    are open all the same. `published_through`: the last day up to which its holidays are known.
    """

    kind: str = "open day"
    division: str | None = "england-and-wales"
    closed_weekdays: tuple[int, ...] = SATURDAY_SUNDAY
    closures: tuple[date, ...] = ()
    openings: tuple[date, ...] = ()
    edition: str = ""
    published_through: date = date.max
    _days: _OpenDays = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(set(self.closed_weekdays)) > 6:
            raise ValueError("a calendar needs a weekday that is open")
        closed = [*self.closures, *(holidays_of(self.division) if self.division else ())]
        object.__setattr__(self, "_days", _OpenDays(closed, self.closed_weekdays, self.openings))

    def of_kind(self, kind: str) -> Calendar:
        """The calendar that a kind of day counts by: "open day", "open day scotland", "weekday" or "day".

        Asked of the contract's own calendar. ValueError if there is no such kind.
        """
        return self if kind == self.kind else _of_kind(self, " ".join(kind.lower().split()))

    def is_open(self, day: date) -> bool:
        return self.next_open(day) == day

    def next_open(self, day: date) -> date:
        """The day itself if it is open, else the first open day after it."""
        return self.add(day, 0)

    def previous_open(self, day: date) -> date:
        """The day itself if it is open, else the last open day before it."""
        return day if self.is_open(day) else self.add(day, -1)

    def add(self, day: date, n: int) -> date:
        """The n-th open day later; earlier if n is negative; n = 0: the day itself if open, else the next open day (semantics 10)."""
        ordinal = day.toordinal()
        # three days a counted day, with a month over, reach past any holiday; wider if the closures are many
        reach = 3 * abs(n) + 31
        while True:
            low, high = (ordinal, ordinal + reach) if n >= 0 else (ordinal - reach, ordinal)
            open_days = self._days.between(low, high)
            at = bisect_right(open_days, ordinal) + n - 1 if n > 0 else bisect_left(open_days, ordinal) + n
            if 0 <= at < len(open_days):
                return date.fromordinal(open_days[at])
            if low < 1 or high > date.max.toordinal():
                raise OverflowError(f"no open day: {n} from {day}")
            reach *= 4

    def open_days(self, first: date, last: date) -> int:
        """How many days are open from first to last, both inside; 0 if last is earlier."""
        low, high = first.toordinal(), last.toordinal()
        open_days = self._days.between(low, high)
        return max(bisect_right(open_days, high) - bisect_left(open_days, low), 0)

    def why_closed(self, day: date) -> Said | None:
        """Why a day is closed: a holiday's name, the contract's own closing, or its weekday; None if it is open."""
        if self.is_open(day):
            return None
        holiday = holidays_of(self.division).get(day) if self.division else None
        if holiday:
            return said("closed-holiday", name=holiday)
        if day in self.closures:
            return said("closed-here")
        return said(f"closed-{WEEKDAYS[day.weekday()]}")

    def skipped(self, first: date, last: date) -> tuple[date, ...]:
        """Days between both ends, neither inside, closed although their weekday is usually open: what a reader would not expect."""
        unexpected = self._days.unexpected
        return tuple(
            map(date.fromordinal, unexpected[bisect_right(unexpected, first.toordinal()) : bisect_left(unexpected, last.toordinal())])
        )


def calendar(
    division: str | None = "england-and-wales",
    *,
    closed_weekdays: Iterable[int] = SATURDAY_SUNDAY,
    closures: Iterable[date] = (),
    openings: Iterable[date] = (),
) -> Calendar:
    """A contract's calendar (its `open day`). The same one is given back for the same question. ValueError for an unknown division."""
    return _calendar(division, tuple(sorted(set(closed_weekdays))), tuple(sorted(set(closures))), tuple(sorted(set(openings))))


@lru_cache(maxsize=256)
def _calendar(division: str | None, weekdays: tuple[int, ...], closures: tuple[date, ...], openings: tuple[date, ...]) -> Calendar:
    return Calendar(
        division=division,
        closed_weekdays=weekdays,
        closures=closures,
        openings=openings,
        edition=f"{edition()['edition']} ({edition()['source']})",
        published_through=published_through() if division else date.max,
    )


@lru_cache(maxsize=1024)
def _of_kind(base: Calendar, kind: str) -> Calendar:
    if kind == "weekday":
        return Calendar(kind=kind, division=None, closed_weekdays=base.closed_weekdays, edition=base.edition)
    if kind in (EVERY_DAY, "calendar day"):
        return Calendar(kind=EVERY_DAY, division=None, closed_weekdays=(), edition=base.edition)
    division = kind.removeprefix("open day ")
    if division == kind or division not in DIVISIONS or base.kind != "open day":
        raise ValueError(f"no such kind of day: {kind!r}; known: {', '.join(KINDS_OF_DAY)}")
    return replace(base, kind=kind, division=division, published_through=published_through())
