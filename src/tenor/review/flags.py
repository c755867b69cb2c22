"""What stands out about a contract, each from a day on: a list on a later day reads the days and asks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tenor.ledger.events.agreements import ContactEnded, ContactNamed
from tenor.review.checklists import lines
from tenor.review.endings import archived
from tenor.review.mobilisation import to_be_ready
from tenor.review.model import Review
from tenor.review.need_duties import DONE, sides_of
from tenor.review.need_model import Side
from tenor.review.silence import SILENT_AFTER, silent_from
from tenor.review.standing_model import Flag

DAY = timedelta(days=1)
SIDES: tuple[Side, ...] = ("buyer", "supplier")


def flags(review: Review, silent_after: int = SILENT_AFTER) -> tuple[Flag, ...]:
    """All flags, those too that will stand only from a later day if nothing more happens."""
    put_away = archived(review)
    if put_away is not None:  # nothing stands out any more but that
        return (Flag(kind="archived", from_day=put_away.day),)
    quiet = silent_from(review, silent_after)
    return (
        *_late(review),
        *_waiting(review),
        *_in_force(review),
        *_questioned(review),
        *_without_manager(review),
        *_not_mobilised(review),
        *((Flag(kind="silent", from_day=quiet),) if quiet else ()),
    )


def _late(review: Review) -> Iterator[Flag]:
    """A return, or minutes to be sent, not there on the day after it was due."""
    for duty in review.duties:
        if duty.state in DONE or duty.due is None:
            continue
        side = next((one for one in SIDES if one in sides_of(review.terms, duty)), SIDES[0])
        if duty.kind == "return":
            yield Flag(kind="return late", from_day=duty.due + DAY, side=side, about=duty.id)
        elif duty.what.code == "duty-send-minutes":
            yield Flag(kind="minutes late", from_day=duty.due + DAY, side=side, about=duty.id)


def _waiting(review: Review) -> Iterator[Flag]:
    """One for all consequences that wait for a decision, since the first of them."""
    if review.cards:
        since = min(card.since for card in review.cards)
        yield Flag(kind="conditions met", from_day=since, n=len(review.cards), side="buyer", about=review.cards[0].then)


def _in_force(review: Review) -> Iterator[Flag]:
    """A notice that was received and stands; a plan agreed by both and not yet reviewed."""
    for notice in review.notices:
        if notice.counts and notice.received_on is not None and notice.state in ("watching", "in force"):
            yield Flag(kind="warning in force", from_day=notice.received_on, about=notice.id)
    for plan in review.plans:
        if plan.open and plan.agreed_on is not None:
            yield Flag(kind="plan in force", from_day=plan.agreed_on, about=plan.id)


def _questioned(review: Review) -> Iterator[Flag]:
    """One for all figures in dispute, since the first."""
    now = [(r, r.at(review.on)) for by_period in review.ratings.by_kpi.values() for r in by_period.values()]
    open_ones = [(version.from_day, rating) for rating, version in now if version.state == "disputed"]
    if open_ones:
        since, first = min(open_ones, key=lambda one: one[0])
        yield Flag(kind="figure questioned", from_day=since, n=len(open_ones), about=f"{first.kpi} {first.period.label}")


def _without_manager(review: Review) -> Iterator[Flag]:
    """A side whose first place in the order of contacts is empty: never filled, or left and not filled again."""
    for side in SIDES:
        since = _empty_since(review, side)
        if since is not None:
            yield Flag(kind="no manager", from_day=since, side=side)


def _empty_since(review: Review, side: Side) -> date | None:
    acts = [a for a in review.facts.of(ContactNamed, ContactEnded) if (a.event.side, a.event.order) == (side, 1)]
    if not acts:
        listed = [c for c in review.terms.contacts if (c.side, c.order) == (side, 1)]
        named = any(isinstance(c.name, str) and c.name for c in listed)
        return None if named else review.terms.contract.starts
    last = acts[-1]
    if isinstance(last.event, ContactNamed):
        return None
    return (last.event.last_day or last.day) + DAY


def _not_mobilised(review: Review) -> Iterator[Flag]:
    """What was to be ready before the first day and is not done: duties of the terms, and items of the list for it."""
    left = [(ready.duty.id, ready.duty.due) for ready in to_be_ready(review) if ready.duty is not None and not ready.is_done]
    left += [(line.item, line.due) for line in lines(review, "mobilisation") if line.state == "open"]
    if left:
        starts = review.terms.contract.starts
        yield Flag(kind="not mobilised", from_day=min(due or starts for _, due in left), n=len(left), about=left[0][0])
