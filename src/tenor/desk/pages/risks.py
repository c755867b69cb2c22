"""The log of risks and issues, as far as a side sees it."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.acts_told import maybe_told, told_act
from tenor.desk.pages.standards import NEW
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.working_together import RiskRaised
from tenor.review.model import Review
from tenor.review.offered import offered, open_to
from tenor.review.risks import Risk, risks


def make(view: View) -> Data:
    """{"risks": open ones first, the highest score first, "owners": the roles that may look after one, "starts"}."""
    review = view.review
    roles = [contact.role for contact in review.terms.contacts if contact.role]
    return {
        "risks": [_risk(review, one) for one in risks(review.terms, review.facts)],
        "owners": list(dict.fromkeys([*roles, "buyer", "supplier"])),
        "starts": open_to(review, RiskRaised(risk=NEW)),
    }


def _risk(review: Review, one: Risk) -> Data:
    told = told_act(one.raised)
    return {
        "id": one.id,
        "kind": one.kind,
        "owner": one.owner,
        "side": one.side,
        "seen_by": one.seen_by,
        "told": told,
        "mitigation": told["words"].get("mitigation", ""),
        "likelihood": one.likelihood,
        "impact": one.impact,
        "score": one.score,
        "scores": [{**told_act(act), "likelihood": act.event.likelihood, "impact": act.event.impact} for act in one.scores],
        "scored_on": day_data(one.scored_on),
        "look_on": day_data(one.look_on),
        "worked_out": said_data(one.worked_out),
        "closed": maybe_told(one.closed),
        "came_from": one.came_from,
        "became": list(one.became),
        "offers": offered(review, "risk", one.id, seen_by=one.seen_by),  # type: ignore[arg-type]
    }
