"""Who signs in on a contract: posts with their roles, present and past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.desk import clock
from tenor.desk.models import Contract, Draft, Post
from tenor.desk.permissions.actor import holds_on
from tenor.desk.permissions.roles import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """One person in one role. `known_as`: what entries call them."""

    name: str
    email: str
    role: str
    side: str
    units: tuple[str, ...]
    known_as: str
    since: date | None
    until: date | None
    holds: bool


def people_on(contract: Contract) -> list[Poster]:
    """Everybody with a post, the buyer's first, in the order of roles; those who left at the end. One query."""
    today, order = clock.today(), list(ROLES)
    found = []
    for post in Post.objects.filter(contract=contract).select_related("person"):
        role = ROLES.get(post.role)
        found.append(
            Poster(
                name=post.person.name,
                email=post.person.email,
                role=post.role,
                side=role.side if role else "",
                units=tuple(post.units),
                known_as=post.known_as,
                since=post.since,
                until=post.until,
                holds=holds_on(post.since, post.until, today) and post.person.is_active,
            )
        )
    return sorted(found, key=lambda each: (not each.holds, order.index(each.role) if each.role in order else len(order), each.name))


def names_by_code(contract: Contract) -> dict[str, str]:
    """The names behind what entries call people."""
    return {each.known_as: each.name for each in people_on(contract)}


def owners_of(contract: Contract) -> dict[str, str]:
    """Who sees to which duty before it is done: the note of both sides."""
    draft = Draft.objects.filter(contract=contract, kind="owners").first()
    return dict(draft.body) if draft else {}
