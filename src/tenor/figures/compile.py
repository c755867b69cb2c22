"""One compiler from a measure to one SQL tree: never text put together. The same predicate says how many and which.

The tables are named by their place ("rows 0", "days 0") and each engine makes them itself. The subset is narrow (CASE, SUM,
COUNT, MIN, MAX, JOIN, UNION ALL, ROW_NUMBER and COUNT over a partition) so that the tree is valid Spark SQL too; sums are cast, because
some engines widen them; the latest of several dates is prepared, never GREATEST, which skips what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlglot import exp

from tenor.figures.columns import conditions_of, distinct_column, expected_column, leaves, value_column
from tenor.figures.compile_parts import Tests, bigint, counts, days_with_rows, group_days, had, head, how_many, pair_of, table
from tenor.figures.compile_ranks import ranked
from tenor.figures.having import Having
from tenor.figures.predicate import column_of, leaf_test, of_day, of_row, predicate
from tenor.terms.model import Aggregate, CountOfRows, Dataset, Measure, ShareInForce, ShareOfUnits


class Asked(NamedTuple):
    """A measure, its dataset, the number of its tables, the rows of other datasets it asks for, and whether a row is looked at on several
    days of a period."""

    measure: Measure
    dataset: Dataset
    table: int
    havings: Sequence[Having] = ()
    many_days: bool = False


def measures_tree(asked: Sequence[Asked]) -> exp.Expr:
    """kpi (place in `asked`), period, day, numerator, denominator of every measure, on every day of its `days` table.

    Measures of one table are counted in one pass, "counted 0"; those that look at each row, or each unit, first have one of their own.
    """
    passes: dict[int, exp.Select] = {}
    selects: list[exp.Select] = []
    for place, one in enumerate(asked):
        own = _of_its_own(place, one)
        if own is not None:
            selects.append(own)
            continue
        numerator, denominator = pair_of(one.measure, _tests(one))
        before = passes[one.table] if one.table in passes else group_days(days_with_rows(one.table, one.havings))
        passes[one.table] = before.select(
            exp.alias_(numerator, f"numerator {place}", quoted=True),
            exp.alias_(denominator, f"denominator {place}", quoted=True),
            copy=False,
        )
        pair = [exp.column(f"{end} {place}", table="d", quoted=True) for end in ("numerator", "denominator")]
        selects.append(head(place, *pair).from_(table("counted", one.table, "d"), copy=False))
    tree: exp.Query = selects[0]
    for select in selects[1:]:
        tree = exp.union(tree, select, distinct=False, copy=False)
    for name, having in _had(asked):
        tree = tree.with_(exp.to_identifier(name, quoted=True), having, copy=False)
    for number, counted in passes.items():
        tree = tree.with_(exp.to_identifier(f"counted {number}", quoted=True), counted, copy=False)
    return tree


def rows_tree(asked: Asked) -> exp.Expr:
    """The rows that hold on the days of the `days` table: row id, what it adds to a sum or the like, then for `where` (and `that`) what
    each says as a whole and what each test in it says, all true, false or NULL for open."""
    measure, dataset = asked.measure, asked.dataset
    answers: list[exp.Expr] = []
    for condition in conditions_of(measure):
        answers.append(predicate(condition, dataset))
        answers.extend(leaf_test(leaf, dataset) for leaf in leaves(condition))
    named = [exp.alias_(answer, f"answer {n}", quoted=True) for n, answer in enumerate(answers)]
    value = column_of(value_column(measure.value)) if isinstance(measure, Aggregate) else exp.null()
    rows = days_with_rows(asked.table, asked.havings, join_type="inner")
    tree: exp.Query = rows.select(of_row("row id"), exp.alias_(value, "value"), *named, append=False, copy=False)
    for name, having in _had([asked]):
        tree = tree.with_(exp.to_identifier(name, quoted=True), having, copy=False)
    return tree


def holding_tree(asked: Asked) -> exp.Expr:
    """Each row id, period label and day of the `days` table on which `where` surely holds of the row."""
    rows = days_with_rows(asked.table, asked.havings, join_type="inner")
    found = [of_row("row id"), of_day("period label"), of_day("day")]
    tree: exp.Query = rows.select(*found, append=False, copy=False).where(_tests(asked).where, copy=False)
    for name, having in _had([asked]):
        tree = tree.with_(exp.to_identifier(name, quoted=True), having, copy=False)
    return tree


def _had(asked: Sequence[Asked]) -> list[tuple[str, exp.Select]]:
    found = {f"{having.name} {one.table}": had(having, one.table) for one in asked for having in one.havings}
    return list(found.items())


def _tests(asked: Asked) -> Tests:
    """What a measure asks of the row `r` on the day `d`."""
    measure, dataset = asked.measure, asked.dataset
    where, *that = [exp.paren(predicate(one, dataset), copy=False) for one in conditions_of(measure)]
    return Tests(
        there=of_row("row id").is_(exp.null()).not_(),
        where=where,
        that=that[0] if that else None,
        value=column_of(value_column(measure.value)) if isinstance(measure, Aggregate) else None,
        key=column_of(distinct_column(measure.distinct)) if isinstance(measure, CountOfRows) and measure.distinct else None,
    )


def _of_its_own(place: int, asked: Asked) -> exp.Select | None:
    """A measure that has to look at each row, or each unit, before it can count."""
    measure = asked.measure
    if isinstance(measure, ShareOfUnits) and measure.at_least > 1:
        return _units_with_several(place, measure, asked)
    if isinstance(measure, Aggregate) and measure.how in ("median", "percentile"):
        return ranked(place, measure, _tests(asked), days_with_rows(asked.table, asked.havings))
    if asked.many_days and isinstance(measure, ShareInForce | CountOfRows):
        return _on_many_days(place, measure, asked)
    return None


def _units_with_several(place: int, measure: ShareOfUnits, asked: Asked) -> exp.Select:
    """For each unit how many of its rows count; then how many units have enough."""
    name = expected_column(measure.at)
    expected = exp.Max(this=of_day(name))
    found = how_many(exp.and_(counts(_tests(asked)), of_row(name), copy=False))
    each = group_days(days_with_rows(asked.table, asked.havings))
    each = each.select(exp.alias_(expected, name, quoted=True), exp.alias_(found, "found", quoted=True), copy=False)
    each = each.group_by(of_row("unit id"), copy=False)
    enough = exp.column("found", table="d", quoted=True) >= exp.Literal.number(measure.at_least)
    units = head(place, how_many(enough), bigint(exp.Max(this=of_day(name)))).from_(each.subquery("d", copy=False), copy=False)
    return units.group_by(of_day("period label"), of_day("day"), copy=False)


def _on_many_days(place: int, measure: ShareInForce | CountOfRows, asked: Asked) -> exp.Select:
    """For each row whether its conditions hold on every day of the period, or on any; then how many rows there are."""
    tests, every = _tests(asked), asked.measure.at == "every day"  # type: ignore[union-attr]
    each = group_days(days_with_rows(asked.table, asked.havings)).group_by(of_row("row id"), copy=False)
    named = {"row id": of_row("row id"), "where": _through(tests.where, every)}
    if tests.that is not None:
        named["that"] = _through(tests.that, every)
    if tests.key is not None:
        named["key"] = exp.Max(this=tests.key)
    each = each.select(*(exp.alias_(one, name, quoted=True) for name, one in named.items()), copy=False)
    whole = Tests(
        there=of_day("row id").is_(exp.null()).not_(),
        where=of_day("where"),
        that=None if tests.that is None else of_day("that"),
        key=None if tests.key is None else of_day("key"),
    )
    rows = head(place, *pair_of(measure, whole)).from_(each.subquery("d", copy=False), copy=False)
    return rows.group_by(of_day("period label"), of_day("day"), copy=False)


def _through(answer: exp.Expr, every: bool) -> exp.Expr:
    """An answer for each of several days as one: of every day, one that fails decides; of any day, one that holds."""
    decides = exp.not_(exp.paren(answer.copy(), copy=False), copy=False) if every else answer.copy()
    found = how_many(decides) > exp.Literal.number(0)
    still = how_many(answer.copy().is_(exp.null())) > exp.Literal.number(0)
    case = exp.case().when(found, exp.false() if every else exp.true(), copy=False).when(still, exp.null(), copy=False)
    return case.else_(exp.true() if every else exp.false(), copy=False)
