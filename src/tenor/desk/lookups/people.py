"""Who is who, for somebody who manages people: only those that are theirs to manage. Everybody else is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db.models import Q, QuerySet

from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.models import Contract, Invitation, Membership, Organisation, Person, Post, SignedTerms
from tenor.desk.permissions.giving import GIVES
from tenor.desk.permissions.roles import OWNER, ROLES
from tenor.desk.visible import during
from tenor.ledger.events.agreements import UnitOpened

BUYER_ROLES = tuple(role.name for role in ROLES.values() if role.side == "buyer")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """One thing a person is. `kind` and `id` name it; `contract` None: on all contracts; `units`: names of those it is limited to."""

    kind: Literal["post", "membership"]
    id: int
    role: str
    contract: Contract | None
    units: tuple[str, ...]
    since: date | None
    until: date | None


@dataclass(slots=True, kw_only=True)
class Known:
    """A person and what they are, as far as it is the reader's to manage. `last_in`: when they last signed in."""

    person: Person
    last_in: datetime | None
    roles: list[HeldRole] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What somebody manages: organisations they look after, and contracts with the roles that are theirs to end there."""

    person: Person
    organisations: tuple[Organisation, ...]
    contracts: dict[Contract, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.organisations or self.contracts)

    def _by_roles(self) -> dict[tuple[str, ...], list[Contract]]:
        """The contracts by what may be ended there: a condition for each contract would be too deep for a database."""
        found: dict[tuple[str, ...], list[Contract]] = {}
        for contract, roles in self.contracts.items():
            found.setdefault(roles, []).append(contract)
        return found

    def posts(self) -> QuerySet[Post]:
        """The posts that still hold, or will."""
        theirs = Q(contract__organisation__in=self.organisations, role__in=BUYER_ROLES)
        for roles, contracts in self._by_roles().items():
            theirs |= Q(contract__in=contracts, role__in=roles)
        return Post.objects.filter(theirs, _not_over()).select_related("person", "contract__organisation")

    def memberships(self) -> QuerySet[Membership]:
        """The roles on all contracts of the organisations that they look after."""
        found = Membership.objects.filter(_not_over(), organisation__in=self.organisations).exclude(role="")
        return found.select_related("person", "organisation")

    def invitations(self) -> QuerySet[Invitation]:
        """Those that wait for their answer, oldest first; a supplier's own are the supplier's business."""
        theirs = Q(organisation__in=self.organisations) | Q(invited_by=self.person)
        for roles, contracts in self._by_roles().items():
            theirs |= Q(contract__in=contracts, role__in=roles)
        waiting = Invitation.objects.filter(theirs, accepted_at=None, withdrawn_at=None)
        return waiting.select_related("contract", "organisation", "invited_by").order_by("invited_at")


def reach_of(person: Person) -> Reach:
    """What this person manages today, in two queries."""
    today = clock.today()
    owned = Membership.objects.filter(during(today), person=person, role=OWNER).select_related("organisation").defer("organisation__logo")
    contracts: dict[Contract, tuple[str, ...]] = {}
    for post in Post.objects.filter(during(today), person=person, role__in=GIVES).select_related("contract"):
        contracts[post.contract] = tuple(dict.fromkeys((*contracts.get(post.contract, ()), *GIVES[post.role])))
    return Reach(person=person, organisations=tuple(m.organisation for m in owned), contracts=contracts)


def people_of(reach: Reach) -> list[Known]:
    """Everybody that is theirs to manage, by name, with what they are."""
    known: dict[str, Known] = {}
    for membership in reach.memberships():
        _of(known, membership.person).roles.append(_held(membership, "membership", None, ()))
    for post in reach.posts():
        _of(known, post.person).roles.append(_held(post, "post", post.contract, tuple(post.units)))
    return sorted(known.values(), key=lambda each: each.person.name.casefold())


def units_of(contract: Contract) -> list[tuple[str, str]]:
    """The contract's units that a role can be limited to, those opened since the signature too: id and name. None before it is signed."""
    try:
        one = held(contract)
    except SignedTerms.DoesNotExist:
        return []
    names = {unit.id: unit.name or unit.id for unit in one.terms.units}
    for entry in one.entries:
        if isinstance(entry.event, UnitOpened):
            words = entry.body.content if entry.body is not None else {}
            names[entry.event.unit] = str(words.get("name") or names.get(entry.event.unit, entry.event.unit))
    return list(names.items())


def contracts_of(organisations: Sequence[Organisation]) -> list[Contract]:
    """The contracts of organisations, by title: what a system owner names a manager for."""
    return list(Contract.objects.filter(organisation__in=organisations).order_by("title"))


def organisation_of(person: Person) -> tuple[Organisation | None, list[str]]:
    """The organisation a person works for, the first by name, and the names of those who look after it."""
    found = Organisation.objects.filter(memberships__person=person).defer("logo").order_by("name").first()
    owners = Membership.objects.filter(during(clock.today()), organisation=found, role=OWNER) if found else Membership.objects.none()
    return found, list(owners.order_by("person__name").values_list("person__name", flat=True))


def last_sign_in(person: Person) -> datetime | None:
    """When a person last signed in, by the site's own clock."""
    return person.last_login - timedelta(days=settings.DAYS_BACK) if person.last_login else None


def _not_over() -> Q:
    return Q(until__isnull=True) | Q(until__gte=clock.today())


def _of(known: dict[str, Known], person: Person) -> Known:
    return known.setdefault(person.code, Known(person=person, last_in=last_sign_in(person)))


def _held(row: Post | Membership, kind: Literal["post", "membership"], contract: Contract | None, units: tuple[str, ...]) -> HeldRole:
    return HeldRole(kind=kind, id=row.pk, role=row.role, contract=contract, units=units, since=row.since, until=row.until)
