"""Improvement plans: asked for, proposed, agreed by each side, followed, reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequested:
    """The buyer asks for a plan. `about`: the failure of a standard, or the finding of an audit, that it is to put right."""

    plan: str
    kpis: tuple[str, ...]
    step: str = "improvement plan"
    rule: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProposed:
    """A version of the plan. `complete`: each task has milestone, date and resource, and there is a review date.

    `milestones`: key of a task -> its day (2023-06-12). `targets`: "KPI PERIOD" -> what is aimed at on the way, a condition in the
    language of terms ("at least 80%"). The tasks themselves are the words body."""

    plan: str
    version: int = 1
    complete: bool = True
    review_on: date | None = None
    milestones: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSigned:
    """A side agrees a version (0 = the latest)."""

    plan: str
    side: Literal["buyer", "supplier"]
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReported:
    plan: str
    milestone: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewed:
    plan: str
    outcome: Literal["improved", "not improved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementFailed:
    """A person records that the supplier does not engage, with evidence in the words body."""

    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClosed:
    plan: str
