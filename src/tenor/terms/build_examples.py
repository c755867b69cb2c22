"""Worked examples: figures in, levels and points out."""

from __future__ import annotations

import re

from tenor.base.figure import Number, parse_number
from tenor.terms.model import WorkedExample
from tenor.terms.node import Node, text
from tenor.terms.phrases import clause, one_of

_FIGURE = re.compile(r"(?P<number>\d+(\.\d+)?)(?P<percent>%)?( (?P<unit>[A-Za-z].*))?")
_PAIR = re.compile(r"(?P<top>\d+) of (?P<of>\d+)")


def example(node: Node) -> WorkedExample:
    """One example of a KPI. As many levels and points as figures, where there are any."""
    node.keys("worked-example")
    kpi = node.need("kpi", lambda each: one_of(each, "kpi", each.of.names.kpis))
    figures = node.need("figures", lambda each: each.each(_figure))
    printed = node.need("figures", lambda each: each.each(text))
    levels = node.take("levels", lambda each: each.each(lambda one: one_of(one, "level", one.of.names.levels)), ())
    points = node.take("points", lambda each: each.each(_points), ())
    for key, several in (("levels", levels), ("points", points)):
        if several and len(several) != len(figures):
            node.at_key(key).wrong("example-length", key=key, n=len(several), figures=len(figures))
    if not levels and not points:
        node.wrong("example-nothing-out")
    return WorkedExample(clause=node.need("clause", clause), kpi=kpi, printed=printed, figures=figures, levels=levels, points=points)


def _figure(node: Node) -> tuple[int, int]:
    """ "98.5%", "40 of 42", "3", "25.50 GBP"."""
    written = text(node)
    pair, plain = _PAIR.fullmatch(written), _FIGURE.fullmatch(written)
    if pair and int(pair["of"]):
        return int(pair["top"]), int(pair["of"])
    number = parse_number(plain["number"]) if plain else None
    if plain is None or number is None:
        raise node.wrong("example-figure", text=written)
    return number.digits, 10**number.scale * (100 if plain["percent"] else 1)


def _points(node: Node) -> Number:
    number = parse_number(text(node))
    if number is None:
        raise node.wrong("number-plain", text=text(node), what="points")
    return number
