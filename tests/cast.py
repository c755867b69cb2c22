"""The cast of the site's tests: who owns, who shares, who must see nothing. Built through import and the desk's own actions.

Two councils and two suppliers. The first council has the visits contract, the other one the lifts contract; one person stands for each
role; the stranger has an account and nothing else; the outsider manages the other council's contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from tenor.desk.actions.people import give_role
from tenor.desk.bring import bring_in
from tenor.desk.models import Contract, Organisation, Person
from tenor.desk.permissions import roles as r

CONTRACTS = Path(__file__).parent.parent / "contracts"
TODAY = date(2023, 6, 12)
MORNING = datetime(2023, 6, 12, 6, 0, tzinfo=UTC)
PASSWORD = "plumb line and tee square"

# role -> (name, what the example's entries call them, units)
PEOPLE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    r.MANAGER: ("Alex Example", "b-1", ()),
    r.HEAD: ("Chris Specimen", "b-3", ()),
    r.EQUALITY: ("Eve Quality", "", ()),
    r.UNIT: ("Uma Nit", "", ("A", "G")),
    r.LEGAL: ("Leigh Gall", "", ()),
    r.AUDITOR: ("Audrey Torr", "", ()),
    r.MEMBER: ("Mem Burr", "", ()),
    r.SUPPLIER: ("Robin Instance", "s-1", ()),
    r.VISITOR: ("Kit Placeholder", "s-2", ()),
    r.OWNER: ("Owen Er", "", ()),
}


@dataclass(slots=True)
class Cast:
    """Who and what there is."""

    council: Organisation
    supplier: Organisation
    other_council: Organisation
    visits: Contract
    lifts: Contract
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Person:
        return self.people[role]


def make_cast(until: datetime = MORNING) -> Cast:
    """The whole cast. `until`: what was recorded later in the examples has not happened yet."""
    council = Organisation.objects.create(name="Example County Council")
    other = Organisation.objects.create(name="Another Borough Council")
    visits = bring_in(CONTRACTS / "reg-44-visits", council=council, until=until).contract
    lifts = bring_in(CONTRACTS / "lift-repairs", council=other, until=until).contract
    assert visits is not None
    assert lifts is not None
    supplier = visits.suppliers.get()
    cast = Cast(council=council, supplier=supplier, other_council=other, visits=visits, lifts=lifts)
    for role, (name, known_as, units) in PEOPLE.items():
        person = make_person(name)
        contract = visits if role != r.OWNER else None
        wrong = give_role(to=person, role=role, contract=contract, organisation=council, units=units, known_as=known_as, by=None)
        assert not wrong
        cast.people[role] = person
    cast.people["stranger"] = make_person("Strange R")
    cast.people["outsider"] = make_person("Outi Sider")
    assert not give_role(to=cast.people["outsider"], role=r.MANAGER, contract=lifts, known_as="b-1", by=None)
    return cast


def make_person(name: str) -> Person:
    """A person with an account."""
    return Person.objects.create_user(f"{name.lower().replace(' ', '.')}@tenor.example", PASSWORD, name=name)
