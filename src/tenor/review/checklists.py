"""Checklists of getting ready, handing over and leaving: what is on each, who has it, until when, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.ledger.events.beginning_and_end import ItemDone, ItemListed, ItemNotNeeded
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.review.things import known

Checklist = Literal["mobilisation", "handover", "exit"]
CHECKLISTS: tuple[Checklist, ...] = ("mobilisation", "handover", "exit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item. `state`: open, done or not needed; `settled`: the act that said so."""

    item: str
    checklist: Checklist
    holder: str
    due: date | None
    state: str
    listed: Act
    settled: Act | None = None

    def late_by(self, on: date) -> int:
        """Calendar days past its day, 0 where it is not late."""
        return (on - self.due).days if self.state == "open" and self.due is not None and on > self.due else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a list stands on a day. What is not needed is not counted. `late`: each that is past its day, with by how many days."""

    n: int
    done: int
    late: tuple[tuple[str, int], ...] = ()

    @property
    def left(self) -> int:
        """How many are still to be done."""
        return self.n - self.done


def lines(review: Review, *checklists: Checklist) -> tuple[Line, ...]:
    """The items of these lists, of all where none is named, in the order in which they were listed."""
    states = known(review, "item")
    settled = {act.event.item: act for act in review.facts.of(ItemDone, ItemNotNeeded)}
    wanted = checklists or CHECKLISTS
    return tuple(
        Line(
            item=act.event.item,
            checklist=act.event.checklist,
            holder=act.event.holder,
            due=act.event.due,
            state=states[act.event.item],
            listed=act,
            settled=settled.get(act.event.item),
        )
        for act in review.facts.of(ItemListed)
        if act.event.checklist in wanted
    )


def tally(several: Sequence[Line], on: date) -> Tally:
    """How these stand on a day."""
    counted = [line for line in several if line.state != "not needed"]
    late = tuple((line.item, days) for line in counted if (days := line.late_by(on)))
    return Tally(n=len(counted), done=sum(line.state == "done" for line in counted), late=late)
