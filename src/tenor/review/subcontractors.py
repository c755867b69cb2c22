"""Who does part of the work for the supplier: from when to when, where, and what ended it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.ledger.events.agreements import SubcontractEnded
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.terms.model import Subcontractor

State = Literal["to begin", "in place", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontract:
    """`first_day`: of the sub-contract, else of the contract. `last_day`: as it was ended or as the terms have it; None: with the
    contract. `ended`: the act that ended it. `units`: those that the terms give to it."""

    who: Subcontractor
    first_day: date
    last_day: date | None
    ended: Act | None
    units: tuple[str, ...]

    def state_on(self, day: date) -> State:
        if day < self.first_day:
            return "to begin"
        return "ended" if self.last_day is not None and self.last_day < day else "in place"


def subcontracts(review: Review) -> list[Subcontract]:
    """Those of the terms as they are now, and those that a variation left out and an act is about, in the order of the terms."""
    ended = {act.event.subcontractor: act for act in review.facts.of(SubcontractEnded)}
    terms = review.terms
    found = {who.id: who for each in (*review.timeline.variants(), terms) for who in each.contract.subcontractors}
    return [
        Subcontract(
            who=who,
            first_day=who.from_ or terms.contract.starts,
            last_day=ended[id].event.last_day if id in ended else who.until,
            ended=ended.get(id),
            units=tuple(unit.id for unit in terms.units if unit.subcontractor == id),
        )
        for id, who in found.items()
        if id in ended or who in terms.contract.subcontractors
    ]
