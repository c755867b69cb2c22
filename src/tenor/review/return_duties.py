"""Returns as duties: past ones and the next, each by the terms of its period's first day (semantics 10)."""

from __future__ import annotations

from tenor.base.deadline import Deadline
from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.due_on import following_period
from tenor.base.wording import said
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act
from tenor.review.asked import Asked
from tenor.review.in_force import ever, periods_of_return
from tenor.review.scene import Scene
from tenor.review.settling import deadline_of
from tenor.terms.model import ReturnTerms, Terms
from tenor.terms.work_out import Moorings, work_out


def returns_asked(scene: Scene) -> list[Asked]:
    """Those of every return. Done = the first return covering the period."""
    return [one for id in ever(scene.timeline, lambda terms: terms.returns, scene.on) for one in return_asked(scene, id)]


def return_asked(scene: Scene, id: str) -> list[Asked]:
    """Those of one return, also of one that has ended."""
    found: list[Asked] = []
    first = {a.event.covers: a for a in reversed(scene.facts.of(ReturnReceived)) if a.event.ret in ("", id)}
    for period, own, ret in periods_of_return(scene.timeline, id, scene.on):
        found.append(_return(own, ret, period, first.get(period.label)))
        deadline = found[-1].deadline
        if (deadline.due if deadline else period.last) > scene.on:
            break  # of a recurring duty there are all past ones and the next
    return found


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
