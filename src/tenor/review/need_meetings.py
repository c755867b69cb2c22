"""Meetings that still need somebody: one that was not whole, what is expected from the start where a side has not signed it, minutes
that went out and that no clause asks for."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.wording import said
from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesIssued, MinutesReceived, MinutesSent
from tenor.review.before_start import is_before_start, signatures
from tenor.review.model import Review
from tenor.review.need_model import Need, Side
from tenor.review.rhythm import series_of
from tenor.review.whose import side_of


def meetings(review: Review, side: Side) -> Iterator[Need]:
    """Of one side: to accept who stood in, or to meet again; to sign; to say that minutes arrived."""
    yield from _not_whole(review, side)
    yield from _to_sign(review, side)
    yield from _minutes_arrived(review, side)


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
    """The newest meeting before the start that was held; of a series that is signed it is a duty, told with the others."""
    duties = {one.id for one in review.terms.meetings if one.signed_by}
    several = [a for a in review.facts.of(MeetingHeld) if a.event.series not in duties]
    held = [a for a in several if is_before_start(review.terms, a.event.title, a.event.series, a.day)]
    for act in held[-1:]:
        if side not in signatures(review.facts, act.event.meeting):
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


def _minutes_arrived(review: Review, side: Side) -> Iterator[Need]:
    """Minutes of a meeting outside every series are nobody's duty. They reach the other side all the same, until it says that they did."""
    ruled = {one.meeting for one in review.minutes}
    held = {a.event.meeting: a for a in review.facts.of(MeetingHeld) if a.event.meeting not in ruled}
    latest = {a.event.meeting: a for a in review.facts.of(MinutesSent) if a.event.meeting in held}
    told = review.facts.of(MinutesReceived, MinutesAnswered, MinutesIssued) if latest else ()
    for meeting, sent in latest.items():
        after = any(a.event.meeting == meeting and (a.day, a.order) > (sent.day, sent.order) for a in told)
        if after or sent.entry.side == side:
            continue
        yield Need(
            id=f"acknowledge minutes {meeting}",
            kind="receipt",
            side=side,
            what=said("need-acknowledge-minutes", meeting=held[meeting].event.title or meeting),
            soon_from=sent.day,
            since=sent.day,
            act="acknowledge",
            about=(("meeting", meeting),),
        )
