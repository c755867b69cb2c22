"""KPIs with their bands, what a missing figure does, and the overall rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import Every
from tenor.terms.model.document import Clause, Hole
from tenor.terms.model.measures import Measure, Score

if TYPE_CHECKING:
    from tenor.terms.model.rules import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Named levels, best first; `target` is the last good one. `points` a level brings (0 where it says none)."""

    name: str
    levels: tuple[str, ...]
    target: str
    points: Mapping[str, Number] = field(default_factory=dict)

    @property
    def good(self) -> tuple[str, ...]:
        return self.levels[: self.levels.index(self.target) + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A level and its bound; a list of bands is tried best first. A hole never holds."""

    level: str
    bound: Bound | Hole


Treatment: TypeAlias = str  # waits, breaks, skipped, as reported, or a level ("counts as red")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPolicy:
    """What a period without a settled level does when periods are counted. None = say nothing here, look above."""

    not_reported: Treatment | None = None
    not_applicable: Treatment | None = None
    unrated: Treatment | None = None
    disputed: Treatment | None = None

    def over(self, other: MissingPolicy) -> MissingPolicy:
        """This policy, with what it leaves open taken from `other`."""
        return MissingPolicy(
            not_reported=self.not_reported or other.not_reported,
            not_applicable=self.not_applicable or other.not_applicable,
            unrated=self.unrated or other.unrated,
            disputed=self.disputed or other.disputed,
        )


NOTHING_SAID = MissingPolicy()
MISSING_DEFAULT = MissingPolicy(not_reported="waits", not_applicable="breaks", unrated="waits", disputed="waits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A KPI as in force. `bands` best first, of levels of its ladder; `otherwise` a level, "unrated", or None where the contract has a hole
    and no reading. `over` is how many periods are pooled: 1 = the period, n = the last n, 0 = the contract so far."""

    id: str
    number: str
    clause: Clause
    title: str
    every: Every
    measure: Measure
    bands: tuple[Band, ...]
    over: int = 1
    averaged: bool = False  # the mean of the figures of those periods, instead of all added up
    better: Literal["higher", "lower", ""] = ""
    target: Bound | Hole | None = None  # as said beside bands that lean on it; a target alone is a band too
    otherwise: str | None = None
    otherwise_reading: str = ""  # the reading that `otherwise` is taken from
    rounded: int | None = None
    final: DuePhrase | None = None
    starts: date | None = None
    ends: date | None = None
    missing: MissingPolicy = NOTHING_SAID
    printed: Mapping[str, str] = field(default_factory=dict)
    baseline: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    weight: str = "1"
    readings: tuple[str, ...] = ()  # ids of the readings its values rest on
    part_of: str = ""  # the KPI it is a part of: rated and shown, counted by no rule of its own
    family: str = ""  # of one KPI measured for each unit or value of a field: the id that the terms give it
    each_of: tuple[str, str] = ("", "")  # then: the field ("unit") and its value
    ladder: str = ""  # "" = the first
    points: Mapping[str, Number] = field(default_factory=dict)  # its own, over those of its ladder
    context: bool = False  # shown without a rating by intent, and in no rule
    too_few: Bound | None = None  # a period in which so few things were counted is not applicable
    scored_from: date | None = None  # first day of the first period that is rated
    applies_if: tuple[Counted, ...] = ()
    except_: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """One rating of all rated KPIs of a period. Halves go to the worse or the better level."""

    clause: Clause
    every: Every
    how: Literal["median", "worst", "mean of marks"]
    halves: Literal["worse", "better"] = "worse"
    of: tuple[str, ...] = ()  # empty = any KPI
    readings: tuple[str, ...] = ()
    ladder: str = ""  # "" = the first
    score: Score | None = None  # marks of the KPIs added up and held against `bands`; `how` then says nothing
    bands: tuple[Band, ...] = ()
    rounded: int | None = None
