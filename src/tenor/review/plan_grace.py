"""Days of grace of a plan: the first times in a year that none is given, or agreed, by its day, the day is moved (terms-language 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tenor.base.deadline import Deadline, in_time
from tenor.base.wording import said
from tenor.ledger.events.decisions import DutyExtended, DutyWaived
from tenor.ledger.model import Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.settling import label_of
from tenor.terms.work_out import Moorings, work_out

if TYPE_CHECKING:
    from tenor.review.plans import PlanStory

DAY = timedelta(days=1)


def graced(timeline: Timeline, facts: Facts, stories: Sequence[PlanStory]) -> None:
    """The moved day is known from the day after the first. What was waived in time, or given more time, is no default."""
    used: Counter[tuple[str, str]] = Counter()
    excused = {a.event.duty for a in facts.of(DutyWaived, DutyExtended)}
    for story in sorted((one for one in stories if one.following.grace and one.dues), key=lambda one: one.dues[0][1].due):
        grace, first = story.following.grace, story.dues[0][1]
        if grace is None or f"agree plan {story.id}" in excused or _kept(story, first):
            continue
        terms = timeline.on(story.requested_on, story.requested_on)
        year = label_of(terms, grace.kind, first.due)
        used[story.step, year] += 1
        n, allow = used[story.step, year], work_out(terms, grace.allow, Moorings(anchors={"due": first.moment or first.due}))
        if n > grace.times or allow is None:
            story.grace_said = (said("grace-used-up", times=grace.times, year=year),)
            continue
        how = said("grace-given", first=first.worked_out, how=allow.worked_out, n=n, times=grace.times, year=year)
        story.dues.insert(1, (first.due + DAY, replace(allow, worked_out=how, by=allow.by or first.by)))


def _kept(story: PlanStory, deadline: Deadline) -> bool:
    """Where an answer is asked for, a complete plan was given by the day; else both had agreed one. Closed by then, nobody waits for it."""
    if story.closed_on is not None and story.closed_on <= deadline.due:
        return True
    if story.following.answer is None:
        return story.agreed_on(deadline.due) is not None
    return any(a.event.complete and in_time(deadline, a.day, a.entry.moment) for a in story.proposals)
