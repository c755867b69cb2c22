from __future__ import annotations

from datetime import date

import pytest

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.condition import (
    Condition,
    Is,
    Limit,
    Missing,
    Not,
    OnOrAfter,
    OnOrBefore,
    Present,
    SameDayAs,
    WithinAfter,
    YesNo,
    parse_condition,
)
from tenor.base.phrases.reader import PhraseError, Span
from tenor.base.wording import say

FIVE = Span(n=Number(5), unit="day", kind="working day")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("within 5 working days after held_on", WithinAfter(span=FIVE, field="held_on")),
        ("within 5 working days after held_on less waited", WithinAfter(span=FIVE, field="held_on", less="waited")),
        (
            "within 8 desk hours after opened_at less waited",
            WithinAfter(span=Span(n=Number(8), unit="hour", kind="desk"), field="opened_at", less="waited"),
        ),
        ("within 2.5 hours after opened_at", WithinAfter(span=Span(n=Number(25, 1), unit="hour"), field="opened_at")),
        (
            "within 30 night shift minutes after opened_at",
            WithinAfter(span=Span(n=Number(30), unit="minute", kind="night shift"), field="opened_at"),
        ),
        ("within 1 month after period end", WithinAfter(span=Span(n=Number(1), unit="month"), field="period end")),
        ("same day as held_on", SameDayAs(field="held_on")),
        ("same working day as held_on", SameDayAs(field="held_on", kind="working day")),
        ("on or before due_on", OnOrBefore(than="due_on")),
        ("on or after 2026-10-31", OnOrAfter(than=date(2026, 10, 31))),
        ("on or before period end", OnOrBefore(than="period end")),
        ("Present", Present()),
        ("missing", Missing()),
        ("yes", YesNo(yes=True)),
        ("above 10", Limit(bound=Bound(lower=Number(10), lower_in=False))),
        ("not weather", Not(condition=Is(value="weather"))),
        ("not present", Not(condition=Present())),
        ("omission", Is(value="omission")),
        ("Not recorded", Not(condition=Is(value="recorded"))),
    ],
)
def test_conditions(text: str, condition: Condition) -> None:
    assert parse_condition(text) == condition


def test_a_field_of_words_takes_any_words() -> None:
    assert parse_condition("3 or more", "choice") == Is(value="3 or more")
    assert parse_condition("within reach", "text") == Is(value="within reach")
    assert parse_condition("not 3", "choice") == Not(condition=Is(value="3"))
    assert parse_condition("present", "choice") == Present()


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("within 5 days of held_on", "phrase-time", 'write "within 5 days after held_on", or working days if the contract means those.'),
        ("within 5 weeks of held_on", "phrase-time", 'write "within 5 weeks after held_on".'),
        ("< 5 days", "phrase-time", 'write "within 5 days after" and a field.'),
        ("5 working days", "phrase-time", 'write "within 5 working days after" and a field.'),
        ("within 4 hours", "phrase-time", 'after what? Write "within 4 hours after" and a field.'),
        ("within five days after held_on", "phrase-time", 'write the number 5 in figures: "within 5 days after held_on".'),
        (
            "within 5 working days after 3 May",
            "phrase-time",
            'a field is needed, not "3 May": write the field that holds the day.',
        ),
        (
            "within 5 days after 2026-05-03",
            "phrase-time",
            'a field is needed, not "2026-05-03": write the field that holds the day.',
        ),
        ("before due_on", "phrase-time", 'is that day itself in? Write "on or before due_on" if it is.'),
        ("after due_on", "phrase-time", 'is that day itself in? Write "on or after due_on" if it is.'),
        ("10", "phrase-bound", 'at least, at most or exactly 10? Write "at least 10", "at most 10" or "exactly 10".'),
        (
            "not within 5 days of held_on",
            "phrase-time",
            'write "within 5 days after held_on", or working days if the contract means those.',
        ),
        ("within 4 hours of opened_at", "phrase-time", 'write "within 4 hours after opened_at".'),
        ("within 99999 hours after opened_at", "phrase-time", "99999 is more than any contract counts: check the number."),
        (
            "within 8 desk hours after opened_at less 2",
            "phrase-time",
            'a field is needed, not "2": write the field that holds the day.',
        ),
        ("within 2.5 days after held_on", "phrase-time", "days, weeks, months and years are counted whole."),
        ("on or before due_on please", "phrase-time", '"please" is not understood: the phrase is complete before it.'),
    ],
)
def test_other_spellings_are_refused_with_the_right_one(text: str, code: str, sentence: str) -> None:
    found = parse_condition(text)
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == (code, sentence)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "field_type"), [("", None), ("soon", "date"), ("yes", "number"), ("within", None), ("same", None), ("same day", None)]
)
def test_what_is_no_condition(text: str, field_type: str | None) -> None:
    assert isinstance(parse_condition(text, field_type), PhraseError | YesNo)
