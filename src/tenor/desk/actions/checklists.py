"""Orders about checklists: put something on one, say that it is done, or that it is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import propose, say, wrong_with
from tenor.desk.record import record
from tenor.desk.visible import Place
from tenor.ledger.events.beginning_and_end import ItemDone, ItemListed, ItemNotNeeded
from tenor.returns.spelling import prose
from tenor.review.checklists import Checklist

MOST = 40  # items put on a list at once
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something to put on a list. `holder`: a side or a role; `route`: by which secure way it is handed over."""

    text: str
    holder: str = ""
    due: date | None = None
    route: str = ""


def list_items(place: Place, checklist: Checklist, several: Sequence[Wanted], *, turn: UUID) -> tuple[Problem, ...]:
    """Put these on a list: all of them, or none."""
    wrong = [problem("words-missing")] if not several or not all(prose(each.text) for each in several) else []
    wrong += [problem("checklist-too-many", most=MOST)] if len(several) > MOST else []
    if wrong:
        return tuple(wrong)
    acts = [
        propose(
            place,
            ItemListed(item=_name(id), checklist=checklist, holder=each.holder, due=each.due),
            {"text": prose(each.text)[:LONGEST], "route": prose(each.route)[:LONGEST]},
            turn=id,
        )
        for n, each in enumerate(several)
        for id in [turn if n == 0 else uuid5(turn, str(n))]
    ]
    return wrong_with(record(place.contract, acts, actor=place.actor))


def do_item(place: Place, item: str, *, why: str = "", turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Say that it is done: handed over, ready or given back."""
    return wrong_with(say(place, ItemDone(item=item), {"text": prose(why)[:LONGEST]}, turn=turn, head=head))


def drop_item(place: Place, item: str, *, why: str, turn: UUID, head: str = "") -> tuple[Problem, ...]:
    """Say that it is not needed, and why: it is counted no more."""
    if not prose(why):
        return (problem("words-missing"),)
    return wrong_with(say(place, ItemNotNeeded(item=item), {"text": prose(why)[:LONGEST]}, turn=turn, head=head))


def _name(id: UUID) -> str:
    return f"item-{id.hex[:10]}"
