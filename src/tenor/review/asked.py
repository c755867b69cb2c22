"""A duty as it is asked for, before its state is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tenor.base.deadline import Deadline, after_hour
from tenor.base.wording import Said
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
        due = self.deadline.due
        return self.done_on > due or (self.done_on == due and after_hour(self.deadline, self.done_at))
