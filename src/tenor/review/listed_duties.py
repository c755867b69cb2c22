"""The duties listed in the terms: due once, every so often, or from what happened; and those not done in time (semantics 10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tenor.base.deadline import Deadline, after_hour, on_day
from tenor.base.period import Period
from tenor.base.phrases.due import AtAllTimes, AtOnce, DuePhrase
from tenor.base.phrases.every import EachOf, EveryPeriod, NamedPeriods
from tenor.base.wording import Said, said
from tenor.ledger.events.decisions import DutyExtended, DutyStarted, DutyWaived
from tenor.ledger.events.meetings import FrequencyDecided
from tenor.ledger.model import Facts
from tenor.review.asked import Asked
from tenor.review.decide_by import by_day_or_meeting
from tenor.review.grace import by_hand, with_grace
from tenor.review.in_force import ruled
from tenor.review.model import Ground
from tenor.review.occurrences import Occurrence, occurrences
from tenor.review.row_duties import first_of_each, row_duties, rows_starting
from tenor.review.scene import Scene
from tenor.review.started import BY_START, anchor_of, anchors_of, starts
from tenor.terms.counted import periods_every
from tenor.terms.model import DutyTerms, Hole, SetBy, Terms
from tenor.terms.work_out import Moorings, work_out

DAY = timedelta(days=1)


def listed(scene: Scene, duty: DutyTerms) -> list[Asked]:
    """All of one duty that exist by the day of the review: what starts it several times is owed several times."""
    due = duty.due
    base = Asked(
        id=duty.id,
        what=said("duty-listed", what=duty.what),
        who=duty.by,
        to=duty.to,
        clause=duty.clause,
        kind="duty",
        series=duty.id,
        grace=duty.following.grace,
        earliest=work_out(scene.terms, duty.not_before, Moorings()) if duty.not_before and not duty.every else None,
    )
    in_force = any(each.id == duty.id for each in scene.terms.duties)
    by_rows = [one for rows in rows_starting(duty) for one in row_duties(scene, duty, base, rows)] if isinstance(due, DuePhrase) else []
    found = _starts(scene, duty)
    if (by_rows and isinstance(duty.every, EachOf)) or (duty.when and not found):
        return first_of_each(by_rows)
    if isinstance(due, DuePhrase) and isinstance(duty.every, EachOf):
        return []
    return first_of_each([*by_rows, *_of_starts(scene, duty, base, in_force, found)])


def _of_starts(scene: Scene, duty: DutyTerms, base: Asked, in_force: bool, found: Sequence[Occurrence]) -> list[Asked]:
    due = duty.due
    always = isinstance(due, DuePhrase) and (isinstance(due.form, AtAllTimes) or (isinstance(due.form, AtOnce) and not duty.when))
    if in_force and isinstance(due, DuePhrase) and always:
        return [replace(base, always=True, why_no_day=said("at-all-times" if isinstance(due.form, AtAllTimes) else "at-once"))]
    if isinstance(due, DuePhrase) and (duty.set_by is not None or isinstance(duty.every, EveryPeriod | NamedPeriods)):
        return _recurring(scene, duty, base) or ([replace(base, why_no_day=_no_period(duty))] if in_force else [])
    if isinstance(due, DuePhrase):
        dated = [_started(scene, duty, replace(base, id=_id(duty, n, start)), start) for n, start in enumerate(found)]
        several = dated or [replace(base, deadline=_deadline(scene, duty), why_no_day=said("no-day-until-started"))]
        return several if in_force else [one for one in several if _was_asked(scene, duty, one.deadline)]
    if not in_force:
        return []
    if duty.set_by is not None:
        return [replace(base, always=True, why_no_day=said("set-by", who=duty.set_by.who))]
    if isinstance(due, SetBy):
        # until somebody sets a day it stands, as what is owed whenever it is asked for
        return [replace(base, always=True, why_no_day=said("set-by", who=due.who))]
    return [replace(base, why_no_day=said("hole-" + _kind(due), where=due.where if isinstance(due, Hole) else ""))]


def _was_asked(scene: Scene, duty: DutyTerms, deadline: Deadline | None) -> bool:
    """Of a duty that has ended: whether its day had come before it did."""
    then = scene.timeline.on(deadline.due, scene.on) if deadline is not None and deadline.due <= scene.on else None
    return then is not None and any(each.id == duty.id for each in then.duties)


def not_in_time(
    facts: Facts,
    id: str,
    deadline: Deadline | None,
    done_on: date | None,
    terms: Terms,
    late_by: DuePhrase | None,
    done_at: datetime | None = None,
) -> list[Ground]:
    """The ground of a duty past its day: none where it was waived before, and taken away by an extension given later."""
    extended = [(a.day, a.event.to) for a in facts.of(DutyExtended) if a.event.duty == id]
    waived = min((a.day for a in facts.of(DutyWaived) if a.event.duty == id), default=date.max)
    ends = [day for day, _ in extended] + [date.max]
    found = []
    for n, due in enumerate([deadline.due if deadline else None, *(to for _, to in extended)]):
        if due is None:
            continue
        first = deadline if n == 0 else on_day(due)
        limit = work_out(terms, late_by, Moorings(anchors={"due": (first.moment if first else None) or due})) if late_by else first
        met_on = max((limit.due if limit else due) + DAY, extended[n - 1][0] if n else date.min)
        until = ends[n] if ends[n] < date.max else None
        kept = done_on is not None and done_on < met_on
        if limit is not None and done_on == limit.due and after_hour(limit, done_at):
            kept = False
        if not kept and waived >= met_on and (until is None or met_on < until):
            found.append(Ground(name="late", met_on=met_on, until=until, because=(said("because-duty-late", duty=id, due=due),)))
    return found


def late_listed(scene: Scene, duty: DutyTerms, late_by: DuePhrase | None) -> Iterator[tuple[str, list[Ground]]]:
    """Each of one duty that was not done in time, by its id."""
    several = [by_hand(scene.facts, one) for one in listed(scene, duty)]
    for one in with_grace(scene.terms, scene.facts, several, scene.on):
        grounds = not_in_time(scene.facts, one.id, one.deadline, one.done_on, scene.terms, late_by, one.done_at)
        if grounds:
            yield one.id, grounds


def _recurring(scene: Scene, duty: DutyTerms, base: Asked) -> list[Asked]:
    """One for each period, by the terms of its first day: all past ones and the next."""
    found: list[Asked] = []
    for period, then, own in ruled(scene.timeline, lambda each: each.duties, duty.id, lambda one: _periods(scene, one), scene.on):
        deadline = work_out(then, own.due, Moorings(period=period), own.if_closed) if isinstance(own.due, DuePhrase) else None
        what = said("duty-listed-for", what=own.what, period=period.said)
        earliest = work_out(then, own.not_before, Moorings(period=period)) if own.not_before else None
        found.append(replace(base, id=f"{duty.id} {period.label}", what=what, deadline=deadline, earliest=earliest))
        if (deadline.due if deadline else period.last) > scene.on:
            break
    return found


def _no_period(duty: DutyTerms) -> Said:
    """Why nothing of it is due yet: nobody has decided how often, or its periods are not said."""
    return said("set-by", who=duty.set_by.who) if duty.set_by is not None else said("hole-not-said", where="")


def _periods(scene: Scene, duty: DutyTerms) -> list[Period]:
    """Those of its rhythm; where a person decides how often, of what is expected, and after a decision, once the
    one that runs has ended, of what was decided."""
    terms = scene.terms
    found = list(periods_every(terms, duty.every)) if duty.every is not None else []
    for act in scene.facts.of(FrequencyDecided) if duty.set_by is not None else ():
        if act.event.series == duty.id:
            found = [one for one in found if one.first < act.day]
            begins = max(act.day, *(one.last + DAY for one in found)) if found else act.day
            found += [one for one in periods_every(terms, EveryPeriod(kind=act.event.every)) if one.first >= begins]
    return found


def _id(duty: DutyTerms, n: int, start: Occurrence) -> str:
    """The first is called as the duty is, each further one by its day as well."""
    return duty.id if n == 0 else f"{duty.id} {start.day.isoformat()}"


def _kind(due: object) -> str:
    return due.kind.replace(" ", "-") if isinstance(due, Hole) else "not-said"


def _starts(scene: Scene, duty: DutyTerms) -> list[Occurrence]:
    """What starts it, in order of day: recorded for the duty itself, an event of its `when`, else the event its day is counted from."""
    own = [a for a in scene.facts.of(DutyStarted) if a.event.duty == duty.id and a.day <= scene.on]
    if own:
        return [Occurrence(id=own[-1].ref, day=own[-1].day, until=None, entry=own[-1].ref, because=(), when=own[-1].when)]
    if duty.when:
        return starts(scene, duty)
    anchor = anchor_of(duty.due)
    return [] if anchor in ("", *BY_START) else occurrences(scene, anchor)[:1]


def _deadline(scene: Scene, duty: DutyTerms) -> Deadline | None:
    """Of one that nothing starts: by the terms in force, or of the contract's start."""
    then = scene.timeline.on(scene.timeline.starts, scene.on) if _of_start(duty.due) else scene.terms
    ruled = next((each for each in then.duties if each.id == duty.id), duty)
    return work_out(then, ruled.due, Moorings(), ruled.if_closed) if isinstance(ruled.due, DuePhrase) else None


def _of_start(phrase: object) -> bool:
    """Whether it is counted from the contract's start."""
    return isinstance(phrase, DuePhrase) and str(getattr(phrase.form, "anchor", "")).lower() == "contract start"


def _started(scene: Scene, duty: DutyTerms, base: Asked, start: Occurrence) -> Asked:
    """By the terms of the day it was started: its day, and the first on which it may be done."""
    then = scene.timeline.on(start.day, scene.on)
    ruled = next((each for each in then.duties if each.id == duty.id), duty)

    def day(phrase: object) -> Deadline | None:
        if not isinstance(phrase, DuePhrase):
            return None
        own = {duty.id.lower(): start.when or start.day, "": start.day}
        anchors = {**anchors_of(scene, ruled, start, anchor_of(phrase)), **own}
        return by_day_or_meeting(scene, then, phrase, start.day, Moorings(anchors=anchors), ruled.if_closed)

    return replace(base, deadline=day(ruled.due), earliest=day(ruled.not_before))
