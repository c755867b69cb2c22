"""How often something is measured or due: "month", "2 months", "contract year", "once", or a name of `periods`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from tenor.base.phrases.reader import PhraseError, Refusal, Words, take_period, tidy

_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "2 weeks",
    "monthly": "month",
    "quarterly": "quarter",
    "half-yearly": "half-year",
    "six-monthly": "half-year",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "semi-annually": "half-year",
}
_TWO_MEANINGS = {
    "bi-weekly": "week",
    "biweekly": "week",
    "bi-monthly": "month",
    "bimonthly": "month",
    "bi-annually": "year",
    "biannually": "year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryPeriod:
    """Every `step` periods of a kind. A step above 1 is counted from the contract's start."""

    kind: str
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """One time only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPeriods:
    """A name of the contract's own `periods`, as written there."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EachOf:
    """Once for each row of a dataset: each test, each order, each new starter."""

    dataset: str


Every: TypeAlias = EveryPeriod | Once | NamedPeriods | EachOf


def parse_every(text: str, names: Iterable[str] = ()) -> Every | PhraseError:
    """The value of `every`, or why it is none (phrase-every). `names`: the contract's own periods."""
    try:
        words = Words(text, "phrase-every")
        return _every(words, {tidy(name): name for name in names})
    except Refusal as refusal:
        return refusal.error


def _every(words: Words, names: dict[str, str]) -> Every:
    lower = words.text.lower()
    if lower in names:
        return NamedPeriods(name=names[lower])
    if lower == "once":
        return Once()
    n = words.take_whole()
    period = take_period(words)
    if period is None or not words.done:
        _refuse(words, lower)
    if n is None:
        return EveryPeriod(kind=period)
    if n == 1:
        words.refuse("hint-write", better=period)
    if period not in ("week", "month", "year"):
        months = {"quarter": 3, "half-year": 6}.get(period)
        words.refuse("hint-write" if months else "hint-every", better=f"{n * months} months" if months else "")
    return EveryPeriod(kind=period, step=n)


def _refuse(words: Words, lower: str) -> NoReturn:
    if lower in _ADVERBS:
        words.refuse("hint-write", better=_ADVERBS[lower])
    if lower in _TWO_MEANINGS:
        words.refuse("hint-every-two-meanings", period=_TWO_MEANINGS[lower])
    words.at = 0
    words.refuse_number_words()
    each = re.match(r"(?:each|every|per|a) (.+)", words.text, re.IGNORECASE)
    if each:
        inner = parse_every(each[1])
        if not isinstance(inner, PhraseError):
            words.refuse("hint-write", better=each[1].lower())
        words.refuse("hint-every-name-it", name=each[1])
    times = re.match(r"(once|twice|\d+ times) (a|an|per|each|every) (.+)", lower)
    if times:
        words.refuse("hint-every-times", period=times[3])
    words.refuse("hint-every")
