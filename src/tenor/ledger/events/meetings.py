"""Meetings, minutes, actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaIssued:
    """A meeting is called: the agenda went out, with the day it is for. `items`: keys of its items, in order; `nothing`: those of them
    with nothing to report, which is said and not left out. What each item says is the words body. `title`: of a meeting in no series."""

    meeting: str
    meets_on: date
    version: int = 1
    series: str = ""
    slot: str = ""
    mode: str = ""
    title: str = ""
    items: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld:
    meeting: str
    series: str = ""
    slot: str = ""  # the slot it fills ("2023-Q2"); left out: the one its day lies in
    present: tuple[str, ...] = ()  # roles
    mode: str = ""
    title: str = ""  # a step's name, when the meeting is one that a step asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRefused:
    """It was offered, and the other side would not hold it. `title`: a step's name, when the meeting is one that a step asked for."""

    meeting: str
    series: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteAgreed:
    """Somebody else stood in for a role that must attend, and the other side accepts it."""

    meeting: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSigned:
    """A side signs what a meeting came to: the one before the start (what is expected of both, and of equality), or one whose terms
    ask it."""

    meeting: str
    side: Literal["buyer", "supplier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSent:
    meeting: str
    version: int = 1
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesReceived:
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAnswered:
    meeting: str
    answer: Literal["agreed", "withheld"]
    items: tuple[str, ...] = ()  # numbers of the items withheld; both texts lie in the words body


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesCommented:
    """A remark on minutes, on one item or on all: other words asked for, or why they are not taken. It is no answer and stops no clock."""

    meeting: str
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesIssued:
    """The final version; `text_hash` locks it."""

    meeting: str
    text_hash: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)  # what its maker saw: head, terms, calendar, tenor, figures, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyDecided:
    """How often the two sides meet from now on, and how deeply. `assessment`: the look at risk it rests on; the reason is the words
    body."""

    every: str
    series: str = ""
    intensity: str = ""
    assessment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessed:
    """A look at the contract's risk: answer by question, and the rhythm and intensity that follow from them by the form used."""

    assessment: str
    answers: Mapping[str, str] = field(default_factory=dict)
    suggested: str = ""
    intensity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAgreed:
    action: str
    owner: str
    due: date | None = None
    meeting: str = ""
    source: str = ""  # what else it comes from, by kind and id: "plan plan-1", "finding f-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionMoved:
    """An action is carried over to a later day."""

    action: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone:
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTagged:
    """A theme is seen in a row (a report); `off` takes the tag away. The theme is a key; its name is the words body."""

    theme: str
    dataset: str
    row: str
    off: bool = False
