"""What the two sides asked of each other: actions, information, queries, talks, a day to look again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import on_day
from tenor.base.wording import Said, said
from tenor.ledger.events.meetings import ActionAgreed, ActionDone, ActionMoved
from tenor.ledger.events.returns import QueryAnswered, QueryRaised
from tenor.ledger.events.working_together import CapacityDiscussed, CapacityRaised
from tenor.ledger.model import Facts
from tenor.review.asked import Asked
from tenor.review.information import requests
from tenor.review.model import Step
from tenor.terms.model import Terms


def people(terms: Terms, facts: Facts, steps: Sequence[Step], on: date) -> list[Asked]:
    asked = [*_actions(facts, on), *_information(terms, facts, on), *_queries(facts, on), *_capacity(facts, on)]
    return [*asked, *_look_again(steps), *_review_chosen(steps)]


def _actions(facts: Facts, on: date) -> list[Asked]:
    """One carried over is due on its later day."""
    done = {a.event.action: a.day for a in reversed(facts.of(ActionDone))}
    moved = {a.event.action: a.event.due for a in facts.of(ActionMoved) if a.day <= on}
    dues = {a.event.action: moved.get(a.event.action, a.event.due) for a in facts.of(ActionAgreed)}
    return [
        Asked(
            id=f"action {a.event.action}",
            what=said("duty-action", action=a.event.action, meeting=a.event.meeting),
            who=(a.event.owner,),
            clause=(),
            kind="action",
            deadline=on_day(due) if (due := dues[a.event.action]) else None,
            done_on=done.get(a.event.action),
        )
        for a in facts.of(ActionAgreed)
        if a.day <= on
    ]


def _information(terms: Terms, facts: Facts, on: date) -> list[Asked]:
    """By the day that the buyer set, or by another that was agreed since."""
    clause = next((d.clause for d in terms.duties if "information" in d.id.lower()), ())
    return [
        Asked(
            id=f"information {one.id}",
            what=said("duty-information", request=one.id),
            who=("supplier",),
            clause=clause,
            kind="information",
            deadline=on_day(one.due) if one.due else None,
            done_on=one.supplied.day if one.supplied else None,
        )
        for one in requests(facts)
        if one.asked.day <= on
    ]


def _queries(facts: Facts, on: date) -> list[Asked]:
    answered = {a.event.query: a.day for a in reversed(facts.of(QueryAnswered))}
    return [
        Asked(
            id=f"query {a.event.query}",
            what=said("duty-query", query=a.event.query, asked=a.day),
            who=("supplier" if a.entry.side == "buyer" else "buyer",),
            clause=(),
            kind="query",
            done_on=answered.get(a.event.query),
        )
        for a in facts.of(QueryRaised)
        if a.day <= on
    ]


def _capacity(facts: Facts, on: date) -> list[Asked]:
    discussed = {a.event.problem: a.day for a in reversed(facts.of(CapacityDiscussed))}
    return [
        Asked(
            id=f"discuss {a.event.problem}",
            what=said("duty-capacity", problem=a.event.problem, raised=a.day),
            who=("buyer",),
            clause=(),
            kind="capacity",
            done_on=discussed.get(a.event.problem),
        )
        for a in facts.of(CapacityRaised)
        if a.day <= on
    ]


def _look_again(steps: Sequence[Step]) -> list[Asked]:
    """Advice, and "not now", may carry a day to look again: a duty, nothing else. Advice that somebody adds takes no day away."""
    found = []
    for step in steps:
        days = [decision.look_again_on for decision in step.decisions if decision.look_again_on is not None]
        if step.state == "advice" and days:
            found.append(_looked_at(step, f"look again {step.id}", said("duty-look-again", rule=step.rule), days[-1]))
        elif step.state == "not taken" and step.decided is not None and (day := step.decided.look_again_on) is not None:
            what = said("duty-look-again-not-now", then=step.then, decided=step.decided.on)
            found.append(_looked_at(step, f"look again {day.isoformat()} after {step.id}", what, day))
    return found


def _review_chosen(steps: Sequence[Step]) -> list[Asked]:
    """What was chosen is looked at on the day given with the decision."""
    found = []
    for step in steps:
        decision = step.decided
        if step.state == "taken" and decision is not None and decision.review_on is not None:
            what = said("duty-review-chosen", chosen=decision.choice or step.then, decided=decision.on)
            found.append(_looked_at(step, f"review {decision.review_on.isoformat()} after {step.id}", what, decision.review_on))
    return found


def _looked_at(step: Step, id: str, what: Said, day: date) -> Asked:
    return Asked(id=id, what=what, who=("buyer",), clause=step.clause, kind="decision", deadline=on_day(day))
