"""What starts a duty, a return or a meeting that no calendar asks for."""

from __future__ import annotations

from tenor.terms.build_rules import when
from tenor.terms.model import Counted, EventIs, RowsIs
from tenor.terms.node import Node


def starting(node: Node) -> tuple[tuple[Counted, ...], bool]:
    """What starts something: events and rows. `{any: […]}`: each of them by itself; a list: all of them, which only events can be."""
    branches = when(node)
    if len(branches) > 1 and any(len(branch) > 1 for branch in branches):
        raise node.not_yet("any of several that must all be, for what starts a duty")
    several = [one for branch in branches for one in branch]
    together = len(branches) == 1 and len(several) > 1
    if together and any(isinstance(one, RowsIs) for one in several):
        raise node.not_yet("rows and something else, all of it, for what starts a duty")
    if any(not isinstance(one, EventIs | RowsIs) or one.window is not None or one.none for one in several):
        raise node.not_yet("anything but events and rows, for what starts a duty")
    return tuple(several), together


def by_event(node: Node) -> tuple[tuple[Counted, ...], bool]:
    """What asks for a return or a meeting that no calendar asks for: events."""
    found = node.get("when")
    if found is None:
        return (), False
    if node.get("every") is not None:
        raise node.at_key("when").wrong("when-and-every")
    several, together = node.need("when", starting)
    if any(isinstance(one, RowsIs) for one in several):
        raise node.at_key("when").not_yet("rows, for what asks for a return or a meeting")
    return several, together


def of_events(started: tuple[Counted, ...]) -> bool:
    """Whether events alone start it: what is due at the next meeting is due at the next after one."""
    return bool(started) and all(isinstance(one, EventIs) for one in started)
