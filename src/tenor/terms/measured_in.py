"""In what unit a measure gives its figure, and its bounds must speak."""

from __future__ import annotations

from tenor.base.figure import COUNT, HOURS, JUDGED, PERCENT, POINTS, YES_NO
from tenor.terms.model import Aggregate, Check, CountOfRows, Elapsed, Gap, Measure, Ratio, Score, ShareOfRows, Stated, Together


def unit_of(measure: Measure) -> str:
    """ "percent" of shares, "count", "hours", a currency, "percentage points", "yes/no"."""
    match measure:
        case ShareOfRows() | Stated(what="share" | "percent"):
            return PERCENT
        case Stated(what="money", currency=currency):
            return currency
        case Stated(what="hours"):
            return HOURS
        case Aggregate(value=Elapsed(unit=unit)):
            return unit
        case Check(levels=levels):
            return JUDGED if levels else YES_NO
        case Gap():
            return POINTS
        case Ratio(of=of, as_percent=False):
            return unit_of(of) if isinstance(of, Stated) and of.what == "money" else COUNT
        case Score(percent=False) | CountOfRows() | Stated() | Aggregate() | Together():
            return COUNT
        case _:
            return PERCENT


def bound_unit(measure: Measure) -> str | None:
    """The unit that its bounds must have; None where anything goes."""
    if isinstance(measure, Stated) and measure.what == "number":
        return None
    if isinstance(measure, Aggregate) and not isinstance(measure.value, Elapsed):
        return None
    return unit_of(measure)
