"""Worked examples that a contract prints."""

from __future__ import annotations

from dataclasses import dataclass

from tenor.base.figure import Number
from tenor.terms.model.document import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """What the contract itself says comes of figures: `figures` of consecutive periods as pairs (numerator, denominator), `printed` as
    written; `levels` and `points` of each, empty where the example does not say."""

    clause: Clause
    kpi: str
    printed: tuple[str, ...]
    figures: tuple[tuple[int, int], ...]
    levels: tuple[str, ...] = ()
    points: tuple[Number, ...] = ()
