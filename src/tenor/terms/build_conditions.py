"""Conditions on the rows of a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from tenor.base.phrases import condition as phrase
from tenor.base.phrases.condition import parse_condition
from tenor.base.phrases.due import DuePhrase, SameDay, SpanDue
from tenor.base.phrases.reader import PhraseError
from tenor.terms import model
from tenor.terms.build_clocks import time_span, waiting
from tenor.terms.build_data import rest_on_fields
from tenor.terms.made import EVENT_NAME
from tenor.terms.model import AllOf, AnyOf, ByField, Condition, Dataset, Field, FieldTest, Have, NoneOf
from tenor.terms.node import Node, text
from tenor.terms.phrases import day_kind, event, one_of, whole
from tenor.terms.tables import is_table

PERIOD_ENDS = ("period start", "period end")
OF_EQUALITY = ("not recorded", "prefers not to say")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows a condition looks at: those of a dataset, or of one that could not be read (then nothing of it is known). `others`: the
    datasets whose rows it may ask for; `inside`: it is itself about such rows."""

    id: str
    dataset: Dataset | None
    others: Mapping[str, Dataset] = dataclass_field(default_factory=dict)
    inside: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.dataset.fields, *self.dataset.derived) if self.dataset else ()


def condition(node: Node, rows: Rows) -> Condition:
    """Every line of the map holds."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=list(rows.known))
    found: list[Condition] = []
    if "have" in node.value:
        return _have(node, rows)
    for child in node.nodes():
        if child.name in ("any", "all", "none"):
            found.append(_joined(child, rows))
        elif child.name not in rows.known and rows.dataset is not None:
            node.at_key(child.name).unknown("field", child.name, rows.known)
        else:
            rest_on_fields(node, rows.id, [child.name])
            found += _line(child, rows)
    return found[0] if len(found) == 1 else AllOf(conditions=tuple(found))


def _have(node: Node, rows: Rows) -> Condition:
    """Enough rows of another dataset point to this one."""
    if rows.inside or not rows.others:
        raise node.at_key("have").not_yet("have inside have" if rows.inside else "have, here")
    node.keys("have")
    id = node.need("have", lambda each: one_of(each, "dataset", tuple(node.of.names.datasets)))
    other = rows.others.get(id)
    if rows.dataset is not None and other is not None and not _points(other, rows.dataset):
        raise node.at_key("have").wrong("have-points-nowhere", other=id, dataset=rows.id)
    node.of.rest_on(node.of.rests.get(("dated", id), ()))
    inner = Rows(id, other, rows.others, inside=True)
    where = node.take("where", lambda each: condition(each, inner), AllOf())
    if other is not None and other.in_force is not None and "period " in repr(where):
        raise node.at_key("where").not_yet("period start and period end, of a standing list")
    return Have(dataset=id, where=where, at_least=node.take("at_least", whole, 1))


def _points(other: Dataset, dataset: Dataset) -> bool:
    """Whether rows of another dataset point to rows of this one: by a reference, or because both have a unit."""
    by_unit = all(any(one.kind == "unit" for one in each.fields.values()) for each in (other, dataset))
    return by_unit or any(one.refers_to == dataset.id for one in other.fields.values())


def _joined(node: Node, rows: Rows) -> Condition:
    maps = node.each(lambda each: condition(each, rows)) if isinstance(node.value, list) else (condition(node, rows),)
    if node.name == "all":
        return AllOf(conditions=maps)
    return AnyOf(conditions=maps) if node.name == "any" else NoneOf(conditions=maps)


def _line(node: Node, rows: Rows) -> list[Condition]:
    found = replace(node, tables_of=fields_of_tables(rows)).read(lambda each: _field_line(each, rows, node.name), None, "text")
    return [] if found is None else [found]


def _field_line(node: Node, rows: Rows, name: str) -> Condition:
    """What a field must be: a test, a list of which one must hold, or a table by another field of the row."""
    if is_table(node.value):
        return _by_field(node, rows, name)
    found = _test(node, rows)
    several = found if isinstance(found, list) else [found]
    tests: list[Condition] = [FieldTest(field=name, test=test) for test in several]
    return tests[0] if len(tests) == 1 else AnyOf(conditions=tuple(tests))


def fields_of_tables(rows: Rows) -> tuple[str, ...]:
    """The fields of a row by which a condition may differ: those whose values are known beforehand."""
    return tuple(field.name for field in rows.dataset.fields.values() if _values_of(field, ())) if rows.dataset else ()


def _values_of(field: Field, units: Sequence[str]) -> tuple[str, ...]:
    """Every value a field can have; of a unit, those of the contract."""
    if field.kind == "unit":
        return tuple(units) or ("",)
    return field.choices if field.kind == "choice" else ("yes", "no") if field.kind == "yes/no" else ()


def _by_field(node: Node, rows: Rows, name: str) -> ByField:
    """`{by priority: {A: …, B: …}}`: a line for each value the field can have, so that no row is left without one."""
    assert rows.dataset is not None
    (key, lines), by = next(iter(node.value.items())), str(next(iter(node.value))).removeprefix("by ")
    table = node.child(str(key), lines)
    if not isinstance(lines, Mapping) or not lines:
        raise table.wrong("table-empty", table=str(key))
    known = _values_of(rows.dataset.fields[by], node.of.names.units)
    found: list[Condition] = []
    named: set[str] = set()
    for line in table.nodes():
        value = node.of.names.find(line.name, known)
        if value is None:
            table.at_key(line.name).unknown("choice", line.name, known)
            continue
        named.add(value)
        # the line stands for the tested field: its place is the table's, its name the field's
        test = replace(line, path=node.path, tables_of=()).read(lambda each: _field_line(each, rows, name), None, "text")
        if test is not None:
            found.append(AllOf(conditions=(FieldTest(field=by, test=model.OneOf(values=(value,))), test)))
    missing = [value for value in known if value not in named and value not in OF_EQUALITY]
    if missing:
        raise table.wrong("table-lines-missing", table=str(key), missing=missing)
    return ByField(field=by, conditions=tuple(found))


def _test(node: Node, rows: Rows) -> model.Test | list[model.Test]:
    """A phrase, or a list of which one must hold."""
    if isinstance(node.value, list):
        tests = list(node.each(lambda each: _one_test(each, rows, each.path[-2])))
        values = tuple(value for test in tests if isinstance(test, model.OneOf) for value in test.values)
        return model.OneOf(values=values) if all(isinstance(test, model.OneOf) for test in tests) else tests
    return _one_test(node, rows, node.path[-1])


def _one_test(node: Node, rows: Rows, name: object) -> model.Test:
    field = rows.dataset.fields.get(str(name)) if rows.dataset else None
    derived = rows.dataset is not None and str(name) in rows.dataset.derived
    kind = field.kind if field else "date" if derived else None
    found = parse_condition(text(node), kind)
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return _meant(node, found, rows, field)


def _meant(node: Node, found: phrase.Condition, rows: Rows, field: Field | None) -> model.Test:
    match found:
        case phrase.Present():
            return model.Present()
        case phrase.Missing():
            return model.Missing()
        case phrase.YesNo(yes=yes):
            return model.OneOf(values=("yes" if yes else "no",))
        case phrase.Limit(bound=bound):
            if field is not None and field.kind == "hours" and (bound.unit not in ("count", "hours") or bound.kind):
                raise node.wrong("limit-of-hours", text=text(node))
            return model.Limited(bound=bound)
        case phrase.Not(condition=phrase.Is(value="recorded")) if _is_choice(field):
            return model.OneOf(values=(_value(node, OF_EQUALITY[0], field),))  # a value of a characteristic, and not the contrary of one
        case phrase.Not(condition=inner):
            return model.Not(test=_meant(node, inner, rows, field))
        case phrase.Is(value=value):
            return model.OneOf(values=(_value(node, value, field),))
        case phrase.OnOrBefore(than=than):
            return model.OnOrBefore(other=_other(node, than, rows))
        case phrase.OnOrAfter(than=than):
            return model.OnOrAfter(other=_other(node, than, rows))
        case phrase.WithinAfter():
            return _within(node, found, rows)
        case phrase.SameDayAs(field=same, kind=kind):
            day_kind(node, kind)
            form = SameDay(anchor=str(_other(node, same, rows)), kind=kind)
            return model.Within(due=DuePhrase(form=form, text=text(node)))


def _within(node: Node, found: phrase.WithinAfter, rows: Rows) -> model.Within:
    span = found.span
    field = str(_other(node, found.field, rows))
    if span.unit == "day":
        day_kind(node, span.kind or "day")
    elif span.by_clock:
        span = time_span(node, span, _tested(node), field, rows.dataset)
    less = waiting(node, found.less, rows.dataset) if found.less else ""
    return model.Within(due=DuePhrase(form=SpanDue(span=span, way="after", anchor=field), text=text(node)), less=less)


def _tested(node: Node) -> str:
    """The field whose test stands here, itself or as an item of a list."""
    return str(next(step for step in reversed(node.path) if isinstance(step, str)))


def _other(node: Node, than: Any, rows: Rows) -> Any:
    if isinstance(than, str):
        if than in PERIOD_ENDS:
            return than
        if rows.dataset is not None and than not in rows.known:
            raise node.unknown("field", than, rows.known)
        rest_on_fields(node, rows.id, [than])
    return than


def _value(node: Node, value: str, field: Field | None) -> str:
    if value in OF_EQUALITY and field is not None and field.kind == "choice" and value not in field.choices:
        raise node.wrong("not-a-characteristic", field=field.name, text=value)
    if field is not None and field.kind in ("choice", "several"):
        return one_of_choices(node, value, field.choices)
    if field is not None and field.refers_to == EVENT_NAME:
        return event(node, value)
    if field is not None and field.kind == "unit" and value not in node.of.names.units:
        raise node.unknown("unit", value, node.of.names.units)
    return value


def one_of_choices(node: Node, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise node.unknown("choice", value, choices)
    return value


def _is_choice(field: Field | None) -> bool:
    """Whether "not recorded" is said of it as of a characteristic: of a choice that has no value called recorded."""
    return field is not None and field.kind == "choice" and "recorded" not in field.choices
