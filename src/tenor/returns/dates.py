"""Dates as people type them, read day first as in the United Kingdom; what could be read two ways is never guessed silently."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import NamedTuple

from tenor.base.moment import in_london, moment_text
from tenor.returns.sheets import Raw
from tenor.returns.spelling import short, tidy
from tenor.returns.taken import Refused, Took

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = r"(?:[T ,]+(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:(?P<weekday>[A-Za-z]{3,9})\.?,? +)?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"(?P<word>[A-Za-z]{3,9})\.?,?"
_SHAPES = tuple(
    re.compile(shape + _TIME, re.ASCII | re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2}) ?(?P<sep>[-/. ]) ?(?P<month>\d{1,2}) ?(?P=sep) ?(?P<year>\d{4}|\d{2})",
        _WEEKDAY + _NTH + r"(?: of)?[ /.-]*" + _WORD + r"[ /.-]*(?P<year>\d{4}|\d{2})",
        _WEEKDAY + _WORD + r" +" + _NTH + r",? +(?P<year>\d{4})",
    )
)
# The whole numbers that a workbook would show as a day of 1954 to 2119, were the cell formatted as a date.
_DAY_NUMBERS = range(20_000, 80_000)
_EPOCH = date(1899, 12, 30)


class _Parts(NamedTuple):
    day: date
    time: time | None
    zone: str
    month_first_too: bool


def read_date(raw: Raw) -> Took | Refused:
    """A day as 2023-06-14. Refused: no date at all, no such day, a year of two digits, a number that is not formatted as a date."""
    if isinstance(raw, datetime):
        return Took(raw.date().isoformat(), "return-time-dropped" if raw.time() != time() else "")
    if isinstance(raw, date):
        return Took(raw.isoformat())
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _day_number(raw)
    parts = _parts(raw)
    if isinstance(parts, Refused):
        return parts
    if parts.zone:
        return _refused(raw)
    if parts.time not in (None, time()):
        return Took(parts.day.isoformat(), "return-time-dropped")
    return Took(parts.day.isoformat(), "return-day-first" if parts.month_first_too else "")


def read_moment(raw: Raw) -> Took | Refused:
    """A day and a time as 2023-06-14T08:30Z, in UTC and to the second. Without a zone it is by London's clocks.

    Refused: a time that London's clocks never show, in spring. One that they show twice, in autumn, is the first, and that is noted.
    """
    if isinstance(raw, datetime):
        # a workbook keeps a part of a day, a little off the second that was typed
        return _in_london((raw + timedelta(microseconds=500_000)).replace(microsecond=0), raw, "")
    if isinstance(raw, date):
        return Refused("return-no-time", {"text": raw.isoformat()})
    parts = _parts(raw)
    if isinstance(parts, Refused):
        return parts
    if parts.time is None:
        return Refused("return-no-time", {"text": short(raw)})
    moment = datetime.combine(parts.day, parts.time)
    note = "return-day-first" if parts.month_first_too else ""
    if not parts.zone:
        return _in_london(moment.replace(microsecond=0), raw, note)
    try:
        return Took(moment_text(datetime.fromisoformat(f"{moment.isoformat()}{parts.zone}")), note)
    except (ValueError, OverflowError):
        return _refused(raw)


def _in_london(local: datetime, raw: Raw, note: str) -> Took | Refused:
    try:
        moment, times = in_london(local)
    except OverflowError:
        return _refused(raw)
    if times == "never":
        return Refused("return-no-such-time", {"text": short(raw), "day": local.date()})
    return Took(moment_text(moment), "return-time-twice" if times == "twice" else note)


def _refused(raw: Raw) -> Refused:
    return Refused("return-not-a-date", {"text": short(raw)})


def _day_number(raw: float) -> Refused:
    if isfinite(raw) and raw == int(raw) and int(raw) in _DAY_NUMBERS:
        return Refused("return-date-is-number", {"text": str(int(raw)), "day": _EPOCH + timedelta(days=int(raw))})
    return Refused("return-not-a-date", {"text": f"{raw:.15g}"})


def _parts(raw: Raw) -> _Parts | Refused:
    text = tidy(raw) if isinstance(raw, str) else ""
    found = next((hit for shape in _SHAPES if (hit := shape.fullmatch(text))), None)
    if found is None:
        return _refused(raw)
    said = found.groupdict()
    if len(said["year"]) == 2:
        return Refused("return-two-digit-year", {"text": short(text)})
    month = _month(said["word"]) if said.get("word") else int(said["month"])
    if month is None:
        return _refused(raw)
    try:
        day = date(int(said["year"]), month, int(said["day"]))
        clock = time.fromisoformat(said["time"].zfill(5) if len(said["time"]) < 5 else said["time"]) if said["time"] else None
    except ValueError:
        return Refused("return-no-such-day", {"text": short(text)})
    if said.get("weekday") and not _fits(said["weekday"], day):
        return Refused("return-wrong-weekday", {"text": short(text), "day": day})
    two_ways = said.get("sep") is not None and text.find(said["year"]) > 0 and day.day <= 12 and day.day != day.month
    return _Parts(day, clock, said["zone"] or "", two_ways)


def _month(word: str) -> int | None:
    name = word.lower().rstrip(".")
    for n, (brief, full) in enumerate(zip(_MONTHS, _FULL, strict=True), 1):
        if name in (brief, full) or name == "sept" == f"{brief}t":
            return n
    return None


def _fits(weekday: str, day: date) -> bool:
    return _DAYS[day.weekday()].startswith(weekday.lower())
