"""The return on the pages: typed in or sent as a file, by the supplier or for it; problems, questions, receipt."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.sites import fixed_today

from tenor.desk.held import held
from tenor.desk.models import Draft
from tenor.desk.permissions import roles as r
from tenor.desk.reviews import review_of
from tenor.ledger.events.returns import ReturnAccepted, ReturnConfirmed, ReturnReceived
from tenor.review.needs import needs

UNITS = "ABCDEFG"
JUNE = "returns/monthly/2023-06/"


def signed_in(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


def address(cast: Cast, path: str) -> str:
    return f"/c/{cast.visits.pk}/{path}"


def entries(cast: Cast) -> Any:
    cast.visits.refresh_from_db()
    return held(cast.visits).entries


def typed(cast: Cast, visited: dict[str, str], **more: Any) -> dict[str, Any]:
    """A form for June: visits of some units, none of the others."""
    post: dict[str, Any] = {
        "head": cast.visits.head,
        "turn": "7d3f2f6e-8a5c-4a53-9a44-0d9d9a3f6c11",
        "line": [f"visits|+{unit}" for unit in UNITS],
        "none": [f"visits|+{unit}" for unit in UNITS if unit not in visited],
        "words": "",
        "send": "1",
    }
    return {**post, **{f"visits|+{unit}|visited_on": day for unit, day in visited.items()}, **more}


def send(cast: Cast, role: str, visited: dict[str, str], **more: Any) -> Any:
    return signed_in(cast, role).post(address(cast, JUNE), typed(cast, visited, **more))


# --- the form ----------------------------------------------------------------------------------------------------


def test_the_form_asks_for_each_unit_that_has_nothing_yet(cast: Cast) -> None:
    page = signed_in(cast, r.SUPPLIER).get(address(cast, JUNE)).content.decode()
    assert [f'name="visits|+{unit}|visited_on"' in page for unit in UNITS] == [True] * 7
    assert "Gorse House" in page
    assert "Fri 30 Jun 2023" in page


def test_what_is_known_is_text_with_its_source_and_only_gaps_are_boxes(cast: Cast) -> None:
    client = signed_in(cast, r.SUPPLIER)
    assert send(cast, r.SUPPLIER, {"A": "5 6 2023"}).status_code == 302
    page = client.get(address(cast, JUNE)).content.decode()
    assert "from the return of Mon 12 Jun" in page
    assert 'name="visits|A/2023-06-05|visited_on"' not in page
    assert 'name="visits|A/2023-06-05|sent_to_council_on"' in page


def test_sent_it_is_recorded_with_its_file_and_leads_to_a_receipt(cast: Cast) -> None:
    before = len(entries(cast))
    answer = send(cast, r.SUPPLIER, {"A": "5 6 2023", "B": "Tue 6 June 2023"}, words="Kit was ill")
    assert answer.status_code == 302
    new = entries(cast)[before:]
    assert [type(entry.event) for entry in new] == [ReturnReceived]
    assert new[0].event.reports == ("visits", "reports", "sent_back")
    assert [row["id"] for row in new[0].body.content["rows"]["visits"]] == ["A/2023-06-05", "B/2023-06-06"]
    receipt = signed_in(cast, r.SUPPLIER).get(answer.url).content.decode()
    assert "was received on Mon 12 Jun 2023" in receipt
    assert "On time" in receipt
    assert "Kit was ill" in receipt
    assert "Provisional until Fri 7 Jul 2023" in receipt
    assert "Cedar House" in receipt
    assert new[0].event.file in receipt
    sent = signed_in(cast, r.SUPPLIER).get(address(cast, f"returns/receipt/{new[0].id}/file/"))
    assert json.loads(sent.content)["rows"]["visits"][0] == {"unit": "A", "visited_on": "5 6 2023"}
    assert "attachment" in sent["Content-Disposition"]


def test_sent_twice_it_is_one_entry(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"})
    client = signed_in(cast, r.SUPPLIER)
    first = client.post(address(cast, JUNE), post)
    n = len(entries(cast))
    second = client.post(address(cast, JUNE), {**post, "head": entries(cast)[-1].hash})
    assert (first.url, len(entries(cast))) == (second.url, n)


def test_mistakes_are_listed_and_linked_and_nothing_typed_is_lost(cast: Cast) -> None:
    before = len(entries(cast))
    answer = send(cast, r.SUPPLIER, {"A": "31 6 2023"}, none=["visits|+B"], words="by phone")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert len(entries(cast)) == before
    assert 'value="31 6 2023"' in page
    assert "by phone" in page
    assert "Ash House: " in page
    assert "Cedar House: Fill this in, or tick that there is none" in page
    links = re.findall(r'<li><a href="#(box-\d+)">', page)
    assert len(links) == 6
    assert all(f'id="{link}"' in page for link in links)


def test_a_slip_is_shown_before_it_is_sent(cast: Cast) -> None:
    slip = {"visits|+A|sent_to_council_on": "3 6 2023"}
    first = send(cast, r.SUPPLIER, {"A": "5 6 2023"}, **slip)
    assert first.status_code == 422
    assert "look at before you send" in first.content.decode()
    assert send(cast, r.SUPPLIER, {"A": "5 6 2023"}, **slip, looked="1").status_code == 302


def test_saved_it_waits_for_its_own_side_alone(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"})
    del post["send"]
    client = signed_in(cast, r.SUPPLIER)
    assert client.post(address(cast, JUNE), {**post, "save": "1"}).status_code == 302
    assert 'value="5 6 2023"' in client.get(address(cast, JUNE)).content.decode()
    assert 'value="5 6 2023"' not in signed_in(cast, r.MANAGER).get(address(cast, JUNE)).content.decode()
    assert send(cast, r.SUPPLIER, {"A": "5 6 2023"}).status_code == 302
    assert not Draft.objects.filter(kind="return").exists()


def test_a_stale_form_says_what_was_recorded_since_and_keeps_what_was_typed(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"})
    assert send(cast, r.MANAGER, {"B": "6 6 2023"}, turn="").status_code == 302
    answer = signed_in(cast, r.SUPPLIER).post(address(cast, JUNE), post)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This changed since you opened it" in page
    assert 'value="5 6 2023"' in page
    head = entries(cast)[-1].hash
    assert f'value="{head}"' in page
    again = {**post, "head": head, "none": [f"visits|+{unit}" for unit in "CDEFG"]}
    assert signed_in(cast, r.SUPPLIER).post(address(cast, JUNE), again).status_code == 302


def test_a_known_value_changed_is_asked_about_and_kept_or_taken(cast: Cast) -> None:
    send(cast, r.SUPPLIER, {"A": "5 6 2023"}, **{"visits|+A|sent_to_council_on": "7 6 2023"})
    client = signed_in(cast, r.SUPPLIER)
    entries(cast)
    again = {
        "head": cast.visits.head,
        "turn": "",
        "line": ["visits|A/2023-06-05", *(f"visits|+{unit}" for unit in "BCDEFG")],
        "change": ["visits|A/2023-06-05"],
        "none": [f"visits|+{unit}" for unit in "BCDEFG"],
        "visits|A/2023-06-05|visited_on": "5 6 2023",
        "visits|A/2023-06-05|sent_to_council_on": "8 6 2023",
        "words": "",
        "send": "1",
    }
    asked = client.post(address(cast, JUNE), again)
    page = asked.content.decode()
    assert "Wed 7 Jun 2023" in page
    assert "Thu 8 Jun 2023" in page
    name = re.search(r'name="(answer\|[^"]+)"', page)
    assert name is not None
    unanswered = client.post(address(cast, JUNE), {"head": cast.visits.head, "turn": "", "answering": "1", "send": "1"})
    assert "answer|" in unanswered.content.decode()
    kept = client.post(address(cast, JUNE), {"head": cast.visits.head, "turn": "", name[1]: "accept", "send": "1"})
    assert kept.status_code == 302
    entries(cast)
    row = next(row for row in reversed(review_of(cast.visits, "supplier").facts.rows) if row.id == "A/2023-06-05")
    assert row.values["sent_to_council_on"] == "2023-06-08"


def test_a_row_added_by_hand_counts_like_any_other(cast: Cast) -> None:
    client = signed_in(cast, r.SUPPLIER)
    post = typed(cast, {})
    del post["send"]
    assert client.post(address(cast, JUNE), {**post, "add": "sent_back"}).status_code == 302
    page = client.get(address(cast, JUNE)).content.decode()
    assert 'name="sent_back|+1|returned_on"' in page
    row = {
        "sent_back|+1|unit": "A",
        "sent_back|+1|visited_on": "18 5 2023",
        "sent_back|+1|returned_on": "8 6 2023",
        "sent_back|+1|reason": ["", "omission", "standard"],
    }
    assert client.post(address(cast, JUNE), {**post, **row, "send": "1"}).status_code == 302
    assert entries(cast)[-1].body.content["rows"]["sent_back"][0]["values"]["reason"] == "omission; standard"


def test_nothing_at_all_is_a_return_too(cast: Cast) -> None:
    assert send(cast, r.SUPPLIER, {}).status_code == 302
    assert entries(cast)[-1].event.covers == "2023-06"


# --- the workbook ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "json", "csv"])
def test_the_form_as_a_file_goes_down_and_up_again(cast: Cast, kind: str) -> None:
    client = signed_in(cast, r.SUPPLIER)
    send(cast, r.SUPPLIER, {"A": "5 6 2023"})
    down = client.get(address(cast, f"{JUNE}template.{kind}"))
    assert down.status_code == 200
    name = re.search(r'filename="([^"]+)"', down["Content-Disposition"])
    assert name is not None
    before = len(entries(cast))
    file = SimpleUploadedFile(name[1], down.content)
    answer = client.post(address(cast, "returns/upload/"), {"file": file, "head": cast.visits.head, "covers": "", "whole": "", "words": ""})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert len(entries(cast)) == before + 1
    assert "1 as known" in client.get(answer.url).content.decode()


def test_problems_of_a_file_have_their_sheet_and_cell(cast: Cast) -> None:
    bad = b"Unit,Visited on,Sent to council on,Sent to Ofsted on\nA,31/06/2023,,\n"
    file = SimpleUploadedFile("visits.csv", bad)
    client = signed_in(cast, r.SUPPLIER)
    before = len(entries(cast))
    answer = client.post(address(cast, "returns/upload/"), {"file": file, "head": cast.visits.head, "covers": "monthly/2023-06"})
    assert answer.status_code == 422
    assert "B2" in answer.content.decode()
    assert len(entries(cast)) == before


@pytest.mark.parametrize(("name", "data"), [("x.pdf", b"%PDF-1.4"), ("x.xlsx", b"not a workbook"), ("x.csv", b"")])
def test_a_file_of_another_kind_is_refused_in_words(cast: Cast, name: str, data: bytes) -> None:
    client = signed_in(cast, r.SUPPLIER)
    answer = client.post(address(cast, "returns/upload/"), {"file": SimpleUploadedFile(name, data), "head": cast.visits.head})
    assert answer.status_code == 422
    assert "put right" in answer.content.decode()


def test_a_file_that_differs_is_asked_about_before_it_counts(cast: Cast) -> None:
    client = signed_in(cast, r.SUPPLIER)
    send(cast, r.SUPPLIER, {"A": "5 6 2023"}, **{"visits|+A|sent_to_council_on": "7 6 2023"})
    entries(cast)
    tree = {
        "return": "monthly",
        "covers": "2023-06",
        "rows": {"visits": [{"unit": "A", "visited_on": "2023-06-05", "sent_to_council_on": "2023-06-08"}], "sent_back": []},
    }
    file = SimpleUploadedFile("june.json", json.dumps(tree).encode())
    asked = client.post(address(cast, "returns/upload/"), {"file": file, "head": cast.visits.head})
    name = re.search(r'name="(answer\|[^"]+)"', asked.content.decode())
    assert name is not None
    done = client.post(address(cast, "returns/upload/"), {"answering": "1", "head": cast.visits.head, name[1]: "keep"})
    assert done.status_code == 302
    entries(cast)
    row = next(row for row in reversed(review_of(cast.visits, "buyer").facts.rows) if row.id == "A/2023-06-05")
    assert row.values["sent_to_council_on"] == "2023-06-07"
    assert not Draft.objects.filter(kind="upload").exists()


# --- typed in for the supplier, accepted, confirmed --------------------------------------------------------------


def test_typed_in_by_the_council_the_supplier_is_asked_to_confirm(cast: Cast) -> None:
    answer = send(cast, r.MANAGER, {"A": "5 6 2023"})
    entry = entries(cast)[-1]
    assert entry.side == "buyer"
    wanted = [need for need in needs(review_of(cast.visits, "supplier"), side="supplier") if need.act == "confirm return"]
    assert [need.of("entry") for need in wanted] == [entry.id]
    supplier = signed_in(cast, r.SUPPLIER)
    assert "please confirm" in supplier.get(answer.url).content.decode()
    confirm = address(cast, f"returns/receipt/{entry.id}/confirm/")
    assert "Ash House" in supplier.get(confirm).content.decode()
    assert signed_in(cast, r.MANAGER).post(confirm, {"do": "confirm"}).status_code == 403
    assert supplier.post(confirm, {"do": "confirm", "turn": ""}).status_code == 302
    assert entries(cast)[-1].event == ReturnConfirmed(entry=entry.id)
    assert not [need for need in needs(review_of(cast.visits, "supplier"), side="supplier") if need.act == "confirm return"]


def test_the_supplier_can_say_that_it_is_wrong(cast: Cast) -> None:
    send(cast, r.MANAGER, {"A": "5 6 2023"})
    entry = entries(cast)[-1]
    supplier = signed_in(cast, r.SUPPLIER)
    confirm = address(cast, f"returns/receipt/{entry.id}/confirm/")
    assert supplier.post(confirm, {"do": "dispute", "kpi": "visits", "words": ""}).status_code == 422
    assert supplier.post(confirm, {"do": "dispute", "kpi": "visits", "words": "We made two"}).status_code == 302
    entries(cast)
    rating = review_of(cast.visits, "buyer").ratings.by_kpi["visits"]["2023-06"]
    assert rating.at(date(2023, 6, 12)).state == "disputed"


def test_the_council_accepts_once(cast: Cast) -> None:
    check = address(cast, "returns/monthly/2023-05/check/")
    manager = signed_in(cast, r.MANAGER)
    assert "Accept the return" in manager.get(check).content.decode()
    assert manager.post(check, {"do": "accept", "turn": ""}).status_code == 302
    assert isinstance(entries(cast)[-1].event, ReturnAccepted)
    page = manager.get(check).content.decode()
    assert "Accept the return" not in page
    assert "Accepted on Mon 12 Jun 2023" in page
    assert "Accept the return" not in signed_in(cast, r.SUPPLIER).get(check).content.decode()
    assert signed_in(cast, r.SUPPLIER).post(check, {"do": "accept", "turn": ""}).status_code == 422


def test_the_check_lists_what_differs_not_every_row(cast: Cast) -> None:
    page = signed_in(cast, r.MANAGER).get(address(cast, "returns/monthly/2023-05/check/")).content.decode()
    assert "differs in 4 things" in page
    assert "C/2023-05-10" in page
    assert "Wed 3 May" in page


# --- who may, and how much it costs ------------------------------------------------------------------------------

PAGES = (
    "returns/",
    JUNE,
    "returns/upload/",
    "returns/monthly/2023-05/check/",
    "rows/visits/B/2023-05-09/",
    "figures/reports/2023-05/",
)


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        (r.MANAGER, [200] * 6),
        (r.SUPPLIER, [200] * 6),
        (r.AUDITOR, [200, 403, 403, 200, 200, 200]),
        (r.MEMBER, [403] * 6),
        (r.VISITOR, [403] * 6),
        (r.UNIT, [403] * 6),
        ("stranger", [404] * 6),
        ("outsider", [404] * 6),
    ],
)
def test_who_sees_the_pages(cast: Cast, who: str, codes: list[int]) -> None:
    client = signed_in(cast, who)
    assert [client.get(address(cast, page)).status_code for page in PAGES] == codes


@pytest.mark.parametrize("who", [r.AUDITOR, r.VISITOR, "stranger"])
def test_who_may_not_sends_nothing(cast: Cast, who: str) -> None:
    before = len(entries(cast))
    assert send(cast, who, {"A": "5 6 2023"}).status_code in (403, 404)
    signed_in(cast, who).post(address(cast, "returns/monthly/2023-05/check/"), {"do": "accept", "turn": ""})
    assert len(entries(cast)) == before


def test_an_auditor_has_no_buttons(cast: Cast) -> None:
    client = signed_in(cast, r.AUDITOR)
    for page in ("returns/monthly/2023-05/check/", "rows/visits/B/2023-05-09/", "figures/reports/2023-05/"):
        text = client.get(address(cast, page)).content.decode()
        assert 'name="do"' not in text, page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_database_little(cast: Cast, page: str) -> None:
    client = signed_in(cast, r.SUPPLIER)
    client.get(address(cast, page))
    with CaptureQueriesContext(connection) as asked:
        client.get(address(cast, page))
    assert len(asked) <= 10


def test_a_first_look_costs_no_more_than_it_may(cast: Cast) -> None:
    client = signed_in(cast, r.MANAGER)
    with CaptureQueriesContext(connection) as asked:
        client.get(address(cast, "returns/monthly/2023-05/check/"))
    counted = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(counted) <= 15


def test_lateness_is_shown_and_not_rated(cast: Cast) -> None:
    with fixed_today(date(2023, 7, 5)):
        signed = signed_in(cast, r.SUPPLIER)
        assert "not received" in signed.get(address(cast, "returns/")).content.decode()
        answer = send(cast, r.SUPPLIER, {unit: f"{n + 5} 6 2023" for n, unit in enumerate(UNITS)})
        assert answer.status_code == 302
        assert "It was due Fri 30 Jun 2023" in signed.get(answer.url).content.decode()
        assert "3 working days late" in signed.get(address(cast, "returns/")).content.decode()


def test_no_such_return(cast: Cast) -> None:
    client = signed_in(cast, r.SUPPLIER)
    for page in ("returns/monthly/2031-01/", "returns/weekly/2023-06/", "returns/receipt/nothing/", "rows/visits/Z/2023-01-01/"):
        assert client.get(address(cast, page)).status_code == 404
