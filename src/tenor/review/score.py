"""The marks of all KPIs added up: each level's marks times the KPI's weight, by itself or of the most possible (terms-language.md 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tenor.base.figure import COUNT, PERCENT, Amount, Number, parse_number, rounded_amount
from tenor.review.model import UNRATED, Pair
from tenor.terms.model import Check, Hole, Kpi, Overall, Score, Terms, Together
from tenor.terms.names import TWO_LEVELS

Reached = tuple[str, Pair, Pair]


def scored(terms: Terms, score: Score, levels: Sequence[tuple[str, str]]) -> tuple[Pair, tuple[Reached, ...]]:
    """The score of the KPIs that are rated, (KPI, level) each: (marks, most possible) of a per cent, else (marks, 1); and each one's share.

    One that is not rated is in neither."""
    reached: list[Reached] = []
    top, most = Fraction(0), Fraction(0)
    for id, level in levels:
        kpi = terms.kpi(id)
        if kpi is None:
            continue
        own = marks_of(terms, score, kpi)
        weight = _fraction(parse_number(kpi.weight) or Number(1))
        here, best = weight * own.get(level, Fraction(0)), weight * max(own.values(), default=Fraction(0))
        top, most = top + here, most + best
        reached.append((id, (here.numerator, here.denominator), (best.numerator, best.denominator)))
    if not score.percent:
        return (top.numerator, top.denominator), tuple(reached)
    whole = top.denominator * most.denominator
    return (int(top * whole), int(most * whole)) if whole != 1 else (top.numerator, most.numerator), tuple(reached)


def marks_of(terms: Terms, score: Score, kpi: Kpi) -> Mapping[str, Fraction]:
    """The marks of each level that a KPI can be rated with: as the score says, else 0 for the worst, then 1, 2 …; met 1, failed 0."""
    ladder = terms.ladder_of(kpi).levels
    by_place = {level: Fraction(len(ladder) - 1 - at) for at, level in enumerate(ladder)}
    given = {level: _fraction(marks) for level, marks in score.marks.items()}
    two = {level: given.get(level, Fraction(1 - at)) for at, level in enumerate(TWO_LEVELS)}
    all_marks = {**two, **(given if any(level in given for level in ladder) else by_place)}
    return {level: marks for level, marks in all_marks.items() if level in _possible(terms, kpi)}


def _possible(terms: Terms, kpi: Kpi) -> set[str]:
    """The levels that a KPI can be rated with."""
    if isinstance(kpi.measure, Together):
        parts = [_possible(terms, part) for name in kpi.measure.parts if (part := terms.kpi(name)) is not None]
        alone = all(part <= set(TWO_LEVELS) for part in parts)
        return set(TWO_LEVELS) if alone and parts else set(terms.ladder_of(kpi).levels)
    if isinstance(kpi.measure, Check) and kpi.measure.levels:
        return set(terms.ladder_of(kpi).levels)
    return {band.level for band in kpi.bands} | ({kpi.otherwise} if kpi.otherwise and kpi.otherwise != UNRATED else set())


def level_of_score(overall: Overall, figure: Pair) -> str:
    """Its level by the bands of the overall rating, rounded only where the contract rounds; "unrated" in none of them."""
    unit = PERCENT if overall.score is not None and overall.score.percent else COUNT
    if figure[1] == 0:
        return UNRATED
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit)
    if overall.rounded is not None:
        amount = rounded_amount(amount, overall.rounded)
    for band in overall.bands:
        if not isinstance(band.bound, Hole) and band.bound.holds(amount.numerator, amount.denominator):
            return band.level
    return UNRATED


def _fraction(number: Number) -> Fraction:
    return Fraction(*number.ratio)
