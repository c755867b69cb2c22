"""The shapes a deadline in words can have. The anchor and the kind of day are kept as written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, TypeAlias

from tenor.base.phrases.reader import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanDue:
    """n days, weeks, months … after, before or beginning with an anchor. `span.n` is whole."""

    span: Span
    way: Literal["after", "before", "beginning with"]
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearDays:
    """n whole days between the anchor's day and the day in question, both left out."""

    n: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NthWeekday:
    """The n-th (-1: last) Monday (0) … Sunday (6) of the period, or of the next one."""

    n: int
    weekday: int
    period: str
    next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NthDay:
    """The n-th (-1: last) day of a kind ("working day", "day") of the period, or of the next one."""

    n: int
    kind: str
    period: str
    next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOf:
    """The last day of the period, or of the next one."""

    period: str
    next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfMonth:
    """The last day of a month of the year, 1 January … 12."""

    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfYear:
    """A day of each year: 30 September."""

    day: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDate:
    """One date."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDay:
    """The anchor's day; if `kind` is not open then, the next that is."""

    anchor: str
    kind: str = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAnchor:
    """The anchor's very day; `by`: or any day before it."""

    anchor: str
    by: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """At the next meeting of this name."""

    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """On the day it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtAllTimes:
    """A standard to be kept, without a day."""


DueForm: TypeAlias = (
    SpanDue
    | ClearDays
    | NthWeekday
    | NthDay
    | EndOf
    | EndOfMonth
    | DayOfYear
    | OnDate
    | SameDay
    | OnAnchor
    | NextMeeting
    | AtOnce
    | AtAllTimes
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePhrase:
    """A deadline in words. `by_time`: the hour in London by which, where the contract names one."""

    form: DueForm
    by_time: time | None = None
    text: str = ""
