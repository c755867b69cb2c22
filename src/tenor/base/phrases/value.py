"""What is measured of a row: a field, or a length of time.

"desk hours from opened_at to fixed_at less waited", "days from due_on to done_on".
"""

from __future__ import annotations

from dataclasses import dataclass

from tenor.base.phrases.condition import take_field
from tenor.base.phrases.reader import PhraseError, Refusal, Words, take_unit

UNITS = ("minute", "hour", "day", "week", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPhrase:
    """A field, as written."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElapsedPhrase:
    """The time from one field to another. `unit`: minute, hour, day, week, month; `kind`: the kind of day ("working day", "day") of days,
    the clock of minutes and hours, None for plain time; `less`: a field of hours that is taken off."""

    unit: str
    from_: str
    to: str
    kind: str | None = None
    less: str | None = None


def parse_value(text: str) -> FieldPhrase | ElapsedPhrase | PhraseError:
    """A value of a row, or why it is none (phrase-time). Whether the fields are there is for the caller to see."""
    try:
        words = Words(text, "phrase-time")
        found = _field_alone(words) if len(words.words) == 1 else _elapsed(words)
        if not words.done:
            words.refuse("hint-value-rest", rest=words.rest())
        return found
    except Refusal as refusal:
        return refusal.error


def _field_alone(words: Words) -> FieldPhrase:
    return FieldPhrase(field=take_field(words, period_ends=False))


def _elapsed(words: Words) -> ElapsedPhrase:
    unit = take_unit(words)
    if unit is None or unit[0] not in UNITS:
        words.refuse("hint-value")
    length = " ".join(words.printed[: words.at])
    if not words.take("from"):
        words.refuse("hint-value-from", so_far=length)
    start = take_field(words)
    for wrong in ("until", "till", "up to"):
        if words.take(wrong):
            words.refuse("hint-write", better=" ".join([*words.printed[: words.at - len(wrong.split())], "to", words.rest()]))
    if not words.take("to"):
        words.refuse("hint-value-from", so_far=length)
    end = take_field(words)
    less = take_field(words, period_ends=False) if words.take("less") else None
    return ElapsedPhrase(unit=unit[0], kind=unit[1], from_=start, to=end, less=less)
