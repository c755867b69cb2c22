"""A step → the letter that acts on it, as data. One letter a consequence; the rest are still to be written."""

from __future__ import annotations

from datetime import date, timedelta

from tenor.base.problem import Problem, problem
from tenor.documents.model import Letter
from tenor.documents.plan_request import plan_request
from tenor.ledger.events.plans import PlanRequested
from tenor.review.model import Review, Step

WRITABLE = ("open", "advice", "taken")
_DAY = timedelta(days=1)


def draft(review: Review, step: Step) -> Letter | Problem:
    """The letter for a step that is met, dated the review's day; once what it asks for was asked, that day. Where the step was met on
    the review's very day, the day after: a letter leaves only once the day is over on which its ground was met. Why there is none,
    where there is none."""
    if step.state not in WRITABLE:
        return problem("letter-step-closed", clause=step.clause, rule=step.rule, met=step.met_on, state=step.state)
    name = next((s for s in step.consequences if s in review.terms.steps and review.terms.steps[s].kind == "plan"), None)
    if name is None or not step.kpis:
        return problem("letter-none-yet", clause=step.clause, rule=step.rule, then=step.consequences)
    return plan_request(review, step, review.terms.steps[name], on=_asked_on(review, step, name) or max(review.on, step.met_on + _DAY))


def _asked_on(review: Review, step: Step, name: str) -> date | None:
    """The day on which the plan was asked for under the step's rule, if it was."""
    acts = [act for act in review.facts.of(PlanRequested) if act.event.step == name and step.met_on <= act.day <= review.on]
    own = [act.day for act in acts if act.event.rule == step.rule or (not act.event.rule and set(act.event.kpis) <= set(step.kpis))]
    return own[0] if own and step.state == "taken" else None
