"""The stretches of time a contract counts in: months, quarters, half-years, years, contract years, every n weeks or months.

A period cut by the contract's first or last day is clipped, keeps its label and still counts as a period
(semantics 2). Labels sort by time within a kind: "2023-06", "2023-Q2", "2023-H1", "2023", "Y1"; every-n
periods are labelled by the day on which they begin, "2023-06-15".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from tenor.base.wording import Said, said

Kind = Literal["day", "week", "month", "quarter", "half-year", "year", "contract year"]
Quarters = Literal["calendar", "contract"]

KINDS: tuple[str, ...] = get_args(Kind)
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}
_DAY = timedelta(days=1)
_LABEL = re.compile(r"(?P<year>\d{4})(-(?:(?P<month>\d{2})|Q(?P<quarter>[1-4])|H(?P<half>[12])))?|Y(?P<contract>[1-9]\d*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`first` and `last` are both inside. Equal periods are one period, whoever made them."""

    kind: str
    first: date
    last: date
    label: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.label

    @property
    def said(self) -> Said:
        """The period as a reader calls it: "June 2023", "quarter 2 of 2023", "contract year 1", "15 Jun 2023 to 14 Jul 2023"."""
        if self.kind == "day":
            return said("period-day", day=self.first)
        found = _LABEL.fullmatch(self.label)
        if self.kind not in KINDS and self.label.rpartition("-")[2].isdigit() and self.label != self.first.isoformat():
            return said("period-named", name=self.kind, n=int(self.label.rpartition("-")[2]), first=self.first, last=self.last)
        if found is None:
            return said("period-days", first=self.first, last=self.last)
        if found["contract"]:
            return said("period-contract-year", n=int(found["contract"]))
        if found["month"]:
            return said("period-month", month=said(f"month-{int(found['month'])}"), year=found["year"])
        part = found["quarter"] or found["half"]
        return said(f"period-{self.kind}", n=part, year=found["year"])


def months_after(day: date, n: int) -> date:
    """The same day-number n months later (or before, n < 0), else the last day of that month (law 5 type 5; semantics 10)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def later_by(day: date, n: int, kind: str) -> date:
    """The day n periods of a kind later; a "period" that is nobody's own is a month."""
    if kind in ("day", "week"):
        return day + timedelta(days=n * (7 if kind == "week" else 1))
    return months_after(day, n * MONTHS_IN.get(kind, 1))


def contract_year(day: date, starts: date) -> int:
    """Which contract year a day lies in, from 1; 0 or less lies before the start. Always counted from the start (semantics 2)."""
    months = (day.year - starts.year) * 12 + day.month - starts.month
    k = months // 12
    while months_after(starts, 12 * k) > day:
        k -= 1
    while months_after(starts, 12 * (k + 1)) <= day:
        k += 1
    return k + 1


def contract_year_period(k: int, starts: date) -> Period:
    """Contract year k whole (not cut by the contract's end): [months_after(start, 12(k-1)), months_after(start, 12k) - 1 day]."""
    first, after = months_after(starts, 12 * (k - 1)), months_after(starts, 12 * k)
    return Period(kind="contract year", first=first, last=after - _DAY, label=f"Y{k}")


def every_12_months(starts: date, k: int) -> Period:
    """The k-th window of twelve months, from 1, ending the day before months_after(start, 12k) (law 5 type 6; semantics 10)."""
    return contract_year_period(k, starts)


@lru_cache(maxsize=1024)
def periods(kind: str, starts: date, ends: date, quarters: Quarters = "calendar", step: int = 1) -> tuple[Period, ...]:
    """All periods of one kind between two days, both inside, clipped to them, in order.

    `step`: 2 with "month" is every two months counted from `starts`. `quarters="contract"` counts quarters and
    half-years from `starts` too; their labels are then their first day. Raises ValueError for a kind that has no calendar.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of period: {kind!r}")
    if ends < starts:
        return ()
    whole = _whole(kind, starts, quarters, step)
    found = []
    for period in whole:
        if period.first > ends:
            break
        first, last = max(period.first, starts), min(period.last, ends)
        found.append(Period(kind=kind, first=first, last=last, label=period.label))
    return tuple(found)


def named_periods(name: str, spans: Sequence[tuple[date, date]], starts: date, ends: date) -> tuple[Period, ...]:
    """The contract's own periods of a name, in the order given, numbered from 1 and clipped to the contract: "sprint-03" of 12."""
    width, word = len(str(len(spans))), "-".join(name.split())
    found = [
        Period(kind=name, first=max(first, starts), last=min(last, ends), label=f"{word}-{n:0{width}}")
        for n, (first, last) in enumerate(spans, 1)
    ]
    return tuple(period for period in found if period.first <= period.last)


def period_of(day: date, among: Sequence[Period]) -> Period | None:
    """The period a day lies in, of periods in order; None outside them all."""
    at = bisect_right(among, day, key=lambda period: period.first) - 1
    return among[at] if at >= 0 and day in among[at] else None


def whole_period(kind: str, day: date, starts: date | None = None) -> Period:
    """The unclipped calendar period (or contract year, from `starts`) that a day lies in."""
    if kind == "contract year":
        if starts is None:
            raise ValueError("a contract year needs the contract's first day")
        return contract_year_period(contract_year(day, starts), starts)
    return next(_whole(kind, day, "calendar", 1))


def parse_label(label: str, starts: date | None = None) -> Period | None:
    """The whole period a label names: "2023-06", "2023-Q2", "2023-H1", "2023", "2023-06-15"; "Y1" where `starts` is given. Else None."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return _day_of(label)
    if found["contract"]:
        return None if starts is None else contract_year_period(int(found["contract"]), starts)
    year = int(found["year"])
    if year == 0:
        return None
    for kind, group in (("month", "month"), ("quarter", "quarter"), ("half-year", "half")):
        if found[group]:
            month = (int(found[group]) - 1) * MONTHS_IN[kind] + 1
            return whole_period(kind, date(year, month, 1)) if 1 <= month <= 12 else None
    return whole_period("year", date(year, 1, 1))


def _day_of(label: str) -> Period | None:
    try:
        day = date.fromisoformat(label) if len(label) == 10 else None
    except ValueError:
        return None
    return None if day is None else Period(kind="day", first=day, last=day, label=label)


def _whole(kind: str, starts: date, quarters: Quarters, step: int) -> Iterator[Period]:
    """Unclipped periods without end, the first being the one `starts` lies in."""
    if kind in ("day", "week"):
        yield from _by_days(kind, starts, step)
    elif kind == "contract year" and step == 1:
        k = 1
        while True:
            yield contract_year_period(k, starts)
            k += 1
    elif step > 1 or kind == "contract year" or (quarters == "contract" and kind in ("quarter", "half-year")):
        yield from _by_months(kind, starts, MONTHS_IN[kind] * step)
    else:
        first = starts.replace(month=(starts.month - 1) // MONTHS_IN[kind] * MONTHS_IN[kind] + 1, day=1)
        for period in _by_months(kind, first, MONTHS_IN[kind]):
            yield Period(kind=kind, first=period.first, last=period.last, label=_calendar_label(kind, period.first))


def _by_months(kind: str, starts: date, months: int) -> Iterator[Period]:
    """Always counted from the start, so that 31 Jan, 28 Feb, 31 Mar do not wander."""
    k = 0
    while True:
        first, after = months_after(starts, months * k), months_after(starts, months * (k + 1))
        yield Period(kind=kind, first=first, last=after - _DAY, label=first.isoformat())
        k += 1


def _by_days(kind: str, starts: date, step: int) -> Iterator[Period]:
    """Weeks begin on Monday; every n weeks begins on the very day of the start."""
    length = timedelta(days=step * (7 if kind == "week" else 1))
    first = starts - timedelta(days=starts.weekday()) if kind == "week" and step == 1 else starts
    while True:
        yield Period(kind=kind, first=first, last=first + length - _DAY, label=first.isoformat())
        first += length


def _calendar_label(kind: str, first: date) -> str:
    if kind == "month":
        return f"{first.year:04}-{first.month:02}"
    if kind == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    return f"{first.year:04}-H{1 if first.month == 1 else 2}" if kind == "half-year" else f"{first.year:04}"
