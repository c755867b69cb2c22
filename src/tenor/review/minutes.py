"""Minutes: to be sent, sent, received, answered or deemed agreed, final (semantics 9; only the supplier's answer counts)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tenor.base.deadline import Deadline
from tenor.base.phrases.due import DuePhrase
from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesIssued, MinutesReceived, MinutesSent
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.model import Minutes
from tenor.review.notices import receipt
from tenor.terms.model import Due, MeetingTerms, MinutesTerms, Terms
from tenor.terms.work_out import Moorings, work_out


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesStory:
    """The minutes of one meeting: its acts, and the terms that rule them. Days are asked of it."""

    held: Act
    terms: Terms
    ruled: MinutesTerms
    sent: list[Act] = field(default_factory=list)
    received: list[Act] = field(default_factory=list)
    answers: list[Act] = field(default_factory=list)
    issued: list[Act] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.held.event.meeting)

    def send_due(self) -> Deadline | None:
        return self._deadline(self.ruled.due, {"meeting": self.held.day})

    def version_on(self, on: date) -> Act | None:
        """The latest version sent: a new one restarts everything."""
        return next((a for a in reversed(self.sent) if a.day <= on), None)

    def received_on(self, on: date) -> date | None:
        """Receipt of the latest version, by acknowledgement or the notice clause; None while unknown."""
        version = self.version_on(on)
        if version is None:
            return None
        after = [a for a in self.received if a.day <= on and (a.day, a.order) > (version.day, version.order)]
        day, _ = receipt(self.terms, version.day, version.event.method, after[0] if after else None)
        return day if day is not None and day <= on else None

    def answer_due(self, on: date) -> Deadline | None:
        received = self.received_on(on)
        return None if received is None else self._deadline(self.ruled.answer_due, {"receipt": received, "receipt of minutes": received})

    def answer(self, on: date) -> Act | None:
        """The supplier's answer that holds: of the latest version, given in time, or an agreement after a withholding."""
        version, due = self.version_on(on), self.answer_due(on)
        holding: Act | None = None
        for act in self.answers:
            if version is None or act.day > on or (act.day, act.order) < (version.day, version.order):
                continue
            # silence has already agreed: what comes after the last day is a comment
            if holding is None and self.ruled.silence and due is not None and act.day > due.due:
                continue
            holding = act
        return holding

    def agreed_on(self, on: date) -> tuple[date | None, bool]:
        """(day agreed, deemed) at the close of a day."""
        answer, due = self.answer(on), self.answer_due(on)
        if answer is not None:
            return (answer.day, False) if answer.event.answer == "agreed" else (None, False)
        deemed = self.ruled.silence == "agreed" and due is not None and on > due.due
        return (due.due, True) if deemed and due is not None else (None, False)

    def final_due(self, on: date) -> Deadline | None:
        """By when the final version is due: after agreement, or after a withholding where both texts are kept."""
        agreed, _ = self.agreed_on(on)
        answer = self.answer(on)
        if agreed is None and answer is not None and self.ruled.if_withheld == "keep both texts":
            agreed = answer.day
        return None if agreed is None else self._deadline(self.ruled.final, {"agreement": agreed})

    def final_on(self, on: date) -> date | None:
        version = self.version_on(on)
        return next((a.day for a in self.issued if a.day <= on and version is not None and a.day >= version.day), None)

    def _deadline(self, due: Due, anchors: dict[str, date]) -> Deadline | None:
        return work_out(self.terms, due, Moorings(anchors=anchors)) if isinstance(due, DuePhrase) else None


def minutes_stories(timeline: Timeline, facts: Facts) -> list[MinutesStory]:
    """The minutes of every meeting that the terms want minutes of."""
    found = []
    for held in facts.of(MeetingHeld):
        terms = timeline.on(held.day, held.day)
        meeting = meeting_of(terms, held.event.series)
        if meeting is None or meeting.minutes is None:
            continue
        own = [a for a in facts.of(MinutesSent, MinutesReceived, MinutesAnswered, MinutesIssued) if a.event.meeting == held.event.meeting]
        found.append(
            MinutesStory(
                held=held,
                terms=terms,
                ruled=meeting.minutes,
                sent=[a for a in own if isinstance(a.event, MinutesSent)],
                received=[a for a in own if isinstance(a.event, MinutesReceived)],
                answers=[a for a in own if isinstance(a.event, MinutesAnswered)],
                issued=[a for a in own if isinstance(a.event, MinutesIssued)],
            )
        )
    return found


def meeting_of(terms: Terms, series: str) -> MeetingTerms | None:
    """The series by id; with one series in the contract, that one."""
    named = next((m for m in terms.meetings if m.id == series), None)
    return named or (terms.meetings[0] if len(terms.meetings) == 1 and not series else None)


def minutes_on(stories: list[MinutesStory], on: date) -> list[Minutes]:
    """The minutes of every meeting held by a day, as they stand at its close."""
    return [_on(story, on) for story in stories if story.held.day <= on]


def _on(story: MinutesStory, on: date) -> Minutes:
    version, answer, due = story.version_on(on), story.answer(on), story.answer_due(on)
    agreed, _ = story.agreed_on(on)
    withheld = answer is not None and answer.event.answer == "withheld"
    return Minutes(
        meeting=story.id,
        held_on=story.held.day,
        clause=story.ruled.clause,
        state=_state(story, on),  # type: ignore[arg-type]
        sent_on=version.day if version else None,
        received_on=story.received_on(on),
        answer_due=due.due if due else None,
        answered_on=answer.day if answer else None,
        agreed_on=agreed,
        final_on=story.final_on(on),
        worked_out=due.worked_out if due else None,
        withheld=answer.event.items if answer is not None and withheld else (),
    )


def _state(story: MinutesStory, on: date) -> str:
    if story.final_on(on) is not None:
        return "final"
    if story.version_on(on) is None:
        return "to be sent"
    answer = story.answer(on)
    if answer is not None:
        return "approved" if answer.event.answer == "agreed" else "withheld"
    agreed, deemed = story.agreed_on(on)
    if deemed and agreed is not None:
        return "deemed agreed"
    return "sent, receipt unknown" if story.received_on(on) is None else "received"
