"""What a good row looks like, read off the measures that count it: the tests its fields should pass, and the days that are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from tenor.base.figure import parse_number
from tenor.base.period import Period
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase
from tenor.figures.columns import by_clock
from tenor.terms.counted import dataset_of
from tenor.terms.model import (
    AllOf,
    AnyOf,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Have,
    Limited,
    Missing,
    Not,
    OneOf,
    OnOrBefore,
    Present,
    ShareOfRows,
    ShareOfUnits,
    Terms,
    Test,
    Within,
)
from tenor.terms.work_out import Moorings, work_out

Limit: TypeAlias = "DuePhrase | str | date"  # a deadline in words, another field (or "period end"), or a plain day


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Of one dataset. `tests`: field -> (test, whether a good row passes it); `limits`: date field -> by when it should be;
    `each_unit`: a row of each unit is expected; `few`: fewer rows are better."""

    tests: Mapping[str, list[tuple[Test, bool]]] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    each_unit: bool = False
    few: bool = False


def wanted_of(terms: Terms, dataset: Dataset) -> Wanted:
    """What the KPIs that count this dataset want of its rows."""
    tests: dict[str, list[tuple[Test, bool]]] = {}
    limits: dict[str, Limit] = {}
    few = each_unit = False
    for kpi in terms.kpis:
        measure = kpi.measure
        if dataset_of(measure) != dataset.id:
            continue
        if isinstance(measure, ShareOfRows):
            leaves = _leaves(measure.that, kpi.better != "lower")
        elif isinstance(measure, CountOfRows):
            leaves = _leaves(measure.where, kpi.better == "higher")
            few |= kpi.better == "lower" and measure.where == AllOf()
        else:
            leaves, each_unit = iter(()), each_unit or isinstance(measure, ShareOfUnits)
        for leaf, good in leaves:
            limit = _limit(leaf.test, dataset)
            for name in _members(dataset, leaf.field):
                if limit is not None:
                    limits.setdefault(name, limit)
                else:
                    tests.setdefault(name, []).append((leaf.test, good))
    return Wanted(tests=tests, limits=limits, each_unit=each_unit, few=few)


def _leaves(condition: Condition, good: bool) -> Iterator[tuple[FieldTest, bool]]:
    if isinstance(condition, FieldTest):
        yield condition, good
        return
    same = isinstance(condition, AllOf | AnyOf)
    for each in () if isinstance(condition, Have) else condition.conditions:
        yield from _leaves(each, good if same else not good)


def _limit(test: Test, dataset: Dataset) -> Limit | None:
    if isinstance(test, Within):
        return None if by_clock(test.due) else test.due  # of hours no day is made: moments are drawn near one another
    if isinstance(test, OnOrBefore):
        derived = dataset.derived.get(test.other) if isinstance(test.other, str) else None
        return derived.due if derived is not None and derived.due is not None else test.other
    return None


def _members(dataset: Dataset, name: str) -> tuple[str, ...]:
    """A field, or the fields that one worked out from others takes the latest or earliest of."""
    derived = dataset.derived.get(name)
    return (name,) if derived is None else derived.latest_of or derived.earliest_of


def base_field(dataset: Dataset) -> str:
    """The date field by which a row belongs to a period."""
    return _members(dataset, dataset.dated_by)[0]


def limit_day(terms: Terms, limit: Limit, days: Mapping[str, date], period: Period | None) -> date | None:
    """By when, of a row whose dates are these."""
    if isinstance(limit, date):
        return limit
    if isinstance(limit, str):
        return days.get(limit) or (period.last if period is not None and limit == "period end" else None)
    deadline = work_out(terms, limit, Moorings(period=period, anchors={name.lower(): day for name, day in days.items()}))
    return deadline.due if deadline is not None else None


def passes(test: Test, text: str) -> bool:
    """Whether a value passes a test that is not about dates; True for one that is."""
    match test:
        case Present():
            return bool(text)
        case Missing():
            return not text
        case OneOf(values=values):
            return any(part in values for part in text.split("; "))
        case Limited(bound=bound):
            return _inside(bound, text)
        case Not(test=inner):
            return not passes(inner, text)
        case _:
            return True


def _inside(bound: Bound, text: str) -> bool:
    number = parse_number(text)
    if number is None:
        return False
    per_cent = 100 if bound.unit == "percent" else 1
    return bound.holds(number.digits, 10**number.scale * per_cent)
