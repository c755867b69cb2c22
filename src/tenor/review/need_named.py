"""What Home calls a duty by the words of people: an action by what is to be done, trouble by the units it is about and what is at risk."""

from __future__ import annotations

from tenor.base.wording import Said, said
from tenor.ledger.events.meetings import ActionAgreed
from tenor.ledger.events.working_together import CapacityRaised
from tenor.ledger.model import Act
from tenor.review.about import namer
from tenor.review.at_risk import at_risk
from tenor.review.in_words import in_words
from tenor.review.model import Duty, Review


def named(review: Review, duty: Duty) -> Said | None:
    """The duty in words; None where nobody left any, or it is neither an action nor trouble told."""
    if duty.kind == "action":
        act = _agreed(review, duty)
        text = in_words(act) if act else ""
        return said("need-action", what=text) if text else None
    raised = _raised(review, duty)
    if raised is None or not raised.event.units:
        return None
    names = {unit.id: unit.name or unit.id for unit in review.terms.units}
    return said("need-capacity", units=[names.get(id, id) for id in raised.event.units])


def why_named(review: Review, duty: Duty) -> tuple[Said, ...]:
    """What an action comes from; what is at risk of each KPI that counts units."""
    if duty.kind == "action":
        act = _agreed(review, duty)
        source = "" if act is None else act.event.source or (f"meeting {act.event.meeting}" if act.event.meeting else "")
        return (said("need-action-from", source=namer(review)(source)),) if source else ()
    raised = _raised(review, duty)
    if raised is None:
        return ()
    found = at_risk(review, raised.event.units, raised.day)
    return tuple(
        said("need-at-risk", n=len(one.named), all=one.expected, rows=one.dataset.replace("_", " "), period=one.period.said)
        for one in found
    )


def _agreed(review: Review, duty: Duty) -> Act | None:
    return next((act for act in review.facts.of(ActionAgreed) if act.event.action == duty.what.values.get("action")), None)


def _raised(review: Review, duty: Duty) -> Act | None:
    """The telling that a talk is about."""
    if duty.kind != "capacity":
        return None
    return next((act for act in review.facts.of(CapacityRaised) if act.event.problem == duty.what.values.get("problem")), None)
