"""Worked examples of the contract against its bands, points and rules as they are said in these terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenor.base.figure import Amount, Number, rounded_amount
from tenor.base.phrases.bound import Leaning
from tenor.base.phrases.window import Consecutive
from tenor.base.problem import Problem, problem
from tenor.base.wording import Value, said
from tenor.terms.check_ground import kpi_name, place
from tenor.terms.measured_in import unit_of
from tenor.terms.model import Hole, Kpi, KpiIs, Rule, Terms, WorkedExample


def examples(terms: Terms) -> Iterator[Problem]:
    """Examples that these terms do not give: either the terms are written wrongly, or the contract contradicts itself."""
    for n, each in enumerate(terms.worked_examples):
        kpi = terms.kpi(each.kpi)
        levels = [level_of(kpi, figure) for figure in each.figures] if kpi is not None else []
        if kpi is None or None in levels:
            continue
        found = [str(level) for level in levels]
        if each.levels and list(each.levels) != found:
            yield _wrong(terms, n, each, kpi, "levels", list(each.levels), found)
        points = points_along(terms, kpi, found) if each.points else None
        if points is not None and list(each.points) != points:
            yield _wrong(terms, n, each, kpi, "points", [str(p) for p in each.points], [str(p) for p in points])


def _wrong(terms: Terms, n: int, each: WorkedExample, kpi: Kpi, what: str, says: Sequence[str], is_: Sequence[str]) -> Problem:
    figures: list[Value] = list(each.printed)
    return problem(
        "example-contradicts",
        place(terms, "worked_examples", n),
        each.clause,
        "said",
        kpi=kpi_name(kpi),
        figures=figures,
        what=said(f"example-{what}"),
        says=", ".join(says),
        found=", ".join(is_),
    )


def level_of(kpi: Kpi, figure: tuple[int, int]) -> str | None:
    """The level a figure has by the bands; None where no band holds, or one leans on a figure that the example does not give."""
    amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(kpi.measure))
    if kpi.rounded is not None:
        amount = rounded_amount(amount, kpi.rounded)
    for band in kpi.bands:
        if isinstance(band.bound, Leaning):
            return None
        if not isinstance(band.bound, Hole) and band.bound.holds(amount.numerator, amount.denominator):
            return band.level
    return kpi.otherwise if kpi.otherwise != "unrated" else None


def points_along(terms: Terms, kpi: Kpi, levels: Sequence[str]) -> list[Number] | None:
    """The points of consecutive periods: of the level, doubled where a repeat doubles them, and what rules add, once a run. None where a
    rule counts in a way that one example cannot show."""
    rules = [rule for rule in terms.rules if rule.points is not None and rule.tally == "points" and _about(rule, kpi) is not None]
    conditions = [_about(rule, kpi) for rule in rules]
    if any(len(rule.branches) != 1 or len(rule.branches[0]) != 1 or not _shown(c) for rule, c in zip(rules, conditions, strict=True)):
        return None
    found = []
    for n, level in enumerate(levels):
        points = terms.points_of(kpi, level)
        for rule, condition in zip(rules, conditions, strict=True):
            if condition is None or not _holds(condition, levels, n):
                continue
            if rule.points == "twice":
                points = Number(points.digits * 2, points.scale)
            elif isinstance(rule.points, Number) and not (n and _holds(condition, levels, n - 1)):
                points = _sum(points, rule.points)
        found.append(points)
    return found


def _about(rule: Rule, kpi: Kpi) -> KpiIs | None:
    """The condition of a rule that looks at a KPI."""
    several = (each for branch in rule.branches for each in branch)
    return next((c for c in several if isinstance(c, KpiIs) and not c.overall and (not c.of or kpi.id in c.of)), None)


def _shown(condition: KpiIs | None) -> bool:
    return condition is not None and (condition.window is None or isinstance(condition.window, Consecutive))


def _holds(condition: KpiIs, levels: Sequence[str], n: int) -> bool:
    length = condition.window.n if isinstance(condition.window, Consecutive) else 1
    return n + 1 >= length and all(level in condition.levels for level in levels[n + 1 - length : n + 1])


def _sum(one: Number, other: Number) -> Number:
    scale = max(one.scale, other.scale)
    return Number(one.digits * 10 ** (scale - one.scale) + other.digits * 10 ** (scale - other.scale), scale)
