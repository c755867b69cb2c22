"""The parts the compiler puts queries together from: days beside their rows, how many, and the pair of a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from tenor.figures.columns import expected_column
from tenor.figures.having import Having
from tenor.figures.predicate import of_day, of_row, predicate
from tenor.terms.model import Aggregate, CountOfRows, Measure, ShareInForce, ShareOfRows, ShareOfUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """What a measure asks of each row: that there is one, its conditions, what it adds and what makes two rows one."""

    there: exp.Expr
    where: exp.Expr
    that: exp.Expr | None = None
    value: exp.Expr | None = None
    key: exp.Expr | None = None


def pair_of(measure: Measure, tests: Tests) -> tuple[exp.Expr, exp.Expr]:
    """Numerator and denominator of a measure over the rows that hold on one day."""
    where, one = counts(tests), bigint(exp.Literal.number(1))
    if isinstance(measure, ShareOfRows | ShareInForce):
        assert tests.that is not None
        decided = exp.and_(where.copy(), tests.that.copy().is_(exp.null()).not_(), copy=False)
        return how_many(exp.and_(where, tests.that, copy=False)), how_many(decided)
    if isinstance(measure, ShareOfUnits):
        name = expected_column(measure.at)
        return distinct(exp.and_(where, of_row(name), copy=False), of_row("unit id")), bigint(exp.Max(this=of_day(name)))
    if isinstance(measure, Aggregate):
        return _amounts(measure, tests)
    assert isinstance(measure, CountOfRows)
    return (distinct(where, tests.key) if tests.key is not None else how_many(where)), one


def _amounts(measure: Aggregate, tests: Tests) -> tuple[exp.Expr, exp.Expr]:
    """What the rows add up to, or the least or most of them, in the smallest parts; and of how many rows."""
    value = tests.value
    assert value is not None
    there = counts_with_value(tests)
    none = exp.Literal.number(0)
    if measure.how == "rows":
        return how_many(there), bigint(exp.Literal.number(1))
    if measure.how in ("sum", "mean"):
        added = whole(exp.Sum(this=exp.case().when(there, value.copy(), copy=False).else_(none, copy=False)))
        return added, bigint(exp.Literal.number(1)) if measure.how == "sum" else how_many(there.copy())
    end = (exp.Max if measure.how == "highest" else exp.Min)(this=exp.case().when(there, value.copy(), copy=False))
    some = exp.case().when(how_many(there.copy()) > none.copy(), exp.Literal.number(1), copy=False).else_(none.copy(), copy=False)
    return whole(exp.Coalesce(this=end, expressions=[none])), bigint(some)


def counts(tests: Tests) -> exp.Expr:
    """That there is a row and it is looked at."""
    return exp.and_(tests.there.copy(), tests.where.copy(), copy=False)


def counts_with_value(tests: Tests) -> exp.Expr:
    """That a row is looked at and says how much it adds."""
    assert tests.value is not None
    return exp.and_(counts(tests), tests.value.copy().is_(exp.null()).not_(), copy=False)


def days_with_rows(number: int, havings: Sequence[Having], join_type: str = "left") -> exp.Select:
    """Each day of each period beside the rows that hold on it, and what each of these has; a day without any stays."""
    days = exp.select(of_day("period label"), of_day("day"), copy=False).from_(table("days", number, "d"), copy=False)
    rows = days.join(table("rows", number, "r"), on=_holds("r"), join_type=join_type, copy=False)
    for having in havings:
        had_here = exp.table_(exp.to_identifier(f"{having.name} {number}", quoted=True), alias=exp.to_identifier(having.name, quoted=True))
        same = [
            exp.column(name, table=having.name, quoted=True).eq(exp.column(name, table=of, quoted=True))
            for name, of in (("period label", "d"), ("day", "d"), ("row id", "r"), ("dated on", "r"))
        ]
        rows = rows.join(had_here, on=exp.and_(*same, copy=False), join_type="left", copy=False)
    return rows


def had(having: Having, number: int) -> exp.Select:
    """How many rows of another dataset point to each row, on each day it holds: those that count, and those that are open still."""
    answer = exp.paren(predicate(having.have.where, having.dataset), copy=False)
    for column in list(answer.find_all(exp.Column)):
        if column.table == "r":
            column.set("table", exp.to_identifier("h"))
    keys = [of_day("period label"), of_day("day"), of_row("row id"), of_row("dated on")]
    found, still = how_many(answer.copy()), how_many(answer.copy().is_(exp.null()))
    select = exp.select(*keys, exp.alias_(found, "found", quoted=True), exp.alias_(still, "open", quoted=True), copy=False)
    rows = select.from_(table("days", number, "d"), copy=False).join(table("rows", number, "r"), on=_holds("r"), copy=False)
    pointing = exp.table_(exp.to_identifier(f"{having.name} rows {number}", quoted=True), alias="h")
    to = _of("h", "points to").eq(of_row(having.by))
    at_the_time = (
        exp.and_(_of("h", "begins") <= of_row("dated on"), of_row("dated on") <= _of("h", "ends"), copy=False)
        if having.standing
        else _of("h", "period label").eq(of_day("period label"))
    )
    rows = rows.join(pointing, on=exp.and_(to, _known("h"), at_the_time, copy=False), copy=False)
    return rows.group_by(*(key.copy() for key in keys), copy=False)


def group_days(rows: exp.Select) -> exp.Select:
    return rows.group_by(of_day("period label"), of_day("day"), copy=False)


def head(place: int, numerator: exp.Expr, denominator: exp.Expr) -> exp.Select:
    return exp.select(
        exp.alias_(exp.Literal.number(place), "kpi"),
        exp.alias_(of_day("period label"), "period"),
        exp.alias_(of_day("day"), "day"),
        exp.alias_(numerator, "numerator"),
        exp.alias_(denominator, "denominator"),
        copy=False,
    )


def _holds(alias: str) -> exp.Expr:
    """A row belongs to the day's period and holds on the day."""
    return exp.and_(_of(alias, "period label").eq(of_day("period label")), _known(alias), copy=False)


def _known(alias: str) -> exp.Expr:
    return exp.and_(_of(alias, "from day") <= of_day("day"), of_day("day") < _of(alias, "until day"), copy=False)


def _of(alias: str, name: str) -> exp.Column:
    return exp.column(name, table=alias, quoted=True)


def how_many(condition: exp.Expr) -> exp.Expr:
    one, none = exp.Literal.number(1), exp.Literal.number(0)
    return bigint(exp.Sum(this=exp.case().when(condition, one, copy=False).else_(none, copy=False)))


def distinct(condition: exp.Expr, key: exp.Expr) -> exp.Expr:
    return bigint(exp.Count(this=exp.Distinct(expressions=[exp.case().when(condition, key, copy=False)])))


def bigint(number: exp.Expr) -> exp.Expr:
    return exp.cast(number, "BIGINT", copy=False)


def whole(number: exp.Expr) -> exp.Expr:
    """A whole number of small parts, which may be longer than a BIGINT."""
    return exp.cast(number, "DECIMAL(38, 0)", copy=False)


def table(kind: str, number: int, alias: str) -> exp.Table:
    return exp.table_(exp.to_identifier(f"{kind} {number}", quoted=True), alias=alias)
