"""Who is in the demo: one person a role on the first contract, who look after the others too. All of them are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from tenor.desk.actions.people import give_role
from tenor.desk.bring import Given, take
from tenor.desk.models import Contract, Organisation, Person
from tenor.desk.permissions import roles as r

PASSWORD = "demo demo demo"
DOMAIN = "demo.example"

# role -> the name, the first part of the address, and what the entries of the examples call the person.
PEOPLE: dict[str, tuple[str, str, str]] = {
    r.MANAGER: ("Alex Example", "manager", "b-1"),
    r.HEAD: ("Chris Specimen", "head", "b-3"),
    r.EQUALITY: ("Esme Evenhand", "equality", "b-4"),
    r.UNIT: ("Una Placeholder", "unit", ""),
    r.LEGAL: ("Lee Parchment", "legal", ""),
    r.AUDITOR: ("Audrey Tally", "auditor", ""),
    r.MEMBER: ("Morgan Chamber", "member", ""),
    r.SUPPLIER: ("Robin Instance", "supplier", "s-1"),
    r.VISITOR: ("Kit Walker", "out", "s-2"),
    r.OWNER: ("Owen Keys", "owner", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A contract of the demo. `known_as`: role -> what its entries call that person, where it is not as in the examples; `whole`: with
    somebody for every role on it, as the first has."""

    given: Given
    known_as: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How to come in as one role."""

    role: str
    name: str
    email: str
    password: str = PASSWORD


def make_demo(shown: Sequence[Shown]) -> list[SignIn]:
    """Take the contracts in, all for the buyer of the first, and give every role to somebody. Raises ValueError where one cannot be."""
    council = Organisation.objects.create(name=shown[0].given.terms.contract.buyer)
    contracts = [_taken(each, council) for each in shown]
    secret = make_password(PASSWORD)  # slow on purpose: once for all of them
    people = {role: _person(role, secret) for role in PEOPLE}
    for each, contract in zip(shown, contracts, strict=True):
        for role in PEOPLE if each is shown[0] or each.whole else (r.MANAGER,):
            _give(people[role], role, contract, each)
    for role in PEOPLE:
        if r.ROLES[role].everywhere:
            _said(give_role(to=people[role], role=role, organisation=council, by=None))
    return sign_ins()


def sign_ins() -> list[SignIn]:
    """The people there are, in the order of the roles."""
    return [SignIn(role=role, name=name, email=f"{first}@{DOMAIN}") for role, (name, first, _) in PEOPLE.items()]


def _taken(each: Shown, council: Organisation) -> Contract:
    done = take(each.given, council)
    _said(done.problems)
    assert done.contract is not None
    return done.contract


def _person(role: str, secret: str) -> Person:
    name, first, _ = PEOPLE[role]
    return Person.objects.create(email=f"{first}@{DOMAIN}", name=name, password=secret)


def _give(person: Person, role: str, contract: Contract, each: Shown) -> None:
    if r.ROLES[role].scope == "none":
        return
    own = [unit.id for unit in each.given.terms.units] if r.ROLES[role].scope == "own units" else []
    units = own if len(own) < 3 else [own[0], own[-1]]
    known_as = each.known_as.get(role, PEOPLE[role][2])
    _said(give_role(to=person, role=role, contract=contract, units=units, known_as=known_as, by=None))


def _said(problems: Sequence[object]) -> None:
    if problems:
        raise ValueError("; ".join(map(str, problems)))
