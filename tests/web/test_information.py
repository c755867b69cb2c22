"""Information on the site: asked for by a reasonable day, another day agreed, supplied; and the agreements to share data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.sites import fixed_today
from tests.web.assurance import ROLES, address, client_of, controls, day_boxes, events, expected, last_id, page, send
from tests.web.test_summary import heading, words

from tenor.desk.models import Entry, File
from tenor.desk.permissions import roles as r
from tenor.desk.snapshots import renew
from tenor.ledger.canonical import sha256
from tenor.ledger.events.assurance import SharingAgreed, SharingChecked
from tenor.ledger.events.working_together import InformationAsked, InformationDateAgreed, InformationSupplied

JULY = date(2023, 7, 3)


def ask(cast: Cast, due: date = JULY, text: str = "The rota for July") -> str:
    assert send(cast, r.MANAGER, "information-new", text=text, **day_boxes("due", due)).status_code == 302
    return last_id(cast, InformationAsked, "request")


def home(cast: Cast, role: str) -> str:
    return str(client_of(cast, role).get("/").content.decode())


def test_the_request_of_the_example(cast: Cast) -> None:
    """needs.md 3A, 12.1: request 3 May, due 17 May, supplied 16 May."""
    for role in (r.MANAGER, r.SUPPLIER, r.AUDITOR):
        text = words(page(cast, role, "information-list"))
        assert "Rota of visitors, April to June Wed 3 May Wed 17 May Tue 16 May supplied in time" in text
        assert "1 of 1 supplied in time." in text
    assert heading(page(cast, r.MANAGER, "information", "info-1")) == "Information supplied on Tue 16 May 2023"


def test_the_broken_address_is_told_where_sharing_is(cast: Cast) -> None:
    """needs.md 3A, 12.1: the printed agreement link is broken; the record says where it is found."""
    text = words(page(cast, r.SUPPLIER, "information-list")).partition("Sharing data")[2]
    assert "The web address given for the sharing agreement does not work." in text
    assert "signed on Wed 24 Aug 2022" in text


def test_asked_moved_and_supplied_late(cast: Cast) -> None:
    """The agreed day holds for both sides; what comes after it is late, and is counted."""
    id = ask(cast, date(2023, 6, 14))
    assert heading(page(cast, r.SUPPLIER, "information", id)) == "Information asked for by Wed 14 Jun 2023"
    assert (
        send(cast, r.MANAGER, "information", id, do="day", text="They were ill", **day_boxes("due", date(2023, 6, 16))).status_code == 302
    )
    assert events(cast, InformationDateAgreed)[-1] == InformationDateAgreed(request=id, due=date(2023, 6, 16))
    assert f"/messages/new/?about=information+request+{id}" in page(cast, r.SUPPLIER, "information", id)
    text = words(page(cast, r.SUPPLIER, "information", id))
    assert "Due by Fri 16 Jun 2023. First due by Wed 14 Jun 2023." in text
    assert "They were ill" in text
    with fixed_today(date(2023, 6, 19)):
        assert heading(page(cast, r.MANAGER, "information-list")) == "1 request for information is late"
        assert send(cast, r.SUPPLIER, "information", id, text="Here it is: …").status_code == 302
        assert "supplied 3 days late" in words(page(cast, r.MANAGER, "information", id))
        assert "1 of 2 supplied in time." in words(page(cast, r.MANAGER, "information-list"))


def test_it_stands_on_home_until_it_is_answered(cast: Cast) -> None:
    id = ask(cast, date(2023, 6, 16))
    renew(cast.visits)
    assert f"/information/asked/{id}/" in home(cast, r.SUPPLIER)
    assert "Supply the information asked for: The rota for July" in words(home(cast, r.SUPPLIER))
    assert f"/information/asked/{id}/" not in home(cast, r.MANAGER)
    assert send(cast, r.SUPPLIER, "information", id, text="Here").status_code == 302
    renew(cast.visits)
    assert f"/information/asked/{id}/" not in home(cast, r.SUPPLIER)


def test_a_file_holds_the_answer(cast: Cast) -> None:
    """It is kept as it was sent, and both sides can take it."""
    id, data = ask(cast), b"day,who\n1 July,somebody\n"
    file = SimpleUploadedFile("rota.csv", data)
    assert send(cast, r.SUPPLIER, "information", id, text="", file=file).status_code == 302
    assert events(cast, InformationSupplied)[-1] == InformationSupplied(request=id, file=sha256(data))
    assert bytes(File.objects.get(contract=cast.visits, sha256=sha256(data)).data) == data
    assert "rota.csv" in words(page(cast, r.MANAGER, "information", id))
    answer = client_of(cast, r.MANAGER).get(address(cast, "file", sha256(data)))
    assert (answer.status_code, answer.content) == (200, data)
    assert f"/files/{sha256(data)}/" in page(cast, r.MANAGER, "documents")


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("information-new", {"text": "", **day_boxes("due", JULY)}, "Fill in “What do you need, and what for”"),
    ("information-new", {"text": "x", **day_boxes("due", None)}, "Enter the day you need it by"),
    ("information-new", {"text": "x", **day_boxes("due", date(2023, 6, 11))}, "is over on Mon 12 Jun 2023"),
    ("information-new", {"text": "x", "due_day": "31", "due_month": "6", "due_year": "2023"}, "must be a real day"),
    ("information-new", {"text": "x" * 4001, **day_boxes("due", JULY)}, "must be 4000 characters or fewer"),
    ("sharing-new", {"name": "", "where": "here"}, "Fill in “What is it called”"),
    ("sharing-new", {"name": "x", "where": ""}, "Fill in “Where is it found”"),
]


@pytest.mark.parametrize(("name", "given", "said"), WRONG)
def test_wrong_input_records_nothing(cast: Cast, name: str, given: dict[str, Any], said: str) -> None:
    before = Entry.objects.filter(contract=cast.visits).count()
    answer = send(cast, r.MANAGER, name, **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Entry.objects.filter(contract=cast.visits).count() == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Write the answer, or choose a file that holds it"),
        ({"text": "", "file": SimpleUploadedFile("x.exe", b"MZ")}, "must be one of these kinds"),
        ({"text": "", "file": SimpleUploadedFile("x.pdf", b"no pdf")}, "is not what its name says"),
        ({"do": "day", "text": "x"}, "Enter the day you agreed on"),
    ],
)
def test_a_wrong_answer(cast: Cast, given: dict[str, Any], said: str) -> None:
    id = ask(cast)
    role = r.MANAGER if given.get("do") else r.SUPPLIER
    answer = send(cast, role, "information", id, **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not [event for event in events(cast, InformationSupplied) if event.request == id]


@pytest.mark.parametrize("role", ROLES)
def test_a_page_offers_what_the_table_does(cast: Cast, role: str) -> None:
    """A request and a sharing agreement in each state."""
    open_one = ask(cast)
    for id in (open_one, "info-1"):
        assert controls(page(cast, role, "information", id), id) == expected(cast, role, "information request", id), id
    assert controls(page(cast, role, "sharing", "sharing-1"), "sharing-1") == expected(cast, role, "sharing agreement", "sharing-1")
    may_ask = role in (r.MANAGER, r.HEAD, r.EQUALITY)
    assert ("information-asked" in page(cast, role, "information-list")) == may_ask


def test_each_side_does_its_own(cast: Cast) -> None:
    """The council asks and agrees days, the supplier answers; the other way round nothing is recorded, and the page says who does it."""
    assert send(cast, r.SUPPLIER, "information-new", text="x", **day_boxes("due", JULY)).status_code == 422
    id = ask(cast)
    assert send(cast, r.MANAGER, "information", id, text="I answer myself").status_code == 422
    assert send(cast, r.SUPPLIER, "information", id, do="day", text="", **day_boxes("due", JULY)).status_code == 422
    assert not [event for event in events(cast, InformationSupplied) if event.request == id]
    assert len(events(cast, InformationAsked)) == 2
    assert "Visiting Voices CIC does this." in words(page(cast, r.MANAGER, "information", id))
    assert "Example County Council does this." in words(page(cast, r.SUPPLIER, "information-new"))


def test_a_sharing_agreement_and_its_yearly_check(cast: Cast) -> None:
    given = {"name": "County agreement", "where": "In the contract file", **day_boxes("signed", date(2022, 6, 19))}
    assert send(cast, r.MANAGER, "sharing-new", **given).status_code == 302
    id = last_id(cast, SharingAgreed, "agreement")
    renew(cast.visits)
    assert f"/information/sharing/{id}/" in home(cast, r.MANAGER)
    assert f"/information/sharing/{id}/" not in home(cast, r.SUPPLIER)
    assert heading(page(cast, r.SUPPLIER, "sharing", id)) == "Signatories checked next on Mon 19 Jun 2023"
    assert send(cast, r.MANAGER, "sharing", id, text="").status_code == 422
    assert send(cast, r.MANAGER, "sharing", id, text="x", **day_boxes("review", date(2023, 6, 1))).status_code == 422
    assert send(cast, r.MANAGER, "sharing", id, text="Both are on the list").status_code == 302
    assert events(cast, SharingChecked) == [SharingChecked(agreement=id)]
    assert heading(page(cast, r.SUPPLIER, "sharing", id)) == "Signatories checked next on Wed 12 Jun 2024"
    assert "Both are on the list" in words(page(cast, r.SUPPLIER, "sharing", id))
    renew(cast.visits)
    assert f"/information/sharing/{id}/" not in home(cast, r.MANAGER)


@pytest.mark.parametrize("name", ["information", "sharing"])
def test_what_is_not_there(cast: Cast, name: str) -> None:
    for id in ("nowhere", "%00"):
        page(cast, r.MANAGER, name, id, status=404)
