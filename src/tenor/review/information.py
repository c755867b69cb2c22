"""What information was asked for, by when, and when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.ledger.events.working_together import InformationAsked, InformationDateAgreed, InformationSupplied
from tenor.ledger.model import Act, Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `due`: the day that holds; `moved`: the acts that agreed another."""

    id: str
    asked: Act
    due: date | None
    moved: tuple[Act, ...]
    supplied: Act | None

    @property
    def first_due(self) -> date | None:
        due: date | None = self.asked.event.due
        return due

    @property
    def days_late(self) -> int:
        """Days between the day that holds and the day it came; 0: in time, not here yet, or no day was set."""
        if self.due is None or self.supplied is None:
            return 0
        return max((self.supplied.day - self.due).days, 0)


def requests(facts: Facts) -> list[Request]:
    """All, in the order in which they were asked. What is supplied again counts with its first day."""
    given = {act.event.request: act for act in reversed(facts.of(InformationSupplied))}
    found = []
    for act in facts.of(InformationAsked):
        moved = tuple(each for each in facts.of(InformationDateAgreed) if each.event.request == act.event.request)
        due = moved[-1].event.due if moved else act.event.due
        found.append(Request(id=act.event.request, asked=act, due=due, moved=moved, supplied=given.get(act.event.request)))
    return found
