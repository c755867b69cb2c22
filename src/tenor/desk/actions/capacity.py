"""Orders about trouble that is told: raise it, say that it was seen, write what was talked through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.say import say
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.events.working_together import CapacityDiscussed, CapacityRaised, CapacitySeen
from tenor.returns.spelling import prose

MOST_WORDS = 4000


def problem_id(turn: UUID) -> str:
    """The name of what a form raises: the same form sent twice is one."""
    return f"capacity-{turn.hex[:10]}"


def raise_problem(place: Place, *, units: Sequence[str], happened: str, call: str, turn: UUID) -> tuple[Problem, ...]:
    """Tell the other side of trouble: which units are at risk, what happened, when one can be called."""
    wrong = [problem("capacity-no-units")] if not units else []
    wrong += [problem("words-missing")] if not prose(happened) else []
    if wrong:
        return tuple(wrong)
    words = {"text": prose(happened), "call": prose(call)}
    event = CapacityRaised(problem=problem_id(turn), units=tuple(units))
    return _say(place, event, {name: text for name, text in words.items() if text}, turn, units)


def see_problem(place: Place, id: str, *, turn: UUID) -> tuple[Problem, ...]:
    """Say that what the other side told was seen."""
    return _say(place, CapacitySeen(problem=id), {}, turn)


def discuss_problem(
    place: Place, id: str, *, text: str, turn: UUID, looked_at: Sequence[str] = (), until: date | None = None
) -> tuple[Problem, ...]:
    """Write what was talked through: what was looked at, what was agreed, until when it holds. Or answer."""
    wrong = [problem("words-missing")] if not prose(text) else []
    wrong += [problem("until-is-past")] if until is not None and until < clock.today() else []
    if wrong:
        return tuple(wrong)
    words = page_data(place.contract, place.actor.side, "own-capacity")["looked_at"]
    event = CapacityDiscussed(problem=id, looked_at=tuple(one for one in words if one in looked_at), until=until)
    return _say(place, event, {"text": prose(text)}, turn)


def _say(place: Place, event: Event, words: dict[str, str], turn: UUID, units: Sequence[str] = ()) -> tuple[Problem, ...]:
    return say(place, event, words, turn=turn, units=units).problems
