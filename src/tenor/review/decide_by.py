"""By when a step is to be decided: the day of its rule, else of the decision itself, and how it was worked out (semantics 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tenor.base.deadline import Deadline, IfClosed, on_day, shift_hour
from tenor.base.phrases.due import DuePhrase, NextMeeting
from tenor.base.wording import said
from tenor.review.asked import Asked
from tenor.review.meetings_asked import slots_of
from tenor.review.model import Step
from tenor.review.occurrences import occurrences
from tenor.review.scene import Scene
from tenor.terms.model import Rule, SetBy, StepTerms, Terms
from tenor.terms.work_out import Moorings, anchor_of, work_out

BY_MET = ("met", "request", "receipt", "notice", "trigger", "due", "")  # bare anchors: the day on which the conditions were met
STANDS = ("open", "advice", "taken", "not taken")


def decide_by(scene: Scene, rule: Rule, names: Sequence[str], met_on: date, proof: Sequence[str]) -> Deadline | None:
    """Of a step that leads to these. None: the contract sets no day, or it is not known yet."""
    if isinstance(rule.due, DuePhrase):
        return work_out(scene.terms, rule.due, Moorings(anchors={"met": met_on}))
    if isinstance(rule.due, SetBy):
        return None
    then = scene.timeline.on(met_on, scene.on)
    several = (_of_decision(scene, then, then.steps[name], met_on, proof) for name in names if name in then.steps)
    return min((one for one in several if one is not None), key=lambda one: one.due, default=None)


def _of_decision(scene: Scene, then: Terms, named: StepTerms, met_on: date, proof: Sequence[str]) -> Deadline | None:
    if named.kind != "decision" or not isinstance(named.due, DuePhrase):
        return None
    if isinstance(named.due.form, NextMeeting):
        return next_meeting(scene, named.due.form.meeting, met_on)
    anchor = anchor_of(named.due).lower()
    day = met_on if anchor in BY_MET else _day_of(scene, anchor, met_on, proof)
    return work_out(then, named.due, Moorings(anchors={anchor: day} if day is not None else {}))


def _day_of(scene: Scene, anchor: str, met_on: date, proof: Sequence[str]) -> date | None:
    """The happening that the step rests on; else the latest before the conditions were met, else the first after."""
    found = [one for one in occurrences(scene, anchor) if one.effective(scene.on)]
    own = [one.day for one in found if one.id in proof or one.entry in proof]
    before = [one.day for one in found if one.day <= met_on]
    first = [one.day for one in found][:1]
    return next((days[-1] for days in (own, before, first) if days), None)


def next_meeting(scene: Scene, series: str, since: date) -> Deadline | None:
    """The day by which the next meeting of a series is to be held: the first one due after a day, and not held by then."""
    for slot in slots_of(scene):
        if slot.series == series and slot.due > since and not (slot.held_on is not None and slot.held_on <= since):
            title = next((one.title for one in scene.terms.meetings if one.id == series), series)
            how = slot.deadline.worked_out
            told = said("deadline-next-meeting", due=slot.due, title=title, slot=slot.period.said, since=since, how=how)
            return replace(slot.deadline, worked_out=told)
    return None


def by_day_or_meeting(
    scene: Scene, then: Terms, phrase: DuePhrase, since: date, moorings: Moorings, if_closed: IfClosed | None = None
) -> Deadline | None:
    """The day a phrase comes to, by these terms; at the next meeting of a series: the next after the day something began."""
    if not isinstance(phrase.form, NextMeeting):
        return work_out(then, phrase, moorings, if_closed)
    found = next_meeting(scene, phrase.form.meeting, since)
    return found if found is None or if_closed is None else shift_hour(found, if_closed, then.calendar)


def decisions_due(terms: Terms, steps: Sequence[Step]) -> list[Asked]:
    """A decision for which the contract sets a day is a duty of whoever decides, done on the day of the decision."""
    found = []
    for step in steps:
        own = [terms.steps[name] for name in step.consequences if name in terms.steps and terms.steps[name].kind == "decision"]
        dated = [one for one in own if isinstance(one.due, DuePhrase)]
        if not dated or step.state not in STANDS:
            continue
        found.append(
            Asked(
                id=f"decide {step.id}",
                what=said("duty-decide", then=step.then, since=step.met_on),
                who=dated[0].by,
                clause=dated[0].clause or step.clause,
                kind="decision",
                deadline=_deadline(step),
                done_on=step.decided.on if step.decided is not None and not step.waiting else None,
                why_no_day=said("no-day-decide"),
            )
        )
    return found


def _deadline(step: Step) -> Deadline | None:
    if step.due is None:
        return None
    return on_day(step.due) if step.due_because is None else Deadline(due=step.due, worked_out=step.due_because)
