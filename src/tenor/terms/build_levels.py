"""Levels: ladders of names, best first, with what each brings; the last good one; and what a period without a level counts as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tenor.base.figure import Number, parse_number
from tenor.terms.model import MISSING_DEFAULT, Ladder, MissingPolicy
from tenor.terms.names import TWO_LEVELS, tidy
from tenor.terms.node import Node, nearest, text
from tenor.terms.phrases import decimal, one_of

Read: TypeAlias = "tuple[tuple[str, ...], dict[str, Number]]"
TREATMENTS = ("waits", "breaks", "skipped", "as reported")


def ladders(root: Node) -> tuple[dict[str, Ladder], MissingPolicy]:
    """The ladders of a contract by name, the first of them meant where none is named; and what a period without a level does.

    Two levels, met and failed, where the contract has none of its own."""
    here = root.of.names
    written = root.take("levels", _ladders, None)
    read: dict[str, Read] = written or {name: (levels or TWO_LEVELS, {}) for name, levels in here.ladders.items()}
    here.ladders = {name: levels for name, (levels, _) in read.items()}
    targets = root.take("target_level", lambda each: _targets(each, tuple(read)), {})
    found: dict[str, Ladder] = {}
    for name, (levels, points) in read.items():
        target = targets.get(name, levels[0])
        if name not in targets and len(levels) > 2 and root.get("target_level") is None:
            root.at_key("levels").wrong("key-missing", key="target_level", what=name or "levels")
        elif name not in targets and len(levels) > 2 and isinstance(root.value["target_level"], Mapping):
            root.at_key("target_level").wrong("key-missing", key=name, what="target_level")
        found[name] = Ladder(name=name, levels=levels, target=target, points=points)
    here.good = {name: len(ladder.good) for name, ladder in found.items()}
    _of_two_minds(root, found)
    return found, root.take("missing", missing, MissingPolicy()).over(MISSING_DEFAULT)


def _of_two_minds(root: Node, found: Mapping[str, Ladder]) -> None:
    """A name that is good on one ladder and not on another would make "met" unclear."""
    for ladder in found.values():
        for other in found.values():
            for name in set(ladder.good) & (set(other.levels) - set(other.good)):
                root.at_key("levels").wrong("id-taken", id=name, what="levels")


def _ladders(node: Node) -> dict[str, Read]:
    """One ladder, a list; or several by name."""
    if not isinstance(node.value, Mapping):
        return {"": _ladder(node)}
    if not node.value:
        raise node.wrong("levels-two")
    read = {child.name: child.read(_ladder, None) for child in node.nodes()}
    return {name: ladder for name, ladder in read.items() if ladder is not None}


def _ladder(node: Node) -> Read:
    """Names best first, each by itself or with its points."""
    read = node.each(_level)
    levels = tuple(name for name, _ in read)
    if len(levels) < 2:
        raise node.wrong("levels-two")
    for name in {name for name in levels if levels.count(name) > 1}:
        node.wrong("id-taken", id=name, what="levels")
    return levels, {name: points for name, points in read if points is not None}


def _level(node: Node) -> tuple[str, Number | None]:
    if not isinstance(node.value, Mapping):
        return text(node), None
    node.keys("level")
    return node.need("id", text), node.take("points", number, None)


def number(node: Node) -> Number:
    """A plain decimal, exactly."""
    found = parse_number(decimal(node))
    assert found is not None
    return found


def _targets(node: Node, names: tuple[str, ...]) -> dict[str, str]:
    """The last good level: of the first ladder, or one for each by name."""
    here = node.of.names
    if not isinstance(node.value, Mapping):
        return {names[0]: one_of(node, "level", here.ladders.get(names[0]) or here.levels)} if names else {}
    found = {}
    for child in node.nodes():
        if child.name not in names:
            node.at_key(child.name).unknown("ladder", child.name, names)
            continue
        level = child.read(lambda each: one_of(each, "level", here.ladders.get(each.name) or here.levels), "")
        if level:
            found[child.name] = level
    return found


def missing(node: Node) -> MissingPolicy:
    node.keys("missing")
    values = {key: node.get(key) for key in ("not reported", "not applicable", "unrated", "disputed")}
    read = {key: child.read(_treatment, None, "text") if child else None for key, child in values.items()}
    return MissingPolicy(
        not_reported=read["not reported"], not_applicable=read["not applicable"], unrated=read["unrated"], disputed=read["disputed"]
    )


def _treatment(node: Node) -> str:
    """What such a period does, or the level it counts as. `failed` is the one level below the target, or any of several."""
    here = node.of.names
    found = text(node)
    if tidy(found) == "as reported" and node.name != "disputed":
        raise node.wrong("choice-wrong", text=found, what=node.name, known=["waits", "breaks", "skipped"], hint=nearest(found, ["waits"]))
    if tidy(found) in TREATMENTS:
        return tidy(found)
    name = here.find(found, (*here.levels, "failed"))
    if name is None:
        raise node.unknown("treatment", found, (*TREATMENTS, *here.levels))
    if name == "failed" and "failed" not in here.levels and len(here.ladders) == 1:
        below = here.first[here.good.get(next(iter(here.ladders)), 1) :]
        return below[0] if len(below) == 1 else "failed"
    return name


def weights(node: Node) -> dict[str, str]:
    """Words for weights: high: 3."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=["high", "low"])
    read = {child.name: child.read(decimal, None) for child in node.nodes()}
    return {word: weight for word, weight in read.items() if weight is not None}


def weight(node: Node) -> str:
    """A number, or a word of `weights`."""
    here = node.of.names
    word = here.find(text(node), here.weights)
    return here.weights[word] if word is not None else decimal(node)
