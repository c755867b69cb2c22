"""# Returns

What a supplier sends back is taken in whole or not at all. A problem either **stops** the file, and then nothing of it is recorded,
or is **said** of a row that is kept. All problems are shown at once, each with its sheet and cell and with what to do.
The contract the files are made for is `tests/returns/terms.yaml`; each line below is one thing wrong in an otherwise good return
for June 2023, received on Mon 3 Jul 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from tests.returns.given import SENT_BACK, VISITS, csv, monthly, receive, workbook

GOOD = ("A", date(2023, 6, 5), date(2023, 6, 9), "a note")


def only(data: bytes, name: str = "june.xlsx", **known: Any) -> tuple[str, str, str]:
    """Weight, place and sentence of the one problem of a file."""
    (found,) = receive(data, name, **known).problems
    where = f"{found.where.sheet or ''}!{found.where.cell or ''}".strip("!") if found.where else ""
    return found.weight, where, str(found).split(f"{found.code}: ", 1)[1]


TAKE_OUT = "Correct the date, or take out what has not happened."
CHECK_ORDER = "In this file 1 date could also be read month first: check that the day comes first."
UNMERGE = "Unmerge them and write the value in each row."


# ## One value
# What stands in a cell of the sheet "Visits" → what is said.
ONE_VALUE: list[tuple[str, Any, str, str]] = [
    ("C2", "=B2+4", "stops", "Sent on holds a formula, =B2+4. Copy it and paste it as a value: what is reported must not change later."),
    ("C2", "soon", "stops", "Sent on: “soon” is not a date. Write it like 14/06/2023."),
    ("C2", "31/02/2023", "stops", "Sent on: there is no day “31/02/2023”. Dates are read day first: 14/06/2023 is 14 June."),
    ("C2", "06/14/2023", "stops", "Sent on: there is no day “06/14/2023”. Dates are read day first: 14/06/2023 is 14 June."),
    ("C2", "14/06/23", "stops", "Sent on: “14/06/23” has a year of two digits. Write all four, like 14/06/2023."),
    (
        "C2",
        "Tue 14 Jun 2023",
        "stops",
        "Sent on: “Tue 14 Jun 2023” does not fit: that day is Wed 14 Jun 2023. Correct the day or the date.",
    ),
    (
        "C2",
        date(2023, 7, 4),
        "stops",
        f"Sent on is Tue 4 Jul 2023, which is still to come: the return was received on Mon 3 Jul 2023. {TAKE_OUT}",
    ),
    (
        "A2",
        None,
        "stops",
        "Unit is blank, and without it one visit cannot be told from another. Fill it in, or clear the line if it is a note or a total.",
    ),
    (
        "C2",
        "09/06/2023",
        "said",
        f"“09/06/2023” is read day first, as Fri 9 Jun 2023. {CHECK_ORDER}",
    ),
    (
        "C2",
        datetime(2023, 6, 9, 16, 30),
        "said",
        "Sent on: “2023-06-09T16:30” has a time of day; the day alone is kept (1 time in this file).",
    ),
    (
        "A2",
        "Z",
        "said",
        "“Z” is no unit of this contract. The row is kept and not counted until that is settled. Known: A, B, C and D.",
    ),
    ("A2", "C", "said", "The unit C (Cedar House) was not open on Mon 5 Jun 2023. The row is kept; please check the unit and the date."),
    ("A2", "D", "said", "The contract does not say when the unit D (Damson House) opens. The row is kept; the opening date is wanted."),
    (
        "C2",
        date(2023, 6, 2),
        "said",
        "Sent on (Fri 2 Jun 2023) comes before Visited on (Mon 5 Jun 2023). The row is kept; please check the two dates.",
    ),
]


@pytest.mark.parametrize(("cell", "value", "weight", "sentence"), ONE_VALUE)
def test_one_value(cell: str, value: Any, weight: str, sentence: str) -> None:
    """The sentence names the cell, what is wrong and what to do."""

    def change(book: Any) -> None:
        book["Visits"][cell].number_format = "General"
        book["Visits"][cell] = value

    assert only(monthly(GOOD, change=change)) == (weight, f"Visits!{cell}", sentence)


# ## One row more
# A second row of the sheet "Visits" → what is said.
ONE_ROW: list[tuple[Sequence[Any], str, str]] = [
    (("ash house", "5 June 2023"), "stops", "A/2023-06-05 is there twice: the first is A2. Keep one of the two lines."),
    (("B", date(2023, 5, 31)), "said", "Wed 31 May 2023 lies in May 2023, not in June 2023. The row is kept and counts in May 2023."),
    (
        ("B", date(2022, 8, 31)),
        "said",
        "Wed 31 Aug 2022 lies outside the contract (Thu 1 Sep 2022 to Sat 31 Aug 2024). The row is kept and not counted.",
    ),
]


@pytest.mark.parametrize(("row", "weight", "sentence"), ONE_ROW)
def test_one_row_more(row: Sequence[Any], weight: str, sentence: str) -> None:
    """A row of another period counts there; one with a key that is there already stops the file."""
    assert (only(monthly(GOOD, row))[0], only(monthly(GOOD, row))[2]) == (weight, sentence)


# ## The sheet itself
# What is done to the sheet "Visits" → what is said.
SHEETS: list[tuple[Callable[[Any], Any], str, str]] = [
    (lambda page: page.delete_cols(3), "stops", "The sheet “Visits” has no column “Sent on”. Put it back, even if its cells stay blank."),
    (lambda page: page.delete_cols(4), "said", "The sheet “Visits” has no column “Note”. It may be left out: nothing was read for it."),
    (
        lambda page: page.merge_cells("A2:A4"),
        "stops",
        f"The cells A2:A4 are merged, so it cannot be known which rows their value belongs to. {UNMERGE}",
    ),
    (lambda page: page.insert_cols(1), "none", ""),
    (lambda page: page.insert_rows(1, 3), "none", ""),
]


@pytest.mark.parametrize(("change", "weight", "sentence"), SHEETS)
def test_the_sheet_itself(change: Callable[[Any], Any], weight: str, sentence: str) -> None:
    """Columns are found by their headings, wherever those stand."""
    data = monthly(GOOD, change=lambda book: change(book["Visits"]))
    assert (only(data)[0], only(data)[2]) == (weight, sentence) if sentence else receive(data).problems == ()


# ## The file
# What was sent → what is said.
FILES: list[tuple[bytes, str]] = [
    (monthly(GOOD)[:700], "stops"),
    (b"", "stops"),
    (b"%PDF-1.7", "stops"),
    (workbook({"Visits": [VISITS, GOOD]}, covers="2023-06"), "stops"),
    (workbook({"Visits": [VISITS], "Sent back": [SENT_BACK]}, covers="2023-06"), "stops"),
    (csv("Unit,Visited on", "A,5 Jun 2023"), "stops"),
]


@pytest.mark.parametrize(("data", "weight"), FILES)
def test_the_file(data: bytes, weight: str) -> None:
    """Nothing of a file that is stopped is taken in, and each says what to do."""
    read = receive(data, "june.xlsx")
    assert read.return_ is None
    assert {problem.weight for problem in read.problems} == {weight}
    assert all(str(problem).endswith(".") for problem in read.problems)


# ## Five ways of writing one day
@pytest.mark.parametrize("text", ["14/06/2023", "14.6.2023", "14 Jun 2023", "Wednesday 14th June 2023", "2023-06-14", date(2023, 6, 14)])
def test_ways_of_writing_one_day(text: Any) -> None:
    """Day first, as in the United Kingdom. What could be read month first as well is said once for the file."""
    read = receive(monthly(("A", text)))
    assert read.return_ is not None
    assert read.problems == ()
    assert read.return_.rows[0].id == "A/2023-06-14"


# ## Stated figures
# numerator, denominator or value as written → the pair of whole numbers that is kept
def figure(*line: Any) -> bytes:
    return workbook({"Figures": [("Id", "Period", "Numerator", "Denominator", "Value"), line]})


FIGURES = [
    (("answered", "June 2023", 5, 6, None), (5, 6)),
    (("answered", "June 2023", 0, 0, None), (0, 0)),
    (("happy", "June 2023", None, None, "91.7%"), (917, 1000)),
    (("happy", "June 2023", None, None, "90%"), (90, 100)),
    (("faults", None, None, None, 3), (3, 1)),
]


@pytest.mark.parametrize(("line", "pair"), FIGURES)
def test_stated_figures(line: tuple[Any, ...], pair: tuple[int, int]) -> None:
    """A share is given as how many of how many; a per cent is kept as it is written, without a float in between."""
    read = receive(figure(*line), covers="2023-Q2")
    assert read.return_ is not None
    (found,) = read.return_.figures
    assert (found.numerator, found.denominator) == pair
