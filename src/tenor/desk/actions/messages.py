"""Orders about messages: write to the other side about something, answer what it wrote."""

from __future__ import annotations

from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events.working_together import MessageAnswered, MessageSent
from tenor.returns.spelling import prose

MOST_WORDS = 4000


def message_id(turn: UUID) -> str:
    """The name of what a form sends: the same form sent twice is one."""
    return f"message-{turn.hex[:10]}"


def write_message(place: Place, *, text: str, about: str, turn: UUID) -> tuple[Problem, ...]:
    """Write to the other side. `about`: a thing by kind and id, "" for none."""
    wrong = [problem("words-missing")] if not prose(text) else []
    if about and about not in [one["about"] for one in page_data(place.contract, place.actor.side, "messages")["things"]]:
        wrong.append(problem("about-unknown"))
    if wrong:
        return tuple(wrong)
    return say(place, MessageSent(message=message_id(turn), about=about), {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems


def answer_message(place: Place, id: str, *, text: str, turn: UUID) -> tuple[Problem, ...]:
    """Answer what the other side wrote."""
    if not prose(text):
        return (problem("words-missing"),)
    return say(place, MessageAnswered(message=id), {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems
