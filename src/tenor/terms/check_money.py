"""Money of rules: what can never bring anything, and a cap too small for one unit."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.figure import Number
from tenor.base.phrases.money import Rate
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, said
from tenor.terms.check_ground import place
from tenor.terms.counted import in_scope
from tenor.terms.measured_in import unit_of
from tenor.terms.model import Kpi, KpiIs, Money, Rule, Terms


def never(terms: Terms) -> Iterator[Problem]:
    """Money that nothing can bring: a rate of nought, points that no counted level has, a per cent of KPIs that have none."""
    for rule in terms.rules:
        why = _why_never(terms, rule, rule.money) if rule.money is not None else None
        if why is not None:
            yield problem("money-never", place(terms, "rules", rule.id, "money"), rule.clause, "said", rule=rule.id, why=why)


def _why_never(terms: Terms, rule: Rule, money: Money) -> Said | None:
    if not money.sum.rate.number.digits:
        return said("money-never-nought", sum=money.sum.text)
    counted = list(_counted(terms, rule))
    adds = any(isinstance(each.points, Number) and each.tally == "points" for each in terms.rules)
    if money.sum.per.thing == "point" and not adds and not any(terms.points_of(kpi, level).digits for kpi, level in counted):
        return said("money-never-points")
    if money.sum.per.thing == "percent" and counted and not any(unit_of(kpi.measure) == "percent" for kpi, _ in counted):
        return said("money-never-percent")
    return None


def _counted(terms: Terms, rule: Rule) -> Iterator[tuple[Kpi, str]]:
    """Each KPI with each level at which the rule counts it."""
    for condition in (c for branch in rule.branches for c in branch if isinstance(c, KpiIs) and not c.overall and not c.none):
        for kpi in _kpis(terms, condition):
            yield from ((kpi, level) for level in (*terms.ladder_of(kpi).levels, "met", "failed") if level in condition.levels)


def _kpis(terms: Terms, condition: KpiIs) -> list[Kpi]:
    return [kpi for kpi in terms.kpis if in_scope(kpi, condition.of)]


def caps(terms: Terms) -> Iterator[Problem]:
    """A cap below what one unit of the sum comes to: the sum is never owed as it is written."""
    for rule in terms.rules:
        for cap in rule.money.caps if rule.money is not None else ():
            assert rule.money is not None
            if _same_base(cap.rate, rule.money.sum.rate) and cap.rate.number < rule.money.sum.rate.number:
                where = place(terms, "rules", rule.id, "money", "at_most")
                yield problem("cap-below-unit", where, rule.clause, "said", rule=rule.id, cap=cap.text, sum=rule.money.sum.text)


def _same_base(one: Rate, other: Rate) -> bool:
    return (one.currency, one.charge.lower()) == (other.currency, other.charge.lower())
