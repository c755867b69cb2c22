"""What a field of a row must be: "within 5 working days after received_on", "present", "above 10", "not weather".

A list of phrases in the terms means one of them; the caller reads each by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tenor.base.phrases.bound import Bound, parse_bound
from tenor.base.phrases.reader import MONTHS, PhraseError, Refusal, Span, Words, take_date, take_unit

_LIMITS = ("at least", "at most", "above", "below", "exactly", "between", "from")
_PERIOD_ENDS = ("period start", "period end")
_WORD_TYPES = ("text", "choice", "unit", "several", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinAfter:
    """No later than a span after `field`, which the time in `less` (a field of hours) moves on. An earlier date is not within.

    `span.n` is whole, but of minutes and hours: 2.5 hours. `span.kind` of those is the clock they are counted by, as written.
    """

    span: Span
    field: str
    less: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDayAs:
    """The day of `field`; if `kind` ("working day", "day") is not open then, the next that is."""

    field: str
    kind: str = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrBefore:
    """Not later than a field (as written) or a date."""

    than: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrAfter:
    """Not earlier than a field (as written) or a date."""

    than: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Something is written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Nothing is written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """Of a yes/no field."""

    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Of a number, percent, money or hours field."""

    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Is:
    """One value of a choice, unit or text field, as written."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The contrary. Of a missing value nothing holds, the contrary neither: that is for the counting to keep."""

    condition: Condition


Condition: TypeAlias = WithinAfter | SameDayAs | OnOrBefore | OnOrAfter | Present | Missing | YesNo | Limit | Is | Not


def parse_condition(text: str, field_type: str | None = None) -> Condition | PhraseError:
    """A condition on one field, or why it is none (phrase-time, phrase-bound).

    `field_type`, if known, is the type of the field: a "text", "choice", "unit", "several" or "reference" field takes any words as a value.
    """
    try:
        words = Words(text, "phrase-time")
        return _condition(words, field_type)
    except Refusal as refusal:
        return refusal.error


def _condition(words: Words, field_type: str | None) -> Condition:
    lower = words.text.lower()
    if lower == "present":
        return Present()
    if lower == "missing":
        return Missing()
    if words.sees("not") and len(words.words) > 1:
        return Not(condition=_inner(words, field_type))
    if field_type in _WORD_TYPES:
        return Is(value=words.text)
    if lower in ("yes", "no"):
        return YesNo(yes=lower == "yes")
    if words.take("within"):
        return _within(words)
    if words.take("same"):
        return _same_day(words)
    if words.sees("on or before") or words.sees("on or after"):
        before = words.take("on or before", "on or after") == "on or before"
        than = take_date(words) or take_field(words)
        _ended(words)
        return OnOrBefore(than=than) if before else OnOrAfter(than=than)
    return _plain(words, field_type)


def _inner(words: Words, field_type: str | None) -> Condition:
    inner = parse_condition(" ".join(words.printed[1:]), field_type)
    if isinstance(inner, PhraseError):
        raise Refusal(PhraseError(code=inner.code, text=words.text, hint=inner.hint))
    return inner


def _plain(words: Words, field_type: str | None) -> Condition:
    """A limit, or a value in words."""
    lower = words.text.lower()
    if any(words.sees(limit) for limit in _LIMITS) or field_type in ("number", "percent", "money", "hours"):
        return _limit(words)
    if lower.startswith(("by ", "before ", "after ", "until ")):
        words.refuse("hint-on-or", rest=" ".join(words.printed[1:]), which="after" if lower.startswith("after ") else "before")
    span = re.match(
        r"(<=?|≤|less than|no more than|at most)?\s*(\d[\d.]* .*?\b(?:minute|hour|day|week|month)s?\b)(.*)", words.text, re.IGNORECASE
    )
    if span and (span[1] or field_type in ("date", "moment", None)):
        words.refuse("hint-within-after", span=span[2])
    if field_type in ("date", "moment"):
        words.refuse("hint-time")
    if not words.words or not (words.text[0].isalpha() or words.text[0] == "_"):
        return _limit(words)
    return Is(value=words.text)


def _limit(words: Words) -> Limit:
    bound = parse_bound(words.text)
    if isinstance(bound, PhraseError):
        raise Refusal(bound)
    if not isinstance(bound, Bound):
        words.refuse("hint-limit-of-number")
    return Limit(bound=bound)


def _within(words: Words) -> WithinAfter:
    words.refuse_number_words()
    number = words.take_number()
    unit = take_unit(words) if number is not None else None
    if number is None or unit is None:
        words.refuse("hint-within")
    so_far = " ".join(words.printed[: words.at])
    if words.done:
        words.refuse("hint-within-after-what", so_far=so_far)
    if not words.take("after"):
        for wrong in ("of", "from", "following", "since"):
            if words.take(wrong):
                hint = "hint-within-of" if unit[1] == "day" else "hint-write"
                words.refuse(hint, better=f"{so_far} after {words.rest()}")
        words.refuse("hint-within-after-what", so_far=so_far)
    field = take_field(words)
    less = take_field(words, period_ends=False) if words.take("less") else None
    _ended(words)
    span = Span(n=number, unit=unit[0], kind=unit[1])
    words.within_reason(number.ratio[0] // number.ratio[1] if span.by_clock else number.whole)
    return WithinAfter(span=span, field=field, less=less)


def _same_day(words: Words) -> SameDayAs:
    unit = take_unit(words)
    if unit is None or unit[0] != "day" or not words.take("as"):
        words.refuse("hint-same-day")
    same = SameDayAs(field=take_field(words), kind=unit[1] or "day")
    _ended(words)
    return same


def take_field(words: Words, *, period_ends: bool = True) -> str:
    """Read a field's id, or the period's start or end. A date where a field is meant is refused."""
    named = words.take(*_PERIOD_ENDS) if period_ends else None
    if named:
        return named
    if words.done:
        words.refuse("hint-field")
    if not re.fullmatch(r"[^\W\d][\w-]*", words.left[0]) or words.left[0] in MONTHS:
        words.refuse("hint-field-not-date", found=words.rest())
    words.at += 1
    return words.printed[words.at - 1]


def _ended(words: Words) -> None:
    if not words.done:
        words.refuse("hint-condition-rest", rest=words.rest())
