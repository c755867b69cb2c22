"""What a person may see at all. Every lookup begins here; what is not visible is not there.

A post gives one contract; a membership with a role gives every contract of the organisation. Whoever was on a contract until a day
sees it until that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from tenor.desk import clock
from tenor.desk.models import Contract, Membership, Person, Post
from tenor.desk.permissions.actor import Actor, holds_on, side_of
from tenor.desk.permissions.roles import ROLES

# Roles that show nothing of a contract: whoever looks after an installation has no business in it.
UNSEEING = tuple(role.name for role in ROLES.values() if role.scope == "none")


class NotFoundError(LookupError):
    """There is no such contract for this person: not there, and not theirs, are one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A person on a contract: what every page and action of a contract starts from."""

    contract: Contract
    actor: Actor
    person: Person

    @property
    def side(self) -> str:
        return self.actor.side


def visible_to(person: Person, day: date | None = None) -> QuerySet[Contract]:
    """The contracts a person may see anything of."""
    on = day or clock.today()
    posts = Post.objects.filter(during(on), person=person)
    councils = Membership.objects.filter(during(on), person=person).exclude(role="").exclude(role__in=UNSEEING)
    by_post, by_council = Q(pk__in=posts.values("contract")), Q(organisation__in=councils.values("organisation"))
    return Contract.objects.filter(by_post | by_council)


def get_place(person: Person, id: UUID | str, day: date | None = None) -> Place:
    """The person's place on a contract, in three queries. NotFoundError where they have none."""
    on = day or clock.today()
    contract = Contract.objects.select_related("organisation").filter(pk=id).first()
    if contract is None or not person.is_active:
        raise NotFoundError
    posts = [p for p in Post.objects.filter(contract=contract, person=person) if holds_on(p.since, p.until, on)]
    memberships = Membership.objects.filter(person=person, organisation=contract.organisation).exclude(role="")
    general = [m.role for m in memberships if holds_on(m.since, m.until, on) and m.role not in UNSEEING]
    roles = tuple(dict.fromkeys([*(p.role for p in posts), *general]))
    if not roles:
        raise NotFoundError
    known_as = next((p.known_as for p in posts), person.code)
    units = tuple(dict.fromkeys(unit for p in posts for unit in p.units))
    return Place(contract=contract, actor=actor_of(person, roles, known_as, units), person=person)


def actor_of(person: Person, roles: Iterable[str], known_as: str, units: tuple[str, ...] = ()) -> Actor:
    """A person as the permissions know one."""
    held = tuple(roles)
    return Actor(name=person.name, by=known_as, side=side_of(held), roles=held, units=units)


def during(on: date) -> Q:
    """Posts and memberships that hold on a day."""
    return (Q(since__isnull=True) | Q(since__lte=on)) & (Q(until__isnull=True) | Q(until__gte=on))
