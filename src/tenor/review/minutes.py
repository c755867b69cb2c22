"""Minutes: to be sent, sent, received, answered or deemed agreed, final (semantics 9; only the supplier's answer counts)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tenor.base.deadline import Deadline, in_time
from tenor.base.phrases.due import DuePhrase
from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesIssued, MinutesReceived, MinutesSent
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.model import Minutes
from tenor.review.notices import receipt
from tenor.terms.model import Due, MeetingTerms, MinutesTerms, Terms
from tenor.terms.work_out import Moorings, work_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The minutes of one meeting at the close of a day: the latest version sent, and what followed from it.

    `answer`: the supplier's answer that holds. `agreed_on`: the day agreed, or by silence the last day to answer (`deemed`)."""

    held: Act
    ruled: MinutesTerms
    sent: Sequence[Act]
    version: Act | None
    received_on: date | None
    first_answer: Act | None
    answer: Act | None
    answer_due: Deadline | None
    agreed_on: date | None
    deemed: bool
    send_due: Deadline | None
    final_due: Deadline | None
    final_on: date | None

    @property
    def id(self) -> str:
        """The meeting's."""
        return str(self.held.event.meeting)


def standings(timeline: Timeline, facts: Facts, on: date) -> list[Standing]:
    """The minutes of every meeting held by a day that the terms want minutes of. `facts` hold nothing later than the day."""
    own: dict[str, list[Act]] = {}
    for act in facts.of(MinutesSent, MinutesReceived, MinutesAnswered, MinutesIssued):
        own.setdefault(act.event.meeting, []).append(act)
    found = []
    for held in facts.of(MeetingHeld):
        terms = timeline.on(held.day, held.day)
        # a meeting that a step asked for is of no series unless it says so
        meeting = None if held.event.title and not held.event.series else meeting_of(terms, held.event.series)
        if meeting is not None and meeting.minutes is not None:
            found.append(_standing(timeline, meeting.minutes, held, own.get(held.event.meeting, []), on))
    return found


def meeting_of(terms: Terms, series: str) -> MeetingTerms | None:
    """The series by id; with one series in the contract, that one."""
    named = next((m for m in terms.meetings if m.id == series), None)
    return named or (terms.meetings[0] if len(terms.meetings) == 1 and not series else None)


def _standing(timeline: Timeline, ruled: MinutesTerms, held: Act, acts: Sequence[Act], on: date) -> Standing:
    sent = [a for a in acts if isinstance(a.event, MinutesSent)]
    version = sent[-1] if sent else None
    # a new version sent restarts everything
    after = [a for a in acts if version is not None and (a.day, a.order) > (version.day, version.order)]
    received_on = _received(timeline, version, after, on)
    heard = next((a.when for a in after if isinstance(a.event, MinutesReceived) and a.day == received_on), None)
    answer_due = _deadline(timeline, ruled.answer_due, "receipt", received_on, heard)
    answers = [a for a in after if isinstance(a.event, MinutesAnswered)]
    first, answer = _answer(ruled, answers, answer_due)
    agreed_on, deemed = _agreed(ruled, answer, answer_due, on)
    settled = agreed_on
    if settled is None and answer is not None and ruled.if_withheld == "keep both texts":
        settled = answer.day
    return Standing(
        held=held,
        ruled=ruled,
        sent=sent,
        version=version,
        received_on=received_on,
        first_answer=first,
        answer=answer,
        answer_due=answer_due,
        agreed_on=agreed_on,
        deemed=deemed,
        send_due=_deadline(timeline, ruled.due, "meeting", held.day, held.when),
        final_due=_deadline(timeline, ruled.final, "agreement", settled, answer.when if answer is not None and not deemed else None),
        final_on=next((a.day for a in after if isinstance(a.event, MinutesIssued)), None),
    )


def _received(timeline: Timeline, version: Act | None, after: Sequence[Act], on: date) -> date | None:
    """Receipt of the latest version, by acknowledgement or the notice clause; None while unknown."""
    if version is None:
        return None
    acknowledged = next((a for a in after if isinstance(a.event, MinutesReceived)), None)
    day, _ = receipt(timeline.on(version.day, version.day), version.day, version.event.method, acknowledged)
    return day if day is not None and day <= on else None


def _answer(ruled: MinutesTerms, answers: Sequence[Act], due: Deadline | None) -> tuple[Act | None, Act | None]:
    """(first answer, the one that holds). Once silence has agreed, what comes is a comment; else a later answer replaces one in time."""
    kept = [a for a in answers if not (ruled.silence and due is not None and not in_time(due, a.day, a.entry.moment))]
    return (kept[0], answers[-1]) if kept else (None, None)


def _agreed(ruled: MinutesTerms, answer: Act | None, due: Deadline | None, on: date) -> tuple[date | None, bool]:
    """(day agreed, deemed). Never deemed while receipt, hence the last day to answer, is unknown."""
    if answer is not None:
        return (answer.day, False) if answer.event.answer == "agreed" else (None, False)
    if ruled.silence == "agreed" and due is not None and on > due.due:
        return due.due, True
    return None, False


def _deadline(timeline: Timeline, due: Due, anchor: str, day: date | None, when: date | datetime | None) -> Deadline | None:
    """A deadline is counted by the terms on the day its trigger happened (semantics 3); None before it has. `when`: its moment."""
    if day is None or not isinstance(due, DuePhrase):
        return None
    return work_out(timeline.on(day, day), due, Moorings(anchors=dict.fromkeys((anchor, f"{anchor} of minutes"), when or day)))


def minutes_on(found: Sequence[Standing]) -> list[Minutes]:
    """The minutes as a reader sees them."""
    return [_on(standing) for standing in found]


def _on(standing: Standing) -> Minutes:
    answer = standing.answer
    withheld = answer is not None and answer.event.answer == "withheld"
    return Minutes(
        meeting=standing.id,
        held_on=standing.held.day,
        clause=standing.ruled.clause,
        state=_state(standing),  # type: ignore[arg-type]
        sent_on=standing.version.day if standing.version else None,
        received_on=standing.received_on,
        answer_due=standing.answer_due.due if standing.answer_due else None,
        answered_on=answer.day if answer else None,
        agreed_on=standing.agreed_on,
        final_on=standing.final_on,
        worked_out=standing.answer_due.worked_out if standing.answer_due else None,
        withheld=answer.event.items if answer is not None and withheld else (),
    )


def _state(standing: Standing) -> str:
    if standing.final_on is not None:
        return "final"
    if standing.version is None:
        return "to be sent"
    if standing.answer is not None:
        return "approved" if standing.answer.event.answer == "agreed" else "withheld"
    if standing.deemed:
        return "deemed agreed"
    return "sent, receipt unknown" if standing.received_on is None else "received"
