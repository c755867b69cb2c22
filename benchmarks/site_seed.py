"""Seed a site with generated contracts and some people; prints what it made as JSON. Run by `site.py` in the surroundings of that site."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from tenor.server.ready import make_tables, wake

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "bench bench bench"
ADDRESS = "@bench.example"


def main(contracts: int, months: int, shares: int) -> None:
    assert not wake()
    make_tables()
    from django.contrib.auth.hashers import make_password

    from tenor.desk.models import Contract, Entry, Organisation, Person

    began = time.monotonic()
    council = Organisation.objects.create(name="Example County Council")
    each = [subprocess.Popen([sys.executable, __file__, str(contracts), str(months), str(shares), str(k)]) for k in range(shares)]
    assert [one.wait() for one in each] == [0] * shares
    secret = make_password(PASSWORD)
    people = {first: Person.objects.create(email=first + ADDRESS, name=first.title(), password=secret) for first in PEOPLE}
    share_out(people, list(Contract.objects.order_by("reference")), council)
    ready()
    print(json.dumps({
        "contracts": Contract.objects.count(), "entries": Entry.objects.count(), "seconds": round(time.monotonic() - began),
        "people": [first + ADDRESS for first in PEOPLE], "password": PASSWORD,
    }))  # fmt: skip


def ready() -> None:
    """The pages of the contracts that will be opened: a tick makes those of all; here the others would be made for nobody."""
    from tenor.desk import clock
    from tenor.desk.lookups.portfolio import portfolio
    from tenor.desk.models import Contract, Person
    from tenor.desk.snapshots import make_ready

    day = clock.today()
    wanted = {kept.contract_id for person in Person.objects.filter(email__endswith=ADDRESS) for kept in portfolio(person, day)[:OPENED]}
    for contract in Contract.objects.filter(pk__in=wanted):
        make_ready(contract, day)


def share(contracts: int, months: int, shares: int, k: int) -> None:
    """One process's share: contracts brought in with all proofs, and what Home and lists read of each made, as a tick would."""
    assert not wake()
    from tenor.cli.generate import made_of
    from tenor.desk import clock
    from tenor.desk.bring import prove_given, take
    from tenor.desk.models import Organisation
    from tenor.desk.snapshots import renew

    began = time.monotonic()
    council = Organisation.objects.get(name="Example County Council")
    templates = sorted(path for path in (ROOT / "contracts").iterdir() if path.is_dir())
    for n, made in enumerate(made_of(templates, contracts, months, 1, clock.today(), part=(k, shares)), 1):
        given = prove_given(made.terms, made.lines, made.bodies, made.files)
        assert not isinstance(given, tuple), list(map(str, given))
        done = take(given, council)
        assert done.contract is not None, list(map(str, done.problems))
        renew(done.contract)
        if n % 100 == 0:
            print(f"share {k}: {n} contracts, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


PEOPLE = ("manager1", "manager2", "manager3", "head", "auditor", "supplier1", "supplier2", "legal")
OPENED = 10  # of a person's list, in its usual order
EACH = 12  # contracts that one manager looks after


def share_out(people: dict[str, object], contracts: list[object], council: object) -> None:
    """Managers and suppliers have a dozen contracts each, head, auditor and legal all of them."""
    from tenor.desk.actions.people import give_role
    from tenor.desk.permissions import roles as r

    for first, person in people.items():
        role = {"manager": r.MANAGER, "supplier": r.SUPPLIER}.get(first.rstrip("0123456789"))
        if role is None:
            everywhere = {"head": r.HEAD, "auditor": r.AUDITOR, "legal": r.LEGAL}[first]
            assert not give_role(to=person, role=everywhere, organisation=council, by=None)
            continue
        nth = int(first[-1]) - 1
        for contract in contracts[nth * EACH : (nth + 1) * EACH] or contracts[:EACH]:
            assert not give_role(to=person, role=role, contract=contract, by=None)


if __name__ == "__main__":
    numbers = list(map(int, sys.argv[1:]))
    main(*numbers) if len(numbers) == 3 else share(*numbers)
