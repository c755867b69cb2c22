"""How often something must happen for a rule to be met: "2 consecutive months", "any 3 in 6 months", "16 times in any 12 months".

n always means "n or more". Periods are counted by `Consecutive`, `AnyIn` and `InLast`; occurrences by `Times`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tenor.base.phrases.reader import NUMBER_WORDS, PERIOD_KINDS, PhraseError, Refusal, Words, take_period

_PERIODS = "|".join(f"{kind}s?" for kind in sorted(PERIOD_KINDS, key=len, reverse=True))
_TWICE = {"twice": 2, "thrice": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyStretch:
    """Any stretch of n periods one after another."""

    n: int
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePeriod:
    """One and the same month, contract year …"""

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TheContract:
    """From the contract's first day to its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundEvent:
    """The n periods around an event. `after`: whole periods that begin after it takes effect; `from`: counted from its very day;
    `before`: whole periods that end before it. `event` is kept as written."""

    n: int
    period: str
    way: Literal["after", "from", "before"]
    event: str


Fixed: TypeAlias = SamePeriod | TheContract | AroundEvent
Stretch: TypeAlias = AnyStretch | SamePeriod | TheContract | AroundEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Consecutive:
    """n periods one after another. `period` "period" = each KPI's own."""

    n: int
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyIn:
    """Any k periods of a stretch."""

    k: int
    stretch: Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class InLast:
    """k periods of the latest n."""

    k: int
    n: int
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """k occurrences in a stretch: several may fall in one period."""

    k: int
    stretch: Stretch


Window: TypeAlias = Consecutive | AnyIn | InLast | Times


def parse_window(text: str) -> Window | PhraseError:
    """The value of `for`, or why it is none (phrase-window)."""
    try:
        words = Words(text, "phrase-window")
        _refuse_other_spellings(words)
        window = _window(words)
        if not words.done:
            words.refuse("hint-window-rest", rest=words.rest())
        return window
    except Refusal as refusal:
        return refusal.error


def parse_span_in(text: str) -> Stretch | PhraseError:
    """The value of `in`: "any 6 months", "the same month", "the contract", "the 3 months after formal warning"."""
    try:
        words = Words(text, "phrase-window")
        words.refuse_number_words()
        stretch = _stretch(words)
        if not words.done:
            words.refuse("hint-window-rest", rest=words.rest())
        return stretch
    except Refusal as refusal:
        return refusal.error


def _window(words: Words) -> Window:
    if words.take("any"):
        k = _whole(words)
        if not words.take("in"):
            words.refuse("hint-window")
        if words.sees("the"):
            return _fits(words, AnyIn(k=k, stretch=_fixed(words)))
        return _fits(words, AnyIn(k=k, stretch=_any(words)))
    if words.take("once in"):
        return Times(k=1, stretch=_stretch(words))
    k = _whole(words)
    if words.take("consecutive"):
        return Consecutive(n=k, period=_period(words))
    if words.take("in the last"):
        window = InLast(k=k, n=_whole(words), period=_period(words))
        if window.k > window.n:
            words.refuse("hint-window-cannot-be", k=window.k, n=window.n, period=_several(window.n, window.period))
        return window
    if words.take("times in"):
        return Times(k=k, stretch=_stretch(words))
    words.refuse("hint-window")


def _stretch(words: Words) -> Stretch:
    return _any(words) if words.take("any") else _fixed(words)


def _any(words: Words) -> AnyStretch:
    return AnyStretch(n=_whole(words), period=_period(words))


def _fixed(words: Words) -> Fixed:
    if words.take("the same"):
        return SamePeriod(period=_period(words))
    if words.take("the contract"):
        return TheContract()
    if not words.take("the"):
        words.refuse("hint-span-in")
    n, period = _whole(words), _period(words)
    way = words.take("after", "from", "before")
    if way is None or words.done:
        words.refuse("hint-window-after-what", n=n, period=_several(n, period))
    return AroundEvent(n=n, period=period, way=way, event=words.take_rest())  # type: ignore[arg-type]


def _fits(words: Words, window: AnyIn) -> AnyIn:
    """More periods than the stretch holds cannot be."""
    stretch = window.stretch
    if isinstance(stretch, (AnyStretch, AroundEvent)) and window.k > stretch.n:
        words.refuse("hint-window-cannot-be", k=window.k, n=stretch.n, period=_several(stretch.n, stretch.period))
    return window


def _several(n: int, period: str) -> str:
    return period if n == 1 else f"{period}s"


def _whole(words: Words) -> int:
    n = words.take_whole()
    if n is None:
        words.refuse("hint-window-number", found=words.rest() or "nothing")
    return n


def _period(words: Words) -> str:
    period = take_period(words)
    if period is None:
        words.refuse("hint-window-period", known=list(PERIOD_KINDS))
    return period


def _refuse_other_spellings(words: Words) -> None:
    """What contracts say that may be meant in two ways, each with its question."""
    lower = words.text.lower()
    if not words.words:
        words.refuse("hint-window")
    if words.words and words.words[0] in _TWICE:
        twice, rest = _TWICE[words.words[0]], " ".join(words.printed[1:])
        if rest:
            words.refuse("hint-write", better=f"{twice} times {rest}")
        words.refuse("hint-times-in-what", n=twice)
    if lower == "once":
        words.refuse("hint-once-in-what")
    if any(word in NUMBER_WORDS for word in words.words):
        words.refuse_number_words()
    several = re.fullmatch(rf"(\d+) ({_PERIODS})( in a row| running| in succession)?", lower)
    if several:
        n, period, row = several.groups()
        words.refuse("hint-write" if row else "hint-in-a-row", n=n, period=period, better=f"{n} consecutive {period}")
    occurrences = re.fullmatch(rf"(\d+) times in (a |the )?(\d+) ({_PERIODS})", lower)
    if occurrences:
        times, _, length, kind = occurrences.groups()
        same = "contract year" if (length, kind.rstrip("s")) == ("12", "month") else kind.rstrip("s")
        words.refuse("hint-any-or-same", k=times, n=length, period=kind, same=same)
    _refuse_half_said(words, lower)


def _refuse_half_said(words: Words, lower: str) -> None:
    """A number, a period or an event is left out."""
    half = re.fullmatch(r"(any )?(\d+) in (\d+)", lower)
    if half:
        words.refuse("hint-in-what", k=half[2], n=half[3])
    in_n = re.fullmatch(rf"(\d+) in (\d+) ({_PERIODS})", lower)
    if in_n:
        words.refuse("hint-any-or-last", k=in_n[1], n=in_n[2], period=in_n[3])
    any_the = re.fullmatch(rf"any (\d+) in the (\d+) ({_PERIODS})", lower)
    if any_the:
        words.refuse("hint-the-after-what", k=any_the[1], n=any_the[2], period=any_the[3])
    if re.fullmatch(r"\d+ consecutive", lower):
        words.refuse("hint-consecutive-what", n=lower.split()[0])
    if re.fullmatch(r"\d+ times", lower):
        words.refuse("hint-times-in-what", n=lower.split()[0])
    if re.fullmatch(r"1 times in .+", lower):
        words.refuse("hint-write", better=f"once {words.text.split(' ', 2)[2]}")
