"""Meetings, minutes, actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


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
    meeting: str
    series: str = ""


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
class MinutesIssued:
    """The final version; `text_hash` locks it."""

    meeting: str
    text_hash: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)  # what its maker saw: head, terms, calendar, tenor, figures, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyDecided:
    every: str
    series: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAgreed:
    action: str
    owner: str
    due: date | None = None
    meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone:
    action: str
