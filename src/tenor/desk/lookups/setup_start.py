"""Where a new contract can start: for which councils a person may set one up, and the terms shipped with Tenor to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db.models import Exists, OuterRef

from tenor.desk import clock
from tenor.desk.models import Contract, Draft, Membership, Organisation, Person, Post
from tenor.desk.permissions.roles import AUDITOR, MEMBER, ROLES, UNIT
from tenor.desk.visible import during
from tenor.terms.model import Change
from tenor.terms.read_yaml import read_yaml
from tenor.terms.write_yaml import with_changes, with_tree

ONLY_LOOKING = {AUDITOR, MEMBER, UNIT}  # whoever is nothing else at a council sets up no contract there
SUPPLYING = tuple(role.name for role in ROLES.values() if role.side == "supplier")
LONGEST = timedelta(days=183)  # of setting up, after the first day
NAMED = ("name", "position", "email", "telephone")


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingPoint:
    """Terms to start from. `clauses`, `kpis`, `readings`: how many there are, to choose by."""

    id: str
    title: str
    text: str
    clauses: int
    kpis: int
    readings: int


def councils_of(person: Person) -> list[Organisation]:
    """The organisations this person may set up a contract for: theirs, where they are more than a reader, and that buys.

    An organisation that others' contracts name as supplier, and that has none of its own, is no council.
    """
    today = clock.today()
    memberships = Membership.objects.filter(during(today), person=person)
    supplies = Contract.suppliers.through.objects.filter(organisation=OuterRef("pk"))
    buys = Exists(Contract.objects.filter(organisation=OuterRef("pk"))) | ~Exists(supplies)
    found = Organisation.objects.filter(buys, pk__in=memberships.values("organisation")).defer("logo").order_by("name")
    roles: dict[object, set[str]] = {organisation.pk: set() for organisation in found}
    posts = Post.objects.filter(during(today), person=person, contract__organisation__in=list(roles))
    held = [*memberships.values_list("organisation", "role"), *posts.values_list("contract__organisation", "role")]
    for organisation, role in held:
        if role and organisation in roles:
            roles[organisation].add(role)
    # whoever came to an organisation as a supplier of somebody's contract is not let in by its name, should a council have the same
    supplies_for = Post.objects.filter(person=person, role__in=SUPPLYING, contract__suppliers__in=list(roles))
    elsewhere = set(supplies_for.values_list("contract__suppliers", flat=True))
    return [each for each in found if (roles[each.pk] - ONLY_LOOKING if roles[each.pk] else each.pk not in elsewhere)]


def is_setting_up(contract: Contract) -> bool:
    """Whether the list of what is to be set up belongs in the menu: until it went live, and no longer than its first months.

    The draft that signing leaves stands for it, so a contract that has long been running, or was brought in, costs no query."""
    if contract.state != "signed":
        return True
    if contract.starts is not None and clock.today() > contract.starts + LONGEST:
        return False
    return Draft.objects.filter(contract=contract, kind="setup").exists()


@lru_cache(maxsize=1)
def starting_points() -> Mapping[str, StartingPoint]:
    """The terms shipped with Tenor, by id."""
    found = {}
    for file in sorted(files("tenor.desk.starting_points").iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".yaml"):
            continue
        text = file.read_bytes().decode("utf-8")
        terms = read_yaml(text, file.name).terms
        assert terms is not None
        id = file.name.removesuffix(".yaml")
        found[id] = StartingPoint(
            id=id,
            title=terms.contract.title,
            text=text,
            clauses=len(terms.clauses),
            kpis=len(terms.kpis),
            readings=len(terms.readings),
        )
    return found


def text_from(point: StartingPoint, *, reference: str, title: str, buyer: str, supplier: str, starts: date, ends: date) -> str:
    """The terms of a starting point as those of another contract: its name, sides and days, and none of the people it names."""
    document = read_yaml(point.text).document
    assert document is not None
    asked = {"reference": reference, "title": title, "buyer": buyer, "supplier": supplier, "starts": str(starts), "ends": str(ends)}
    changes: dict[str, Any] = {f"contract.{name}": value for name, value in asked.items()}
    text = with_changes(document, [Change(id="start", from_=starts, agreed_on=starts, changes=changes)])
    again = read_yaml(text).document
    assert again is not None
    contacts = again.tree.get("contacts")
    if not isinstance(contacts, list):
        return text
    return with_tree(again, {**again.tree, "contacts": [_unnamed(each) for each in contacts]})


def _unnamed(contact: Any) -> Any:
    """A place in the order of contacts without the person in it."""
    if not isinstance(contact, Mapping):
        return contact
    return {**{key: value for key, value in contact.items() if key not in (*NAMED, "address")}, "name": "to be agreed"}
