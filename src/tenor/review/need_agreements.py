"""Agreements that the other side proposed: this side says yes or no, and until then what held before goes on."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.wording import said
from tenor.ledger.events.agreements import AgreementProposed
from tenor.review.model import Review
from tenor.review.need_model import Need, Side
from tenor.review.things import known


def to_answer(review: Review, side: Side) -> Iterator[Need]:
    """One line a proposal of the other side that is still open."""
    states = known(review, "proposal")
    for act in review.facts.of(AgreementProposed):
        if act.entry.side == side or states[act.event.proposal] != "open":
            continue
        readings = len(act.event.readings)
        yield Need(
            id=f"proposal {act.event.proposal}",
            kind="query",
            side=side,
            what=said("need-answer-readings", n=readings) if readings else said("need-answer-variation"),
            why=(said("need-proposed", on=act.day),),
            soon_from=act.day,
            since=act.day,
            act="answer proposal",
            about=(("proposal", act.event.proposal),),
        )
