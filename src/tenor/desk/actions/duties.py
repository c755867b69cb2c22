"""Orders about duties as such: done, let go by whom it is owed to, or given more time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say, wrong_with
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.answers import BreachFound, DutyAnswered, ReceiptAcknowledged
from tenor.ledger.events.decisions import DutyDone, DutyExtended, DutyWaived
from tenor.returns.spelling import prose

LONGEST = 2000


def do_duty(place: Place, duty: str, *, why: str = "", on: date | None = None, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Say that it is done, today or on an earlier day."""
    return _say(place, DutyDone(duty=duty), why, turn, head, on)


def waive_duty(place: Place, duty: str, *, why: str, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Let it go: it need not be done any more. Only whom it is owed to can, and says why."""
    return _say(place, DutyWaived(duty=duty), why, turn, head) if prose(why) else (problem("words-missing"),)


def extend_duty(place: Place, duty: str, *, to: date, why: str, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Give it until a later day."""
    return _say(place, DutyExtended(duty=duty, to=to), why, turn, head) if prose(why) else (problem("words-missing"),)


def answer_duty(
    place: Place, duty: str, *, choice: str, method: str = "", why: str = "", turn: UUID, head: str = ""
) -> tuple[Problem, ...]:
    """Answer what was given, by one of the options of the contract. `method`: how the answer was sent, where receipt hangs on it."""
    return _say(place, DutyAnswered(duty=duty, choice=choice, method=method), why, turn, head)


def acknowledge_given(place: Place, duty: str, *, on: date | None = None, why: str = "", turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Say that what is to be answered, or the answer to it, arrived: today or on an earlier day. `duty`: the duty to answer."""
    return _say(place, ReceiptAcknowledged(duty=duty), why, turn, head, on)


def find_breach(place: Place, duty: str, *, why: str, on: date | None = None, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Find that it was breached, with the reason."""
    return _say(place, BreachFound(duty=duty), why, turn, head, on) if prose(why) else (problem("words-missing"),)


def _say(place: Place, event: Event, why: str, turn: UUID, head: str, on: date | None = None) -> tuple[Problem, ...]:
    return wrong_with(say(place, event, {"text": prose(why)[:LONGEST]}, turn=turn, head=head, on=on))
