"""Other spellings of sums and caps, each refused with what is meant."""

from __future__ import annotations

import re
from typing import NoReturn

from tenor.base.figure import Number, minor_units
from tenor.base.phrases.reader import Words, one

THINGS = ("occurrence", "row", "point")
EACH = ("each", "every", "for each", "for every")
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}


def refuse_other_spellings(words: Words) -> None:
    sign = re.search(r"([£€$])\s?([\d.,]*\d)", words.text)
    if sign:
        better = words.text.replace(sign[0], f"{sign[2].replace(',', '')} {_SIGNS[sign[1]]}")
        words.refuse("hint-write", better=better)
    comma = re.search(r"\d{1,3}(,\d{3})+", words.text)
    if comma:
        words.refuse("hint-write", better=words.text.replace(comma[0], comma[0].replace(",", "")))
    spaced = re.search(r"(\d) (%|percent|per cent)(?= of )", words.text, re.IGNORECASE)
    if spaced:
        words.refuse("hint-write", better=words.text.replace(spaced[0], f"{spaced[1]}%"))
    words.refuse_number_words()


def refuse_order(words: Words) -> NoReturn:
    """ "2% per point of charges": first of, then per."""
    found = re.fullmatch(r"(.*?)(\S+) (per .+) of (.+)", words.text)
    better = f"{found[1]}{found[2]} of {found[4]} {found[3]}" if found else words.text
    words.refuse("hint-write", better=better)


def refuse_each(words: Words, *, cap: bool = False) -> NoReturn:
    """ "5% a day": of which charge, and late, or as long as it lasts? Of a cap: in the same day, or in any so many?"""
    unit = " ".join(words.left[1:])
    if cap and unit not in THINGS:
        words.refuse("hint-money-cap-period", rate=" ".join(words.printed[: words.at]), period=unit)
    if "in" not in words.left and one(unit, THINGS):
        words.refuse("hint-write", better=f"{' '.join(words.printed[: words.at])} per {unit}")
    words.refuse("hint-money-a-day", rate=words.printed[words.at - 1], unit=unit)


def refuse_currency(words: Words, number: Number) -> NoReturn:
    if words.done:
        words.refuse("hint-money-currency", number=str(number))
    if words.left[0] in ("pounds", "pound", "euros", "euro", "dollars", "dollar"):
        currency = {"p": "GBP", "e": "EUR", "d": "USD"}[words.left[0][0]]
        words.refuse("hint-write", better=words.text.replace(words.printed[words.at], currency))
    words.refuse("hint-money-currency", number=str(number))


def refuse_coins(words: Words, number: Number, currency: str) -> None:
    """No sum is smaller than the smallest coin."""
    if number.scale > minor_units(currency) and number.digits % 10 ** (number.scale - minor_units(currency)):
        words.refuse("hint-money-coins", number=str(number), currency=currency)


def refuse_bare_unit(words: Words, unit: str) -> NoReturn:
    """ "per day": late, or as long as it lasts?"""
    words.refuse("hint-money-late-or-lasts" if words.done else "hint-money-per", unit=unit)


def refuse_rest(words: Words) -> NoReturn:
    if words.left[0] in ("a", "an", *EACH):
        refuse_each(words)
    if words.left[0] == "in":
        words.refuse("hint-money-in-sum")
    words.refuse("hint-money-rest", rest=words.rest())
