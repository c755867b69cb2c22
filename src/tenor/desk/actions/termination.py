"""Orders on the way to ending a contract early: choose the route, invite what the other side has to say, look at it, end."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args, get_type_hints
from uuid import UUID

from tenor.base.problem import Problem, problem, stopping
from tenor.desk.actions.readings import keep_last_day
from tenor.desk.actions.say import say
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.beginning_and_end import RepresentationsConsidered, RepresentationsInvited, TerminationRouteChosen
from tenor.returns.spelling import prose

MOST_WORDS = 4000
_HINTS = get_type_hints(TerminationRouteChosen)
BASES: tuple[str, ...] = get_args(_HINTS["basis"])
GROUNDS: tuple[str, ...] = tuple(ground for ground in get_args(_HINTS["ground"]) if ground)


def choose_route(place: Place, *, basis: str, ground: str, why: str, turn: UUID) -> tuple[Problem, ...]:
    """On which right an ending would be based, with the reason. It can be chosen again; the gates then begin anew."""
    if basis not in BASES or (ground and ground not in GROUNDS):
        return (problem("route-unknown"),)
    event: Any = TerminationRouteChosen(basis=basis, ground=ground)  # type: ignore[arg-type]
    return _say(place, event, why, turn)


def invite_representations(place: Place, *, about: str, until: date, text: str, turn: UUID) -> tuple[Problem, ...]:
    """The other side is told of the intention, with ground and reasons, and may answer until a day."""
    return _say(place, RepresentationsInvited(until=until, about=about), text, turn, name="text")


def consider_representations(place: Place, *, about: str, text: str, turn: UUID) -> tuple[Problem, ...]:
    """What it said, or that it said nothing, was looked at; and what was concluded."""
    return _say(place, RepresentationsConsidered(about=about), text, turn, name="text")


def end_contract(place: Place, *, how: str, last_day: date, why: str, turn: UUID) -> tuple[Problem, ...]:
    """End it early. Nothing of the kind ever happens by itself."""
    if how not in ("termination", "agreement"):
        return (problem("route-unknown"),)
    if not prose(why):
        return (problem("words-missing"),)
    event = ContractEnded(last_day=last_day, how=how)  # type: ignore[arg-type]
    words = {"reason": prose(why)[:MOST_WORDS]}
    done = say(place, event, words, turn=turn, also=lambda: keep_last_day(place, last_day))
    return () if done.entries else tuple(stopping(done.problems))


def _say(place: Place, event: Event, text: str, turn: UUID, *, name: str = "reason") -> tuple[Problem, ...]:
    if not prose(text):
        return (problem("words-missing"),)
    done = say(place, event, {name: prose(text)[:MOST_WORDS]}, turn=turn)
    return () if done.entries else tuple(stopping(done.problems))
