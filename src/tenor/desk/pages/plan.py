"""One plan, its whole life: asked for, written, agreed, followed, reviewed, closed. `view.what`: its id; LookupError where none is."""

from __future__ import annotations

from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.plan_parts import clock, head, kpi_short, milestones, requested, spoken
from tenor.desk.pages.plan_texts import target, versions
from tenor.desk.pages.summary_strip import cell
from tenor.desk.pages.view import Data, View
from tenor.desk.pages.why import clauses
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.plans import EngagementFailed, PlanClosed, PlanReviewed
from tenor.review.bands import unit_of
from tenor.review.messages import messages
from tenor.review.model import Plan, Rating, Review
from tenor.review.offered import offered
from tenor.review.plan_progress import before_and_now, plan_progress, step_behind
from tenor.review.plan_text import printed_columns
from tenor.review.trend import in_order
from tenor.review.whose import sides_of
from tenor.terms.model import DutyIs

AHEAD = 12  # periods that can be aimed at


def make(view: View) -> Data:
    review = view.review
    plan = next((each for each in review.plans if each.id == view.what), None)
    if plan is None:
        raise LookupError(view.what)
    progress, step = plan_progress(review, plan.id), review.terms.steps.get(plan.step)
    behind, act = step_behind(review, plan), requested(review, plan)
    of = [a for a in review.facts.of(PlanReviewed, EngagementFailed) if a.event.plan == plan.id]
    return {
        "levels": list(review.terms.levels),
        "plan": head(review, plan),
        "asked": spoken(act) if act is not None and not isinstance(act.event, NoticeIssued) else None,
        "step": behind.id if behind else "",
        "clock": clock(review, plan),
        "versions": versions(review, plan.id),
        "milestones": milestones(progress),
        "targets": [target(review, each) for each in progress.targets],
        "figures": [_beside(review, each.kpi, each.before, each.now) for each in before_and_now(review, plan)],
        "reviews": [{"outcome": getattr(a.event, "outcome", "not engaged"), **spoken(a)} for a in of],
        "closings": [spoken(a) for a in review.facts.of(PlanClosed) if a.event.plan == plan.id],
        "messages": [
            {"id": each.id, "on": day_data(each.on), "side": each.side, "text": each.text, "answered": each.answer is not None}
            for each in messages(review, f"plan {plan.id}")
        ],
        "after": {name: _after(review, plan, name) for name in ("improved", "not improved", "not engaged")},
        "columns": list(printed_columns(step)),
        "holds": list(step.holds) if step else [],
        "by": sorted(sides_of(review.terms, step.by)) if step else [],
        "papers": clauses(review, plan.clause),
        "kpis": [_kpi(review, id) for id in _kpis(review, plan)],
        "offers": offered(review, "plan", plan.id),
    }


def _beside(review: Review, kpi: str, before: Rating | None, now: Rating | None) -> Data:
    return {"kpi": kpi, **kpi_short(review, kpi), "before": _figure(review, before), "now": _figure(review, now)}


def _figure(review: Review, rating: Rating | None) -> Data | None:
    shown = cell(review, rating)
    if shown is None or rating is None:
        return None
    return {**shown, "period": said_data(rating.period.said), "final_on": day_data(rating.final_on)}


def _after(review: Review, plan: Plan, ground: str) -> list[Data]:
    """What the contract's rules make of a plan found so: what a person may then consider."""
    return [
        {"then": rule.steps[0], "clause": list(rule.clause), "may": rule.may}
        for rule in review.terms.rules
        if any(isinstance(c, DutyIs) and plan.step in c.duties and ground in c.states for branch in rule.branches for c in branch)
    ]


def _kpis(review: Review, plan: Plan) -> list[str]:
    """What a row of the plan can be about: the KPIs it was asked for, the other ones, and the standards whose failure leads to it."""
    led = [rule for rule in review.terms.rules if plan.step in rule.steps]
    duties = {d for rule in led for branch in rule.branches for c in branch if isinstance(c, DutyIs) for d in c.duties}
    standards = [duty.id for duty in review.terms.duties if duty.id in duties]
    return list(dict.fromkeys((*plan.kpis, *([] if plan.kpis else standards), *review.ratings.by_kpi)))


def _kpi(review: Review, id: str) -> dict[str, Any]:
    """A KPI for the editor: its latest final figure, its unit and which way is better, the periods that can be aimed at."""
    own, by_period = review.terms.kpi(id), review.ratings.by_kpi.get(id, {})
    settled = [r for r in in_order(by_period.values(), review.on) if r.at(review.on).state == "final" and r.at(review.on).figure]
    ahead = sorted((r for r in by_period.values() if r.final_on > review.on), key=lambda r: r.period.first)[:AHEAD]
    return {
        "id": id,
        **kpi_short(review, id),
        "unit": unit_of(own.measure) if own else "",
        "better": (own.better or "") if own else "",
        "now": _figure(review, settled[-1]) if settled else None,
        "periods": [{"label": r.period.label, "said": said_data(r.period.said)} for r in ahead],
    }
