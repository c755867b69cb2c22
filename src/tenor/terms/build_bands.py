"""What is good: targets and bands in the unit of their measure, the level of a figure in none, and what levels bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tenor.base.figure import COUNT, HOURS, MINUTES, Number
from tenor.base.phrases.bound import Bound, Leaning, check_unit
from tenor.terms.build_clocks import bound_of_time
from tenor.terms.build_levels import number
from tenor.terms.clock_names import clock_name
from tenor.terms.counted import how_many_of, is_share
from tenor.terms.measured_in import bound_unit
from tenor.terms.model import Aggregate, Band, Hole, Measure, Stated
from tenor.terms.names import TWO_LEVELS, tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import bound, one_of


def is_context(node: Node) -> bool:
    """`target: for context`: no target by intent, so that the figure is shown, and in no rule."""
    found = node.get("target")
    return found is not None and node.get("bands") is None and isinstance(found.value, str) and tidy(found.value) == "for context"


def ladder_name(node: Node) -> str:
    """The ladder a KPI names; "" is the first."""
    known = tuple(name for name in node.of.names.ladders if name)
    return node.take("ladder", lambda each: one_of(each, "ladder", known), "")


def levels_of(node: Node, ladder: str) -> tuple[str, ...]:
    return node.of.names.ladders.get(ladder) or node.of.names.first


def bands(node: Node, of: Measure | None, ladder: tuple[str, ...]) -> tuple[tuple[Band, ...], str | None, Bound | Hole | None]:
    """Bands best first, the level of a figure in none of them where a target alone says it, and the target by itself."""
    if is_context(node):
        return (), "unrated", None
    target = node.take_or_hole("target", lambda each: _fits(each, of), None)
    if isinstance(target, Leaning) and any(base.kind == "target" for base in target.bases):
        node.child("target", node.value["target"]).wrong("target-leans")
    if node.get("bands") is None:
        met, failed = ladder if len(ladder) == 2 else TWO_LEVELS
        return ((Band(level=met, bound=target),), failed, target) if target is not None else ((), None, None)
    found = node.take("bands", lambda each: _each_band(each, of, ladder, target), ())
    return tuple(sorted(found, key=lambda band: ladder.index(band.level))), None, target


def _each_band(node: Node, of: Measure | None, ladder: tuple[str, ...], target: Bound | Hole | None) -> tuple[Band, ...]:
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=list(ladder))
    found = []
    for child in node.nodes():
        level = node.of.names.find(child.name, ladder)
        if level is None:
            node.at_key(child.name).unknown("level", child.name, ladder)
            continue
        with_bound = child.read(lambda each: _settled(each, of, target), None, "keep")
        if with_bound is not None:
            found.append(Band(level=level, bound=with_bound))
    return tuple(found)


def _settled(node: Node, of: Measure | None, target: Bound | Hole | None) -> Bound | Hole:
    """A bound; one that leans on the target is the number that comes to, or as open as the target is."""
    found = _fits(node, of)
    if not isinstance(found, Leaning) or all(base.kind != "target" for base in found.bases):
        return found
    if isinstance(target, Hole):
        return target
    plain = found.settled(target) if target is not None and not isinstance(target, Leaning) else None
    if plain is None or any(base.kind != "target" for base in found.bases):
        raise node.wrong("target-no-number", text=text(node))
    return replace(plain, words=found.words)


def _fits(node: Node, of: Measure | None) -> Bound:
    """A bound in the unit of its measure."""
    if isinstance(node.value, str) and tidy(node.value) == "for context":
        raise node.wrong("context-with-bands")
    found = bound(node)
    unit = None if of is None else bound_unit(of)
    wrong = check_unit(found, text(node), unit) if unit is not None else None
    if wrong is not None:
        raise node.refused(wrong)
    if isinstance(of, Aggregate):
        bound_of_time(node, found, of.value)
    elif found.unit in (HOURS, MINUTES):
        clock_name(node, found.kind)
    return found


def otherwise(node: Node, ladder: tuple[str, ...]) -> str:
    """The level of a figure in no band."""
    if tidy(text(node)) == "unrated":
        return "unrated"
    return one_of(node, "level", (*ladder, "unrated"))


def too_few(node: Node, of: Measure) -> Bound:
    """`below 10`: how few things counted are too few for a rating. Of a measure that says how many there were, or whose rows do."""
    if not is_share(of) and (isinstance(of, Stated) or how_many_of(of) is None):
        raise node.wrong("too-few-of-what")
    found = bound(node)
    if found.unit != COUNT or isinstance(found, Leaning):
        raise node.wrong("too-few-count", text=text(node))
    return found


def points(node: Node, ladder: tuple[str, ...]) -> dict[str, Number]:
    """What each level brings, of a ladder or of a target alone."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=list(ladder))
    found: dict[str, Number] = {}
    for child in node.nodes():
        level = node.of.names.find(child.name, (*ladder, *TWO_LEVELS))
        if level is None:
            node.at_key(child.name).unknown("level", child.name, ladder)
            continue
        read = child.read(number, None)
        if read is not None:
            found[level] = read
    return found
