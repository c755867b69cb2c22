"""Capacity, flexibility, information, messages, feedback, risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRaised:
    problem: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitySeen:
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityDiscussed:
    """The problem is talked through: what was looked at (capacity, throughput), and until when what was agreed holds."""

    problem: str
    looked_at: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexibilityAsked:
    """A unit asks for something to be done otherwise: on another day than planned, or anything else, in words."""

    request: str
    unit: str = ""
    planned_on: date | None = None
    wanted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexibilityAnswered:
    request: str
    agreed: bool
    moved_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAsked:
    request: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationDateAgreed:
    """Another day for information that was asked for, agreed by both."""

    request: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationSupplied:
    """What was asked for is given: in words, or in a file (its SHA-256)."""

    request: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """One side writes to the other about something ("plan plan-1", "meeting m-1"); an answer is waited for."""

    message: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAnswered:
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    feedback: str
    kind: str = ""  # praise, good practice, concern, lesson
    meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSideRated:
    """One side says how it is to work with the other: four fixed questions, each from 1 (not at all) to 5 (very much). No rating
    of the contract hangs on it."""

    rated: str
    meeting: str = ""
    tells: int = 0  # tells us early what we need to know
    answers: int = 0  # answers when we ask
    solves: int = 0  # works with us to put things right
    fair: int = 0  # treats us fairly


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRaised:
    """A risk (it may happen) or an issue (it has). `owner`: the role that looks after it; `came_from`: the risk that became this issue."""

    risk: str
    likelihood: int = 0
    impact: int = 0
    kind: Literal["risk", "issue"] = "risk"
    owner: str = ""
    review_on: date | None = None
    came_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskScored:
    risk: str
    likelihood: int
    impact: int
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskClosed:
    risk: str
