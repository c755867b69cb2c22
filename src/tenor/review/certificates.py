"""Certificates for standards: until when each holds, when people are reminded, and which later one took its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tenor.ledger.events.assurance import CertificateShown
from tenor.ledger.model import Act, Facts
from tenor.terms.model import DutyTerms, Terms

REMINDERS = (90, 30)  # days before the last day
DAY = timedelta(days=1)
# words of a standard, its edition -> the last day of certificates for that edition, whatever day they print
WITHDRAWN: tuple[tuple[str, str, date], ...] = (("27001", "2013", date(2025, 10, 31)),)

State = Literal["current", "expires within 90 days", "expires within 30 days", "expired", "replaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One that was shown. `last_day`: its own, or an earlier one on which its edition of the standard was withdrawn."""

    id: str
    duty: str
    edition: str
    issued_on: date | None
    expires_on: date
    last_day: date
    shown_on: date
    act: Act
    replaced_by: str = ""
    replaced_on: date | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether it ends before the day it prints, because its edition of the standard does."""
        return self.last_day < self.expires_on

    @property
    def reminders(self) -> tuple[date, ...]:
        """The days on which people are reminded, the first of them first."""
        return tuple(self.last_day - timedelta(days=n) for n in REMINDERS)


def certificates(terms: Terms, facts: Facts) -> list[Certificate]:
    """All that were shown, in the order in which they were."""
    shown = facts.of(CertificateShown)
    return [_certificate(terms, act, shown) for act in shown]


def state_of(one: Certificate, on: date) -> State:
    """How it stands at the close of a day. On its last day it still holds."""
    if one.replaced_on is not None and one.replaced_on <= on:
        return "replaced"
    if on > one.last_day:
        return "expired"
    first, second = one.reminders
    return "expires within 30 days" if on >= second else "expires within 90 days" if on >= first else "current"


def turning_days(terms: Terms, facts: Facts) -> Iterator[date]:
    """The days on which the state of a certificate that nothing replaced changes with nothing new."""
    for one in certificates(terms, facts):
        if not one.replaced_by:
            yield from (*one.reminders, one.last_day + DAY)


def _certificate(terms: Terms, act: Act, shown: list[Act]) -> Certificate:
    event = act.event
    later = next((each for each in shown if (each.day, each.order) > (act.day, act.order) and _replaces(each.event, event)), None)
    duty = next((each for each in terms.duties if each.id == event.duty), None)
    return Certificate(
        id=event.certificate,
        duty=event.duty,
        edition=event.edition,
        issued_on=event.issued_on,
        expires_on=event.expires_on,
        last_day=min([event.expires_on, *_ends_of_edition(duty, event.edition)]),
        shown_on=act.day,
        act=act,
        replaced_by=later.event.certificate if later else "",
        replaced_on=later.day if later else None,
    )


def _replaces(later: CertificateShown, earlier: CertificateShown) -> bool:
    """The one it names; naming none, those of the same standard that end earlier, unless either stands beside others."""
    if later.replaces:
        return later.replaces == earlier.certificate
    return later.duty == earlier.duty and later.expires_on > earlier.expires_on and not (later.beside or earlier.beside)


def _ends_of_edition(duty: DutyTerms | None, edition: str) -> list[date]:
    return [end for words, year, end in WITHDRAWN if duty is not None and words in duty.what and edition == year]
