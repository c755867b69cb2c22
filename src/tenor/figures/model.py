"""The nouns of counting: a figure's versions, and the rows behind one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.base.wording import Said


@dataclass(frozen=True, slots=True)
class FigureVersion:
    """What the rows said from a day on, until the next version.

    `by_act`: an act of that day gave or changed its rows or units (a deadline that passes is no act); the pair may be the same."""

    from_day: date
    numerator: int
    denominator: int
    by_act: bool
    logged: bool  # rows of a log alone are among them: they give a figure "so far"
    things: int | None = None  # how many things it rests on, where the contract asks (`too_few`) and the pair does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class UncountedRow:
    """A row that cannot count, and why: no date, outside the contract, a unit unknown or not open that day.

    From `from_day` up to, not including, `until_day`: a row given again, or a unit's opening made known, ends it."""

    dataset: str
    row: str
    from_day: date
    until_day: date | None = None
    why: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """One row behind a figure: in the numerator ("in"), not ("out"), or not yet known ("open"); and if not in, the test it failed.

    `counted`: it is one of the denominator's. So the figure is (rows in and counted, rows counted); of a count the denominator is 1.
    A unit without a row has a line of its own, its `row` empty. `gave`: of a sum or the like the number it added; `side`: of a ratio
    whether it counts "of" or "to"."""

    dataset: str
    row: str
    unit: str
    outcome: Literal["in", "out", "open"]
    counted: bool
    why: Said | None
    cells: Mapping[str, str]
    entry: str
    gave: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """All figure versions, by what is measured: (KPI, signature of its measure) -> period label -> versions in order of day.

    The signature is the measure and its dataset as settled, so a reading agreed later has its own figures beside the old ones.
    Every period of the contract has a version from its first day at the latest: with no row yet 0 of 0, or 0."""

    versions: Mapping[tuple[str, str], Mapping[str, Sequence[FigureVersion]]]
    uncounted: Sequence[UncountedRow]
