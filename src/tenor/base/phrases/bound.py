"""What is good: "at least 90%", "between 60% and 89%", "above 10 days to 20 days", "yes"; and levels: "amber or worse".

Bare numbers, signs and "or more" are refused with the phrase that is meant, so that the edge of every band is said once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tenor.base.figure import PERCENT, POINTS, Number, compare
from tenor.base.phrases.bound_spellings import refuse_number, refuse_other_spellings, refuse_unit
from tenor.base.phrases.reader import PhraseError, Refusal, Words, take_unit
from tenor.base.phrases.stretches import BASES as BASES
from tenor.base.phrases.stretches import Answer as Answer
from tenor.base.phrases.stretches import Base as Base
from tenor.base.phrases.stretches import Bound as Bound
from tenor.base.phrases.stretches import End as End
from tenor.base.phrases.stretches import Leaning as Leaning
from tenor.base.wording import said

CURRENCIES = frozenset(
    "GBP EUR USD CHF NOK SEK DKK PLN CZK HUF CAD AUD NZD JPY CNY INR ZAR SGD HKD AED BGN RON ISK TRY BRL MXN KRW".split()
)
_LIMITS = ("at least", "at most", "above", "below", "exactly")


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPhrase:
    """A level of the ladder, one and all below or above it, or `met` / `failed` (by the ladder's target level; name is then empty)."""

    which: Literal["is", "or worse", "or better", "met", "failed"]
    name: str = ""


def parse_bound(text: str, *, better: Literal["higher", "lower"] | None = None) -> Bound | Answer | PhraseError:
    """A bound, or why it is none (phrase-bound). `better` only helps the hint."""
    try:
        words = Words(text, "phrase-bound")
        return _bound(words, better)
    except Refusal as refusal:
        return refusal.error


def parse_level(text: str) -> LevelPhrase | PhraseError:
    """ "red", "amber or worse", "green or better", "met", "failed". Whether the ladder has the name is for the caller to see."""
    try:
        name = Words(text, "phrase-bound").text
    except Refusal as refusal:
        return refusal.error
    lower = name.lower()
    if lower in ("met", "failed"):
        return LevelPhrase(which="met" if lower == "met" else "failed")
    for ending in ("or worse", "or better"):
        if lower.endswith(f" {ending}"):
            return LevelPhrase(which="or worse" if ending == "or worse" else "or better", name=name[: -len(ending) - 1])
    for wrong, right in (("or below", "or worse"), ("or lower", "or worse"), ("or above", "or better"), ("or higher", "or better")):
        if lower.endswith(f" {wrong}"):
            better = f"{name[: -len(wrong) - 1]} {right}"
            return PhraseError(code="phrase-bound", text=name, hint=said("hint-write", better=better))
    if not name:
        return PhraseError(code="phrase-bound", text=name, hint=said("hint-empty-level"))
    return LevelPhrase(which="is", name=name)


def check_unit(bound: Bound, text: str, unit: str) -> PhraseError | None:
    """Whether a bound speaks in its measure's unit: `at least 0.9` of a share means 90%? `at least 90%` of a count is a mistake."""
    if isinstance(bound, Leaning) and bound.unit == PERCENT:
        return PhraseError(code="phrase-bound", text=text, hint=said("hint-points-beside"))
    if bound.unit == unit or (isinstance(bound, Leaning) and bound.unit in ("", POINTS if unit == PERCENT else unit)):
        return None
    number = bound.lower if bound.lower is not None else bound.upper
    if unit == PERCENT and bound.unit == "count" and number is not None:
        per_cent = Number(number.digits * 100, number.scale) if compare(1, 1, number) >= 0 else number
        whole = str(per_cent.whole) if per_cent.whole is not None else str(per_cent)
        return PhraseError(code="phrase-bound", text=text, hint=said("hint-share-needs-percent", better=f"{whole}%"))
    return PhraseError(code="phrase-bound", text=text, hint=said("hint-unit-of-measure", unit=unit, found=bound.unit))


def _bound(words: Words, better: Literal["higher", "lower"] | None) -> Bound | Answer:
    if words.text.lower() in ("yes", "no"):
        return Answer(yes=words.text.lower() == "yes")
    refuse_other_spellings(words, better)
    if words.take("between"):
        return _range(words, "and", lower_in=True, upper_in=True)
    if words.take("from"):
        if "below" not in words.left:
            low, _, high = words.rest().partition(" to ")
            words.refuse("hint-range-end", low=low, high=high)
        return _range(words, "to below", lower_in=True, upper_in=False)
    if words.sees("above") and "to" in words.left:
        words.take("above")
        return _range(words, "to", lower_in=False, upper_in=True)
    limit = words.take(*_LIMITS)
    if limit is None:
        words.refuse("hint-bound")
    rest = words.take_rest()
    leaning = _end(words, rest)
    if leaning is not None:
        return _leaning(words, limit, *leaning)
    number, unit, kind = _amount(words, rest)
    if limit in ("at least", "above"):
        return Bound(lower=number, lower_in=limit == "at least", unit=unit, kind=kind)
    if limit == "exactly":
        return Bound(lower=number, upper=number, unit=unit, kind=kind)
    return Bound(upper=number, upper_in=limit == "at most", unit=unit, kind=kind)


def _range(words: Words, middle: str, *, lower_in: bool, upper_in: bool) -> Bound:
    rest = words.take_rest()
    at = rest.lower().find(f" {middle} ")
    if at < 0:
        words.refuse("hint-range", middle=middle)
    low_text, high_text = rest[:at], rest[at + len(middle) + 2 :]
    from_low, from_high = _end(words, low_text), _end(words, high_text)
    if from_low is not None and from_high is not None:
        (low_end, unit, kind), (high_end, high_unit, high_kind) = from_low, from_high
        if (unit, kind) != (high_unit, high_kind):
            words.refuse("hint-range-units", low=low_text, high=high_text)
        if low_end.base == high_end.base and low_end.way == high_end.way != "below" and not low_end.number < high_end.number:
            words.refuse("hint-range-order", low=low_text, high=high_text)
        return Leaning(low=low_end, lower_in=lower_in, high=high_end, upper_in=upper_in, unit=unit, kind=kind, words=words.text)
    if from_low is not None or from_high is not None:
        words.refuse("hint-range-units", low=low_text, high=high_text)
    low, low_unit, low_kind = _amount(words, low_text)
    high, high_unit, high_kind = _amount(words, high_text)
    if (low_unit, low_kind) != (high_unit, high_kind):
        words.refuse("hint-range-units", low=low_text, high=high_text)
    if not low < high:
        words.refuse("hint-range-order", low=low_text, high=high_text)
    return Bound(lower=low, lower_in=lower_in, upper=high, upper_in=upper_in, unit=low_unit, kind=low_kind)


def _amount(words: Words, text: str) -> tuple[Number, str, str | None]:
    """number, unit and kind of "90%", "5 percentage points", "500 GBP", "16 desk hours", "4"."""
    amount = Words(text, words.code)
    if amount.words and amount.words[0].endswith("%"):
        amount.words[0] = amount.words[0][:-1]
        number = amount.take_number()
        if number is not None and amount.done:
            return number, PERCENT, None
        words.refuse("hint-number", found=text)
    number = amount.take_number()
    if number is None:
        refuse_number(words, text)
    if amount.done:
        return number, "count", None
    if amount.left in (["percentage", "points"], ["percentage", "point"]):
        return number, POINTS, None
    if len(amount.left) == 1 and amount.left[0].upper() in CURRENCIES:
        return number, amount.left[0].upper(), None
    unit = take_unit(amount)
    if unit is None or amount.left:
        refuse_unit(words, str(number), amount.left)
    return number, f"{unit[0]}s", unit[1]


def _leaning(words: Words, limit: str, end: End, unit: str, kind: str | None) -> Leaning:
    low = end if limit in ("at least", "above", "exactly") else None
    high = end if limit in ("at most", "below", "exactly") else None
    return Leaning(low=low, lower_in=limit != "above", high=high, upper_in=limit != "below", unit=unit, kind=kind, words=words.text)


def _end(words: Words, text: str) -> tuple[End, str, str | None] | None:
    """ "95% of target", "2 above previous period": the end, and the unit of what is added; None for an amount that leans on nothing."""
    of = re.fullmatch(r"(\S+) of (.+)", text, re.IGNORECASE)
    beside = re.fullmatch(r"(.+) (above|below) (.+)", text, re.IGNORECASE)
    if of is None and beside is None:
        return None
    name = of[2] if of else beside[3] if beside else ""
    base = _base(name)
    if of and base is not None and not of[1].endswith("%"):
        words.refuse("hint-percent-of", n=of[1], base=name)
    if base is None:
        if of:
            words.refuse("hint-no-base", base=name, known=list(BASES))
        return None
    number, unit, kind = _amount(words, of[1] if of else beside[1] if beside else "")
    if of:
        return End(number=number, base=base), "", None
    assert beside is not None
    return End(number=number, way="above" if beside[2].lower() == "above" else "below", base=base), unit, kind


def _base(name: str) -> Base | None:
    lower = name.lower()
    known = next((each for each in BASES if each == lower), None)
    if known is not None:
        return Base(kind=known)
    return Base(kind="KPI", kpi=name[4:].strip()) if lower.startswith("kpi ") else None
