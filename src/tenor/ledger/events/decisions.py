"""Decisions on steps, and what people do about duties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken:
    """A decision on the open steps of a rule (those `of` the thing named, or the `steps` listed by id). The reason is the words body.
    `choice`: the option of the step's own choices; `outcome` what it comes to. `review_on`: the day on which what was chosen is looked at
    again, where the step holds a review date. `by_day`: by when it is to be done, where the contract leaves the day open."""

    rule: str
    outcome: Literal["taken", "not taken", "advice"]
    choice: str = ""
    of: str = ""
    steps: tuple[str, ...] = ()
    replaces: bool = False
    look_again_on: date | None = None
    review_on: date | None = None
    by_day: date | None = None
    seen: Mapping[str, str] = field(default_factory=dict)  # what its maker saw: head, terms, calendar, tenor, figures, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStarted:
    """What a duty runs from has happened (a trigger day for a plain duty)."""

    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDone:
    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWaived:
    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyExtended:
    duty: str
    to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJudged:
    """A person finds that something about a rule is so; the reason is the words body. `finds`: "met", what the rule calls for a judgement
    of; "lifted", that its exception holds for the steps that wait (those `of` the thing named, or the `steps` listed by id); "not helped",
    that the last step of a ladder did not help, so the next one follows; "ended", that the rule goes on no longer."""

    rule: str
    finds: Literal["met", "lifted", "not helped", "ended"] = "met"
    of: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvent:
    """An event the terms declare or the language knows by name (award, refusal ...)."""

    name: str
    about: str = ""
