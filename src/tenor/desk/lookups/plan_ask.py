"""What somebody sees who is about to ask for a plan: the step it follows from, what a plan of each kind would be due, what it can be for.

Not kept like a page: the day due is counted from today."""

from __future__ import annotations

from datetime import date
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk import clock
from tenor.desk.pages.plan_parts import head, kpi_short
from tenor.desk.pages.why import step_data
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.assurance import FindingMade, StandardFailed
from tenor.review.messages import text_of
from tenor.review.model import Review
from tenor.review.need_duties import DONE
from tenor.review.plans import plan_due
from tenor.review.things import known

Data = dict[str, Any]


def plan_asking(place: Place, step: str = "") -> Data:
    """`step`: its id; "": the council asks without one. LookupError where there is no such step, or it leads to no plan."""
    today = clock.today()
    review = review_of(place.contract, place.actor.side, on=today)
    found = review.step(step) if step else None
    if step and found is None:
        raise LookupError(step)
    names = [name for name, each in review.terms.steps.items() if each.kind == "plan"]
    if found is not None:
        names = [name for name in names if name in found.consequences]
    if not names:
        raise LookupError(step)
    return {
        "why": step_data(review, step) if found else None,
        "rule": found.rule if found else "",
        "kpis": [{"id": kpi, **kpi_short(review, kpi)} for kpi in review.ratings.by_kpi],
        "of": list(found.kpis) if found else [],
        "kinds": [_kind(review, name, found.rule if found else "", found.met_on if found else None) for name in names],
        "to_do": [name for name in names if _waits(review, f"{name} after {step}")],
        "plans": [head(review, plan) for plan in review.plans if plan.step in names and plan.open],
        "about": _about(review),
        "today": day_data(today),
    }


def _kind(review: Review, name: str, rule: str, met_on: date | None) -> Data:
    """A kind of plan, and by when it is to be agreed if it is asked for today."""
    step = review.terms.steps[name]
    anchors = {"request": review.on, **({"met": met_on} if met_on else {})}
    due = plan_due(review.terms, name, anchors, rule)
    return {
        "name": name,
        "clause": list(step.clause),
        "holds": list(step.holds),
        "due": day_data(due.due) if due else None,
        "worked_out": said_data(due.worked_out) if due else None,
    }


def _waits(review: Review, duty: str) -> bool:
    """Whether it was decided, and is not asked for yet."""
    return any(each.id == duty and each.state not in DONE for each in review.duties)


def _about(review: Review) -> list[Data]:
    """Failures and findings that are not put right: what a plan of standards can be about."""
    open_now = {id for kind in ("failure", "finding") for id, state in known(review, kind).items() if state != "closed"}
    made = review.facts.of(StandardFailed, FindingMade)
    found = [(getattr(act.event, "failure", "") or getattr(act.event, "finding", ""), act) for act in made]
    return [{"id": id, "on": day_data(act.day), "text": text_of(act)} for id, act in found if id in open_now]
