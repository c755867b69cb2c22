"""How a contract is over: terminated, ended by agreement, completed, or expired on its last day; and whether it is archived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.beginning_and_end import ContractArchived
from tenor.ledger.model import Act
from tenor.review.model import Review

How = Literal["terminated", "ended by agreement", "completed", "expired"]
_HOW: dict[str, How] = {"termination": "terminated", "agreement": "ended by agreement", "completion": "completed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """`last_day`: of the contract as it is known; over from the day after. `act`: what ended it early; None: it runs to its day."""

    how: How
    last_day: date
    act: Act | None = None

    def over_on(self, on: date) -> bool:
        """Whether it is over at the close of a day."""
        return on > self.last_day


def ending(review: Review) -> Ending:
    """How the contract ends, or ended."""
    acts = review.facts.of(ContractEnded)
    last = acts[-1] if acts else None
    how = _HOW[last.event.how] if last is not None else "expired"
    return Ending(how=how, last_day=review.terms.contract.ends, act=last)


def archived(review: Review) -> Act | None:
    """The act that archived it."""
    acts = review.facts.of(ContractArchived)
    return acts[-1] if acts else None
