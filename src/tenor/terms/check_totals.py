"""Totals that can never come about: more points, or more money, than a stretch of time can bring."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from tenor.base.figure import Number, exact_text
from tenor.base.phrases.every import EveryPeriod
from tenor.base.phrases.money import MoneyCap
from tenor.base.phrases.window import AnyStretch, AroundEvent, SamePeriod, Stretch
from tenor.base.problem import Problem, problem
from tenor.terms.check_ground import place
from tenor.terms.check_spells import through
from tenor.terms.counted import in_scope, periods_every
from tenor.terms.model import Kpi, KpiIs, Rule, Terms, TotalIs
from tenor.terms.names import tidy

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12, "period": 1}
IN_A_MONTH = {"day": 31, "week": 5}  # at most


def totals(terms: Terms) -> Iterator[Problem]:
    """Rules that wait for a total which the points, or the capped money, of their stretch can never come to."""
    for rule in terms.rules:
        for each in (c for branch in rule.branches for c in branch if isinstance(c, TotalIs)):
            several = [_most(then, each) for then in through(terms)]
            if None in several or each.bound.lower is None:
                continue
            most = max(one for one in several if one is not None)
            lower = Fraction(*each.bound.lower.ratio)
            if most < lower or (most == lower and not each.bound.lower_in):
                where, shown = place(terms, "rules", rule.id, "when"), exact_text(most.numerator, most.denominator)
                yield problem("total-never", where, rule.clause, "said", rule=rule.id, account=each.of, text=each.text, most=shown)


def _most(terms: Terms, total: TotalIs) -> Fraction | None:
    """The most that a total can come to; None where nothing limits it."""
    months = _months(terms, total.stretch)
    if months is None:
        return None
    if total.of == "money":
        sums = [_capped(terms, rule, total.bound.unit, months) for rule in terms.rules if _counts(rule)]
        return None if None in sums else sum((one for one in sums if one is not None), Fraction(0))
    found = Fraction(0)
    if total.of == "points":
        found += _of_levels(terms, months)
    for rule in terms.rules:
        if isinstance(rule.points, Number) and tidy(rule.tally) == tidy(total.of):
            often = _often(terms, rule, months)
            if often is None:
                return None
            found += often * Fraction(*rule.points.ratio)
    return found


def _months(terms: Terms, stretch: Stretch | None) -> int | None:
    """How many months a stretch holds."""
    if isinstance(stretch, AnyStretch):
        return stretch.n * MONTHS[stretch.period] if stretch.period in MONTHS else None
    if isinstance(stretch, SamePeriod):
        return MONTHS.get(stretch.period)
    starts, ends = terms.contract.starts, terms.contract.ends
    return None if isinstance(stretch, AroundEvent) else (ends.year - starts.year) * 12 + ends.month - starts.month + 1


# --- points ------------------------------------------------------------------------------------------------------------


def _of_levels(terms: Terms, months: int) -> Fraction:
    """The points of levels, twice where a rule doubles them."""
    twice = 2 if any(rule.points == "twice" for rule in terms.rules) else 1
    each = [(kpi, max(Fraction(*terms.points_of(kpi, level).ratio) for level in _levels(terms, kpi))) for kpi in terms.kpis]
    return sum((twice * points * _periods(terms, kpi, months) for kpi, points in each if in_scope(kpi, ())), Fraction(0))


def _levels(terms: Terms, kpi: Kpi) -> tuple[str, ...]:
    return (*terms.ladder_of(kpi).levels, "met", "failed")


def _periods(terms: Terms, kpi: Kpi, months: int) -> int:
    """How many periods of a KPI can end in so many months."""
    if not isinstance(kpi.every, EveryPeriod):
        return max(len(periods_every(terms, kpi.every)), 1)
    if kpi.every.kind in IN_A_MONTH:
        return months * IN_A_MONTH[kpi.every.kind]
    return ceil(months / (MONTHS.get(kpi.every.kind, 1) * kpi.every.step))


def _often(terms: Terms, rule: Rule, months: int) -> int | None:
    """How often a rule on ratings can add its points; None of what may happen any number of times."""
    found = 0
    for branch in rule.branches:
        if not branch or not isinstance(branch[0], KpiIs):
            return None
        kpis = [kpi for kpi in terms.kpis if in_scope(kpi, branch[0].of)]
        found += months if branch[0].overall else sum(_periods(terms, kpi, months) for kpi in kpis)
    return found


# --- money -------------------------------------------------------------------------------------------------------------


def _counts(rule: Rule) -> bool:
    return rule.money is not None and rule.money.way in ("deduct", "pay")


def _capped(terms: Terms, rule: Rule, currency: str, months: int) -> Fraction | None:
    """The most that the caps of a rule let through; None where none of them limits the stretch."""
    assert rule.money is not None
    rate = rule.money.sum.rate
    if rate.currency and rate.currency != currency:
        return Fraction(0)
    limits = [limit for cap in rule.money.caps if (limit := _limit(terms, cap, currency, months)) is not None]
    return min(limits, default=None)


def _limit(terms: Terms, cap: MoneyCap, currency: str, months: int) -> Fraction | None:
    amount = _amount(terms, cap, currency)
    if amount is None or cap.per is not None:
        return None
    if isinstance(cap.stretch, SamePeriod) and cap.stretch.period in MONTHS:
        length = MONTHS[cap.stretch.period]
        return amount * (months if length == 1 else ceil((months - 1) / length) + 1)  # a stretch may touch one more of them
    if isinstance(cap.stretch, AnyStretch) and cap.stretch.period in MONTHS:
        return amount * ceil(months / (cap.stretch.n * MONTHS[cap.stretch.period]))
    return None if isinstance(cap.stretch, SamePeriod | AnyStretch | AroundEvent) else amount


def _amount(terms: Terms, cap: MoneyCap, currency: str) -> Fraction | None:
    """What a cap comes to where the terms alone say it."""
    rate = Fraction(*cap.rate.number.ratio)
    if cap.rate.currency:
        return rate if cap.rate.currency == currency else None
    charge = next((one for name, one in terms.charges.items() if tidy(name) == tidy(cap.rate.charge)), None)
    if charge is None or charge.amount is None or charge.amount.unit != currency:
        return None
    return rate * Fraction(charge.amount.numerator, charge.amount.denominator) / 100
