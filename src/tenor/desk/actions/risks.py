"""Orders about risks and issues: raise, score again, close. What one side keeps to itself stays its own in every act."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.assurance import name_of
from tenor.desk.actions.say import say
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.working_together import RiskClosed, RiskRaised, RiskScored
from tenor.ledger.model import SeenBy
from tenor.returns.spelling import prose

Kind = Literal["risk", "issue"]


def raise_risk(
    place: Place,
    *,
    kind: Kind,
    text: str,
    mitigation: str,
    likelihood: int,
    impact: int,
    owner: str,
    review_on: date | None,
    own: bool,
    came_from: str = "",
    turn: UUID,
) -> tuple[Problem, ...]:
    """Put a risk or an issue into the log. `own`: this side keeps it to itself."""
    if not prose(text):
        return (problem("words-missing"),)
    event = RiskRaised(
        risk=name_of(kind, turn),
        kind=kind,
        likelihood=likelihood,
        impact=impact,
        owner=owner,
        review_on=review_on,
        came_from=came_from,
    )
    words = {"text": prose(text), "mitigation": prose(mitigation)}
    done = say(place, event, words, turn=turn, seen_by=place.actor.side if own else "both")
    return () if done.entries else done.problems


def score_risk(
    place: Place, risk: str, *, likelihood: int, impact: int, review_on: date | None, why: str, turn: UUID, head: str
) -> tuple[Problem, ...]:
    """Look at it again and score it."""
    event = RiskScored(risk=risk, likelihood=likelihood, impact=impact, review_on=review_on)
    done = say(place, event, {"text": prose(why)}, turn=turn, head=head, seen_by=_seen_by(place, risk))
    return () if done.entries else done.problems


def close_risk(place: Place, risk: str, *, why: str, turn: UUID, head: str) -> tuple[Problem, ...]:
    """It is over, with why."""
    if not prose(why):
        return (problem("words-missing"),)
    done = say(place, RiskClosed(risk=risk), {"text": prose(why)}, turn=turn, head=head, seen_by=_seen_by(place, risk))
    return () if done.entries else done.problems


def _seen_by(place: Place, risk: str) -> SeenBy:
    """Whoever sees the risk sees what is done about it."""
    raised = review_of(place.contract, place.actor.side).facts.of(RiskRaised)
    found: SeenBy = next((act.entry.seen_by for act in raised if act.event.risk == risk), "both")
    return found
