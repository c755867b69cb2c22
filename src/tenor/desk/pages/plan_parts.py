"""What pages about plans have in common: a plan in short, its clock, its milestones, what a KPI is called."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tenor.base.deadline import london_day
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.summary_strip import kpi_of_any
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.plans import PlanClosed
from tenor.ledger.model import Act
from tenor.review.messages import is_erased, text_of
from tenor.review.model import Plan, Review
from tenor.review.plan_progress import Milestone, PlanProgress
from tenor.review.plan_text import rows_of

Data = dict[str, Any]
DAY = timedelta(days=1)
LONGEST_CLOCK = 20  # working days that are drawn one by one


def head(review: Review, plan: Plan) -> Data:
    """A plan in short. `for`: what its KPIs are called; `notice`: the letter that asked for it, where one did."""
    act = requested(review, plan)
    by_notice = act is not None and isinstance(act.event, NoticeIssued)
    closed = next((a for a in review.facts.of(PlanClosed) if a.event.plan == plan.id), None)
    return {
        "id": plan.id,
        "step": plan.step,
        "kpis": [{"id": kpi, **kpi_short(review, kpi)} for kpi in plan.kpis],
        "about": _about(review, act),
        "state": plan.state,
        "turn": plan.turn,
        "clause": list(plan.clause),
        "requested_on": day_data(plan.requested_on),
        "notice": act.event.notice if by_notice and act is not None else "",
        "due": day_data(plan.due),
        "worked_out": None if plan.worked_out is None else said_data(plan.worked_out),
        "proposed_on": day_data(plan.proposed_on),
        "agreed_on": day_data(plan.agreed_on),
        "review_on": day_data(plan.review_on),
        "reviewed_on": day_data(plan.reviewed_on),
        "closed_on": day_data(closed.day) if closed else None,
        "open": plan.open,
    }


def requested(review: Review, plan: Plan) -> Act | None:
    """The act that asked for it: a person's, or the letter's."""
    return next((act for act in review.facts.acts if act.ref == plan.entry), None)


def _about(review: Review, act: Act | None) -> Data | None:
    """The failure or finding that it is to put right, with its words."""
    id = getattr(act.event, "about", "") if act else ""
    if not id:
        return None
    made = (a for a in review.facts.acts if a.entry.type in ("StandardFailed", "FindingMade"))
    of = next((a for a in made if id in (getattr(a.event, "failure", ""), getattr(a.event, "finding", ""))), None)
    return {"id": id, "text": text_of(of) if of else "", "on": day_data(of.day) if of else None}


def kpi_short(review: Review, kpi: str) -> Data:
    """Number and title; of what is no KPI (a standard) what the terms call it."""
    own = kpi_of_any(review, kpi)
    duty = next((each for each in review.terms.duties if each.id == kpi), None)
    return {"number": own.number if own else "", "title": own.title if own else duty.heading if duty else kpi}


def clock(review: Review, plan: Plan) -> list[Data]:
    """The working days from the day after the request to the day due, counted; days skipped in between have no number. Nothing where the
    days are too many to draw, or the day is not so counted."""
    calendar, counted = review.terms.calendar, plan.worked_out.values.get("n") if plan.worked_out else None
    if plan.due is None or not isinstance(counted, int) or counted > LONGEST_CLOCK:
        return []
    if counted != calendar.open_days(plan.requested_on + DAY, plan.due):
        return []
    found: list[Data] = []
    n, day, skipped = 0, plan.requested_on + DAY, calendar.skipped(plan.requested_on, plan.due)
    while day <= plan.due:
        if calendar.is_open(day):
            n += 1
            found.append({"n": n, "day": day_data(day)})
        elif day in skipped:
            found.append({"n": None, "day": day_data(day)})
        day += DAY
    return found


def milestones(progress: PlanProgress) -> list[Data]:
    """Planned day, last word and all words: never "overdue", which the reader's day says."""
    rows = {row["key"]: row for row in rows_of(progress.version.act)} if progress.version else {}
    return [_milestone(each, rows.get(each.key, {})) for each in progress.milestones]


def _milestone(one: Milestone, row: dict[str, str]) -> Data:
    return {
        "key": one.key,
        "title": row.get("milestone") or row.get("action") or one.key,
        "owner": row.get("owner", ""),
        "resource": row.get("resource", ""),
        "planned": day_data(one.planned),
        "met": one.report.event.met if one.report else None,
        "reported_on": day_data(one.report.day) if one.report else None,
        "reports": [{"met": act.event.met, **spoken(act)} for act in one.reports],
    }


def spoken(act: Act) -> Data:
    """Who said it, when, in which words; `erased`: the words are gone."""
    entry = act.entry
    moment = entry.moment or (entry.at if london_day(entry.at) == act.day else None)
    return {
        "by": entry.by,
        "side": entry.side,
        "on": day_data(act.day),
        "at": moment.isoformat() if moment is not None else day_data(act.day),
        "text": text_of(act) or reason_of(act),
        "erased": is_erased(act),
        "seq": entry.seq,
    }


def reason_of(act: Act) -> str:
    body = act.entry.body
    content = body.content if body is not None and body.kind == "words" else {}
    return str(content.get("note") or content.get("reason") or "")
