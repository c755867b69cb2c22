"""The nouns of counting: a figure's versions, and the rows behind one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.base.wording import Said


@dataclass(frozen=True, slots=True)
class FigureVersion:
    """What the rows said from a day on, until the next version. `by_act`: an act of that day changed its rows (a deadline passing does not)."""

    from_day: date
    numerator: int
    denominator: int
    by_act: bool
    logged: bool  # rows of a log alone are among them: they give a figure "so far"


@dataclass(frozen=True, slots=True, kw_only=True)
class UncountedRow:
    """A row that cannot count, and why: no date, outside the contract, a unit unknown or not open that day."""

    dataset: str
    row: str
    from_day: date
    why: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRow:
    """One row behind a figure: in the denominator, in the numerator, and if not, the test it failed."""

    dataset: str
    row: str
    unit: str
    outcome: Literal["in", "out", "open"]
    why: Said | None
    cells: Mapping[str, str]
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """All figure versions, by what is measured: (KPI, signature of its measure) -> period label -> versions in order of day.

    The signature is the measure and its dataset as settled, so a reading agreed later has its own figures beside the old ones."""

    versions: Mapping[tuple[str, str], Mapping[str, Sequence[FigureVersion]]]
    uncounted: Sequence[UncountedRow]
