"""Under which clause something happens, and what a talk about it is to look at: as far as the terms say so."""

from __future__ import annotations

from tenor.terms.model import Clause, EventIs, Terms

STEM = 6  # letters that two forms of a word have in common: "flexible", "flexibility"


def clause_of(terms: Terms, event: str) -> Clause:
    """The clause of the first rule that counts the event, else of the duty named for it, else of the item of an agenda that names it;
    () where the terms name it nowhere. `event`: its name as rules know it ("capacity problem")."""
    for rule in terms.rules:
        if any(isinstance(one, EventIs) and one.name.lower() == event for branch in rule.branches for one in branch):
            return rule.clause
    stem = event[:STEM]
    for duty in terms.duties:
        if duty.id.lower().startswith(stem):
            return duty.clause
    items = (item for meeting in terms.meetings for item in meeting.agenda)
    return next((item.clause for item in items if any(word.startswith(stem) for word in item.item.lower().split())), ())


def looked_at(terms: Terms, event: str) -> tuple[str, ...]:
    """What is to be looked at once something has happened: what the step of the rule that counts it holds, in the contract's words."""
    for rule in terms.rules:
        if any(isinstance(one, EventIs) and one.name.lower() == event for branch in rule.branches for one in branch):
            return tuple(word for name in rule.steps if name in terms.steps for word in terms.steps[name].holds)
    return ()
