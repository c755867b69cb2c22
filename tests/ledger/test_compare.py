"""What a return brings beside what is known; and the questions it raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.given import Story, day, rows, terms, words

from tenor.ledger.compare import Compared, compare
from tenor.ledger.events.returns import ReliefAgreed
from tenor.ledger.model import Body
from tenor.ledger.rows_known import texts_beside
from tenor.returns.model import GivenRow, row_id

KEYS = {"visits": ("unit", "visited_on"), "sent_back": ("unit", "visited_on", "returned_on")}
A, B = "A/2023-06-05", "B/2023-06-07"


def given(dataset: str = "visits", **values: str) -> GivenRow:
    """A row as read, its cells in column order of row 7; `note` is a text that nothing counts."""
    apart = {name: value for name, value in values.items() if name == "note"}
    counted = {name: value for name, value in values.items() if name != "note"}
    cells = {name: f"Sheet!{letter}7" for letter, name in zip("ABCDE", values, strict=False)}
    return GivenRow(dataset=dataset, id=row_id(KEYS[dataset], values), values=counted, words=apart, cells=cells)


def visit(unit: str = "A", on: str = "2023-06-05", **more: str) -> GivenRow:
    return given(unit=unit, visited_on=on, **more)


def known(*given_rows: GivenRow, on: str = "2023-06-30", covers: str = "2023-06") -> Story:
    """A ledger in which these rows were returned."""
    story = Story()
    returned(story, *given_rows, on=on, covers=covers)
    return story


def returned(story: Story, *given_rows: GivenRow, on: str, covers: str = "2023-06") -> None:
    body: dict[str, list[dict[str, Any]]] = {}
    apart: dict[str, dict[str, Any]] = {}
    for row in given_rows:
        body.setdefault(row.dataset, []).append({"id": row.id, "values": dict(row.values), "cells": dict(row.cells)})
        if row.words:
            apart.setdefault(row.dataset, {})[row.id] = dict(row.words)
    content = rows()
    content = type(content)(kind="rows", salt="", content={"rows": body})
    story.returned(on, covers, body=content, words=words(rows=apart) if apart else None)


def held_against(story: Story, *given_rows: GivenRow, on: str = "2023-07-03", covers: str = "2023-06", **more: Any) -> Compared:
    return compare(given_rows, story.facts(), terms(), covers=covers, day=day(on), **more)


def short(found: Compared) -> dict[str, list[str]]:
    names = {name: [met.given.id for met in getattr(found, name)] for name in ("new", "completed", "same")}
    return {name: ids for name, ids in (names | {"questions": [one.id for one in found.questions]}).items() if ids}


def test_new_rows_are_added() -> None:
    assert short(held_against(known(visit()), visit("B", "2023-06-07"))) == {"new": [B]}


def test_blanks_are_completed() -> None:
    found = held_against(known(visit()), visit(sent_on="2023-06-09"))
    assert short(found) == {"completed": [A]}
    assert found.completed[0].completed == ("sent_on",)


def test_the_same_is_the_same() -> None:
    assert short(held_against(known(visit(sent_on="2023-06-09")), visit(sent_on="2023-06-09"))) == {"same": [A]}


def test_every_other_difference_is_asked() -> None:
    story = known(visit(sent_on="2023-06-09", seen="4"))
    found = held_against(story, visit(sent_on="2023-06-10"))
    assert [(one.field, one.was, one.now, one.cell) for one in found.questions] == [
        ("sent_on", "2023-06-09", "2023-06-10", "Sheet!C7"),
        ("seen", "4", "", ""),
    ]
    assert short(found) == {"questions": [f"visits/{A}/sent_on", f"visits/{A}/seen"]}


def test_a_row_may_be_completed_and_asked_about() -> None:
    found = held_against(known(visit(sent_on="2023-06-09")), visit(sent_on="2023-06-10", seen="4"))
    assert short(found) == {"completed": [A], "questions": [f"visits/{A}/sent_on"]}


def test_words_are_compared_as_well() -> None:
    story = known(visit(note="all well"))
    assert short(held_against(story, visit(note="all well"))) == {"same": [A]}
    (question,) = held_against(story, visit(note="not well")).questions
    assert (question.field, question.was, question.now) == ("note", "all well", "not well")


def test_what_is_known_is_what_holds_on_that_day() -> None:
    story = known(visit(sent_on="2023-06-09"))
    assert short(held_against(story, visit(sent_on="2023-06-10"), on="2023-06-29")) == {"new": [A]}


def test_absent_rows_are_mentioned_only_when_the_period_is_replaced() -> None:
    story = known(visit(), visit("B", "2023-06-07"), visit("A", "2023-05-31"))
    assert short(held_against(story, visit())) == {"same": [A]}
    found = held_against(story, visit(), replaces=True)
    assert short(found) == {"same": [A], "questions": [f"visits/{B}"]}  # the visit of May is another period's
    assert found.questions[0].kind == "absent"


def test_replacing_looks_only_at_the_datasets_it_gives() -> None:
    story = known(visit(), given("sent_back", unit="A", visited_on="2023-06-05", returned_on="2023-06-20", reason="omission"))
    assert short(held_against(story, visit(), replaces=True)) == {"same": [A]}
    asked = held_against(story, visit(), replaces=True, datasets=("visits", "sent_back")).questions
    assert [one.row for one in asked] == ["A/2023-06-05/2023-06-20"]


def test_a_row_under_relief_is_not_missed() -> None:
    story = known(visit(), visit("B", "2023-06-07"))
    story.say("2023-07-01", ReliefAgreed(dataset="visits", row=B, reason="storm"))
    assert short(held_against(story, visit(), replaces=True)) == {"same": [A]}


def test_a_corrected_key_is_one_question() -> None:
    story = known(visit(sent_on="2023-06-09"), visit("B", "2023-06-07", sent_on="2023-06-12"))
    found = held_against(story, visit(on="2023-06-06", sent_on="2023-06-09"), visit("B", "2023-06-07", sent_on="2023-06-12"))
    assert short(found) == {"same": [B], "questions": [f"visits/{A}/visited_on"]}
    (one,) = found.questions
    assert (one.kind, one.row, one.new_row, one.was, one.now, one.cell) == (
        "key",
        A,
        "A/2023-06-06",
        "2023-06-05",
        "2023-06-06",
        "Sheet!B7",
    )
    assert short(held_against(story, visit(on="2023-06-06", sent_on="2023-06-09"), replaces=True))["questions"] == [
        f"visits/{A}/visited_on",
        f"visits/{B}",
    ]


def test_no_key_is_guessed() -> None:
    story = known(visit(sent_on="2023-06-09"), visit("A", "2023-06-06", sent_on="2023-06-09"))
    assert short(held_against(story, visit(on="2023-06-07", sent_on="2023-06-09"))) == {"new": ["A/2023-06-07"]}  # of two
    assert short(held_against(known(visit()), visit(on="2023-06-07"))) == {"new": ["A/2023-06-07"]}  # with only a key to go by
    other = known(visit(sent_on="2023-06-09"))
    assert short(held_against(other, visit(on="2023-06-07", sent_on="2023-06-12"))) == {"new": ["A/2023-06-07"]}  # another value too
    assert short(held_against(other, visit("B", "2023-06-07", sent_on="2023-06-09"))) == {"new": [B]}  # two fields of the key
    may = known(visit(on="2023-05-31", sent_on="2023-06-09"), covers="2023-05")
    assert short(held_against(may, visit(on="2023-06-07", sent_on="2023-06-09"))) == {"new": ["A/2023-06-07"]}  # another period's


ODD: list[Any] = ["late", [], {"visits": "late"}, {"visits": {A: "late"}}, {"visits": {A: {"note": 3}}}, {"visits": {A: None}}]


@pytest.mark.parametrize("texts", ODD, ids=str)
def test_words_of_an_older_ledger_that_are_no_texts_of_rows_say_nothing(texts: Any) -> None:
    """Such words are no longer recorded. Where they stand already, the row beside them is compared as if it had none."""
    story = known(visit())
    entries = story.chain.entries
    entries[-1] = replace(entries[-1], words=Body(kind="words", salt="", content={"rows": texts}))
    assert short(held_against(story, visit())) == {"same": [A]}
    assert short(held_against(story, visit(note="by train"))) == {"completed": [A]}
    assert texts_beside(entries[-1]).get(("visits", A), {}) == {}


def test_a_date_of_an_older_ledger_that_is_none_leaves_the_row_to_its_return() -> None:
    story = known(visit(on="some day in June"))
    found = held_against(story, visit("B", "2023-06-07"), replaces=True)
    assert [(one.kind, one.row) for one in found.questions] == [("absent", "A/some day in June")]
