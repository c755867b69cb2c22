"""How long each side takes to answer: messages and queries, in working days of the contract's own calendar. No rating hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tenor.base.days import Calendar
from tenor.ledger.events.returns import QueryAnswered, QueryRaised
from tenor.review.messages import messages
from tenor.review.model import Review
from tenor.review.need_model import Side

DAY = timedelta(days=1)
OTHER: dict[str, Side] = {"buyer": "supplier", "supplier": "buyer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Something one side asked: a message or a query. `side`: whose answer is waited for; `days`: working days until it came."""

    kind: str
    id: str
    side: Side
    asked_on: date
    answered_on: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """What one side was asked and answered. `median`: working days to answer, of those it answered; None where it answered none."""

    side: Side
    asked: int
    answered: int
    median: Fraction | None
    longest: int | None
    unanswered: tuple[Asking, ...]


def reply_times(review: Review) -> tuple[Replies, Replies]:
    """Of the buyer, then of the supplier, at the close of the review's day."""
    calendar = review.terms.calendar
    asked = [_timed(one, calendar) for one in (*_messages(review), *_queries(review))]
    return (_replies("buyer", asked), _replies("supplier", asked))


def working_days(asked_on: date, answered_on: date, calendar: Calendar) -> int:
    """How many working days lie after the day it was asked, up to the day of the answer: 0 on the same day."""
    return calendar.open_days(asked_on + DAY, answered_on)


def median(days: Sequence[int]) -> Fraction | None:
    """The middle one; halfway between the two in the middle where they are an even number."""
    if not days:
        return None
    ordered, middle = sorted(days), len(days) // 2
    return Fraction(ordered[middle]) if len(days) % 2 else Fraction(ordered[middle - 1] + ordered[middle], 2)


def _replies(side: Side, asked: Sequence[Asking]) -> Replies:
    own = sorted((one for one in asked if one.side == side), key=lambda one: (one.asked_on, one.id))
    days = [one.days for one in own if one.days is not None]
    return Replies(
        side=side,
        asked=len(own),
        answered=len(days),
        median=median(days),
        longest=max(days, default=None),
        unanswered=tuple(one for one in own if one.days is None),
    )


def _timed(one: Asking, calendar: Calendar) -> Asking:
    if one.answered_on is None:
        return one
    days = working_days(one.asked_on, one.answered_on, calendar)
    return Asking(kind=one.kind, id=one.id, side=one.side, asked_on=one.asked_on, answered_on=one.answered_on, days=days)


def _messages(review: Review) -> Iterator[Asking]:
    for one in messages(review):
        if one.side in OTHER:
            yield Asking(
                kind="message", id=one.id, side=OTHER[one.side], asked_on=one.on, answered_on=one.answer.on if one.answer else None
            )


def _queries(review: Review) -> Iterator[Asking]:
    answered = {act.event.query: act.day for act in reversed(review.facts.of(QueryAnswered))}
    for act in review.facts.of(QueryRaised):
        if act.entry.side in OTHER:
            id = act.event.query
            yield Asking(kind="query", id=id, side=OTHER[act.entry.side], asked_on=act.day, answered_on=answered.get(id))
