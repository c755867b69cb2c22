"""Datasets, conditions on their rows, and measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenor.base.phrases import condition as phrase
from tenor.base.phrases.condition import parse_condition
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import PhraseError
from tenor.terms import model
from tenor.terms.model import AllOf, AnyOf, Condition, CountOfRows, Dataset, Derived, Field, FieldTest, Measure, NoneOf, ShareOfRows, ShareOfUnits
from tenor.terms.node import Node, Unreadable, text
from tenor.terms.phrases import choice, day_kind, names, one_of, settle_due, whole

PLAIN_KINDS = ("date", "number", "percent", "money", "text", "yes/no", "unit")
NOT_YET_KINDS = ("moment", "hours")
ALWAYS_THERE = ("units", "duties", "events", "ratings")
OF_EQUALITY = ("not recorded", "prefers not to say")


def dataset(node: Node) -> Dataset:
    id = node.name
    node.keys("dataset")
    fields = node.need("fields", _fields)
    derived = node.take("derived", lambda each: _derived(each, fields), {})
    known = (*fields, *derived)
    given_by: Any = node.take("from", choice("buyer", "supplier"), "supplier")
    return Dataset(
        id=id,
        row=node.take_text("row"),
        key=node.take("key", lambda each: _field_names(each, tuple(fields)), ()),
        dated_by=node.need("dated_by", lambda each: one_field(each, known)),
        fields=fields,
        derived=derived,
        given_by=given_by,
    )


def _fields(node: Node) -> dict[str, Field]:
    found: dict[str, Field] = {}
    wrong = False
    for child in node.nodes():
        field = child.read(_field, None)
        wrong = wrong or field is None
        if field is not None:
            found[child.name] = field
    if wrong:
        raise Unreadable(node.name)
    return found


def _field(node: Node) -> Field:
    name = node.name
    if isinstance(node.value, list):
        return Field(name=name, kind="choice", choices=names(node))
    if isinstance(node.value, Mapping):
        return Field(name=name, kind="several", choices=node.keys("several").need("several", names))
    words = text(node)
    optional = words.startswith("optional ")
    kind: Any = words.removeprefix("optional ")
    if kind in NOT_YET_KINDS:
        raise node.not_yet(f"a field of type {kind}")
    if kind in PLAIN_KINDS:
        return Field(name=name, kind=kind, optional=optional)
    if kind in node.of.names.datasets:
        return Field(name=name, kind="reference", optional=optional, refers_to=kind)
    raise node.unknown("type", kind, (*PLAIN_KINDS, *node.of.names.datasets))


def _derived(node: Node, fields: Mapping[str, Field]) -> dict[str, Derived]:
    """Derived fields may lean on the fields and on derived ones above them."""
    found: dict[str, Derived] = {}
    for child in node.nodes():
        known = (*fields, *found)
        derived = child.read(lambda each, known=known: _one_derived(each, known), None)  # type: ignore[misc]
        if derived is not None:
            found[child.name] = derived
    return found


def _one_derived(node: Node, known: Sequence[str]) -> Derived:
    if isinstance(node.value, Mapping):
        node.keys("derived")
        latest = node.take("latest_of", lambda each: _field_names(each, known), ())
        earliest = node.take("earliest_of", lambda each: _field_names(each, known), ())
        if bool(latest) == bool(earliest):
            raise node.wrong("derived-one", what=node.name)
        return Derived(name=node.name, latest_of=latest, earliest_of=earliest)
    return Derived(name=node.name, due=_field_deadline(node, known))


def _field_deadline(node: Node, known: Sequence[str]) -> DuePhrase:
    from tenor.base.phrases.deadline import parse_deadline

    found = parse_deadline(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if not hasattr(found.form, "anchor"):
        raise node.wrong("derived-from-field", text=text(node))
    return settle_due(node, found, known)


def one_field(node: Node, known: Sequence[str]) -> str:
    """The id of a field of the row."""
    found = text(node)
    if found not in known:
        raise node.unknown("field", found, known)
    return found


def _field_names(node: Node, known: Sequence[str]) -> tuple[str, ...]:
    for each in node.nodes() if isinstance(node.value, list) else [node]:
        each.read(lambda item: one_field(item, known), "")
    return names(node)


# --- conditions --------------------------------------------------------------------------------------------


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
        tests = [test for test in node.each(lambda each: _one_test(each, rows, each.path[-2])) if test]
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
        case _:
            raise node.not_yet(text(node))


def _within(node: Node, found: phrase.WithinAfter, rows: Rows) -> model.Within:
    if found.less:
        raise node.not_yet(f"less {found.less}")
    if found.span.unit == "day":
        day_kind(node, found.span.kind or "day")
    field = str(_other(node, found.field, rows))
    return model.Within(due=DuePhrase(form=SpanDue(span=found.span, way="after", anchor=field), text=text(node)))


def _other(node: Node, than: Any, rows: Rows) -> Any:
    if isinstance(than, str):
        if than in ("period start", "period end"):
            raise node.not_yet(than)
        if rows.dataset is not None and than not in rows.known:
            raise node.unknown("field", than, rows.known)
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


# --- measures ----------------------------------------------------------------------------------------------


def measure(node: Node, datasets: Mapping[str, Dataset]) -> Measure:
    node.keys("measure")
    if len(node.value) != 1:
        raise node.wrong("measure-one", known=["count", "share", "stated"])
    kind = next(iter(node.value))
    if kind == "share":
        return node.need("share", lambda each: _share(each, datasets))
    if kind == "count":
        return node.need("count", lambda each: _count(each, datasets))
    if kind == "stated":
        return node.need("stated", _stated)
    raise Unreadable(kind)


def _rows(node: Node, datasets: Mapping[str, Dataset]) -> Rows:
    id = one_of(node, "dataset", (*node.of.names.datasets, *ALWAYS_THERE))
    if id in ALWAYS_THERE and id not in node.of.names.datasets:
        raise node.not_yet(f"a measure of {id}")
    node.of.rest_on(node.of.rests.get(("dataset", id), ()))
    return Rows(id, datasets.get(id))


def _dated_by(node: Node, rows: Rows) -> str:
    """Its own `dated_by`, else the dataset's."""
    default = rows.dataset.dated_by if rows.dataset else ""
    return node.take("dated_by", lambda each: one_field(each, rows.known) if rows.dataset else text(each), default)


def _share(node: Node, datasets: Mapping[str, Dataset]) -> Measure:
    node.keys("share")
    if node.take("of", text, "") == "units":
        return _share_of_units(node, datasets)
    rows = node.need("of", lambda each: _rows(each, datasets))
    if node.get("at") is not None:
        raise node.at_key("at").not_yet("at, for a dataset other than units")
    return ShareOfRows(
        of=rows.id,
        where=node.take("where", lambda each: condition(each, rows), AllOf()),
        that=node.need("that", lambda each: condition(each, rows)),
        dated_by=_dated_by(node, rows),
    )


def _share_of_units(node: Node, datasets: Mapping[str, Dataset]) -> ShareOfUnits:
    """`{share: {of: units, that: {have: DATASET, where: …}}}`: of the units expected, those with such a row."""
    if node.get("where") is not None:
        raise node.at_key("where").not_yet("where, for a share of units")
    node.of.rest_on(node.of.rests.get(("units", ""), ()))
    have = node.need("that", _have)
    rows = have.need("have", lambda each: _rows(each, datasets))
    at: Any = node.take("at", choice("every day", "any day", "first day", "last day"), "every day")
    return ShareOfUnits(
        have=rows.id,
        where=have.take("where", lambda each: condition(each, rows), AllOf()),
        dated_by=_dated_by(node, rows),
        at=at,
        at_least=have.take("at_least", whole, 1),
    )


def _have(node: Node) -> Node:
    if isinstance(node.value, Mapping) and "have" not in node.value:
        raise node.not_yet("a share of units without have")
    return node.keys("have")


def _count(node: Node, datasets: Mapping[str, Dataset]) -> CountOfRows:
    node.keys("count")
    rows = node.need("of", lambda each: _rows(each, datasets))
    return CountOfRows(
        of=rows.id,
        where=node.take("where", lambda each: condition(each, rows), AllOf()),
        distinct=node.take("distinct", lambda each: _distinct(each, rows), ()),
        dated_by=_dated_by(node, rows),
    )


def _distinct(node: Node, rows: Rows) -> tuple[str, ...]:
    if node.value == "each row":
        return ()
    return _field_names(node, rows.known) if rows.dataset else names(node)


def _stated(node: Node) -> model.Stated:
    from tenor.base.phrases.bound import CURRENCIES

    what: Any = text(node)
    if what in CURRENCIES:
        return model.Stated(what="money", currency=what)
    if what == "hours":
        raise node.not_yet("hours")
    kind: Any = choice("share", "percent", "count", "number")(node)
    return model.Stated(what=kind)
