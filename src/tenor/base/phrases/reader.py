"""Reading a phrase word by word, and refusing one with the sentence that helps.

Capitals and a plural s make no difference. Each grammar raises `Refusal` inside and gives a `PhraseError` to its caller.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from tenor.base.figure import Number, parse_number
from tenor.base.problem import Place, Problem
from tenor.base.wording import Said, Value

TIME_UNITS = ("minute", "hour", "day", "week", "month", "quarter", "year")
CLOCK_UNITS = ("minute", "hour")
PERIOD_KINDS = ("day", "week", "month", "quarter", "half-year", "year", "contract year", "period")
_MOST_WORDS, _MOST_CHARACTERS = 40, 400
# of years this stays inside the calendar, which runs from 1 to 9999; of days it is more than four years
_MOST = 1_500
_KINDS_IN_ONE_WORD = ("weekday", "workday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
NUMBER_WORDS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseError:
    """Why a phrase is refused: a code ("phrase-bound", "not-yet" …), the phrase as written and a sentence that offers the right one."""

    code: str
    text: str
    hint: Said

    @property
    def said(self) -> Said:
        return Said(self.code, self._values)

    def problem(self, where: Place | None = None, clause: tuple[str, ...] = ()) -> Problem:
        """As a Problem with its place. What Tenor cannot do yet is said and stops nothing."""
        weight = "said" if self.code == "not-yet" else "stops"
        return Problem(code=self.code, values=self._values, where=where, clause=clause, weight=weight)  # type: ignore[arg-type]

    @property
    def _values(self) -> Mapping[str, Value]:
        return {"text": self.text, "hint": self.hint}


class Refusal(Exception):
    """Carries a PhraseError out of a grammar; never leaves this package."""

    def __init__(self, error: PhraseError) -> None:
        super().__init__(error.text)
        self.error = error


@dataclass(slots=True)
class Words:
    """The words of a phrase, read from left to right. `code` is the problem code of its grammar."""

    text: str
    code: str
    words: list[str] = field(init=False)
    printed: list[str] = field(init=False)
    at: int = 0

    def __post_init__(self) -> None:
        self.text = " ".join(self.text.split())
        self.printed = self.text.split()
        self.words = self.text.lower().split()
        # grammars call one another ("not not …"): a bound on words is a bound on that
        if len(self.words) > _MOST_WORDS or len(self.text) > _MOST_CHARACTERS:
            self.text = f"{self.text[:60]} …"
            self.refuse("hint-too-long", most=_MOST_WORDS)

    @property
    def done(self) -> bool:
        return self.at >= len(self.words)

    @property
    def left(self) -> list[str]:
        return self.words[self.at :]

    def rest(self) -> str:
        """What has not been read, as printed."""
        return " ".join(self.printed[self.at :])

    def sees(self, phrase: str) -> bool:
        """Whether these words come next."""
        wanted = phrase.split()
        coming = self.left[: len(wanted)]
        return len(coming) == len(wanted) and all(map(same_word, coming, wanted))

    def take(self, *phrases: str) -> str | None:
        """Read the first of these phrases that comes next; None if none does."""
        for phrase in phrases:
            if self.sees(phrase):
                self.at += len(phrase.split())
                return phrase
        return None

    def take_number(self) -> Number | None:
        """Read a plain decimal."""
        number = None if self.done else parse_number(self.words[self.at])
        if number is not None:
            self.at += 1
        return number

    def take_whole(self) -> int | None:
        """Read a whole number above 0, "12"."""
        word = "" if self.done else self.words[self.at]
        if not (word.isascii() and word.isdigit()) or int(word) == 0:
            return None
        self.at += 1
        return self.within_reason(int(word))

    def within_reason(self, n: int | None) -> int:
        """A count of days, months or times as it is; refused if it is not whole, below 0, or so large that the calendar ends first."""
        if n is None or n < 0:
            self.refuse("hint-whole-days")
        if n > _MOST:
            self.refuse("hint-too-far", n=n)
        return n

    def take_rest(self) -> str:
        """Read all that is left, as printed."""
        rest = self.rest()
        self.at = len(self.words)
        return rest

    def refuse(self, hint: str, **values: Value) -> NoReturn:
        """Refuse the phrase with this sentence. Its values may name `text` too."""
        raise Refusal(PhraseError(code=self.code, text=self.text, hint=Said(hint, {"text": self.text, **values})))

    def refuse_number_words(self) -> None:
        """ "two months": write 2."""
        for at, word in enumerate(self.words):
            if word in NUMBER_WORDS:
                better = [*self.printed[:at], str(NUMBER_WORDS[word]), *self.printed[at + 1 :]]
                self.refuse("hint-number-word", n=NUMBER_WORDS[word], better=" ".join(better))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time. `unit`: minute, hour, day, week, month, quarter, year. `kind`: for days the kind as written
    ("working day", "day"), for minutes and hours a clock's name or None; None for the rest."""

    n: Number
    unit: str
    kind: str | None = None

    @property
    def by_clock(self) -> bool:
        return self.unit in CLOCK_UNITS


def same_word(first: str, second: str) -> bool:
    """A plural s makes no other word."""
    return first == second or first + "s" == second or second + "s" == first


def one(word: str, among: tuple[str, ...]) -> str | None:
    """The word of these that this one is, singular or plural."""
    return next((known for known in among if same_word(word, known)), None)


def take_period(words: Words) -> str | None:
    """Read a kind of period: "contract year" before "year"."""
    return words.take("contract year", *(kind for kind in PERIOD_KINDS if kind != "contract year"))


def take_unit(words: Words) -> tuple[str, str | None] | None:
    """Read `[kind] unit`: ("day", "working day"), ("hour", "desk"), ("month", None). None, with nothing read, if no unit comes soon."""
    for length, word in enumerate(words.left[:4]):
        unit = one(word, (*TIME_UNITS, *_KINDS_IN_ONE_WORD))
        if unit is None:
            continue
        if unit in _KINDS_IN_ONE_WORD and length == 0:
            words.at += 1
            return "day", unit
        before = " ".join(words.left[:length])
        if before and unit not in ("day", *CLOCK_UNITS):
            return None
        words.at += length + 1
        if unit == "day":
            return unit, f"{before} day".strip()
        return unit, before or None
    return None


def take_date(words: Words) -> date | None:
    """Read a date, 2026-10-31. One that is no day of the calendar is refused."""
    word = "" if words.done else words.words[words.at]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return None
    try:
        day = date.fromisoformat(word)
    except ValueError:
        words.refuse("hint-no-such-date", day=word)
    words.at += 1
    return day


def tidy(text: str) -> str:
    """One space between words, small letters: how words are compared."""
    return " ".join(text.lower().split())
