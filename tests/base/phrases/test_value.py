from __future__ import annotations

import pytest

from tenor.base.phrases.reader import PhraseError
from tenor.base.phrases.value import ElapsedPhrase, FieldPhrase, parse_value
from tenor.base.wording import say


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("minutes_open", FieldPhrase(field="minutes_open")),
        ("days from due_on to done_on", ElapsedPhrase(unit="day", kind="day", from_="due_on", to="done_on")),
        ("Working days from due_on to done_on", ElapsedPhrase(unit="day", kind="working day", from_="due_on", to="done_on")),
        (
            "desk hours from opened_at to fixed_at less waited",
            ElapsedPhrase(unit="hour", kind="desk", from_="opened_at", to="fixed_at", less="waited"),
        ),
        ("minutes from opened_at to period end", ElapsedPhrase(unit="minute", from_="opened_at", to="period end")),
        ("months from asked_on to done_on", ElapsedPhrase(unit="month", from_="asked_on", to="done_on")),
    ],
)
def test_values(text: str, value: FieldPhrase | ElapsedPhrase) -> None:
    assert parse_value(text) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "write a field, or a length of time between two: "),
        ("years from a to b", "write a field, or a length of time between two: "),
        ("hours between a and b", 'from which field to which? Write "hours from" a field "to" a field.'),
        ("hours from a until b", 'write "hours from a to b".'),
        ("hours from a", 'from which field to which? Write "hours from" a field "to" a field.'),
        ("hours from a to b less", "a field of the row is needed here"),
        ("hours from a to b plus c", '"plus c" is not understood: the value is complete before it.'),
        ("hours from 2026-06-05 to b", 'a field is needed, not "2026-06-05 to b"'),
    ],
)
def test_other_spellings_are_refused_with_the_right_one(text: str, sentence: str) -> None:
    found = parse_value(text)
    assert isinstance(found, PhraseError)
    assert found.code == "phrase-time"
    assert sentence in say(found.hint)
