"""What the two sides asked of each other: actions, information, queries, talks, a day to look again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import on_day
from tenor.base.wording import said
from tenor.ledger.events.meetings import ActionAgreed, ActionDone
from tenor.ledger.events.returns import QueryAnswered, QueryRaised
from tenor.ledger.events.working_together import CapacityDiscussed, CapacityRaised, InformationAsked, InformationSupplied
from tenor.ledger.model import Facts
from tenor.review.asked import Asked
from tenor.review.model import Step
from tenor.terms.model import Terms


def people(terms: Terms, facts: Facts, steps: Sequence[Step], on: date) -> list[Asked]:
    return [*_actions(facts, on), *_information(terms, facts, on), *_queries(facts, on), *_capacity(facts, on), *_look_again(steps)]


def _actions(facts: Facts, on: date) -> list[Asked]:
    done = {a.event.action: a.day for a in reversed(facts.of(ActionDone))}
    return [
        Asked(
            id=f"action {a.event.action}",
            what=said("duty-action", action=a.event.action, meeting=a.event.meeting),
            who=(a.event.owner,),
            clause=(),
            kind="action",
            deadline=on_day(a.event.due) if a.event.due else None,
            done_on=done.get(a.event.action),
        )
        for a in facts.of(ActionAgreed)
        if a.day <= on
    ]


def _information(terms: Terms, facts: Facts, on: date) -> list[Asked]:
    supplied = {a.event.request: a.day for a in reversed(facts.of(InformationSupplied))}
    clause = next((d.clause for d in terms.duties if "information" in d.id.lower()), ())
    return [
        Asked(
            id=f"information {a.event.request}",
            what=said("duty-information", request=a.event.request),
            who=("supplier",),
            clause=clause,
            kind="information",
            deadline=on_day(a.event.due) if a.event.due else None,
            done_on=supplied.get(a.event.request),
        )
        for a in facts.of(InformationAsked)
        if a.day <= on
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
    """An advice may carry a day to look again: a duty, nothing else."""
    found = []
    for step in steps:
        decision = step.decided
        if step.state == "advice" and decision is not None and decision.look_again_on is not None:
            found.append(
                Asked(
                    id=f"look again {step.id}",
                    what=said("duty-look-again", rule=step.rule),
                    who=("buyer",),
                    clause=step.clause,
                    kind="decision",
                    deadline=on_day(decision.look_again_on),
                )
            )
    return found
