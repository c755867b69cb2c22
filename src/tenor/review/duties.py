"""Who must do what by when: one list for both sides, each with its clause and how its day was worked out (semantics 10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import Deadline, after_hour, on_day
from tenor.base.wording import Said, said
from tenor.ledger.events.decisions import DutyExtended, DutyWaived
from tenor.ledger.model import Facts
from tenor.review.asked import Asked
from tenor.review.duty_lists import asked
from tenor.review.grace import by_hand, with_grace
from tenor.review.minutes import Standing
from tenor.review.model import Duty, DutyState, Slot, Step
from tenor.review.scene import Scene
from tenor.terms.model import Terms

DUE_SOON = 5  # working days before its day a duty becomes due (semantics 10)


def duties(scene: Scene, *, slots: Sequence[Slot], minutes: Sequence[Standing], steps: Sequence[Step]) -> list[Duty]:
    """All duties that exist by the scene's day, with the next of each that recurs: first those with a day, in its order."""
    acts = _Acts(scene.facts, scene.on)
    wanted = [by_hand(scene.facts, one) for one in asked(scene, slots=slots, minutes=minutes, steps=steps)]
    found = [_duty(scene.terms, acts, one, scene.on) for one in with_grace(scene.terms, scene.facts, wanted, scene.on)]
    return sorted(found, key=lambda d: (d.due is None, d.due or date.max, d.id))


class _Acts:
    """What people did about duties as such, by the duty's id."""

    def __init__(self, facts: Facts, on: date) -> None:
        self.waived = {a.event.duty: a for a in reversed(facts.of(DutyWaived)) if a.day <= on}
        self.extended = {a.event.duty: a for a in facts.of(DutyExtended) if a.day <= on}


def _duty(terms: Terms, acts: _Acts, one: Asked, on: date) -> Duty:
    done_on, done_at = one.done_on if one.done_on is not None and one.done_on <= on else None, one.done_at
    waived = acts.waived.get(one.id)
    extended = acts.extended.get(one.id)
    deadline: Deadline | None = on_day(extended.event.to) if extended is not None else one.deadline
    due = deadline.due if deadline else None
    too_late = deadline is not None and done_on == due and after_hour(deadline, done_at)
    stands = one.always and not (done_on or waived or extended)  # what is owed at all times has no state until somebody gives it one
    return Duty(
        id=one.id,
        what=one.what,
        who=one.who,
        to=one.to,
        clause=one.clause,
        due=due,
        state="always" if stands else state_of(terms, on, due, done_on, waived.day if waived else None, too_late),
        worked_out=deadline.worked_out if deadline else one.why_no_day,
        done_on=done_on,
        kind=one.kind,
        because=(*one.because, *_too_early(one, done_on)),
        by=deadline.by if deadline else None,
        first_due=one.deadline.due if one.deadline is not None and one.deadline.due != due else None,
    )


def _too_early(one: Asked, done_on: date | None) -> tuple[Said, ...]:
    """The first day on which it may be done, and that it was done before."""
    if one.earliest is None:
        return ()
    first = said("not-before", day=one.earliest.due, how=one.earliest.worked_out)
    return (said("done-too-early", day=one.earliest.due, done=done_on),) if done_on and done_on < one.earliest.due else (first,)


def state_of(terms: Terms, on: date, due: date | None, done_on: date | None, waived_on: date | None, too_late: bool = False) -> DutyState:
    """The state at the close of a day. A waiver given after it was done changes nothing. `too_late`: done on its day, after its hour."""
    if waived_on is not None and (done_on is None or waived_on < done_on):
        return "waived"
    if done_on is not None:
        return "done late" if due is not None and (done_on > due or too_late) else "done"
    if due is None:
        return "upcoming"
    if on > due:
        return "overdue"
    return "due" if on >= terms.calendar.add(due, -DUE_SOON) else "upcoming"
