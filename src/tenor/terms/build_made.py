"""Measures that count no rows: a person's word, groups of another KPI held apart, marks of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenor.base.figure import Number
from tenor.terms.build_levels import number
from tenor.terms.model import Check, Gap, Score
from tenor.terms.names import TWO_LEVELS, tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, one_of, role


def check(node: Node) -> Check:
    """`{check: {asked: …, by: buyer}}`: yes or no; with `choices: levels` the level itself."""
    node.keys("check")
    levels = node.take("choices", choice("levels"), "")
    return Check(asked=node.need("asked", text), by=node.need("by", role), levels=bool(levels))


def gap(node: Node) -> Gap:
    """`{gap: {of: KPI, by: FIELD, against: all others}}`."""
    node.keys("gap")
    against: Any = node.take("against", choice("all others", "largest group"), "all others")
    return Gap(of=node.need("of", lambda each: one_of(each, "kpi", node.of.names.kpis)), by=node.need("by", text), against=against)


def score(node: Node, levels: tuple[str, ...]) -> Score:
    """`{score: {of: any, marks: {…}, as: percent of most possible}}`. Marks name every level of a ladder, or none."""
    node.keys("score")
    of = node.take("of", kpis_named, ())
    marks = node.take("marks", lambda each: _marks(each, levels), {})
    return Score(of=of, marks=marks, percent=bool(node.take("as", choice("percent of most possible"), "")))


def score_of_kpis(node: Node) -> Score:
    """A score as a KPI's own measure: of the other KPIs, rated on the first ladder unless the marks say otherwise."""
    return score(node, node.of.names.first)


def kpis_named(node: Node) -> tuple[str, ...]:
    """`any`, one KPI or a list."""
    if tidy(str(node.value)) == "any":
        return ()
    if isinstance(node.value, list):
        return node.each(lambda each: one_of(each, "kpi", node.of.names.kpis))
    return (one_of(node, "kpi", node.of.names.kpis),)


def _marks(node: Node, levels: tuple[str, ...]) -> dict[str, Number]:
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=list(levels))
    found: dict[str, Number] = {}
    for child in node.nodes():
        level = node.of.names.find(child.name, (*levels, *TWO_LEVELS))
        if level is None:
            node.at_key(child.name).unknown("level", child.name, (*levels, *TWO_LEVELS))
            continue
        read = child.read(number, None)
        if read is not None:
            found[level] = read
    missing = [level for level in levels if level not in found]
    if missing and len(missing) < len(levels):
        node.wrong("marks-missing", levels=missing)
    return found
