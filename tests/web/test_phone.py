"""The telephone of a person on the road: own rows alone, two buttons, what is kept and sent once."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import TODAY, Cast, make_person

from tenor.desk import clock
from tenor.desk.actions.people import give_role
from tenor.desk.held import held
from tenor.desk.models import Entry, Person
from tenor.desk.permissions import roles as r
from tenor.desk.visible import get_place
from tenor.ledger.events.returns import RowsLogged
from tenor.ledger.facts import facts
from tenor.ledger.model import Row


@pytest.fixture
def on_phone(cast: Cast, client: Client) -> Client:
    client.force_login(cast[r.VISITOR])
    return client


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def another(cast: Cast, units: tuple[str, ...] = ()) -> Person:
    """A second visitor of the same contract."""
    person = make_person("Val Second")
    assert not give_role(to=person, role=r.VISITOR, contract=cast.visits, known_as="s-9", units=units, by=None)
    return person


def rows(cast: Cast) -> dict[str, Row]:
    cast.visits.refresh_from_db()
    one = held(cast.visits)
    found = facts(one.entries, one.terms).rows
    return {row.id: row for row in found if row.dataset == "visits" and row.until_day is None}


def log(client: Client, cast: Cast, unit: str = "A", day: str = "2023-06-12") -> Any:
    return client.post(address(cast, "phone-made", "visits"), {"unit": unit, "day": day, "turn": str(uuid4())})


def send(client: Client, cast: Cast, **given: Any) -> Any:
    act = {"id": str(uuid4()), "what": "made", "dataset": "visits", "unit": "A", "day": "2023-06-12", "who": "s-2", **given}
    return client.post(address(cast, "phone-acts"), json.dumps(act), content_type="application/json")


def test_home_leads_to_the_telephone(cast: Cast, on_phone: Client) -> None:
    assert on_phone.get("/").headers["Location"] == address(cast, "phone")
    assert give_role(to=cast[r.VISITOR], role=r.VISITOR, contract=cast.lifts, known_as="s-5", by=None) == ()
    assert on_phone.get("/").headers["Location"] == "/log/"
    assert on_phone.get("/log/").content.decode().count('class="t-big') == 2


def test_the_words_are_the_contracts_own(cast: Cast, on_phone: Client) -> None:
    page = on_phone.get(address(cast, "phone")).content.decode()
    for words in ("I made a visit", "I sent a report", "Sent to council or Ofsted", "Reports to send", "No visit yet in June 2023"):
        assert words in page
    assert "Damson House" in page


def test_another_contract_has_its_own_words(cast: Cast, client: Client) -> None:
    person = make_person("Lift Er")
    assert not give_role(to=person, role=r.VISITOR, contract=cast.lifts, known_as="s-7", by=None)
    client.force_login(person)
    page = client.get(reverse("phone", args=[cast.lifts.pk])).content.decode()
    assert "I made a safety inspection that falls due" in page
    assert "Inspected: add the day" in page
    assert "visit" not in page


def test_made_and_sent(cast: Cast, on_phone: Client) -> None:
    """One row, its day said with how it was worked out; then the report to one, then to the other; nothing is overwritten."""
    assert log(on_phone, cast).status_code == 302
    page = on_phone.get(address(cast, "phone")).content.decode()
    assert "Mon 19 Jun" in page
    assert "5 working days after" in page
    for to, day in (("sent_to_council_on", "2023-06-12"), ("all", "2023-06-12")):
        given = {"row": "A|2023-06-12", "to": to, "day": day, "turn": str(uuid4())}
        assert on_phone.post(address(cast, "phone-sent", "visits"), given).status_code == 302
    row = rows(cast)["A/2023-06-12"]
    assert (row.values["sent_to_council_on"], row.values["sent_to_ofsted_on"]) == ("2023-06-12", "2023-06-12")
    assert "Nothing waits to be sent" in on_phone.get(address(cast, "phone")).content.decode()


def test_own_rows_alone(cast: Cast, client: Client) -> None:
    """Another visitor's rows are not there: not in the lists, not to be sent for, not told by a refusal."""
    second = another(cast)
    client.force_login(second)
    log(client, cast, "B", "2023-06-09")
    client.force_login(cast[r.VISITOR])
    page = client.get(address(cast, "phone")).content.decode()
    assert "Beech House" not in page
    given = {"row": "B|2023-06-09", "to": "all", "day": "2023-06-12", "turn": str(uuid4())}
    assert client.post(address(cast, "phone-sent", "visits"), given).status_code == 422
    answer = send(client, cast, what="sent", unit="B", day="2023-06-09", to="all", done="2023-06-12")
    assert answer.status_code == 422
    assert "not among what you entered" in answer.json()["say"][0]
    assert "sent_to_council_on" not in rows(cast)["B/2023-06-09"].values


def test_nothing_else_of_the_contract(cast: Cast, on_phone: Client) -> None:
    for name in ("summary", "performance", "rows", "history", "documents", "unit", "returns"):
        assert on_phone.get(address(cast, name)).status_code == 403, name
    assert on_phone.get(reverse("phone", args=[cast.lifts.pk])).status_code == 404


def test_strangers_and_auditors(cast: Cast, client: Client) -> None:
    for role, status in (("stranger", 404), ("outsider", 404), (r.AUDITOR, 403), (r.UNIT, 403), (r.MEMBER, 403)):
        client.force_login(cast[role])
        assert client.get(address(cast, "phone")).status_code == status, role
        assert send(client, cast).status_code == status, role


def test_two_telephones_one_row(cast: Cast, client: Client) -> None:
    """The same visit told by two people is one row, and the first one's dates stay."""
    client.force_login(cast[r.VISITOR])
    log(client, cast)
    send(client, cast, what="sent", to="all", done="2023-06-12")
    length = Entry.objects.filter(contract=cast.visits).count()
    client.force_login(another(cast))
    answer = send(client, cast, who="s-9")
    assert answer.status_code == 200
    assert "already logged" in " ".join(answer.json()["say"])
    assert Entry.objects.filter(contract=cast.visits).count() == length
    assert rows(cast)["A/2023-06-12"].values["sent_to_ofsted_on"] == "2023-06-12"


def test_known_from_a_return(cast: Cast, on_phone: Client) -> None:
    """A row that a return told first keeps what the return said, and is the visitor's from then on."""
    known = next(row for row in rows(cast).values() if row.values["visited_on"] >= "2023-05-01")
    answer = send(on_phone, cast, unit=known.values["unit"], day=known.values["visited_on"])
    assert "already logged" in " ".join(answer.json()["say"])
    assert rows(cast)[known.id].values == known.values


def test_sent_twice_is_one_entry(cast: Cast, on_phone: Client) -> None:
    id = str(uuid4())
    for _ in range(3):
        assert send(on_phone, cast, id=id).json()["state"] == "kept"
    entries = [entry for entry in held(fresh(cast)).entries if isinstance(entry.event, RowsLogged)]
    assert [entry.id for entry in entries] == [id]


def fresh(cast: Cast) -> Any:
    cast.visits.refresh_from_db()
    return cast.visits


def test_when_it_was_done(cast: Cast, on_phone: Client) -> None:
    """Said on Friday without signal, sent on Monday: the entry is of Friday."""
    moment = clock.now() - timedelta(days=3)
    day = moment.date().isoformat()
    assert send(on_phone, cast, day=day, moment=moment.isoformat(), phone_day=day).status_code == 200
    entry = held(fresh(cast)).entries[-1]
    assert (entry.on, entry.moment) == (date(2023, 6, 9), moment)
    assert entry.at > moment


@pytest.mark.parametrize("ahead", [timedelta(minutes=30), timedelta(days=2), timedelta(days=900)])
def test_a_clock_ahead(cast: Cast, on_phone: Client, ahead: timedelta) -> None:
    """Taken as today, and said."""
    moment: datetime = clock.now() + ahead
    day = moment.date().isoformat()
    answer = send(on_phone, cast, day=day, moment=moment.isoformat(), phone_day=day)
    assert answer.status_code == 200
    assert "clock of your phone" in " ".join(answer.json()["say"])
    assert f"A/{TODAY}" in rows(cast)


def test_a_clock_behind(cast: Cast, on_phone: Client) -> None:
    moment = "1970-01-01T00:00:00+00:00"
    answer = send(on_phone, cast, moment=moment, phone_day="1970-01-01")
    assert "clock of your phone" in " ".join(answer.json()["say"])
    assert held(fresh(cast)).entries[-1].on == TODAY


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"day": "2023-06-13", "phone_day": "2023-06-12"}, "has not come yet"),
        ({"unit": "Z"}, "Choose one of the places"),
        ({"unit": "G", "day": "2023-03-30"}, "Choose another day"),
        ({"what": "sent", "to": "all", "done": "2023-06-01"}, "is before"),
        ({"dataset": "sent_back"}, "could not be read"),
        ({"day": "soon"}, "could not be read"),
        ({"id": "1"}, "could not be read"),
    ],
)
def test_refused_with_what_to_do(cast: Cast, on_phone: Client, given: dict[str, str], says: str) -> None:
    log(on_phone, cast)
    length = Entry.objects.filter(contract=cast.visits).count()
    answer = send(on_phone, cast, **given)
    assert answer.status_code == 422
    assert says in " ".join(answer.json()["say"])
    assert Entry.objects.filter(contract=cast.visits).count() == length


def test_another_day_is_not_taken_for_the_first(cast: Cast, on_phone: Client) -> None:
    log(on_phone, cast)
    send(on_phone, cast, what="sent", to="sent_to_council_on", done="2023-06-12")
    log(on_phone, cast, "B", "2023-06-09")
    send(on_phone, cast, what="sent", unit="B", day="2023-06-09", to="sent_to_council_on", done="2023-06-09")
    answer = send(on_phone, cast, what="sent", unit="B", day="2023-06-09", to="sent_to_council_on", done="2023-06-12")
    assert answer.status_code == 422
    assert "already said for Fri 9 Jun 2023" in answer.json()["say"][0]


def test_only_ones_own_units(cast: Cast, client: Client) -> None:
    client.force_login(another(cast, ("C",)))
    assert client.get(address(cast, "phone-made", "visits")).content.decode().count('name="unit"') == 1
    assert send(client, cast, who="s-9").status_code == 422
    assert send(client, cast, who="s-9", unit="C").status_code == 200


def test_signed_out(cast: Cast, client: Client) -> None:
    assert send(client, cast).status_code == 401
    assert client.get(address(cast, "phone-acts")).json() == {"state": "signed out"}


def test_kept_by_another(cast: Cast, on_phone: Client) -> None:
    assert send(on_phone, cast, who="s-9").status_code == 409


def test_only_with_a_token_and_from_our_own_pages(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast[r.VISITOR])
    assert send(client, cast).status_code == 403
    other = client.get(address(cast, "phone-acts"), headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403
    assert "csrf" not in other.json()
    token = client.get(address(cast, "phone-acts")).json()["csrf"]
    act = {"id": str(uuid4()), "what": "made", "dataset": "visits", "unit": "A", "day": "2023-06-12", "who": "s-2"}
    answer = client.post(address(cast, "phone-acts"), json.dumps(act), content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.json()["state"] == "kept"


def test_what_is_typed_wrong_stays(cast: Cast, on_phone: Client) -> None:
    answer = on_phone.post(address(cast, "phone-made", "visits"), {"unit": "C", "day": "2023-07-30", "turn": str(uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "has not come yet" in page
    assert 'value="2023-07-30"' in page
    assert page.count("checked") == 1


@pytest.mark.parametrize("name", ["phone", "phone-back", "phone-acts"])
def test_queries(cast: Cast, on_phone: Client, name: str, django_assert_max_num_queries: Any) -> None:
    on_phone.get(address(cast, name))
    with django_assert_max_num_queries(10):
        assert on_phone.get(address(cast, name)).status_code == 200


def test_the_worker_and_the_manifest(cast: Cast, on_phone: Client) -> None:
    worker = on_phone.get("/phone-worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert on_phone.get(address(cast, "phone-manifest")).json()["scope"] == address(cast, "phone")
    page = on_phone.get(address(cast, "phone")).content.decode()
    assert "<script>" not in page
    assert " style=" not in page


def test_the_actor_is_the_post(cast: Cast, on_phone: Client) -> None:
    log(on_phone, cast)
    place = get_place(cast[r.VISITOR], cast.visits.pk)
    assert held(fresh(cast)).entries[-1].by == place.actor.by == "s-2"
