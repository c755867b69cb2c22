"""The columns of a chart: one a period, all of one width, in line with the month columns of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tenor.base.period import Period
from tenor.base.wording import Said, said, say

WIDTH = 940  # of the whole drawing, at the usual number of columns
LEFT = 128  # where the first column begins
LEAST = 52  # px of a column: below that counts would touch, so the drawing grows instead
USUAL = {"quarter": 8, "half-year": 6}  # two years of quarters, three of half-years; else twelve


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Periods in order. A place along the chart is counted in columns from 0: 2½ is the middle of the third."""

    periods: tuple[Period, ...]

    @property
    def width(self) -> int:
        """Px of the columns together."""
        return max(WIDTH - LEFT, LEAST * len(self.periods))

    @property
    def each(self) -> Fraction:
        """Px of one column."""
        return Fraction(self.width, len(self.periods))

    def place(self, day: date) -> Fraction | None:
        """Where a day's beginning lies along the chart; None outside it."""
        for at, period in enumerate(self.periods):
            if day in period:
                return at + Fraction((day - period.first).days, (period.last - period.first).days + 1)
        return None


def shown(periods: Sequence[Period], on: date, most: int | None = None) -> Columns:
    """The last `most` periods begun by a day (usually a year or two of them); at the beginning of a contract the first ones, with as
    many to come as make up the usual number."""
    if not periods:
        return Columns(periods=())
    usual = USUAL.get(periods[0].kind, 12)
    wanted = most or usual
    begun = sum(1 for period in periods if period.first <= on)
    last = min(max(begun, min(wanted, usual)), len(periods))
    return Columns(periods=tuple(periods[max(0, last - wanted) : last]))


def names(columns: Columns, language: str = "en") -> list[tuple[str, str]]:
    """What stands under each column: "Sep" and, where a year begins, the year below it."""
    found, year = [], None
    for period in columns.periods:
        named = period.kind in ("year", "contract year", "contract")
        found.append((say(_name(period), language), "" if named or period.last.year == year else str(period.last.year)))
        year = period.last.year
    return found


def day_name(day: date) -> Said:
    """A day of a year that the columns show: "9 May"."""
    return said("chart-day", n=day.day, month=said(f"chart-month-{day.month}"))


def _name(period: Period) -> Said:
    month = said(f"chart-month-{period.last.month}")
    if period.kind == "month" and len(period.label) == 7:
        return month
    if period.kind in ("quarter", "half-year") and len(period.label) == 7:
        return said("chart-part", part=period.label[5:])
    if period.kind in ("month", "quarter", "half-year"):
        first = said(f"chart-month-{period.first.month}")
        return said("chart-months", first=first, last=month) if period.first.month != period.last.month else month
    if period.kind == "contract year":
        return said("chart-contract-year", n=period.label[1:])
    return day_name(period.first) if period.kind in ("day", "week") else period.said
