"""Measures: what is counted of the rows, and of which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tenor.base.figure import Number
from tenor.terms.model.rows import Condition

At: TypeAlias = Literal["every day", "any day", "first day", "last day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How many rows must be looked at: so many per cent of the rows of another dataset dated in the same period (rounded up)."""

    percent: Number
    of: str
    dated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfRows:
    """Of the rows `where` holds, those for which `that` holds too. Numerator and denominator are row counts."""

    of: str
    where: Condition
    that: Condition
    dated_by: str
    sample: Sample | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfUnits:
    """Of the units expected in the period, those with at least `at_least` rows of `have` dated in it for which `where` holds."""

    have: str
    where: Condition
    dated_by: str
    at: At = "every day"
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOfRows:
    """Rows, or distinct values of some fields; `distinct` empty counts each row. `at`: of a standing list those in force at a time of the
    period (then `dated_by` is "")."""

    of: str
    where: Condition
    distinct: tuple[str, ...]
    dated_by: str
    at: At | Literal[""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The figure as the return gives it; `share` is a numerator and denominator, the others one exact number."""

    what: Literal["share", "percent", "count", "number", "hours", "money"]
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """A number, an amount of money or a length of time that stands in the row. `unit`: what it is in: "count", "percent", "hours" or a
    currency."""

    field: str
    unit: str = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapsed:
    """The time between two fields of a row, `less` a field of hours (waiting). `kind`: the kind of day of days, the clock of minutes and
    hours, or "" for plain time. An end never reached counts to the end of the period."""

    unit: Literal["minutes", "hours", "days", "weeks", "months"]
    from_: str
    to: str
    kind: str = ""
    less: str = ""


RowValue: TypeAlias = FieldValue | Elapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """One number of many rows. Of no row: nothing to measure, but a sum, which is 0. A median of an even number of rows is the mean of the
    middle two; a percentile is the smallest value that at least `at` per cent of the rows do not exceed (nearest rank). "rows": how many
    gave a value, which no contract asks by itself (see `counted.how_many_of`)."""

    how: Literal["sum", "mean", "median", "percentile", "highest", "lowest", "rows"]
    of: str
    value: RowValue
    where: Condition
    dated_by: str
    at: Number | None = None
    in_force: At | Literal[""] = ""  # of a standing list: when (then `dated_by` is "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareInForce:
    """Of a standing list (staff, certificates), those in force at a time of the period for which `that` holds."""

    of: str
    where: Condition
    that: Condition
    at: At = "every day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One measure for every `per` of another; as a percentage where the contract speaks of one (it may pass 100)."""

    of: Measure
    to: Measure
    per: Number
    as_percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A person says so: yes (1 of 1) or no (0 of 1), or where `levels` the level itself. With a reason."""

    asked: str
    by: str
    levels: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A KPI of several parts, each a KPI of its own (`Kpi.part_of`): its rating is made of theirs."""

    parts: tuple[str, ...]
    how: Literal["worst", "best", "mean of marks", "for context"] = "worst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Marks for the level of each KPI, times its weight, added up; `percent`: of the most that the rated ones could have had."""

    of: tuple[str, ...]  # empty = any KPI
    marks: Mapping[str, Number]  # level -> marks; empty: 0 for the worst level, then 1, 2 ...
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far groups of a field lie apart in a KPI, in percentage points: the largest gap of a group against all others, or the largest."""

    of: str
    by: str
    against: Literal["all others", "largest group"] = "all others"
    parts: tuple[str, ...] = ()  # the KPIs of its groups, each a part of it


Measure: TypeAlias = ShareOfRows | ShareOfUnits | ShareInForce | CountOfRows | Aggregate | Ratio | Stated | Check | Together | Score | Gap
