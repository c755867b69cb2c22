"""Who stood in each place of the order of contacts, from when to when: by the terms and by what was named since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tenor.ledger.events.agreements import ContactEnded, ContactNamed
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.terms.model import Contact

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One person in one place. `until`: the last day, None while nothing ends it. `erased`: there was a name, which was erased."""

    name: str
    from_day: date
    until: date | None = None
    role: str = ""
    position: str = ""
    email: str = ""
    telephone: str = ""
    cover: str = ""
    erased: bool = False

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPlace:
    """A place in the order. `spells`: oldest first. `missing_since`: the first day of the present gap, None where somebody stands there."""

    order: int
    role: str
    spells: tuple[Spell, ...]
    now: Spell | None
    missing_since: date | None


def contact_places(review: Review, side: str) -> tuple[ContactPlace, ...]:
    """The places of a side, in order, as they are at the close of the review's day."""
    listed = {each.order: each for each in review.terms.contacts if each.side == side}
    acts = [act for act in review.facts.of(ContactNamed, ContactEnded) if act.event.side == side and act.day <= review.on]
    orders = sorted(listed.keys() | {act.event.order for act in acts})
    return tuple(_place(review, listed.get(order), order, [a for a in acts if a.event.order == order]) for order in orders)


def _place(review: Review, listed: Contact | None, order: int, acts: Sequence[Act]) -> ContactPlace:
    starts = review.terms.contract.starts
    spells = _spells(listed, acts, starts)
    now = next((spell for spell in reversed(spells) if spell.holds_on(review.on)), None)
    if now is None and spells and review.on < spells[0].from_day:
        now = spells[0]  # somebody is named for a day that is still to come
    role = next((spell.role for spell in reversed(spells) if spell.role), (listed.role or listed.position) if listed else "")
    ended = [spell.until + DAY for spell in spells if spell.until is not None]
    return ContactPlace(order=order, role=role, spells=tuple(spells), now=now, missing_since=None if now else max(ended, default=starts))


def _spells(listed: Contact | None, acts: Sequence[Act], starts: date) -> list[Spell]:
    found: list[Spell] = []
    if listed is not None and isinstance(listed.name, str) and listed.name:
        found.append(
            Spell(
                from_day=min([starts, *(act.day for act in acts)]),
                name=listed.name,
                role=listed.role,
                position=listed.position,
                email=listed.email,
                telephone=listed.telephone,
            )
        )
    for act in acts:
        event = act.event
        if isinstance(event, ContactNamed):
            first = event.from_ or act.day
            found = _until(found, first - DAY)
            found.append(_named(act, first))
        else:
            found = _until(found, event.last_day or act.day)
    return found


def _until(spells: list[Spell], last_day: date) -> list[Spell]:
    """The last of them ended by a day; one that would end before it began was put right, and never held."""
    if not spells or (spells[-1].until is not None and spells[-1].until <= last_day):
        return spells
    ended = replace(spells[-1], until=last_day)
    return spells[:-1] if last_day < ended.from_day else [*spells[:-1], ended]


def _named(act: Act, first: date) -> Spell:
    body = act.entry.body or act.entry.words
    words = {str(key): str(value) for key, value in body.content.items()} if body is not None else {}
    return Spell(
        from_day=first,
        role=act.event.role,
        name=words.get("name", ""),
        position=words.get("position", ""),
        email=words.get("email", ""),
        telephone=words.get("telephone", ""),
        cover=words.get("cover", ""),
        erased=not words.get("name"),
    )
