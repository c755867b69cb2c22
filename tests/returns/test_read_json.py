"""JSON as systems send it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.returns.given import receive, said, stops

JOB = {"job": "J1", "done_on": "2023-06-14", "priority": "urgent", "cost": 1250.5, "parts": 3.0, "satisfied": True, "kind": None}


def text(rows: Any, **more: Any) -> bytes:
    return json.dumps({"return": "jobs", "covers": "2023-06", "rows": rows, **more}).encode()


def test_rows_with_the_path_of_each_value() -> None:
    read = receive(text({"jobs": [JOB]}), "jobs.json")
    assert read.problems == ()
    assert read.return_ is not None
    (row,) = read.return_.rows
    assert row.values == {"job": "J1", "done_on": "2023-06-14", "priority": "urgent", "cost": "1250.5", "parts": "3", "satisfied": "yes"}
    assert row.cells["cost"] == "/rows/jobs/0/cost"


def test_numbers_are_taken_as_written() -> None:
    row = b'{"job": 7, "priority": "urgent", "cost": 0.1, "parts": 100000000000.30}'
    raw = b'{"return": "jobs", "covers": "2023-06", "rows": {"jobs": [' + row + b"]}}"
    read = receive(raw, "jobs.json")
    assert read.return_ is not None
    assert read.return_.rows[0].values == {"job": "7", "priority": "urgent", "cost": "0.1", "parts": "100000000000.3"}


def test_nothing_to_report() -> None:
    read = receive(text({}, nothing_to_report=True), "jobs.json")
    assert read.return_ is not None
    assert read.return_.nil
    assert "return-nil-with-rows" in stops(text({"jobs": [JOB]}, nothing_to_report=True), "jobs.json")
    assert "return-nothing" in stops(text({"jobs": []}), "jobs.json")
    assert "return-nil-unclear" in stops(text({"jobs": [JOB]}, nothing_to_report="perhaps"), "jobs.json")


def test_a_list_for_several_and_what_is_not_asked_for() -> None:
    rows = {
        "visits": [],
        "sent_back": [{"unit": "A", "visited_on": "2023-06-01", "returned_on": "2023-06-02", "reason": ["standard", "omission"]}],
    }
    read = receive(text(rows, **{"return": "monthly", "extra": 1}), "m.json")
    assert read.return_ is not None
    assert read.return_.rows[0].values["reason"] == "omission; standard"
    assert said(text(rows, **{"return": "monthly", "extra": 1}), "m.json") == ["return-columns-extra"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"return": "jobs", "covers": "2023-06", "rows": {"jobs": [{"job": NaN}]}}', "return-json-no-number"),
        (b'{"return": "jobs", "covers": "2023-06", "rows": {"jobs": [{"job": -Infinity}]}}', "return-json-no-number"),
        (b'{"return": "jobs", "return": "monthly"}', "return-json-doubled"),
        (b'{"rows": {"jobs": [{"job": "J1", "job": "J2"}]}}', "return-json-doubled"),
        (b"[" * 100_000, "return-json-deep"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "return-json-deep"),
        (b'{"return": "jobs",', "return-json-damaged"),
        (b"[1, 2]", "return-json-shape"),
        (text([JOB]), "return-json-shape"),
        (text({"jobs": JOB}), "return-json-rows"),
        (text({"jobs": [[1]]}), "return-json-rows"),
        (text({"jobs": [{**JOB, "parts": {"n": 1}}]}), "return-json-rows"),
        (text({"jobs": [{**JOB, "Job": "J2"}]}), "return-column-doubled"),
        (text({"jobs": [{**JOB, "parts": "three"}]}), "return-not-a-number"),
        (text({"jobs": [{**JOB, "parts": 10**30}]}), "return-number-too-large"),
        (text({"jobs": [{**JOB, "done_on": 20230614}]}), "return-not-a-date"),
        (text({"jobs": [{**JOB, "job": None}]}), "return-key-blank"),
        (text({"jobs": [JOB, JOB]}), "return-key-doubled"),
        (text({}), "return-sheet-missing-all"),
        (
            b'{"return": "jobs", "covers": "2023-06", "rows": {"jobs": [{"job": ' + b"9" * 5_000 + b', "priority": "urgent"}]}}',
            "return-text-too-long",
        ),
    ],
)
def test_what_stops_json(data: bytes, code: str) -> None:
    assert code in stops(data, "return.json")


NAMES = st.sampled_from(["rows", "jobs", "job", "return", "covers", "figures", "kpi", "x/~"])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["rows", "return", "covers", "figures", "contract", "nothing_to_report"]), TREES))
def test_any_tree_gives_values_never_an_error(tree: Any) -> None:
    for problem in receive(json.dumps(tree).encode(), "x.json").problems:
        assert str(problem)
