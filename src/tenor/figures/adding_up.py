"""Rows as they are shown, added up again: whether what a page lists comes to the figure that stands."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tenor.figures.amounts import parts_of
from tenor.figures.model import CountedRow
from tenor.figures.ratio import ratio_of
from tenor.terms.model import Aggregate, CountOfRows, Measure, Ratio, Stated

Pair = tuple[int, int]


def figure_of(measure: Measure, rows: Sequence[CountedRow], stated: Pair | None = None) -> Pair:
    """Numerator and denominator of the rows of a measure (see `which`). `stated`: what returns gave for a stated side of a ratio."""
    if isinstance(measure, Ratio):
        of, to = (
            (stated or (0, 0)) if isinstance(one, Stated) else figure_of(one, [row for row in rows if row.side == side])
            for side, one in (("of", measure.of), ("to", measure.to))
        )
        return ratio_of(of, to, measure.per)
    counted = [row for row in rows if row.counted]
    there = [row for row in counted if row.outcome == "in"]
    if isinstance(measure, Aggregate):
        return _one_number(measure, sorted(Fraction(row.gave) for row in there))
    return (len(there), 1) if isinstance(measure, CountOfRows) else (len(there), len(counted))


def _one_number(measure: Aggregate, values: Sequence[Fraction]) -> Pair:
    n = len(values)
    if measure.how == "sum":
        return _pair(measure, sum(values, Fraction(0)), 1)
    if not values:
        return 0, 0
    if measure.how == "mean":
        return _pair(measure, sum(values, Fraction(0)), n)
    if measure.how == "median":
        return _pair(measure, values[n // 2], 1) if n % 2 else _pair(measure, values[n // 2 - 1] + values[n // 2], 2)
    if measure.how == "percentile":
        assert measure.at is not None
        place = Fraction(*measure.at.ratio) * n / 100
        return _pair(measure, values[-(-place.numerator // place.denominator) - 1], 1)
    return _pair(measure, values[-1] if measure.how == "highest" else values[0], 1)


def _pair(measure: Aggregate, value: Fraction, n: int) -> Pair:
    parts = parts_of(measure.value)
    unit = 100 if measure.value.unit == "percent" else 1  # a row shows per cents, the figure is a part of the whole
    whole = value * parts / unit
    return int(whole), parts * n


def same(one: Pair, other: Pair) -> bool:
    """Whether two figures are the same amount, of the same number of things or not."""
    if 0 in (one[1], other[1]):
        return one[1] == other[1]
    return one[0] * other[1] == other[0] * one[1]
