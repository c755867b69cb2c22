"""Which way a series goes as a whole: the arrow beside a year strip (needs.md, what the evidence says, 5: never from the last step alone).

The test is Mann's and Kendall's for a trend in ranks (H. B. Mann, Econometrica 13, 1945; M. G. Kendall, Rank Correlation Methods).
Every pair of periods counts +1 where the later is better, -1 where it is worse, 0 where they are alike; the score is the sum. An arrow
stands only where, of all orders of the same values, at most 1 in 20 comes as far the same way.
The orders are counted exactly, with ties, in whole numbers: the orders of a series with ties by how many of their pairs stand the
wrong way round are the coefficients of a Gaussian multinomial (P. A. MacMahon). The test takes each period as drawn by itself: a
series that drifts slowly from month to month is given an arrow a little too easily.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from tenor.review.model import UNRATED, OverallRating, Rating, RatingVersion, Review
from tenor.review.standing_model import Direction, Trend
from tenor.terms.model import Terms

FEWEST = 6  # rated periods below which no direction is given
ONE_IN = 20  # orders by lot, of which at most one may go as far

Rated = TypeVar("Rated", Rating, OverallRating)


def trend(worths: Sequence[tuple[int, int]]) -> Trend:
    """The trend of a series in order of time, each worth a fraction (numerator, denominator above 0), more is better."""
    n = len(worths)
    score = sum(_sign(later, earlier) for earlier, later in combinations(worths, 2))
    if n < FEWEST:
        return Trend(direction="", periods=n, score=score)
    wanted = _wanted(tuple(sorted(_alike(worths))))
    far = wanted is not None and abs(score) >= wanted
    direction: Direction = "steady" if not far else "rising" if score > 0 else "falling"
    return Trend(direction=direction, periods=n, score=score, wanted=wanted)


def overall_trend(review: Review) -> Trend:
    """Of the overall rating, over all settled periods, by the rank of its level."""
    found = [rating.at(review.on) for rating in in_order(review.ratings.overall.values(), review.on)]
    return trend([worth for v in found if v.state == "final" and (worth := _rank(review.terms, v.rating)) is not None])


def kpi_trend(review: Review, kpi: str) -> Trend:
    """Of one KPI, over all settled periods: by its figures where the contract says which way is better, else by the rank of its levels."""
    own = review.terms.kpi(kpi)
    ratings = [r.at(review.on) for r in in_order(review.ratings.by_kpi.get(kpi, {}).values(), review.on)]
    final = [v for v in ratings if v.state == "final" and v.rating is not None]
    if own is not None and own.better:
        sign = 1 if own.better == "higher" else -1
        return trend([(sign * v.figure[0], v.figure[1]) for v in final if v.figure is not None and v.figure[1] > 0])
    return trend(_ranks(review.terms, final))


def in_order(ratings: Iterable[Rated], on: date) -> list[Rated]:
    """Ratings of the periods begun by a day, in order of time."""
    return sorted((rating for rating in ratings if rating.period.first <= on), key=lambda rating: rating.period.first)


def _ranks(terms: Terms, versions: Sequence[RatingVersion]) -> list[tuple[int, int]]:
    return [worth for v in versions if (worth := _rank(terms, v.rating)) is not None]


def _rank(terms: Terms, level: str | None) -> tuple[int, int] | None:
    """How good a level is; a target alone is met or failed. None for what is on no ladder."""
    if level is None or level == UNRATED:
        return None
    if level in terms.levels:
        return -terms.levels.index(level), 1
    return {"met": (1, 1), "failed": (0, 1)}.get(level)


def _sign(later: tuple[int, int], earlier: tuple[int, int]) -> int:
    left, right = later[0] * earlier[1], earlier[0] * later[1]
    return (left > right) - (left < right)


def _alike(worths: Sequence[tuple[int, int]]) -> list[int]:
    """How many periods share each worth: 5 of 6 and 10 of 12 are one."""
    kinds: Counter[int] = Counter()
    for worth in worths:
        first = next(i for i, other in enumerate(worths) if _sign(worth, other) == 0)
        kinds[first] += 1
    return list(kinds.values())


@lru_cache(maxsize=4096)
def _wanted(ties: tuple[int, ...]) -> int | None:
    """The least score that at most one order of twenty reaches, one way; None where no order is so rare."""
    ways = _orders(ties)
    total, top = sum(ways), len(ways) - 1  # top: pairs that are not alike; so the score of an order is top - 2 * its pairs the wrong way
    reached, wanted = 0, None
    for wrong, orders in enumerate(ways):
        reached += orders
        if reached * ONE_IN > total:
            break
        wanted = top - 2 * wrong
    return wanted if wanted is not None and wanted > 0 else None


def _orders(ties: tuple[int, ...]) -> list[int]:
    """How many orders have 0, 1, 2 ... pairs the wrong way round."""
    ways, placed = [1], 0
    for several in ties:
        for i in range(1, several + 1):
            placed += 1
            ways = _divided(_multiplied(ways, placed), i)
    return ways


def _multiplied(ways: list[int], k: int) -> list[int]:
    """Times 1 - q^k."""
    found = ways + [0] * k
    for at in range(len(found) - 1, k - 1, -1):
        found[at] -= found[at - k]
    return found


def _divided(ways: list[int], k: int) -> list[int]:
    """Through 1 - q^k, which leaves nothing over."""
    found = list(ways)
    for at in range(k, len(found)):
        found[at] += found[at - k]
    return found[: len(found) - k]
