"""The years of a contract, each with its columns: the periods across which figures are laid on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tenor.base.period import Period, contract_year
from tenor.review.model import OverallRating, Rating, Review

LENGTHS = ("day", "week", "month", "quarter", "half-year", "year", "contract year")
Rated = TypeVar("Rated", Rating, OverallRating)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One contract year. `columns`: periods of the shortest kind that any KPI is measured in; each stands in the year of its last day."""

    n: int
    columns: tuple[Period, ...]

    @property
    def first(self) -> date:
        return self.columns[0].first

    @property
    def last(self) -> date:
        return self.columns[-1].last


def years(review: Review) -> tuple[Year, ...]:
    """Every year of the contract that has columns. None where no KPI is measured in periods."""
    starts = review.terms.contract.starts
    found: dict[int, list[Period]] = {}
    for period in columns(review):
        found.setdefault(contract_year(period.last, starts), []).append(period)
    return tuple(Year(n=n, columns=tuple(several)) for n, several in sorted(found.items()))


def columns(review: Review) -> Sequence[Period]:
    """All periods of the shortest kind that any KPI is measured in, in order."""
    several = [[rating.period for rating in by_period.values()] for by_period in review.ratings.by_kpi.values() if by_period]
    measured = [periods for periods in several if periods[0].kind in LENGTHS]
    return min(measured, key=lambda periods: (LENGTHS.index(periods[0].kind), -len(periods)), default=[])


def year_of(several: Sequence[Year], on: date) -> Year | None:
    """The year a day lies in; before the first the first, after the last the last."""
    begun = [year for year in several if year.first <= on]
    return begun[-1] if begun else several[0] if several else None


def ending_in(by_period: Mapping[str, Rated], column: Period) -> Rated | None:
    """What stands in a column: its own period, or a longer one that ends there."""
    exact = by_period.get(column.label)
    return exact or next((rated for rated in by_period.values() if column.first <= rated.period.last <= column.last), None)
