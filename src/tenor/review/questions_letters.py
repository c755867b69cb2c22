"""Questions to letters before they go out: what is written by one person is approved by another, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.ledger.events.notices import NoticeAdvised, NoticeApproved, NoticeDrafted
from tenor.ledger.model import Act
from tenor.review.things import Question


def not_issued(asked: Question) -> Iterator[Problem]:
    if asked.event.notice in asked.known("notice"):
        yield problem("notice-issued-before", notice=asked.event.notice)


def all_stated(asked: Question) -> Iterator[Problem]:
    """No letter goes to a second person without all that the contract says it must state. Where nobody says who acts this is not
    asked: an import replays."""
    event = asked.event
    step = asked.then.terms.steps.get(event.step)
    for n, what in enumerate(step.must_state if step else (), 1):
        if asked.by and str(n) not in event.stated:
            yield problem("letter-not-stated", clause=step.clause if step else (), n=n, what=what)


def looked_at_by_legal(asked: Question) -> Iterator[Problem]:
    """A notice that stands under another clause is approved once somebody who knows the law has looked at this very text."""
    event = asked.event
    step = asked.then.terms.steps.get(_drafted(asked)[-1].event.step)
    advised = [act.event.text_hash for act in asked.then.facts.of(NoticeAdvised) if act.event.notice == event.notice]
    if step is not None and step.under and event.text_hash not in advised:
        yield problem("letter-not-advised", notice=event.notice, under=step.under)


def text_asked_about(asked: Question) -> Iterator[Problem]:
    """Approved is the text that lies there, not one that has changed since."""
    if asked.event.text_hash != _drafted(asked)[-1].event.text_hash:
        yield problem("letter-changed", notice=asked.event.notice)


def second_person(asked: Question) -> Iterator[Problem]:
    """Whoever wrote it cannot approve it. Where nobody says who acts (a test, an import) this cannot be asked."""
    if asked.by and asked.by == _drafted(asked)[-1].entry.by:
        yield problem("approved-by-writer", notice=asked.event.notice)


def approved(asked: Question) -> Iterator[Problem]:
    """The buyer's letter goes out as a second person approved it. Where nobody says who acts this is not asked: an import replays."""
    event = asked.event
    if not asked.by or asked.side != "buyer":
        return
    drafts = _drafted(asked)
    approvals = [act for act in asked.then.facts.of(NoticeApproved) if act.event.notice == event.notice]
    if not drafts or asked.known("letter").get(event.notice) != "approved" or not approvals:
        yield problem("letter-not-approved", notice=event.notice)
    elif event.text_hash != approvals[-1].event.text_hash:
        yield problem("letter-changed", notice=event.notice)


def _drafted(asked: Question) -> list[Act]:
    return [act for act in asked.then.facts.of(NoticeDrafted) if act.event.notice == asked.event.notice]
