"""The noun of Home: one line of "What needs me today", and the group it stands in on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from tenor.base.wording import Said
from tenor.terms.model import Clause

Side: TypeAlias = Literal["buyer", "supplier"]

Kind: TypeAlias = Literal[
    "duty",  # something this side must do, by a day or as soon as may be
    "chase",  # something the other side should have done by now
    "check",  # a return came in: look at it before its figures are final
    "capacity",  # the supplier tells of trouble: talk about it
    "receipt",  # say that a notice or minutes arrived, or find out
    "plan",  # a plan waits for this side's text or signature
    "decide",  # conditions are met: a person decides
    "query",  # the other side asked and waits for an answer
    "figure",  # a figure is questioned: settle it
    "becoming final",  # figures that can still change until a day
    "silent",  # neither a meeting nor a return for a long time
    "unowned",  # a promise that nobody looks after
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Act: TypeAlias = Literal[
    "",  # nothing to press: look at the contract
    "send return",
    "check return",
    "confirm return",
    "hold meeting",
    "see to attendance",
    "sign start",
    "send minutes",
    "establish receipt",
    "acknowledge",
    "answer minutes",
    "issue minutes",
    "propose plan",
    "sign plan",
    "review plan",
    "ask for plan",
    "issue notice",
    "approve letter",
    "advise on letter",
    "issue letter",
    "change letter",
    "do duty",
    "do action",
    "supply information",
    "discuss capacity",
    "investigate",
    "look into finding",
    "close finding",
    "show certificate",
    "check sharing",
    "review risk",
    "answer query",
    "answer message",
    "answer request",
    "answer proposal",
    "settle figure",
    "decide",
    "check law",
    "look",
    "plan meeting",
    "chase",
    "do item",
    "decide what comes after",
    "archive",
]
ACTS: tuple[Act, ...] = get_args(Act)

Group: TypeAlias = Literal["overdue", "due soon", "decide", "answer", "becoming final", "silent", "equality", "later", "over"]
GROUPS: tuple[Group, ...] = get_args(Group)
ON_HOME: tuple[Group, ...] = GROUPS[:7]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that needs somebody of a side. All its days are fixed, so that a line kept yesterday is right today: whether it is
    overdue is for `group_of(need, on)` to say.

    `soon_from`: the day from which it stands on Home: 5 working days before `due`, its own first day where there is no `due`; None:
    not yet. `since`: the day it began, for "Since Fri 9 Jun". `about`: ids that the page of `act` needs, by what they are (duty,
    return, period, series, slot, meeting, plan, notice, action, request, problem, query, message, kpi, step, steps, rule, consequence,
    failure, finding, certificate, agreement, risk). `until`: the last day on which it stands there, where another takes its
    place; None: as long as it is there.
    """

    id: str  # the same line on another day has the same id
    kind: Kind
    side: Side
    what: Said
    clause: Clause = ()
    why: tuple[Said, ...] = ()
    due: date | None = None
    soon_from: date | None = None
    since: date | None = None
    worked_out: Said | None = None
    who: tuple[str, ...] = ()  # roles it is for, as the terms name them; empty: anybody of the side
    act: Act = ""
    about: tuple[tuple[str, str], ...] = ()
    until: date | None = None
    due_by: str = ""  # the hour of `due` in London, "14:30", where there is one

    def of(self, name: str) -> str:
        """One of the ids it is about; "" where there is none of this name."""
        return dict(self.about).get(name, "")
