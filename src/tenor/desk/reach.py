"""What a person is, on every contract: their posts and memberships of a day, read once for a request.

A person has few of either; a council's five thousand contracts are reached by one membership.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from tenor.desk.models import Contract, Membership, Person, Post
from tenor.desk.permissions.roles import ROLES
from tenor.desk.visible import UNSEEING, during

IN_PART = ("own rows", "own units", "one page")  # scopes that show a part of a contract


@dataclass(frozen=True)
class Reach:
    """(contract, role) of each post; (organisation, role) of each membership, with role "" where only posts say what somebody is."""

    posts: tuple[tuple[UUID, str], ...]
    memberships: tuple[tuple[UUID, str], ...]

    @cached_property
    def councils(self) -> list[UUID]:
        """The organisations whose contracts the person sees whole."""
        return [id for id, role in self.memberships if _of(role, "buyer")]

    def whole(self, side: str) -> list[UUID]:
        """The contracts that the person sees whole by a post, as one side."""
        return [id for id, role in self.posts if _of(role, side)]

    @property
    def in_part(self) -> list[tuple[UUID, str]]:
        """The posts that show a part: (contract, role)."""
        return [(id, role) for id, role in self.posts if role in ROLES and ROLES[role].scope in IN_PART]

    def roles_on(self, contract: Contract) -> tuple[str, ...]:
        """What the person is on a contract: by posts there, and on all contracts of its organisation."""
        own = [role for id, role in self.posts if id == contract.pk]
        general = [role for id, role in self.memberships if id == contract.organisation_id and role and role not in UNSEEING]
        return tuple(dict.fromkeys([*own, *general]))

    @property
    def may_set_up(self) -> bool:
        """Whether a button to set up a contract makes sense: for people of a council. The page itself asks which councils those are."""
        sides = {ROLES[role].side for _, role in self.posts if role in ROLES}
        return bool(self.memberships) and sides != {"supplier"}

    def snapshots(self) -> Q:
        """The snapshots of every contract that is seen whole, each as the side the person is of."""
        several = []
        if self.whole("buyer") or self.councils:
            buyer = Q(contract__in=self.whole("buyer")) if self.whole("buyer") else Q()
            council = Q(contract__organisation__in=self.councils) if self.councils else Q()
            several.append(Q(side="buyer") & (buyer | council))
        if self.whole("supplier"):
            several.append(Q(side="supplier", contract__in=self.whole("supplier")))
        found = several[0] if several else Q(pk__in=[])
        return found | several[1] if len(several) > 1 else found


def reach_of(person: Person, day: date) -> Reach:
    """The reach of a person on a day: two queries the first time in a request, none after."""
    kept: tuple[date, Reach] | None = getattr(person, "_reach", None)
    if kept is None or kept[0] != day:
        posts = Post.objects.filter(during(day), person=person).values_list("contract_id", "role")
        memberships = Membership.objects.filter(during(day), person=person).values_list("organisation_id", "role")
        kept = (day, Reach(posts=tuple(posts), memberships=tuple(memberships)))
        person._reach = kept  # type: ignore[attr-defined]
    return kept[1]


def _of(role: str, side: str) -> bool:
    return role in ROLES and ROLES[role].side == side and ROLES[role].scope == "all"
