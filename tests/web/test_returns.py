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

from tenor.desk.actions.people import give_role
from tenor.desk.actions.returns_sent import find_sent
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


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def test_pressed_twice_it_leads_to_the_receipt_and_leaves_no_draft(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"}, words="Kit was ill")  # the page as it was, with the head it was drawn from
    client = signed_in(cast, r.SUPPLIER)
    first = client.post(address(cast, JUNE), post)
    n = len(entries(cast))
    second = client.post(address(cast, JUNE), post)
    assert (second.status_code, second.url) == (302, first.url)
    assert len(entries(cast)) == n
    assert not Draft.objects.filter(kind="return").exists()


def test_two_presses_that_arrive_at_once_lead_to_one_receipt(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    post, before, answers = typed(cast, {"A": "5 6 2023"}), len(entries(cast)), []

    def find_late(*asked: Any) -> Any:
        """The second press has read the contract; the first is recorded before it goes on."""
        if not answers:
            answers.append(None)
            answers[0] = signed_in(cast, r.SUPPLIER).post(address(cast, JUNE), post)
            return None
        return find_sent(*asked)

    monkeypatch.setattr("tenor.web.views.returns_form.find_sent", find_late)
    second = signed_in(cast, r.SUPPLIER).post(address(cast, JUNE), post)
    assert (second.status_code, second.url) == (302, answers[0].url)
    assert len(entries(cast)) == before + 1
    assert not Draft.objects.filter(kind="return").exists()


def test_sent_again_with_a_change_it_is_not_swallowed(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"}, **{"visits|+A|sent_to_council_on": "7 6 2023"})
    client = signed_in(cast, r.SUPPLIER)
    assert client.post(address(cast, JUNE), post).status_code == 302
    n = len(entries(cast))
    stale = client.post(address(cast, JUNE), {**post, "visits|+A|sent_to_council_on": "8 6 2023", "words": "It was Thursday"})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "This changed since you opened it" in page
    assert "It was Thursday" in page
    name = "visits|A/2023-06-05|sent_to_council_on"
    assert re.search(rf'name="{re.escape(name)}" type="text" value="8 6 2023"', page)
    assert hidden(page, "turn") != post["turn"]
    again = {part: hidden(page, part) for part in ("head", "turn", "draft")}
    again |= {"line": post["line"][1:], "none": post["none"], name: "8 6 2023", "words": "It was Thursday", "send": "1"}
    asked = client.post(address(cast, JUNE), again).content.decode()
    assert "Wed 7 Jun 2023" in asked
    assert "Thu 8 Jun 2023" in asked
    answer = re.search(r'name="(answer\|[^"]+)"', asked)
    assert answer is not None
    last = {part: hidden(asked, part) for part in ("head", "turn", "draft")}
    done = client.post(address(cast, JUNE), {**last, answer[1]: "accept", "answering": "1", "looked": "1", "send": "1"})
    assert done.status_code == 302
    assert len(entries(cast)) == n + 1
    assert entries(cast)[-1].body.content["rows"]["visits"][0]["values"]["sent_to_council_on"] == "2023-06-08"
    twice = client.post(address(cast, JUNE), {**last, answer[1]: "accept", "answering": "1", "looked": "1", "send": "1"})
    assert (twice.url, len(entries(cast))) == (done.url, n + 1)


def test_an_old_page_sent_again_does_not_drop_the_work_in_hand_since(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"})
    client = signed_in(cast, r.SUPPLIER)
    client.post(address(cast, JUNE), post)
    page = client.get(address(cast, JUNE)).content.decode()
    saved = {part: hidden(page, part) for part in ("head", "turn", "draft")}
    client.post(address(cast, JUNE), {**saved, "visits|+B|visited_on": "6 6 2023", "words": "", "save": "1"})
    assert client.post(address(cast, JUNE), {**post, "visits|+C|visited_on": "7 6 2023"}).status_code == 409
    boxes = Draft.objects.get(kind="return").body["boxes"]
    assert (boxes["visits|+B|visited_on"], boxes["visits|+C|visited_on"]) == ("6 6 2023", "7 6 2023")


def test_what_both_sides_typed_of_one_unit_is_kept_as_a_row_added(cast: Cast) -> None:
    post = typed(cast, {"A": "5 6 2023"})
    assert send(cast, r.MANAGER, {"A": "6 6 2023"}, turn="").status_code == 302
    page = signed_in(cast, r.SUPPLIER).post(address(cast, JUNE), post).content.decode()
    assert re.search(r'name="visits\|\+1\|visited_on" type="text" value="5 6 2023"', page)
    assert '<option value="A" selected>' in page
    again = {**typed(cast, {}), "head": hidden(page, "head"), "turn": hidden(page, "turn"), "draft": hidden(page, "draft")}
    again |= {"visits|+1|unit": "A", "visits|+1|visited_on": "5 6 2023"}
    sent = signed_in(cast, r.SUPPLIER).post(address(cast, JUNE), again)
    assert sent.status_code == 302, sent.content.decode()
    rows = entries(cast)[-1].body.content["rows"]["visits"]
    assert {"unit": "A", "visited_on": "2023-06-05"} in [row["values"] for row in rows]


def test_what_was_sent_is_kept_beside_the_ledger_as_fingerprints_only(cast: Cast) -> None:
    send(cast, r.SUPPLIER, {"A": "5 6 2023"}, words="Kit was ill")
    kept = json.dumps([draft.body for draft in Draft.objects.all()])
    assert "Kit was ill" not in kept
    assert "5 6 2023" not in kept


def test_a_file_sent_twice_is_one_and_another_file_is_not_taken_for_it(cast: Cast) -> None:
    client, turn = signed_in(cast, r.SUPPLIER), "7d3f2f6e-8a5c-4a53-9a44-0d9d9a3f6c12"
    head = cast.visits.head

    def put(day: str) -> Any:
        rows = {"visits": [{"unit": "A", "visited_on": day}], "sent_back": []}
        data = json.dumps({"return": "monthly", "covers": "2023-06", "rows": rows}).encode()
        file = SimpleUploadedFile("june.json", data)
        return client.post(address(cast, "returns/upload/"), {"file": file, "head": head, "turn": turn})

    first = put("2023-06-05")
    n = len(entries(cast))
    assert put("2023-06-05").url == first.url
    other = put("2023-06-06")
    assert other.status_code == 409
    assert hidden(other.content.decode(), "head") == cast.visits.head
    assert turn not in other.content.decode()
    assert len(entries(cast)) == n


def test_two_of_one_side_who_type_the_same_return_are_told_of_each_other(cast: Cast) -> None:
    first, second = signed_in(cast, r.MANAGER), signed_in(cast, r.HEAD)
    assert not give_role(to=cast[r.HEAD], role=r.MANAGER, contract=cast.visits, known_as="b-9", by=None)
    post = typed(cast, {"A": "5 6 2023"}, draft=hidden(first.get(address(cast, JUNE)).content.decode(), "draft"))
    del post["send"]
    mine = {**post, "visits|+A|visited_on": "6 6 2023", "words": "By phone", "draft": "0", "save": "1"}
    assert first.post(address(cast, JUNE), {**post, "words": "From the letter", "save": "1"}).status_code == 302
    told = second.post(address(cast, JUNE), mine)
    page = told.content.decode()
    assert told.status_code == 409
    assert "Alex Example saved this return too" in page
    assert "<b>5 6 2023</b>" in page
    assert "<b>From the letter</b>" in page
    assert 'value="6 6 2023"' in page
    assert "By phone" in page
    kept = Draft.objects.get(kind="return")
    assert (kept.body["boxes"]["visits|+A|visited_on"], kept.body["words"]) == ("5 6 2023", "From the letter")
    assert second.post(address(cast, JUNE), {**mine, "draft": hidden(page, "draft")}).status_code == 302
    kept.refresh_from_db()
    assert (kept.body["boxes"]["visits|+A|visited_on"], kept.saved_by) == ("6 6 2023", cast[r.HEAD])
    assert first.post(address(cast, JUNE), {**post, "draft": "1", "send": "1"}).status_code == 409


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
