"""Whoever looks after units: confirms, accepts, sends back with reasons; of other units nothing, nowhere. And trouble that is told."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import TODAY, Cast

from tenor.desk.held import held
from tenor.desk.lookups.own_units import own_units
from tenor.desk.models import Entry
from tenor.desk.permissions import roles as r
from tenor.desk.visible import get_place
from tenor.ledger.events.returns import RowConfirmed
from tenor.ledger.events.working_together import CapacityDiscussed, CapacityRaised, CapacitySeen
from tenor.ledger.facts import facts

OTHERS = ("Beech", "Cedar", "Damson", "Elder", "Fir House")


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Looks after A and G."""
    client = Client()
    client.force_login(cast[r.UNIT])
    return client


@pytest.fixture
def visitor(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast[r.VISITOR])
    return client


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def of(client: Client, cast: Cast, name: str, *more: str) -> str:
    return str(client.get(address(cast, name, *more)).content.decode())


def made_and_sent(visitor: Client, cast: Cast, unit: str = "A") -> str:
    """A visit of today whose report has gone everywhere; gives back the row."""
    visitor.post(address(cast, "phone-made", "visits"), {"unit": unit, "day": "2023-06-12", "turn": str(uuid4())})
    given = {"row": f"{unit}|2023-06-12", "to": "all", "day": "2023-06-12", "turn": str(uuid4())}
    visitor.post(address(cast, "phone-sent", "visits"), given)
    return f"{unit}/2023-06-12"


def press(client: Client, cast: Cast, row: str, choice: str = "happened", turn: str = "") -> Any:
    given = {"dataset": "visits", "row": row, "choice": choice, "turn": turn or str(uuid4())}
    return client.post(address(cast, "unit-confirm"), given, follow=True)


def send_back(client: Client, cast: Cast, row: str, *reasons: str, text: str = "", turn: str = "") -> Any:
    given = {"dataset": "visits", "row": row, "reasons": reasons, "text": text, "turn": turn or str(uuid4())}
    return client.post(address(cast, "unit-back"), given)


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def test_home_leads_to_the_unit(cast: Cast, manager: Client) -> None:
    assert manager.get("/").headers["Location"] == address(cast, "unit")


def test_confirm_and_accept(cast: Cast, manager: Client, visitor: Client) -> None:
    row = made_and_sent(visitor, cast)
    page = of(manager, cast, "unit")
    for words in ("Yes, there was a visit", "Accept the report", "Send it back"):
        assert words in page
    press(manager, cast, row)
    press(manager, cast, row, "accepted")
    assert events(cast, RowConfirmed)[-2:] == [
        RowConfirmed(dataset="visits", row=row),
        RowConfirmed(dataset="visits", row=row, choice="accepted"),
    ]
    page = of(manager, cast, "unit")
    assert "Confirmed" in page
    assert "Accepted" in page


def test_pressed_twice(cast: Cast, manager: Client, visitor: Client) -> None:
    row, turn = made_and_sent(visitor, cast), str(uuid4())
    for _ in range(2):
        press(manager, cast, row, turn=turn)
    assert len(events(cast, RowConfirmed)) == 1
    assert "confirmed already" in press(manager, cast, row).content.decode()
    assert len(events(cast, RowConfirmed)) == 1


def test_an_id_that_is_none(cast: Cast, manager: Client, visitor: Client) -> None:
    """A form whose own id was spoilt is an act with a new one."""
    press(manager, cast, made_and_sent(visitor, cast), turn="' or 1=1")
    assert len(events(cast, RowConfirmed)) == 1
    assert str(UUID(held(cast.visits).entries[-1].id)) == held(cast.visits).entries[-1].id


def test_a_report_that_has_not_gone(cast: Cast, manager: Client, visitor: Client) -> None:
    """It can be neither accepted nor sent back."""
    visitor.post(address(cast, "phone-made", "visits"), {"unit": "A", "day": "2023-06-12", "turn": str(uuid4())})
    row = f"A/{TODAY}"
    assert "has not been sent yet" in press(manager, cast, row, "accepted").content.decode()
    assert send_back(manager, cast, row, "omission").status_code == 422
    assert "Not sent to council yet" in of(manager, cast, "unit")


def test_sent_back_and_answered(cast: Cast, manager: Client, visitor: Client) -> None:
    """Several reasons; the visitor sees them and answers; the manager sees the answer; the row counts as one sent back."""
    row = made_and_sent(visitor, cast)
    assert send_back(manager, cast, row, "omission", "standard", text="The complaints page is missing.").status_code == 302
    cast.visits.refresh_from_db()
    one = held(cast.visits)
    found = [
        each for each in facts(one.entries, one.terms).rows if each.dataset == "sent_back" and each.values["returned_on"] == "2023-06-12"
    ]
    assert [(each.values["unit"], each.values["reason"]) for each in found] == [("A", "omission; standard")]
    page = of(visitor, cast, "phone-back")
    for words in ("omission, standard", "The complaints page is missing.", "Send the answer"):
        assert words in page
    assert "See why, and answer" in of(visitor, cast, "phone")
    back = {"dataset": "visits", "row": row, "back": found[0].id, "turn": str(uuid4())}
    wrong = visitor.post(address(cast, "phone-back"), {**back, "text": ""})
    assert wrong.status_code == 422
    assert visitor.post(address(cast, "phone-back"), {**back, "text": "Added as page 4."}).status_code == 302
    assert "Added as page 4." in of(manager, cast, "unit")
    assert "See why, and answer" not in of(visitor, cast, "phone")


def test_reasons_are_the_contracts(cast: Cast, manager: Client, visitor: Client) -> None:
    row = made_and_sent(visitor, cast)
    page = str(manager.get(address(cast, "unit-back"), {"dataset": "visits", "row": row}).content.decode())
    assert page.count('name="reasons"') == 3
    answer = send_back(manager, cast, row, text="x").content.decode()
    assert "Choose at least one reason" in answer
    assert send_back(manager, cast, row, "ugly").status_code == 422


def test_another_units_row(cast: Cast, manager: Client, visitor: Client) -> None:
    """Not confirmed, not sent back, not opened by a guessed address; the same answer as for one that is not there."""
    row = made_and_sent(visitor, cast, "B")
    length = Entry.objects.filter(contract=cast.visits).count()
    for id in (row, "Z/2023-06-12"):
        assert "There is no such row" in press(manager, cast, id).content.decode()
        assert manager.get(address(cast, "unit-back"), {"dataset": "visits", "row": id}).status_code == 404
        assert send_back(manager, cast, id, "omission").status_code == 404
    assert Entry.objects.filter(contract=cast.visits).count() == length


def test_nothing_of_other_units(cast: Cast, manager: Client, visitor: Client) -> None:
    """Not on any page, in no total, in no search, in no file."""
    made_and_sent(visitor, cast, "B")
    for name in ("unit", "capacity-tell", "capacity"):
        page = of(manager, cast, name)
        assert not [house for house in OTHERS if house in page], name
    for name in ("summary", "performance", "rows", "returns", "history", "documents", "phone", "phone-back"):
        for query in ("", "?as=csv", "?as=json"):
            assert manager.get(address(cast, name) + query).status_code == 403, name
    assert "Beech House" not in manager.get("/search/", {"q": "Beech"}).content.decode()
    assert "Beech" not in manager.get("/contracts/").content.decode()


def test_own_units_and_no_more(cast: Cast) -> None:
    found = own_units(get_place(cast[r.UNIT], cast.visits.pk))
    assert [unit["id"] for unit in found["units"]] == ["A", "G"]
    assert {row["unit"] for unit in found["units"] for row in unit["rows"]} == {"A", "G"}


@pytest.mark.parametrize("name", ["unit", "capacity", "capacity-tell"])
def test_queries(cast: Cast, manager: Client, name: str, django_assert_max_num_queries: Any) -> None:
    of(manager, cast, name)
    with django_assert_max_num_queries(10):
        assert manager.get(address(cast, name)).status_code == 200


# --- trouble that is told ----------------------------------------------------------------------------------------


def tell(client: Client, cast: Cast, *units: str, **more: str) -> Any:
    given = {"units": units, "happened": "Two of us are ill.", "call": "Today after 2", "turn": str(uuid4()), **more}
    return client.post(address(cast, "capacity-tell"), given)


def test_told_seen_and_talked_through(cast: Cast, visitor: Client) -> None:
    """The visitor tells; looking at it records nothing; a press does; both sides have the thread."""
    turn = str(uuid4())
    done = tell(visitor, cast, "A", "G", turn=turn)
    tell(visitor, cast, "A", "G", turn=turn)
    raised = events(cast, CapacityRaised)[-1]
    assert (raised.units, len(events(cast, CapacityRaised))) == (("A", "G"), 1)
    buyer = Client()
    buyer.force_login(cast[r.MANAGER])
    page = buyer.get(done.headers["Location"]).content.decode()
    assert "Two of us are ill." in page
    assert "Today after 2" in page
    assert "Not seen yet" in page
    assert not events(cast, CapacitySeen)
    buyer.post(done.headers["Location"], {"seen": "1", "turn": str(uuid4())})
    assert len(events(cast, CapacitySeen)) == 1
    assert "Seen" in visitor.get(done.headers["Location"]).content.decode()
    buyer.post(done.headers["Location"], {"text": "Two visits move to next week.", "turn": str(uuid4())})
    assert len(events(cast, CapacityDiscussed)) == 1
    assert "Two visits move to next week." in visitor.get(done.headers["Location"]).content.decode()


def test_one_sees_what_one_told(cast: Cast, visitor: Client, manager: Client) -> None:
    """Trouble that another told is not there for those who see only a part."""
    told = tell(visitor, cast, "B").headers["Location"]
    assert manager.get(told).status_code == 404
    assert "Beech" not in of(manager, cast, "capacity")
    assert tell(manager, cast, "A").status_code == 302
    assert visitor.get(address(cast, "capacity-problem", events(cast, CapacityRaised)[-1].problem)).status_code == 404
    stranger = Client()
    stranger.force_login(cast["stranger"])
    assert stranger.get(told).status_code == 404


def test_not_for_another_unit(cast: Cast, manager: Client) -> None:
    before = len(events(cast, CapacityRaised))
    assert tell(manager, cast, "B").status_code == 422
    assert len(events(cast, CapacityRaised)) == before


def test_only_the_other_side_has_seen_it(cast: Cast, visitor: Client) -> None:
    told = tell(visitor, cast, "A").headers["Location"]
    for role in (r.AUDITOR, r.SUPPLIER):
        client = Client()
        client.force_login(cast[role])
        assert "I have seen this" not in client.get(told).content.decode()
        assert client.post(told, {"seen": "1", "turn": str(uuid4())}).status_code == 422
    assert not events(cast, CapacitySeen)


def test_all_questions_at_once(cast: Cast, visitor: Client) -> None:
    answer = tell(visitor, cast, happened="", call="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("govuk-error-message") == 3


def test_the_menu_has_the_telephone_for_those_who_may_log(cast: Cast) -> None:
    for role, there in ((r.SUPPLIER, True), (r.MANAGER, True), (r.AUDITOR, False)):
        client = Client()
        client.force_login(cast[role])
        assert ("Log by phone" in of(client, cast, "capacity")) == there, role
