"""A sheet read into rows: each problem with its own sentence and cell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.returns.given import TODAY, csv, monthly, receive, said, stops, terms, workbook

from tenor.returns.read import read_return
from tenor.terms.model import Field, FieldKind

KINDS: dict[FieldKind, Any] = {
    "date": "soon", "moment": "14/06/2023", "number": "five", "percent": "most", "money": "$5", "hours": "-1", "yes/no": "perhaps",
    "choice": "never", "several": "never", "text": "x" * 40_000, "reference": "x" * 300,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_has_a_sentence_for_what_it_refuses(kind: FieldKind) -> None:
    fields = {"job": Field(name="job", kind="text"), "x": Field(name="x", kind=kind, choices=("late", "lost"), optional=True)}
    dataset = replace(terms().datasets["jobs"], fields=fields, dated_by="x")
    changed = replace(terms(), datasets={**terms().datasets, "jobs": dataset})
    data = json.dumps({"return": "jobs", "covers": "2023-06", "rows": {"jobs": [{"job": "J1", "x": KINDS[kind]}]}}).encode()
    read = read_return(data, "j.json", changed, today=TODAY)
    (found,) = [problem for problem in read.problems if problem.weight == "stops"]
    assert str(found).startswith("j.json:/rows/jobs/0/x ")
    assert ": X" in str(found)


def test_a_column_without_heading_is_said() -> None:
    rows = [("Unit", "Visited on", None, "Sent on", "Note"), ("A", date(2023, 6, 5), "what is this?")]
    data = workbook({"Visits": rows, "Sent back": [("Unit", "Visited on", "Returned on", "Reason")]}, covers="2023-06")
    (found,) = receive(data).problems
    assert str(found) == "return.xlsx:sheet Visits return-columns-unnamed: 1 column has no heading and was not read: C."


def test_a_column_that_nothing_counts_may_be_left_out() -> None:
    assert said(monthly(("A", date(2023, 6, 5)), change=lambda book: book["Visits"].delete_cols(4))) == ["return-column-left-out"]


def test_notes_below_the_rows_are_asked_about_not_read() -> None:
    assert stops(monthly(("A", date(2023, 6, 5)), ("Total: 1 visit",))) == ["return-key-blank"]


def test_a_file_of_too_many_lines() -> None:
    assert stops(csv("Job,Priority", *["J,urgent"] * 100_001), "jobs.csv", ret="jobs", covers="2023-06") == ["return-csv-too-large"]
    rows = ",".join(["{}"] * 100_001)
    assert stops(f'{{"rows": {{"jobs": [{rows}]}}}}'.encode(), "jobs.json") == ["return-json-too-large"]
