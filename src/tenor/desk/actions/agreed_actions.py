"""Orders about actions: agree one, carry it over to a later day, say that it is done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events.meetings import ActionAgreed, ActionDone, ActionMoved
from tenor.returns.spelling import prose

MOST_WORDS = 1000


def action_id(turn: UUID) -> str:
    """The name of what a form agrees: the same form sent twice is one."""
    return f"action-{turn.hex[:10]}"


def agree_action(place: Place, *, text: str, owner: str, due: date | None, source: str, turn: UUID) -> tuple[Problem, ...]:
    """Put one on the list of both sides. `owner`: one of the roles the list offers; `source`: what it comes from, "" for nothing."""
    known = page_data(place.contract, place.actor.side, "actions")
    wrong = [problem("words-missing")] if not prose(text) else []
    wrong += [problem("action-owner-unknown")] if owner not in known["owners"] else []
    wrong += [problem("about-unknown")] if source and source not in [one["about"] for one in known["things"]] else []
    if wrong:
        return tuple(wrong)
    meeting = source.removeprefix("meeting ") if source.startswith("meeting ") else ""
    event = ActionAgreed(action=action_id(turn), owner=owner, due=due, meeting=meeting, source="" if meeting else source)
    return say(place, event, {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems


def move_action(place: Place, id: str, *, due: date, text: str, turn: UUID) -> tuple[Problem, ...]:
    """Carry it over to a later day, and say why."""
    if not prose(text):
        return (problem("words-missing"),)
    return say(place, ActionMoved(action=id, due=due), {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems


def finish_action(place: Place, id: str, *, text: str, turn: UUID) -> tuple[Problem, ...]:
    """Say that it is done."""
    return say(place, ActionDone(action=id), {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems
