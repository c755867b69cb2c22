"""Measures: what is counted of the rows, and of which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenor.base.phrases.bound import CURRENCIES
from tenor.terms import model
from tenor.terms.build_conditions import Rows, condition
from tenor.terms.build_data import field_names, one_field, rest_on_fields
from tenor.terms.build_made import check, gap
from tenor.terms.model import AllOf, CountOfRows, Dataset, Measure, ShareOfRows, ShareOfUnits
from tenor.terms.node import Node, Unreadable, text
from tenor.terms.phrases import choice, names, one_of, whole

ALWAYS_THERE = ("units", "duties", "events", "ratings")


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
    if kind == "check":
        return node.need("check", check)
    if kind == "gap":
        return node.need("gap", gap)
    raise Unreadable(kind)


def _rows(node: Node, datasets: Mapping[str, Dataset]) -> Rows:
    id = one_of(node, "dataset", (*node.of.names.datasets, *ALWAYS_THERE))
    if id in ALWAYS_THERE and id not in node.of.names.datasets:
        raise node.not_yet(f"a measure of {id}")
    return Rows(id, datasets.get(id))


def _dated_by(node: Node, rows: Rows) -> str:
    """Its own `dated_by`, else the dataset's."""
    if node.get("dated_by") is None:
        node.of.rest_on(node.of.rests.get(("dated", rows.id), ()))
        return rows.dataset.dated_by if rows.dataset else ""
    found = node.take("dated_by", lambda each: one_field(each, rows.known) if rows.dataset else text(each), "")
    rest_on_fields(node, rows.id, [found])
    return found


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
    rest_on_fields(node, rows.id, names(node))
    return field_names(node, rows.known) if rows.dataset else names(node)


def _stated(node: Node) -> model.Stated:
    what: Any = text(node)
    if what in CURRENCIES:
        return model.Stated(what="money", currency=what)
    if what == "hours":
        raise node.not_yet("hours")
    kind: Any = choice("share", "percent", "count", "number")(node)
    return model.Stated(what=kind)
