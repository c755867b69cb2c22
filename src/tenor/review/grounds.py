"""What each duty, plan or meeting gives a rule to count: the states it was in, from which day and until when (semantics 7 and 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tenor.base.wording import said
from tenor.ledger.events.assurance import StandardFailed
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.returns import ReturnReceived
from tenor.review.asked import Asked
from tenor.review.duty_grounds import more_grounds
from tenor.review.grace import with_grace
from tenor.review.in_force import ever
from tenor.review.listed_duties import late_listed, not_in_time
from tenor.review.meetings_asked import slots_of
from tenor.review.model import Ground, Slot
from tenor.review.names import plan_named
from tenor.review.plan_grounds import grounds_of
from tenor.review.plans import PlanStory, plan_terms
from tenor.review.return_duties import return_asked
from tenor.review.scene import Scene
from tenor.terms.model import DutyIs, MeetingTerms
from tenor.terms.work_out import Moorings, work_out

DAY = timedelta(days=1)
BY_TIME = ("not engaged", "late", "not agreed")  # of several that fit on one day, the first (semantics 7)


def grounds(scene: Scene, main: DutyIs) -> list[tuple[str, str, list[Ground]]]:
    """The duty named, what of it (a period's return, a plan), and its grounds, in order of the terms."""
    return [(name, of, found) for name in main.duties for of, found in _of_duty(scene, main, name)]


def _of_duty(scene: Scene, main: DutyIs, name: str) -> list[tuple[str, list[Ground]]]:
    if plan_terms(scene.terms, name):
        return [(s.id, _chosen(_of_plan(scene, s, main), main.states)) for s in scene.plans if s.step == name]
    found: list[tuple[str, list[Ground]]] = more_grounds(scene, main, name)
    if "failed" in main.states:
        found.append((name, _failures(scene, name)))
    if "done" in main.states:
        found.append((name, _done(scene, name, main)))
    if "late" in main.states:
        found += _late_returns(scene, name, main)
        wordings = ever(scene.timeline, lambda terms: terms.duties, scene.on).get(name, [])
        found += [late for duty in wordings[:1] for late in late_listed(scene, duty, main.late_by)]
    if {"late", "not held"} & set(main.states):
        found += _not_held(scene, name, main)
    return found


# --- plans -------------------------------------------------------------------------------------------------------


def _of_plan(scene: Scene, story: PlanStory, main: DutyIs) -> list[Ground]:
    found = [g for g in grounds_of(story) if main.late_by is None or g.name != "late"]
    if main.late_by is not None:
        found += _plan_later(scene, story, main)
    agreed, known = story.agreed_on(scene.on), story.agreed_known_on(scene.on)
    if agreed is not None and known is not None and (main.done_by is None or agreed <= main.done_by):
        found.append(Ground(name="done", met_on=known, until=None, because=(said("because-done", entry=story.requested.ref, on=agreed),)))
    return found


def _plan_later(scene: Scene, story: PlanStory, main: DutyIs) -> list[Ground]:
    """No complete proposal so long after the day it was due; put off, the new day counts."""
    deadline = story.due_on(scene.on)
    limit = work_out(scene.terms, main.late_by, Moorings(anchors={"due": deadline.due})) if deadline and main.late_by else None
    if deadline is None or limit is None or any(a.day <= limit.due and a.event.complete for a in story.proposals):
        return []
    if any(day is not None and day <= limit.due for day in (story.waived_on, story.closed_on)):
        return []
    why = said(
        "because-plan-due", plan=story.id, named=plan_named(story.step, story.requested_on), due=deadline.due, entry=story.requested.ref
    )
    return [Ground(name="late", met_on=limit.due + DAY, until=None, because=(why,))]


def _chosen(grounds: Sequence[Ground], states: tuple[str, ...]) -> list[Ground]:
    """Those a rule names; of the ones that time alone brings on one day, the first."""
    fitting = sorted((g for g in grounds if g.name in states), key=lambda g: (g.met_on, _order(g)))
    return [g for i, g in enumerate(fitting) if not (g.name in BY_TIME and i and fitting[i - 1].met_on == g.met_on)]


def _order(ground: Ground) -> int:
    return BY_TIME.index(ground.name) if ground.name in BY_TIME else -1


# --- duties, returns, meetings -----------------------------------------------------------------------------------


def _failures(scene: Scene, duty: str) -> list[Ground]:
    return [
        Ground(name=a.event.failure, met_on=a.day, until=None, because=(said("because-failed", entry=a.ref, on=a.day),))
        for a in scene.facts.of(StandardFailed)
        if a.event.duty == duty and a.day <= scene.on
    ]


def _done(scene: Scene, name: str, main: DutyIs) -> list[Ground]:
    """Said to be done, received, held; by a day where the terms say so."""
    acts = [a for a in scene.facts.of(DutyDone) if a.event.duty == name or a.event.duty.startswith(f"{name} ")]
    acts += [a for a in scene.facts.of(ReturnReceived) if a.event.ret == name]
    days = [(a.day, a.ref) for a in acts]
    days += [(s.held_on, "") for s in slots_of(scene) if s.series == name and s.held_on]
    return [
        Ground(name=f"done {day}", met_on=day, until=None, because=(said("because-done", entry=ref, on=day),))
        for day, ref in sorted(days)
        if day <= min(scene.on, main.done_by or scene.on)
    ]


def _late_returns(scene: Scene, name: str, main: DutyIs) -> list[tuple[str, list[Ground]]]:
    """A return that was not received by its due day (or so much later as the terms say)."""
    found = []
    for one in with_grace(scene.terms, scene.facts, return_asked(scene, name), scene.on):
        several = not_in_time(scene.facts, one.id, one.deadline, one.done_on, scene.terms, main.late_by, one.done_at)
        if several and one.deadline is not None:
            why = (said("because-no-return", due=one.deadline.due),)
            found.append((one.id, [replace(each, because=why) for each in several]))
    return found


def _not_held(scene: Scene, name: str, main: DutyIs) -> list[tuple[str, list[Ground]]]:
    """A meeting of a series that was not held by its last day."""
    found = []
    series = ever(scene.timeline, lambda terms: terms.meetings, scene.on)
    for one in with_grace(scene.terms, scene.facts, [_meeting(slot, series) for slot in slots_of(scene) if slot.series == name], scene.on):
        several = not_in_time(scene.facts, one.id, one.deadline, one.done_on, scene.terms, main.late_by, one.done_at)
        found += [(one.id, several)] if several else []
    return found


def _meeting(slot: Slot, series: Mapping[str, Sequence[MeetingTerms]]) -> Asked:
    """A meeting as the duty to hold it, so far as it is asked whether it was held in time."""
    meeting = series[slot.series][0]
    return Asked(
        id=f"meeting {slot.label}" if len(series) == 1 else f"meeting {slot.series} {slot.label}",
        what=said("duty-meeting-once", title=meeting.title),
        who=(meeting.by,),
        clause=slot.clause,
        kind="meeting",
        deadline=slot.deadline,
        done_on=slot.held_on,
        done_at=slot.held_at,
        series=slot.series,
        grace=meeting.following.grace,
    )
