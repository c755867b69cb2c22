"""How ratings and figures are said to people: a KPI by its number, a state in words, a figure with its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from tenor.base.figure import PERCENT, POINTS, YES_NO, Amount, Number, money, show, show_money
from tenor.base.phrases.bound import CURRENCIES, Bound, Leaning
from tenor.base.wording import Said, said
from tenor.review.bands import unit_of
from tenor.review.model import OverallRating, Pair, Rating, RatingVersion, Review
from tenor.terms.counted import stated_of
from tenor.terms.model import Hole, Kpi

SINCE_MET = " since met"


def kpi_of(review: Review, kpi: str, rating: Rating | None = None) -> Kpi | None:
    """A KPI as the terms have it, of the rating's own period where one is given."""
    terms = review.timeline.during(rating.period, review.on) if rating else review.terms
    return terms.kpi(kpi) or review.terms.kpi(kpi)


def kpi_name(review: Review, kpi: str) -> str:
    """ "KPI 2", or its id where it has no number."""
    own = kpi_of(review, kpi)
    return f"KPI {own.number}" if own and own.number else kpi


def figure_said(review: Review, rating: Rating, figure: Pair) -> str:
    """ "5 of 6 = 83.3%"; a count alone as its number."""
    own = kpi_of(review, rating.kpi, rating)
    unit = unit_of(own.measure) if own else "count"
    return show(Amount(numerator=figure[0], denominator=figure[1], unit=unit))


def stated_said(review: Review, rating: Rating, figure: Pair) -> str:
    """What a return states itself, in its own unit: of a ratio one side, "200 hours", and not the per cent the ratio comes to."""
    own = kpi_of(review, rating.kpi, rating)
    stated = stated_of(own.measure) if own else None
    if stated is None:
        return figure_said(review, rating, figure)
    return show(Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(stated)))


def gate_said(first: Sequence[str]) -> Said | str:
    """What must happen before a step is taken: any one of these; "since met" is said as people say it."""
    plain = [name.removesuffix(SINCE_MET) for name in first]
    if all(name.endswith(SINCE_MET) for name in first):
        return said("gate-since", what=_either(plain))
    return _either([said("gate-since", what=bare) if bare != name else name for bare, name in zip(plain, first, strict=True)])


def _either(names: Sequence[Said | str]) -> Said | str:
    return reduce(lambda one, other: said("gate-or", one=one, other=other), names)


def rating_said(version: RatingVersion) -> Said:
    """ "amber", "amber, provisional", "not reported"."""
    if version.rating is None:
        return said(f"state-{version.state.replace(' ', '-')}")
    if version.state == "final":
        return said("rating-final", level=version.rating)
    return said("rating-not-final", level=version.rating, state=said(f"state-{version.state.replace(' ', '-')}"))


def overall_level(rating: OverallRating | None, on: date) -> str | None:
    """The overall level at the close of a day; None where there is none."""
    return None if rating is None else rating.at(on).rating


def bound_said(bound: Bound | Hole) -> Said:
    """A band's bound as the contract means it: "at least 60%", "above 5 and at most 10"."""
    if isinstance(bound, Hole):
        return said(f"hole-{bound.kind.replace(' ', '-')}", where=bound.where)
    if bound.words or isinstance(bound, Leaning):
        comes_to = [bound_said(replace(bound, words=""))] if not isinstance(bound, Leaning) else []
        return said("wanted-leaning" if comes_to else "wanted-words", words=bound.words, n=comes_to)
    if bound.unit == YES_NO:
        return said("wanted-words", words="yes" if bound.lower == Number(1) else "no", n=[])
    if bound.lower is not None and bound.lower == bound.upper:
        return said("wanted-exactly", n=_end(bound.lower, bound.unit))
    ends: list[Said] = []
    if bound.lower is not None:
        ends.append(said("wanted-at-least" if bound.lower_in else "wanted-above", n=_end(bound.lower, bound.unit)))
    if bound.upper is not None:
        ends.append(said("wanted-at-most" if bound.upper_in else "wanted-below", n=_end(bound.upper, bound.unit)))
    return said("tests-decided", tests=tuple(ends))


def _end(number: Number, unit: str) -> str:
    """One end of a bound in its unit: "60%", "GBP 216,000.00"."""
    if unit in CURRENCIES:
        return show_money(money(number, unit))
    sign = {PERCENT: "%", POINTS: " percentage points"}.get(unit, "")
    return f"{number}{sign}"
