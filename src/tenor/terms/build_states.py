"""Which states a duty can ever be in: what a rule counts must be able to happen."""

from __future__ import annotations

from tenor.terms.model.duties import REFUSING
from tenor.terms.node import Node


def can_be(node: Node, state: str, duties: tuple[str, ...]) -> None:
    """Only what is answered can be refused (or a meeting), and only a notice that leaves time for it cured."""
    here = node.of.names
    for name in duties:
        answered = any(each.lower() in REFUSING for each in here.answers.get(name, ()))
        if state == "refused" and not answered and here.step_kinds.get(name) != "meeting" and name not in here.meetings:
            raise node.wrong("duty-never-refused", duty=name)
        if state in ("cured", "not cured") and name not in here.cured:
            raise node.wrong("duty-never-cured", duty=name)
