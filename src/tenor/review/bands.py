"""A figure held against its bands: best first, exactly, rounded only where the contract rounds (semantics 4)."""

from __future__ import annotations

from tenor.base.figure import Amount, rounded_amount
from tenor.review.model import UNRATED, Pair
from tenor.terms.measured_in import unit_of as unit_of
from tenor.terms.model import Hole, Kpi


def level_of(kpi: Kpi, figure: Pair) -> tuple[str, str]:
    """(level or "unrated", id of the reading that decided where no band holds, or ""). Denominator above 0."""
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(kpi.measure))
    if kpi.rounded is not None:
        amount = rounded_amount(amount, kpi.rounded)
    for band in kpi.bands:
        if not isinstance(band.bound, Hole) and band.bound.holds(amount.numerator, amount.denominator):
            return band.level, ""
    return kpi.otherwise or UNRATED, kpi.otherwise_reading
