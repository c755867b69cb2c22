"""Figures that a return gives as such: tried around the bounds of their bands until one is as good, or as bad, as it should be."""

from __future__ import annotations

from random import Random
from typing import Any

from tenor.base.figure import exact_text
from tenor.review.bands import level_of
from tenor.terms.model import Hole, Kpi, Stated, Terms

TRIES = 40
Pair = tuple[int, int]


def figure(terms: Terms, kpi: Kpi, slips: bool, rng: Random) -> Pair:
    """Numerator and denominator for one period: on target, or short of it where the supplier slips."""
    good = {*_at_target(terms), "met"}
    pair = (0, 1)
    for _ in range(TRIES):
        pair = _any(kpi, rng)
        if (level_of(kpi, pair)[0] in good) != slips:
            break
    return pair


def is_share(kpi: Kpi | None) -> bool:
    """Whether it is given as so many of so many; any other figure is one value."""
    return kpi is not None and isinstance(kpi.measure, Stated) and kpi.measure.what == "share"


def as_sent(kpi: Kpi | None, numerator: int, denominator: int) -> dict[str, Any]:
    """A figure as a file gives it."""
    if is_share(kpi):
        return {"numerator": numerator, "denominator": denominator}
    if kpi is not None and isinstance(kpi.measure, Stated) and kpi.measure.what == "percent":
        return {"value": f"{exact_text(100 * numerator, denominator)}%"}
    return {"value": exact_text(numerator, denominator)}


def _at_target(terms: Terms) -> tuple[str, ...]:
    target = terms.levels.index(terms.target_level) if terms.target_level in terms.levels else 0
    return terms.levels[: target + 1]


def _any(kpi: Kpi, rng: Random) -> Pair:
    what = kpi.measure.what if isinstance(kpi.measure, Stated) else "count"
    if what == "share":
        of = rng.randint(60, 480)
        return of * (100 - _short(rng)) // 100, of
    if what == "percent":
        return 1000 - _short(rng) * 10 + rng.randint(-9, 0), 1000
    if what == "count":
        return max(_near(kpi, rng) // 100, 0), 1
    return max(_near(kpi, rng), 0), 100


def _short(rng: Random) -> int:
    """How many per cent are missing: mostly few."""
    return min(rng.randrange(61), rng.randrange(61), rng.randrange(61))


def _near(kpi: Kpi, rng: Random) -> int:
    """A hundred times a number around a bound of a band."""
    bounds = [band.bound for band in kpi.bands if not isinstance(band.bound, Hole)]
    ends = [end for bound in bounds for end in (bound.lower, bound.upper) if end is not None]
    if not ends:
        return rng.randint(0, 1000)
    end = rng.choice(ends)
    at: int = end.digits * 100 // 10**end.scale
    return at + rng.randint(-max(at * 2 // 5, 200), max(at * 2 // 5, 200))
