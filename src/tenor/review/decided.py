"""Decided is not yet done: what a step that was taken obliges somebody to do, until the act itself is recorded (semantics 6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import Deadline, on_day
from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import said
from tenor.ledger.events.assurance import StandardFailed, StandardInvestigated
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.returns import PeriodNotApplicable
from tenor.ledger.events.working_together import CapacityDiscussed
from tenor.ledger.model import Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.asked import Asked
from tenor.review.model import Step
from tenor.review.plans import PlanStory
from tenor.terms.model import StepTerms
from tenor.terms.work_out import Moorings, work_out


def to_do(timeline: Timeline, facts: Facts, steps: Sequence[Step], plans: Sequence[PlanStory]) -> list[Asked]:
    """One for each act that a taken step leads to: ask for the plan, issue the notice, hold the meeting, investigate."""
    found = []
    for step in steps:
        decision = step.decided
        if step.state != "taken" or decision is None:
            continue
        terms = timeline.on(decision.on, decision.on)
        chosen = (decision.choice,) if decision.choice in step.consequences else step.consequences
        for name in chosen:
            named = terms.steps.get(name)
            if named is not None and named.kind in ("plan", "notice", "meeting", "duty", "waiver"):
                found.append(_asked(timeline, facts, step, named, plans, decision.on, decision.by_day))
    return found


def _asked(
    timeline: Timeline, facts: Facts, step: Step, named: StepTerms, plans: Sequence[PlanStory], decided: date, by_day: date | None
) -> Asked:
    return Asked(
        id=f"{named.name} after {step.id}",
        what=said(f"duty-decided-{named.kind}", step=named.name, decided=decided),
        # a plan is asked for by the buyer, whoever writes it
        who=("buyer",) if named.kind == "plan" else named.by,
        clause=named.clause or step.clause,
        kind="decision",
        # the rule's own day is over the step's
        deadline=on_day(step.due) if step.due is not None and named.kind != "plan" else _deadline(timeline, named, decided, by_day),
        done_on=done_on(facts, named, plans, decided, step.of),
        why_no_day=said("no-day-decided"),
    )


def _deadline(timeline: Timeline, named: StepTerms, decided: date, by_day: date | None) -> Deadline | None:
    """The day that the contract counts from the decision; where it leaves the day open, the one that was given with the decision."""
    if named.kind == "plan":
        return None
    if not isinstance(named.due, DuePhrase):
        return on_day(by_day) if by_day is not None else None
    return work_out(timeline.on(decided, decided), named.due, Moorings(anchors={"decision": decided, "met": decided, "request": decided}))


def done_on(facts: Facts, named: StepTerms, plans: Sequence[PlanStory], decided: date, of: str) -> date | None:
    """The day the act itself was done, on or after the decision."""
    if named.kind == "plan":
        days = [p.requested_on for p in plans if p.step == named.name]
    elif named.kind == "notice":
        days = [a.day for a in facts.of(NoticeIssued) if a.event.step == named.name]
    elif named.kind == "meeting":
        days = [a.day for a in facts.of(MeetingHeld)]
        days += [a.day for a in facts.of(CapacityDiscussed) if a.event.problem == of]
    elif named.kind == "waiver":
        # a rating is waived by saying that its period does not apply: of the KPI that the step is about, or of all
        days = [a.day for a in facts.of(PeriodNotApplicable) if a.event.kpi in ("", of)]
    else:
        of_it = {a.event.failure for a in facts.of(StandardFailed) if a.event.duty == of}
        days = [a.day for a in facts.of(StandardInvestigated) if not of_it or a.event.failure in of_it]
    return min((day for day in days if day >= decided), default=None)
