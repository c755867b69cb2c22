"""Numbers as exact text: no float's noise, no trailing zeros, no guess at what a comma means."""

from __future__ import annotations

import re
from datetime import time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tenor.returns.sheets import Raw, WrittenNumber
from tenor.returns.spelling import short, tidy
from tenor.returns.taken import Refused, Took

_PLAIN = re.compile(r"(?P<sign>[-+−]?)(?P<whole>\d+|\d{1,3}(?:,\d{3})+)(?P<part>\.\d+)?", re.ASCII)
_JSON = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)
_DURATION = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
_MOST_DIGITS = 15  # a workbook keeps no more: beyond them a number is no longer what was typed
_MOST_LENGTH = 27  # so that moving the point of a per cent is exact (decimal counts with 28 digits)


def read_number(raw: Raw) -> Took | Refused:
    """3.0 -> "3", 0.1 -> "0.1", "1,250.50" -> "1250.5". Refused: text, a number of more than 15 digits before the point."""
    text = _decimal(raw)
    if text is None:
        return Refused("return-not-a-number", {"text": short("" if raw is None else raw)})
    if len(text.lstrip("-").partition(".")[0]) > _MOST_DIGITS or len(text) > _MOST_LENGTH:
        return Refused("return-number-too-large", {"text": short(text)})
    return Took(text)


def read_percent(raw: Raw, shown_as_percent: bool) -> Took | Refused:
    """A per cent as its number: "91.7%", 91.7 and a cell that shows 91.7% -> "91.7".

    A bare number up to 1 is said: 0.917 may mean 91.7%.
    """
    if isinstance(raw, str) and not isinstance(raw, WrittenNumber):
        bare = tidy(raw).removesuffix("%").rstrip()
        return _maybe_a_share(read_number(bare), bare == tidy(raw))
    if not shown_as_percent:
        return _maybe_a_share(read_number(raw), True)
    found = read_number(raw)
    if isinstance(found, Refused):
        return found
    return Took(exact(Decimal(found.text).scaleb(2)))


def read_money(raw: Raw, currency: str = "GBP") -> Took | Refused:
    """An amount, with or without its currency: "£1,250.50", "1250.5 GBP". Another currency is refused."""
    if not isinstance(raw, str) or isinstance(raw, WrittenNumber):
        return read_number(raw)
    text = tidy(raw)
    named = re.fullmatch(r"(?P<before>[A-Z]{3} |[£€$])?(?P<number>.*?)(?P<after> ?[A-Z]{3})?", text)
    if named is None:
        return read_number(raw)
    for word in (named["before"], named["after"]):
        if word and _SIGNS.get(word.strip(), word.strip()) != currency:
            return Refused("return-other-currency", {"text": short(text), "currency": currency})
    found = read_number(named["number"].strip())
    return found if isinstance(found, Took) else Refused(found.code, {**found.values, "text": short(text)})


def read_hours(raw: Raw) -> Took | Refused:
    """Hours as a decimal number; a duration (a cell of 7:30, or "7:30" as text) is 7.5 hours.

    One that has no such number (0:20 is a third of an hour) keeps nine decimals, which give back its seconds, and that is noted.
    """
    if isinstance(raw, str) and (typed := _DURATION.fullmatch(tidy(raw))):
        raw = timedelta(hours=int(typed[1]), minutes=int(typed[2]), seconds=int(typed[3] or 0))
    if isinstance(raw, time):
        raw = timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    if isinstance(raw, timedelta):
        seconds = (raw + timedelta(microseconds=500_000)) // timedelta(seconds=1)
        hours = exact((Decimal(seconds) / 3600).quantize(Decimal("1e-9"), ROUND_HALF_UP))
        return Refused("return-negative", {"text": hours}) if seconds < 0 else Took(hours, "return-hours-rounded" if seconds % 9 else "")
    found = read_number(raw)
    if isinstance(found, Took) and found.text.startswith("-"):
        return Refused("return-negative", {"text": found.text})
    return found


def exact(number: Decimal) -> str:
    """A decimal in plain digits: no exponent, no trailing zeros, no minus before 0."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _decimal(raw: Raw) -> str | None:
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int):
        return exact(Decimal(raw))
    if isinstance(raw, float):
        # 15 digits are what a workbook shows and keeps; the 16th and 17th are noise of the way it computes.
        number = Decimal(format(raw, ".15g"))
        return exact(number) if number.is_finite() and -400 < number.adjusted() < 400 else None
    if isinstance(raw, WrittenNumber):
        return exact(Decimal(raw)) if _JSON.fullmatch(raw) else None
    found = _PLAIN.fullmatch(tidy(raw)) if isinstance(raw, str) and len(raw) < 100 else None
    if found is None:
        return None
    sign = "-" if found["sign"] in ("-", "−") else ""
    return exact(Decimal(f"{sign}{found['whole'].replace(',', '')}{found['part'] or ''}"))


def _maybe_a_share(found: Took | Refused, bare: bool) -> Took | Refused:
    if isinstance(found, Took) and bare and 0 < Decimal(found.text) <= 1:
        return Took(found.text, "return-share-or-percent")
    return found
