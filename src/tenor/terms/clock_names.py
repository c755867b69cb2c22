"""The clock that a phrase names before hours or minutes."""

from __future__ import annotations

from tenor.terms.names import same, tidy
from tenor.terms.node import Node


def clock_name(node: Node, word: str | None) -> str:
    """In the contract's own spelling; "" for plain time."""
    if word is None:
        return ""
    known = node.of.clocks
    found = next((name for name in known if same(name, word)), None)
    if found is None:
        raise node.unknown("clock", word, known)
    node.of.rest_on(node.of.rests.get(("clock", tidy(found)), ()))
    return found
