"""One duty: what, who, under which clause, by when and how that was found, how it stands, and what was done about it. `view.what` is its
id; LookupError where there is none."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import said
from tenor.desk.pages.duty_answer import answer_data
from tenor.desk.pages.ending import words_of
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.answers import BreachFound, DutyAnswered, ReceiptAcknowledged
from tenor.ledger.events.decisions import DutyDone, DutyExtended, DutyStarted, DutyWaived, NamedEvent
from tenor.ledger.model import Act
from tenor.review.model import Duty, Review
from tenor.review.offered import offered
from tenor.review.whose import side_of
from tenor.terms.model import DutyTerms, EventIs

ACTS = (DutyStarted, DutyDone, DutyWaived, DutyExtended, ReceiptAcknowledged, DutyAnswered, BreachFound)


def make(view: View) -> Data:
    """A duty that exists, or one of the terms that has not begun: it waits for what begins it."""
    review, id = view.review, view.what
    duty = next((each for each in review.duties if each.id == id), None)
    listed = _listed(review, id)
    if duty is None and listed is None:
        raise LookupError(id)
    by = duty.who if duty else listed.by if listed else ()
    to = duty.to if duty else listed.to if listed else ()
    return {
        "id": id,
        "what": said_data(duty.what if duty else said("duty-listed", what=listed.what if listed else id)),
        "who": [{"name": who, "side": side_of(review.terms, who)} for who in by],
        "to": [{"name": who, "side": side_of(review.terms, who)} for who in to],
        "clause": list(duty.clause if duty else listed.clause if listed else ()),
        "kind": duty.kind if duty else "duty",
        **_days(duty),
        **_of_terms(review, listed),
        "answer": answer_data(review, id),
        "cures": str(duty.what.values.get("notice", "")) if duty and duty.kind == "cure" else "",
        "acts": [_act(act) for act in review.facts.of(*ACTS) if act.event.duty == id],
        "offers": offered(review, "duty", id) if duty else {"buyer": [], "supplier": []},
    }


def _listed(review: Review, id: str) -> DutyTerms | None:
    """The duty of the terms that it is, or is one of: "insurance 2023" is one of insurance."""
    own = [each for each in review.terms.duties if id == each.id or id.startswith(f"{each.id} ")]
    return max(own, key=lambda each: len(each.id), default=None)


def _days(duty: Duty | None) -> Data:
    if duty is None:
        return {"begun": False, "due": None, "due_by": "", "worked_out": None, "state": "", "done_on": None, "because": []}
    return {
        "begun": True,
        "due": day_data(duty.due),
        "due_by": duty.due_by,
        "worked_out": said_data(duty.worked_out) if duty.worked_out else None,
        "state": duty.state if duty.state in ("done", "done late", "waived", "always") else "to do",
        "done_on": day_data(duty.done_on),
        "because": [said_data(each) for each in duty.because],
    }


def _of_terms(review: Review, listed: DutyTerms | None) -> Data:
    """What the terms say of it besides, and what it waits for."""
    happened = {act.event.name.lower() for act in review.facts.of(NamedEvent)}
    names = [each.name for each in listed.when if isinstance(each, EventIs)] if listed else []
    return {
        "heading": listed.heading if listed else "",
        "found_in": listed.found_in if listed else "",
        "begins_with": names,
        "awaited": [name for name in names if name.lower() not in happened],
    }


def _act(act: Act) -> Data:
    return {
        "kind": act.entry.type,
        "on": day_data(act.day),
        "by": act.entry.by,
        "side": act.entry.side,
        "to": day_data(getattr(act.event, "to", None)),
        "choice": getattr(act.event, "choice", ""),
        "text": words_of(act),
        "owner": words_of(act, "owner"),
        "ref": act.entry.seq,
    }
