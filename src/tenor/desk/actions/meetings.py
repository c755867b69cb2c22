"""Orders about meetings: record that one was held with what was agreed, or refused; accept a substitute; sign what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from tenor.base.problem import problem
from tenor.desk.actions.agendas import new_meeting, sent_before
from tenor.desk.actions.say import propose, say
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.meetings import ActionAgreed, MeetingHeld, MeetingRefused, StartSigned, SubstituteAgreed
from tenor.ledger.record import Recorded
from tenor.returns.spelling import prose

MOST_WORDS, MOST_NAME, MOST_ROLES, MOST_ACTIONS = 4000, 120, 30, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Which meeting is meant: one that was called, or a new one of a slot, or of no series by its title."""

    id: str = ""
    series: str = ""
    slot: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """An action as agreed: what, who, by when."""

    text: str
    owner: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is recorded of a meeting. `present`: role -> name, "" where none is given."""

    on: date
    present: dict[str, str] = field(default_factory=dict)
    mode: str = ""
    text: str = ""
    actions: Sequence[ToDo] = ()


def hold_meeting(place: Place, meeting: Meeting, held: Held, *, turn: UUID, head: str = "") -> Recorded:
    """Record that it was held, who was there, and each action that was agreed: all of it or nothing."""
    if (done := sent_before(place, turn)) is not None:
        return done
    present = {role: name.strip()[:MOST_NAME] for role, name in list(held.present.items())[:MOST_ROLES] if role}
    if not present:
        return Recorded(problems=(problem("meeting-nobody"),))
    id = meeting.id or _new(place, meeting)
    event = MeetingHeld(meeting=id, series=meeting.series, slot=meeting.slot, present=tuple(present), mode=held.mode, title=meeting.title)
    words = {"text": prose(held.text), "names": {role: name for role, name in present.items() if name}}
    several = [propose(place, event, words, turn=turn, on=held.on)]
    for n, one in enumerate(held.actions[:MOST_ACTIONS], 1):
        agreed = ActionAgreed(action=f"a-{turn.hex[:6]}-{n}", owner=one.owner, due=one.due, meeting=id)
        several.append(propose(place, agreed, {"text": prose(one.text)}, turn=uuid5(turn, str(n)), on=held.on))
    return record(place.contract, several, actor=place.actor, head=head)


def refuse_meeting(place: Place, meeting: Meeting, *, on: date, text: str, turn: UUID, head: str = "") -> Recorded:
    """Record that a side would not meet, and what it said."""
    if (done := sent_before(place, turn)) is not None:
        return done
    if not prose(text):
        return Recorded(problems=(problem("words-missing"),))
    event = MeetingRefused(meeting=meeting.id or _new(place, meeting), series=meeting.series)
    return say(place, event, {"text": prose(text)}, turn=turn, head=head, on=on)


def _new(place: Place, meeting: Meeting) -> str:
    return new_meeting(review_of(place.contract, place.actor.side), meeting.slot or meeting.title or meeting.series)


def accept_substitute(place: Place, meeting: str, role: str, *, text: str, turn: UUID) -> Recorded:
    """Accept that somebody stood in for a role of the other side."""
    if not prose(text):
        return Recorded(problems=(problem("substitute-who"),))
    return say(place, SubstituteAgreed(meeting=meeting, role=role), {"text": prose(text)[:MOST_NAME]}, turn=turn)


def sign_start(place: Place, meeting: str, *, turn: UUID) -> Recorded:
    """Sign, for one's side, what is expected from the start, and of equality; by name."""
    event = StartSigned(meeting=meeting, side=place.actor.side)
    return say(place, event, {"name": place.actor.name}, turn=turn)
