"""How far a figure lies from its target or level, in per cent points: pro rata, or in whole ones."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tenor.base.figure import PERCENT, Amount, Number, exact_text, rounded_amount
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.money import Per
from tenor.base.wording import Said, said
from tenor.review.bands import unit_of
from tenor.review.model import Pair
from tenor.terms.model import Kpi, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """So many per cent points away, and how that was reckoned."""

    away: Fraction
    said: Said


def percent_away(terms: Terms, kpi: Kpi, figure: Pair, per: Per, levels: frozenset[str]) -> Away | None:
    """None where the figure is no per cent, or there is no limit on that side. A figure is rounded only where the contract rounds it."""
    if unit_of(kpi.measure) != PERCENT or not figure[1]:
        return None
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=PERCENT)
    if kpi.rounded is not None:
        amount = rounded_amount(amount, kpi.rounded)
    limit = _limit(terms, kpi, per, levels)
    if limit is None:
        return None
    value, end = Fraction(100 * amount.numerator, amount.denominator), Fraction(*limit.ratio)
    away = max(end - value if per.of == "below" else value - end, Fraction(0))
    if per.whole:
        away = Fraction(away.numerator // away.denominator)
    code = "money-percent-whole" if per.whole else "money-percent"
    return Away(away=away, said=said(code, limit=str(limit), value=_text(value), away=_text(away), side=per.of))


def _limit(terms: Terms, kpi: Kpi, per: Per, levels: frozenset[str]) -> Number | None:
    """The end of the last good band, or of the best band that the rule counts, on the side that is asked for."""
    if per.base == "target" and isinstance(kpi.target, Bound):
        return kpi.target.lower if per.of == "below" else kpi.target.upper
    if per.base == "target":
        good = (*terms.ladder_of(kpi).good, "met")
        bands = [band for band in kpi.bands if band.level in good][-1:]
    else:
        bands = [band for band in kpi.bands if band.level in levels][:1]
    if not bands or not isinstance(bands[0].bound, Bound):
        return None  # the contract does not say, or the limit leans on another figure
    bound = bands[0].bound
    low, high = (bound.lower, bound.upper) if per.base == "target" else (bound.upper, bound.lower)
    return low if per.of == "below" else high


def _text(value: Fraction) -> str:
    return exact_text(value.numerator, value.denominator)
