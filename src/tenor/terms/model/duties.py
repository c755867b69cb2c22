"""Who does what by when: returns, meetings, duties, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import Every
from tenor.terms.model.document import Clause, Hole
from tenor.terms.model.rules import Counted

IfClosed = Literal["next working day", "working day before", "stays"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBy:
    """Left to a person of a side: `{set_by: buyer, considering: risk}`."""

    who: str
    considering: str = ""
    not_before: DuePhrase | None = None
    expected: str = ""


Due: TypeAlias = DuePhrase | SetBy | Hole | None

# options of a decision whose name says what they come to; any other is taken: it closes the step and is kept
OUTCOMES = {"taken": "taken", "not taken": "not taken", "not now": "not taken", "advice": "advice", "take advice": "advice"}
AGREEING = ("accept", "accepted", "agree", "agreed", "approve", "approved", "yes")
REFUSING = ("refuse", "refused", "reject", "rejected", "decline", "declined", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the other side says to what it was given, by when, and what its silence counts as ("": not said, so it stays open).

    Options whose name says so agree or refuse; any other (dispute, changes asked) does neither."""

    by: str
    due: Due
    choices: tuple[str, ...]
    silence: str = ""

    @property
    def agreeing(self) -> tuple[str, ...]:
        """The options by which what was given is agreed."""
        return tuple(each for each in self.choices if each.lower() in AGREEING)

    @property
    def refusing(self) -> tuple[str, ...]:
        """The options by which it is refused."""
        return tuple(each for each in self.choices if each.lower() in REFUSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class IfRefused:
    """Refused, it is given again by `due`, counted from the refusal."""

    again: bool
    due: DuePhrase | Hole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MayExtend:
    """Who may give more time, and how much at most after the day it was first due (None: the contract names no limit)."""

    by: tuple[str, ...]
    up_to: DuePhrase | None = None  # "10 working days" as a span after "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """More days for the first defaults of a year: `allow` as a span after "due", `times` in each `kind` ("year", "contract year" …)."""

    allow: DuePhrase
    times: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What may follow once something was given, or was not: one shape for returns, duties and steps."""

    answer: Answer | None = None
    cure: Due = None
    if_refused: IfRefused | None = None
    may_extend: MayExtend | None = None
    grace: Grace | None = None
    signed_by: tuple[str, ...] = ()


NOTHING_FOLLOWS = Following()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTerms:
    id: str
    clause: Clause
    by: tuple[str, ...]
    to: tuple[str, ...]
    holds: tuple[str, ...]  # datasets, and ids of stated KPIs
    every: Every
    due: Due
    if_closed: IfClosed
    completed: DuePhrase | Hole | Literal["with the next return"] | None = None
    covers: Literal["the period", "previous period"] = "the period"
    readings: tuple[str, ...] = ()
    following: Following = NOTHING_FOLLOWS
    not_before: DuePhrase | None = None
    when: tuple[Counted, ...] = ()  # asked for by what happens, and not by a calendar: `every` is then the days it may cover
    when_all: bool = False  # only once all of it has happened
    nil_return: bool | None = None  # whether "nothing happened" is a return; None: the contract does not say, and it is


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    clause: Clause
    item: str
    standing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesTerms:
    clause: Clause
    by: str
    to: str
    due: Due
    answer_by: str
    answer_due: Due
    choices: tuple[str, ...]
    silence: str  # one of choices, or "" (not said: silence is nothing)
    if_withheld: Literal["keep both texts", "not final"] = "keep both texts"
    final: Due = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often, from which event, until what. `set_by` = a person decides the frequency."""

    clause: Clause
    every: Every | None
    set_by: SetBy | None = None
    from_: DuePhrase | None = None
    from_event: str = ""  # "issue of formal warning"
    until: DuePhrase | None = None
    until_decided_by: str = ""  # "buyer contract manager": goes on until that person decides otherwise
    until_not_before: DuePhrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTerms:
    id: str
    clause: Clause
    title: str
    by: str
    rhythms: tuple[Rhythm, ...]
    if_several: Literal["most frequent", "latest decision", "quarterly only"] = "most frequent"
    must_attend: tuple[str, ...] = ()
    attendance: Clause = ()  # where the contract says who must attend
    invited: tuple[str, ...] = ()
    mode: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    minutes: MinutesTerms | None = None
    readings: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()  # asked beforehand, without a seat at the table
    due: DuePhrase | None = None  # by when within its period, or of a meeting held once; None: by the end of its period
    not_before: DuePhrase | None = None
    if_closed: IfClosed | None = None
    signed_by: tuple[str, ...] = ()  # the sides that sign what each meeting of the series came to
    when: tuple[Counted, ...] = ()  # asked for by what happens: one meeting for each
    when_all: bool = False
    following: Following = NOTHING_FOLLOWS  # `answer`: to the invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTerms:
    id: str
    heading: str
    clause: Clause
    by: tuple[str, ...]
    what: str
    due: Due
    to: tuple[str, ...] = ()
    every: Every | None = None
    when: tuple[Counted, ...] = ()  # each of it starts it: events, rows
    when_all: bool = False  # only once all of it has happened
    not_before: DuePhrase | None = None
    if_closed: IfClosed | None = None
    found_in: str = ""
    audit_by: tuple[str, ...] = ()
    following: Following = NOTHING_FOLLOWS
    set_by: SetBy | None = None  # how often is left to a person; `every` is then what is expected until somebody decides


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """What a rule brings about. `choices`: option -> taken, not taken or advice."""

    name: str
    clause: Clause
    kind: Literal["decision", "notice", "plan", "meeting", "duty", "waiver"]
    by: tuple[str, ...]
    what: str = ""
    due: Due = None
    holds: tuple[str, ...] = ()
    must_state: tuple[str, ...] = ()
    agreed_by: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    added_columns: tuple[str, ...] = ()
    choices: Mapping[str, Literal["taken", "not taken", "advice"]] = field(default_factory=dict)
    under: str = ""
    lapses: DuePhrase | Literal["never"] = "never"
    reviewed: DuePhrase | Literal["review date of the plan", "next final figure"] = "review date of the plan"
    following: Following = NOTHING_FOLLOWS
    to: tuple[str, ...] = ()
    found_in: str = ""
    not_before: DuePhrase | None = None
    if_closed: IfClosed | None = None
