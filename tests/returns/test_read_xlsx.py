"""Workbooks as they are really sent: tidy, untidy, damaged and hostile."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl.styles import Font
from tests.returns.given import SENT_BACK, VISITS, csv, monthly, receive, rezipped, said, stops, terms, workbook, zipped

from tenor.returns.read_xlsx import read_xlsx

JOBS = ("Job", "Done on", "Due on", "Priority", "Cost", "Satisfied", "Share", "Parts", "Kind", "Who")
A = ("A", date(2023, 6, 5), date(2023, 6, 9))
B = ("B", date(2023, 6, 14), None, "nobody in")


def test_rows_with_the_cell_of_each_value() -> None:
    read = receive(monthly(A, B, sent_back=[("A", date(2023, 6, 5), date(2023, 6, 20), "omission")]))
    assert read.problems == ()
    assert read.return_ is not None
    first, second, back = read.return_.rows
    assert (first.id, first.values) == ("A/2023-06-05", {"unit": "A", "visited_on": "2023-06-05", "sent_on": "2023-06-09"})
    assert first.cells == {"unit": "Visits!A2", "visited_on": "Visits!B2", "sent_on": "Visits!C2"}
    assert (second.words, second.cells["note"]) == ({"note": "nobody in"}, "Visits!D3")
    assert back.values["reason"] == "omission"
    assert (read.return_.ret, read.return_.covers, read.return_.kind) == ("monthly", "2023-06", "xlsx")
    assert len(read.return_.sha256) == 64


def test_untidy_but_clear() -> None:
    """Title rows above, other capitals and spaces, other order, extra columns and sheets, blank lines."""
    visits = [
        ["Home visits June 2023"], [], ["Note", "VISITED  ON (dd/mm/yyyy)", "unit *", "Weather", "sent-on"],
        ["", "14 Jun 2023", "ash house", "rain", ""], [], [None, "2023-06-15", "b", None, "16.6.2023"],
    ]  # fmt: skip
    data = workbook({"  VISITS ": visits, "sent_back": [SENT_BACK], "Notes": [["hello"]]}, covers="June 2023")
    assert said(data) == ["return-columns-extra", "return-sheets-extra"]
    read = receive(data)
    assert read.return_ is not None
    assert [row.id for row in read.return_.rows] == ["A/2023-06-14", "B/2023-06-15"]
    assert read.return_.rows[0].cells["unit"] == "  VISITS !C4"


def test_a_period_that_a_spreadsheet_made_a_date() -> None:
    def change(book: Any) -> None:
        book["Return"]["B3"] = datetime(2023, 6, 1)

    read = receive(monthly(A, change=change))
    assert read.return_ is not None
    assert read.return_.covers == "2023-06"


def test_the_one_sheet_of_a_single_dataset_may_have_any_name() -> None:
    read = receive(workbook({"Sheet1": [JOBS, ("J1", None, None, "urgent")]}), ret="jobs", covers="2023-06")
    assert read.return_ is not None
    assert read.return_.rows[0].values == {"job": "J1", "priority": "urgent"}


def test_per_cent_cells_are_exact() -> None:
    def change(book: Any) -> None:
        page = book["Jobs"]
        page["G2"].number_format, page["G3"].number_format, page["H2"].number_format = "0.0%", '0"%"', "0%"

    rows = [("1", None, None, "urgent", 0.1, "yes", 0.917, 1), ("2", None, None, "urgent", 3.0, True, 91.7, 2)]
    data = workbook({"Jobs": [JOBS, *rows]}, change=change)
    read = receive(data, ret="jobs", covers="2023-06")
    assert read.return_ is None
    assert str(read.problems[0]).startswith("return.xlsx:sheet Jobs:H2 return-percent-in-number")
    found = read_xlsx(data, terms(), name="x.xlsx", ret="jobs", covers="2023-06").rows
    assert [row.values["share"] for row in found] == ["91.7", "91.7"]
    assert [row.values["cost"] for row in found] == ["0.1", "3"]
    assert [row.values["satisfied"] for row in found] == ["yes", "yes"]


def change_visits(do: Callable[[Any], None]) -> bytes:
    return monthly(A, B, change=lambda book: do(book["Visits"]))


def put(cell: str, value: Any) -> Callable[[Any], None]:
    def do(page: Any) -> None:
        page[cell] = value

    return do


@pytest.mark.parametrize(
    ("do", "code"),
    [
        (put("B2", "=TODAY()"), "return-formula"),
        (put("A2", "=A3"), "return-formula"),
        (put("C2", "next week"), "return-not-a-date"),
        (put("C2", "31/02/2023"), "return-no-such-day"),
        (put("C3", 45091), "return-date-is-number"),
        (put("C2", date(9999, 12, 31)), "return-future"),
        (put("C2", date(2023, 7, 4)), "return-future"),
        (put("A2", None), "return-key-blank"),
        (put("A2", "\u200b"), "return-key-blank"),
        (put("B2", None), "return-key-blank"),
        (put("A2", date(2023, 6, 1)), "return-not-a-unit"),
        (lambda page: page.merge_cells("A2:A3"), "return-merged"),
        (lambda page: page.merge_cells("C2:D2"), "return-merged"),
        (lambda page: page.delete_cols(3), "return-column-missing"),
        (lambda page: page.delete_rows(1), "return-no-headings"),
        (put("E1", "visited on"), "return-column-doubled"),
        (lambda page: page.append(A), "return-key-doubled"),
        (lambda page: page.append(("ash house", "05/06/2023")), "return-key-doubled"),
        (lambda page: page.delete_rows(1, 99), "return-sheet-empty"),
    ],
)  # fmt: skip
def test_what_stops_a_workbook(do: Callable[[Any], None], code: str) -> None:
    assert code in stops(change_visits(do))


def test_an_error_value_is_seen() -> None:
    def change(book: Any) -> None:
        book["Visits"]["C2"].value = "#REF!"
        book["Visits"]["C2"].data_type = "e"

    assert stops(monthly(A, change=change)) == ["return-error-value"]


def test_a_formula_with_its_result_kept_is_still_a_formula() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, head in (("Visits", VISITS), ("Sent back", SENT_BACK)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, head)
        page = book.get_worksheet_by_name("Visits")
        page.write_row(1, 0, ("A", "05/06/2023"))
        page.write_formula(1, 2, "=B2+4", None, "09/06/2023")
        page.write_array_formula(2, 2, 9, 2, "{=B3:B10}", None, "x")
        page.write_row(4, 0, ("B", "05/06/2023"))
    found = receive(target.getvalue(), ret="monthly", covers="2023-06")
    cells = [p.where.cell for p in found.problems if p.code == "return-formula" and p.where]
    assert cells == [f"C{n}" for n in range(2, 11)]


def test_one_broken_thing_hides_no_other() -> None:
    rows = [("A", "31/02/2023"), ("B", date(2023, 6, 1), "=B3"), (None, date(2023, 6, 2)), ("A", date(2024, 1, 1))]
    assert stops(monthly(*rows)) == ["return-no-such-day", "return-formula", "return-key-blank", "return-future"]


def test_hidden_things_are_read_and_said() -> None:
    def change(book: Any) -> None:
        book["Visits"].row_dimensions[2].hidden = True
        book["Visits"].column_dimensions["D"].hidden = True
        book["Sent back"].sheet_state = "hidden"

    assert sorted(said(monthly(A, B, change=change))) == ["return-hidden-column", "return-hidden-rows", "return-hidden-sheet"]


def test_a_thousand_columns_and_many_formatted_blank_rows() -> None:
    def change(book: Any) -> None:
        page = book["Visits"]
        for column in range(5, 1005):
            page.cell(1, column, f"Extra {column}")
        for row in range(4, 20_004):
            for column in range(1, 5):
                page.cell(row, column).font = Font(bold=True)

    data = monthly(A, B, change=change)
    assert said(data) == ["return-columns-extra"]


@pytest.mark.slow
def test_two_hundred_thousand_formatted_blank_rows() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for name, head in (("Visits", VISITS), ("Sent back", SENT_BACK)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, head)
            page.write_row(1, 0, ("A", "05/06/2023"))
            if name == "Sent back":
                page.write_row(1, 2, ("06/06/2023", "omission"))
            for row in range(2, 200_000):
                page.write_row(row, 0, ("", "", ""), bold)
    assert "return-day-first" in said(target.getvalue(), ret="monthly", covers="2023-06")


def test_a_cell_at_the_far_end_is_refused_not_filled_up() -> None:
    assert stops(change_visits(put("XFD1048576", "x"))) == ["return-xlsx-too-large"]


def test_a_long_text_shared_by_many_cells_is_refused_not_copied() -> None:
    text = "".join(random.Random(n).choice("abcdefgh") for n in range(30_000))
    data = shared_texts(*[("A", f"{n % 28 + 1}/06/2023", "", text) for n in range(2_000)])
    assert stops(data, ret="monthly", covers="2023-06") == ["return-xlsx-too-large"]


def shared_texts(*visits: tuple[str, ...]) -> bytes:
    """A workbook whose texts lie in one list, as spreadsheet programs write them (openpyxl writes them into the cells)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in (("Visits", (VISITS, *visits)), ("Sent back", (SENT_BACK,))):
            page = book.add_worksheet(name)
            for n, row in enumerate(rows):
                page.write_row(n, 0, row)
    return target.getvalue()


def part_of(path: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A workbook with the parts at a path, or under it, changed or left out."""
    return rezipped(shared_texts(("A", "05/06/2023")), lambda name, part: change(part) if name.startswith(path) else part)


ENTITIES = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(9))
BOMB = b"<!DOCTYPE x [" + ENTITIES + b"]>"
SHEETS = "xl/worksheets/"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"\x00\x01\x02" * 50, "file-not-text"),
        (monthly(A)[:900], "file-zip-broken"),
        (b"%PDF-1.7 x", "file-wrong-kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "file-old-office"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "file-wrong-kind"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "return-zip-no-csv"),
        (zipped({"x.csv": b"a" * 60_000_000}), "file-zip-ratio"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "return-xlsx-damaged"),
        (part_of(SHEETS, lambda part: BOMB + part.partition(b"?>")[2].replace(b"<sheetData", b"&a8;<sheetData")), "return-xlsx-doctype"),
        (part_of("xl/sharedStrings.xml", lambda part: BOMB + part.partition(b"?>")[2]), "return-xlsx-doctype"),
        (part_of(SHEETS, lambda part: part[:-40]), "return-xlsx-damaged"),
        (part_of(SHEETS, lambda part: None), "return-xlsx-damaged"),
        (part_of(SHEETS, lambda part: part.replace(b"<v>0</v>", b"<v>99999</v>")), "return-xlsx-damaged"),
        (part_of(SHEETS, lambda part: part.replace(b"<v>0</v>", b"<v>-1</v>")), "return-xlsx-damaged"),
        (part_of("xl/workbook.xml", lambda part: None), "return-xlsx-damaged"),
        (part_of("xl/sharedStrings.xml", lambda part: b"\xff\xfe\x00"), "return-xlsx-damaged"),
        (part_of("xl/sharedStrings.xml", lambda part: None), "return-xlsx-damaged"),
        (part_of("xl/_rels/workbook.xml.rels", lambda part: part.replace(b"/worksheet\"", b"/chartsheet\"")), "return-xlsx-damaged"),
    ],
)  # fmt: skip
def test_damaged_and_hostile_files(data: bytes, code: str) -> None:
    assert stops(data) == [code]


def test_every_cut_and_every_flipped_byte_is_a_value_never_an_error() -> None:
    data = monthly(A, B)
    for cut in range(0, len(data), 211):
        assert stops(data[:cut])
    for at in range(0, len(data), 97):
        receive(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])


ODD = (
    b"-1",
    b"0",
    b"",
    b"9" * 30,
    b"XFD1048576",
    b"A0",
    "²".encode(),
    b"1e999",
    b"NaN",
    b"e",
    b"s",
    b"str",
    b"inlineStr",
    b"d",
    b"A1:XFD1048576",
    b"array",
)


@pytest.mark.parametrize("seed", range(200))
def test_odd_values_inside_the_parts_are_values_never_an_error(seed: int) -> None:
    """One attribute or text of one part replaced: well-formed nearly always, and never what any program writes."""
    chance = random.Random(seed)
    formula = monthly(A, B, change=lambda book: put("C3", "=B3+1")(book["Visits"]))
    data = chance.choice((shared_texts(("A", "05/06/2023", "09/06/2023", "x")), formula))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chance.choice([name for name in archive.namelist() if not name.startswith("docProps")])

    def change(part: bytes) -> bytes:
        place = chance.choice(list(re.finditer(rb'"[^"<>]*"|>[^<>]+<', part)))
        return part[: place.start() + 1] + chance.choice(ODD) + part[place.end() - 1 :]

    for problem in receive(
        rezipped(data, lambda path, part: change(part) if path == name else part), ret="monthly", covers="2023-06"
    ).problems:
        assert str(problem)


def test_macros_are_said_and_never_looked_at() -> None:
    data = io.BytesIO(monthly(A))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0macro")
    assert said(data.getvalue(), "return.xlsm") == ["file-macros"]


def test_the_same_file_by_another_name_is_read_as_what_it_is() -> None:
    assert said(monthly(A), "return.csv") == []
    assert stops(csv("Unit,Visited on"), "return.xlsx") != []
