"""Orders about people: who works where, and who is what on which contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.installation import note
from tenor.desk.models import Contract, Membership, Organisation, Person, Post
from tenor.desk.permissions.roles import ROLES
from tenor.ledger.events.installation import RoleEnded, RoleGiven


def give_role(
    *,
    to: Person,
    role: str,
    contract: Contract | None = None,
    organisation: Organisation | None = None,
    units: Sequence[str] = (),
    known_as: str = "",
    since: date | None = None,
    by: Person | None,
) -> tuple[Problem, ...]:
    """Give a person a role on a contract, or, without one, on all contracts of an organisation. Problems where it cannot be.

    Nobody is on both sides of a contract. `known_as`: the `by` that entries already carry for this person there."""
    if contract is None:
        return _member(to, role, organisation, since, by)
    sides = {ROLES[post.role].side for post in Post.objects.filter(person=to, contract=contract, until=None)}
    if sides - {ROLES[role].side}:
        return (problem("person-on-other-side", name=to.name),)
    with transaction.atomic():
        Post.objects.update_or_create(
            person=to,
            contract=contract,
            role=role,
            defaults={"units": list(units), "known_as": known_as or to.code, "since": since, "until": None},
        )
        own = contract.organisation if ROLES[role].side == "buyer" else contract.suppliers.first()
        if own is not None:
            Membership.objects.get_or_create(person=to, organisation=own, role="")
        note(RoleGiven(to=to.code, organisation=str(contract.organisation_id), role=role, contract=str(contract.pk)), person=by)
    return ()


def _member(to: Person, role: str, organisation: Organisation | None, since: date | None, by: Person | None) -> tuple[Problem, ...]:
    if organisation is None or not ROLES[role].everywhere:
        return (problem("role-needs-contract", role=role),)
    with transaction.atomic():
        Membership.objects.update_or_create(person=to, organisation=organisation, role=role, defaults={"since": since, "until": None})
        note(RoleGiven(to=to.code, organisation=str(organisation.pk), role=role), person=by)
    return ()


def end_role(*, post: Post, last_day: date | None = None, by: Person | None) -> None:
    """End a post: its last day is given, or yesterday, so that it ends now."""
    with transaction.atomic():
        post.until = last_day or clock.today().fromordinal(clock.today().toordinal() - 1)
        post.save(update_fields=["until"])
        note(
            RoleEnded(to=post.person.code, organisation=str(post.contract.organisation_id), role=post.role, contract=str(post.contract_id)),
            person=by,
        )
