"""Conditions on the rows of a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenor.base.phrases import condition as phrase
from tenor.base.phrases.condition import parse_condition
from tenor.base.phrases.due import DuePhrase, SameDay, SpanDue
from tenor.base.phrases.reader import PhraseError
from tenor.terms import model
from tenor.terms.build_data import rest_on_fields
from tenor.terms.model import AllOf, AnyOf, Condition, Dataset, Field, FieldTest, NoneOf
from tenor.terms.node import Node, text
from tenor.terms.phrases import day_kind

PERIOD_ENDS = ("period start", "period end")
OF_EQUALITY = ("not recorded", "prefers not to say")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows a condition looks at: those of a dataset, or of one that could not be read (then nothing of it is known)."""

    id: str
    dataset: Dataset | None

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.dataset.fields, *self.dataset.derived) if self.dataset else ()


def condition(node: Node, rows: Rows) -> Condition:
    """Every line of the map holds."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=list(rows.known))
    found: list[Condition] = []
    for child in node.nodes():
        if child.name == "have":
            raise node.at_key("have").not_yet("have on a dataset other than units")
        if child.name in ("any", "all", "none"):
            found.append(_joined(child, rows))
        elif child.name not in rows.known and rows.dataset is not None:
            node.at_key(child.name).unknown("field", child.name, rows.known)
        else:
            rest_on_fields(node, rows.id, [child.name])
            found += _line(child, rows)
    return found[0] if len(found) == 1 else AllOf(conditions=tuple(found))


def _joined(node: Node, rows: Rows) -> Condition:
    maps = node.each(lambda each: condition(each, rows)) if isinstance(node.value, list) else (condition(node, rows),)
    if node.name == "all":
        return AllOf(conditions=maps)
    return AnyOf(conditions=maps) if node.name == "any" else NoneOf(conditions=maps)


def _line(node: Node, rows: Rows) -> list[Condition]:
    found = node.read(lambda each: _test(each, rows), None, "text")
    if found is None:
        return []
    several = found if isinstance(found, list) else [found]
    tests: list[Condition] = [FieldTest(field=node.name, test=test) for test in several]
    return tests if len(tests) == 1 else [AnyOf(conditions=tuple(tests))]


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
            return model.Limited(bound=bound)
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
    if found.less:
        raise node.not_yet(f"less {found.less}")
    if found.span.unit == "day":
        day_kind(node, found.span.kind or "day")
    field = str(_other(node, found.field, rows))
    return model.Within(due=DuePhrase(form=SpanDue(span=found.span, way="after", anchor=field), text=text(node)))


def _other(node: Node, than: Any, rows: Rows) -> Any:
    if isinstance(than, str):
        if than in PERIOD_ENDS:
            return than
        if rows.dataset is not None and than not in rows.known:
            raise node.unknown("field", than, rows.known)
        rest_on_fields(node, rows.id, [than])
    return than


def _value(node: Node, value: str, field: Field | None) -> str:
    if value in OF_EQUALITY:
        raise node.not_yet(value)
    if field is not None and field.kind in ("choice", "several"):
        return one_of_choices(node, value, field.choices)
    if field is not None and field.kind == "unit" and value not in node.of.names.units:
        raise node.unknown("unit", value, node.of.names.units)
    return value


def one_of_choices(node: Node, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise node.unknown("choice", value, choices)
    return value
