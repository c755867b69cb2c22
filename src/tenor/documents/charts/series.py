"""What a run chart shows of a KPI: for each period its terms, and its figure or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tenor.base.figure import PARTS, Amount, show, show_percent
from tenor.base.period import Period
from tenor.documents.charts.columns import Columns, shown
from tenor.documents.charts.looks import Look, look_of
from tenor.documents.charts.zones import Zone, value_of, zones_of
from tenor.review.bands import unit_of
from tenor.review.model import Pair, Rating, RatingVersion, Review
from tenor.terms.model import Kpi, Stated

What = Literal["figure", "open", "not reported", "not due", "not applicable", "to come"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A KPI in one period. `what`: a figure is drawn only once its period is over; an open period is said in words. `kpi` None: the terms
    of that period do not have it."""

    period: Period
    rating: Rating
    version: RatingVersion
    kpi: Kpi | None
    what: What

    @property
    def value(self) -> Fraction | None:
        """The figure on the axis."""
        if self.kpi is None or self.version.figure is None or self.version.figure[1] == 0:
            return None
        return value_of(self.kpi, self.version.figure)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The bands of this period."""
        return () if self.kpi is None else zones_of(self.kpi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One KPI over the columns of a chart. `kpi`: as the newest of them has it."""

    review: Review
    kpi: Kpi
    columns: Columns
    standings: tuple[Standing, ...]

    @property
    def figures(self) -> list[Standing]:
        """The periods that have a figure, in order."""
        return [each for each in self.standings if each.what == "figure"]

    @property
    def levels(self) -> list[str]:
        """The levels given, best first: of the ladder, then met and failed where a KPI has a target alone beside a longer one."""
        given = {each.version.rating for each in self.figures}
        ladder = self.review.terms.levels
        others = [level for level in ("met", "failed", *sorted(filter(None, given))) if level not in ladder]
        return [level for level in dict.fromkeys((*ladder, *others)) if level in given]

    def look(self, level: str | None) -> Look:
        """How a level of this contract looks."""
        return look_of(self.review.terms.levels, self.review.terms.target_level, level)


def series_of(review: Review, kpi: str, most: int | None = None) -> Series | None:
    """A KPI over the last periods begun; None where the contract has no such KPI."""
    ratings = list(review.ratings.by_kpi.get(kpi, {}).values())
    columns = shown([rating.period for rating in ratings], review.on, most)
    wanted = {period.label for period in columns.periods}
    standings = tuple(_standing(review, rating) for rating in ratings if rating.period.label in wanted)
    known = [each.kpi for each in standings if each.kpi is not None]
    return Series(review=review, kpi=known[-1], columns=columns, standings=standings) if known else None


def figure_text(kpi: Kpi, figure: Pair) -> str:
    """ "5 of 6 = 83.3%", "3", "91.7%" where a per cent was stated as such."""
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(kpi.measure))
    return show_percent(amount) if _is_percent(kpi) else show(amount)


def count_text(kpi: Kpi, figure: Pair, *, short: bool = False) -> str:
    """What stands at a point: "5/6", "3"; `short` where two would not fit: "83.3%", money without its name."""
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(kpi.measure))
    if amount.is_share:
        # two sums, held in their smallest parts, are no count of things
        return show_percent(amount) if short or _is_percent(kpi) or figure[1] >= PARTS else f"{figure[0]}/{figure[1]}"
    return show(amount).split(" ")[-1] if short else show(amount)


def number_text(kpi: Kpi, value: Fraction) -> str:
    """A number of the bands: "90%", "3", "GBP 500.00"."""
    amount = Amount(numerator=value.numerator, denominator=value.denominator, unit=unit_of(kpi.measure))
    return f"{show(Amount(numerator=value.numerator, denominator=value.denominator))}%" if amount.is_share else show(amount)


def same_bands(standings: Sequence[Standing]) -> list[tuple[int, int]]:
    """Stretches of columns, first and after last, in which the bands are the same."""
    found: list[tuple[int, int]] = []
    for at, each in enumerate(standings):
        if found and standings[found[-1][0]].zones == each.zones:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _is_percent(kpi: Kpi) -> bool:
    return isinstance(kpi.measure, Stated) and kpi.measure.what == "percent"


def _standing(review: Review, rating: Rating) -> Standing:
    version = rating.at(review.on)
    kpi = review.timeline.during(rating.period, review.on).kpi(rating.kpi)
    return Standing(period=rating.period, rating=rating, version=version, kpi=kpi, what=_what(review, rating, version))


def _what(review: Review, rating: Rating, version: RatingVersion) -> What:
    if rating.period.first > review.on:
        return "to come"
    if version.state == "not applicable":
        return "not applicable"
    if review.on < rating.period.last:
        return "open"
    if version.figure is not None and version.figure[1] > 0:
        return "figure"
    return "not reported" if version.state == "not reported" else "not due"
