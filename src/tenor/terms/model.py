"""The nouns of a contract, as the terms language says them.

A `Document` is what was signed: text, tree and places. `Terms` is that document settled for one day: its readings
chosen, its variations applied, its tables looked up. Everything dated therefore asks for the `Terms` of its own day.
Every noun that a page or letter may quote carries `clause`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from tenor.base.days import Calendar
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import Every
from tenor.base.phrases.window import Window
from tenor.base.problem import Place

Side = Literal["buyer", "supplier"]
Clause: TypeAlias = tuple[str, ...]
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"
Path: TypeAlias = tuple["str | int", ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """What was signed. Every scalar is text, as written; `places` says where each path stands."""

    text: str
    tree: Mapping[str, Tree]
    places: Mapping[Path, Place]
    sha256: str
    file: str = "terms.yaml"
    settled: dict[object, Any] = field(default_factory=dict, repr=False)  # what `settle` has already worked out, by what was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """The contract has no value here; why. Computes nothing, is listed, never stops the rest."""

    kind: Literal["not said", "to be agreed", "redacted", "not applicable", "elsewhere"]
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A right to let the contract go on: for how long at most, who may, and by when it has to be said (None: the contract names no day)."""

    clause: Clause
    up_to: str = ""
    by: tuple[str, ...] = ()
    due: DuePhrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    reference: str
    title: str
    buyer: str
    supplier: str
    starts: date
    ends: date
    schedule: str = ""
    scope: str = ""
    subcontractors: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    side: Side
    order: int
    role: str = ""
    name: str | Hole = ""
    position: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A place or service served; `opens` and `closes` are its first and last day. No opening date: not expected, and asked for."""

    id: str
    name: str = ""
    opens: date | None = None
    closes: date | None = None
    away: tuple[tuple[date, date], ...] = ()


# --- datasets and conditions -------------------------------------------------------------------------------------

FieldKind = Literal["date", "moment", "number", "percent", "money", "hours", "text", "yes/no", "unit", "choice", "several", "reference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    kind: FieldKind
    optional: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A date worked out from the row: a deadline after a field, or the latest / earliest of fields (missing if one / all missing)."""

    name: str
    due: DuePhrase | None = None
    latest_of: tuple[str, ...] = ()
    earliest_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    id: str
    row: str
    key: tuple[str, ...]
    dated_by: str
    fields: Mapping[str, Field]
    derived: Mapping[str, Derived] = field(default_factory=dict)
    given_by: Side = "supplier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """The field is one of these texts (choices, yes/no, units, exact numbers as written)."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The field's date is on or before the deadline counted from another field of the row."""

    due: DuePhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrBefore:
    """Compared with another field of the row, or with a plain date."""

    other: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrAfter:
    other: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """A number field held against a bound."""

    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    test: Test


Test: TypeAlias = Present | Missing | OneOf | Within | OnOrBefore | OnOrAfter | Limited | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTest:
    field: str
    test: Test


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every one holds; of nothing: true."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOf:
    conditions: tuple[Condition, ...]


Condition: TypeAlias = FieldTest | AllOf | AnyOf | NoneOf


# --- measures and KPIs -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfRows:
    """Of the rows `where` holds, those for which `that` holds too. Numerator and denominator are row counts."""

    of: str
    where: Condition
    that: Condition
    dated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfUnits:
    """Of the units expected in the period, those with at least `at_least` rows of `have` dated in it for which `where` holds."""

    have: str
    where: Condition
    dated_by: str
    at: Literal["every day", "any day", "first day", "last day"] = "every day"
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOfRows:
    """Rows, or distinct values of some fields; `distinct` empty counts each row."""

    of: str
    where: Condition
    distinct: tuple[str, ...]
    dated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The figure as the return gives it; `share` is a numerator and denominator, the others one exact number."""

    what: Literal["share", "percent", "count", "number", "money"]
    currency: str = ""


Measure: TypeAlias = ShareOfRows | ShareOfUnits | CountOfRows | Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A level and its bound; a list of bands is tried best first. A hole never holds."""

    level: str
    bound: Bound | Hole


Treatment: TypeAlias = str  # waits, breaks, skipped, as reported, or a level ("counts as red")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPolicy:
    """What a period without a settled level does when periods are counted. None = say nothing here, look above."""

    not_reported: Treatment | None = None
    not_applicable: Treatment | None = None
    unrated: Treatment | None = None
    disputed: Treatment | None = None

    def over(self, other: MissingPolicy) -> MissingPolicy:
        """This policy, with what it leaves open taken from `other`."""
        return MissingPolicy(
            not_reported=self.not_reported or other.not_reported,
            not_applicable=self.not_applicable or other.not_applicable,
            unrated=self.unrated or other.unrated,
            disputed=self.disputed or other.disputed,
        )


MISSING_DEFAULT = MissingPolicy(not_reported="waits", not_applicable="breaks", unrated="waits", disputed="waits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A KPI as in force. `bands` best first, of levels of its ladder; `otherwise` a level, "unrated", or None where the contract has a hole
    and no reading. `over` is how many periods are pooled: 1 = the period, n = the last n, 0 = the contract so far."""

    id: str
    number: str
    clause: Clause
    title: str
    every: Every
    measure: Measure
    bands: tuple[Band, ...]
    over: int = 1
    better: Literal["higher", "lower", ""] = ""
    otherwise: str | None = None
    otherwise_reading: str = ""  # the reading that `otherwise` is taken from
    rounded: int | None = None
    final: DuePhrase | None = None
    starts: date | None = None
    ends: date | None = None
    missing: MissingPolicy = MissingPolicy()
    printed: Mapping[str, str] = field(default_factory=dict)
    baseline: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    weight: str = "1"
    readings: tuple[str, ...] = ()  # ids of the readings its values rest on


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """One rating of all rated KPIs of a period. Halves go to the worse or the better level."""

    clause: Clause
    every: Every
    how: Literal["median", "worst", "mean of marks"]
    halves: Literal["worse", "better"] = "worse"
    of: tuple[str, ...] = ()  # empty = any KPI
    readings: tuple[str, ...] = ()


# --- rules -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiIs:
    """KPIs at given levels. `of` empty = any KPI; "overall" alone = the overall rating. `same`: "kpi" = each KPI by itself,
    "nothing" = a period counts when any of them is there. `window` None = one period (a run is one step)."""

    of: tuple[str, ...]
    levels: frozenset[str]
    window: Window | None = None
    same: Literal["kpi", "nothing"] = "kpi"
    overall: bool = False
    named: bool = False  # one KPI named in the terms: its step says no `of`
    none: bool = False  # stands under `none`: holds where it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIs:
    """An event that happened: a step's own act, "receipt of X", a known event, or a named one; `chosen` = the option of a decision."""

    name: str
    window: Window | None = None
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyIs:
    """A duty, or the plan of a step, in one of these states."""

    duties: tuple[str, ...]
    states: tuple[str, ...]
    late_by: DuePhrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedIs:
    """No number in the contract: a person says so, with a reason."""

    text: str
    by: str


Counted: TypeAlias = KpiIs | EventIs | DutyIs | JudgedIs


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When any branch holds (all of its conditions in the same period), then these steps. `branches` of a plain rule: one."""

    id: str
    clause: Clause
    branches: tuple[tuple[Counted, ...], ...]
    steps: tuple[str, ...]
    may: bool = False
    choose: bool = False
    in_order: bool = False
    considering: str = ""
    from_: DuePhrase | None = None
    until: DuePhrase | None = None
    only_after: tuple[str, ...] = ()
    due: DuePhrase | Hole | None = None
    missing: MissingPolicy = MissingPolicy()
    readings: tuple[str, ...] = ()


# --- duties ------------------------------------------------------------------------------------------------------

IfClosed = Literal["next working day", "working day before", "stays"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBy:
    """Left to a person of a side: `{set_by: buyer, considering: risk}`."""

    who: str
    considering: str = ""
    not_before: DuePhrase | None = None
    expected: str = ""


Due: TypeAlias = DuePhrase | SetBy | Hole | None


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
    when: tuple[Counted, ...] = ()  # starts it: usually an event
    not_before: DuePhrase | None = None
    if_closed: IfClosed | None = None
    found_in: str = ""
    audit_by: tuple[str, ...] = ()


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


# --- holes, readings, variations ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where the text does not say: the options and the one held. `options` maps a name to its value in the tree."""

    id: str
    clause: Clause
    unclear: str
    options: Mapping[str, Tree]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    clause: Clause
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A variation: from the first period beginning on or after `from_`, these paths hold these values. Known from `agreed_on`."""

    id: str
    from_: date
    agreed_on: date
    changes: Mapping[str, Tree]
    clause: Clause = ()
    reason: str = ""
    agreed_by: tuple[str, ...] = ()
    holds_for: Literal["periods beginning", "periods ending"] = "periods beginning"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeClause:
    """When a notice counts as received, by the way it was sent; "any" where the clause makes no difference."""

    clause: Clause
    by: tuple[str, ...]
    received: Mapping[str, DuePhrase]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClause:
    number: str
    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """The contract as in force: one document, settled. `calendar` is the open days; `day_kind(word)` the calendar of a printed word."""

    document: Document
    contract: Contract
    calendar: Calendar
    day_kinds: Mapping[str, str]  # printed word ("working day") -> kind of day ("open day", "open day uk-any", "weekday", "day")
    words: Mapping[str, str | tuple[str, ...]]
    receipt: tuple[str, ...]
    quarters: Literal["calendar", "contract"]
    cut_off: str  # "17:00" or ""
    levels: tuple[str, ...]  # best first
    target_level: str
    missing: MissingPolicy
    kpis: tuple[Kpi, ...]
    overall: Overall | None
    datasets: Mapping[str, Dataset]
    units: tuple[Unit, ...]
    contacts: tuple[Contact, ...]
    clauses: Mapping[str, HeldClause]
    notices: NoticeClause | None
    returns: tuple[ReturnTerms, ...]
    meetings: tuple[MeetingTerms, ...]
    duties: tuple[DutyTerms, ...]
    steps: Mapping[str, StepTerms]
    rules: tuple[Rule, ...]
    readings: tuple[Reading, ...]
    remarks: tuple[Remark, ...]
    variations: tuple[Change, ...]
    events: Mapping[str, str]  # declared named events -> who records them
    holes: Sequence[tuple[Path, Hole, Clause]]
    final: DuePhrase | None  # when figures settle, where the contract says so for all
    part_periods: Literal["counts", "not applicable"]

    def kpi(self, id: str) -> Kpi | None:
        return next((k for k in self.kpis if k.id == id), None)

    def rule(self, id: str) -> Rule | None:
        return next((r for r in self.rules if r.id == id), None)

    def days(self, kind: str) -> Calendar:
        """The calendar of a word for days: a printed word of `words`, or a kind of day itself."""
        return self.calendar.of_kind(self.day_kinds.get(kind, kind))
