"""Orders about invitations: a way in for one person, once, for some days. Only the hash of the link's word is kept, so that nobody who
reads the database gets in by it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.people import give_role, join
from tenor.desk.installation import note
from tenor.desk.models import Contract, Invitation, Membership, Organisation, Person
from tenor.desk.permissions.giving import EVERYWHERE, OWNER_GIVES_ON_ONE, may_give
from tenor.desk.permissions.roles import OWNER, ROLES, SUPPLIER
from tenor.desk.visible import NotFoundError, Place, during, get_place
from tenor.ledger.events.installation import InvitationAccepted, PersonInvited

HOLDS = timedelta(days=7)
SYSTEM = "system@localhost.invalid"  # who invites the first owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation made or made again. `word`: what its link ends in, told once and never kept; "" where there are problems."""

    invitation: Invitation | None = None
    word: str = ""
    problems: tuple[Problem, ...] = ()


def roles_to_give(place: Place) -> tuple[str, ...]:
    """The roles this person may give on this contract today."""
    if not place.actor.may("manage people"):
        return ()
    there = place.contract.posts.filter(during(clock.today()), role=SUPPLIER).exists()
    return may_give(place.actor.roles, supplier_has_manager=there)


def invite(*, place: Place, email: str, name: str, role: str, units: Sequence[str] = (), known_units: Sequence[str] = ()) -> Invited:
    """Invite somebody to a contract. Whether the address has an account is neither asked nor told: it changes nothing here."""
    wrong = [*_address(email), *_name(name)]
    if role not in roles_to_give(place):
        wrong.append(problem("invite-role", role=role))
    if set(units) - set(known_units):
        wrong.append(problem("invite-units", units=sorted(set(units) - set(known_units))))
    elif role in ROLES and ROLES[role].scope == "own units" and not units:
        wrong.append(problem("invite-no-units"))
    if wrong:
        return Invited(problems=tuple(wrong))
    kept = units if ROLES[role].scope == "own units" else ()
    return _make(
        organisation=_whose(place.contract, role), contract=place.contract, role=role, units=kept, email=email, name=name, by=place.person
    )


def invite_to_organisation(
    *, organisation: Organisation, email: str, name: str, role: str, contract: Contract | None = None, by: Person
) -> Invited:
    """Invite somebody to an organisation: to a role on all its contracts, or as the manager of one. Its system owner does.

    A manager without a contract sets up their own: who makes a contract is its manager.
    """
    wrong = [*_address(email), *_name(name)]
    if not looks_after(by, organisation) or role not in (*EVERYWHERE, *OWNER_GIVES_ON_ONE):
        wrong.append(problem("invite-role", role=role))
    elif contract is not None and (role not in OWNER_GIVES_ON_ONE or contract.organisation_id != organisation.pk):
        wrong.append(problem("invite-contract"))
    if wrong:
        return Invited(problems=tuple(wrong))
    return _make(organisation=organisation, contract=contract, role=role, units=(), email=email, name=name, by=by)


def invite_again(*, invitation: Invitation, by: Person) -> Invited:
    """A fresh link with its days anew; the one before stops working. Whoever may give the role invites from now on."""
    if invitation.accepted_at or invitation.withdrawn_at:
        return Invited(problems=(problem("invitation-over"),))
    word = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation.word_hash, invitation.invited_at, invitation.expires_at = hash_of(word), clock.now(), clock.now() + HOLDS
        if may_still_give(invitation, by):
            invitation.invited_by = by
        invitation.save(update_fields=["word_hash", "invited_at", "expires_at", "invited_by"])
        _note(invitation, by)
    return Invited(invitation=invitation, word=word)


def withdraw(*, invitation: Invitation, by: Person) -> tuple[Problem, ...]:
    """Take an invitation back: its link stops working."""
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    return () if taken else (problem("invitation-over"),)


def find_invitation(word: str) -> Invitation | None:
    """The invitation that a link's word opens today; None where it was used, withdrawn, is too old, or never was."""
    found = (
        Invitation.objects.select_related("organisation", "contract__organisation", "invited_by").filter(word_hash=hash_of(word)).first()
    )
    if found is None or found.accepted_at or found.withdrawn_at or found.expires_at <= clock.now():
        return None
    return found


def accept(*, invitation: Invitation, person: Person) -> tuple[Problem, ...]:
    """Use an invitation up and give its role to a person. Of two who press at once one gets it; who is on the other side does not,
    nor does anybody where the inviter may no longer give the role."""
    with transaction.atomic():
        mine = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(accepted_at=clock.now())
        if not mine:
            return (problem("invitation-over"),)
        wrong = _give(invitation, person) if may_still_give(invitation, invitation.invited_by) else (problem("invitation-not-given"),)
        if wrong:
            transaction.set_rollback(True)
            return wrong
        note(InvitationAccepted(invitation=str(invitation.pk)), person=person)
    return ()


def accept_as_new(*, invitation: Invitation, name: str, password: str | None) -> tuple[Person | None, tuple[Problem, ...]]:
    """Make an account for the invited address and accept in its name. `password` None: they sign in by link or passkey. Of two presses
    at once one makes it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                person = Person.objects.create_user(invitation.email, password, name=" ".join(name.split())[:200])
        except IntegrityError:
            return None, (problem("invitation-account"),)
        wrong = accept(invitation=invitation, person=person)
        if wrong:
            transaction.set_rollback(True)
            return None, wrong
    return person, ()


def first_owner(email: str, council_name: str, name: str = "") -> Invited:
    """Invite the first system owner of a council that is made here; the link is the address "invitation" with the word.

    Refused once the council has an owner: from then on its owner invites.
    """
    wrong = _address(email)
    if wrong:
        return Invited(problems=tuple(wrong))
    with transaction.atomic():
        organisation, _ = Organisation.objects.get_or_create(name=council_name.strip())
        if organisation.memberships.filter(during(clock.today()), role=OWNER).exists():
            return Invited(problems=(problem("owner-is-there", name=organisation.name),))
        system, _ = Person.objects.get_or_create(email=SYSTEM, defaults={"name": "Tenor", "is_active": False})
        return _make(organisation=organisation, contract=None, role=OWNER, units=(), email=email, name=name, by=system)


def looks_after(person: Person, organisation: Organisation) -> bool:
    """Whether a person is system owner of an organisation today."""
    return Membership.objects.filter(during(clock.today()), person=person, organisation=organisation, role=OWNER).exists()


def hash_of(word: str) -> str:
    """What is kept of a link's word."""
    return hashlib.sha256(word.encode()).hexdigest()


def _make(
    *, organisation: Organisation, contract: Contract | None, role: str, units: Sequence[str], email: str, name: str, by: Person
) -> Invited:
    word, now = secrets.token_urlsafe(32), clock.now()
    given = {"organisation": organisation, "contract": contract, "role": role, "email": email.strip().lower()}
    with transaction.atomic():
        Invitation.objects.filter(**given, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
        made = Invitation.objects.create(
            **given, units=list(units), name=name.strip(), word_hash=hash_of(word), invited_by=by, invited_at=now, expires_at=now + HOLDS
        )
        _note(made, by)
    return Invited(invitation=made, word=word)


def may_still_give(invitation: Invitation, person: Person) -> bool:
    """Whether a person may give the role of an invitation today: asked when it is taken up, as it was when it was made."""
    organisation, contract, role = invitation.organisation, invitation.contract, invitation.role
    if contract is None and role == OWNER and person.email == SYSTEM:
        return not organisation.memberships.filter(during(clock.today()), role=OWNER).exists()
    if not person.is_active:
        return False
    if contract is not None:
        try:
            if role in roles_to_give(get_place(person, contract.pk)):
                return True
        except NotFoundError:
            pass
        return role in OWNER_GIVES_ON_ONE and contract.organisation_id == organisation.pk and looks_after(person, organisation)
    return role in (*EVERYWHERE, *OWNER_GIVES_ON_ONE) and looks_after(person, organisation)


def _give(invitation: Invitation, person: Person) -> tuple[Problem, ...]:
    by: Person = invitation.invited_by
    if invitation.contract is None and invitation.role in OWNER_GIVES_ON_ONE:
        join(to=person, organisation=invitation.organisation)
        return ()
    return give_role(
        to=person, role=invitation.role, contract=invitation.contract, organisation=invitation.organisation, units=invitation.units, by=by
    )


def _whose(contract: Contract, role: str) -> Organisation:
    """The organisation a role on a contract is of: the council's, or the supplier's, made where the contract has none yet."""
    if ROLES[role].side == "buyer":
        return contract.organisation
    found = contract.suppliers.first()
    if found is None:
        found = Organisation.objects.create(name=contract.supplier_name or contract.title)
        contract.suppliers.add(found)
    return found


def _note(invitation: Invitation, by: Person) -> None:
    contract = str(invitation.contract_id or "")
    event = PersonInvited(
        invitation=UUID(str(invitation.pk)).hex, organisation=str(invitation.organisation_id), contract=contract, role=invitation.role
    )
    note(event, person=by)


def _address(email: str) -> list[Problem]:
    try:
        validate_email(email.strip())
    except ValidationError:
        return [problem("invite-email")]
    return [] if len(email) <= 254 else [problem("invite-email")]


def _name(name: str) -> list[Problem]:
    return [] if 0 < len(name.strip()) <= 200 else [problem("invite-name")]
