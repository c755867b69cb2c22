"""One compiler from a measure to one SQL tree: never text put together. The same predicate says how many and which.

The tables are named by their place ("rows 0", "days 0") and each engine makes them itself. The subset is narrow (CASE, SUM,
COUNT, JOIN, UNION ALL) so that the tree is valid Spark SQL too; sums are cast, because some engines widen them; the latest of
several dates is prepared, never GREATEST, which skips what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from tenor.figures.columns import conditions_of, distinct_column, expected_column, leaves
from tenor.figures.predicate import column_of, field_test, of_day, of_row, predicate
from tenor.terms.model import Condition, CountOfRows, Dataset, Measure, ShareOfRows, ShareOfUnits


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
        answers.extend(field_test(leaf, dataset) for leaf in leaves(condition))
    named = [exp.alias_(answer, f"answer {n}", quoted=True) for n, answer in enumerate(answers)]
    holding = exp.select(of_row("row id"), *named, copy=False).from_(_table("days", table, "d"), copy=False)
    return holding.join(_table("rows", table, "r"), on=_holds(), copy=False)


def holding_tree(measure: CountOfRows, dataset: Dataset, table: int) -> exp.Expr:
    """Each row id, period label and day of the `days` table on which `where` surely holds of the row."""
    holding = exp.select(of_row("row id"), of_day("period label"), of_day("day"), copy=False).from_(_table("days", table, "d"), copy=False)
    joined = holding.join(_table("rows", table, "r"), on=_holds(), copy=False)
    return joined.where(predicate(measure.where, dataset), copy=False)


def _pass(table: int) -> exp.Select:
    """Each day of each period beside the rows that hold on it; a day without any stays."""
    days = exp.select(of_day("period label"), of_day("day"), copy=False).from_(_table("days", table, "d"), copy=False)
    rows = days.join(_table("rows", table, "r"), on=_holds(), join_type="left", copy=False)
    return rows.group_by(of_day("period label"), of_day("day"), copy=False)


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
        return _how_many_different(exp.and_(where, of_row(name), copy=False), of_row("unit id")), _bigint(exp.Max(this=of_day(name)))
    one = _bigint(exp.Literal.number(1))
    return (_how_many_different(where, column_of(distinct_column(measure.distinct))) if measure.distinct else _how_many(where)), one


def _counts(where: Condition, dataset: Dataset) -> exp.Expr:
    there = of_row("row id").is_(exp.null()).not_()
    return exp.and_(there, exp.paren(predicate(where, dataset), copy=False), copy=False)


def _units_with_several(place: int, measure: ShareOfUnits, dataset: Dataset, table: int) -> exp.Select:
    """For each unit how many of its rows count; then how many units have enough."""
    name = expected_column(measure.at)
    expected = exp.Max(this=of_day(name))
    found = _how_many(exp.and_(_counts(measure.where, dataset), of_row(name), copy=False))
    each = _pass(table).select(exp.alias_(expected, name, quoted=True), exp.alias_(found, "found", quoted=True), copy=False)
    each = each.group_by(of_row("unit id"), copy=False)
    enough = exp.column("found", table="d", quoted=True) >= exp.Literal.number(measure.at_least)
    units = _head(place, _how_many(enough), _bigint(exp.Max(this=of_day(name)))).from_(each.subquery("d", copy=False), copy=False)
    return units.group_by(of_day("period label"), of_day("day"), copy=False)


def _head(place: int, numerator: exp.Expr, denominator: exp.Expr) -> exp.Select:
    return exp.select(
        exp.alias_(exp.Literal.number(place), "kpi"),
        exp.alias_(of_day("period label"), "period"),
        exp.alias_(of_day("day"), "day"),
        exp.alias_(numerator, "numerator"),
        exp.alias_(denominator, "denominator"),
        copy=False,
    )


def _holds() -> exp.Expr:
    """A row belongs to the day's period and holds on the day."""
    same, begun = of_row("period label").eq(of_day("period label")), of_row("from day") <= of_day("day")
    return exp.and_(same, begun, of_day("day") < of_row("until day"), copy=False)


def _how_many(condition: exp.Expr) -> exp.Expr:
    one, none = exp.Literal.number(1), exp.Literal.number(0)
    return _bigint(exp.Sum(this=exp.case().when(condition, one, copy=False).else_(none, copy=False)))


def _how_many_different(condition: exp.Expr, key: exp.Expr) -> exp.Expr:
    return _bigint(exp.Count(this=exp.Distinct(expressions=[exp.case().when(condition, key, copy=False)])))


def _bigint(number: exp.Expr) -> exp.Expr:
    return exp.cast(number, "BIGINT", copy=False)


def _table(kind: str, number: int, alias: str) -> exp.Table:
    return exp.table_(exp.to_identifier(f"{kind} {number}", quoted=True), alias=alias)
