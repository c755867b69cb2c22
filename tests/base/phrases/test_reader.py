from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tenor.base.phrases.reader as reader
from tenor.base.phrases import (
    PhraseError,
    parse_bound,
    parse_condition,
    parse_deadline,
    parse_every,
    parse_level,
    parse_span_in,
    parse_window,
)
from tenor.base.phrases.reader import Refusal, Words, same_word, take_date, take_unit, tidy
from tenor.base.wording import say, sentence_of

GRAMMARS = [parse_bound, parse_condition, parse_deadline, parse_every, parse_level, parse_span_in, parse_window]
PHRASES = Path(reader.__file__).parent
# every word of the grammars, some that are none, and marks
SOURCE = "".join(module.read_text(encoding="utf-8") for module in PHRASES.glob("*.py"))
MARKS = "3 0 2.5 90% £5 1,500 5th 2026-10-31 2026-02-30 12:00 GBP sent_on desk % - 5-6 60%-89% < >=90%".split()
VOCABULARY = sorted({word for text in re.findall(r'"([a-z -]+)"', SOURCE) for word in text.split()} | set(MARKS))


@pytest.mark.parametrize("grammar", GRAMMARS)
@settings(max_examples=300)
@given(words=st.lists(st.sampled_from(VOCABULARY), max_size=8))
def test_any_words_are_answered(grammar: object, words: list[str]) -> None:
    found = grammar(" ".join(words))  # type: ignore[operator]
    if isinstance(found, PhraseError):
        assert say(found.said)
        assert found.problem().code == found.code


@pytest.mark.parametrize("grammar", GRAMMARS)
@given(text=st.text(max_size=40))
def test_any_text_is_answered(grammar: object, text: str) -> None:
    found = grammar(text)  # type: ignore[operator]
    assert not isinstance(found, PhraseError) or say(found.said)


@pytest.mark.parametrize("grammar", GRAMMARS)
@pytest.mark.parametrize("word", ["not", "every", "by", "within", "a", "x" * 300])
def test_a_phrase_without_end_is_refused(grammar: object, word: str) -> None:
    for text in (f"{word} " * 39, f"{word} " * 5000):
        found = grammar(text)  # type: ignore[operator]
        assert not isinstance(found, PhraseError) or len(say(found.said)) < 1500
    assert isinstance(found, PhraseError)


def test_every_hint_has_its_sentence() -> None:
    hints = set(re.findall(r'"(hint-[a-z-]+[a-z])"', SOURCE))
    assert len(hints) > 50
    for hint in hints:
        assert sentence_of(hint)


@pytest.mark.parametrize(
    ("text", "unit", "left"),
    [
        ("working days after x", ("day", "working day"), "after x"),
        ("Days", ("day", "day"), ""),
        ("desk hours", ("hour", "desk"), ""),
        ("hour", ("hour", None), ""),
        ("weekdays after x", ("day", "weekday"), "after x"),
        ("months after x", ("month", None), "after x"),
        ("working months", None, "working months"),
        ("a b c d days", None, "a b c d days"),
        ("", None, ""),
    ],
)
def test_units(text: str, unit: tuple[str, str | None] | None, left: str) -> None:
    words = Words(text, "phrase-time")
    assert take_unit(words) == unit
    assert words.rest() == left


def test_words_ignore_capitals_and_a_plural_s() -> None:
    words = Words("Two  Consecutive MONTHS", "phrase-window")
    assert words.sees("two consecutive month")
    assert words.take("three", "two consecutive") == "two consecutive"
    assert words.rest() == "MONTHS"
    assert same_word("month", "months")
    assert same_word("months", "month")
    assert not same_word("month", "monthss")
    assert tidy("  Formal   Warning ") == "formal warning"


def test_numbers_and_dates() -> None:
    assert Words("0 months", "phrase-window").take_whole() is None
    assert Words("12 months", "phrase-window").take_whole() == 12
    assert take_date(Words("soon", "phrase-deadline")) is None
    with pytest.raises(Refusal):
        take_date(Words("2026-13-01", "phrase-deadline"))
