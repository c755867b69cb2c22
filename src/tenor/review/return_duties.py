"""Returns as duties: past ones and the next, each by the terms of its period's first day (semantics 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tenor.base.deadline import Deadline
from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.due_on import following_period
from tenor.base.wording import said
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act
from tenor.review.asked import Asked
from tenor.review.decide_by import by_day_or_meeting
from tenor.review.in_force import ever, periods_of_return
from tenor.review.occurrences import Occurrence
from tenor.review.scene import Scene
from tenor.review.settling import deadline_of
from tenor.review.started import anchor_of, anchors_of, starts
from tenor.terms.model import ReturnTerms, Terms
from tenor.terms.work_out import Moorings, work_out


def returns_asked(scene: Scene) -> list[Asked]:
    """Those of every return. Done = the first return covering the period."""
    return [one for id in ever(scene.timeline, lambda terms: terms.returns, scene.on) for one in return_asked(scene, id)]


def return_asked(scene: Scene, id: str) -> list[Asked]:
    """Those of one return, also of one that has ended."""
    found: list[Asked] = []
    first = {a.event.covers: a for a in reversed(scene.facts.of(ReturnReceived)) if a.event.ret in ("", id)}
    by_event = [ret for ret in ever(scene.timeline, lambda terms: terms.returns, scene.on).get(id, []) if ret.when][:1]
    if by_event:
        return [_asked_for(scene, by_event[0], start, first) for start in starts(scene, by_event[0])]
    for period, own, ret in periods_of_return(scene.timeline, id, scene.on):
        found.append(_return(own, ret, period, first.get(period.label)))
        deadline = found[-1].deadline
        if (deadline.due if deadline else period.last) > scene.on:
            break  # of a recurring duty there are all past ones and the next
    return found


def _asked_for(scene: Scene, ret: ReturnTerms, start: Occurrence, first: Mapping[str, Act]) -> Asked:
    """One that what happened on a day asks for, by the terms of that day: it covers the day."""
    terms = scene.timeline.on(start.day, scene.on)
    own = next((one for one in terms.returns if one.id == ret.id), ret)
    day = Period(kind="day", first=start.day, last=start.day, label=start.day.isoformat())
    found = _return(terms, own, day, first.get(day.label))

    def worked_out(phrase: object) -> Deadline | None:
        if not isinstance(phrase, DuePhrase):
            return None
        anchors = {**anchors_of(scene, own, start, anchor_of(phrase)), "": start.day}
        return by_day_or_meeting(scene, terms, phrase, start.day, Moorings(period=day, anchors=anchors), own.if_closed)

    return replace(found, deadline=worked_out(own.due), earliest=worked_out(own.not_before), because=start.because)


def _return(terms: Terms, ret: ReturnTerms, period: Period, act: Act | None) -> Asked:
    return Asked(
        id=f"{ret.id} {period.label}",
        what=said("duty-return", period=period.said, ret=ret.id),
        who=ret.by,
        to=ret.to,
        clause=ret.clause,
        kind="return",
        deadline=deadline_of(terms, ret, period),
        done_on=act.day if act is not None else None,
        done_at=act.entry.moment if act is not None else None,
        series=ret.id,
        grace=ret.following.grace,
        earliest=_earliest(terms, ret, period),
    )


def _earliest(terms: Terms, ret: ReturnTerms, period: Period) -> Deadline | None:
    """The first day on which it may be given."""
    if not isinstance(ret.not_before, DuePhrase):
        return None
    given_in = following_period(period, terms.contract.starts) if ret.covers == "previous period" else period
    return work_out(terms, ret.not_before, Moorings(period=given_in), ret.if_closed)
