"""A contract is set up through the pages, from an empty database: terms, signature, readings, contacts, units, getting ready, live."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import CONTRACTS, PASSWORD, make_person
from tests.sites import fixed_today

from tenor.desk import parsed
from tenor.desk.actions.people import give_role
from tenor.desk.held import held
from tenor.desk.models import Contract, Entry, Membership, Organisation, Person, SignedTerms
from tenor.desk.permissions import roles as r
from tenor.ledger.events.agreements import AgreementAnswered, ReadingAgreed
from tenor.ledger.verify import verify
from tenor.terms.read_yaml import read_yaml

TERMS = (CONTRACTS / "reg-44-visits" / "terms.yaml").read_bytes()
DAY = date(2022, 8, 15)
MOST_QUERIES = 10


@pytest.fixture
def day(db: None) -> Iterator[None]:
    with fixed_today(DAY):
        yield


@pytest.fixture
def council(day: None) -> Organisation:
    return Organisation.objects.create(name="Example County Council")


@pytest.fixture
def manager(council: Organisation) -> Person:
    person = make_person("Alex Example")
    Membership.objects.create(person=person, organisation=council, role="")
    return person


def signed_in(person: Person, *, again: bool = False) -> Client:
    """A browser of this person; `again`: they have just said again who they are."""
    client = Client()
    client.force_login(person)
    if again:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def text_of(response: Any) -> str:
    """What a page says, without its markup."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", plain.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&"))


def make(client: Client, text: bytes = TERMS) -> Contract:
    made = client.post(reverse("new-contract"), {"text": text.decode()})
    assert made.status_code == 302, text_of(made)
    return Contract.objects.get(reference="R44-2022")


def address(contract: Contract, name: str, *args: Any) -> str:
    return reverse(name, args=[contract.pk, *args])


def sign(client: Client, contract: Contract) -> None:
    page = client.get(address(contract, "setup-sign"))
    assert page.status_code == 200, page.headers
    digest = re.search(r'name="digest" value="(\w+)"', page.content.decode())
    assert digest is not None
    assert client.post(address(contract, "setup-sign"), {"digest": digest[1]}).status_code == 302
    contract.refresh_from_db()


@pytest.fixture
def signed(manager: Person) -> Contract:
    client = signed_in(manager, again=True)
    contract = make(client)
    sign(client, contract)
    return contract


@pytest.fixture
def supplier(signed: Contract) -> Person:
    person = make_person("Robin Instance")
    assert not give_role(to=person, role=r.SUPPLIER, contract=signed, by=None)
    return person


def events(contract: Contract) -> list[Any]:
    return [entry.event for entry in held(Contract.objects.get(pk=contract.pk)).entries]


# --- the terms -----------------------------------------------------------------------------------------------------


def test_what_is_pasted_is_what_is_signed_byte_for_byte(manager: Person) -> None:
    client = signed_in(manager, again=True)
    contract = make(client, TERMS.replace(b"\n", b"\r\n"))  # as browsers send a box of text
    assert contract.state == "being set up"
    assert contract.supplier_name == "Visiting Voices CIC"
    sign(client, contract)
    assert SignedTerms.objects.get(contract=contract).text.encode() == TERMS
    assert (contract.state, contract.head) == ("signed", SignedTerms.objects.get(contract=contract).sha256)
    assert not contract.drafts.filter(kind="terms").exists()


def test_all_that_is_wrong_at_once_and_nothing_typed_is_lost(manager: Person) -> None:
    client = signed_in(manager)
    broken = (
        TERMS.decode().replace("every: month", "every: mnth", 1).replace("levels: [stretch, green, amber, red]", "levels: [stretch]", 1)
    )
    page = client.post(reverse("new-contract"), {"text": broken})
    assert page.status_code == 422
    said = page.content.decode()
    lines = {n for n, line in enumerate(broken.split("\n"), 1) if "mnth" in line or "levels: [stretch]" in line}
    linked = {int(n) for n in re.findall(r'href="#line-(\d+)"', said)}
    assert len(linked) > 1
    assert linked & lines
    assert all(f'id="line-{n}"' in said for n in linked)
    assert "every: mnth" in re.search(r"<textarea[^>]*>(.*?)</textarea>", said, re.S)[1]  # type: ignore[index]
    assert not Contract.objects.exists()


def test_an_upload_that_cannot_be_read_stands_in_the_box_afterwards(manager: Person, tmp_path: Path) -> None:
    client, file = signed_in(manager), tmp_path / "terms.yaml"
    file.write_bytes(b"contract:\n  reference: X-1\n")
    with file.open("rb") as opened:
        page = client.post(reverse("new-contract"), {"file": opened})
    assert page.status_code == 422
    assert "reference: X-1" in re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.S)[1]  # type: ignore[index]
    file.write_bytes(b"\xff\xfe\x00")
    with file.open("rb") as opened:
        assert client.post(reverse("new-contract"), {"file": opened}).status_code == 422


def test_the_text_of_terms_is_read_once(manager: Person, monkeypatch: Any) -> None:
    parsed.read_terms.cache_clear()
    texts: list[str] = []
    monkeypatch.setattr(parsed, "read_yaml", lambda text, name: texts.append(text) or read_yaml(text, name))
    client = signed_in(manager)
    contract = make(client)
    for _ in range(2):
        assert client.get(address(contract, "setup-check")).status_code == 200
    assert texts == [TERMS.decode()]


def test_a_reference_is_given_once(manager: Person) -> None:
    client = signed_in(manager)
    make(client)
    again = client.post(reverse("new-contract"), {"text": TERMS.decode()})
    assert again.status_code == 422
    assert "another contract has the reference R44-2022" in text_of(again)


def test_a_contract_from_an_example_takes_over_nobodys_name(manager: Person) -> None:
    client = signed_in(manager)
    asked = {
        "reference": "N-1",
        "title": "Other work: all of it",
        "supplier": "A # firm",
        "starts_day": "1",
        "starts_month": "9",
        "starts_year": "2022",
    }
    short = client.post(reverse("new-contract-from", args=["reg-44-visits"]), asked)
    assert short.status_code == 422
    assert 'value="Other work: all of it"' in short.content.decode()
    days = {"ends_day": "31", "ends_month": "8", "ends_year": "2025"}
    made = client.post(reverse("new-contract-from", args=["reg-44-visits"]), asked | days)
    contract = Contract.objects.get(reference="N-1")
    assert made.status_code == 302
    assert (contract.title, contract.supplier_name, contract.starts) == ("Other work: all of it", "A # firm", date(2022, 9, 1))
    page = client.get(address(contract, "setup-terms")).content.decode()
    assert "Sam Sample" not in page
    assert "@council.example" not in page
    assert "to be agreed" in page


def test_two_who_change_the_terms_find_out(manager: Person) -> None:
    client = signed_in(manager)
    contract = make(client)
    one = TERMS.decode().replace("Ash House", "Alder House")
    assert client.post(address(contract, "setup-terms"), {"text": one, "turn": "1"}).status_code == 302
    late = client.post(address(contract, "setup-terms"), {"text": TERMS.decode(), "turn": "1"})
    assert late.status_code == 422
    assert "Alex Example saved other terms" in text_of(late)
    assert "Ash House" in late.content.decode()
    assert client.post(address(contract, "setup-terms"), {"text": TERMS.decode(), "turn": "2"}).status_code == 302


def test_the_check_says_what_is_open_with_the_clause_beside(manager: Person) -> None:
    client = signed_in(manager)
    contract = make(client)
    said = text_of(client.get(address(contract, "setup-check")))
    assert "Between 80% and 90% no colour is printed" in said
    assert "Clause 3.1: Key performance indicators" in said
    first, rest = said.split("more, which change no figure", 1)
    assert "what KPI 1 (Visits carried out) comes to" in first
    assert "Gorse House" not in first.split("Read in several ways", 1)[1], "it opens in another quarter"
    assert "Gorse House" in rest


def test_a_signature_asks_again_who_you_are_and_what_you_looked_at(manager: Person) -> None:
    client = signed_in(manager)
    contract = make(client)
    asked = client.get(address(contract, "setup-sign"))
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    client = signed_in(manager, again=True)
    assert client.post(address(contract, "setup-sign"), {"digest": "0" * 64}).status_code == 422
    assert not SignedTerms.objects.exists()
    sign(client, contract)
    assert client.get(address(contract, "setup-sign")).status_code == 302
    changed = client.post(address(contract, "setup-terms"), {"text": "x", "turn": "1"})
    assert changed.status_code == 302
    assert SignedTerms.objects.get().text.encode() == TERMS


# --- readings ------------------------------------------------------------------------------------------------------


def test_all_defaults_in_one_press_and_the_other_side_agrees(manager: Person, supplier: Person, signed: Contract) -> None:
    ours, theirs = signed_in(manager), signed_in(supplier)
    page = ours.get(address(signed, "readings"))
    assert "Accept all 35 and send them to Visiting Voices CIC" in text_of(page)
    assert ours.post(address(signed, "readings"), {"why": "As we said on the phone."}).status_code == 302
    assert "Proposed on Mon 15 Aug 2022, waiting for Visiting Voices CIC" in text_of(ours.get(address(signed, "changes")))
    assert "0 of 35 agreed" in text_of(ours.get(address(signed, "setup")))
    proposal = events(signed)[-1].proposal
    asked = theirs.get(address(signed, "proposal", proposal))
    assert "As we said on the phone." in text_of(asked)
    assert "Your answer" in text_of(asked)
    assert "Your answer" not in text_of(ours.get(address(signed, "proposal", proposal)))
    turn = re.search(r'name="turn" value="([^"]+)"', asked.content.decode())[1]  # type: ignore[index]
    for _ in range(2):  # sent twice is agreed once
        theirs.post(address(signed, "proposal", proposal), {"answer": "agree", "turn": turn})
    found = events(signed)
    assert [type(each) for each in found[:2]].count(AgreementAnswered) == 1
    agreed = [each for each in found if isinstance(each, ReadingAgreed)]
    assert len(agreed) == 35
    assert all(each.from_start for each in agreed)
    assert {e.side for e in held(signed).entries if isinstance(e.event, ReadingAgreed)} == {"system"}
    assert "35 of 35 agreed" in text_of(ours.get(address(signed, "setup")))
    lines = [line.encode() for line in Entry.objects.filter(contract=signed).order_by("seq").values_list("line", flat=True)]
    assert verify(lines, signed.signed_terms.sha256, lambda id, part: None).entries == 37


def test_a_proposal_refused_or_taken_back_changes_nothing(manager: Person, supplier: Person, signed: Contract) -> None:
    ours, theirs = signed_in(manager), signed_in(supplier)
    given = {"option": "red", "when": "start", "why": ""}
    tried = ours.post(address(signed, "reading", "kpi-1-gap"), given | {"look": "1"})
    assert "What it would change today" in text_of(tried)
    assert not events(signed)
    assert ours.post(address(signed, "reading", "kpi-1-gap"), given).status_code == 302
    first = events(signed)[-1].proposal
    assert theirs.post(address(signed, "proposal", first), {"answer": ""}).status_code == 422
    assert theirs.post(address(signed, "proposal", first), {"answer": "refuse", "why": "No."}).status_code == 302
    ours.post(address(signed, "reading", "kpi-1-gap"), given)
    second = events(signed)[-1].proposal
    assert first != second
    assert ours.post(address(signed, "proposal", second), {"withdraw": "1"}).status_code == 302
    assert theirs.post(address(signed, "proposal", second), {"answer": "agree"}).status_code in (200, 302, 422)
    said = text_of(ours.get(address(signed, "changes")))
    assert "not agreed" in said
    assert "withdrawn" in said
    assert not [each for each in events(signed) if isinstance(each, ReadingAgreed)]


def test_a_variation_is_told_tried_agreed_and_leaves_the_past(manager: Person, supplier: Person, signed: Contract) -> None:
    ours, theirs = signed_in(manager), signed_in(supplier)
    asked = {
        "place": "kpis.reports.bands.green",
        "value": "at least 95%",
        "from__day": "1",
        "from__month": "1",
        "from__year": "2024",
        "clause": "3.1",
    }
    nonsense = ours.post(address(signed, "propose-variation"), asked | {"value": "very good"})
    assert nonsense.status_code == 422
    assert "very good" in nonsense.content.decode()
    assert "Now: at least 90%" in text_of(ours.post(address(signed, "propose-variation"), asked | {"look": "1"}))
    assert ours.post(address(signed, "propose-variation"), asked).status_code == 302
    proposal = events(signed)[-1].proposal
    assert theirs.post(address(signed, "proposal", proposal), {"answer": "agree"}).status_code == 302
    one = held(Contract.objects.get(pk=signed.pk))
    from tenor.review.whole import review

    timeline = review(one.terms, one.entries, on=DAY).timeline
    bounds = {day: timeline.on(day).kpi("reports").bands[1].bound.lower for day in (date(2023, 12, 1), date(2024, 1, 1))}  # type: ignore[union-attr]
    assert str(bounds[date(2023, 12, 1)]) != str(bounds[date(2024, 1, 1)])
    assert "from 1 Jan 2024" in text_of(ours.get(address(signed, "changes")))


# --- contacts, units, ready, live ----------------------------------------------------------------------------------


def test_contacts_of_both_sides_with_history(manager: Person, supplier: Person, signed: Contract) -> None:
    ours, theirs = signed_in(manager), signed_in(supplier)
    said = text_of(ours.get(address(signed, "contract-people")))
    assert "Nobody is named as manager of Visiting Voices CIC" in said
    assert "contact 3 missing since 1 Sep 2022" in said
    assert "no email: cannot receive notices" in said, "the third contact of the council"
    wrong = theirs.post(address(signed, "contact", "supplier", 1), {"name": "", "email": "robin at voices", "telephone": "01632 960011"})
    assert wrong.status_code == 422
    assert "01632 960011" in wrong.content.decode()
    good = {"name": "Robin Placeholder", "email": "robin@voices.example"}
    assert theirs.post(address(signed, "contact", "supplier", 1), good).status_code == 302
    assert "Nobody is named as manager" not in text_of(ours.get(address(signed, "contract-people")))
    assert theirs.get(address(signed, "contact", "buyer", 1)).status_code == 403
    new = {"name": "Nell Next", "first_day_day": "1", "first_day_month": "2", "first_day_year": "2023"}
    assert ours.post(address(signed, "contact", "buyer", 2), new).status_code == 302
    with fixed_today(date(2023, 2, 2)):
        said = text_of(ours.get(address(signed, "contract-people")))
    assert "Nell Next" in said
    assert "15 Aug 2022 to 31 Jan 2023: Sam Sample" in said
    with fixed_today(date(2023, 3, 1)):
        gone = {"last_day_day": "28", "last_day_month": "2", "last_day_year": "2023"}
        assert ours.post(address(signed, "contact-leaves", "buyer", 1), gone).status_code == 302
        assert "has left, on Tue 28 Feb 2023" in text_of(ours.get(address(signed, "contract-people")))


def test_units_open_and_close(manager: Person, supplier: Person, signed: Contract) -> None:
    ours = signed_in(manager)
    unit = {"unit": "H", "name": "Hazel House", "manager": "Uma Nit", "telephone": "01632 960020"}
    assert ours.post(address(signed, "unit-opens"), unit).status_code == 422
    day = {"first_day_day": "1", "first_day_month": "11", "first_day_year": "2022"}
    assert ours.post(address(signed, "unit-opens"), unit | day).status_code == 302
    far = {"last_day_day": "1", "last_day_month": "1", "last_day_year": "2031"}
    assert ours.post(address(signed, "unit-closes", "H"), far).status_code == 422
    said = text_of(ours.get(address(signed, "contract-people")))
    assert "Hazel House" in said
    assert "Uma Nit" in said
    assert "opens later" in said
    assert signed_in(supplier).get(address(signed, "unit-opens")).status_code == 403


def test_getting_ready_and_going_live_by_name(manager: Person, supplier: Person, signed: Contract) -> None:
    ours, theirs = signed_in(manager), signed_in(supplier)
    page = address(signed, "mobilisation")
    assert "0 of 6 done: not fully mobilised" in text_of(ours.get(page))
    assert ours.post(page, {"happened": "award"}).status_code == 302
    assert theirs.post(page, {"duty": "ready", "owner": "Robin Placeholder"}).status_code == 302
    assert "Robin Placeholder sees to it" in text_of(ours.get(page))
    for duty in ("ready", "handover", "mobilisation-cost", "contact-details", "unit-list"):
        assert theirs.post(page, {"done": duty}).status_code == 302
    assert "5 of 6 done: not fully mobilised" in text_of(theirs.get(page))
    live = address(signed, "go-live")
    assert theirs.post(live, {"knows": "on", "why": "x"}).status_code == 422 or not _is_live(signed)
    assert not _is_live(signed)
    refused = ours.post(live, {"why": "The homes expect us."})
    assert refused.status_code == 422
    assert "The homes expect us." in refused.content.decode()
    assert ours.post(live, {"knows": "on"}).status_code == 422
    assert "Set up" in text_of(ours.get(address(signed, "changes")))
    assert ours.post(live, {"knows": "on", "why": "The homes expect us."}).status_code == 302
    assert _is_live(signed)
    said = text_of(theirs.get(address(signed, "setup")))
    assert "Alex Example recorded on Mon 15 Aug 2022 that it is live" in said
    assert "Not ready then: Training in the systems arranged" in said
    assert address(signed, "setup") not in ours.get(address(signed, "changes")).content.decode()


def _is_live(contract: Contract) -> bool:
    return any(getattr(each, "name", "") == "go-live" for each in events(contract))


# --- who may, and how much it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [r.AUDITOR, r.MEMBER])
def test_who_only_reads_sets_up_nothing(role: str, council: Organisation) -> None:
    person = make_person("Audrey Torr")
    Membership.objects.create(person=person, organisation=council, role=role)
    assert signed_in(person).get(reverse("new-contract")).status_code == 403


def test_a_stranger_and_a_supplier_set_up_nothing(supplier: Person, signed: Contract) -> None:
    stranger = make_person("Strange R")
    assert signed_in(stranger).get(reverse("new-contract")).status_code == 403
    assert signed_in(supplier).get(reverse("new-contract")).status_code == 403, "its organisation only supplies"
    names = ("setup", "setup-check", "readings", "changes", "contract-people", "mobilisation", "go-live", "propose-variation")
    assert {signed_in(stranger).get(address(signed, name)).status_code for name in names} == {404}
    auditor = make_person("Audrey Torr")
    Membership.objects.create(person=auditor, organisation=signed.organisation, role=r.AUDITOR)
    looking = signed_in(auditor)
    assert {looking.get(address(signed, name)).status_code for name in names[:-1]} == {200}
    assert looking.get(address(signed, "propose-variation")).status_code == 403
    assert looking.post(address(signed, "readings"), {}).status_code == 403
    assert looking.post(address(signed, "mobilisation"), {"happened": "award"}).status_code == 422
    assert not events(signed)


def test_before_the_signature_every_page_leads_to_the_list(manager: Person) -> None:
    client = signed_in(manager)
    contract = make(client)
    for name in ("changes", "contract-people", "readings", "mobilisation", "go-live", "summary"):
        answer = client.get(address(contract, name))
        assert answer.status_code == 302, name
        assert answer.headers["Location"] == address(contract, "setup")
    assert "Once the terms are signed" in text_of(client.get(address(contract, "setup")))


def test_no_page_asks_the_database_often(manager: Person, supplier: Person, signed: Contract) -> None:
    client = signed_in(manager)
    client.post(address(signed, "readings"), {})
    proposal = events(signed)[-1].proposal
    plain = ("setup", "setup-check", "readings", "changes", "contract-people", "mobilisation", "go-live", "propose-variation", "unit-opens")
    pages = [address(signed, name) for name in plain]
    pages += [address(signed, "proposal", proposal), address(signed, "reading", "overall"), address(signed, "contact", "supplier", 2)]
    for page in [*pages, reverse("new-contract")]:
        client.get(page)  # what is kept is made once
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(page).status_code == 200
        assert len(asked) <= MOST_QUERIES, (page, [q["sql"][:90] for q in asked])
