"""Days of grace: the first times in a year that something is not done by its day, its day is moved; after that no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tenor.base.wording import said
from tenor.ledger.events.decisions import DutyDone, DutyExtended, DutyWaived
from tenor.ledger.model import Facts
from tenor.review.asked import Asked
from tenor.review.settling import label_of
from tenor.terms.model import Terms
from tenor.terms.work_out import Moorings, work_out


def by_hand(facts: Facts, one: Asked) -> Asked:
    """With the day and moment that somebody said it was done on, where nothing else tells."""
    if one.done_on is not None:
        return one
    act = next((a for a in facts.of(DutyDone) if a.event.duty == one.id), None)
    return replace(one, done_on=act.day, done_at=act.entry.moment) if act is not None else one


def with_grace(terms: Terms, facts: Facts, several: Sequence[Asked], on: date) -> list[Asked]:
    """The same, with the day moved where the contract forgives it, from the day after the one it was due on.

    A year is the one in which it was first due. What was waived in time, or given more time, is no default and uses nothing up."""
    used: Counter[tuple[str, str]] = Counter()
    excused = {a.event.duty for a in facts.of(DutyWaived, DutyExtended)}
    moved = {}
    for one in sorted((one for one in several if one.grace and one.deadline), key=lambda one: one.deadline.due if one.deadline else on):
        assert one.grace is not None
        assert one.deadline is not None
        due = one.deadline.due
        if on <= due or not one.missed or one.id in excused:
            continue
        year = label_of(terms, one.grace.kind, due)
        used[one.series, year] += 1
        n, allow = used[one.series, year], work_out(terms, one.grace.allow, Moorings(anchors={"due": one.deadline.moment or due}))
        if n > one.grace.times or allow is None:
            moved[one.id] = replace(one, because=(*one.because, said("grace-used-up", times=one.grace.times, year=year)))
            continue
        how = said("grace-given", first=one.deadline.worked_out, how=allow.worked_out, n=n, times=one.grace.times, year=year)
        moved[one.id] = replace(one, deadline=replace(allow, worked_out=how, by=allow.by or one.deadline.by))
    return [moved.get(one.id, one) for one in several]
