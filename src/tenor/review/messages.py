"""Messages of one side to the other about something, with what was answered; and those that nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tenor.ledger.events.working_together import MessageAnswered, MessageSent
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.review.need_model import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the other side wrote back. `text` "": no words were kept with it, or they were erased."""

    by: str
    side: str
    on: date
    moment: datetime | None
    text: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, as it stands at the close of the review's day. `about`: a thing by kind and id ("plan plan-1"), "" for none.
    `entry`: the id of the entry that holds it. `erased`: its words were taken out of the record."""

    id: str
    about: str
    by: str
    side: str
    on: date
    moment: datetime | None
    text: str
    entry: str
    erased: bool = False
    answer: Answer | None = None


def messages(review: Review, about: str | None = None) -> tuple[Message, ...]:
    """The messages about a thing, in the order in which they were sent; with no `about`, all of them."""
    answers = {act.event.message: act for act in review.facts.of(MessageAnswered)}
    sent = [act for act in review.facts.of(MessageSent) if about is None or act.event.about == about]
    return tuple(_message(act, answers.get(act.event.message)) for act in sent)


def unanswered(review: Review, about: str | None = None, *, side: Side | None = None) -> tuple[Message, ...]:
    """Those of them that nobody has answered by the review's day. `side`: only those this side sent."""
    return tuple(one for one in messages(review, about) if one.answer is None and side in (None, one.side))


def text_of(act: Act) -> str:
    """The text in an act's words; "" where it has none, or they were erased."""
    bodies = (act.entry.words, act.entry.body)
    return next((str(body.content.get("text", "")) for body in bodies if body is not None and body.kind == "words"), "")


def is_erased(act: Act) -> bool:
    """Whether there were words and they are gone."""
    return bool(act.entry.body_hash) and act.entry.body is None


def _message(act: Act, answered: Act | None) -> Message:
    return Message(
        id=act.event.message,
        about=act.event.about,
        by=act.entry.by,
        side=act.entry.side,
        on=act.day,
        moment=act.entry.moment,
        text=text_of(act),
        entry=act.entry.id,
        erased=is_erased(act),
        answer=None if answered is None else _answer(answered),
    )


def _answer(act: Act) -> Answer:
    return Answer(by=act.entry.by, side=act.entry.side, on=act.day, moment=act.entry.moment, text=text_of(act), entry=act.entry.id)
