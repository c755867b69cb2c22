"""Meetings that still need somebody: one that was not whole, and what is expected from the start where a side has not signed it."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.wording import said
from tenor.ledger.events.meetings import MeetingHeld
from tenor.review.before_start import is_before_start, signatures
from tenor.review.model import Review
from tenor.review.need_model import Need, Side
from tenor.review.rhythm import series_of
from tenor.review.whose import side_of


def meetings(review: Review, side: Side) -> Iterator[Need]:
    """Of one side: to accept who stood in, or to meet again; to sign."""
    yield from _not_whole(review, side)
    yield from _to_sign(review, side)


def _not_whole(review: Review, side: Side) -> Iterator[Need]:
    """Of each series the last slot that was held. The buyer calls meetings; the supplier sees it where it is the one to accept."""
    last = {slot.series: slot for slot in review.meetings if slot.held_on is not None}
    for slot in last.values():
        others = [role for role in slot.absent if side_of(review.terms, role) != side]
        meeting = series_of(review, slot.series)
        if not slot.absent or slot.held_on is None or meeting is None or (side == "supplier" and not others):
            continue
        yield Need(
            id=f"whole {slot.series} {slot.label}",
            kind="duty",
            side=side,
            what=said("need-not-whole", roles=slot.absent, slot=slot.period.said),
            clause=meeting.attendance or meeting.clause,
            due=slot.due if slot.due >= review.on else None,
            soon_from=slot.held_on,
            since=slot.held_on,
            act="see to attendance",
            about=(("meeting", (slot.meeting, *slot.further)[-1]), ("series", slot.series), ("slot", slot.label)),
        )


def _to_sign(review: Review, side: Side) -> Iterator[Need]:
    """The newest meeting before the start that was held."""
    held = [a for a in review.facts.of(MeetingHeld) if is_before_start(review.terms, a.event.title, a.event.series, a.day)]
    for act in held[-1:]:
        if side not in signatures(review, act.event.meeting):
            yield Need(
                id=f"sign {act.event.meeting}",
                kind="duty",
                side=side,
                what=said("need-sign-start", on=act.day),
                soon_from=act.day,
                since=act.day,
                act="sign start",
                about=(("meeting", act.event.meeting),),
            )
