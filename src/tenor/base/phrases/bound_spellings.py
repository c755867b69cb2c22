"""How contracts print bounds and Tenor does not: each is refused with the one spelling that is meant."""

from __future__ import annotations

import re
from typing import Literal, NoReturn

from tenor.base.phrases.reader import NUMBER_WORDS, Words

SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
_COMPARISONS = {
    ">=": "at least",
    "≥": "at least",
    "=>": "at least",
    "<=": "at most",
    "≤": "at most",
    ">": "above",
    "<": "below",
    "=": "exactly",
}
_OTHER_WORDS = {
    "no more than": "at most",
    "not more than": "at most",
    "maximum of": "at most",
    "maximum": "at most",
    "up to": "at most",
    "no fewer than": "at least",
    "no less than": "at least",
    "not less than": "at least",
    "minimum of": "at least",
    "minimum": "at least",
    "more than": "above",
    "greater than": "above",
    "over": "above",
    "less than": "below",
    "fewer than": "below",
    "under": "below",
    "equal to": "exactly",
}
_ENDINGS = {
    "or more": "at least",
    "or above": "at least",
    "or higher": "at least",
    "or over": "at least",
    "or less": "at most",
    "or fewer": "at most",
    "or below": "at most",
    "or lower": "at most",
    "or under": "at most",
}


def refuse_number(words: Words, text: str) -> NoReturn:
    """A number that is written another way: "1,500", "£500", "five"."""
    first = text.split()[0] if text.split() else ""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", first):
        words.refuse("hint-no-commas", better=words.text.replace(first, first.replace(",", "")))
    if first[:1] in SIGNS:
        words.refuse("hint-currency-after", better=words.text.replace(first, f"{first[1:].replace(',', '')} {SIGNS[first[0]]}"))
    if first.lower() in NUMBER_WORDS:
        words.refuse_number_words()
    words.refuse("hint-number", found=text)


def refuse_unit(words: Words, number: str, left: list[str]) -> NoReturn:
    """Words after the number that are no unit: "90 %", "5 jobs"."""
    if left[0] in ("%", "percent", "per", "pct"):
        words.refuse("hint-write", better=re.sub(r"\s*(%|percent|per cent|pct)(?=\s|$)", "%", words.text, flags=re.IGNORECASE))
    words.refuse("hint-amount-unit", number=number, found=" ".join(left))


def refuse_other_spellings(words: Words, better: Literal["higher", "lower"] | None) -> None:
    """Signs, other words, "or more", dashes and bare numbers."""
    text, lower = words.text, words.text.lower()
    if lower in ("true", "false", "y", "n"):
        words.refuse("hint-write", better="yes" if lower in ("true", "y") else "no")
    if words.sees("within"):
        words.refuse("hint-within-is-for-dates", better=f"at most {' '.join(words.printed[1:])}")
    for sign, right in _COMPARISONS.items():
        if text.startswith(sign):
            words.refuse("hint-write", better=f"{right} {text[len(sign) :].strip()}")
    for other, right in _OTHER_WORDS.items():
        if words.sees(other):
            words.refuse("hint-write", better=f"{right} {' '.join(words.printed[len(other.split()) :])}")
    for ending, right in _ENDINGS.items():
        if lower.endswith(f" {ending}"):
            words.refuse("hint-write", better=f"{right} {text[: -len(ending) - 1]}")
    dash = re.fullmatch(r"(\d[\d.]*\s?[%\w]*)\s?[-\u2010-\u2015]\s?(\d.*)", text)
    if dash:
        words.refuse("hint-dash", low=dash[1].strip(), high=dash[2])
    plus = re.fullmatch(r"(\d[\d.]*%?)\s?\+\s?(.*)", text)
    if plus:
        words.refuse("hint-write", better=f"at least {plus[1]} {plus[2]}".strip())
    if text[:1].isdigit() or text[:1] in SIGNS:
        _refuse_bare(words, better)


def _refuse_bare(words: Words, better: Literal["higher", "lower"] | None) -> None:
    """ "90%", "1,500", "£500": a number alone does not say on which side it is good."""
    amount = re.sub(r"(?<=\d),(?=\d{3})", "", words.text)
    amount = re.sub(r"\s*(percent|per cent|pct|%)$", "%", amount, flags=re.IGNORECASE)
    if amount[0] in SIGNS:
        amount = f"{amount[1:]} {SIGNS[amount[0]]}"
    if better is not None:
        words.refuse(f"hint-bare-{better}", amount=amount)
    words.refuse("hint-bare", amount=amount)
