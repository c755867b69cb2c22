"""One compiler from a measure to one SQL tree: never text put together. The same predicate says how many and which.

A condition is a predicate of a row and a day with three answers, and SQL's own logic joins them: TRUE it holds, FALSE it does
not, NULL it is open (its date is missing and its deadline has not come: at the close of day D it is open while D < deadline).

The tables are named by their place ("rows 0", "days 0") and each engine makes them itself. The
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
    expected_column,
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

    `asked`: the measure, its dataset and the number of its tables. Measures of one table are counted in one pass, "counted 0".
    """
    passes: dict[int, exp.Select] = {}
    selects: list[exp.Select] = []
    for place, (measure, dataset, table) in enumerate(asked):
        if isinstance(measure, ShareOfUnits) and measure.at_least > 1:
            selects.append(_units_with_several(place, measure, dataset, table))
            continue
        numerator, denominator = _pair(measure, dataset)
        passes[table] = (passes[table] if table in passes else _pass(table)).select(
            exp.alias_(numerator, f"numerator {place}", quoted=True),
            exp.alias_(denominator, f"denominator {place}", quoted=True),
            copy=False,
        )
        pair = [exp.column(f"{end} {place}", table="d", quoted=True) for end in ("numerator", "denominator")]
        selects.append(_head(place, *pair).from_(_table("counted", table, "d"), copy=False))
    tree: exp.Query = selects[0]
    for select in selects[1:]:
        tree = exp.union(tree, select, distinct=False, copy=False)
    for table, counted in passes.items():
        tree = tree.with_(exp.to_identifier(f"counted {table}", quoted=True), counted, copy=False)
    return tree


def rows_tree(measure: Measure, dataset: Dataset, table: int) -> exp.Expr:
    """The rows that hold on the days of the `days` table: row id, then for `where` (and `that`) what each says as a whole and
    what each test of a field in it says, all true, false or NULL for open."""
    answers: list[exp.Expr] = []
    for condition in conditions_of(measure):
        answers.append(predicate(condition, dataset))
        answers.extend(_field_test(leaf, dataset) for leaf in leaves(condition))
    named = [exp.alias_(answer, f"answer {n}", quoted=True) for n, answer in enumerate(answers)]
    holding = exp.select(_row("row id"), *named, copy=False).from_(_table("days", table, "d"), copy=False)
    return holding.join(_table("rows", table, "r"), on=_holds(), copy=False)


def predicate(condition: Condition, dataset: Dataset) -> exp.Expr:
    """A condition as a predicate of row `r` on day `d`."""
    if isinstance(condition, FieldTest):
        return _field_test(condition, dataset)
    parts = [exp.paren(predicate(one, dataset), copy=False) for one in condition.conditions]
    if isinstance(condition, AllOf):
        return exp.and_(*parts, copy=False) if parts else exp.true()
    either = exp.or_(*parts, copy=False) if parts else exp.false()
    return either if isinstance(condition, AnyOf) else exp.not_(exp.paren(either, copy=False), copy=False)


def _pass(table: int) -> exp.Select:
    """Each day of each period beside the rows that hold on it; a day without any stays."""
    days = exp.select(_day("period label"), _day("day"), copy=False).from_(_table("days", table, "d"), copy=False)
    rows = days.join(_table("rows", table, "r"), on=_holds(), join_type="left", copy=False)
    return rows.group_by(_day("period label"), _day("day"), copy=False)


def _pair(measure: Measure, dataset: Dataset) -> tuple[exp.Expr, exp.Expr]:
    """Numerator and denominator of a measure over the rows that hold on one day."""
    assert isinstance(measure, ShareOfRows | ShareOfUnits | CountOfRows)
    where = _counts(measure.where, dataset)
    if isinstance(measure, ShareOfRows):
        that = exp.paren(predicate(measure.that, dataset), copy=False)
        decided = exp.and_(where.copy(), that.copy().is_(exp.null()).not_(), copy=False)
        return _how_many(exp.and_(where, that, copy=False)), _how_many(decided)
    if isinstance(measure, ShareOfUnits):
        name = expected_column(measure.at)
        return _how_many_different(exp.and_(where, _row(name), copy=False), _row("unit id")), _bigint(exp.Max(this=_day(name)))
    one = _bigint(exp.Literal.number(1))
    return (_how_many_different(where, _col(distinct_column(measure.distinct))) if measure.distinct else _how_many(where)), one


def _counts(where: Condition, dataset: Dataset) -> exp.Expr:
    there = _row("row id").is_(exp.null()).not_()
    return exp.and_(there, exp.paren(predicate(where, dataset), copy=False), copy=False)


def _units_with_several(place: int, measure: ShareOfUnits, dataset: Dataset, table: int) -> exp.Select:
    """For each unit how many of its rows count; then how many units have enough."""
    name = expected_column(measure.at)
    expected = exp.Max(this=_day(name))
    found = _how_many(exp.and_(_counts(measure.where, dataset), _row(name), copy=False))
    each = _pass(table).select(exp.alias_(expected, name, quoted=True), exp.alias_(found, "found", quoted=True), copy=False)
    each = each.group_by(_row("unit id"), copy=False)
    enough = exp.column("found", table="d", quoted=True) >= exp.Literal.number(measure.at_least)
    units = _head(place, _how_many(enough), _bigint(exp.Max(this=_day(name)))).from_(each.subquery("d", copy=False), copy=False)
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


def _holds() -> exp.Expr:
    """A row belongs to the day's period and holds on the day."""
    same, begun = _row("period label").eq(_day("period label")), _row("from day") <= _day("day")
    return exp.and_(same, begun, _day("day") < _row("until day"), copy=False)


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


def _how_many_different(condition: exp.Expr, key: exp.Expr) -> exp.Expr:
    return _bigint(exp.Count(this=exp.Distinct(expressions=[exp.case().when(condition, key, copy=False)])))


def _bigint(number: exp.Expr) -> exp.Expr:
    return exp.cast(number, "BIGINT", copy=False)


def _col(one: Column) -> exp.Column:
    return exp.column(one.name, table="r", quoted=True)


def _row(name: str) -> exp.Column:
    return exp.column(name, table="r", quoted=True)


def _day(name: str) -> exp.Column:
    return exp.column(name, table="d", quoted=True)


def _table(kind: str, number: int, alias: str) -> exp.Table:
    return exp.table_(exp.to_identifier(f"{kind} {number}", quoted=True), alias=alias)
