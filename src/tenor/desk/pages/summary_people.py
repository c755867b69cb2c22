"""Who to call, in order, on both sides: by the terms and by what was named since; what is missing is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from tenor.base.said_data import day_data
from tenor.documents.people import contact
from tenor.ledger.events.agreements import ContactEnded, ContactNamed
from tenor.review.model import Review

Data = dict[str, Any]
SIDES: tuple[Literal["buyer", "supplier"], ...] = ("buyer", "supplier")


def people_data(review: Review) -> list[Data]:
    """[{side, name, people: [{order, name, role, email, telephone, since, missing_since}]}], the buyer first."""
    names = {"buyer": review.terms.contract.buyer, "supplier": review.terms.contract.supplier}
    return [
        {"side": side, "name": names[side], "people": [_place(review, side, order) for order in _orders(review, side)]} for side in SIDES
    ]


def _orders(review: Review, side: str) -> list[int]:
    named = {act.event.order for act in review.facts.of(ContactNamed) if act.event.side == side}
    return sorted(named | {contact.order for contact in review.terms.contacts if contact.side == side})


def _place(review: Review, side: str, order: int) -> Data:
    """One place in the order; `missing_since` where nobody is there, `since` where somebody came after the contract's first day."""
    person = contact(review, side, order, review.on)
    starts = review.terms.contract.starts
    found: Data = {"order": order, "role": _role(review, side, order)}
    acts = [a for a in review.facts.of(ContactNamed, ContactEnded) if (a.event.side, a.event.order) == (side, order) and a.day <= review.on]
    if person is None or not person.name:
        ended = [a.event.last_day or a.day for a in acts if isinstance(a.event, ContactEnded)]
        # the name may have been erased: somebody is there all the same
        if person is not None and acts and isinstance(acts[-1].event, ContactNamed):
            return found | {"erased": True}
        return found | {"missing_since": day_data(ended[-1] + timedelta(days=1) if ended else starts)}
    since = next((_from(a.event.from_, a.day) for a in reversed(acts) if isinstance(a.event, ContactNamed)), starts)
    found |= {"name": person.name, "email": person.email, "telephone": person.telephone}
    found["role"] = person.position or person.role or found["role"]
    return found | ({"since": day_data(since)} if since > starts else {})


def _from(first: date | None, day: date) -> date:
    return first or day


def _role(review: Review, side: str, order: int) -> str:
    return next((c.position or c.role for c in review.terms.contacts if (c.side, c.order) == (side, order)), "")
