"""One act of a person on a page, with the words that belong to it: what nearly every order comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tenor.base.problem import Problem
from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events import Event
from tenor.ledger.model import Body, SeenBy
from tenor.ledger.record import Proposed, Recorded


def say(
    place: Place,
    event: Event,
    words: Mapping[str, Any] | None = None,
    *,
    turn: UUID,
    head: str = "",
    on: date | None = None,
    seen_by: SeenBy = "both",
    act: str = "",
    units: Sequence[str] = (),
    also: Callable[[], None] | None = None,
) -> Recorded:
    """Record one act by the person, today or on the earlier day `on`. `words`: the body of words; what is empty in it is left out.

    `turn` is the id of the sending: sent twice, it is one entry. `head`, `act`, `units`, `also`: as `record` has them."""
    proposed = propose(place, event, words, turn=turn, on=on, seen_by=seen_by)
    return record(place.contract, [proposed], actor=place.actor, act=act, head=head, units=units, also=also)


def wrong_with(done: Recorded) -> tuple[Problem, ...]:
    """Why nothing was recorded; nothing where it was, whatever was remarked on it."""
    return () if done.entries else done.problems


def propose(
    place: Place, event: Event, words: Mapping[str, Any] | None = None, *, turn: UUID, on: date | None = None, seen_by: SeenBy = "both"
) -> Proposed:
    """The act as it is handed to `record`, where several belong together."""
    said = {name: value for name, value in (words or {}).items() if value}
    # the same sending again is the same act, at the moment it was first sent
    before = next((entry for entry in reversed(held(place.contract).entries) if entry.id == str(turn)), None)
    now = clock.now() if on in (None, clock.today()) else None  # of an act of an earlier day the hour is not known
    return Proposed(
        event=event,
        by=place.actor.by,
        side=place.actor.side,
        on=on or (before.on if before else clock.today()),
        moment=before.moment if before else now,
        body=Body(kind="words", salt="", content=said) if said else None,
        seen_by=seen_by,
        id=str(turn),
    )
