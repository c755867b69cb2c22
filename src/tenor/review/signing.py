"""What a meeting came to is signed: a duty of each side that the terms name, open from the day it was held until that side has signed."""

from __future__ import annotations

from collections.abc import Sequence

from tenor.base.wording import said
from tenor.ledger.model import Facts
from tenor.review.asked import Asked
from tenor.review.before_start import signatures
from tenor.review.model import Slot
from tenor.terms.model import MeetingTerms


def to_sign(facts: Facts, meeting: MeetingTerms, slot: Slot, clause: Sequence[str]) -> list[Asked]:
    """One for each side: of a slot that was held. The first signature of a side under any of the slot's meetings is its own."""
    if slot.held_on is None:
        return []
    several = [signatures(facts, id) for id in (slot.meeting, *slot.further)]
    found = []
    for side in meeting.signed_by:
        days = [signed[side].day for signed in several if side in signed]
        found.append(
            Asked(
                id=f"sign {meeting.id} {slot.label} {side}",
                what=said("duty-sign-meeting", title=meeting.title, since=slot.held_on, meeting=slot.meeting),
                who=(side,),
                clause=tuple(clause),
                kind="meeting",
                done_on=min(days, default=None),
                why_no_day=said("no-day-sign"),
            )
        )
    return found
