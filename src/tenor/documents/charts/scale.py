"""The upright axis of a run chart: from where to where, and how far down the page a value lies.

It never cuts the part in which the bands change, and need not begin at 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tenor.documents.charts.zones import Zone

HEIGHT = 240  # px between the two ends
ROOM = Fraction(3, 10)  # of the span, kept free beyond the outermost number or value
LEDGE = Fraction(1, 18)  # of the span: how thick a band is drawn that is only the end of the axis, such as 100%

Drawn: TypeAlias = tuple[Zone, Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """`low` and `high` are the ends of the drawing; `floor` and `ceiling` the least and greatest value there can be, if any."""

    low: Fraction
    high: Fraction
    floor: Fraction | None
    ceiling: Fraction | None

    def px(self, value: Fraction) -> Fraction:
        """Px from the top."""
        return HEIGHT * (self.high - value) / (self.high - self.low)

    def drawn(self, zones: Sequence[Zone]) -> list[Drawn]:
        """The parts of zones, from below, that can be seen. Equal ends: a band that is one value only. The one that holds the least or
        greatest value there can be goes on to the end of the drawing, so that it can be seen at all."""
        found = []
        for at, zone in enumerate(zones):
            low, high = zone.low, zone.high
            bottom = self.low if low is None or (low == self.floor and at == 0) else max(low, self.low)
            top = self.high if high is None or (high == self.ceiling and at == len(zones) - 1) else min(high, self.high)
            if bottom < top or (low == high and bottom == top):
                found.append((zone, bottom, top))
        return found


def scale_of(values: Sequence[Fraction], ends: tuple[Fraction | None, Fraction | None], *, steps: Fraction) -> Scale:
    """The scale that holds all values (figures and the bands' numbers). `steps`: the least span worth drawing, 3 or 10%."""
    floor, ceiling = ends
    least, most = min(values, default=Fraction(0)), max(values, default=Fraction(1))
    span = max(most - least, steps)
    low, high = least - span * ROOM, most + span * ROOM
    if floor is not None and low < floor + span * ROOM:
        low = floor
    if ceiling is not None and high > ceiling:
        high = ceiling
    ledge = (high - low) * LEDGE
    shares = ceiling is not None
    return Scale(
        low=low - ledge if low == floor and shares else low,
        high=high + ledge if high == ceiling else high,
        floor=floor,
        ceiling=ceiling,
    )


def spread(wanted: Sequence[Fraction], gap: int, first: int, last: int) -> list[Fraction]:
    """Places for labels, `gap` apart at least and as near to where they are wanted as that allows; wanted in order, top first."""
    found: list[Fraction] = []
    for want in wanted:
        found.append(max(want, found[-1] + gap) if found else max(want, Fraction(first)))
    limit = Fraction(last)
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], limit)
        limit = found[at] - gap
    return found
