"""A length of time by the calendar: "12 months", "2 years", "90 days"."""

from __future__ import annotations

from tenor.base.figure import Number
from tenor.base.phrases.reader import PhraseError, Refusal, Span, Words, take_unit

_UNITS = ("day", "week", "month", "quarter", "year")


def parse_span(text: str) -> Span | PhraseError:
    """A whole number of days, weeks, months, quarters or years, or why it is none (phrase-span)."""
    try:
        words = Words(text, "phrase-span")
        words.refuse_number_words()
        n, unit = words.take_whole(), take_unit(words)
        if n is None or unit is None or not words.done or unit[0] not in _UNITS or unit[1] not in (None, "day"):
            words.refuse("hint-span")
        return Span(n=Number(n), unit=unit[0], kind=unit[1])
    except Refusal as refusal:
        return refusal.error
