"""Templates: what is asked, deterministic bytes, and the way back: what is filled in is read as the same rows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.returns.given import receive, said, stops, terms, zipped

from tenor.returns.amounts import exact
from tenor.returns.spelling import prose, tidy
from tenor.returns.template import write_template
from tenor.returns.template_plain import write_template_csv, write_template_json


@dataclass(frozen=True)
class Known:
    dataset: str
    values: Mapping[str, str]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_workbook_of_the_monthly_return() -> None:
    data = write_template(terms(), ret="monthly", period="2023-06", due=date(2023, 6, 30))
    book = opened(data)
    assert book.sheetnames == ["Return", "Visits", "Sent back", "Lists"]
    cover = {row[0]: row[1] for row in book["Return"].iter_rows(max_row=8, values_only=True)}
    assert (cover["Contract"], cover["Return"], cover["Period"], cover["Due"]) == ("HR-7", "monthly", "2023-06", "Fri 30 Jun 2023")
    page = book["Visits"]
    assert [cell.value for cell in page[1]] == ["Unit", "Visited on", "Sent on", "Note"]
    assert "Always needed" in page["A1"].comment.text
    assert "May stay blank" in page["C1"].comment.text
    assert page.freeze_panes == "A2"
    assert page.protection.sheet
    assert page["A1"].protection.locked
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "date"}
    assert '"A,B,D"' in [rule.formula1 for rule in page.data_validations.dataValidation], "C had closed in May"


def test_the_same_terms_give_the_same_bytes() -> None:
    rows = [Known("visits", {"unit": "A", "visited_on": "2023-06-05"})]
    for write in (write_template, write_template_csv, write_template_json):
        assert write(terms(), ret="monthly", period="2023-06", rows=rows) == write(terms(), ret="monthly", period="June 2023", rows=rows)


@pytest.mark.parametrize(("ret", "period"), [("nonsense", "2023-06"), (None, "2023-06"), ("monthly", "2023"), ("monthly", "2031-01")])
def test_a_return_or_period_that_is_not_in_the_terms(ret: str | None, period: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        write_template(terms(), ret=ret, period=period)


def test_a_template_sent_back_unfilled_is_no_return() -> None:
    for ret, period in (("monthly", "2023-06"), ("jobs", "2023-06"), ("figures", "2023-Q2")):
        assert stops(write_template(terms(), ret=ret, period=period)) == ["return-nothing"]
        assert stops(write_template_json(terms(), ret=ret, period=period), "x.json") == ["return-nothing"]


def test_nothing_to_report() -> None:
    book = opened(write_template(terms(), ret="monthly", period="2023-06"))
    cell = next(row[1] for row in book["Return"].iter_rows() if row[0].value == "Nothing to report")
    for answer, found in (("yes", []), ("no", ["return-nothing"]), ("perhaps", ["return-nil-unclear"])):
        cell.value = answer
        target = io.BytesIO()
        book.save(target)
        assert stops(target.getvalue()) == found


def test_filled_in_by_hand() -> None:
    known = [Known("visits", {"unit": "A", "visited_on": "2023-06-05"})]
    book = opened(write_template(terms(), ret="monthly", period="2023-06", rows=known))
    book["Visits"]["C2"] = date(2023, 6, 9)
    book["Visits"].append(["Beech House", date(2023, 6, 14), None, "first time"])
    target = io.BytesIO()
    book.save(target)
    read = receive(target.getvalue())
    assert read.problems == ()
    assert read.return_ is not None
    assert [(row.id, row.values.get("sent_on"), row.words) for row in read.return_.rows] == [
        ("A/2023-06-05", "2023-06-09", {}),
        ("B/2023-06-14", None, {"note": "first time"}),
    ]


def test_figures_filled_in_by_hand() -> None:
    book = opened(write_template(terms(), ret="figures", period="2023-Q2"))
    page = book["Figures"]
    for row in range(2, 5):
        page[f"E{row}"], page[f"F{row}"] = 5, 6
    page["G5"], page["G6"], page["G8"] = 0.917, 1, 2
    target = io.BytesIO()
    book.save(target)
    read = receive(target.getvalue(), today=date(2023, 7, 10))
    assert [(p.code, str(p.where)) for p in read.problems] == [("return-figure-blank", "return.xlsx:sheet Figures:A7")]
    assert read.return_ is not None
    assert [(f.kpi, f.period, f.numerator, f.denominator, f.cell) for f in read.return_.figures] == [
        ("answered", "2023-04", 5, 6, "Figures!E2"),
        ("answered", "2023-05", 5, 6, "Figures!E3"),
        ("answered", "2023-06", 5, 6, "Figures!E4"),
        ("happy", "2023-04", 917, 1000, "Figures!G5"),
        ("happy", "2023-05", 100, 100, "Figures!G6"),
        ("faults", "2023-Q2", 2, 1, "Figures!G8"),
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    row = Known("jobs", {"job": "=1+1", "priority": "urgent", "who": "@SUM(1)", "kind": "'-2"})
    assert opened(write_template(terms(), ret="jobs", period="2023-06", rows=[row]))["Jobs"]["A2"].data_type != "f"
    lines = write_template_csv(terms(), ret="jobs", period="2023-06", rows=[row])["jobs.csv"].decode("utf-8-sig")
    assert lines.splitlines()[1] == "'=1+1,,,urgent,,,,,'@SUM(1),''-2"
    read = receive(lines.encode(), "jobs.csv", ret="jobs", covers="2023-06")
    assert read.return_ is not None
    assert {**read.return_.rows[0].values, **read.return_.rows[0].words} == row.values


DAYS = st.dates(date(2023, 6, 1), date(2023, 6, 30)).map(date.isoformat)
NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(lambda number: exact(Decimal(number)))
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
NAMES = st.text(SIGNS, max_size=12).map(tidy)
PROSE = st.text(SIGNS | st.just("\n"), max_size=30).map(prose)
JOBS = st.fixed_dictionaries(
    {"job": NAMES.filter(bool), "priority": st.sampled_from(["urgent", "routine"])},
    optional={
        "done_on": DAYS,
        "due_on": DAYS,
        "cost": NUMBERS,
        "satisfied": st.sampled_from(["yes", "no"]),
        "share": st.integers(101, 1_000_000).map(lambda n: exact(Decimal(n).scaleb(-2))),
        "parts": NUMBERS,
        "who": PROSE.filter(bool),
        "kind": PROSE.filter(bool),
    },
)


@given(st.lists(JOBS, min_size=1, max_size=4, unique_by=lambda row: row["job"]))
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_back(rows: list[dict[str, str]]) -> None:
    """A law: template → filled → read gives the same rows, in each of the three forms."""
    known = [Known("jobs", row) for row in rows]
    forms = {
        "jobs.xlsx": write_template(terms(), ret="jobs", period="2023-06", rows=known),
        "jobs.csv": write_template_csv(terms(), ret="jobs", period="2023-06", rows=known)["jobs.csv"],
        "jobs.json": write_template_json(terms(), ret="jobs", period="2023-06", rows=known),
    }
    for name, data in forms.items():
        read = receive(data, name, ret="jobs", covers="2023-06")
        assert read.return_ is not None, (name, [str(problem) for problem in read.problems])
        assert [{**row.values, **row.words} for row in read.return_.rows] == rows, name
        assert [row.id for row in read.return_.rows] == [row["job"].replace("%", "%25").replace("/", "%2F") for row in rows]


def test_csv_files_may_come_back_zipped() -> None:
    rows = [Known("visits", {"unit": "A", "visited_on": "2023-06-05"})]
    files = write_template_csv(terms(), ret="monthly", period="2023-06", rows=rows)
    assert sorted(files) == ["return.csv", "sent_back.csv", "visits.csv"]
    assert said(zipped(files), "june.zip") == []
