"""Sentences in the reader's language, from a `Said`, from one kept as data, or ready; and shares with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language

from tenor.base.said_data import said_of
from tenor.base.wording import Said, say


def language() -> str:
    """The reader's language as the wording knows it."""
    return "cy" if (get_language() or "").startswith("cy") else "en"


def sentence(value: Any) -> Any:
    """Its words. What is neither a sentence nor None comes back as it is, so that safe text stays safe and unsafe is escaped."""
    if value is None:
        return ""
    if isinstance(value, Said):
        return say(value, language())
    if isinstance(value, Mapping) and "say" in value:
        return say(said_of(dict(value)), language())
    return value


def percent(numerator: int, denominator: int) -> str:
    """One decimal, half up, worked out in whole numbers: "83.3%", "100%". Almost all is never shown as all, nor a little as none."""
    if 0 < numerator < denominator and numerator * 2000 >= denominator * 1999:
        return "over 99.9%"
    if numerator > 0 and numerator * 2000 < denominator:
        return "under 0.1%"
    tenths = (Fraction(numerator * 1000, denominator) + Fraction(1, 2)).__floor__()
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def share(numerator: Any, denominator: Any = None, *, of: str = "of") -> str:
    """ "5 of 6 = 83.3%"; with no denominator, or one of 0 or 1 as a plain count has, the count alone; "" where there is no figure."""
    if isinstance(numerator, Mapping):
        numerator, denominator = numerator.get("numerator"), numerator.get("denominator")
    elif isinstance(numerator, (list, tuple)) and len(numerator) == 2:
        numerator, denominator = numerator
    if numerator is None:
        return ""
    if denominator is None:
        return str(numerator)
    if not denominator:
        return f"{numerator} {of} {denominator}"
    return f"{numerator} {of} {denominator} = {percent(int(numerator), int(denominator))}"
