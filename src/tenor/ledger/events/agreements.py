"""What the parties agree about the contract itself, and who and what it covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAgreed:
    """Holds for periods and triggers on or after its day, or from `from_`; `from_start` = from the first day of the contract."""

    reading: str
    choice: str
    from_: date | None = None
    from_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VariationAgreed:
    """Path -> value in the terms language, as text; a value that is a list or map is its JSON. Contacts change by `ContactNamed`."""

    variation: str
    from_: date
    changes: Mapping[str, str] = field(default_factory=dict)
    clause: str = ""
    holds_for: Literal["periods beginning", "periods ending"] = "periods beginning"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementProposed:
    """One side proposes to the other: options of readings (reading -> option), or a variation (path -> value, as `VariationAgreed`).

    Nothing holds by it: until the other side agrees, what was held is held. Why is the words body."""

    proposal: str
    readings: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)
    from_: date | None = None
    from_start: bool = False
    clause: str = ""
    holds_for: Literal["periods beginning", "periods ending"] = "periods beginning"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnswered:
    """The other side's answer; what is agreed are entries of their own, recorded with it. Words, where there are any, are the body."""

    proposal: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWithdrawn:
    """Taken back by the side that proposed it, before it was answered."""

    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNamed:
    """Name, email and telephone are the words body."""

    side: str
    order: int
    role: str = ""
    from_: date | None = None
    has_email: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEnded:
    side: str
    order: int
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOpened:
    unit: str
    first_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed:
    unit: str
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubcontractEnded:
    """A subcontractor of the terms does nothing more after a day; `rule`: the rule that led to it. Who comes after is a variation."""

    subcontractor: str
    last_day: date
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractExtended:
    """The contract goes on until a later day, by a right that it gives itself; `clause` names the right where there are several.
    `last_day` replaces the contract's last day from this entry's day on. Without such a right it is for both to agree a variation."""

    last_day: date
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEnded:
    """Ended early, by termination or agreement, or completed: all of it done. `last_day` replaces the contract's last day from this
    entry's day on."""

    last_day: date
    how: Literal["termination", "agreement", "completion"] = "agreement"
