"""How far a signed contract is set up: readings, contacts, units, what is to be ready, and whether it went live."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.meeting_acts import meeting_before_start
from tenor.desk.pages.people import sides, units
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.agreements import ReadingAgreed
from tenor.ledger.events.decisions import DutyDone, NamedEvent
from tenor.review.checklists import lines, tally
from tenor.review.mobilisation import Ready, to_be_ready
from tenor.review.model import Review
from tenor.review.things import known


def make(view: View) -> Data:
    """{"readings", "sides", "units", "ready", "awaited", "live", "items", "meeting"}; days as ISO text."""
    review = view.review
    happened = {act.event.name.lower() for act in review.facts.of(NamedEvent)}
    ready, items = to_be_ready(review), tally(lines(review, "mobilisation"), review.on)
    awaited = {name for each in ready for name in each.begins_with if name.lower() not in happened}
    return {
        "readings": _readings(review),
        "sides": sides(review),
        "units": units(review),
        "ready": [ready_of(review, each) for each in ready],
        "awaited": sorted(awaited),
        "live": live_of(review),
        "items": {"done": items.done, "n": items.n},
        "starts": day_data(review.terms.contract.starts),
        "meeting": meeting_before_start(review),
    }


def _readings(review: Review) -> Data:
    agreed = {act.event.reading for act in review.facts.of(ReadingAgreed)}
    states = list(known(review, "proposal").values())
    return {"n": len(review.terms.readings), "agreed": len(agreed), "open": states.count("open"), "refused": states.count("refused")}


def ready_of(review: Review, ready: Ready) -> Data:
    """One of what is to be ready: for whom, until when, and whether it is done."""
    terms, duty = ready.terms, ready.duty
    done = next((act for act in review.facts.of(DutyDone) if act.event.duty == terms.id), None)
    words = done.entry.body.content if done is not None and done.entry.body is not None else {}
    return {
        "id": terms.id,
        "what": terms.what,
        "who": list(terms.by),
        "clause": list(terms.clause),
        "found_in": terms.found_in,
        "begins_with": list(ready.begins_with),
        "begun": duty is not None,
        "state": duty.state if duty else "",
        "done": ready.is_done,
        "due": day_data(duty.due) if duty else None,
        "worked_out": said_data(duty.worked_out) if duty and duty.worked_out else None,
        "done_on": day_data(duty.done_on) if duty else None,
        "done_by": done.entry.by if done else "",
        "owner": str(words.get("owner", "")),
        "note": str(words.get("text", "")),
    }


def live_of(review: Review) -> Data | None:
    """Who recorded that it went live, when, and what was left."""
    act = next((act for act in review.facts.of(NamedEvent) if act.event.name == "go-live"), None)
    if act is None:
        return None
    words = act.entry.body.content if act.entry.body is not None else {}
    return {"on": day_data(act.day), "by": act.entry.by, **{name: str(words.get(name, "")) for name in ("name", "left", "text")}}
