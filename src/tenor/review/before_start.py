"""Meetings that are signed: the one before the start, and those of a series whose terms ask it; and who has signed what they came to."""

from __future__ import annotations

from datetime import date

from tenor.ledger.events.meetings import StartSigned
from tenor.ledger.model import Act, Facts
from tenor.terms.model import MeetingTerms, Terms

TITLE = "pre-start meeting"  # of a meeting in no series
SIDES = ("buyer", "supplier")


def is_before_start(terms: Terms, title: str, series: str, day: date) -> bool:
    """By its title; or a meeting on a day before the contract's first, in no series or in one that is signed."""
    return title == TITLE or (day < terms.contract.starts and (not series or bool(_signed_by(terms, series))))


def signers(terms: Terms, title: str, series: str, day: date) -> tuple[str, ...]:
    """The sides that sign a meeting: those its series names; both for the one before the start. None for any other."""
    named = _signed_by(terms, series)
    return named or (SIDES if is_before_start(terms, title, series, day) else ())


def _signed_by(terms: Terms, series: str) -> tuple[str, ...]:
    found: MeetingTerms | None = next((one for one in terms.meetings if series and one.id == series), None)
    return tuple(side for side in SIDES if found is not None and side in found.signed_by)


def signatures(facts: Facts, meeting: str) -> dict[str, Act]:
    """side -> its signature."""
    return {a.event.side: a for a in reversed(facts.of(StartSigned)) if a.event.meeting == meeting}
