"""Values by the type of their field, and the spelling of names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.returns.model import row_id
from tenor.returns.spelling import Spellings, heading, headings, plain_words, tidy
from tenor.returns.taken import Refused, Took
from tenor.returns.values import reader_of, unit_spellings
from tenor.terms.model import Field, Unit

UNITS = unit_spellings((Unit(id="A", name="Ash House"), Unit(id="B", name="Same"), Unit(id="C", name="Same"), Unit(id="7"), Unit(id="é")))


def read(kind: Any, raw: Any, *choices: str, in_key: bool = False) -> Took | Refused:
    return reader_of(Field(name="x", kind=kind, choices=choices), UNITS, in_key)(raw, False)


@pytest.mark.parametrize(
    ("raw", "unit"),
    [
        ("A", "A"), ("a", "A"), (" A ", "A"), ("ash  house", "A"), ("A\u200b", "A"), ("\u202eA\u202c", "A"), ("\uff21", "A"),
        (7.0, "7"), (7, "7"),
        ("e\u0301", "é"), ("B", "B"), ("Same", "Same"), ("Z 9", "Z 9"), ("\u0410", "\u0410"),
    ],
)  # fmt: skip
def test_units_by_id_or_name(raw: Any, unit: str) -> None:
    assert read("unit", raw) == Took(unit), "unknown, and a name that two units share, are kept as written"


def test_yes_and_no() -> None:
    assert [read("yes/no", raw) for raw in ("Yes", "y", True)] == [Took("yes")] * 3
    assert [read("yes/no", raw) for raw in ("NO", "false", False)] == [Took("no")] * 3
    assert isinstance(read("yes/no", 1), Refused)
    assert isinstance(read("yes/no", "perhaps"), Refused)


def test_choices() -> None:
    assert read("choice", "URGENT", "urgent", "not urgent") == Took("urgent")
    near = read("choice", "urgnt", "urgent", "routine")
    assert isinstance(near, Refused)
    assert near.values["meant"] == "urgent"
    assert isinstance(read("choice", 5, "urgent"), Refused)


@pytest.mark.parametrize(
    "text",
    [
        "standard; omission",
        "omission, standard",
        "Omission\nstandard",
        "omission | standard; omission",
        "standard/omission",
        "omission & standard",
    ],
)
def test_several(text: str) -> None:
    assert read("several", text, "omission", "inaccuracy", "standard") == Took("omission; standard")


def test_several_with_commas_of_their_own() -> None:
    assert read("several", "late, wrong, or false", "wrong, or false", "late") == Took("wrong, or false; late")
    wrong = read("several", "late, lost", "late", "false")
    assert isinstance(wrong, Refused)
    assert wrong.values["text"] == "lost"
    assert isinstance(read("several", ";;", "late"), Refused)


def test_texts() -> None:
    assert read("text", "=cmd|' /C calc'!A0") == Took("=cmd|' /C calc'!A0"), "a text is kept as it is and never run"
    assert read("text", "a\r\nb\x00\x07 ") == Took("a\nb")
    assert read("text", 3.0) == Took("3")
    assert isinstance(read("text", "x" * 40_000), Refused)
    assert isinstance(read("text", "x" * 300, in_key=True), Refused)
    made = read("text", date(2023, 2, 1), in_key=True)
    assert isinstance(made, Refused), "1/2, which the spreadsheet made a date"
    assert made.code == "return-date-in-name"
    assert read("text", " J 1\u200b", in_key=True) == Took("J 1")


def test_row_ids_never_meet() -> None:
    assert row_id(("unit", "day"), {"unit": "A", "day": "2023-06-05"}) == "A/2023-06-05"
    assert row_id(("a", "b"), {"a": "x/y", "b": "z"}) != row_id(("a", "b"), {"a": "x", "b": "y/z"})


@given(st.lists(st.text(max_size=4), min_size=2, max_size=2), st.lists(st.text(max_size=4), min_size=2, max_size=2))
def test_different_keys_have_different_ids(one: list[str], other: list[str]) -> None:
    ids = [row_id(("a", "b"), dict(zip("ab", key, strict=True))) for key in (one, other)]
    assert (ids[0] == ids[1]) == (one == other)


def test_headings() -> None:
    assert heading("Sent to council on *") == heading("sent_to_council_on") == heading(" SENT  to-council on:")
    assert heading("day") in headings("Day (dd/mm/yyyy)")
    assert plain_words("sent_to_council_on") == "Sent to council on"


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert Spellings([("a", ())]).find(text) in (None, "a")
