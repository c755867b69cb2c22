"""Where the words of upright lines stand above a chart: beside their line, in few rows, and with no line through another's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Words beside a line at px `at`, from `first` to `last` px, in row `lane` (0 the lowest); `left`: they end at the line."""

    at: Fraction
    first: Fraction
    last: Fraction
    lane: int
    left: bool


def place_flags(wanted: Sequence[tuple[Fraction, int]], width: int) -> list[Flag]:
    """Each (px of the line, px its words take) with its row. Words that would leave the chart at its right end stand left of their line.

    From the last to the first, so that an earlier line passes left of later words to a higher row; then those that stand left.
    """
    sides = [at + wide > width and at > wide for at, wide in wanted]
    found: dict[int, Flag] = {}
    for index in sorted(range(len(wanted)), key=lambda n: (sides[n], -wanted[n][0])):
        at, wide = wanted[index]
        first, last = (at - wide, at) if sides[index] else (at, at + wide)
        rows = range(2 + max((flag.lane for flag in found.values()), default=-1))
        tried = [Flag(at=at, first=first, last=last, lane=lane, left=sides[index]) for lane in rows]
        free = [flag for flag in tried if not any(_overlap(flag, other) for other in found.values())]
        found[index] = min(free, key=lambda flag: (sum(_crossed(flag, other) for other in found.values()), flag.lane))
    return [found[index] for index in range(len(wanted))]


def _overlap(one: Flag, other: Flag) -> bool:
    return one.lane == other.lane and one.first < other.last + 8 and other.first < one.last + 8


def _crossed(one: Flag, other: Flag) -> bool:
    """The line of the higher one goes through the words of the lower one."""
    high, low = (one, other) if one.lane > other.lane else (other, one)
    return high.lane > low.lane and low.first < high.at < low.last
