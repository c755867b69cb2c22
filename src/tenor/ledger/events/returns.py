"""Figures and rows: what was reported, corrected, questioned, excused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReceived:
    """A readable return reached the other side. Its rows and stated figures are the entry's rows body (see `ledger.bodies`).
    `reports`: the KPIs it gives a figure for (all that its datasets feed, and the stated ones with a value)."""

    ret: str
    covers: str
    reports: tuple[str, ...]
    file: str = ""  # SHA-256 of the bytes received, kept under files/
    replaces: bool = False  # the whole period was replaced, by explicit choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAccepted:
    """The buyer looked at a return received and has nothing more to ask. `entry`: that return's."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnConfirmed:
    """The supplier says that a return which the buyer typed in for it is what it said. `entry`: that return's."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsLogged:
    """Rows entered in the shared log before, or beside, a return; they alone report nothing."""

    datasets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsCorrected:
    """Rows given again by a person: a value or a key corrected. The rows body holds each row as it now stands."""

    datasets: tuple[str, ...] = ()
    reason: str = ""  # a choice, not free text


@dataclass(frozen=True, slots=True, kw_only=True)
class RowConfirmed:
    """The buyer says of a row that it happened as logged, or that it accepts what came of it. No figure rests on it."""

    dataset: str
    row: str
    choice: Literal["happened", "accepted"] = "happened"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCorrected:
    """A figure given anew as a pair; before it is final it replaces, afterwards it disputes."""

    kpi: str
    period: str
    numerator: int
    denominator: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDisputed:
    kpi: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureResolved:
    """The dispute is over: the value that stood stands, the other is accepted, or another is set."""

    kpi: str
    period: str
    outcome: Literal["stands", "accepted", "set"]
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefAgreed:
    """Both agree that a row counts in neither numerator nor denominator (refused at the door, storm)."""

    dataset: str
    row: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRaised:
    query: str
    kpi: str = ""
    period: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswered:
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodNotApplicable:
    """The buyer declares that a KPI (or all, if empty) does not apply in a period."""

    period: str
    kpi: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureJudged:
    """A person answers what the contract asks of one: yes, no, or the level itself. The reason is in the words beside."""

    kpi: str
    period: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresKept:
    """Before rows are deleted under retention: the figure a period ended with, and the hash of the rows it came from.

    `things`: how many rows gave it, where the contract asks whether they were too few and the pair does not say."""

    kpi: str
    period: str
    numerator: int
    denominator: int
    rows_hash: str
    things: int | None = None
