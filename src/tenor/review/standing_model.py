"""The nouns of the contracts list and the Summary page: where a contract stands, its flags, its ladder, what follows, its next dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from tenor.base.wording import Said
from tenor.review.need_model import Side
from tenor.terms.model import Clause

Direction: TypeAlias = Literal["rising", "steady", "falling", ""]  # "": too few periods to say

FlagKind: TypeAlias = Literal[
    "return late",
    "conditions met",
    "warning in force",
    "plan in force",
    "silent",
    "no manager",
    "figure questioned",
    "not mobilised",
    "minutes late",
    "archived",
]
FLAG_KINDS: tuple[FlagKind, ...] = get_args(FlagKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Which way a series goes as a whole. `periods`: how many rated ones it rests on; `score` and `wanted`: the sum of signs, and the
    size that it must reach (None: too few periods for any)."""

    direction: Direction
    periods: int
    score: int = 0
    wanted: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A period of the strip: overall level, its state, whether a figure under it is questioned or rests on a reading."""

    period: str
    first: date
    last: date
    level: str | None
    state: str  # final, provisional, not due, none
    disputed: bool = False
    reading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that stands, from a day on. `until`: the first day on which it stands no more, where that is known.
    `side`: whose it is ("no manager" of the supplier); `about`: ids (step, plan, notice, return and period, KPI and period)."""

    kind: FlagKind
    from_day: date
    until: date | None = None
    n: int = 1
    side: Side | Literal[""] = ""
    about: str = ""

    def holds_on(self, on: date) -> bool:
        """Whether it stands on a day."""
        return self.from_day <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A day that lies ahead. `side`: whose it is to do; "": both sides', or nobody's (figures become final)."""

    day: date
    what: Said
    worked_out: Said | None = None
    clause: Clause = ()
    side: Side | Literal[""] = ""
    kind: str = ""  # of the duty, or "final", "row due", "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the contracts list shows and filters by. `level`, `level_of`: of the last period whose overall rating is settled."""

    side: Side
    strip: tuple[Mark, ...]
    level: str | None
    level_of: str
    trend: Trend
    flags: tuple[Flag, ...]
    next_dates: tuple[NextDate, ...]

    def flags_on(self, on: date) -> tuple[Flag, ...]:
        """The flags that stand on a day."""
        return tuple(flag for flag in self.flags if flag.holds_on(on))

    def next_on(self, on: date) -> NextDate | None:
        """The first day on or after this one."""
        return next((each for each in self.next_dates if each.day >= on), None)


Place: TypeAlias = Literal["past", "here", "decide", "not met"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung between monitoring and termination. `said`: what happened, or what is so; `met_by`: what would meet it.
    `step`: the step of the terms; "" of monitoring itself."""

    title: Said
    kind: Literal["monitoring", "watch", "plan", "notice", "decision", "meeting", "duty", "waiver"]
    place: Place
    clause: Clause
    since: date | None = None
    said: tuple[Said, ...] = ()
    met_by: tuple[Said, ...] = ()
    step: str = ""
    steps: tuple[str, ...] = ()  # ids of the steps that led or lead to it
    about: str = ""  # id of the plan or notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One KPI in an open period: the best and the worst level it can still end at. None: nothing can be said yet."""

    kpi: str
    period: str
    best: str | None
    worst: str | None
    said: Said
    clause: Clause
    because: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What follows: decisions that wait, how open periods can still end, and the one what-if that says most."""

    decisions: tuple[Said, ...]
    outlooks: tuple[Outlook, ...]
    what_if: Outlook | None = None
