"""A duty as it is asked for, before its state is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.deadline import Deadline
from tenor.base.wording import Said


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
