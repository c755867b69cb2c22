"""A step → the letter that acts on it, as data: the request for a plan, or the formal letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tenor.base.problem import Problem, problem
from tenor.documents.model import Letter
from tenor.documents.notice_letter import notice_letter
from tenor.documents.notice_text import compose, first_written, frame_of
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
    named = [review.terms.steps[s] for s in step.consequences if s in review.terms.steps]
    notice = next((one.name for one in named if one.kind == "notice"), None)
    if notice is not None:
        formal = notice_letter(review, notice, step=step)
        made = compose(frame_of(formal), first_written(formal), marked=True)
        return replace(made, on=max(review.on, step.met_on + _DAY), step=step.id)
    name = next((one.name for one in named if one.kind == "plan"), None)
    if name is None or not step.kpis:
        return problem("letter-none-yet", clause=step.clause, rule=step.rule, then=step.consequences)
    return plan_request(review, step, review.terms.steps[name], on=_asked_on(review, step, name) or max(review.on, step.met_on + _DAY))


def _asked_on(review: Review, step: Step, name: str) -> date | None:
    """The day on which the plan was asked for under the step's rule, if it was."""
    acts = [act for act in review.facts.of(PlanRequested) if act.event.step == name and step.met_on <= act.day <= review.on]
    own = [act.day for act in acts if act.event.rule == step.rule or (not act.event.rule and set(act.event.kpis) <= set(step.kpis))]
    return own[0] if own and step.state == "taken" else None
