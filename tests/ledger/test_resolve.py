"""The answers to a return's questions, and the rows as they then stand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.given import rows
from tests.ledger.test_compare import A, B, held_against, known, visit

from tenor.ledger.model import Body
from tenor.ledger.resolve import Resolved, resolve
from tenor.returns.model import GivenFigure

ASKED = f"visits/{A}/sent_on"


def stands(answer: Any, story: Any = None, *given_rows: Any, **more: Any) -> Resolved:
    found = resolve(
        held_against(story or known(visit(sent_on="2023-06-09")), *(given_rows or (visit(sent_on="2023-06-10"),)), **more), answer
    )
    assert isinstance(found, Resolved), [str(problem) for problem in found]
    return found


def test_an_open_question_keeps_the_return_from_being_recorded() -> None:
    found = resolve(held_against(known(visit(sent_on="2023-06-09")), visit(sent_on="2023-06-10")))
    assert isinstance(found, tuple)
    (question,) = map(str, found)
    assert question.startswith("sheet Sheet:C7 question-value: visits A/2023-06-05: sent_on was 2023-06-09 and the return says 2023-06-10")
    assert question.endswith(": accept it, or keep what was")


@pytest.mark.parametrize("answer", ["accept", {ASKED: "accept"}])
def test_accepted(answer: Any) -> None:
    (row,) = stands(answer).rows["rows"]["visits"]
    assert row == {
        "id": A,
        "values": {"unit": "A", "visited_on": "2023-06-05", "sent_on": "2023-06-10"},
        "cells": {"unit": "Sheet!A7", "visited_on": "Sheet!B7", "sent_on": "Sheet!C7"},
    }


def test_kept_with_the_cell_it_came_from() -> None:
    story = known(visit(sent_on="2023-06-09"))
    (row,) = stands("keep", story).rows["rows"]["visits"]
    first = story.chain.entries[0].id
    assert row["values"]["sent_on"] == "2023-06-09"
    assert row["cells"]["sent_on"] == f"{first}#Sheet!C7"
    # and once more: the cell still names the entry it was first read in
    story.returned(
        "2023-07-03", body=Body(kind="rows", salt="", content={"rows": {"visits": [row | {"values": row["values"] | {"seen": "1"}}]}})
    )
    (again,) = stands("keep", story, visit(sent_on="2023-06-11", seen="1"), on="2023-07-04").rows["rows"]["visits"]
    assert again["cells"]["sent_on"] == f"{first}#Sheet!C7"


def test_a_blank_that_is_accepted_is_blank() -> None:
    (row,) = stands("accept", None, visit()).rows["rows"]["visits"]
    assert "sent_on" not in row["values"]
    assert "sent_on" not in row["cells"]
    (row,) = stands("keep", None, visit()).rows["rows"]["visits"]
    assert row["values"]["sent_on"] == "2023-06-09"


def test_all_rows_of_the_return_stand_in_the_body() -> None:
    story = known(visit(sent_on="2023-06-09"), visit("B", "2023-06-07"))
    found = stands({}, story, visit(sent_on="2023-06-09"), visit("B", "2023-06-07", seen="3"), visit("A", "2023-06-20"))
    assert [row["id"] for row in found.rows["rows"]["visits"]] == [A, B, "A/2023-06-20"]
    assert found.words == {}
    assert set(found.rows) == {"rows"}


def test_a_corrected_key() -> None:
    story = known(visit(sent_on="2023-06-09"))
    new = visit(on="2023-06-06", sent_on="2023-06-09")
    (row,) = stands("accept", story, new).rows["rows"]["visits"]
    assert (row["id"], row["corrects"]) == ("A/2023-06-06", A)
    (row,) = stands("keep", story, new).rows["rows"]["visits"]
    assert "corrects" not in row


def test_absent_rows_go_only_when_that_is_accepted() -> None:
    story = known(visit(), visit("B", "2023-06-07"))
    assert stands("accept", story, visit(), replaces=True).rows["withdrawn"] == {"visits": [B]}
    assert "withdrawn" not in stands("keep", story, visit(), replaces=True).rows


def test_words_go_into_a_body_of_their_own() -> None:
    story = known(visit(note="all well"))
    found = stands("keep", story, visit(note="not well"))
    assert found.words == {"rows": {"visits": {A: {"note": "all well"}}}}
    assert "note" not in found.rows["rows"]["visits"][0]["values"]
    assert stands("accept", story, visit(note="not well")).words == {"rows": {"visits": {A: {"note": "not well"}}}}
    assert stands("keep", story, visit()).words == {"rows": {"visits": {A: {"note": "all well"}}}}


def test_stated_figures() -> None:
    figure = GivenFigure(kpi="calls", period="2023-06", numerator=5, denominator=6, cell="Figures!B2")
    found = resolve(held_against(known(visit()), visit()), figures=[figure])
    assert isinstance(found, Resolved)
    assert found.rows["figures"] == [{"kpi": "calls", "period": "2023-06", "numerator": 5, "denominator": 6, "cell": "Figures!B2"}]


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({}, ["question-value"]),
        ({f"visits/{A}/sent_onn": "keep"}, ["answer-unknown", "question-value"]),
        ({ASKED: "yes"}, ["answer-wrong"]),
    ],
)
def test_wrong_answers(answers: Any, codes: list[str]) -> None:
    found = resolve(held_against(known(visit(sent_on="2023-06-09")), visit(sent_on="2023-06-10")), answers)
    assert isinstance(found, tuple)
    assert [problem.code for problem in found] == codes
    assert all(str(problem) for problem in found)


@pytest.mark.parametrize("answer", ["accept", "keep"])
def test_what_is_recorded_raises_no_question_when_it_is_sent_again(answer: Any) -> None:
    story = known(visit(sent_on="2023-06-09"), visit("B", "2023-06-07"))
    sent = (visit(sent_on="2023-06-10"), visit("A", "2023-06-20", sent_on="2023-06-21"))
    found = stands(answer, story, *sent, replaces=True)
    story.returned("2023-07-03", body=Body(kind="rows", salt="", content=found.rows))
    again = held_against(story, *sent, on="2023-07-04", replaces=True)
    assert bool(again.questions) == (answer == "keep")
    assert rows().kind == "rows"
