"""A condition as a predicate of a row and a day, with three answers that SQL's own logic joins.

TRUE it holds, FALSE it does not, NULL it is open: its date is missing and its deadline has not come. At the close of day D
it is open while D < deadline; on the deadline day itself it is missed.
"""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from tenor.base.figure import Number
from tenor.figures.columns import (
    MARK,
    Column,
    ColumnKind,
    Leaf,
    anchor_of,
    bare,
    by_clock,
    by_moments,
    column,
    due_column,
    due_moment_column,
    have_name,
    values_column,
)
from tenor.figures.values import SCALE
from tenor.terms.model import (
    AllOf,
    AnyOf,
    Condition,
    Dataset,
    FieldTest,
    Have,
    Limited,
    Missing,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    Present,
    Test,
    Within,
)

NUMBER = f"DECIMAL(38, {SCALE})"


def predicate(condition: Condition, dataset: Dataset) -> exp.Expr:
    """A condition as a predicate of row `r` on day `d`."""
    if isinstance(condition, FieldTest):
        return field_test(condition, dataset)
    if isinstance(condition, Have):
        return _had(condition)
    parts = [exp.paren(predicate(one, dataset), copy=False) for one in condition.conditions]
    if isinstance(condition, AllOf):
        return exp.and_(*parts, copy=False) if parts else exp.true()
    either = exp.or_(*parts, copy=False) if parts else exp.false()
    return either if isinstance(condition, AnyOf) else exp.not_(exp.paren(either, copy=False), copy=False)


def leaf_test(leaf: Leaf, dataset: Dataset) -> exp.Expr:
    return _had(leaf) if isinstance(leaf, Have) else _test(leaf.field, leaf.test, dataset)


def field_test(leaf: FieldTest, dataset: Dataset) -> exp.Expr:
    return _test(leaf.field, leaf.test, dataset)


def _had(have: Have) -> exp.Expr:
    """Enough rows point to the row; not enough do, but with those that are open there may be."""
    name, needed = have_name(have), exp.Literal.number(have.at_least)
    found, still = (
        exp.Coalesce(this=exp.column(one, table=name, quoted=True), expressions=[exp.Literal.number(0)]) for one in ("found", "open")
    )
    never = exp.paren(found.copy() + still, copy=False) < needed.copy()
    case = exp.case().when(found >= needed, exp.true(), copy=False).when(never, exp.false(), copy=False)
    return case.else_(exp.null(), copy=False)


def _test(field: str, test: Test, dataset: Dataset) -> exp.Expr:
    if isinstance(test, Not):
        return _contrary(field, test, dataset)
    if isinstance(test, Present | Missing):
        missing = column_of(column(dataset, field)).is_(exp.null())
        return missing if isinstance(test, Missing) else missing.not_()
    if isinstance(test, Within):
        return _within(field, test, dataset)
    if isinstance(test, OnOrBefore):
        day, due = column_of(column(dataset, field, "day")), _other(test.other, dataset)
        return _by_a_day(day, due, exp.LTE(this=_compared(test, field, dataset), expression=_against(test, field, dataset)))
    if isinstance(test, OnOrAfter):
        return _surely(exp.GTE(this=_compared(test, field, dataset), expression=_against(test, field, dataset)))
    if isinstance(test, Limited):
        return _limited(column_of(column(dataset, field, "number")), test)
    return _one_of(column_of(values_column(dataset, field)), test, dataset, field)


def _contrary(field: str, test: Not, dataset: Dataset) -> exp.Expr:
    """Of a missing value nothing holds, the contrary neither; but a date still missing when its deadline has passed is a failure."""
    inner = bare(test)
    plain = exp.not_(exp.paren(_test(field, test.test, dataset), copy=False), copy=False)
    if isinstance(inner, Present | Missing):
        return plain
    if isinstance(inner, Within):
        needed: exp.Expr = column_of(due_column(inner))
    elif isinstance(inner, OnOrBefore):
        needed = _other(inner.other, dataset)
    elif isinstance(inner, OneOf):
        needed = column_of(values_column(dataset, field))
    else:
        needed = column_of(column(dataset, field, "number" if isinstance(inner, Limited) else "day"))
    return exp.case().when(needed.is_(exp.null()), exp.false(), copy=False).else_(plain, copy=False)


def _within(field: str, test: Within, dataset: Dataset) -> exp.Expr:
    """On or before the deadline, and not before what it is counted from: an earlier date is not within. Moments by the second."""
    kind: ColumnKind = "moment" if by_clock(test.due) else "day"
    done, due = column_of(column(dataset, field, kind)), column_of(due_column(test))
    in_time: exp.Expr = done.copy() <= (column_of(due_moment_column(test)) if kind == "moment" else due.copy())
    anchor = anchor_of(test.due)
    if anchor is not None:
        in_time = exp.and_(in_time, done.copy() >= column_of(column(dataset, anchor, kind)), copy=False)
    return _by_a_day(done, due, in_time)


def _by_a_day(day: exp.Expr, due: exp.Expr, in_time: exp.Expr) -> exp.Expr:
    """Open while the date is missing and its deadline has not come; without a deadline it cannot be met."""
    open_still = exp.case().when(of_day("day") < due, exp.null(), copy=False).else_(exp.false(), copy=False)
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


def _compared(test: OnOrBefore | OnOrAfter, field: str, dataset: Dataset) -> exp.Expr:
    return column_of(column(dataset, field, "moment" if by_moments(test, field, dataset) else "day"))


def _against(test: OnOrBefore | OnOrAfter, field: str, dataset: Dataset) -> exp.Expr:
    if by_moments(test, field, dataset):
        return column_of(column(dataset, str(test.other), "moment"))
    return _other(test.other, dataset)


def _other(other: str | date, dataset: Dataset) -> exp.Expr:
    return exp.Literal.number(other.toordinal()) if isinstance(other, date) else column_of(column(dataset, other, "day"))


def _number(number: Number) -> exp.Expr:
    """A bound as an exact decimal. ValueError for one that is finer than numbers are kept."""
    if number.scale >= SCALE:
        raise ValueError(f"a bound has at most {SCALE - 1} decimals: {number}")
    return exp.cast(exp.Literal.string(str(number)), NUMBER, copy=False)


def _surely(answer: exp.Expr) -> exp.Expr:
    """What a missing value makes unknown does not hold: NULL is kept for open."""
    return exp.Coalesce(this=answer, expressions=[exp.false()])


def column_of(one: Column) -> exp.Column:
    return exp.column(one.name, table="r", quoted=True)


def of_row(name: str) -> exp.Column:
    return exp.column(name, table="r", quoted=True)


def of_day(name: str) -> exp.Column:
    return exp.column(name, table="d", quoted=True)
