"""The states of a plan that a rule may count, with the day each was met and the day it was taken away (semantics 7)."""

from __future__ import annotations

from datetime import timedelta

from tenor.base.deadline import in_time
from tenor.base.wording import Said, said
from tenor.review.model import Ground
from tenor.review.names import plan_named
from tenor.review.plans import PlanStory

DAY = timedelta(days=1)


def grounds_of(story: PlanStory) -> list[Ground]:
    """Every state of the plan that a rule may count, with the day it was met and the day it was taken away (semantics 7)."""
    return [*_by_time(story), *_by_person(story), *_by_review(story), *_by_answer(story)]


def _by_time(story: PlanStory) -> list[Ground]:
    """Met on the day after the due date: nothing proposed, nothing complete, nothing agreed by then. Only an extension takes it away,
    from its own day: what comes afterwards does not undo it."""
    found = []
    for at, (since, deadline) in enumerate(story.dues):
        met_on = max(deadline.due + DAY, since)
        until = story.dues[at + 1][0] if at + 1 < len(story.dues) else None
        if (until is not None and until <= met_on) or (story.waived_on is not None and story.waived_on < met_on):
            continue
        if story.closed_on is not None and story.closed_on < met_on:
            continue
        still_late = until is None or story.dues[at + 1][1].due < until
        until = None if still_late else until
        named = plan_named(story.step, story.requested_on)
        why = (said("because-plan-due", plan=story.id, named=named, due=deadline.due, entry=story.requested.ref),)
        kept = [a for a in story.proposals if in_time(deadline, a.day, a.entry.moment)]
        if not kept:
            found.append(Ground(name="not engaged", met_on=met_on, until=until, because=why))
        if not any(a.event.complete for a in kept):
            found.append(Ground(name="late", met_on=met_on, until=until, because=why))
        # where an answer is asked for, the clock is for giving the plan: the answer has its own
        if story.following.answer is None and story.agreed_on(deadline.due) is None:
            found.append(Ground(name="not agreed", met_on=met_on, until=until, because=why))
    return found


def _by_person(story: PlanStory) -> list[Ground]:
    found = [("not engaged", act) for act in story.failures] + [("breached", act) for act in story.breaches]
    return [Ground(name=name, met_on=a.day, until=None, because=(said("because-recorded", entry=a.ref, on=a.day),)) for name, a in found]


def _by_answer(story: PlanStory) -> list[Ground]:
    """Refused, and so not agreed; then late, where it was to be given again and was not by its day."""
    found = []
    for n, one in enumerate(story.answers):
        outcome = one.outcome
        if outcome is None or story.following.answer is None or outcome.choice not in story.following.answer.refusing:
            continue
        found += [
            Ground(name=name, met_on=outcome.known_from, until=None, because=(outcome.because,)) for name in ("refused", "not agreed")
        ]
        again = story.again.get(n)
        if again is not None and not any(a.event.complete and in_time(again, a.day, a.entry.moment) for a in story.proposals[n + 1 :]):
            past = said("because-plan-again-due", plan=story.id, named=plan_named(story.step, story.requested_on), due=again.due)
            found.append(Ground(name="late", met_on=again.due + DAY, until=None, because=(past,)))
    return found


def _by_review(story: PlanStory) -> list[Ground]:
    """A second review replaces the first from its own day."""
    found = []
    for at, act in enumerate(story.reviews):
        if act.event.outcome != "not improved" or (at and story.reviews[at - 1].event.outcome == "not improved"):
            continue
        until = next((a.day for a in story.reviews[at + 1 :] if a.event.outcome == "improved"), None)
        why: Said = said("because-reviewed", entry=act.ref, on=act.day, plan=story.id, named=plan_named(story.step, story.requested_on))
        found.append(Ground(name="not improved", met_on=act.day, until=until, because=(why,)))
    return found
