"""Sentences in one place: a code and its values become words here and nowhere else.

Everything Tenor explains (`because`, `worked_out`, a `Problem`) travels as a `Said`: a code and values.
The sentences stand in gettext catalogues, `locale/<language>/<stage>.po`, compiled by
`scripts/compile_wording.py` into one `tenor.mo` a language. A language that lacks a code falls back to English.

In a sentence `{due}` prints the value by its type (a date as "Thu 22 Sep 2022", a moment as "Thu 22 Sep 2022 14:30",
a list as "a, b and c", another `Said` as its sentence) and `{n:day|days}` prints the word that fits the number `n`.
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

LOCALE = Path(__file__).parent / "locale"
_LONDON = ZoneInfo("Europe/London")

Value: TypeAlias = "str | int | date | datetime | Decimal | Said | Sequence[Value] | None"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as data: what `say` will print in the reader's language."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


def said(code: str, **values: Value) -> Said:
    """Short for `Said(code, values)`."""
    return Said(code, values)


def say(sentence: Said, language: str = "en") -> str:
    """The sentence in words. A code without a sentence is a mistake of ours: KeyError."""
    return _Words(language).vformat(sentence_of(sentence.code, language), (), dict(sentence.values))


def sentence_of(code: str, language: str = "en") -> str:
    """The template of a code in a language, else in English; KeyError where there is none."""
    for wanted in (language, "en"):
        text = _catalogue(wanted).gettext(code)
        if text != code:
            return text
    raise KeyError(f"no sentence for the code {code!r}: add it to base/locale/en and compile")


def show_day(day: date) -> str:
    """A day as Tenor prints it everywhere: "Thu 22 Sep 2022" (never the machine's locale)."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    return f"{weekday} {day.day} {month} {day.year}"


def show_moment(moment: datetime) -> str:
    """A moment by London's clocks: "Fri 5 Jun 2026 11:30"; of an hour that comes twice in autumn, which; seconds where it has some."""
    local = moment.astimezone(_LONDON)
    clock = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{show_day(local)} {clock}{f' ({local.tzname()})' if twice else ''}"


def show_list(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("tenor", localedir=str(LOCALE), languages=[language], fallback=True)


class _Words(string.Formatter):
    def __init__(self, language: str) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            one, _, many = format_spec.partition("|")
            return one if value == 1 else many
        if isinstance(value, Said):
            return say(value, self._language)
        if isinstance(value, datetime):
            return show_moment(value)
        if isinstance(value, date):
            return show_day(value)
        if isinstance(value, (list, tuple)):
            return show_list([self.format_field(item, "") for item in value])
        return str(value)
