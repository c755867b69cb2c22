"""One compiler from a measure to one SQL tree: never text put together. The same predicate says how many and which.

A condition is a predicate of a row and a day with three answers, and SQL's own logic joins them: TRUE it holds, FALSE it does
not, NULL it is open (its date is missing and its deadline has not come: at the close of day D it is open while D < deadline).

The tables are named by their place ("rows 0", "days 0", "expected 0 every day") and each engine makes them itself. The
subset is narrow (CASE, SUM, COUNT, JOIN, UNION ALL) so that the tree is valid Spark SQL too; sums are cast, because some
engines widen them; the latest of several dates is prepared, never GREATEST, which skips what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from tenor.base.figure import Number
from tenor.figures.columns import (
    MARK,
    Column,
    anchor_of,
    bare,
    column,
    conditions_of,
    distinct_column,
    due_column,
    leaves,
    values_column,
)
from tenor.figures.values import SCALE
from tenor.terms.model import (
    AllOf,
    AnyOf,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Limited,
    Measure,
    Missing,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    Present,
    ShareOfRows,
    ShareOfUnits,
    Test,
    Within,
)

NUMBER = f"DECIMAL(38, {SCALE})"


def measures_tree(asked: Sequence[tuple[Measure, Dataset, int]]) -> exp.Expr:
    """kpi (place in `asked`), period, day, numerator, denominator of every measure, on every day of its `days` table.

    `asked`: the measure, its dataset and the number of its tables.
    """
    selects = [_figures(place, measure, dataset, table) for place, (measure, dataset, table) in enumerate(asked)]
    tree: exp.Expr = selects[0]
    for select in selects[1:]:
        tree = exp.union(tree, select, distinct=False, copy=False)
    return tree


def rows_tree(measure: Measure, dataset: Dataset, table: int) -> exp.Expr:
    """The rows that hold on the days of the `days` table: row id, unit id, then for `where` (and `that`) what each says as a whole and
    what each test of a field in it says, all true, false or NULL for open."""
    answers: list[exp.Expr] = []
    for condition in conditions_of(measure):
        answers.append(predicate(condition, dataset))
        answers.extend(_field_test(leaf, dataset) for leaf in leaves(condition))
    named = [exp.alias_(answer, f"answer {n}", quoted=True) for n, answer in enumerate(answers)]
    holding = exp.select(_row("row id"), _row("unit id"), *named, copy=False).from_(_table("days", table, "d"), copy=False)
    return holding.join(_table("rows", table, "r"), on=_holds("r"), copy=False)


def predicate(condition: Condition, dataset: Dataset) -> exp.Expr:
    """A condition as a predicate of row `r` on day `d`."""
    if isinstance(condition, FieldTest):
        return _field_test(condition, dataset)
    parts = [exp.paren(predicate(one, dataset), copy=False) for one in condition.conditions]
    if isinstance(condition, AllOf):
        return exp.and_(*parts, copy=False) if parts else exp.true()
    either = exp.or_(*parts, copy=False) if parts else exp.false()
    return either if isinstance(condition, AnyOf) else exp.not_(exp.paren(either, copy=False), copy=False)


def _figures(place: int, measure: Measure, dataset: Dataset, table: int) -> exp.Select:
    if isinstance(measure, ShareOfUnits):
        return _share_of_units(place, measure, dataset, table)
    assert isinstance(measure, ShareOfRows | CountOfRows)
    there = _row("row id").is_(exp.null()).not_()
    where = exp.and_(there, exp.paren(predicate(measure.where, dataset), copy=False), copy=False)
    if isinstance(measure, ShareOfRows):
        that = exp.paren(predicate(measure.that, dataset), copy=False)
        numerator = _how_many(exp.and_(where.copy(), that, copy=False))
        denominator = _how_many(exp.and_(where, that.copy().is_(exp.null()).not_(), copy=False))
    else:
        numerator = _how_many(where) if not measure.distinct else _how_many_different(where, distinct_column(measure.distinct))
        denominator = _bigint(exp.Literal.number(1))
    days = _head(place, numerator, denominator).from_(_table("days", table, "d"), copy=False)
    return days.join(_table("rows", table, "r"), on=_holds("r"), join_type="left", copy=False).group_by(_day("period label"), _day("day"))


def _share_of_units(place: int, measure: ShareOfUnits, dataset: Dataset, table: int) -> exp.Select:
    """For each expected unit how many of its rows count; then how many units have enough."""
    there = _row("row id").is_(exp.null()).not_()
    counts = exp.and_(there, exp.paren(predicate(measure.where, dataset), copy=False), copy=False)
    unit = exp.column("unit id", table="e", quoted=True)
    columns = [_day("period label"), _day("day"), unit]
    each = (
        exp.select(*columns, exp.alias_(_how_many(counts), "found", quoted=True), copy=False)
        .from_(_table("days", table, "d"), copy=False)
        .join(_table("expected", table, "e", measure.at), on=_holds("e"), join_type="left", copy=False)
        .join(_table("rows", table, "r"), on=exp.and_(_holds("r"), _row("unit id").eq(unit.copy())), join_type="left", copy=False)
        .group_by(*(one.copy() for one in columns), copy=False)
    )
    of_unit = exp.column("unit id", table="d", quoted=True)
    enough = exp.and_(
        of_unit.is_(exp.null()).not_(), exp.column("found", table="d", quoted=True) >= exp.Literal.number(measure.at_least), copy=False
    )
    denominator = _bigint(exp.Count(this=of_unit.copy()))
    units = _head(place, _how_many(enough), denominator).from_(each.subquery("d", copy=False), copy=False)
    return units.group_by(_day("period label"), _day("day"), copy=False)


def _head(place: int, numerator: exp.Expr, denominator: exp.Expr) -> exp.Select:
    return exp.select(
        exp.alias_(exp.Literal.number(place), "kpi"),
        exp.alias_(_day("period label"), "period"),
        exp.alias_(_day("day"), "day"),
        exp.alias_(numerator, "numerator"),
        exp.alias_(denominator, "denominator"),
        copy=False,
    )


def _holds(table: str) -> exp.Expr:
    """A line of `rows` or `expected` belongs to the day's period and holds on the day."""
    same = exp.column("period label", table=table, quoted=True).eq(_day("period label"))
    begun = exp.column("from day", table=table, quoted=True) <= _day("day")
    return exp.and_(same, begun, _day("day") < exp.column("until day", table=table, quoted=True), copy=False)


def _field_test(leaf: FieldTest, dataset: Dataset) -> exp.Expr:
    return _test(leaf.field, leaf.test, dataset)


def _test(field: str, test: Test, dataset: Dataset) -> exp.Expr:
    if isinstance(test, Not):
        return _contrary(field, test, dataset)
    if isinstance(test, Present | Missing):
        missing = _col(column(dataset, field)).is_(exp.null())
        return missing if isinstance(test, Missing) else missing.not_()
    if isinstance(test, Within):
        return _within(field, test, dataset)
    if isinstance(test, OnOrBefore):
        day, due = _col(column(dataset, field, "day")), _other(test.other, dataset)
        return _by_a_day(day, due, day.copy() <= due.copy())
    if isinstance(test, OnOrAfter):
        return _surely(_col(column(dataset, field, "day")) >= _other(test.other, dataset))
    if isinstance(test, Limited):
        return _limited(_col(column(dataset, field, "number")), test)
    return _one_of(_col(values_column(dataset, field)), test, dataset, field)


def _contrary(field: str, test: Not, dataset: Dataset) -> exp.Expr:
    """Of a missing value nothing holds, the contrary neither; but a date still missing when its deadline has passed is a failure."""
    inner = bare(test)
    plain = exp.not_(exp.paren(_test(field, test.test, dataset), copy=False), copy=False)
    if isinstance(inner, Present | Missing):
        return plain
    if isinstance(inner, Within):
        needed: exp.Expr = _col(due_column(inner.due))
    elif isinstance(inner, OnOrBefore):
        needed = _other(inner.other, dataset)
    elif isinstance(inner, OneOf):
        needed = _col(values_column(dataset, field))
    else:
        needed = _col(column(dataset, field, "number" if isinstance(inner, Limited) else "day"))
    return exp.case().when(needed.is_(exp.null()), exp.false(), copy=False).else_(plain, copy=False)


def _within(field: str, test: Within, dataset: Dataset) -> exp.Expr:
    """On or before the deadline, and not before the day it is counted from: an earlier date is not within."""
    day, due = _col(column(dataset, field, "day")), _col(due_column(test.due))
    in_time: exp.Expr = day.copy() <= due.copy()
    anchor = anchor_of(test.due)
    if anchor is not None:
        in_time = exp.and_(in_time, day.copy() >= _col(column(dataset, anchor, "day")), copy=False)
    return _by_a_day(day, due, in_time)


def _by_a_day(day: exp.Expr, due: exp.Expr, in_time: exp.Expr) -> exp.Expr:
    """Open while the date is missing and its deadline has not come; without a deadline it cannot be met."""
    open_still = exp.case().when(_day("day") < due, exp.null(), copy=False).else_(exp.false(), copy=False)
    return exp.case().when(day.is_(exp.null()), open_still, copy=False).else_(_surely(in_time), copy=False)


def _limited(value: exp.Expr, test: Limited) -> exp.Expr:
    bound = test.bound
    ends: list[exp.Expr] = []
    if bound.lower is not None:
        ends.append(value.copy() >= _number(bound.lower) if bound.lower_in else value.copy() > _number(bound.lower))
    if bound.upper is not None:
        ends.append(value.copy() <= _number(bound.upper) if bound.upper_in else value.copy() < _number(bound.upper))
    return _surely(exp.and_(*ends, copy=False))


def _one_of(value: exp.Expr, test: OneOf, dataset: Dataset, field: str) -> exp.Expr:
    if values_column(dataset, field).kind != "several":
        return _surely(value.isin(*(exp.Literal.string(one) for one in test.values)))
    found = [
        exp.StrPosition(this=value.copy(), substr=exp.Literal.string(f"{MARK}{one}{MARK}")) > exp.Literal.number(0) for one in test.values
    ]
    return _surely(exp.or_(*found, copy=False))


def _other(other: str | date, dataset: Dataset) -> exp.Expr:
    return exp.Literal.number(other.toordinal()) if isinstance(other, date) else _col(column(dataset, other, "day"))


def _number(number: Number) -> exp.Expr:
    """A bound as an exact decimal. ValueError for one that is finer than numbers are kept."""
    if number.scale >= SCALE:
        raise ValueError(f"a bound has at most {SCALE - 1} decimals: {number}")
    return exp.cast(exp.Literal.string(str(number)), NUMBER, copy=False)


def _surely(answer: exp.Expr) -> exp.Expr:
    """What a missing value makes unknown does not hold: NULL is kept for open."""
    return exp.Coalesce(this=answer, expressions=[exp.false()])


def _how_many(condition: exp.Expr) -> exp.Expr:
    one, none = exp.Literal.number(1), exp.Literal.number(0)
    return _bigint(exp.Sum(this=exp.case().when(condition, one, copy=False).else_(none, copy=False)))


def _how_many_different(condition: exp.Expr, key: Column) -> exp.Expr:
    return _bigint(exp.Count(this=exp.Distinct(expressions=[exp.case().when(condition, _col(key), copy=False)])))


def _bigint(number: exp.Expr) -> exp.Expr:
    return exp.cast(number, "BIGINT", copy=False)


def _col(one: Column) -> exp.Column:
    return exp.column(one.name, table="r", quoted=True)


def _row(name: str) -> exp.Column:
    return exp.column(name, table="r", quoted=True)


def _day(name: str) -> exp.Column:
    return exp.column(name, table="d", quoted=True)


def _table(kind: str, number: int, alias: str, at: str = "") -> exp.Table:
    name = f"{kind} {number} {at}".strip()
    return exp.table_(exp.to_identifier(name, quoted=True), alias=alias)
