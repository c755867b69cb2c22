from __future__ import annotations

import pytest

from tenor.base.phrases.reader import PhraseError
from tenor.base.phrases.window import (
    AnyIn,
    AnyStretch,
    AroundEvent,
    Consecutive,
    InLast,
    SamePeriod,
    Stretch,
    TheContract,
    Times,
    Window,
    parse_span_in,
    parse_window,
)
from tenor.base.wording import say


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2 consecutive months", Consecutive(n=2, period="month")),
        ("3 Consecutive Contract Years", Consecutive(n=3, period="contract year")),
        ("any 3 in 6 months", AnyIn(k=3, stretch=AnyStretch(n=6, period="month"))),
        ("any 3 in 9 periods", AnyIn(k=3, stretch=AnyStretch(n=9, period="period"))),
        ("any 2 in the same contract year", AnyIn(k=2, stretch=SamePeriod(period="contract year"))),
        ("3 in the last 6 months", InLast(k=3, n=6, period="month")),
        ("16 times in any 12 months", Times(k=16, stretch=AnyStretch(n=12, period="month"))),
        ("2 times in the contract", Times(k=2, stretch=TheContract())),
        ("5 times in the same month", Times(k=5, stretch=SamePeriod(period="month"))),
        (
            "any 1 in the 3 months after formal warning",
            AnyIn(k=1, stretch=AroundEvent(n=3, period="month", way="after", event="formal warning")),
        ),
        (
            "once in the 6 months from final warning",
            Times(k=1, stretch=AroundEvent(n=6, period="month", way="from", event="final warning")),
        ),
        ("once in the 6 months before award", Times(k=1, stretch=AroundEvent(n=6, period="month", way="before", event="award"))),
    ],
)
def test_windows(text: str, window: Window) -> None:
    assert parse_window(text) == window


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3 months", 'in a row, or any? Write "3 consecutive months", or "any 3 in" and a longer stretch.'),
        ("3 months in a row", 'write "3 consecutive months".'),
        ("3 in 6", '6 what? Write "any 3 in 6 months", or another kind of period.'),
        ("3 in 6 months", 'any 6 months, or only the last 6? Write "any 3 in 6 months" or "3 in the last 6 months".'),
        ("twice in any 12 months", 'write "2 times in any 12 months".'),
        ("1 times in any 12 months", 'write "once in any 12 months".'),
        (
            "3 times in 12 months",
            'any 12 months, or the same contract year? Write "3 times in any 12 months" or "3 times in the same contract year".',
        ),
        ("two consecutive months", 'write the number 2 in figures: "2 consecutive months".'),
        (
            "any 3 in the 6 months",
            'the 6 months after what? Write "any 3 in 6 months", or "any 3 in the 6 months after" and the event.',
        ),
        ("3 consecutive", '3 consecutive what? Write "3 consecutive months", or another kind of period.'),
        ("any 7 in 6 months", "7 of only 6 months cannot be."),
        ("any 5 in the 3 months after warning", "5 of only 3 months cannot be."),
        ("7 in the last 6 months", "7 of only 6 months cannot be."),
        ("once in the 6 months after", 'after, from or before what? Write "the 6 months after" and the event.'),
        ("2 consecutive months please", '"please" is not understood: the phrase is complete before it.'),
    ],
)
def test_other_spellings_are_refused_with_the_right_one(text: str, sentence: str) -> None:
    found = parse_window(text)
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == ("phrase-window", sentence)


@pytest.mark.parametrize(
    "text", ["", "twice", "once", "5 times", "any", "any 3", "0 consecutive months", "2 consecutive moons", "often", "3 in the last"]
)
def test_what_is_no_window(text: str) -> None:
    found = parse_window(text)
    assert isinstance(found, PhraseError)
    assert say(found.said)


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("any 6 months", AnyStretch(n=6, period="month")),
        ("the same month", SamePeriod(period="month")),
        ("the contract", TheContract()),
        ("the 3 months after formal warning", AroundEvent(n=3, period="month", way="after", event="formal warning")),
    ],
)
def test_the_key_in(text: str, stretch: Stretch) -> None:
    assert parse_span_in(text) == stretch


@pytest.mark.parametrize("text", ["6 months", "any 6", "the 3 months", "the same", "any 6 months or so", "six months", ""])
def test_what_is_no_stretch(text: str) -> None:
    assert isinstance(parse_span_in(text), PhraseError)
