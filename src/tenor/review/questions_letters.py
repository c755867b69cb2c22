"""Questions to letters before they go out: what is written by one person is approved by another, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.problem import Problem, problem
from tenor.ledger.events.notices import NoticeApproved, NoticeDrafted
from tenor.ledger.model import Act
from tenor.review.things import Question


def not_issued(asked: Question) -> Iterator[Problem]:
    if asked.event.notice in asked.known("notice"):
        yield problem("notice-issued-before", notice=asked.event.notice)


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
