"""Which steps of the terms are rungs of the ladder, from the lowest: those that a rule on ratings leads to, or that follow from a rung."""

from __future__ import annotations

from tenor.review.notices import event_of
from tenor.terms.model import DutyIs, EventIs, KpiIs, Rule, Terms


def rung_names(terms: Terms) -> tuple[str, ...]:
    """The steps on the ladder, in the order of the terms."""
    found: set[str] = set()
    while True:
        leading = [rule for rule in terms.rules if not rule.choose and _climbs(rule, found)]
        # a waiver lets something go: it is no step up
        more = {name for rule in leading for name in rule.steps if terms.steps[name].kind != "waiver"} - found
        if not more:
            return tuple(name for name in terms.steps if name in found)
        found |= more


def _climbs(rule: Rule, rungs: set[str]) -> bool:
    """It rests on ratings, or on a rung below."""
    conditions = [condition for branch in rule.branches for condition in branch]
    return (
        any(isinstance(c, KpiIs) for c in conditions)
        or any(isinstance(c, EventIs) and event_of(c.name)[1] in {name.lower() for name in rungs} for c in conditions)
        or any(isinstance(c, DutyIs) and not rungs.isdisjoint(c.duties) for c in conditions)
    )
