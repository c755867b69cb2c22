"""The meeting before the start: which one it is, and who has signed what was expected of both sides."""

from __future__ import annotations

from datetime import date

from tenor.ledger.events.meetings import StartSigned
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.terms.model import Terms

TITLE = "pre-start meeting"  # of a meeting in no series


def is_before_start(terms: Terms, title: str, series: str, day: date) -> bool:
    """By its title; or a meeting of no series on a day before the contract's first."""
    return title == TITLE or (not series and day < terms.contract.starts)


def signatures(review: Review, meeting: str) -> dict[str, Act]:
    """side -> its signature."""
    return {a.event.side: a for a in reversed(review.facts.of(StartSigned)) if a.event.meeting == meeting}
