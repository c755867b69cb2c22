"""The workbook's columns: named, ordered and hidden by the council; what they mean stays."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Cast

from tenor.desk.held import held
from tenor.desk.permissions import roles as r

JUNE = "returns/monthly/2023-06/"
HEADINGS = {
    "heading|visits|unit": "Home",
    "heading|visits|visited_on": "Day of visit",
    "place|visits|visited_on": "1",
    "place|visits|unit": "2",
    "place|visits|sent_to_council_on": "3",
    "place|visits|sent_to_ofsted_on": "4",
    "hide|visits|sent_to_ofsted_on": "1",
}


def ask(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


def address(cast: Cast, path: str) -> str:
    return f"/c/{cast.visits.pk}/{path}"


def visits_sheet(data: bytes) -> tuple[Any, Any]:
    book = openpyxl.load_workbook(BytesIO(data))
    return book, book["Visits"]


def upload(cast: Cast, name: str, data: bytes) -> Any:
    cast.visits.refresh_from_db()
    post = {"file": SimpleUploadedFile(name, data), "head": cast.visits.head}
    return ask(cast, r.SUPPLIER).post(address(cast, "returns/upload/"), post)


def test_a_workbook_with_the_councils_own_headings_goes_down_and_is_read(cast: Cast) -> None:
    assert ask(cast, r.MANAGER).post(address(cast, "returns/columns/"), HEADINGS).status_code == 302
    down = ask(cast, r.SUPPLIER).get(address(cast, f"{JUNE}template.xlsx")).content
    book, sheet = visits_sheet(down)
    assert [cell.value for cell in sheet[1]] == ["Day of visit", "Home", "Sent to council on"]
    sheet["A2"], sheet["B2"] = "5 June 2023", "Ash House"
    target = BytesIO()
    book.save(target)
    answer = upload(cast, "june.xlsx", target.getvalue())
    assert answer.status_code == 302, re.findall(r"<td>[^<]*</td>", answer.content.decode())
    cast.visits.refresh_from_db()
    row = held(cast.visits).entries[-1].body.content["rows"]["visits"][0]
    assert row["values"] == {"unit": "A", "visited_on": "2023-06-05"}
    assert row["cells"]["visited_on"] == "Visits!A2"


def test_what_is_known_of_a_column_left_out_stays(cast: Cast) -> None:
    tree = {
        "return": "monthly",
        "covers": "2023-06",
        "rows": {"visits": [{"unit": "A", "visited_on": "2023-06-05", "sent_to_ofsted_on": "2023-06-08"}], "sent_back": []},
    }
    assert upload(cast, "june.json", json.dumps(tree).encode()).status_code == 302
    ask(cast, r.MANAGER).post(address(cast, "returns/columns/"), HEADINGS)
    down = ask(cast, r.SUPPLIER).get(address(cast, f"{JUNE}template.xlsx")).content
    assert upload(cast, "june.xlsx", down).status_code == 302
    cast.visits.refresh_from_db()
    assert held(cast.visits).entries[-1].body.content["rows"]["visits"][0]["values"]["sent_to_ofsted_on"] == "2023-06-08"


def test_files_with_the_old_headings_are_still_read(cast: Cast) -> None:
    before = ask(cast, r.SUPPLIER).get(address(cast, f"{JUNE}template.xlsx")).content
    ask(cast, r.MANAGER).post(address(cast, "returns/columns/"), HEADINGS)
    book, sheet = visits_sheet(before)
    sheet["A2"], sheet["B2"] = "A", "5 June 2023"
    target = BytesIO()
    book.save(target)
    assert upload(cast, "june.xlsx", target.getvalue()).status_code == 302


def test_a_heading_stands_for_one_column_and_nothing_needed_is_hidden(cast: Cast) -> None:
    manager = ask(cast, r.MANAGER)
    twice = {**HEADINGS, "heading|visits|unit": "Day of visit"}
    answer = manager.post(address(cast, "returns/columns/"), twice)
    assert answer.status_code == 422
    assert "would stand for two columns" in answer.content.decode()
    assert manager.post(address(cast, "returns/columns/"), {"hide|visits|unit": "1"}).status_code == 302
    _book, sheet = visits_sheet(ask(cast, r.SUPPLIER).get(address(cast, f"{JUNE}template.xlsx")).content)
    assert "Unit" in [cell.value for cell in sheet[1]]


def test_the_supplier_does_not_lay_it_out(cast: Cast) -> None:
    assert ask(cast, r.SUPPLIER).post(address(cast, "returns/columns/"), HEADINGS).status_code == 403
    assert ask(cast, "stranger").post(address(cast, "returns/columns/"), HEADINGS).status_code == 404
