"""What of a row a measure looks at: its columns, by name and kind. Known without the engine, so that rows can be prepared without it.

A field's name has no space (terms-language 1); every column that is not a plain field has one in its name, so none hides another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, TypeAlias

from tenor.base.phrases.due import ClearDays, DuePhrase, OnAnchor, SameDay, SpanDue
from tenor.terms.model import (
    Aggregate,
    AllOf,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Have,
    Limited,
    Measure,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    RowValue,
    ShareInForce,
    ShareOfRows,
    ShareOfUnits,
    Test,
    Within,
)

ColumnKind = Literal["day", "moment", "text", "number", "several", "due", "due moment", "distinct", "amount"]
Leaf: TypeAlias = FieldTest | Have
PERIOD_ENDS = ("period start", "period end")
MARK = "\x1f"  # stands between the parts of a text that holds several: in no text that people write
_NATURAL: dict[str, ColumnKind] = {
    "date": "day",
    "moment": "day",
    "number": "number",
    "percent": "number",
    "money": "number",
    "hours": "number",
    "several": "several",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the prepared rows. `due`: the deadline it holds, moved on by what was waited (`less`); `fields`: of a distinct key;
    `value`: what is added up."""

    name: str
    kind: ColumnKind
    field: str = ""
    due: DuePhrase | None = None
    fields: tuple[str, ...] = ()
    less: str = ""
    value: RowValue | None = None


def column(dataset: Dataset, field: str, kind: ColumnKind | None = None) -> Column:
    """A field as a column; `kind` None: as its type has it."""
    natural: ColumnKind = "day" if field in dataset.derived or field in PERIOD_ENDS else "text"
    if field in dataset.fields:
        natural = _NATURAL.get(dataset.fields[field].kind, "text")
    wanted = kind or natural
    return Column(name=field if wanted == natural else f"{field} as {wanted}", kind=wanted, field=field)


def due_column(test: Within) -> Column:
    """The day of a deadline counted from a field of the row."""
    return Column(name=f"due {_named(test)}", kind="due", due=test.due, less=test.less)


def due_moment_column(test: Within) -> Column:
    """The moment of a deadline counted in hours or minutes."""
    return Column(name=f"due moment {_named(test)}", kind="due moment", due=test.due, less=test.less)


def _named(test: Within) -> str:
    return test.due.text or f"{test.due.form}{f' less {test.less}' if test.less else ''}"


def by_clock(due: DuePhrase) -> bool:
    """Whether a deadline is counted in hours or minutes: it is a moment then, and not a day."""
    return isinstance(due.form, SpanDue) and due.form.span.by_clock


def by_moments(test: OnOrBefore | OnOrAfter, field: str, dataset: Dataset) -> bool:
    """Whether both ends of a comparison are moments: they are compared to the second then, and else by their days."""
    return isinstance(test.other, str) and all(
        name in dataset.fields and dataset.fields[name].kind == "moment" for name in (field, test.other)
    )


def distinct_column(fields: tuple[str, ...]) -> Column:
    """The values that make two rows one."""
    return Column(name=f"distinct {' '.join(fields)}", kind="distinct", fields=fields)


def value_column(value: RowValue) -> Column:
    """What a row adds to a sum, a mean or the like: a whole number of its smallest parts (see `amounts`)."""
    return Column(name=f"value {_short(value)}", kind="amount", value=value)


def have_name(have: Have) -> str:
    """The name of the rows that point to a row, and of how many they are."""
    return f"have {_short((have.dataset, have.where))}"


def _short(thing: object) -> str:
    return sha256(repr(thing).encode()).hexdigest()[:8]


def expected_column(at: str) -> str:
    """Of a row whether its unit is expected in the period; of a day how many units are."""
    return f"expected {at}"


def anchor_of(due: DuePhrase) -> str | None:
    """The field a deadline is counted from; None for one that is not counted from a field."""
    return due.form.anchor if isinstance(due.form, SpanDue | ClearDays | SameDay | OnAnchor) else None


def conditions_of(measure: Measure) -> tuple[Condition, ...]:
    """`where`, then `that` where there is one."""
    if isinstance(measure, ShareOfRows | ShareInForce):
        return measure.where, measure.that
    return (measure.where,) if isinstance(measure, ShareOfUnits | CountOfRows | Aggregate) else ()


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The tests of single fields, and of rows of other datasets, in a condition, from left to right."""
    if isinstance(condition, FieldTest | Have):
        yield condition
        return
    for inner in condition.conditions:
        yield from leaves(inner)


def haves_of(measure: Measure) -> tuple[Have, ...]:
    """The other datasets whose rows a measure asks for, each condition on them once."""
    found = {have_name(leaf): leaf for condition in conditions_of(measure) for leaf in leaves(condition) if isinstance(leaf, Have)}
    return tuple(found.values())


def standing_at(measure: Measure) -> str:
    """When the rows of a standing list are looked at; "" for rows that are dated."""
    if isinstance(measure, Aggregate):
        return measure.in_force
    return measure.at if isinstance(measure, ShareInForce | CountOfRows) else ""


def bare(test: Test) -> Test:
    """A test without its `not`s."""
    while isinstance(test, Not):
        test = test.test
    return test


def columns_of(measure: Measure, dataset: Dataset) -> tuple[Column, ...]:
    """Every column a measure reads, each once."""
    found = {one.name: one for condition in conditions_of(measure) for one in columns_of_condition(condition, dataset)}
    if isinstance(measure, CountOfRows) and measure.distinct:
        key = distinct_column(measure.distinct)
        found[key.name] = key
    if isinstance(measure, Aggregate):
        value = value_column(measure.value)
        found[value.name] = value
    return tuple(found.values())


def columns_of_condition(condition: Condition, dataset: Dataset) -> tuple[Column, ...]:
    """Every column a condition reads, each once."""
    return tuple({one.name: one for leaf in leaves(condition) for one in _columns(leaf, dataset)}.values())


def timed(condition: Condition, dataset: Dataset) -> Iterator[tuple[Column, Column | date]]:
    """(the date, its deadline) of each test that is open while the date is missing and the deadline has not come."""
    for leaf in leaves(condition):
        if isinstance(leaf, Have):
            continue
        test = bare(leaf.test)
        if isinstance(test, Within):
            yield column(dataset, leaf.field, "day"), due_column(test)
        elif isinstance(test, OnOrBefore):
            yield column(dataset, leaf.field, "day"), test.other if isinstance(test.other, date) else column(dataset, test.other, "day")


def _columns(leaf: Leaf, dataset: Dataset) -> Iterator[Column]:
    if isinstance(leaf, Have):
        return
    test = bare(leaf.test)
    if isinstance(test, Within):
        kind: ColumnKind = "moment" if by_clock(test.due) else "day"
        yield column(dataset, leaf.field, kind)
        yield due_column(test)
        if kind == "moment":
            yield due_moment_column(test)
        anchor = anchor_of(test.due)
        if anchor:
            yield column(dataset, anchor, kind)
    elif isinstance(test, OnOrBefore | OnOrAfter):
        yield column(dataset, leaf.field, "day")
        if by_moments(test, leaf.field, dataset):
            yield column(dataset, leaf.field, "moment")
            yield column(dataset, str(test.other), "moment")
        if isinstance(test.other, str):
            yield column(dataset, test.other, "day")
    elif isinstance(test, Limited):
        yield column(dataset, leaf.field, "number")
    elif isinstance(test, OneOf):
        yield values_column(dataset, leaf.field)
    else:
        yield column(dataset, leaf.field)


def values_column(dataset: Dataset, field: str) -> Column:
    """The column that is held against a list of values: the text as written, or the several texts."""
    several = field in dataset.fields and dataset.fields[field].kind == "several"
    return column(dataset, field, "several" if several else "text")


def always(condition: Condition) -> bool:
    """Whether a condition is no condition: all of nothing."""
    return isinstance(condition, AllOf) and not condition.conditions
