"""To whom and from whom: the contacts of a side as they are on a day, by the terms and by what was named since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.ledger.events.agreements import ContactEnded, ContactNamed
from tenor.review.model import Review
from tenor.terms.model import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of a contact. The name is blank where nobody is named yet, or where the name was erased."""

    role: str = ""
    name: str = ""
    position: str = ""
    email: str = ""
    telephone: str = ""


def contacts(review: Review, side: str, on: date) -> list[Person]:
    """The contacts of a side that have a name, in their order."""
    orders = sorted({c.order for c in review.terms.contacts if c.side == side} | {_order(a) for a in _named(review, side, on)})
    return [person for order in orders if (person := contact(review, side, order, on)) is not None and person.name]


def first_contact(review: Review, side: str, on: date) -> Person:
    """The contact to write to: the side's first, else the next one that is named."""
    orders = sorted({c.order for c in review.terms.contacts if c.side == side} | {_order(a) for a in _named(review, side, on)})
    several = [person for order in orders if (person := contact(review, side, order, on)) is not None]
    named = [person for person in several if person.name]
    return (named or several or [Person()])[0]


def contact(review: Review, side: str, order: int, on: date) -> Person | None:
    """The contact of a place in the order; None once it was ended."""
    acts = [event for event in _named(review, side, on) if _order(event) == order]
    if acts:
        return acts[-1][1]
    found = next((c for c in review.terms.contacts if (c.side, c.order) == (side, order)), None)
    return None if found is None else _of_terms(found)


def _order(named: tuple[int, Person | None]) -> int:
    return named[0]


def _named(review: Review, side: str, on: date) -> list[tuple[int, Person | None]]:
    """What was named or ended by a day, in order: (place, person)."""
    found: list[tuple[int, Person | None]] = []
    for act in review.facts.of(ContactNamed, ContactEnded):
        event = act.event
        if event.side != side or act.day > on:
            continue
        if isinstance(event, ContactEnded):
            if (event.last_day or act.day) < on:
                found.append((event.order, None))
        elif (event.from_ or act.day) <= on:
            body = act.entry.body or act.entry.words
            words = {str(key): str(value) for key, value in body.content.items()} if body is not None else {}
            known = {key: words.get(key, "") for key in ("name", "position", "email", "telephone")}
            found.append((event.order, Person(role=event.role, **known)))
    return found


def _of_terms(found: Contact) -> Person:
    name = found.name if isinstance(found.name, str) else ""
    return Person(role=found.role, name=name, position=found.position, email=found.email, telephone=found.telephone)
