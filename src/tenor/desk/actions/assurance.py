"""Orders about standards, audits, findings, certificates and shared data: what was found, why, and what was shown."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.assurance import (
    AuditHeld,
    CertificateShown,
    FindingClosed,
    FindingInvestigated,
    FindingMade,
    SharingAgreed,
    SharingChecked,
    StandardFailed,
    StandardInvestigated,
)
from tenor.returns.spelling import prose

Problems = tuple[Problem, ...]


def name_of(kind: str, turn: UUID) -> str:
    """The name of what a form makes: the same form sent twice is one."""
    return f"{kind}-{turn.hex[:10]}"


def record_failure(place: Place, *, duty: str, text: str, on: date, finding: str = "", turn: UUID) -> Problems:
    """A standard was found not met."""
    return _told(place, StandardFailed(duty=duty, failure=name_of("failure", turn), finding=finding), text, turn, on=on)


def record_investigation(place: Place, failure: str, *, why: str, plan: str, turn: UUID, head: str) -> Problems:
    """Why it was not met is known."""
    return _told(place, StandardInvestigated(failure=failure, plan=plan), why, turn, head=head)


def record_audit(place: Place, *, duty: str, third_party: bool, name: str, text: str, on: date, turn: UUID) -> Problems:
    """An audit was held, by the council or by somebody it named."""
    event = AuditHeld(audit=name_of("audit", turn), duty=duty, by_third_party=third_party)
    return _stopping(place, event, {"name": prose(name), "text": prose(text)}, turn, on=on)


def record_finding(place: Place, *, audit: str = "", certificate: str = "", weight: str, text: str, turn: UUID) -> Problems:
    """Something an audit found, or the scope of a certificate leaves out."""
    event = FindingMade(finding=name_of("finding", turn), audit=audit, certificate=certificate, weight=weight)
    return _told(place, event, text, turn)


def record_why(place: Place, finding: str, *, why: str, plan: str, turn: UUID, head: str) -> Problems:
    """Why it is as it was found."""
    return _told(place, FindingInvestigated(finding=finding, plan=plan), why, turn, head=head)


def close_finding(place: Place, finding: str, *, why: str, turn: UUID, head: str) -> Problems:
    """It is put right, or it needs no more: with why."""
    return _told(place, FindingClosed(finding=finding), why, turn, head=head)


def show_certificate(
    place: Place,
    *,
    duty: str,
    words: dict[str, str],
    edition: str,
    issued_on: date | None,
    expires_on: date,
    replaces: str = "",
    beside: bool = False,
    turn: UUID,
) -> Problems:
    """A certificate was shown. `words`: its name, scope, who issued it, what its scope leaves out."""
    event = CertificateShown(
        certificate=name_of("certificate", turn),
        duty=duty,
        edition=edition.strip(),
        issued_on=issued_on,
        expires_on=expires_on,
        replaces=replaces,
        beside=beside,
    )
    return _stopping(place, event, {name: prose(text) for name, text in words.items()}, turn)


def record_sharing(place: Place, *, name: str, where: str, signed_on: date | None, review_on: date | None, turn: UUID) -> Problems:
    """An agreement to share data is in place."""
    event = SharingAgreed(agreement=name_of("sharing", turn), signed_on=signed_on, review_on=review_on)
    return _stopping(place, event, {"name": prose(name), "where": prose(where)}, turn)


def check_sharing(place: Place, agreement: str, *, text: str, review_on: date | None, turn: UUID) -> Problems:
    """Somebody looked whether both sides are still signatories."""
    return _told(place, SharingChecked(agreement=agreement, review_on=review_on), text, turn)


def _told(place: Place, event: Event, text: str, turn: UUID, *, on: date | None = None, head: str = "") -> Problems:
    """An act that says nothing without its words."""
    if not prose(text):
        return (problem("words-missing"),)
    return _stopping(place, event, {"text": prose(text)}, turn, on=on, head=head)


def _stopping(place: Place, event: Event, words: dict[str, str], turn: UUID, *, on: date | None = None, head: str = "") -> Problems:
    done = say(place, event, words, turn=turn, on=on, head=head)
    return () if done.entries else done.problems
