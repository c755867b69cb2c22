"""What the other side wrote or asked for and waits to hear about: messages, and another day at a unit's wish."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.wording import Said, said
from tenor.ledger.events.working_together import FlexibilityAsked
from tenor.review.about import namer
from tenor.review.messages import unanswered
from tenor.review.model import Review
from tenor.review.need_model import Need, Side
from tenor.review.things import known


def to_reply(review: Review, side: Side) -> Iterator[Need]:
    """One line for each message, and each request for another day, that waits for this side's answer."""
    yield from _messages(review, side)
    yield from _requests(review, side)


def _messages(review: Review, side: Side) -> Iterator[Need]:
    waiting = [one for one in unanswered(review) if one.side not in (side, "system")]
    name = namer(review) if waiting else None
    for one in waiting:
        about = name(one.about) if name and one.about else None
        yield Need(
            id=f"message {one.id}",
            kind="query",
            side=side,
            what=said("need-reply-about", about=about) if about else said("need-reply"),
            why=(said("need-reply-sent", on=one.on),),
            soon_from=one.on,
            since=one.on,
            act="answer message",
            about=(("message", one.id),),
        )


def _requests(review: Review, side: Side) -> Iterator[Need]:
    states = known(review, "flexibility request")
    units = {unit.id: unit.name or unit.id for unit in review.terms.units}
    for act in review.facts.of(FlexibilityAsked):
        event = act.event
        if act.entry.side in (side, "system") or states[event.request] != "open":
            continue
        what: Said = said("need-request", unit=units.get(event.unit, event.unit)) if event.unit else said("need-request-plain")
        yield Need(
            id=f"request {event.request}",
            kind="query",
            side=side,
            what=what,
            why=(said("need-request-days", planned=event.planned_on, wanted=event.wanted_on),)
            if event.planned_on and event.wanted_on
            else (said("need-reply-sent", on=act.day),),
            soon_from=act.day,
            since=act.day,
            act="answer request",
            about=(("request", event.request),),
        )
