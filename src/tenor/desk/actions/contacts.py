"""Orders about contacts and units: who is to be called in which order, and which units are served from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from tenor.desk.actions.readings import act
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events.agreements import ContactEnded, ContactNamed, SubcontractEnded, UnitClosed, UnitOpened
from tenor.ledger.record import Recorded
from tenor.returns.spelling import prose

MOST_WORDS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A contact as somebody typed it. `cover`: who answers while this person is away."""

    side: str
    order: int
    name: str
    role: str = ""
    position: str = ""
    email: str = ""
    telephone: str = ""
    cover: str = ""
    first_day: date | None = None
    last_day: date | None = None


def name_contact(place: Place, named: Named, *, turn: UUID, head: str = "") -> Recorded:
    """Name a contact. Whoever stood in this place before stays in the history; a last day that is known already ends it then."""
    event = ContactNamed(side=named.side, order=named.order, role=named.role, from_=named.first_day, has_email=bool(named.email))
    parts = {"name": named.name, "position": named.position, "email": named.email, "telephone": named.telephone, "cover": named.cover}
    several = [act(place, event, turn, words={key: value for key, value in parts.items() if value})]
    if named.last_day is not None:
        ended = ContactEnded(side=named.side, order=named.order, last_day=named.last_day)
        several.append(act(place, ended, uuid5(turn, "ended")))
    return record(place.contract, several, actor=place.actor, head=head)


def end_contact(place: Place, *, side: str, order: int, last_day: date, turn: UUID) -> Recorded:
    """Say that a contact leaves, and on which day; nobody stands there until somebody is named."""
    event = ContactEnded(side=side, order=order, last_day=last_day)
    return record(place.contract, [act(place, event, turn)], actor=place.actor)


def open_unit(
    place: Place, unit: str, *, first_day: date, name: str = "", manager: str = "", telephone: str = "", turn: UUID, head: str = ""
) -> Recorded:
    """Say from when a unit is served. Its name and whom to call there are words: nothing is counted by them."""
    words = {key: value for key, value in (("name", name), ("manager", manager), ("telephone", telephone)) if value}
    event = UnitOpened(unit=unit, first_day=first_day)
    return record(place.contract, [act(place, event, turn, words=words)], actor=place.actor, head=head)


def close_unit(place: Place, unit: str, *, last_day: date, turn: UUID, head: str = "") -> Recorded:
    """Say until when a unit is served."""
    return record(place.contract, [act(place, UnitClosed(unit=unit, last_day=last_day), turn)], actor=place.actor, head=head)


def end_subcontract(place: Place, subcontractor: str, *, last_day: date, why: str = "", turn: UUID, head: str = "") -> Recorded:
    """Say until when a subcontractor does part of the work. Who comes after is a variation."""
    words = {"text": prose(why)[:MOST_WORDS]} if prose(why) else {}
    event = SubcontractEnded(subcontractor=subcontractor, last_day=last_day)
    return record(place.contract, [act(place, event, turn, words=words)], actor=place.actor, head=head)
