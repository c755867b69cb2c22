"""Rows that a person enters by hand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.returns.given import terms

from tenor.returns.entered import read_entered


def entered(*rows: dict[str, Any], dataset: str = "visits") -> Any:
    return read_entered({"rows": {dataset: list(rows)}}, terms())


def test_values_are_read_as_those_of_a_return() -> None:
    found = entered({"id": "A/2023-06-05", "values": {"unit": "a", "visited_on": "5 June 2023"}, "corrects": "A/2023-06-04"})
    row = {"id": "A/2023-06-05", "values": {"unit": "A", "visited_on": "2023-06-05"}, "corrects": "A/2023-06-04"}
    assert (found.rows, found.words, found.problems) == ({"rows": {"visits": [row]}}, {}, ())


def test_texts_that_nothing_counts_lie_beside() -> None:
    found = entered({"values": {"unit": "A", "visited_on": "2023-06-05", "note": "asked for Jo Example"}})
    assert found.words == {"rows": {"visits": {"A/2023-06-05": {"note": "asked for Jo Example"}}}}
    assert "Example" not in str(found.rows)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"unit": "A", "visited_on": "2023-99-99"},
            "/rows/visits/0/visited_on return-no-such-day: Visited on: there is no day “2023-99-99”",
        ),
        ({"unit": "A", "visited_on": "yesterday"}, "“yesterday” is not a date"),
        ({"unit": "A", "visited": "2023-06-05", "visited_on": "2023-06-05"}, "there is no field called visited: did you mean visited_on?"),
        ({"unit": "A"}, "Visited on is blank"),
        ({}, "A line here says nothing of one visit"),
        ({"unit": "A", "visited_on": {"on": "2023-06-05"}}, "is not a date"),
    ],
)
def test_what_no_return_could_hold_is_refused_with_its_place(values: dict[str, Any], expected: str) -> None:
    assert expected in " ".join(str(each) for each in entered({"values": values}).problems)


def test_an_id_is_made_of_the_key() -> None:
    (wrong,) = entered({"id": "B/2023-06-05", "values": {"unit": "A", "visited_on": "2023-06-05"}}).problems
    assert "by its key it is A/2023-06-05" in str(wrong)
    (wrong,) = entered({"values": {}}, dataset="visit").problems
    assert "there is no dataset called visit: did you mean visits?" in str(wrong)


@pytest.mark.parametrize("content", [7, {"rows": 7}, {"rows": {"visits": [7]}}, {"rows": {"visits": [{"values": 7}]}}, {"figures": []}])
def test_other_shapes_are_left_to_the_ledger(content: Any) -> None:
    found = read_entered(content, terms())
    assert (found.rows, found.words, found.problems) == (content, {}, ())
