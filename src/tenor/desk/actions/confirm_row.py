"""Orders of whoever looks after a unit: say that a row happened as it was entered, or accept what came of it."""

from __future__ import annotations

from typing import Literal

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.lookups.own_units import find_row_of_unit
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events.returns import RowConfirmed
from tenor.ledger.record import Proposed


def confirm_row(place: Place, dataset: str, row: str, *, id: str) -> tuple[Problem, ...]:
    """The row happened as it was entered."""
    return _say(place, dataset, row, "happened", id)


def accept_row(place: Place, dataset: str, row: str, *, id: str) -> tuple[Problem, ...]:
    """What came of the row is accepted."""
    return _say(place, dataset, row, "accepted", id)


def _say(place: Place, dataset: str, row: str, choice: Literal["happened", "accepted"], id: str) -> tuple[Problem, ...]:
    found = find_row_of_unit(place, dataset, row)
    if found is None:
        return (problem("row-not-there"),)
    if choice == "accepted" and found["open"]:
        return (problem("unit-not-sent"),)
    event = RowConfirmed(dataset=dataset, row=row, choice=choice)
    proposed = Proposed(event=event, by=place.actor.by, side=place.actor.side, on=clock.today(), id=id)
    return record(place.contract, [proposed], actor=place.actor, units=[found["unit"]]).problems
