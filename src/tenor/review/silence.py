"""A contract that has gone silent: for many days neither a meeting nor a return."""

from __future__ import annotations

from datetime import date, timedelta

from tenor.base.wording import Said, said
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.returns import ReturnReceived
from tenor.review.model import Review
from tenor.review.need_model import Need

SILENT_AFTER = 90  # days; needs.md section 4 leaves the number open, the first screens say 90


def silent_from(review: Review, silent_after: int = SILENT_AFTER) -> date | None:
    """The first day on which it is silent, if nothing more comes; None where the contract is over by then."""
    terms = review.terms.contract
    last = max((act.day for act in review.facts.of(MeetingHeld, ReturnReceived)), default=terms.starts)
    day = max(last, terms.starts) + timedelta(days=silent_after)
    return day if day <= terms.ends else None


def silence(review: Review, silent_after: int = SILENT_AFTER) -> Need | None:
    """The line that Home will show from that day on."""
    day = silent_from(review, silent_after)
    if day is None:
        return None
    series = review.terms.meetings[0] if review.terms.meetings else None
    return Need(
        id="silent",
        kind="silent",
        side="buyer",
        what=said("need-silent", days=silent_after),
        why=(_last(review, MeetingHeld, "meeting"), _last(review, ReturnReceived, "return")),
        clause=series.clause if series else (),
        soon_from=day,
        since=day - timedelta(days=silent_after),
        who=(series.by,) if series and series.by else (),
        act="plan meeting",
        about=(("series", series.id),) if series else (),
    )


def _last(review: Review, event: type, name: str) -> Said:
    acts = review.facts.of(event)
    return said(f"need-last-{name}", on=acts[-1].day) if acts else said(f"need-no-{name}")
