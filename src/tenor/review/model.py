"""The nouns of a review: ratings, steps, duties, and what stands around them, as they are at the close of a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from tenor.base.deadline import Deadline
from tenor.base.period import Period
from tenor.base.problem import Problem
from tenor.base.wording import Said
from tenor.figures.model import Figures
from tenor.ledger.model import Facts
from tenor.terms.counted import in_scope
from tenor.terms.model import Clause, Kpi, Terms

if TYPE_CHECKING:
    from tenor.ledger.terms_on import Timeline

Pair: TypeAlias = tuple[int, int]


class Later(Sequence[Said]):
    """Sentences made when somebody reads them: a review has many reasons, a page shows a few."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Sequence[Said]]) -> None:
        self._make = make
        self._made: Sequence[Said] | None = None

    def _all(self) -> Sequence[Said]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    @overload
    def __getitem__(self, index: int) -> Said: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Said]: ...
    def __getitem__(self, index: int | slice) -> Said | Sequence[Said]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


State = Literal["not applicable", "not due", "not reported", "disputed", "provisional", "final"]
UNRATED = "unrated"


# --- ratings -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatingVersion:
    """How a KPI stood in a period from a day on. `rating`: a level, "unrated" (in a hole of the bands), or None (no figure that counts)."""

    from_day: date
    state: State
    rating: str | None = None
    figure: Pair | None = None
    other: Pair | None = None
    settled: bool = False  # its final day has passed: a figure that may count, a period that lacks one for good
    reading: str = ""  # the reading that decided the level, where a hole of the bands did
    because: tuple[Said, ...] = ()
    things: int | None = None  # how many things the figure rests on, where the contract asks and the pair does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """All versions of one KPI in one period, in order of day. Before the first: nothing is known, the period has not begun to matter."""

    kpi: str
    period: Period
    versions: Sequence[RatingVersion]
    days: Sequence[date]
    due: date | None
    final_on: date
    reported_on: date | None
    worked_out: Said | None = None

    def at(self, day: date) -> RatingVersion:
        """The version that holds at the close of a day."""
        return self.versions[max(bisect_right(self.days, day) - 1, 0)]

    def final_from(self, day: date) -> date:
        """Since when the figure that stands is final (semantics 4): the last of `final_on`, the first return and the last answer to a
        question. Of one that is questioned, since when it was; of one that is not final yet, the day on which it will be."""
        upto = self.versions[: bisect_right(self.days, day)]
        found = next((i for i in range(len(upto) - 1, -1, -1) if upto[i].state == "final"), None)
        if found is None:
            return self.final_on
        # a variation or a reading may rate the same final figure anew
        while found > 0 and upto[found - 1].state == "final" and upto[found - 1].figure == upto[found].figure:
            found -= 1
        return max(self.final_on, upto[found].from_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallVersion:
    from_day: date
    state: Literal["final", "provisional", "not due", "none"]
    rating: str | None
    marks: tuple[tuple[str, str], ...] = ()  # (KPI, level) it is the middle of
    disputed: bool = False  # the figure of one of them is
    figure: Pair | None = None  # of a score: marks reached, and the most possible (or 1)
    reached: tuple[tuple[str, Pair, Pair], ...] = ()  # of a score: (KPI, marks times weight, the most it could have had)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallRating:
    period: Period
    versions: Sequence[OverallVersion]
    days: Sequence[date]
    final_on: date

    def at(self, day: date) -> OverallVersion:
        return self.versions[max(bisect_right(self.days, day) - 1, 0)]

    def final_from(self, day: date) -> date:
        """Since when it is final, or the day on which it will be."""
        upto = self.versions[: bisect_right(self.days, day)]
        found = len(upto)
        while found > 0 and upto[found - 1].state == "final":
            found -= 1
        return self.final_on if found == len(upto) else max(self.final_on, upto[found].from_day)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratings:
    """Every rating, by KPI and period label, and the overall ones by period label."""

    by_kpi: Mapping[str, Mapping[str, Rating]]
    overall: Mapping[str, OverallRating]
    problems: Sequence[Problem] = ()
    kpis: Mapping[str, Kpi] = field(default_factory=dict)  # every KPI that has ratings, as some version of the terms has it

    def scope(self, of: Collection[str]) -> tuple[str, ...]:
        """The KPIs that a rule means by these names (none: any), in the order of the terms."""
        return tuple(id for id in self.by_kpi if (id in of or not of if id not in self.kpis else in_scope(self.kpis[id], of)))


# --- steps -------------------------------------------------------------------------------------------------------

StepState = Literal["open", "advice", "taken", "not taken", "covered", "merged", "no longer met", "lifted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    on: date
    outcome: Literal["taken", "not taken", "advice"]
    choice: str
    entry: str
    look_again_on: date | None = None
    review_on: date | None = None
    by_day: date | None = None
    when: date | datetime | None = None  # what hours are counted from; None: its day


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Conditions of a rule were met: proof, day, and what was decided. `proof`: periods, notices, or the ground of a plan or duty."""

    id: str
    rule: str
    clause: Clause
    consequences: tuple[str, ...]  # names of steps it leads to: all of them, or one to choose
    may: bool
    of: str
    proof: tuple[str, ...]
    kpis: tuple[str, ...]  # that hit, in the order of the terms
    met_on: date
    state: StepState
    unmet_on: date | None = None
    in_dispute: bool = False
    decisions: tuple[Decision, ...] = ()
    first: tuple[str, ...] = ()  # gate: one of these must have happened before it is taken
    due: date | None = None
    due_because: Said | None = None  # how the day was worked out
    branch: int = 0
    choose: bool = False
    because: Sequence[Said] = ()
    readings: tuple[str, ...] = ()

    @property
    def decided(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def then(self) -> str:
        """What it leads to, in words of the terms."""
        return (" or " if self.choose else " and ").join(self.consequences)

    @property
    def waiting(self) -> bool:
        """A person has still to decide."""
        return self.state in ("open", "advice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One consequence, all open steps that lead to it: what a reader decides about."""

    then: str
    since: date
    rules: tuple[str, ...]
    steps: tuple[str, ...]
    clause: Clause
    may: bool = False


# --- plans, notices, minutes, meetings ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A plan or duty in a state that a rule may count, from a day to (not including) the day it was taken away."""

    name: str  # not improved, not engaged, late, not agreed, failed, done ...
    met_on: date
    until: date | None
    because: tuple[Said, ...]
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    id: str
    step: str
    kpis: tuple[str, ...]
    requested_on: date
    due: date | None
    worked_out: Said | None
    state: str
    clause: Clause
    agreed_on: date | None
    proposed_on: date | None
    review_on: date | None
    reviewed_on: date | None
    turn: str  # whose turn it is: buyer, supplier, or ""
    entry: str

    @property
    def open(self) -> bool:
        """Asked for and not yet reviewed or closed."""
        return self.reviewed_on is None and self.state != "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    id: str
    step: str
    clause: Clause
    state: Literal["issued, receipt unknown", "watching", "in force", "closed", "withdrawn"]
    issued_on: date
    received_on: date | None
    counts: bool
    watch: tuple[str, ...]
    entry: str
    how_received: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    meeting: str
    held_on: date
    clause: Clause
    state: Literal["to be sent", "sent, receipt unknown", "received", "approved", "withheld", "deemed agreed", "final"]
    sent_on: date | None
    received_on: date | None
    answer_due: date | None
    answered_on: date | None
    agreed_on: date | None
    final_on: date | None
    worked_out: Said | None
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One meeting that is to be held within a period, and the meeting that was. `absent`: roles that must attend, for whom nobody stood in,
    unless a further meeting of the slot was whole; `further`: those held after the first."""

    series: str
    period: Period
    deadline: Deadline
    clause: Clause
    held_on: date | None
    meeting: str = ""
    absent: tuple[str, ...] = ()
    because: Said | None = None
    further: tuple[str, ...] = ()
    earliest: Deadline | None = None  # not to be held before
    held_at: datetime | None = None  # the moment, where it is known

    @property
    def label(self) -> str:
        """The period's, "2023-Q2"."""
        return self.period.label

    @property
    def first(self) -> date:
        """Its first day."""
        return self.period.first

    @property
    def due(self) -> date:
        """Its last day."""
        return self.deadline.due


# --- duties ------------------------------------------------------------------------------------------------------

DutyState = Literal["upcoming", "due", "overdue", "done", "done late", "waived", "always"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who must do what by when, under which clause. `due` None: no clock yet, or the contract does not say."""

    id: str
    what: Said
    who: tuple[str, ...]
    clause: Clause
    due: date | None
    state: DutyState
    worked_out: Said | None
    done_on: date | None = None
    to: tuple[str, ...] = ()
    kind: str = ""  # return, meeting, minutes, plan, notice, answer, cure, duty, action, information, decision
    because: tuple[Said, ...] = ()
    first_due: date | None = None  # where more time was given since: the day before that
    by: time | None = None  # the hour of that day in London, where there is one

    @property
    def due_by(self) -> str:
        """That hour, "14:30"; "" where there is none."""
        return f"{self.by:%H:%M}" if self.by is not None else ""


# --- the whole ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Review:
    """What the contract says of both sides at the close of `on`, by what was known."""

    on: date
    as_known_at: date | None
    terms: Terms
    timeline: Timeline
    facts: Facts
    figures: Figures
    ratings: Ratings
    steps: Sequence[Step]
    cards: Sequence[Card]
    duties: Sequence[Duty]
    plans: Sequence[Plan]
    notices: Sequence[Notice]
    minutes: Sequence[Minutes]
    meetings: Sequence[Slot]
    problems: Sequence[Problem]
    changes_on: date | None = None

    def step(self, id: str) -> Step | None:
        return next((s for s in self.steps if s.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What another option of a reading would have met, never opened as a step."""

    reading: str
    option: str
    steps: tuple[str, ...] = ()
    levels: tuple[tuple[str, str, str], ...] = field(default_factory=tuple)  # (KPI, period, rating)
