"""Answers: to a plan, a notice, a return or a duty that was done. Each is itself a duty, "answer to X"; where the terms say so, silence
is an answer, from the day after the last day for it and never while receipt is unknown (terms-language 8; semantics 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tenor.base.deadline import Deadline, in_time, london_day, on_day
from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import Said, said
from tenor.ledger.events.answers import DutyAnswered, ReceiptAcknowledged
from tenor.ledger.events.decisions import DutyExtended, DutyWaived
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.notices import receipt
from tenor.review.whose import side_of
from tenor.terms.model import Answer, Clause, Terms
from tenor.terms.work_out import Moorings, work_out

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Something given that awaits an answer. `name`: as the terms call it; `id`: its own. `received_on`: where that is known already.
    `may_deem`: whether silence can speak for it, which it cannot for a plan that is not complete."""

    name: str
    id: str
    answer: Answer
    clause: Clause
    act: Act
    by: tuple[str, ...]
    received_on: date | None = None
    how_received: Said | None = None
    method: str = ""
    may_deem: bool = True
    received_when: date | datetime | None = None

    @property
    def duty(self) -> str:
        """The id of the duty to answer."""
        own = self.id == self.name or self.id.startswith(f"{self.name} ")
        return f"answer to {self.id}" if own else f"answer to {self.name} {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer there is. `day`: on which it was given, or as of which silence gave it; `known_from`: the first day it holds."""

    choice: str
    day: date
    known_from: date
    because: Said
    act: Act | None = None
    received_when: date | datetime | None = None  # by the side that gave what was answered

    @property
    def received_on(self) -> date | None:
        """The day of that receipt."""
        return london_day(self.received_when) if isinstance(self.received_when, datetime) else self.received_when

    @property
    def by_silence(self) -> bool:
        return self.act is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStory:
    """What was given, when it was received, by when it is to be answered, and the answer. `deadline` None: no clock runs."""

    given: Given
    received_on: date | None
    how_received: Said | None
    deadline: Deadline | None
    outcome: Outcome | None

    @property
    def duty(self) -> str:
        return self.given.duty

    def outcome_on(self, day: date) -> Outcome | None:
        """The answer that holds at the close of a day."""
        return self.outcome if self.outcome is not None and self.outcome.known_from <= day else None


def answer_story(timeline: Timeline, facts: Facts, given: Given, replaced: Act | None = None) -> AnswerStory:
    """What became of something given. `replaced`: the act that gave it anew, after which nothing is heard of this one."""
    acts = [a for a in facts.of(ReceiptAcknowledged, DutyAnswered) if a.event.duty == given.duty and _between(a, given.act, replaced)]
    terms = timeline.on(given.act.day, given.act.day)
    received_on, how, since = _received(terms, given, acts)
    deadline = _extended(facts, given.duty, _deadline(timeline, given, received_on, since))
    answered = next((a for a in acts if isinstance(a.event, DutyAnswered)), None)
    outcome = None
    if answered is not None and (replaced is None or answered.order < replaced.order):
        outcome = _spoken(terms, given, answered, acts)
    silent = _silent(facts, given, received_on, deadline)
    if silent is not None and (
        outcome is None or answered is None or deadline is None or not _before_silence(deadline, answered, received_on)
    ):
        outcome = silent if replaced is None or silent.known_from <= replaced.day else None
    return AnswerStory(given=given, received_on=received_on, how_received=how, deadline=deadline, outcome=outcome)


def _before_silence(deadline: Deadline, answered: Act, received_on: date | None) -> bool:
    """Once silence has spoken, an answer is a comment: on the last day, after its hour."""
    if received_on is not None and received_on > deadline.due:
        return answered.day <= received_on
    return in_time(deadline, answered.day, answered.entry.moment)


def _between(act: Act, first: Act, last: Act | None) -> bool:
    at = (act.day, act.order)
    return at > (first.day, first.order) and (last is None or at < (last.day, last.order))


def _received(terms: Terms, given: Given, acts: Sequence[Act]) -> tuple[date | None, Said | None, date | datetime | None]:
    """The earliest that is known: by the way it was sent, as somebody says, or because who answers has entered or answered it. With what
    hours are counted from: its moment, where that is known."""
    if given.received_on is not None:
        return given.received_on, given.how_received, given.received_when or given.received_on
    side = side_of(terms, given.answer.by)
    if given.act.entry.side == side:
        return given.act.day, said("received-entered", on=given.act.day, entry=given.act.ref), given.act.when
    heard = next((a for a in acts if a.entry.side == side or isinstance(a.event, DutyAnswered)), None)
    received_on, how = receipt(terms, given.act.day, given.method, heard)
    return received_on, how, heard.when if heard is not None and heard.day == received_on else received_on


def _deadline(timeline: Timeline, given: Given, received_on: date | None, when: date | datetime | None) -> Deadline | None:
    """Counted by the terms of the day its trigger happened."""
    if not isinstance(given.answer.due, DuePhrase):
        return None
    since = received_on or given.act.day
    anchors = dict.fromkeys(("request", "sending", f"issue of {given.name}".lower()), given.act.when)
    if when is not None:
        anchors |= dict.fromkeys(("receipt", "notice", f"receipt of {given.name}".lower(), given.name.lower()), when)
    return work_out(timeline.on(since, since), given.answer.due, Moorings(anchors=anchors))


def _extended(facts: Facts, duty: str, deadline: Deadline | None) -> Deadline | None:
    """More time, where it was given before the time was over."""
    for act in facts.of(DutyExtended):
        if deadline is not None and act.event.duty == duty and act.day <= deadline.due:
            deadline = replace(on_day(act.event.to), worked_out=said("deadline-extended", due=act.event.to, on=act.day, entry=act.ref))
    return deadline


def _spoken(terms: Terms, given: Given, answered: Act, acts: Sequence[Act]) -> Outcome:
    choice = str(answered.event.choice)
    why = said("answered", choice=choice, duty=given.duty, on=answered.day, entry=answered.ref)
    giver = next((side for who in given.by if (side := side_of(terms, who))), given.act.entry.side)
    heard = next((a for a in acts if isinstance(a.event, ReceiptAcknowledged) and a.entry.side == giver and a.order > answered.order), None)
    received = answered.day if answered.entry.side == giver else receipt(terms, answered.day, answered.event.method, heard)[0]
    if answered.entry.side == giver or (heard is not None and heard.day == received):
        since: date | datetime | None = answered.when if answered.entry.side == giver else heard.when if heard else None
    else:
        since = received
    return Outcome(choice=choice, day=answered.day, known_from=answered.day, because=why, act=answered, received_when=since)


def _silent(facts: Facts, given: Given, received_on: date | None, deadline: Deadline | None) -> Outcome | None:
    """Silence speaks as of the last day, from the day after. Never while receipt is unknown; not once the answer was waived in time."""
    if not given.answer.silence or not given.may_deem or received_on is None or deadline is None:
        return None
    day = max(deadline.due, received_on)
    if any(a.event.duty == given.duty and a.day <= day for a in facts.of(DutyWaived)):
        return None
    why = said("answered-by-silence", choice=given.answer.silence, duty=given.duty, day=day, received=received_on)
    return Outcome(choice=given.answer.silence, day=day, known_from=day + DAY, because=why)
