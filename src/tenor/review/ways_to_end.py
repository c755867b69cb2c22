"""The way to ending a contract early: the route that was chosen, its gates as a checklist, and what still stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from tenor.base.problem import Problem, stopping
from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.beginning_and_end import RepresentationsConsidered, RepresentationsInvited, TerminationRouteChosen
from tenor.ledger.model import Act
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.questions_ending import OF_SUBCONTRACTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One thing the law asks before the right it implies is used. `about`: "", or "subcontractor". `invited`: with the day until which the
    other side may answer; `considered`: once that was looked at."""

    about: str
    invited: Act | None
    considered: Act | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToEnd:
    """`route`: as it was chosen last; `gates`: those of the route; `barred`: why a termination may not be recorded as things stand."""

    route: Act | None
    gates: tuple[Gate, ...]
    barred: tuple[Problem, ...]


def way_to_end(review: Review) -> WayToEnd:
    """Where it stands, at the close of the review's day."""
    chosen = review.facts.of(TerminationRouteChosen)
    route = chosen[-1] if chosen else None
    tried = ContractEnded(last_day=max(review.on, review.terms.contract.starts), how="termination")
    barred = stopping(allow(review, tried, side="buyer", on=review.on))
    return WayToEnd(route=route, gates=_gates(review, route), barred=tuple(barred))


def _gates(review: Review, route: Act | None) -> tuple[Gate, ...]:
    """Of the right that law implies alone; the contract's own rights have what the contract says."""
    if route is None or route.event.basis != "implied":
        return ()
    about = ("", "subcontractor") if route.event.ground == OF_SUBCONTRACTOR else ("",)
    return tuple(_gate(review, route, each) for each in about)


def _gate(review: Review, route: Act, about: str) -> Gate:
    """What was done about it since the route was chosen."""
    since = [
        act
        for act in review.facts.of(RepresentationsInvited, RepresentationsConsidered)
        if act.event.about == about and (act.day, act.order) > (route.day, route.order)
    ]
    invited = next((act for act in reversed(since) if isinstance(act.event, RepresentationsInvited)), None)
    after = since[since.index(invited) :] if invited is not None else []
    considered = next((act for act in after if isinstance(act.event, RepresentationsConsidered)), None)
    return Gate(about=about, invited=invited, considered=considered)
