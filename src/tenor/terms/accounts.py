"""Accounts of points that count one another: a rule may add points for a total of another account, never of one that counts its own."""

from __future__ import annotations

from collections.abc import Sequence

from tenor.base.figure import Number
from tenor.terms.model import Rule, TotalIs
from tenor.terms.names import tidy
from tenor.terms.node import Node


def circles(root: Node, rules: Sequence[Rule]) -> None:
    """Says of each rule that adds points to an account for a total that those very points are part of."""
    counts = {tidy(rule.tally): _counted([each for each in rules if tidy(each.tally) == tidy(rule.tally)]) for rule in rules}
    listed = root.get("rules")
    for node, rule in zip(listed.nodes(), rules, strict=False) if listed is not None else ():
        for account in sorted(_counted([rule])):
            if tidy(rule.tally) in _reached(account, counts):
                node.at_key("points").wrong("points-in-circle", account=rule.tally)


def _counted(rules: Sequence[Rule]) -> set[str]:
    """The accounts whose totals bring points in these rules."""
    adding = (rule for rule in rules if isinstance(rule.points, Number))
    return {tidy(c.of) for rule in adding for branch in rule.branches for c in branch if isinstance(c, TotalIs)}


def _reached(account: str, counts: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [account]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += counts.get(each, ())
    return found
