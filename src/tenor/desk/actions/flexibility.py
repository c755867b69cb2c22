"""Orders about another day: a unit asks for it, the other side answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say
from tenor.desk.visible import Place
from tenor.ledger.events.working_together import FlexibilityAnswered, FlexibilityAsked
from tenor.returns.spelling import prose

MOST_WORDS = 2000


def request_id(turn: UUID) -> str:
    """The name of what a form asks: the same form sent twice is one."""
    return f"request-{turn.hex[:10]}"


def ask_another_day(place: Place, *, unit: str, planned: date, wanted: date, text: str, turn: UUID) -> tuple[Problem, ...]:
    """Ask that what is planned for a day at a unit be done on another."""
    if planned == wanted:
        return (problem("request-same-day"),)
    event = FlexibilityAsked(request=request_id(turn), unit=unit, planned_on=planned, wanted_on=wanted)
    return say(place, event, {"text": prose(text)[:MOST_WORDS]}, turn=turn, units=[unit]).problems


def answer_request(place: Place, id: str, *, agreed: bool, moved_to: date | None, text: str, turn: UUID) -> tuple[Problem, ...]:
    """Agree, with the day it moves to; or not, and say why."""
    if not agreed and not prose(text):
        return (problem("words-missing"),)
    event = FlexibilityAnswered(request=id, agreed=agreed, moved_to=moved_to if agreed else None)
    return say(place, event, {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems
