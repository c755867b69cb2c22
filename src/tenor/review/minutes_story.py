"""All that happened with the minutes of one meeting, in one place: versions, receipt, answer, remarks, the final text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.deadline import Deadline
from tenor.base.wording import Said, said
from tenor.ledger.events.meetings import (
    ActionAgreed,
    AgendaIssued,
    MeetingHeld,
    MinutesAnswered,
    MinutesCommented,
    MinutesIssued,
    MinutesReceived,
    MinutesSent,
)
from tenor.ledger.model import Act
from tenor.review.minutes import Standing, meeting_of, standings
from tenor.review.minutes_text import Text, other_words, text_of
from tenor.review.model import Review
from tenor.review.notices import receipt
from tenor.review.things import known
from tenor.terms.model import MinutesTerms, Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Story:
    """`ruled`: what the terms say of these minutes, None where they say nothing. `versions`: as sent, in order; `acknowledged`,
    `how`, `counts_from` are of the latest. `counts_from`: the day on which it will count as received by itself. `remarks`: on any
    version; `late`: answers that came once silence had agreed."""

    meeting: str
    held: Act
    title: str
    ruled: MinutesTerms | None
    state: str
    agenda: Act | None
    actions: Sequence[Act]
    versions: Sequence[Act]
    acknowledged: Act | None
    received_on: date | None
    how: Said | None
    counts_from: date | None
    send_due: Deadline | None
    answer_due: Deadline | None
    answer: Act | None
    late: Sequence[Act]
    remarks: Sequence[Act]
    agreed_on: date | None
    final_due: Deadline | None
    final: Act | None

    @property
    def version(self) -> Act | None:
        """The latest that was sent."""
        return self.versions[-1] if self.versions else None

    @property
    def text(self) -> Text:
        """What the latest version says."""
        return text_of(self.versions[-1].entry) if self.versions else Text()

    @property
    def others(self) -> dict[str, str]:
        """The supplier's words, by item, where it withholds."""
        held = self.answer is not None and self.answer.event.answer == "withheld"
        return dict(other_words(self.answer.entry)) if held and self.answer is not None else {}


def minutes_story(review: Review, meeting: str) -> Story | None:
    """The story of the minutes of a meeting, as it stands at the close of the review's day; None for a meeting that was not held."""
    held = next((act for act in review.facts.of(MeetingHeld) if act.event.meeting == meeting), None)
    if held is None:
        return None
    standing = next((one for one in standings(review.timeline, review.facts, review.on) if one.id == meeting), None)
    own = [act for act in review.facts.of(*_OWN) if act.event.meeting == meeting]
    sent = [act for act in own if isinstance(act.event, MinutesSent)]
    after = [act for act in own if sent and (act.day, act.order) > (sent[-1].day, sent[-1].order)]
    acknowledged = next((act for act in after if isinstance(act.event, MinutesReceived)), None)
    counts, how = _received(review, standing, sent, acknowledged)
    came = counts is not None and counts <= review.on
    answer, late = _answers(standing, [act for act in after if isinstance(act.event, MinutesAnswered)])
    return Story(
        meeting=meeting,
        held=held,
        title=_title(review.timeline.on(held.day, held.day), held),
        ruled=standing.ruled if standing else None,
        state=known(review, "minutes").get(meeting, ""),
        agenda=_agenda(review, meeting),
        actions=[act for act in review.facts.of(ActionAgreed) if act.event.meeting == meeting],
        versions=sent,
        acknowledged=acknowledged,
        received_on=counts if came else None,
        how=how if came else None,
        counts_from=None if came else counts,
        send_due=standing.send_due if standing else None,
        answer_due=standing.answer_due if standing else None,
        answer=answer,
        late=late,
        remarks=[act for act in own if isinstance(act.event, MinutesCommented)],
        agreed_on=_agreed_on(standing, answer),
        final_due=standing.final_due if standing else None,
        final=next((act for act in after if isinstance(act.event, MinutesIssued)), None),
    )


_OWN = (MinutesSent, MinutesReceived, MinutesAnswered, MinutesCommented, MinutesIssued)


def _received(review: Review, standing: Standing | None, sent: Sequence[Act], acknowledged: Act | None) -> tuple[date | None, Said | None]:
    """(the day the latest version counts as received, how that is known). Minutes that the terms do not rule: only as somebody says."""
    if not sent:
        return None, None
    if standing is None:
        return (
            (acknowledged.day, said("received-acknowledged", on=acknowledged.day, entry=acknowledged.ref)) if acknowledged else (None, None)
        )
    return receipt(review.timeline.on(sent[-1].day, sent[-1].day), sent[-1].day, sent[-1].event.method, acknowledged)


def _answers(standing: Standing | None, answers: Sequence[Act]) -> tuple[Act | None, Sequence[Act]]:
    """(the answer that holds, those that came too late to be one)."""
    if standing is None:
        return (answers[-1] if answers else None), ()
    return standing.answer, () if standing.answer is not None else answers


def _agreed_on(standing: Standing | None, answer: Act | None) -> date | None:
    if standing is not None:
        return standing.agreed_on
    return answer.day if answer is not None and answer.event.answer == "agreed" else None


def _agenda(review: Review, meeting: str) -> Act | None:
    """The latest agenda that went out for it."""
    return next((act for act in reversed(review.facts.of(AgendaIssued)) if act.event.meeting == meeting), None)


def _title(terms: Terms, held: Act) -> str:
    """What the meeting is called: the step that asked for it, else its series."""
    series = meeting_of(terms, held.event.series)
    return str(held.event.title) or (series.title if series is not None else "")
