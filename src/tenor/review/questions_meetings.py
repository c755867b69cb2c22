"""Questions to acts about agendas, attendance, actions and how it is to work together."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.events.meetings import ActionAgreed, ActionMoved, AgendaIssued, MeetingHeld, StartSigned
from tenor.review.before_start import signers
from tenor.review.minutes import meeting_of
from tenor.review.things import Question
from tenor.review.whose import side_of

FIRST, LAST = 1, 5  # marks that a side gives the other


def every_block(asked: Question) -> Iterator[Problem]:
    """No block of the contract's agenda is dropped unnoticed: each stands on it, if only to say that there is nothing to report.

    The keys of the terms' blocks are their numbers, "1", "2" …; what is added has other keys."""
    event = asked.event
    meeting = meeting_of(asked.then.terms, event.series) if event.series or not event.title else None
    for n, block in enumerate(meeting.agenda if meeting else (), 1):
        if str(n) not in event.items:
            yield problem("agenda-block-missing", clause=block.clause, n=n, item=block.item)
    for key in event.nothing:
        if key not in event.items:
            yield problem("agenda-nothing-unknown", item=key)


def later_agenda(asked: Question) -> Iterator[Problem]:
    """Each version of an agenda has a number higher than those before, and a meeting that was held needs none."""
    event = asked.event
    before = [act.event.version for act in asked.then.facts.of(AgendaIssued) if act.event.meeting == event.meeting]
    if event.version <= max(before, default=0):
        yield problem("version-not-later", version=event.version, last=max(before))
    if event.meeting in asked.known("meeting"):
        yield problem("agenda-after-meeting", meeting=event.meeting)


def role_of_other_side(asked: Question) -> Iterator[Problem]:
    """That somebody stood in for one side is for the other to accept."""
    side = side_of(asked.then.terms, asked.event.role)
    if side == asked.side:
        yield problem("substitute-of-own-side", role=asked.event.role, side=said(f"side-{side}"))


def before_start(asked: Question) -> Iterator[Problem]:
    """What is expected from the start is signed at the meeting that was held for it; other meetings, by the sides that the terms name."""
    event, terms = asked.event, asked.then.terms
    held = next(act for act in asked.then.facts.of(MeetingHeld) if act.event.meeting == event.meeting)
    signing = signers(terms, held.event.title, held.event.series, held.day)
    if event.side not in signing:
        yield problem("start-not-its-side" if signing else "start-other-meeting", meeting=event.meeting, side=said(f"side-{event.side}"))


def not_signed_before(asked: Question) -> Iterator[Problem]:
    event = asked.event
    for act in asked.then.facts.of(StartSigned):
        if (act.event.meeting, act.event.side) == (event.meeting, event.side):
            yield problem("start-signed-before", side=said(f"side-{event.side}"), on=act.day)


def later_day_of_action(asked: Question) -> Iterator[Problem]:
    """An action is carried over to a later day than the one it had."""
    event = asked.event
    acts = [act.event for act in asked.then.facts.of(ActionAgreed, ActionMoved) if act.event.action == event.action]
    if acts[-1].due is not None and event.due <= acts[-1].due:
        yield problem("day-not-later", day=event.due, on=acts[-1].due)


def marks(asked: Question) -> Iterator[Problem]:
    """Four questions, each answered from 1 to 5."""
    event = asked.event
    for name in ("tells", "answers", "solves", "fair"):
        if not FIRST <= getattr(event, name) <= LAST:
            yield problem("mark-outside", question=said(f"question-{name}"), first=FIRST, last=LAST)
