"""Orders about beginning and end: training held, what comes after, lessons, a contract that is completed, and its archive."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.readings import keep_last_day, name_of
from tenor.desk.actions.say import propose, say, wrong_with
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events.agreements import AgreementProposed, ContractEnded, ContractExtended
from tenor.ledger.events.beginning_and_end import ContractArchived, EndingDecided, TrainingHeld
from tenor.ledger.events.meetings import ActionAgreed
from tenor.ledger.events.working_together import FeedbackGiven
from tenor.ledger.record import Proposed
from tenor.returns.spelling import prose

LONGEST = 4000
AFTER = "decide what comes after"
ENDS = "contract.ends"


def hold_training(
    place: Place, *, on: date, booked: int, attended: int, text: str, action: str = "", owner: str = "", due: date | None = None, turn: UUID
) -> tuple[Problem, ...]:
    """Record a training, and with it the action that is agreed for those who did not come."""
    id = f"training-{turn.hex[:10]}"
    acts = [propose(place, TrainingHeld(training=id, booked=booked, attended=attended), {"text": prose(text)[:LONGEST]}, turn=turn, on=on)]
    if prose(action):
        agreed = ActionAgreed(action=f"action-{turn.hex[:10]}", owner=owner or "buyer", due=due, source=f"training {id}")
        acts.append(propose(place, agreed, {"text": prose(action)[:LONGEST]}, turn=uuid5(turn, "action")))
    return wrong_with(record(place.contract, acts, actor=place.actor))


def decide_after(
    place: Place,
    choice: Literal["extend", "re-tender", "end"],
    *,
    to: date | None,
    reason: str,
    clause: str = "",
    by_right: bool = False,
    turn: UUID,
    head: str = "",
) -> tuple[Problem, ...]:
    """Decide what comes after. To extend by a right of the contract holds at once; else it is proposed to the other side in the same
    press, and holds once that agrees."""
    if not prose(reason):
        return (problem("words-missing"),)
    words = {"reason": prose(reason)[:LONGEST]}
    acts: list[Proposed] = [propose(place, EndingDecided(choice=choice, to=to), words, turn=turn)]
    if choice == "extend" and to is not None and by_right:
        acts.append(propose(place, ContractExtended(last_day=to, clause=clause), words, turn=uuid5(turn, "extended")))
        also = lambda: keep_last_day(place, to)  # noqa: E731
        return wrong_with(record(place.contract, acts, actor=place.actor, act=AFTER, head=head, also=also))
    if choice == "extend" and to is not None:
        id = uuid5(turn, "proposal")
        proposed = AgreementProposed(proposal=name_of(id), changes={ENDS: to.isoformat()}, from_=clock.today(), clause=clause)
        acts.append(propose(place, proposed, {"text": words["reason"]}, turn=id))
    return wrong_with(record(place.contract, acts, actor=place.actor, act=AFTER, head=head))


def learn_lesson(place: Place, text: str, *, turn: UUID) -> tuple[Problem, ...]:
    """Keep a lesson for the next contract; both sides see it."""
    if not prose(text):
        return (problem("words-missing"),)
    event = FeedbackGiven(feedback=f"lesson-{turn.hex[:10]}", kind="lesson")
    return wrong_with(say(place, event, {"text": prose(text)[:LONGEST]}, turn=turn))


def complete(place: Place, *, last_day: date, reason: str, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Record that all of it is done, before its last day: the contract is completed."""
    if not prose(reason):
        return (problem("words-missing"),)
    event = ContractEnded(last_day=last_day, how="completion")
    words = {"reason": prose(reason)[:LONGEST]}
    return wrong_with(say(place, event, words, turn=turn, head=head, also=lambda: keep_last_day(place, last_day)))


def archive(place: Place, *, keep_until: date, text: str = "", turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Put a contract that is over away: nothing more is asked of anybody, and the record is kept until a day."""
    return wrong_with(say(place, ContractArchived(keep_until=keep_until), {"text": prose(text)[:LONGEST]}, turn=turn, head=head))
