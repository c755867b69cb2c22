"""Beginning and end of a contract: getting ready, handing over, training, what comes after, leaving, closing. Days, never "late"."""

from __future__ import annotations

from datetime import timedelta

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.ending_record import final_returns, record_of
from tenor.desk.pages.setup import live_of, ready_of
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.agreements import AgreementProposed, ContractEnded
from tenor.ledger.events.beginning_and_end import ContractArchived, EndingDecided, ItemListed, TrainingHeld
from tenor.ledger.events.meetings import ActionAgreed
from tenor.ledger.events.working_together import FeedbackGiven
from tenor.ledger.model import Act
from tenor.review.after import after
from tenor.review.checklists import CHECKLISTS, Line, lines
from tenor.review.endings import archived, ending
from tenor.review.extending import Right
from tenor.review.mobilisation import readiness, to_be_ready
from tenor.review.model import Review
from tenor.review.offered import offered, open_to
from tenor.review.things import known
from tenor.review.whose import sides_of

FAR = timedelta(days=365)
EXTENDS = "contract.ends"


def make(view: View) -> Data:
    """Getting ready, lists, trainings, what comes after, how it ends, lessons, last returns, the record; and what may be begun."""
    review = view.review
    contract = review.terms.contract
    done, n = readiness(review)
    return {
        "starts": day_data(contract.starts),
        "ends": day_data(contract.ends),
        "ready": {"done": done, "n": n, "duties": [ready_of(review, each) for each in to_be_ready(review)], "live": live_of(review)},
        "lists": {each: [_item(review, line) for line in lines(review, each)] for each in CHECKLISTS},
        "trainings": [_training(review, act) for act in review.facts.of(TrainingHeld)][::-1],
        "after": _after(review),
        "ending": _ending(review),
        "archived": _archived(review),
        "lessons": [_lesson(act) for act in review.facts.of(FeedbackGiven) if act.event.kind == "lesson"][::-1],
        "returns": final_returns(review),
        "record": record_of(review),
        "holders": [contact.role for contact in review.terms.contacts if contact.role],
        "offers": _offers(review),
    }


def _offers(review: Review) -> dict[str, list[str]]:
    """What may be begun: acts that are about no one thing yet."""
    ends = review.terms.contract.ends
    tried = (
        ItemListed(item="?", checklist="exit"),
        TrainingHeld(training="?", booked=1, attended=1),
        FeedbackGiven(feedback="?", kind="lesson"),
        EndingDecided(choice="end"),
        ContractEnded(last_day=max(review.terms.contract.starts, min(review.on, ends)), how="completion"),
        ContractArchived(keep_until=review.on + FAR),
    )
    return {str(side): names for side, names in open_to(review, *tried).items()}


def words_of(act: Act | None, name: str = "text") -> str:
    """What was said with an act; "" where nothing was, or it was erased."""
    several = (act.entry.body, act.entry.words) if act is not None else ()
    body = next((each for each in several if each is not None and each.kind == "words"), None)
    return str(body.content.get(name, "")) if body is not None else ""


def is_erased(act: Act) -> bool:
    """Whether there were words with it that are gone."""
    return bool(act.entry.body_hash) and act.entry.body is None


def _item(review: Review, line: Line) -> Data:
    return {
        "id": line.item,
        "text": words_of(line.listed),
        "erased": is_erased(line.listed),
        "route": words_of(line.listed, "route"),
        "holder": line.holder,
        "due": day_data(line.due),
        "state": line.state,
        "listed": {"on": day_data(line.listed.day), "by": line.listed.entry.by},
        "settled": line.settled and {"on": day_data(line.settled.day), "by": line.settled.entry.by, "why": words_of(line.settled)},
        "offers": offered(review, "item", line.item),
    }


def _training(review: Review, act: Act) -> Data:
    """With the actions that were agreed from it."""
    source = f"training {act.event.training}"
    states = known(review, "action")
    actions = [
        {"id": a.event.action, "text": words_of(a), "owner": a.event.owner, "due": day_data(a.event.due), "state": states[a.event.action]}
        for a in review.facts.of(ActionAgreed)
        if a.event.source == source
    ]
    return {
        "id": act.event.training,
        "on": day_data(act.day),
        "by": act.entry.by,
        "text": words_of(act),
        "booked": act.event.booked,
        "attended": act.event.attended,
        "actions": actions,
    }


def _after(review: Review) -> Data:
    coming = after(review)
    decided, right = coming.decided, coming.right
    return {
        "decide_from": day_data(coming.decide_from),
        "decide_by": day_data(coming.decide_by),
        "by_practice": coming.by_practice,
        "clause": list(coming.clause),
        "worked_out": said_data(coming.worked_out) if coming.worked_out else None,
        "extension": right and _extension(review, right),
        "decided": decided and _decision(decided),
        "earlier": [_decision(act) for act in review.facts.of(EndingDecided) if act is not decided][::-1],
        "proposals": _proposals(review),
    }


def _extension(review: Review, right: Right) -> Data:
    """A right to extend: of whom, by when, to which day at most. `sides`: those that may use it by themselves."""
    extension = right.extension
    return {
        "clause": list(extension.clause),
        "up_to": extension.up_to,
        "by": list(extension.by),
        "sides": sorted(sides_of(review.terms, extension.by)),
        "limit": day_data(right.limit),
        "due": day_data(right.due.due) if right.due else None,
    }


def _decision(act: Act) -> Data:
    event = act.event
    return {
        "choice": event.choice,
        "to": day_data(event.to),
        "on": day_data(act.day),
        "by": act.entry.by,
        "reason": words_of(act, "reason") or words_of(act),
    }


def _proposals(review: Review) -> list[Data]:
    """Other last days that were proposed, the newest first."""
    states = known(review, "proposal")
    return [
        {"id": act.event.proposal, "to": act.event.changes[EXTENDS], "on": day_data(act.day), "state": states[act.event.proposal]}
        for act in reversed(review.facts.of(AgreementProposed))
        if EXTENDS in act.event.changes
    ]


def _ending(review: Review) -> Data:
    found = ending(review)
    act = found.act
    return {
        "how": found.how,
        "last_day": day_data(found.last_day),
        "on": day_data(act.day) if act else None,
        "by": act.entry.by if act else "",
        "reason": words_of(act, "reason") or words_of(act),
    }


def _archived(review: Review) -> Data | None:
    act = archived(review)
    if act is None:
        return None
    return {"on": day_data(act.day), "by": act.entry.by, "keep_until": day_data(act.event.keep_until), "text": words_of(act)}


def _lesson(act: Act) -> Data:
    return {"id": act.event.feedback, "on": day_data(act.day), "by": act.entry.by, "side": act.entry.side, "text": words_of(act)}
