"""Answers to what was given, the time to put something right, and what a person finds about a duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptAcknowledged:
    """What has to be answered has arrived; said by the side that gave it: the answer has. `duty`: the duty to answer, by its id."""

    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAnswered:
    """The answer to a plan, a notice, a return or a duty: one of the options that the terms give. Why is the words body."""

    duty: str
    choice: str
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CureDaySet:
    """By when what a notice is about is to be put right, where the contract leaves the day to a person."""

    notice: str
    to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CureJudged:
    """A person finds that what a notice was about was put right, or was not; the reason is the words body."""

    notice: str
    outcome: Literal["cured", "not cured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFound:
    """A person finds that a duty was breached, or what was agreed in a plan (by the duty to agree it); the reason is the words body."""

    duty: str
