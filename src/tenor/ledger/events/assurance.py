"""Standards, audits, certificates, and the agreement under which data are shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFailed:
    """A person finds that a standard (a duty kept at all times) was not met; `finding`: the finding that showed it, where one did."""

    duty: str
    failure: str
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardInvestigated:
    """Why a standard was not met is known; `plan`: the plan that puts it right, where there is one."""

    failure: str
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHeld:
    audit: str
    duty: str
    by_third_party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade:
    """Something an audit found; or, without an audit, what the scope of a certificate leaves out."""

    finding: str
    audit: str = ""
    weight: str = ""  # observation, minor, major
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingInvestigated:
    """Why it is so is known; `plan`: the plan that puts it right, where there is one."""

    finding: str
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingClosed:
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateShown:
    """A certificate for a standard was shown. Its scope and who issued it are the words body; `edition`: of the standard, "2022".
    `replaces`: the one it takes the place of; where none is named, those of the same standard that end earlier, unless it stands
    `beside` them (another site, another scope)."""

    certificate: str
    duty: str
    expires_on: date
    issued_on: date | None = None
    edition: str = ""
    replaces: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingAgreed:
    """An agreement to share data is in place. Its name and where it is found are the words body."""

    agreement: str
    signed_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingChecked:
    """Somebody looked whether both sides are still signatories of an agreement to share data, and says when to look again."""

    agreement: str
    review_on: date | None = None
