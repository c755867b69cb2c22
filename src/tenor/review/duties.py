"""Who must do what by when: one list for both sides, each with its clause and how its day was worked out (semantics 10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import Deadline, on_day
from tenor.ledger.events.decisions import DutyDone, DutyExtended, DutyWaived
from tenor.ledger.model import Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.asked import Asked
from tenor.review.duty_lists import asked
from tenor.review.minutes import Standing
from tenor.review.model import Duty, DutyState, Slot, Step
from tenor.review.notices import NoticeStory
from tenor.review.plans import PlanStory
from tenor.terms.model import Terms

DUE_SOON = 5  # working days before its day a duty becomes due (semantics 10)


def duties(
    timeline: Timeline,
    facts: Facts,
    *,
    slots: Sequence[Slot],
    minutes: Sequence[Standing],
    plans: Sequence[PlanStory],
    notices: Sequence[NoticeStory],
    steps: Sequence[Step],
    on: date,
) -> list[Duty]:
    """All duties that exist by a day, with the next of each that recurs: first those with a day, in its order."""
    acts = _Acts(facts, on)
    wanted = asked(timeline, facts, slots=slots, minutes=minutes, plans=plans, notices=notices, steps=steps, on=on)
    found = [_duty(timeline.on(on, on), acts, one, on) for one in wanted]
    return sorted(found, key=lambda d: (d.due is None, d.due or date.max, d.id))


class _Acts:
    """What people did about duties as such, by the duty's id."""

    def __init__(self, facts: Facts, on: date) -> None:
        self.done = {a.event.duty: a for a in reversed(facts.of(DutyDone)) if a.day <= on}
        self.waived = {a.event.duty: a for a in reversed(facts.of(DutyWaived)) if a.day <= on}
        self.extended = {a.event.duty: a for a in facts.of(DutyExtended) if a.day <= on}


def _duty(terms: Terms, acts: _Acts, one: Asked, on: date) -> Duty:
    done_on = one.done_on if one.done_on is not None and one.done_on <= on else None
    by_hand = acts.done.get(one.id)
    if done_on is None and by_hand is not None:
        done_on = by_hand.day
    waived = acts.waived.get(one.id)
    extended = acts.extended.get(one.id)
    deadline: Deadline | None = on_day(extended.event.to) if extended is not None else one.deadline
    due = deadline.due if deadline else None
    stands = one.always and not (done_on or waived or extended)  # what is owed at all times has no state until somebody gives it one
    return Duty(
        id=one.id,
        what=one.what,
        who=one.who,
        to=one.to,
        clause=one.clause,
        due=due,
        state="always" if stands else state_of(terms, on, due, done_on, waived.day if waived else None),
        worked_out=deadline.worked_out if deadline else one.why_no_day,
        done_on=done_on,
        kind=one.kind,
        because=one.because,
    )


def state_of(terms: Terms, on: date, due: date | None, done_on: date | None, waived_on: date | None) -> DutyState:
    """The state at the close of a day. A waiver given after it was done changes nothing."""
    if waived_on is not None and (done_on is None or waived_on < done_on):
        return "waived"
    if done_on is not None:
        return "done late" if due is not None and done_on > due else "done"
    if due is None:
        return "upcoming"
    if on > due:
        return "overdue"
    return "due" if on >= terms.calendar.add(due, -DUE_SOON) else "upcoming"
