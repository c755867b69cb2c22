"""The bands of a KPI as zones along its axis: exactly where each begins and ends, and where the contract has none.

Bands are tried best first, so a zone is what is left of a band once the better ones are taken away. No arithmetic of its own decides a
level: between any two numbers of the bands one value is tried, by the very function that rates.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from tenor.base.figure import PERCENT, POINTS
from tenor.review.bands import level_of, unit_of
from tenor.review.model import UNRATED, Pair
from tenor.terms.model import CountOfRows, Hole, Kpi, Measure, Stated

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Values from `low` to `high` (None: without end; equal: that one value) have one level. `reading`: the contract has no band here,
    and this reading decides; `level` "unrated" and no reading: nothing does."""

    low: Fraction | None
    high: Fraction | None
    level: str
    reading: str = ""

    @property
    def unsaid(self) -> bool:
        """No band of the contract takes these values in."""
        return bool(self.reading) or self.level == UNRATED


def is_whole(measure: Measure) -> bool:
    """Its values are whole numbers: things counted."""
    return isinstance(measure, CountOfRows) or (isinstance(measure, Stated) and measure.what == "count")


def natural_ends(measure: Measure) -> tuple[Fraction | None, Fraction | None]:
    """The least and greatest value there can be: of a share 0 and 100 per cent; a count has half a step of room below 0."""
    if is_whole(measure):
        return -HALF, None
    if unit_of(measure) != PERCENT:
        return None, None
    return Fraction(0), None if isinstance(measure, Stated) and measure.what == "percent" else Fraction(100)


def value_of(kpi: Kpi, figure: Pair) -> Fraction:
    """A figure on its axis: a share in per cent, a gap in percentage points. Denominator above 0."""
    return Fraction(figure[0] * (100 if unit_of(kpi.measure) in (PERCENT, POINTS) else 1), figure[1])


def numbers_of(kpi: Kpi) -> list[Fraction]:
    """The numbers that the bands name, in order."""
    bounds = [band.bound for band in kpi.bands if not isinstance(band.bound, Hole)]
    return sorted({Fraction(*end.ratio) for bound in bounds for end in (bound.lower, bound.upper) if end is not None})


def zones_of(kpi: Kpi) -> tuple[Zone, ...]:
    """All zones of the axis, from the least value up. None for a KPI without bands."""
    if not numbers_of(kpi):
        return ()
    low, high = natural_ends(kpi.measure)
    edges = [edge for edge in _edges(kpi) if (low is None or edge >= low) and (high is None or edge <= high)]
    found: list[Zone] = []
    for piece in _pieces(edges, low, high, whole=is_whole(kpi.measure)):
        level, reading = level_of(kpi, _pair(kpi, _tried(piece, whole=is_whole(kpi.measure))))
        last = found[-1] if found else None
        if last is not None and (last.level, last.reading) == (level, reading):
            found[-1] = Zone(low=last.low, high=piece[1], level=level, reading=reading)
        else:
            found.append(Zone(low=piece[0], high=piece[1], level=level, reading=reading))
    return tuple(found)


def _edges(kpi: Kpi) -> list[Fraction]:
    """Every value at which a level may turn: the bands' numbers; of counts half a step beside them; of rounded figures half a unit."""
    numbers = numbers_of(kpi)
    if is_whole(kpi.measure):
        return sorted({part(n) + side for n in numbers for part in (floor, ceil) for side in (-HALF, HALF)})
    if kpi.rounded is None:
        return numbers
    unit = Fraction(1, 10**kpi.rounded)
    return sorted({(part(n / unit) + side) * unit for n in numbers for part in (floor, ceil) for side in (-HALF, HALF)})


Piece = tuple[Fraction | None, Fraction | None]


def _pieces(edges: list[Fraction], low: Fraction | None, high: Fraction | None, *, whole: bool) -> list[Piece]:
    """The axis cut at its edges: stretches, and between them the edges themselves where a value can lie on one."""
    found: list[Piece] = [(low, low)] if low in edges and not whole else []
    for first, last in pairwise([low, *(edge for edge in edges if edge not in (low, high)), high]):
        found.append((first, last))
        if last in edges and not whole:
            found.append((last, last))
    return found


def _tried(piece: Piece, *, whole: bool) -> Fraction:
    """A value inside a piece."""
    first, last = piece
    if first is None or last is None:
        return (last - 1 if last is not None else Fraction(0)) if first is None else Fraction(ceil(first)) if whole else first + 1
    return Fraction(ceil(first)) if whole else (first + last) / 2


def _pair(kpi: Kpi, value: Fraction) -> Pair:
    return value.numerator, value.denominator * (100 if unit_of(kpi.measure) in (PERCENT, POINTS) else 1)
