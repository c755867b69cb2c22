"""In what unit a measure gives its figure, and its bounds must speak."""

from __future__ import annotations

from tenor.base.figure import COUNT, HOURS, JUDGED, PERCENT, POINTS, YES_NO
from tenor.terms.model import Aggregate, Check, CountOfRows, Gap, Measure, Ratio, Score, ShareOfRows, Stated, Together


def unit_of(measure: Measure) -> str:
    """ "percent" of shares, "count", "hours", a currency, "percentage points", "yes/no"."""
    match measure:
        case ShareOfRows() | Stated(what="share" | "percent"):
            return PERCENT
        case Stated(what="money", currency=currency):
            return currency
        case Stated(what="hours"):
            return HOURS
        case Aggregate(value=value):
            return value.unit
        case Check(levels=levels):
            return JUDGED if levels else YES_NO
        case Gap():
            return POINTS
        case Ratio(of=of, to=to, as_percent=False):
            # so many pounds, or hours, for each of a number of things; of two of one kind only how many times as much
            return unit_of(of) if unit_of(to) == COUNT and unit_of(of) != PERCENT else COUNT
        case Score(percent=False) | CountOfRows() | Stated() | Together():
            return COUNT
        case _:
            return PERCENT


def bound_unit(measure: Measure) -> str | None:
    """The unit that its bounds must have; None where anything goes."""
    if isinstance(measure, Stated) and measure.what == "number":
        return None
    return unit_of(measure)
