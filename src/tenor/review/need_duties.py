"""The duties of a side as lines of Home: its own with their days, the other side's once they are overdue, receipts to acknowledge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tenor.base.wording import Said, said
from tenor.ledger.events.meetings import ActionAgreed
from tenor.ledger.events.working_together import InformationAsked
from tenor.review.clause_of import clause_of
from tenor.review.duties import DUE_SOON
from tenor.review.in_words import in_words
from tenor.review.model import Duty, Plan, Review
from tenor.review.need_model import Act, Kind, Need, Side
from tenor.review.need_named import named, why_named
from tenor.review.need_queries import asked_about
from tenor.review.shown import kpi_name
from tenor.review.whose import side_of
from tenor.terms.model import Terms

DAY = timedelta(days=1)
DONE = ("done", "done late", "waived", "always")

_KINDS: dict[str, Kind] = {"query": "query", "capacity": "capacity"}
_ACTS: dict[str, Act] = {
    "duty-return": "send return",
    "duty-meeting": "hold meeting",
    "duty-meeting-once": "hold meeting",
    "duty-sign-meeting": "sign start",
    "duty-send-minutes": "send minutes",
    "duty-receipt-minutes": "establish receipt",
    "duty-receipt-notice": "establish receipt",
    "duty-answer-minutes": "answer minutes",
    "duty-final-minutes": "issue minutes",
    "duty-review-plan": "review plan",
    "duty-action": "do action",
    "duty-information": "supply information",
    "duty-query": "answer query",
    "duty-capacity": "discuss capacity",
    "duty-look-again": "decide",
    "duty-look-again-not-now": "decide",
    "duty-review-chosen": "decide",
    "duty-legal-check": "check law",
    "duty-decided-plan": "ask for plan",
    "duty-decided-notice": "issue notice",
    "duty-decided-meeting": "hold meeting",
    "duty-decided-duty": "investigate",
    "duty-decided-waiver": "look",
    "duty-answer": "do duty",
    "duty-receipt-given": "do duty",
    "duty-give-again": "do duty",
    "duty-cure": "do duty",
    "duty-cure-set": "do duty",
    "duty-cure-judge": "do duty",
    "duty-listed": "do duty",
    "duty-listed-for": "do duty",
    "duty-listed-row": "do duty",
}
_BEGAN = ("decided", "raised", "asked", "sent", "issued", "since")  # the value of a duty's sentence that says since when it is asked
_ABOUT = {"meeting": "meeting", "plan": "plan", "action": "action", "request": "request", "problem": "problem", "query": "query"}


def duties(review: Review, side: Side) -> Iterator[Need]:
    """Of every duty still to be done: one's own, a share in a plan, a receipt to acknowledge, or something to chase."""
    for duty in review.duties:
        if duty.state in DONE:
            continue
        plan = _plan_to_agree(review, duty)
        own = plan.turn == side if plan else side in sides_of(review.terms, duty)
        if own:
            if not _waits_for_receipt(duty) and duty.what.code != "duty-decide":  # told with its conditions, by `need_decisions`
                yield _to_agree(review, plan, duty, side) if plan else _own(review, duty, side)
        elif duty.what.code in ("duty-receipt-minutes", "duty-receipt-notice"):
            yield _to_acknowledge(review, duty, side)
        elif duty.due is not None:
            yield _to_chase(review, duty, side)


def sides_of(terms: Terms, duty: Duty) -> set[str]:
    """Whose a duty is. A role that stands on neither side by name is the buyer's to see to: it holds the contract."""
    return {side_of(terms, who) or "buyer" for who in duty.who}


def soon_from(review: Review, due: date) -> date:
    """The day from which something due is due soon, by the contract's own calendar (semantics 10)."""
    return review.terms.calendar.add(due, -DUE_SOON)


def began(review: Review, duty: Duty) -> date | None:
    """Since when something without a day of its own is asked; None where nothing says so."""
    for name in _BEGAN:
        value = duty.what.values.get(name)
        if isinstance(value, date):
            return value
    about = {duty.what.values.get("action"), duty.what.values.get("request")} - {None}
    acts = review.facts.of(ActionAgreed, InformationAsked)
    return next((a.day for a in acts if {getattr(a.event, "action", ""), getattr(a.event, "request", "")} & about), None)


def _information(review: Review, duty: Duty) -> Said | None:
    """Information that was asked for, by the words it was asked for in."""
    if duty.kind != "information":
        return None
    act = next((act for act in review.facts.of(InformationAsked) if act.event.request == duty.what.values.get("request")), None)
    text = in_words(act) if act else ""
    return said("need-information", what=text) if text else None


def _own(review: Review, duty: Duty, side: Side) -> Need:
    since = began(review, duty)
    asked, more = asked_about(review, str(duty.what.values["query"])) if duty.kind == "query" else (None, ())
    return Need(
        id=duty.id,
        kind=_KINDS.get(duty.kind, "duty"),
        side=side,
        what=asked or _information(review, duty) or named(review, duty) or duty.what,
        clause=duty.clause or (clause_of(review.terms, "capacity problem") if duty.kind == "capacity" else ()),
        why=(*duty.because, *why_named(review, duty)),
        due=duty.due,
        due_by=duty.due_by,
        soon_from=since if duty.due is None or duty.kind == "query" else soon_from(review, duty.due),
        since=since,
        worked_out=duty.worked_out,
        who=tuple(who for who in duty.who if (side_of(review.terms, who) or "buyer") == side),
        act=_ACTS.get(duty.what.code, "look"),
        about=(*about(duty, review.terms), *more),
    )


def about(duty: Duty, terms: Terms | None = None) -> tuple[tuple[str, str], ...]:
    """The ids that the page of its action needs. `terms`: where a contract has one series of meetings, its duties do not name it."""
    found = [("duty", duty.id)]
    values = duty.what.values
    if duty.kind == "return":
        found += [("return", str(values["ret"])), ("period", duty.id.removeprefix(f"{values['ret']} "))]
    elif duty.kind == "meeting":
        series, _, slot = duty.id.removeprefix("meeting ").rpartition(" ")
        only = terms.meetings[0].id if terms is not None and len(terms.meetings) == 1 else ""
        found += [("series", series or only), ("slot", slot)]
    elif duty.kind == "decision":
        found += [("step", duty.id.removeprefix("look again ").rpartition(" after ")[2]), ("consequence", str(values.get("step", "")))]
    elif duty.kind == "notice":
        found.append(("notice", str(values["notice"])))
    return (*found, *((name, str(values[key])) for key, name in _ABOUT.items() if key in values))


# --- plans, receipts, the other side -----------------------------------------------------------------------------


def _plan_to_agree(review: Review, duty: Duty) -> Plan | None:
    if duty.what.code not in ("duty-agree-plan", "duty-agree-plan-plain"):
        return None
    return next((plan for plan in review.plans if plan.id == duty.what.values["plan"]), None)


def _to_agree(review: Review, plan: Plan, duty: Duty, side: Side) -> Need:
    """A plan is written, then signed: it stands with the side whose turn it is, from the day that turn began."""
    write = plan.proposed_on is None or plan.state.startswith("incomplete")
    return Need(
        id=duty.id,
        kind="plan",
        side=side,
        what=said("need-plan-write" if write else "need-plan-sign", plan=plan_named(review, plan)),
        clause=duty.clause,
        why=(said("need-plan-asked", on=plan.requested_on) if plan.proposed_on is None else _proposed(plan, plan.proposed_on),),
        due=duty.due,
        due_by=duty.due_by,
        soon_from=plan.proposed_on or plan.requested_on,
        since=plan.proposed_on or plan.requested_on,
        worked_out=duty.worked_out,
        who=tuple(who for who in duty.who if side_of(review.terms, who) == side),
        act="propose plan" if write else "sign plan",
        about=about(duty),
    )


def plan_named(review: Review, plan: Plan) -> Said:
    """ "improvement plan for KPI 2": what people call it."""
    kpis = [kpi_name(review, kpi) for kpi in plan.kpis]
    return said("plan-named", step=plan.step, kpis=kpis) if kpis else said("plan-named-plain", step=plan.step)


def _proposed(plan: Plan, on: date) -> Said:
    return said("need-plan-incomplete" if plan.state.startswith("incomplete") else "need-plan-proposed", on=on)


def _waits_for_receipt(duty: Duty) -> bool:
    """An answer to minutes whose receipt is not known: acknowledging them is asked for first."""
    return duty.what.code in ("duty-answer-minutes", "duty-answer") and duty.due is None


def _to_acknowledge(review: Review, duty: Duty, side: Side) -> Need:
    """One side has to establish receipt; the other can end that by saying that it arrived."""
    since = began(review, duty)
    return Need(
        id=f"acknowledge {duty.id}",
        kind="receipt",
        side=side,
        what=said("need-acknowledge-notice" if duty.kind == "notice" else "need-acknowledge-minutes", **duty.what.values),
        clause=duty.clause,
        why=(said("need-receipt-counts"),),
        soon_from=since,
        since=since,
        act="acknowledge",
        about=about(duty),
    )


def _to_chase(review: Review, duty: Duty, side: Side) -> Need:
    """Something the other side owes: on Home from the day after it was due."""
    assert duty.due is not None
    return Need(
        id=f"chase {duty.id}",
        kind="chase",
        side=side,
        what=said("need-chase-return", **duty.what.values)
        if duty.kind == "return"
        else said("need-chase", what=named(review, duty) or duty.what),
        clause=duty.clause,
        why=(said("need-chase-due", who=duty.who, due=duty.due),),
        due=duty.due,
        due_by=duty.due_by,
        soon_from=duty.due + DAY,
        since=duty.due + DAY,
        worked_out=duty.worked_out,
        act="chase",
        about=about(duty),
    )
