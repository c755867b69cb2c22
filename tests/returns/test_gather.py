"""Which return and which period a file is: by its cover, by what is known beside it, or by its sheets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.returns.given import SENT_BACK, VISITS, monthly, receive, said, stops, workbook

from tenor.returns.covered import find_period
from tenor.returns.read import read_return
from tenor.terms.counted import return_periods
from tenor.terms.read_yaml import read_yaml

A = ("A", date(2023, 6, 5))


def cover(*lines: tuple[Any, ...]) -> bytes:
    return workbook({"Return": lines, "Visits": [VISITS, A], "Sent back": [SENT_BACK]})


@pytest.mark.parametrize("period", ["2023-06", "June 2023", "jun 2023", "06/2023", "Jun-2023", date(2023, 6, 1), "2023-06-14"])
def test_ways_of_writing_a_month(period: Any) -> None:
    read = receive(cover(("Return", "monthly"), ("Period", period)))
    assert read.return_ is not None
    assert read.return_.covers == "2023-06"


@pytest.mark.parametrize("period", ["2023-Q2", "Q2 2023", "quarter 2 of 2023", "2023 Q2", "Q2/2023"])
def test_ways_of_writing_a_quarter(period: str) -> None:
    data = workbook({"Return": [("Period", period)], "Figures": [("Id", "Value"), ("faults", 1)]})
    read = receive(data, today=date(2023, 7, 5))
    assert read.return_ is not None
    assert (read.return_.ret, read.return_.covers) == ("figures", "2023-Q2")


def test_a_file_that_says_otherwise_than_what_was_chosen() -> None:
    assert stops(monthly(A), covers="2023-05") == ["return-period-conflict"]
    assert "return-named-twice" in stops(monthly(A), ret="jobs")
    assert said(monthly(A), covers="June 2023", ret="MONTHLY") == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([("Return", "monthly")], "return-no-period"),
        ([("Return", "weekly"), ("Period", "2023-06")], "return-unknown"),
        ([("Return", "monthly"), ("Period", "2023-13")], "return-period-unknown"),
        ([("Return", "monthly"), ("Period", "2031-01")], "return-period-unknown"),
        ([("Return", "monthly"), ("Period", "June")], "return-period-unknown"),
        ([("Return", "monthly"), ("Period", "=A1")], "return-formula"),
        ([("Contract", "XX-9"), ("Return", "monthly"), ("Period", "2023-06")], "return-other-contract"),
        ([("Return", "monthly"), ("Period", "2023-06"), ("Nothing to report", "yes")], "return-nil-with-rows"),
    ],
)
def test_what_stops_a_cover(lines: list[tuple[str, str]], code: str) -> None:
    assert code in stops(cover(*lines))


def test_a_missing_sheet_names_those_that_are_there() -> None:
    read = receive(workbook({"Visits": [VISITS, A], "Other": [("x",)]}, covers="2023-06"))
    (sentence,) = [str(p) for p in read.problems if p.weight == "stops"]
    assert sentence.startswith("return.xlsx return-sheet-missing: There is no sheet “Sent back”. The file has: Return, Visits and Other.")


def test_without_a_cover_the_sheets_say_which_return_it_is() -> None:
    data = workbook({"Visits": [VISITS, A], "Sent back": [SENT_BACK]})
    assert said(data, covers="2023-06") == []
    assert stops(workbook({"x": [("y",)]}), covers="2023-06") == ["return-which"]


def test_a_sheet_without_rows_says_that_there_were_none() -> None:
    read = receive(monthly(A))
    assert read.return_ is not None
    assert read.return_.datasets == ("visits", "sent_back")


def test_a_return_that_comes_once_needs_no_period() -> None:
    text = (Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8")
    once = read_yaml(
        text.replace("holds: [jobs], every: month, due: last Friday of the month", "holds: [jobs], every: once, due: 2023-12-29")
    ).terms
    assert once is not None
    row = {name: "x" for name, field in once.datasets["jobs"].fields.items() if field.kind == "text"}
    data = json.dumps({"return": "jobs", "rows": {"jobs": [row]}}).encode()
    read = read_return(data, "jobs.json", once, today=date(2023, 7, 3))
    assert "return-no-period" not in [problem.code for problem in read.problems]
    assert find_period("contract", return_periods(once, once.returns[1])) is not None
