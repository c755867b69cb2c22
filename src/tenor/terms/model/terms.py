"""The contract as in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tenor.base.clock import Clock
from tenor.base.days import Calendar
from tenor.base.figure import Number
from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase
from tenor.terms.model.document import Change, Clause, Document, Hole, Path, Reading, Remark
from tenor.terms.model.duties import DutyTerms, MeetingTerms, ReturnTerms, StepTerms
from tenor.terms.model.examples import WorkedExample
from tenor.terms.model.frame import Charge, Contact, Contract, HeldClause, NoticeClause, Unit
from tenor.terms.model.kpis import Kpi, Ladder, MissingPolicy, Overall
from tenor.terms.model.rows import Dataset
from tenor.terms.model.rules import Rule


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
    families: Mapping[str, tuple[Kpi, ...]] = field(default_factory=dict)  # KPIs for each unit: what one of a new unit is made from
    charges: Mapping[str, Charge] = field(default_factory=dict)  # sums that money phrases name
    worked_examples: tuple[WorkedExample, ...] = ()
    periods: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)  # the contract's own, by name; empty: not said
    ladders: Mapping[str, Ladder] = field(default_factory=dict)  # by name; the first is the one of `levels`
    late_changes: Literal["other side is asked", "buyer decides", "refused"] = "other side is asked"  # of a figure that is final
    clocks: Mapping[str, Clock] = field(default_factory=dict)  # by name, as it stands before hours and minutes

    def kpi(self, id: str) -> Kpi | None:
        return next((k for k in self.kpis if k.id == id), None)

    def rule(self, id: str) -> Rule | None:
        return next((r for r in self.rules if r.id == id), None)

    def ladder_of(self, kpi: Kpi) -> Ladder:
        """The ladder a KPI is rated on: the one it names, else the first."""
        return self.ladder(kpi.ladder)

    def ladder(self, name: str) -> Ladder:
        """A ladder by its name; the first where it is no name of one."""
        found = self.ladders.get(name) or next(iter(self.ladders.values()), None)
        return found or Ladder(name="", levels=self.levels, target=self.target_level)

    def points_of(self, kpi: Kpi, level: str) -> Number:
        """What a level brings: the KPI's own points, else those of its ladder, else none."""
        own = kpi.points.get(level)
        return own if own is not None else self.ladder_of(kpi).points.get(level, Number(0))

    def days(self, kind: str) -> Calendar:
        """The calendar of a word for days: a printed word of `words`, or a kind of day itself."""
        return self.calendar.of_kind(self.day_kinds.get(kind, kind))
