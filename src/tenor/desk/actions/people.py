"""Orders about people: who works where, and who is what on which contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.installation import note
from tenor.desk.models import Contract, Membership, Organisation, Person, Post
from tenor.desk.permissions.roles import OWNER, ROLES
from tenor.desk.visible import UNSEEING, during
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
    posts = Post.objects.filter(_not_over(), person=to, contract=contract).values_list("role", flat=True)
    general = Membership.objects.filter(_not_over(), person=to, organisation=contract.organisation_id).exclude(role__in=("", *UNSEEING))
    if _sides([*posts, *general.values_list("role", flat=True)]) - {ROLES[role].side}:
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
            join(to=to, organisation=own)
        note(RoleGiven(to=to.code, organisation=str(contract.organisation_id), role=role, contract=str(contract.pk)), person=by)
    return ()


def join(*, to: Person, organisation: Organisation) -> None:
    """Let somebody work for an organisation with no role there yet: enough to set up a contract of it."""
    Membership.objects.update_or_create(person=to, organisation=organisation, role="", defaults={"until": None})


def _member(to: Person, role: str, organisation: Organisation | None, since: date | None, by: Person | None) -> tuple[Problem, ...]:
    if organisation is None or not ROLES[role].everywhere:
        return (problem("role-needs-contract", role=role),)
    posts = Post.objects.filter(_not_over(), person=to, contract__organisation=organisation).values_list("role", flat=True)
    if role not in UNSEEING and _sides(posts) - {ROLES[role].side}:
        return (problem("person-on-other-side", name=to.name),)
    with transaction.atomic():
        Membership.objects.update_or_create(person=to, organisation=organisation, role=role, defaults={"since": since, "until": None})
        note(RoleGiven(to=to.code, organisation=str(organisation.pk), role=role), person=by)
    return ()


def end_role(*, post: Post, last_day: date | None = None, by: Person | None) -> None:
    """End a post: its last day is given, or yesterday, so that it ends now. Whoever has nothing left there leaves the organisation too."""
    last = last_day or _yesterday()
    with transaction.atomic():
        post.until = last
        post.save(update_fields=["until"])
        contract = post.contract
        note(
            RoleEnded(to=post.person.code, organisation=str(contract.organisation_id), role=post.role, contract=str(contract.pk)), person=by
        )
        own = contract.organisation if ROLES[post.role].side == "buyer" else contract.suppliers.first()
        if own is not None:
            _leave_if_nothing_is_left(post.person, own, last)


def end_membership(*, membership: Membership, last_day: date | None = None, by: Person | None) -> tuple[Problem, ...]:
    """End a role on all contracts of an organisation. The last system owner stays: nobody else could name the next."""
    last = last_day or _yesterday()
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
        if membership.role == OWNER and not _other_owners(membership, last):
            return (problem("last-owner", organisation=organisation.name),)
        membership.until = last
        membership.save(update_fields=["until"])
        note(RoleEnded(to=membership.person.code, organisation=str(organisation.pk), role=membership.role), person=by)
        _leave_if_nothing_is_left(membership.person, organisation, last)
    return ()


def change_units(*, post: Post, units: Sequence[str], known_units: Sequence[str], by: Person | None) -> tuple[Problem, ...]:
    """Change the units a post is limited to."""
    strange = sorted(set(units) - set(known_units))
    if strange:
        return (problem("invite-units", units=strange),)
    if not units:
        return (problem("invite-no-units"),)
    with transaction.atomic():
        post.units = list(units)
        post.save(update_fields=["units"])
        contract = post.contract
        note(
            RoleGiven(to=post.person.code, organisation=str(contract.organisation_id), role=post.role, contract=str(contract.pk)), person=by
        )
    return ()


def _not_over() -> Q:
    """What holds today or will."""
    return Q(until__isnull=True) | Q(until__gte=clock.today())


def _sides(roles: Iterable[str]) -> set[str]:
    return {ROLES[role].side for role in roles if role in ROLES}


def _yesterday() -> date:
    return clock.today() - timedelta(days=1)


def _other_owners(membership: Membership, last: date) -> bool:
    """Whether somebody else is system owner there on the day after."""
    others = Membership.objects.filter(during(last + timedelta(days=1)), organisation=membership.organisation_id, role=OWNER)
    return others.exclude(pk=membership.pk).filter(person__is_active=True).exists()


def _leave_if_nothing_is_left(person: Person, organisation: Organisation, last: date) -> None:
    """End the plain membership of whoever has no role and no post there after a day."""
    after = during(last + timedelta(days=1))
    theirs = Q(contract__organisation=organisation) | Q(contract__suppliers=organisation)
    if Membership.objects.filter(after, person=person, organisation=organisation).exclude(role="").exists():
        return
    if not Post.objects.filter(after, theirs, person=person).exists():
        Membership.objects.filter(person=person, organisation=organisation, role="").update(until=last)
