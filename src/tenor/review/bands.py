"""A figure held against its bands: best first, exactly, rounded only where the contract rounds (semantics 4)."""

from __future__ import annotations

from collections.abc import Mapping

from tenor.base.figure import Amount, rounded_amount, scaled
from tenor.base.period import Period
from tenor.base.phrases.bound import Base, Leaning
from tenor.base.wording import Said, said
from tenor.review.model import UNRATED, Pair
from tenor.terms.counted import is_share
from tenor.terms.measured_in import unit_of as unit_of
from tenor.terms.model import Hole, Kpi

NO_BASES: Mapping[Base, Pair] = {}


def level_of(kpi: Kpi, figure: Pair, bases: Mapping[Base, Pair] = NO_BASES) -> tuple[str, str]:
    """(level or "unrated", id of the reading that decided where no band holds, or ""). Denominator above 0.

    `bases`: what bounds lean on, as they are compared (a share times 100); a bound whose base is not known leaves it unrated."""
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(kpi.measure))
    if kpi.rounded is not None:
        amount = rounded_amount(amount, kpi.rounded)
    for band in kpi.bands:
        if isinstance(band.bound, Leaning):
            inside = band.bound.holds_by(scaled(amount), bases)
            if inside is None:
                return UNRATED, ""
            if inside:
                return band.level, ""
        elif not isinstance(band.bound, Hole) and band.bound.holds(amount.numerator, amount.denominator):
            return band.level, ""
    return kpi.otherwise or UNRATED, kpi.otherwise_reading


def bases_of(kpi: Kpi) -> tuple[Base, ...]:
    """What its bands lean on, each once."""
    leaning = (band.bound for band in kpi.bands if isinstance(band.bound, Leaning))
    return tuple(dict.fromkeys(base for bound in leaning for base in bound.bases))


def held_back(kpi: Kpi, period: Period, figure: Pair, things: int | None = None) -> Said | None:
    """Why a figure is shown and not rated: too few were counted, or the period comes before the first one that is rated.

    `things`: how many it rests on, where its pair does not say; None, of a figure that people set: nobody knows, so it is rated."""
    if kpi.scored_from is not None and period.first < kpi.scored_from:
        return said("because-not-scored", first=kpi.scored_from)
    n = how_many(kpi, figure, things)
    if kpi.too_few is not None and n is not None and kpi.too_few.holds(n):
        return said("because-too-few", n=n)
    return None


def how_many(kpi: Kpi, figure: Pair, things: int | None) -> int | None:
    """Of how many things a figure is: as was counted, or as a share says itself."""
    return figure[1] if things is None and is_share(kpi.measure) else things
