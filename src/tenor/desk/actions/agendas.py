"""Orders about agendas: keep one in hand, send it out. A first agenda names the meeting; each later one is a version of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.say import say
from tenor.desk.held import held
from tenor.desk.models import Contract, Draft
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.meetings import AgendaIssued
from tenor.ledger.record import Recorded
from tenor.returns.spelling import prose
from tenor.review.model import Review
from tenor.review.things import known

KIND, HOLD = "agenda", "hold meetings"
MOST_WORDS, MOST_TITLE, MOST_ITEMS = 4000, 150, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item as typed. `nothing`: there is nothing to report."""

    key: str
    title: str
    text: str = ""
    nothing: bool = False

    @property
    def is_said(self) -> bool:
        """An item that says nothing at all is on no agenda."""
        return self.nothing or bool(prose(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """An agenda as typed. `series`, `slot`: of the meeting it calls; `title`: of one in no series; `meeting`: of one called already."""

    meets_on: date
    lines: Sequence[Line]
    series: str = ""
    slot: str = ""
    title: str = ""
    meeting: str = ""
    time: str = ""
    place: str = ""
    mode: str = ""
    invited: Sequence[str] = ()


def find_draft(place: Place, what: str) -> Draft | None:
    """The agenda that this side has in hand for a slot, a title or a meeting."""
    return Draft.objects.filter(contract=place.contract, kind=KIND, key=what[:100], seen_by=place.side).first()


def save_agenda(place: Place, what: str, body: dict[str, Any], *, saved: int = 0) -> tuple[Problem, ...]:
    """Keep what was typed, for everybody of this side. `saved`: how often it had been saved when the page was drawn; where somebody else
    saved since, nothing is kept and that is said."""
    if not place.actor.may(HOLD):
        return (problem("draft-not-yours"),)
    with transaction.atomic():
        Contract.objects.select_for_update(of=("self",)).get(pk=place.contract.pk)
        draft = find_draft(place, what)
        if draft is not None and draft.turn != saved:
            return (problem("draft-saved-meanwhile"),)
        fields = {"body": body, "head": place.contract.head, "saved_by": place.person, "saved_at": clock.now(), "turn": saved + 1}
        Draft.objects.update_or_create(contract=place.contract, kind=KIND, key=what[:100], seen_by=place.side, defaults=fields)
    return ()


def issue_agenda(place: Place, what: str, typed: Agenda, *, turn: UUID, head: str = "") -> Recorded:
    """Send it to everybody who is invited: the meeting is called. What it says goes on record; the draft is used up."""
    if (done := sent_before(place, turn)) is not None:
        return done
    review = review_of(place.contract, place.actor.side)
    before = [act.event for act in review.facts.of(AgendaIssued) if act.event.meeting == typed.meeting]
    lines = [line for line in typed.lines if line.is_said][:MOST_ITEMS]
    event = AgendaIssued(
        meeting=typed.meeting or new_meeting(review, typed.slot or typed.title or typed.series),
        meets_on=typed.meets_on,
        version=max((one.version for one in before), default=0) + 1,
        series=typed.series,
        slot=typed.slot,
        mode=typed.mode,
        title=typed.title,
        items=tuple(line.key for line in lines),
        nothing=tuple(line.key for line in lines if line.nothing),
    )
    words = {
        "items": [{"key": line.key, "title": line.title, "text": "" if line.nothing else prose(line.text)} for line in lines],
        "time": typed.time.strip(),
        "place": typed.place.strip(),
        "invited": [each for each in typed.invited if each],
    }
    return say(place, event, words, turn=turn, head=head, also=lambda: _used_up(place, what))


def sent_before(place: Place, turn: UUID) -> Recorded | None:
    """What the same form made when it was sent before: it names a new meeting, and a second time would name another."""
    made = next((entry for entry in held(place.contract).seen_by(place.actor.side) if entry.id == str(turn)), None)
    return None if made is None or made.event is None else Recorded(entries=(made,))


def _used_up(place: Place, what: str) -> None:
    draft = find_draft(place, what)
    if draft is not None:
        draft.delete()


def new_meeting(review: Review, about: str) -> str:
    """A name that no meeting has: "m-2023-07", "urgent-meeting-2"."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in about.lower()).strip("-") or "meeting"
    stem = f"m-{plain}" if plain[0].isdigit() else plain
    taken = {*known(review, "meeting"), *(act.event.meeting for act in review.facts.of(AgendaIssued))}
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 3))
    return next(name for name in names if name not in taken)


def body_of(typed: dict[str, Any], lines: Sequence[Line]) -> dict[str, Any]:
    """What a draft keeps."""
    return {**typed, "lines": [asdict(line) for line in lines]}


def lines_of(body: dict[str, Any]) -> list[Line]:
    """The items that a draft kept."""
    return [Line(**{name: each[name] for name in ("key", "title", "text", "nothing") if name in each}) for each in body.get("lines", ())]
