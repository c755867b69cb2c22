"""A duty as it is asked for, before its state is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from tenor.base.deadline import Deadline, in_time
from tenor.base.wording import Said
from tenor.ledger.model import Act
from tenor.terms.model import Grace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A duty before its state is known. `done_on`: when what it asks for happened, whenever that was."""

    id: str
    what: Said
    who: tuple[str, ...]
    clause: tuple[str, ...]
    kind: str
    deadline: Deadline | None = None
    done_on: date | None = None
    to: tuple[str, ...] = ()
    always: bool = False
    why_no_day: Said | None = None
    because: tuple[Said, ...] = ()
    done_at: datetime | None = None  # the moment, where it is known
    series: str = ""  # of something that recurs: what it is one of
    grace: Grace | None = None
    earliest: Deadline | None = None  # not to be done before

    @property
    def missed(self) -> bool:
        """Not done by its day, or by the hour of its day."""
        if self.deadline is None or self.done_on is None:
            return self.deadline is not None
        return not in_time(self.deadline, self.done_on, self.done_at)


class Done(TypedDict):
    """When something was done: its day, and the moment where that is known."""

    done_on: date | None
    done_at: datetime | None


def done_by(acts: Iterable[Act]) -> Done:
    """By the first of several acts; by none, not."""
    first = min(acts, key=lambda act: (act.day, act.order), default=None)
    return Done(done_on=first.day if first else None, done_at=first.entry.moment if first else None)
