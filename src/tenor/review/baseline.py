"""The figure a KPI started from, offered from its first final periods: counts added up, and nothing where there is nothing yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.review.bands import unit_of
from tenor.review.model import Pair, Rating, Review
from tenor.terms.baselines import first_final
from tenor.terms.model import Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """`wanted`: over how many final periods; `periods`: those there are, the first of them; `figure` None: not enough yet, so no
    baseline. A share adds up its counts; a number is the mean, so many over so many periods."""

    kpi: str
    wanted: int
    periods: tuple[str, ...]
    figure: Pair | None


def baseline(review: Review, kpi: Kpi) -> Baseline | None:
    """None where the terms offer none. A period that is not final, or to which the KPI does not apply, is never taken for 0."""
    wanted = first_final(kpi.baseline.get("take") or kpi.baseline.get("offer", ""))
    if wanted is None:
        return None
    ratings = review.ratings.by_kpi.get(kpi.id, {}).values()
    found = taken(kpi, ratings, wanted, review.on) if kpi.baseline.get("take") else []
    for rating in ratings if not kpi.baseline.get("take") else ():
        version = rating.at(review.on)
        if version.state == "final" and version.figure is not None and len(found) < wanted:
            found.append((rating.period, version.figure))
    figure = pooled_figures(kpi, [pair for _, pair in found]) if len(found) == wanted else None
    return Baseline(kpi=kpi.id, wanted=wanted, periods=tuple(period.label for period, _ in found), figure=figure)


def taken(kpi: Kpi, ratings: Iterable[Rating], wanted: int, on: date) -> list[tuple[Period, Pair]]:
    """The figures that fix a baseline: of the first so many periods to become final, in the order in which they did, as they stand."""
    final = sorted((day, rating.period.first, rating) for rating in ratings for day in _final_on(kpi, rating) if day <= on)
    found = [(rating.period, rating.at(on).figure) for _, _, rating in final[:wanted]]
    return [(period, figure) for period, figure in found if figure is not None]


def _final_on(kpi: Kpi, rating: Rating) -> Iterator[date]:
    """The day on which a period's figure was first final; one measured before the first that is rated counts too."""
    for version in rating.versions:
        if version.figure is not None and version.figure[1] and (version.state == "final" or (unscored(kpi, rating) and version.settled)):
            yield version.from_day
            return


def unscored(kpi: Kpi, rating: Rating) -> bool:
    """Measured before the first period that is rated: shown and not applicable, and a base like any other."""
    return kpi.scored_from is not None and rating.period.first < kpi.scored_from


def pooled_figures(kpi: Kpi, pairs: list[Pair]) -> Pair | None:
    """Shares: all that reached it of all that counted; None where nothing counted. Numbers, each over its own whole: the mean."""
    top = sum(n for n, _ in pairs)
    if unit_of(kpi.measure) == "percent":
        under = sum(d for _, d in pairs)
        return (top, under) if under else None
    return (top, len(pairs)) if all(d == 1 for _, d in pairs) else None
