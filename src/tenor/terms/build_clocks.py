"""Clocks of the contract, what is counted by them, and the lengths of time that are measured of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from tenor.base.clock import DAY_MINUTES, Clock, Hours, clock_of_hours, clock_of_stretch
from tenor.base.days import WEEKDAYS, Calendar, calendar
from tenor.base.figure import COUNT, HOURS, PERCENT
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.reader import PhraseError, Span
from tenor.base.phrases.value import ElapsedPhrase, parse_value
from tenor.terms.clock_names import clock_name
from tenor.terms.model import Dataset, Elapsed, FieldValue, RowValue
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, day_kind, names

PERIOD_ENDS = ("period start", "period end")
_TIME = r"([01]?\d|2[0-3]):([0-5]\d)|(24):(00)"
_HOURS = re.compile(rf"(?P<opens>{_TIME}) to (?P<closes>{_TIME})")
_MOMENT = re.compile(rf"(?P<day>[a-z]+) (?P<time>{_TIME})")
_NAME = re.compile(r"[^\W\d_][\w-]*( [^\W\d_][\w-]*){0,2}")  # as many words as are looked for before "hours"
_NUMBERS = ("number", "percent", "money", "hours")


def clocks(node: Node, division: str, closures: Sequence[date]) -> dict[str, Clock]:
    """Name → clock. `division`, `closures`: the holidays and closed days on which a clock stands still unless it says otherwise."""
    shut = calendar(division, closed_weekdays=(), closures=closures)
    for child in node.nodes():
        if not _NAME.fullmatch(child.name):
            node.at_key(child.name).wrong("clock-name", clock=child.name)
        with node.of.collect() as ids:
            node.of.clocks[child.name] = child.read(lambda each: _clock(each, shut), None)
        node.of.rests["clock", tidy(child.name)] = tuple(ids)
    return {name: clock for name, clock in node.of.clocks.items() if clock is not None}


def _clock(node: Node, shut: Calendar) -> Clock:
    node.keys("clock")
    holidays: Any = node.take("holidays", choice("closed", "open"), "closed")
    keeps = shut if holidays == "closed" else None
    by_week = [key for key in ("days", "hours") if node.get(key) is not None]
    if (node.get("open") is None) == (len(by_week) != 2):
        raise node.wrong("clock-one", clock=node.name)
    if by_week:
        weekdays = node.need("days", lambda each: [day for part in names(each) for day in _weekdays(each, part)])
        hours = node.need("hours", lambda each: [_hours(each, part) for part in names(each)])
        return clock_of_hours(node.name, [(day, part) for day in weekdays for part in hours], keeps)
    found = node.need("open", lambda each: [_stretch(each, part) for part in names(each)])
    parts = [clock_of_stretch(node.name, opens, closes, None) for opens, closes in found]
    week = [(day, part) for one in parts for day, hours_of in enumerate(one.week) for part in hours_of]
    return clock_of_hours(node.name, week, keeps)


def _weekdays(node: Node, phrase: str) -> list[int]:
    """ "Monday to Friday", "Monday"; from a later day to an earlier one the week goes on."""
    first, to, last = tidy(phrase).partition(" to ")
    ends = [first, last] if to else [first, first]
    if any(day not in WEEKDAYS for day in ends):
        raise node.wrong("clock-days", text=phrase)
    start, end = (WEEKDAYS.index(day) for day in ends)
    return [(start + n) % 7 for n in range((end - start) % 7 + 1)]


def _hours(node: Node, phrase: str) -> Hours:
    """ "08:00 to 18:00"; "22:00 to 06:00" runs on into the next day."""
    found = _HOURS.fullmatch(tidy(phrase))
    if found is None or _minutes(found["opens"]) == DAY_MINUTES or found["closes"] in ("00:00", "0:00"):
        raise node.wrong("clock-hours", text=phrase)
    return _minutes(found["opens"]), _minutes(found["closes"])


def _stretch(node: Node, phrase: str) -> tuple[Hours, Hours]:
    """ "Sunday 21:00 to Friday 21:00": (weekday, minute) of its start and of its end."""
    ends = [_MOMENT.fullmatch(part) for part in tidy(phrase).split(" to ")]
    read = [(WEEKDAYS.index(end["day"]), _minutes(end["time"])) for end in ends if end is not None and end["day"] in WEEKDAYS]
    if len(ends) != 2 or len(read) != 2 or read[0] == read[1]:
        raise node.wrong("clock-open", text=phrase)
    return read[0], read[1]


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


def time_span(node: Node, span: Span, field: str, start: str, dataset: Dataset | None) -> Span:
    """A span of minutes or hours, its clock known. Both ends must be moments: of a day alone no hour is known."""
    for name in (field, start):
        needs_moment(node, name, dataset, f"{span.unit}s")
    return Span(n=span.n, unit=span.unit, kind=clock_name(node, span.kind) or None)


def needs_moment(node: Node, name: str, dataset: Dataset | None, counted: str) -> None:
    """Hours and minutes run between moments."""
    if dataset is None or name in PERIOD_ENDS:
        return
    field = dataset.fields.get(name)
    if field is None or field.kind != "moment":
        raise node.wrong("clock-needs-moment", field=name, counted=counted, kind=field.kind if field else "date")


def waiting(node: Node, name: str, dataset: Dataset | None) -> str:
    """What was waited, a field of hours."""
    field = dataset.fields.get(name) if dataset else None
    if dataset is not None and field is None:
        raise node.unknown("field", name, [each.name for each in dataset.fields.values() if each.kind == "hours"])
    if field is not None and field.kind != "hours":
        raise node.wrong("less-needs-hours", field=name, kind=field.kind)
    return name


_UNIT_OF = {"percent": PERCENT, "hours": HOURS, "money": "GBP"}  # an amount of money in a row is in pounds: returns are read so


def row_value(node: Node, dataset: Dataset | None) -> RowValue:
    """`value` of a measure: a field with a number in it, or the time between two fields."""
    found = parse_value(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found, ElapsedPhrase):
        return _elapsed(node, found, dataset)
    field = dataset.fields.get(found.field) if dataset else None
    if dataset is not None and field is None:
        raise node.unknown("field", found.field, list(dataset.fields))
    if field is not None and field.kind not in _NUMBERS:
        raise node.wrong("value-needs-number", field=found.field, kind=field.kind)
    return FieldValue(field=found.field, unit=_UNIT_OF.get(field.kind, COUNT) if field is not None else COUNT)


def _elapsed(node: Node, found: ElapsedPhrase, dataset: Dataset | None) -> Elapsed:
    by_clock = found.unit in ("minute", "hour")
    for name in (found.from_, found.to):
        if by_clock:
            needs_moment(node, name, dataset, f"{found.unit}s")
        elif dataset is not None and name not in PERIOD_ENDS:
            _needs_day(node, name, dataset)
    kind = clock_name(node, found.kind) if by_clock else found.kind or ""
    if found.unit == "day":
        day_kind(node, kind)
    less = waiting(node, found.less, dataset) if found.less else ""
    unit: Any = f"{found.unit}s"
    return Elapsed(unit=unit, from_=found.from_, to=found.to, kind=kind, less=less)


def _needs_day(node: Node, name: str, dataset: Dataset) -> None:
    field = dataset.fields.get(name)
    if field is None and name not in dataset.derived:
        raise node.unknown("field", name, (*dataset.fields, *dataset.derived))
    if field is not None and field.kind not in ("date", "moment"):
        raise node.wrong("value-needs-day", field=name, kind=field.kind)


def bound_of_time(node: Node, bound: Bound, value: RowValue) -> None:
    """A bound of a length of time must speak in what it is measured in: `at most 16 desk hours` of desk hours, and of no other."""
    if not isinstance(value, Elapsed):
        return
    kind = bound.kind
    if bound.unit in ("hours", "minutes"):
        kind = clock_name(node, bound.kind)
    elif bound.unit == "days":
        kind = bound.kind or "day"
    if bound.unit != value.unit or not _same_kind(node, kind or "", value):
        wanted = f"{value.kind}s" if value.unit == "days" else f"{value.kind} {value.unit}".strip()
        raise node.wrong("bound-of-time", text=text(node), wanted=wanted)


def _same_kind(node: Node, kind: str, value: Elapsed) -> bool:
    if value.unit != "days":
        return tidy(kind) == tidy(value.kind)
    return tidy(kind) == tidy(value.kind) or node.of.kinds.get(tidy(kind), kind) == node.of.kinds.get(tidy(value.kind), value.kind)
