"""The figures a KPI can have, cut at every edge of its bands: what lies in which band is then seen exactly, by integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tenor.base.figure import COUNT, PERCENT, POINTS, Number, exact_text, minor_units
from tenor.base.phrases.bound import Bound
from tenor.base.wording import Said, said
from tenor.terms.measured_in import unit_of
from tenor.terms.model import CountOfRows, Hole, Kpi, ShareOfRows, ShareOfUnits, Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From 0 to `top` (None: without end). `step`: figures are whole multiples of it (counts, pence, what is rounded); None: any figure."""

    unit: str
    top: Fraction | None
    step: Fraction | None

    def pair(self, figure: Fraction) -> tuple[int, int]:
        """The figure as numerator and denominator, as bounds are asked."""
        return figure.numerator, figure.denominator * (100 if self.unit in (PERCENT, POINTS) else 1)

    def show(self, figure: Fraction) -> str:
        """ "83.5%", "4", "200 GBP"."""
        text = exact_text(figure.numerator, figure.denominator)
        return text + {PERCENT: "%", COUNT: ""}.get(self.unit, f" {self.unit}")

    def first_after(self, figure: Fraction) -> Fraction:
        """The first figure of a stepped scale above another."""
        assert self.step is not None
        return (figure // self.step + 1) * self.step

    def last_before(self, figure: Fraction) -> Fraction:
        assert self.step is not None
        return -(-figure // self.step) * self.step - self.step


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One figure (`low` = `high`) or all between two edges, both left out (`high` None: no end); `bands` that hold there, best first."""

    low: Fraction
    high: Fraction | None
    bands: tuple[int, ...]

    @property
    def is_point(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring pieces as one stretch of figures."""

    low: Fraction
    low_in: bool
    high: Fraction | None
    high_in: bool

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def holds(self, figure: Fraction) -> bool:
        if figure < self.low or (figure == self.low and not self.low_in):
            return False
        return self.high is None or figure < self.high or (figure == self.high and self.high_in)


def scale_of(kpi: Kpi) -> Scale:
    """The figures a KPI can have, after the rounding its contract asks for."""
    measure = kpi.measure
    rounded = None if kpi.rounded is None else Fraction(1, 10**kpi.rounded)
    if isinstance(measure, ShareOfRows | ShareOfUnits) or (isinstance(measure, Stated) and measure.what in ("share", "percent")):
        return Scale(unit=PERCENT, top=Fraction(100), step=rounded)
    if isinstance(measure, Stated) and measure.what == "money":
        return Scale(unit=measure.currency, top=None, step=rounded or Fraction(1, 10 ** minor_units(measure.currency)))
    counted = isinstance(measure, CountOfRows) or (isinstance(measure, Stated) and measure.what == "count")
    # a count over several periods is added up and divided by their number
    whole = Fraction(1, kpi.over) if counted and kpi.over > 0 else None
    # a ratio or a mean in per cent may pass 100; bounds in per cent are asked with hundredths
    own = unit_of(measure)
    return Scale(unit=own if own in (PERCENT, POINTS) else COUNT, top=None, step=rounded or whole)


def edges_of(bound: Bound) -> list[Fraction]:
    return [value(number) for number in (bound.lower, bound.upper) if number is not None]


def value(number: Number) -> Fraction:
    return Fraction(*number.ratio)


def pieces(bounds: Sequence[Bound | Hole], scale: Scale) -> list[Piece]:
    """The scale cut at 0, at its top and at every edge; a stretch that no figure of the scale lies in is left out."""
    top = scale.top
    found = {Fraction(0)} if top is None else {Fraction(0), top}
    found |= {
        edge for bound in bounds if isinstance(bound, Bound) for edge in edges_of(bound) if edge >= 0 and (top is None or edge <= top)
    }
    edges = sorted(found)
    cut: list[Piece] = []
    for edge, after in zip(edges, [*edges[1:], None], strict=True):
        if scale.step is None or edge % scale.step == 0:
            cut.append(Piece(low=edge, high=edge, bands=_holding(bounds, scale, edge)))
        inside = None if after is None and top is not None else _inside(scale, edge, after)
        if inside is not None:
            cut.append(Piece(low=edge, high=after, bands=_holding(bounds, scale, inside)))
    return cut


def _inside(scale: Scale, low: Fraction, high: Fraction | None) -> Fraction | None:
    """A figure between two edges, None if the scale has none there."""
    if scale.step is None:
        return low + 1 if high is None else (low + high) / 2
    first = scale.first_after(low)
    return first if high is None or first < high else None


def _holding(bounds: Sequence[Bound | Hole], scale: Scale, figure: Fraction) -> tuple[int, ...]:
    pair = scale.pair(figure)
    return tuple(n for n, bound in enumerate(bounds) if isinstance(bound, Bound) and bound.holds(*pair))


def runs(cut: Sequence[Piece], wanted: Sequence[bool], scale: Scale) -> list[Stretch]:
    """The wanted pieces, neighbours joined."""
    found: list[Stretch] = []
    run: list[Piece] = []
    for piece, takes in [*zip(cut, wanted, strict=True), (None, False)]:
        if takes and piece is not None:
            run.append(piece)
        elif run:
            found.append(_stretch(run, scale))
            run = []
    return found


def _stretch(run: Sequence[Piece], scale: Scale) -> Stretch:
    first, last = run[0], run[-1]
    low, high = first.low, last.high
    if scale.step is None:
        return Stretch(low=low, low_in=first.is_point, high=high, high_in=last.is_point)
    low = low if first.is_point else scale.first_after(low)
    high = high if high is None or last.is_point else scale.last_before(high)
    return Stretch(low=low, low_in=True, high=high, high_in=True)


def show_stretch(stretch: Stretch, scale: Scale) -> Said:
    """ "from 80% up to but not including 90%", "exactly 3", "4 and more"."""
    low = scale.show(stretch.low)
    to_end = stretch.high is None or (stretch.high == scale.top and stretch.high_in)
    from_start = stretch.low == 0 and stretch.low_in
    if stretch.is_point:
        return said("stretch-point", low=low)
    if to_end:
        return said("stretch-all") if from_start else said("stretch-and-more" if stretch.low_in else "stretch-above", low=low)
    assert stretch.high is not None
    high = scale.show(stretch.high)
    if from_start:
        return said("stretch-and-less" if stretch.high_in else "stretch-below", high=high)
    if stretch.low_in:
        return said("stretch-from-to" if stretch.high_in else "stretch-from-below", low=low, high=high)
    return said("stretch-above-to" if stretch.high_in else "stretch-above-below", low=low, high=high)
