"""What a page asks of the database and of the wire stays as it was agreed (tests/baselines), and does not grow with what is kept."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import TODAY
from tests.walk.addresses import Address, walked
from tests.walk.conftest import ClientOf
from tests.walk.stage import Stage
from tests.walk.test_who import expected
from tests.walk.weights import COUNTED_FOR, RENEW, WEIGHED, baseline, count_queries, queries_of, weigh

from tenor.desk.models import Body, Contract, Entry, Post, SignedTerms
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.snapshots import renew
from tenor.desk.visible import get_place
from tenor.ledger.events.returns import QueryRaised
from tenor.ledger.record import Proposed

MOST, AIM = 15, 10
COUNTED = [one for one in walked("contract", "site") if any(expected(one, who) == 200 for who in COUNTED_FOR)]


@pytest.mark.parametrize("one", COUNTED, ids=lambda one: one.name)
def test_a_page_asks_no_more_than_it_did(one: Address, stage: Stage, client_of: ClientOf) -> None:
    agreed = baseline("queries").get(one.name)
    assert agreed is not None, f"“{one.name}” is not in tests/baselines/queries.json: {RENEW}"
    found = count_queries(stage, client_of, one.name)[one.name]
    assert max(found.values()) <= MOST, f"{one.name} asks the database {found} times, more than {MOST}"
    more = {who: f"{n}, agreed {agreed.get(who, 0)}" for who, n in found.items() if n > agreed.get(who, 0)}
    assert not more, f"{one.name} asks more than before: {more}; {RENEW}"


def test_the_baseline_has_no_page_that_is_gone() -> None:
    assert baseline("queries").keys() <= {one.name for one in walked()}, RENEW


def test_most_pages_ask_little() -> None:
    many = {page: found for page, found in baseline("queries").items() if max(found.values()) > AIM}
    assert len(many) <= len(baseline("queries")) // 10, f"more than one page in ten asks more than {AIM} times: {many}"


@pytest.mark.parametrize("name", ["home", "contracts", "search", "people", "phone-contracts"])
def test_six_contracts_ask_no_more_than_one(name: str, stage: Stage, client_of: ClientOf) -> None:
    one = next(one for one in walked() if one.name == name)
    whose = [who for who in COUNTED_FOR if expected(one, who) == 200]
    address = stage.address(one) + ("?q=visits" if name == "search" else "")
    before = {who: queries_of(client_of(who), address) for who in whose}
    for n in range(5):
        _another(stage.contract, n)
    after = {who: queries_of(client_of(who), address) for who in whose}
    assert after == before


def _another(like: Contract, n: int) -> None:
    """A contract with the same terms, chain and people."""
    made = Contract.objects.create(**{**_row(like), "id": uuid4(), "reference": f"{like.reference}-{n}", "title": f"{like.title} {n}"})
    made.suppliers.set(like.suppliers.all())
    SignedTerms.objects.create(contract=made, text=like.signed_terms.text, sha256=like.signed_terms.sha256)
    for table in (Entry, Body):
        rows = list(table.objects.filter(contract=like))
        for row in rows:
            row.pk, row.contract = None, made
        table.objects.bulk_create(rows)  # type: ignore[attr-defined]
    Post.objects.bulk_create(
        Post(person=post.person, contract=made, role=post.role, units=post.units, known_as=post.known_as) for post in like.posts.all()
    )
    renew(made)


def _row(contract: Contract) -> dict[str, object]:
    names = ("organisation_id", "supplier_name", "rows_name", "starts", "ends", "state", "head", "length", "last_at")
    return {name: getattr(contract, name) for name in names}


def test_more_entries_ask_no_more(stage: Stage, client_of: ClientOf) -> None:
    """Twenty questions more on a contract: no page of it asks the database more often for that."""
    names = ("summary", "performance", "rows", "row", "history", "documents", "returns", "return-form", "why", "changes", "contract-people")
    pages = [one for one in walked("contract") if one.name in names]
    client = client_of(r.MANAGER)
    before = {one.name: queries_of(client, stage.address(one)) for one in pages}
    place = get_place(stage.cast[r.MANAGER], stage.contract.pk)
    for n in range(20):
        event = QueryRaised(query=f"q-walk-{n}", kpi="visits", period="2023-05")
        act = Proposed(event=event, by=place.actor.by, side="buyer", on=TODAY, id=str(uuid4()))
        done = record(place.contract, [act], actor=place.actor)
        assert done.entries, [str(one) for one in done.problems]
    after = {one.name: queries_of(client, stage.address(one)) for one in pages}
    assert after == before


def test_what_pages_weigh(stage: Stage, client_of: ClientOf) -> None:
    found, agreed = weigh(stage, client_of), baseline("sizes")
    assert set(found) == set(WEIGHED)
    heavy = {page: size for page, size in found.items() if size["first"] > 100_000 or size["later"] > 25_000}
    assert not heavy, f"first visit at most 100 kB, later ones 25 kB: {heavy}"
    grown = {page: f"{size}, agreed {agreed.get(page)}" for page, size in found.items() if _grown(size, agreed.get(page, {}))}
    assert not grown, f"heavier by more than a tenth: {grown}; {RENEW}"


def _grown(size: dict[str, int], agreed: dict[str, int]) -> bool:
    return any(n > agreed.get(name, 0) * 1.1 for name, n in size.items())
