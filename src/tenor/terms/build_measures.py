"""Measures: what is counted of the rows, and of which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tenor.base.figure import Number, parse_number
from tenor.base.phrases.bound import CURRENCIES
from tenor.terms import model
from tenor.terms.build_clocks import row_value
from tenor.terms.build_conditions import Rows, condition
from tenor.terms.build_data import field_names, one_field, rest_on_fields
from tenor.terms.build_made import check, gap, score_of_kpis
from tenor.terms.made import EVENTS, MADE, given_values
from tenor.terms.model import (
    Aggregate,
    AllOf,
    Check,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Gap,
    Have,
    Measure,
    Ratio,
    Sample,
    Score,
    ShareInForce,
    ShareOfRows,
    ShareOfUnits,
    Stated,
)
from tenor.terms.node import Node, Unreadable, text
from tenor.terms.phrases import choice, decimal, names, one_of, whole

ALWAYS_THERE = ("units", "duties", "events", "ratings")
AGGREGATES = ("sum", "mean", "median", "percentile", "highest", "lowest")
ATS = ("every day", "any day", "first day", "last day")
ONE = Number(1)


def measure(node: Node, datasets: Mapping[str, Dataset]) -> Measure:
    node.keys("measure")
    kinds: dict[str, Callable[[Node], Measure]] = {
        "share": lambda each: _share(each, datasets),
        "count": lambda each: _count(each, datasets),
        "ratio": lambda each: _ratio(each, datasets),
        "stated": _stated,
        "check": check,
        "gap": gap,
        "score": score_of_kpis,
        **{how: partial(_aggregate, how=how, datasets=datasets) for how in AGGREGATES},
    }
    if len(node.value) != 1:
        raise node.wrong("measure-one", known=list(kinds))
    kind = next(iter(node.value))
    if kind not in kinds:
        raise Unreadable(kind)
    said_before = len(node.of.problems)
    found = node.need(kind, kinds[kind])
    if len(node.of.problems) == said_before and EVENTS not in node.of.names.datasets and given_values(found, EVENTS, "event") is None:
        raise node.wrong("events-which")
    return found


def _rows(node: Node, datasets: Mapping[str, Dataset]) -> Rows:
    id = one_of(node, "dataset", (*node.of.names.datasets, *ALWAYS_THERE))
    if id in MADE and id not in node.of.names.datasets:
        return Rows(id, datasets[id])
    if id in ALWAYS_THERE and id not in node.of.names.datasets:
        raise node.not_yet(f"a measure of {id}")
    return Rows(id, datasets.get(id), {each: one for each, one in datasets.items() if each in node.of.names.datasets})


def _dated_by(node: Node, rows: Rows) -> str:
    """Its own `dated_by`, else the dataset's."""
    if node.get("dated_by") is None:
        node.of.rest_on(node.of.rests.get(("dated", rows.id), ()))
        return rows.dataset.dated_by if rows.dataset else ""
    found = node.take("dated_by", lambda each: one_field(each, rows.known) if rows.dataset else text(each), "")
    rest_on_fields(node, rows.id, [found])
    return found


def _at(node: Node, rows: Rows) -> Any:
    """When a standing list is looked at; "" for rows that are dated, by their dataset or by the measure."""
    standing = rows.dataset is not None and rows.dataset.in_force is not None and node.get("dated_by") is None
    if not standing and node.get("at") is not None:
        raise node.at_key("at").wrong("at-needs-standing-list", dataset=rows.id)
    return node.take("at", choice(*ATS), "every day") if standing else ""


def _share(node: Node, datasets: Mapping[str, Dataset]) -> Measure:
    node.keys("share")
    if node.take("of", text, "") == "units":
        return _share_of_units(node, datasets)
    rows = node.need("of", lambda each: _rows(each, datasets))
    at = _at(node, rows)
    dated_by = _dated_by(node, rows)
    where = node.take("where", lambda each: condition(each, rows), AllOf())
    that = node.need("that", lambda each: condition(each, rows))
    if at and node.get("sample") is not None:
        raise node.at_key("sample").not_yet("sample, of a standing list")
    if at:
        return ShareInForce(of=rows.id, where=where, that=that, at=at)
    sample = node.take("sample", lambda each: _sample(each, datasets), None)
    return ShareOfRows(of=rows.id, where=where, that=that, dated_by=dated_by, sample=sample)


def _sample(node: Node, datasets: Mapping[str, Dataset]) -> Sample:
    """`5% of installations`: how many rows must be looked at."""
    share, of, name = [*text(node).split(maxsplit=2), "", ""][:3]
    percent = parse_number(share.removesuffix("%"))
    if of != "of" or not share.endswith("%") or percent is None or percent.digits <= 0:
        raise node.wrong("sample-wrong", text=text(node))
    known = tuple(node.of.names.datasets)
    id = node.of.names.find(name, known)
    if id is None:
        raise node.unknown("dataset", name, known)
    if id in datasets and datasets[id].in_force is not None:
        raise node.not_yet("sample, of a standing list")
    return Sample(percent=percent, of=id, dated_by=datasets[id].dated_by if id in datasets else "")


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
    at = _at(node, rows)
    dated_by = _dated_by(node, rows)
    return CountOfRows(
        of=rows.id,
        where=node.take("where", lambda each: condition(each, rows), AllOf()),
        distinct=node.take("distinct", lambda each: _distinct(each, rows), ()),
        dated_by="" if at else dated_by,
        at=at,
    )


def _aggregate(node: Node, how: Any, datasets: Mapping[str, Dataset]) -> Aggregate:
    """One number of many rows."""
    node.keys("percentile" if how == "percentile" else "aggregate")
    rows = node.need("of", lambda each: _rows(each, datasets))
    place = node.need("at", _percentile) if how == "percentile" else None
    at: Any = "" if how == "percentile" else _at(node, rows)
    if how == "percentile" and rows.dataset is not None and rows.dataset.in_force is not None and node.get("dated_by") is None:
        raise node.at_key("of").not_yet("percentile, of a standing list that is not dated")
    dated_by = _dated_by(node, rows)
    where = node.take("where", lambda each: condition(each, rows), AllOf())
    if at in ("every day", "any day") and any(datasets[have.dataset].in_force for have in haves(where) if have.dataset in datasets):
        raise node.at_key("where").not_yet(f"{how} with have, at {at}")
    return Aggregate(
        how=how,
        of=rows.id,
        value=node.need("value", lambda each: row_value(each, rows.dataset)),
        where=where,
        dated_by="" if at else dated_by,
        at=place,
        in_force=at,
    )


def haves(condition: Condition) -> tuple[Have, ...]:
    """Every `have` in a condition."""
    if isinstance(condition, Have):
        return (condition,)
    return () if isinstance(condition, FieldTest) else tuple(have for one in condition.conditions for have in haves(one))


def _percentile(node: Node) -> Number:
    found = parse_number(decimal(node))
    if found is None or found.digits <= 0 or Number(100) < found or found.scale > 6:
        raise node.wrong("percentile-wrong", text=text(node))
    return found


def _ratio(node: Node, datasets: Mapping[str, Dataset]) -> Ratio:
    """One measure for every so many of another; as a percentage it is so many of a hundred, and `per` says nothing else."""
    node.keys("ratio")
    of = node.need("of", lambda each: _side(each, datasets))
    to = node.need("to", lambda each: _side(each, datasets))
    if isinstance(of, Stated) and isinstance(to, Stated):
        raise node.wrong("ratio-both-stated")
    as_percent = node.take("as", choice("percent"), "") == "percent"
    per = node.take("per", _per, ONE)
    if as_percent and per not in (ONE, Number(100)):
        raise node.at_key("per").wrong("ratio-per-percent", per=str(per))
    return Ratio(of=of, to=to, per=ONE if as_percent else per, as_percent=as_percent)


def _side(node: Node, datasets: Mapping[str, Dataset]) -> Measure:
    found = measure(node, datasets)
    if isinstance(found, Stated) and found.what in ("share", "percent"):
        raise node.wrong("ratio-side", what=found.what)
    if isinstance(found, Ratio | Check | Gap | Score):
        raise node.not_yet("a ratio of anything but rows and stated figures")
    return found


def _per(node: Node) -> Number:
    found = parse_number(decimal(node))
    if found is None or found.digits <= 0:
        raise node.wrong("number-plain", text=text(node), what="per")
    return found


def _distinct(node: Node, rows: Rows) -> tuple[str, ...]:
    if node.value == "each row":
        return ()
    rest_on_fields(node, rows.id, names(node))
    return field_names(node, rows.known) if rows.dataset else names(node)


def _stated(node: Node) -> model.Stated:
    what: Any = text(node)
    if what in CURRENCIES:
        return model.Stated(what="money", currency=what)
    kind: Any = choice("share", "percent", "count", "number", "hours")(node)
    return model.Stated(what=kind)
