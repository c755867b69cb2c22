"""How a rung was reached: every day on which something happened to it, with its clause and where to read on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tenor.base.said_data import said_data
from tenor.base.wording import Said, said
from tenor.ledger.events.notices import NoticeClosed, NoticeWithdrawn
from tenor.ledger.events.plans import PlanClosed
from tenor.review.model import Decision, Notice, Plan, Review, Step
from tenor.review.shown import kpi_name
from tenor.review.standing_model import Rung
from tenor.terms.model import Clause

Data = dict[str, Any]
Told = tuple[date, Said, Clause, tuple[str, ...]]  # the last: name and arguments of a page


def past(review: Review, rung: Rung) -> list[Data]:
    """In order of day; on one day in the order of the ladder."""
    if rung.kind in ("monitoring", "watch"):
        return []
    steps = [step for step in review.steps if rung.step in step.consequences and step.state != "merged"]
    plans = [plan for plan in review.plans if plan.step.lower() == rung.step.lower()]
    notices = [notice for notice in review.notices if notice.step.lower() == rung.step.lower()]
    told = [*_steps(review, steps), *_plans(review, plans), *_notices(review, notices)]
    return [_data(one) for one in sorted(told, key=lambda one: one[0])]


def _data(one: Told) -> Data:
    day, line, clause, page = one
    return {"on": day.isoformat(), "said": said_data(line), "clause": list(clause), "page": list(page)}


def _steps(review: Review, steps: Sequence[Step]) -> Iterator[Told]:
    for step in steps:
        named = [kpi_name(review, kpi) for kpi in step.kpis]
        told = said("past-met-by", by=named) if named else said("past-met")
        yield step.met_on, told, step.clause, ("decide", step.id)
        for decision in step.decisions:
            yield decision.on, _decided(decision), step.clause, ("decide", step.id)
        if step.unmet_on is not None:
            yield step.unmet_on, said("past-unmet"), step.clause, ("decide", step.id)


def _decided(decision: Decision) -> Said:
    if decision.outcome == "advice":
        return said("past-advice")
    if decision.outcome == "not taken":
        return said("past-not-taken")
    return said("past-chosen", choice=decision.choice) if decision.choice else said("past-taken")


def _plans(review: Review, plans: Sequence[Plan]) -> Iterator[Told]:
    for plan in plans:
        page = ("plan", plan.id)
        yield plan.requested_on, said("past-plan-asked", plan=plan.id), plan.clause, page
        if plan.agreed_on is not None:
            yield plan.agreed_on, said("past-plan-agreed", plan=plan.id), plan.clause, page
        if plan.reviewed_on is not None:
            # a plan that was closed says no more how its review ended; its page does
            told = said("past-plan-reviewed", plan=plan.id)
            if plan.state in ("improved", "not improved"):
                told = said("past-plan-reviewed-as", plan=plan.id, outcome=plan.state)
            yield plan.reviewed_on, told, plan.clause, page
        for act in review.facts.of(PlanClosed):
            if act.event.plan == plan.id:
                yield act.day, said("past-plan-closed", plan=plan.id), plan.clause, page


def _notices(review: Review, notices: Sequence[Notice]) -> Iterator[Told]:
    for notice in notices:
        page = ("letter", notice.id)
        yield notice.issued_on, said("past-notice-issued", notice=notice.id), notice.clause, page
        if notice.received_on is not None:
            yield notice.received_on, said("past-notice-received", notice=notice.id), notice.clause, page
        for act in review.facts.of(NoticeClosed, NoticeWithdrawn):
            if act.event.notice == notice.id:
                code = "past-notice-closed" if isinstance(act.event, NoticeClosed) else "past-notice-withdrawn"
                yield act.day, said(code, notice=notice.id), notice.clause, page
