"""Medians and percentiles: the rows of a day put in order, and the one, or the two, in the place that is asked for."""

from __future__ import annotations

from sqlglot import exp

from tenor.figures.compile_parts import Tests, bigint, counts_with_value, head, how_many, whole
from tenor.figures.predicate import of_day
from tenor.terms.model import Aggregate


def ranked(place: int, measure: Aggregate, tests: Tests, rows: exp.Select) -> exp.Select:
    """A median is the mean of the middle two (of an odd number twice the same one, which counts once); a percentile by nearest rank."""
    assert tests.value is not None
    value = exp.case().when(counts_with_value(tests), tests.value.copy(), copy=False)
    each = rows.select(exp.alias_(value, "value", quoted=True), copy=False).subquery("d", copy=False)
    missing = exp.case().when(_value().is_(exp.null()), exp.Literal.number(1), copy=False).else_(exp.Literal.number(0), copy=False)
    days = [of_day("period label"), of_day("day")]
    order = exp.Order(expressions=[exp.Ordered(this=missing), exp.Ordered(this=_value())])
    rank = exp.Window(this=exp.RowNumber(), partition_by=[day.copy() for day in days], order=order)
    several = exp.Window(this=exp.Count(this=_value()), partition_by=[day.copy() for day in days])
    in_order = exp.select(
        *days,
        exp.alias_(_value(), "value", quoted=True),
        exp.alias_(bigint(rank), "rank", quoted=True),
        exp.alias_(bigint(several), "several", quoted=True),
        copy=False,
    ).from_(each, copy=False)
    taken = exp.and_(_value().is_(exp.null()).not_(), _taken(measure), copy=False)
    added = whole(exp.Sum(this=exp.case().when(taken, _value(), copy=False).else_(exp.Literal.number(0), copy=False)))
    found = head(place, added, how_many(taken.copy())).from_(in_order.subquery("d", copy=False), copy=False)
    return found.group_by(of_day("period label"), of_day("day"), copy=False)


def _taken(measure: Aggregate) -> exp.Expr:
    """Whether a row stands in the place asked for, of so many in order."""
    rank, several = of_day("rank"), of_day("several")
    if measure.how == "median":
        twice = rank * exp.Literal.number(2)
        return exp.and_(twice >= several, twice.copy() <= several.copy() + exp.Literal.number(2), copy=False)
    assert measure.at is not None
    hundred = exp.Literal.number(100 * 10**measure.at.scale)
    at = exp.Literal.number(measure.at.digits)
    # the first whose place is at least so many per cent of all
    reached = rank * hundred >= several * at
    before = exp.paren(rank.copy() - exp.Literal.number(1), copy=False) * hundred.copy() < several.copy() * at.copy()
    return exp.and_(reached, before, copy=False)


def _value() -> exp.Expr:
    return of_day("value")
