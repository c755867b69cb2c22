"""Capacity, flexibility, information, feedback, risks, standards, audits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityRaised:
    problem: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitySeen:
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityDiscussed:
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexibilityAsked:
    request: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexibilityAnswered:
    request: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAsked:
    request: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationSupplied:
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    feedback: str
    kind: str = ""  # praise, good practice, concern
    meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRaised:
    risk: str
    likelihood: int = 0
    impact: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskClosed:
    risk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFailed:
    """A person finds that a standard (a duty kept at all times) was not met."""

    duty: str
    failure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardInvestigated:
    failure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHeld:
    audit: str
    duty: str
    by_third_party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade:
    finding: str
    audit: str
    weight: str = ""  # minor, major


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingClosed:
    finding: str
