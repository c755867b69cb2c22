"""Sums and caps of money: "0.5% of monthly charge per point", "500 GBP per working day late", "10% of monthly charge in the same month".

A per cent names its charge, a sum of money its currency, and a cap the stretch in which it holds: what may be meant in two ways is
refused with the phrases that are meant. Charges and fields are kept as written; whoever knows them puts them right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tenor.base.figure import Amount, Number, money, parse_number
from tenor.base.phrases.bound import CURRENCIES
from tenor.base.phrases.money_spellings import (
    EACH,
    THINGS,
    refuse_bare_unit,
    refuse_coins,
    refuse_currency,
    refuse_each,
    refuse_order,
    refuse_other_spellings,
    refuse_rest,
)
from tenor.base.phrases.reader import PhraseError, Refusal, Words, one, same_word, take_unit
from tenor.base.phrases.window import Stretch, parse_span_in

_UNITS = ("hour", "day", "week", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many per cent of a charge (`charge` by its name), or so much of a currency (`charge` empty)."""

    number: Number
    currency: str = ""
    charge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Per:
    """What a sum is multiplied by. `kind`: the kind of day or the clock of a time; `field`: a field of the row that holds the time;
    `whole`: only whole percents."""

    thing: Literal["occurrence", "row", "point", "late", "lasts", "field", "percent"] = "occurrence"
    unit: str = ""  # hour, day, week, month
    kind: str = ""
    field: str = ""
    of: str = ""  # of a percent: "below" or "above"
    base: str = ""  # and "target" or "level"
    whole: bool = False


ONCE = Per()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySum:
    """A rate and what it is per. `up_to`: a person decides how much, at most this."""

    rate: Rate
    per: Per = ONCE
    up_to: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCap:
    """The most: per occurrence or row, or within a stretch of time; neither: in all."""

    rate: Rate
    per: Per | None = None
    stretch: Stretch | None = None
    text: str = ""


def parse_sum(text: str, charges: Sequence[str] = ()) -> MoneySum | PhraseError:
    """The value of `deduct`, `pay`, `withhold` or `add`, or why it is none (phrase-money). `charges`: those known, for the hint."""
    try:
        words = Words(text, "phrase-money")
        refuse_other_spellings(words)
        up_to = words.take("up to") is not None
        rate = _rate(words, charges, ("per",))
        per = _per(words) if words.take("per") else ONCE
        if words.sees("of"):
            refuse_order(words)
        if not words.done:
            refuse_rest(words)
        return MoneySum(rate=rate, per=per, up_to=up_to, text=words.text)
    except Refusal as refusal:
        return refusal.error


def parse_cap(text: str, charges: Sequence[str] = ()) -> MoneyCap | PhraseError:
    """The value of `at_most`, or one of its list, or why it is none (phrase-money)."""
    try:
        words = Words(text, "phrase-money")
        refuse_other_spellings(words)
        if words.sees("up to"):
            words.refuse("hint-write", better=" ".join(words.printed[2:]))
        rate = _rate(words, charges, ("per", "in"))
        if words.take("per"):
            return MoneyCap(rate=rate, per=_cap_per(words), text=words.text)
        if words.sees("in"):
            words.at += 1
            return MoneyCap(rate=rate, stretch=_span_in(words), text=words.text)
        if not words.done:
            refuse_rest(words)
        return MoneyCap(rate=rate, text=words.text)
    except Refusal as refusal:
        return refusal.error


def parse_amount(text: str) -> Amount | PhraseError:
    """What a charge comes to, "12000 GBP", or why it is none (phrase-money)."""
    try:
        words = Words(text, "phrase-money")
        refuse_other_spellings(words)
        rate = _rate(words, (), ())
        if rate.charge or not words.done:
            words.refuse("hint-money-amount")
        return money(rate.number, rate.currency)
    except Refusal as refusal:
        return refusal.error


def parse_share(text: str) -> Number | PhraseError:
    """The value of `returns`: "50%"."""
    number = parse_number(text.strip().removesuffix("%")) if text.strip().endswith("%") else None
    if number is not None and Number(0) < number and not Number(100) < number:
        return number
    try:
        Words(text, "phrase-money").refuse("hint-money-share")
    except Refusal as refusal:
        return refusal.error


# --- the rate and its charge ---------------------------------------------------------------------------------------


def _rate(words: Words, charges: Sequence[str], ends: Sequence[str]) -> Rate:
    first = "" if words.done else words.words[words.at]
    if first.endswith("%"):
        number = parse_number(first[:-1])
        if number is None or number < Number(0):
            words.refuse("hint-money-number", found=first)
        words.at += 1
        return Rate(number=number, charge=_charge(words, charges, ends, first))
    number = words.take_number()
    if number is None or number < Number(0):
        words.refuse("hint-money")
    currency = "" if words.done else words.words[words.at].upper()
    if currency not in CURRENCIES:
        refuse_currency(words, number)
    words.at += 1
    refuse_coins(words, number, currency)
    if words.sees("of"):
        words.refuse("hint-money-sum-of", amount=f"{number} {currency}")
    return Rate(number=number, currency=currency)


def _charge(words: Words, charges: Sequence[str], ends: Sequence[str], rate: str) -> str:
    """The name after "of", as far as what may follow a charge."""
    if not words.take("of"):
        if words.sees("per") and "of" in words.left:
            return refuse_order(words)
        if words.left == ["cap"]:
            words.refuse("hint-money-cap", rate=rate)
        if not words.done and words.left[0] in ("a", "an", *EACH):
            refuse_each(words)
        words.refuse("hint-money-of-what", known=list(charges), n=len(charges))
    start = words.at
    while not words.done and not _ends(words, ends):
        if words.at > start and words.left[0] in ("a", "an", "each", "every") and one(words.left[-1], (*_UNITS, *THINGS)):
            refuse_each(words, cap="in" in ends)
        words.at += 1
    if words.at == start:
        words.refuse("hint-money-of-what", known=list(charges), n=len(charges))
    return " ".join(words.printed[start : words.at])


def _ends(words: Words, ends: Sequence[str]) -> bool:
    """Whether what comes next is no more of the charge's name: "per …", or "in" with a stretch of time."""
    if words.left[0] == "per" and "per" in ends:
        return True
    return "in" in ends and words.left[0] == "in" and words.left[1:2] in (["the"], ["any"], ["a"], ["each"], ["every"])


# --- per what, and in what stretch -----------------------------------------------------------------------------------


def _per(words: Words) -> Per:
    if words.done:
        words.refuse("hint-money-per")
    for thing in THINGS:
        if words.take(thing):
            return Per(thing=thing)  # type: ignore[arg-type]
    whole = words.take("whole") is not None
    if words.sees("percent") or words.sees("percentage point") or words.sees("%"):
        return _percent(words, whole)
    start = words.rest()
    unit = take_unit(words)
    if whole or unit is None or unit[0] not in _UNITS:
        words.refuse("hint-money-per")
    per = Per(unit=unit[0], kind=unit[1] or "")
    if words.take("late"):
        return replace(per, thing="late")
    if words.take("it lasts"):
        return replace(per, thing="lasts")
    if words.take("of"):
        if len(words.left) != 1:
            words.refuse("hint-money-field", unit=start)
        return replace(per, thing="field", field=words.take_rest())
    refuse_bare_unit(words, f"{per.kind} {per.unit}" if per.unit == "hour" and per.kind else per.kind or per.unit)


def _percent(words: Words, whole: bool) -> Per:
    if words.take("percent") is None:
        words.refuse("hint-write", better=re.sub(r"(percentage points?|%)(?= |$)", "percent", words.text))
    of = words.take("below", "above")
    base = words.take("target", "level") if of else None
    if of is None or base is None:
        words.refuse("hint-money-percent")
    return Per(thing="percent", of=of, base=base, whole=whole)


def _cap_per(words: Words) -> Per:
    """A cap is per row or per occurrence; in a stretch of time it is "in"."""
    thing = words.take("occurrence", "row")
    if thing is not None and words.done:
        return Per(thing=thing)  # type: ignore[arg-type]
    period = words.left[0] if len(words.left) == 1 else ""
    if thing is None and any(same_word(period, known) for known in ("day", "week", "month", "quarter", "year")):
        words.refuse("hint-money-cap-period", rate=" ".join(words.printed[: words.printed.index("per")]), period=period)
    words.refuse("hint-money-cap-per")


def _span_in(words: Words) -> Stretch:
    found = parse_span_in(words.rest())
    if isinstance(found, PhraseError):
        rest = words.left
        if rest[:1] in (["a"], ["each"], ["every"]) and len(rest) > 1:
            period = " ".join(rest[1:])
            words.refuse("hint-money-cap-period", rate=" ".join(words.printed[: words.at - 1]), period=period)
        words.refuse(found.hint.code, **dict(found.hint.values))
    words.take_rest()
    return found
