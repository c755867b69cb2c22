"""Decided is not yet done: what a step that was taken obliges somebody to do, until the act itself is recorded (semantics 6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import Deadline, on_day
from tenor.base.phrases.due import DuePhrase, NextMeeting
from tenor.base.wording import said
from tenor.ledger.events.assurance import StandardFailed, StandardInvestigated
from tenor.ledger.events.meetings import MeetingHeld, MeetingRefused
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.returns import PeriodNotApplicable
from tenor.ledger.events.working_together import CapacityDiscussed
from tenor.ledger.model import Act, Facts
from tenor.review.asked import Asked, Done, done_by
from tenor.review.decide_by import by_day_or_meeting
from tenor.review.model import Decision, Step
from tenor.review.plans import PlanStory
from tenor.review.scene import Scene
from tenor.terms.model import StepTerms, Terms
from tenor.terms.work_out import Moorings, work_out

SINCE = ("decision", "met", "request")  # what a day after a decision may be counted from


def to_do(scene: Scene, steps: Sequence[Step]) -> list[Asked]:
    """One for each act that a taken step leads to: ask for the plan, issue the notice, hold the meeting, investigate."""
    found = []
    for step in steps:
        decision = step.decided
        if step.state != "taken" or decision is None:
            continue
        terms = scene.timeline.on(decision.on, decision.on)
        chosen = (decision.choice,) if decision.choice in step.consequences else step.consequences
        for name in chosen:
            named = terms.steps.get(name)
            if named is not None and named.kind in ("plan", "notice", "meeting", "duty", "waiver"):
                found.append(_asked(scene, step, named, decision))
    return found


def _asked(scene: Scene, step: Step, named: StepTerms, decision: Decision) -> Asked:
    then = scene.timeline.on(decision.on, decision.on)
    since = Moorings(anchors=dict.fromkeys(SINCE, decision.when or decision.on))
    # a plan is asked for by the buyer, whoever writes it
    plain, is_plan = said(f"duty-decided-{named.kind}", step=named.name, decided=decision.on), named.kind == "plan"
    own, refused = done(scene.facts, named, scene.plans, decision.on, step.of), _refused(scene.facts, named, decision.on)
    because = (said("duty-found-in", document=named.found_in),) if named.found_in else ()
    if own["done_on"] is None and refused is not None:
        own, because = done_by([refused]), (*because, said("because-meeting-refused", on=refused.day))
    return Asked(
        id=f"{named.name} after {step.id}",
        what=plain,
        who=("buyer",) if is_plan else named.by,
        to=() if is_plan else named.to,
        clause=named.clause or step.clause,
        kind="decision",
        # the rule's own day is over the step's
        deadline=on_day(step.due) if step.due is not None and not is_plan else _deadline(scene, then, named, decision, since),
        **own,
        why_no_day=said("no-day-decided"),
        because=because,
        earliest=work_out(then, named.not_before, since, named.if_closed) if named.not_before is not None and not is_plan else None,
        series="" if is_plan else named.name,
        grace=None if is_plan else named.following.grace,
    )


def _deadline(scene: Scene, then: Terms, named: StepTerms, decision: Decision, since: Moorings) -> Deadline | None:
    """The day that the contract counts from the decision; where it leaves the day open, the one that was given with the decision."""
    if named.kind == "plan":
        return None
    if not isinstance(named.due, DuePhrase):
        return on_day(decision.by_day) if decision.by_day is not None else None
    return by_day_or_meeting(scene, then, named.due, decision.on, since, named.if_closed)


def _refused(facts: Facts, named: StepTerms, decided: date) -> Act | None:
    """That the other side would not meet: who had to hold the meeting has offered it, and can do no more."""
    refusals = facts.of(MeetingRefused) if named.kind == "meeting" else ()
    return next((a for a in refusals if a.day >= decided and a.event.title.lower() == named.name.lower()), None)


def _is_meeting(named: StepTerms, title: str, series: str) -> bool:
    """Whether a meeting is the one that a step asks for: any may be, where the contract gives it no day or the next one's; else
    the one of its name."""
    if not isinstance(named.due, DuePhrase) or isinstance(named.due.form, NextMeeting):
        return True
    return named.name.lower() in ("meeting", title.lower(), series.lower())


def done(facts: Facts, named: StepTerms, plans: Sequence[PlanStory], decided: date, of: str) -> Done:
    """When the act itself was done, on or after the decision."""
    if named.kind != "plan":
        return done_by(act for act in _acts_done(facts, named, of) if act.day >= decided)
    asked = [p for p in plans if p.step == named.name and p.requested_on >= decided]
    first = min(asked, key=lambda p: p.requested_on, default=None)
    # one that a notice asks for by itself is asked for on its receipt
    own = first is not None and first.by_notice is None
    return Done(done_on=first.requested_on if first else None, done_at=first.requested.entry.moment if first and own else None)


def _acts_done(facts: Facts, named: StepTerms, of: str) -> list[Act]:
    found: list[Act]
    if named.kind == "notice":
        found = [a for a in facts.of(NoticeIssued) if a.event.step == named.name]
    elif named.kind == "meeting":
        held = [a for a in facts.of(MeetingHeld) if _is_meeting(named, a.event.title, a.event.series)]
        found = [*held, *(a for a in facts.of(CapacityDiscussed) if a.event.problem == of)]
    elif named.kind == "waiver":
        # a rating is waived by saying that its period does not apply: of the KPI that the step is about, of the one it is a part of (or one
        # unit's of: "dark.hill" is one of dark), or of all
        found = [a for a in facts.of(PeriodNotApplicable) if a.event.kpi in ("", of) or of.startswith(f"{a.event.kpi}.")]
    else:
        of_it = {a.event.failure for a in facts.of(StandardFailed) if a.event.duty == of}
        found = [a for a in facts.of(StandardInvestigated) if not of_it or a.event.failure in of_it]
    return found
