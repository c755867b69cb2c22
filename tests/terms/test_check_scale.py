"""The pieces a scale is cut into say of every figure what the bands themselves say, tried at random."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.terms.check_scale import Scale, pieces, runs

PERCENT = Scale(unit="percent", top=Fraction(100), step=None)
TENTHS = Scale(unit="percent", top=Fraction(100), step=Fraction(1, 10))
COUNTS = Scale(unit="count", top=None, step=Fraction(1))
ENDS = st.one_of(st.none(), st.integers(-20, 1200).map(lambda n: Number(n, 1)))


def bound(low: Number | None, high: Number | None, low_in: bool, high_in: bool, unit: str) -> Bound:
    if low is not None and high is not None and high < low:
        low, high = high, low
    return Bound(lower=low, upper=high, lower_in=low_in, upper_in=high_in, unit=unit)


BOUNDS = st.lists(st.tuples(ENDS, ENDS, st.booleans(), st.booleans()), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(BOUNDS, st.sampled_from([PERCENT, TENTHS, COUNTS]))
def test_every_figure_lies_in_one_piece_and_that_says_its_bands(
    ends: list[tuple[Number | None, Number | None, bool, bool]], scale: Scale
) -> None:
    bounds = [bound(*each, unit=scale.unit) for each in ends]
    cut = pieces(bounds, scale)
    step = scale.step or Fraction(1, 20)
    for n in range(int(Fraction(130) / step) if scale.top is None else int(scale.top / step) + 1):
        figure = n * step
        inside = [p for p in cut if (p.low == figure if p.is_point else p.low < figure and (p.high is None or figure < p.high))]
        assert len(inside) == 1
        assert inside[0].bands == tuple(k for k, each in enumerate(bounds) if each.holds(*scale.pair(figure)))


@settings(max_examples=150, deadline=None)
@given(BOUNDS, st.sampled_from([PERCENT, TENTHS, COUNTS]))
def test_gaps_hold_the_figures_of_no_band_and_no_other(ends: list[tuple[Number | None, Number | None, bool, bool]], scale: Scale) -> None:
    bounds = [bound(*each, unit=scale.unit) for each in ends]
    cut = pieces(bounds, scale)
    gaps = runs(cut, [not piece.bands for piece in cut], scale)
    step = scale.step or Fraction(1, 20)
    for n in range(int(Fraction(130) / step) if scale.top is None else int(scale.top / step) + 1):
        figure = n * step
        held = any(each.holds(*scale.pair(figure)) for each in bounds)
        assert any(gap.holds(figure) for gap in gaps) != held
