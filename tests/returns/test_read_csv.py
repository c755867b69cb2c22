"""CSV as spreadsheets and systems write it."""

from __future__ import annotations

import pytest
from tests.returns.given import csv, receive, said, stops, zipped

HEAD = "Job,Done on,Due on,Priority,Cost,Satisfied,Share,Parts,Who,Kind"
KNOWN = {"ret": "jobs", "covers": "2023-06"}
LINE = 'J1,14/06/2023,15/06/2023,urgent,"1,250.50",yes,91.7%,3,Söze,repair'


def only(data: bytes) -> dict[str, str]:
    read = receive(data, "jobs.csv", **KNOWN)
    assert read.return_ is not None, [str(p) for p in read.problems]
    (row,) = read.return_.rows
    return {**row.values, **row.words}


WANTED = {
    "job": "J1", "done_on": "2023-06-14", "due_on": "2023-06-15", "priority": "urgent", "cost": "1250.5", "satisfied": "yes",
    "share": "91.7", "parts": "3", "who": "Söze", "kind": "repair",
}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        csv(HEAD, LINE),
        csv(HEAD, LINE, "", ",,,,,,,,,"),
        f"{HEAD}\n{LINE}\n".encode(),
        f"\ufeff{HEAD}\r\n{LINE}".encode(),
        f"{HEAD}\r\n{LINE}".encode("utf-16"),
        f"{HEAD}\r\n{LINE}".encode("cp1252"),
        csv("Jobs in June", "", HEAD, LINE),
        csv(HEAD.replace(",", ";"), LINE.replace(",", ";").replace('"1;250.50"', '"1,250.50"')),
        csv("sep=;", HEAD.replace(",", ";"), LINE.replace(",", ";").replace('"1;250.50"', "1250.50")),
        csv(HEAD.replace(",", "\t"), LINE.replace(",", "\t").replace('"1\t250.50"', "1250.50")),
        csv(HEAD.replace(",", "|"), LINE.replace(",", "|").replace('"1|250.50"', "1250.50")),
    ],
)
def test_ways_of_writing_one_row(data: bytes) -> None:
    assert only(data) == WANTED


def test_cells_are_named_as_a_spreadsheet_names_them() -> None:
    read = receive(csv("sep=,", HEAD, 'J0,,,urgent,,,,,"two\nlines",', LINE), "jobs.csv", **KNOWN)
    assert read.return_ is not None
    assert [row.cells["job"] for row in read.return_.rows] == ["A3", "A4"]
    assert read.return_.rows[0].words == {"who": "two\nlines"}


def test_an_apostrophe_before_a_sign_is_taken_off() -> None:
    assert only(csv(HEAD, "J1,,,urgent,,,,,'=1+1,"))["who"] == "=1+1"
    assert only(csv(HEAD, "J1,,,urgent,,,,,=1+1,"))["who"] == "=1+1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (csv(HEAD, 'J1,,,urgent,,,,,"never closed,', "J2"), "return-csv-damaged"),
        (csv(HEAD, "J1\0,,,urgent"), "file-not-text"),
        (csv("Nothing,That,Fits", "1,2,3"), "return-no-headings"),
        (csv(HEAD.replace("Priority,", ""), "J1"), "return-column-missing"),
        (csv(HEAD, LINE, LINE), "return-key-doubled"),
        (csv(HEAD, LINE.replace("14/06", "31/02")), "return-no-such-day"),
        (csv(HEAD, LINE.replace("urgent", "urgnt")), "return-choice-near"),
        (csv(HEAD, "J1,,,urgent,five"), "return-not-a-number"),
        (csv(HEAD), "return-nothing"),
        (csv(HEAD, "J1" + "x" * 140_000 + ",,,urgent"), "return-csv-damaged"),
    ],
)
def test_what_stops_a_csv(data: bytes, code: str) -> None:
    assert code in stops(data, "jobs.csv", **KNOWN)


def test_which_return_and_period_must_be_said() -> None:
    assert "return-no-period" in stops(csv(HEAD, LINE), "jobs.csv", ret="jobs")
    assert "return-unknown" in stops(csv(HEAD, LINE), "jobs.csv", ret="nonsense", covers="2023-06")
    assert said(csv(HEAD, LINE), "jobs.csv", covers="2023-06") == [], "its name says which dataset it is, and that says which return"


def test_nothing_to_report_can_be_said_beside_the_file() -> None:
    read = receive(csv(HEAD), "jobs.csv", **KNOWN, nil=True)
    assert read.return_ is not None
    assert (read.return_.nil, read.return_.datasets) == (True, ("jobs",))


def test_several_files_in_a_zip() -> None:
    files = {
        "june/visits.csv": csv("Unit,Visited on,Sent on,Note", "A,05/06/2023,,"),
        "june/sent back.csv": csv("Unit,Visited on,Returned on,Reason"),
        "june/return.csv": csv("Return,monthly", "Period,2023-06"),
        "__MACOSX/june/visits.csv": b"\0",
    }
    read = receive(zipped(files), "june.zip")
    assert read.return_ is not None
    assert [row.cells["unit"] for row in read.return_.rows] == ["visits!A2"]
    assert "return-sheet-missing" in stops(zipped({k: v for k, v in files.items() if "sent" not in k}), "june.zip")
    assert "file-not-text" in stops(zipped({**files, "june/other.csv": b"\0\1"}), "june.zip")
