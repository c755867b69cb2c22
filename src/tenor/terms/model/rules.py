"""Rules: when this, then that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.money import MoneyCap, MoneySum
from tenor.base.phrases.window import Stretch, Window
from tenor.terms.model.document import Clause, Hole
from tenor.terms.model.kpis import NOTHING_SAID, MissingPolicy
from tenor.terms.model.rows import Condition

if TYPE_CHECKING:
    from tenor.terms.model.duties import SetBy


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiIs:
    """KPIs at given levels. `of` empty = any KPI; "overall" alone = the overall rating. `same`: "kpi" = each KPI by itself,
    "nothing" = a period counts when any of them is there; the name of a field ("unit"): any of those measured for the same value of it.
    `window` None = one period (a run is one step)."""

    of: tuple[str, ...]
    levels: frozenset[str]
    window: Window | None = None
    same: str = "kpi"
    overall: bool = False
    named: bool = False  # one KPI named in the terms: its step says no `of`
    none: bool = False  # stands under `none`: holds where it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIs:
    """An event that happened: a step's own act, "receipt of X", a known event, or a named one; `chosen` = the option of a decision;
    `same`: what the counted ones must share ("kpi", "unit", a field); empty: nothing."""

    name: str
    window: Window | None = None
    chosen: str = ""
    same: tuple[str, ...] = ()
    none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyIs:
    """A duty, or the plan of a step, in one of these states. `late_by`: late only from then on; `done_by`: done only up to that day.
    `window`: how often; each duty named is counted by itself, all of them together where `together`."""

    duties: tuple[str, ...]
    states: tuple[str, ...]
    late_by: DuePhrase | None = None
    done_by: date | None = None
    window: Window | None = None
    together: bool = False
    none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedIs:
    """No number in the contract: a person says so, with a reason."""

    text: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsIs:
    """Each row of a dataset for which `where` holds; `same`: fields that the counted ones must share."""

    dataset: str
    where: Condition
    window: Window | None = None
    same: tuple[str, ...] = ()
    none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalIs:
    """A sum of points (`of` "points"), of a tally by its name, or of money, in a stretch of time; `window` None: in the contract."""

    of: str
    bound: Bound
    stretch: Stretch | None = None
    text: str = ""  # as written: "above 12 in any 6 months"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareIs:
    """A comparison of groups that is flagged; `of` empty = any."""

    of: tuple[str, ...] = ()


Counted: TypeAlias = KpiIs | EventIs | DutyIs | JudgedIs | RowsIs | TotalIs | CompareIs


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What a met rule is worth. `sum` and `caps` are the phrases as read (base.phrases.money); nothing is taken by itself."""

    clause: Clause
    way: Literal["deduct", "pay", "withhold", "add"]
    sum: MoneySum
    caps: tuple[MoneyCap, ...] = ()
    starts_late: int = 1  # from which day late it runs: "2nd working day late" = 2
    until: DuePhrase | None = None  # the last day that counts
    settled: str = ""  # "next invoice"
    released: str = ""  # event that releases what is withheld
    kept: str = ""  # event that keeps it for good
    earn_back: tuple[tuple[Counted, ...], Number] | None = None  # when, and how many per cent return


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When any branch holds (all of its conditions in the same period), then these steps. `branches` of a plain rule: one.

    A rule that obliges and allows has each branch twice, first for what it obliges: so each is met, decided and proved by itself."""

    id: str
    clause: Clause
    branches: tuple[tuple[Counted, ...], ...]
    steps: tuple[str, ...]
    may: bool = False
    choose: bool = False
    in_order: bool = False  # a ladder: the next step when a person finds that the last one did not help
    allowed: tuple[str, ...] = ()  # of the steps, those that a rule which also obliges only allows
    considering: str = ""
    from_: DuePhrase | None = None
    until: DuePhrase | None = None
    only_after: tuple[str, ...] = ()
    due: DuePhrase | SetBy | Hole | None = None
    missing: MissingPolicy = NOTHING_SAID
    readings: tuple[str, ...] = ()
    except_: tuple[tuple[Counted, ...], ...] = ()  # any of these lifts the rule, each by all of its conditions: usually judged
    until_decided_by: str = ""  # goes on until that person decides otherwise: not before `until`, where there is one
    points: Number | Literal["twice"] | None = None  # added each time it is met, or the level's own doubled
    tally: str = "points"  # the account they are kept in
    money: Money | None = None

    def leads_to(self, branch: int) -> tuple[str, ...]:
        """The steps that a branch leads to."""
        if not self.allowed:
            return self.steps
        return self.allowed if self.only_allows(branch) else tuple(step for step in self.steps if step not in self.allowed)

    def only_allows(self, branch: int) -> bool:
        """Whether a branch obliges nobody."""
        return self.may or (bool(self.allowed) and 2 * branch >= len(self.branches))
