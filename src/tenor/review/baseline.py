"""The figure a KPI started from, offered from its first final periods: counts added up, and nothing where there is nothing yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tenor.base.period import Period
from tenor.review.bands import unit_of
from tenor.review.model import Pair, Review
from tenor.terms.model import Kpi

MOST = 24


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
    offer = re.fullmatch(r"first (\d{1,2}) final \w+", kpi.baseline.get("offer", "").strip().lower())
    if offer is None or not 0 < int(offer[1]) <= MOST:
        return None
    wanted = int(offer[1])
    found: list[tuple[Period, Pair]] = []
    for rating in review.ratings.by_kpi.get(kpi.id, {}).values():
        version = rating.at(review.on)
        if version.state == "final" and version.figure is not None and len(found) < wanted:
            found.append((rating.period, version.figure))
    figure = _pooled(kpi, [pair for _, pair in found]) if len(found) == wanted else None
    return Baseline(kpi=kpi.id, wanted=wanted, periods=tuple(period.label for period, _ in found), figure=figure)


def _pooled(kpi: Kpi, pairs: list[Pair]) -> Pair | None:
    """Shares: all that reached it of all that counted; None where nothing counted. Numbers, each over its own whole: the mean."""
    top = sum(n for n, _ in pairs)
    if unit_of(kpi.measure) == "percent":
        under = sum(d for _, d in pairs)
        return (top, under) if under else None
    return (top, len(pairs)) if all(d == 1 for _, d in pairs) else None
