"""How it is to work together: what either side says of the other, the four marks each gives the other, and how fast each answers."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.desk.pages.view import Data, View
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.working_together import FeedbackGiven, OtherSideRated
from tenor.ledger.model import Act
from tenor.review.clause_of import clause_of
from tenor.review.messages import is_erased, text_of
from tenor.review.reply_times import Replies, reply_times

MARKS = ("tells", "answers", "solves", "fair")


def make(view: View) -> Data:
    """{"given": newest first, "rated": oldest first, "meetings": newest first, "replies": of buyer and supplier, "clause"}."""
    facts = view.review.facts
    held = {act.event.meeting: act.day.isoformat() for act in facts.of(MeetingHeld)}
    return {
        "given": [_given(act, held) for act in reversed(facts.of(FeedbackGiven))],
        "rated": list(_rated(view, held)),
        "meetings": [{"id": id, "on": on} for id, on in sorted(held.items(), key=lambda one: one[1], reverse=True)],
        "replies": [_replies(one) for one in reply_times(view.review)],
        "clause": list(clause_of(view.review.terms, "feedback")),
    }


def _given(act: Act, held: dict[str, str]) -> Data:
    event = act.event
    return {
        "id": event.feedback,
        "kind": event.kind,
        "meeting": event.meeting,
        "meeting_on": held.get(event.meeting),
        "own": act.entry.seen_by != "both",
        "erased": is_erased(act),
        **_said(act),
    }


def _rated(view: View, held: dict[str, str]) -> Iterator[Data]:
    for act in view.review.facts.of(OtherSideRated):
        event = act.event
        marks = {name: getattr(event, name) for name in MARKS}
        yield {"id": event.rated, "meeting": event.meeting, "meeting_on": held.get(event.meeting), "marks": marks, **_said(act)}


def _said(act: Act) -> Data:
    at = act.entry.moment.isoformat() if act.entry.moment is not None else act.day.isoformat()
    return {"by": act.entry.by, "side": act.entry.side, "on": act.day.isoformat(), "at": at, "text": text_of(act)}


def _replies(one: Replies) -> Data:
    """`median`: numerator and denominator (1 or 2)."""
    return {
        "side": one.side,
        "asked": one.asked,
        "answered": one.answered,
        "median": None if one.median is None else [one.median.numerator, one.median.denominator],
        "longest": one.longest,
        "unanswered": [{"kind": each.kind, "id": each.id, "on": each.asked_on.isoformat()} for each in one.unanswered],
    }
