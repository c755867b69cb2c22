"""Datasets, conditions on their rows, and measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.reader import PhraseError
from tenor.terms.model import (
    Dataset,
    Derived,
    Field,
)
from tenor.terms.node import Node, Unreadable, text
from tenor.terms.phrases import choice, names, settle_due

PLAIN_KINDS = ("date", "moment", "number", "percent", "money", "hours", "text", "yes/no", "unit")
ALWAYS_THERE = ("units", "duties", "events", "ratings")
OF_EQUALITY = ("not recorded", "prefers not to say")
ID = "id"  # the key of a dataset that names none


def dataset(node: Node) -> Dataset:
    id = node.name
    node.keys("dataset")
    fields = node.need("fields", _fields)
    if node.get("key") is None:
        # rows that nothing else tells apart have a name of their own: what other rows point to, and what a correction names
        fields = {ID: fields.get(ID, Field(name=ID, kind="text")), **fields}
    derived = node.take("derived", lambda each: _derived(each, id, fields), {})
    known = (*fields, *derived)
    given_by: Any = node.take("from", choice("buyer", "supplier"), "supplier")
    in_force = node.take("in_force", lambda each: _in_force(each, known, fields), None)
    if in_force is not None and node.get("dated_by") is not None:
        raise node.at_key("dated_by").wrong("dataset-dated-twice")
    with node.of.collect() as ids:
        dated_by = in_force[0] if in_force else _dated_by(node, known)
        rest_on_fields(node, id, in_force or [dated_by])
    node.of.rests["dated", id] = tuple(ids)
    return Dataset(
        id=id,
        row=node.take_text("row"),
        key=node.take("key", lambda each: field_names(each, tuple(fields)), (ID,)),
        dated_by=dated_by,
        fields=fields,
        derived=derived,
        given_by=given_by,
        in_force=in_force,
    )


def _dated_by(node: Node, known: Sequence[str]) -> str:
    if node.get("in_force") is not None:
        raise Unreadable("in_force")
    return node.need("dated_by", lambda each: one_field(each, known))


def _in_force(node: Node, known: Sequence[str], fields: Mapping[str, Field]) -> tuple[str, str]:
    """`started_on to left_on`: the first and the last day of a row of a standing list."""
    words = text(node).split()
    if len(words) != 3 or words[1] != "to":
        raise node.wrong("in-force-wrong", text=text(node))
    for name in (words[0], words[2]):
        if name not in known:
            raise node.unknown("field", name, known)
        if name in fields and fields[name].kind not in ("date", "moment"):
            raise node.wrong("value-needs-day", field=name, kind=fields[name].kind)
    return words[0], words[2]


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
        more = OF_EQUALITY if name in node.of.names.characteristics else ()
        return Field(name=name, kind="choice", choices=tuple(dict.fromkeys((*names(node), *more))))
    if isinstance(node.value, Mapping):
        return Field(name=name, kind="several", choices=node.keys("several").need("several", names))
    words = text(node)
    optional = words.startswith("optional ")
    kind: Any = words.removeprefix("optional ")
    if kind in PLAIN_KINDS:
        return Field(name=name, kind=kind, optional=optional)
    if kind == "subcontractor":
        if not node.of.names.subcontractors:
            raise node.wrong("field-no-subcontractor")
        return Field(name=name, kind="choice", optional=optional, choices=node.of.names.subcontractors)
    if kind in node.of.names.datasets:
        return Field(name=name, kind="reference", optional=optional, refers_to=kind)
    raise node.unknown("type", kind, (*PLAIN_KINDS, "subcontractor", *node.of.names.datasets))


def rest_on_fields(node: Node, dataset: str, fields: Iterable[str]) -> None:
    """What is read here rests on what derived fields rest on."""
    for name in fields:
        node.of.rest_on(node.of.rests.get(("field", f"{dataset}.{name}"), ()))


def _derived(node: Node, dataset: str, fields: Mapping[str, Field]) -> dict[str, Derived]:
    """Derived fields may lean on the fields and on derived ones above them."""
    found: dict[str, Derived] = {}
    for child in node.nodes():
        with node.of.collect() as ids:
            derived = child.read(partial(_one_derived, known=(*fields, *found)), None)
            if derived is not None:
                anchor = str(getattr(derived.due.form, "anchor", "")) if derived.due else ""
                rest_on_fields(node, dataset, (*derived.latest_of, *derived.earliest_of, anchor))
        node.of.rests["field", f"{dataset}.{child.name}"] = tuple(ids)
        if derived is not None:
            found[child.name] = derived
    return found


def _one_derived(node: Node, known: Sequence[str]) -> Derived:
    if isinstance(node.value, Mapping):
        node.keys("derived")
        latest = node.take("latest_of", lambda each: field_names(each, known), ())
        earliest = node.take("earliest_of", lambda each: field_names(each, known), ())
        if bool(latest) == bool(earliest):
            raise node.wrong("derived-one", what=node.name)
        return Derived(name=node.name, latest_of=latest, earliest_of=earliest)
    return Derived(name=node.name, due=_field_deadline(node, known))


def _field_deadline(node: Node, known: Sequence[str]) -> DuePhrase:
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


def field_names(node: Node, known: Sequence[str]) -> tuple[str, ...]:
    for each in node.nodes() if isinstance(node.value, list) else [node]:
        each.read(lambda item: one_field(item, known), "")
    return names(node)
