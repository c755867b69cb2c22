"""An oracle: the same figures counted row by row and day by day, in the plainest way. It shares no code with figures.

Every day from the first on which a row is known is looked at by itself: which rows hold, in which period, what each says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tests.oracle import clocks

from tenor.base.clock import Clock
from tenor.base.period import Period, periods
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.every import EveryPeriod
from tenor.ledger.events.agreements import UnitOpened
from tenor.ledger.model import Facts, Row
from tenor.terms.model import (
    Aggregate,
    AllOf,
    AnyOf,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    FieldValue,
    Have,
    Kpi,
    Limited,
    Measure,
    Missing,
    Not,
    OneOf,
    OnOrAfter,
    OnOrBefore,
    Present,
    Ratio,
    ShareInForce,
    ShareOfRows,
    ShareOfUnits,
    Terms,
    Test,
    Unit,
    Within,
)

Version = tuple[date, int, int, bool, bool]
DAY = timedelta(days=1)
MISSING = datetime(1, 1, 1, tzinfo=UTC)


def count(terms: Terms, facts: Facts, kpi: Kpi) -> dict[str, list[Version]]:
    """(from day, numerator, denominator, by act, logged) of each period."""
    every = kpi.every
    assert isinstance(every, EveryPeriod)
    spans = periods(every.kind, terms.contract.starts, terms.contract.ends, terms.quarters, every.step)
    if isinstance(kpi.measure, Ratio):
        return {period.label: list(_ratio(terms, facts, kpi.measure, period)) for period in spans}
    return {period.label: list(_versions(_Measured(terms, facts, kpi.measure), period)) for period in spans}


def things(terms: Terms, facts: Facts, measure: Measure, period: Period, day: date) -> int:
    """Of how many things a figure is, on one day: the rows that say a value, or those counted; of a ratio what it is held against."""
    held = measure.to if isinstance(measure, Ratio) else measure
    measured = _Measured(terms, facts, held)
    rows = measured.rows(period, day)
    if isinstance(held, CountOfRows):
        return measured.pair(rows, set(), day, period)[0]
    assert isinstance(held, Aggregate)
    assert isinstance(held.value, FieldValue)
    return sum(1 for row in rows if held.value.field in row.values and measured.whole(held.where, row, day, period) is True)


def _ratio(terms: Terms, facts: Facts, measure: Ratio, period: Period) -> Iterator[Version]:
    """Both sides told day by day; a day on which neither changes says nothing."""
    of, to = (list(_versions(_Measured(terms, facts, side), period)) for side in (measure.of, measure.to))
    last: tuple[int, int] | None = None
    for day in sorted({one[0] for one in of + to}):
        top, bottom = ([one for one in side if one[0] <= day][-1:] for side in (of, to))
        pair = (0, 0)
        if top and bottom and top[0][2] and bottom[0][2] and bottom[0][1]:
            value = Fraction(top[0][1], top[0][2]) / Fraction(bottom[0][1], bottom[0][2]) * Fraction(*measure.per.ratio)
            base = bottom[0][1] * (1 if top[0][2] == bottom[0][2] else top[0][2]) * 10**measure.per.scale
            whole = value * abs(base)
            assert whole.denominator == 1
            pair = (int(whole), abs(base))
        by_act = any(one[3] for one in [*top, *bottom] if one[0] == day)
        if last is None or by_act or pair != last:
            yield day, *pair, by_act, any(one[4] for one in [*top, *bottom])
            last = pair


def _versions(measured: _Measured, period: Period) -> Iterator[Version]:
    """A version on the first day, on each day an act changed rows or units, and on each day the pair is another."""
    day = first = measured.first_day(period)
    last_rows: set[int] = set()
    last_units: set[str] = set()
    last_had: set[int] = set()
    last_pair: tuple[int, int] | None = None
    while day <= measured.last_day:
        rows = measured.rows(period, day)
        units = measured.expected(period, day) if isinstance(measured.measure, ShareOfUnits) else set()
        had = measured.had(period, day)
        pair = measured.pair(rows, units, day, period)
        by_act = {id(row) for row in rows} != last_rows or (day != first and (units != last_units or had != last_had))
        if by_act or pair != last_pair:
            yield day, *pair, by_act, any(row.origin == "log" for row in rows)
        last_rows, last_units, last_had, last_pair = {id(row) for row in rows}, units, had, pair
        day += DAY


class _Measured:
    def __init__(self, terms: Terms, facts: Facts, measure: Measure) -> None:
        self.terms, self.facts = terms, facts
        assert isinstance(measure, ShareOfRows | ShareOfUnits | ShareInForce | CountOfRows | Aggregate)
        self.measure = measure
        self.dataset: Dataset = terms.datasets[measure.have if isinstance(measure, ShareOfUnits) else measure.of]
        self.at = (
            measure.at if isinstance(measure, ShareInForce | CountOfRows) else measure.in_force if isinstance(measure, Aggregate) else ""
        )
        known = [row.from_day for row in facts.rows] + [act.day for act in facts.acts]
        self.earliest = min([terms.contract.starts, *known])
        self.last_day = max([terms.contract.ends, *known]) + timedelta(days=40)

    def first_day(self, period: Period) -> date:
        day = period.first if self.at else self.earliest
        while day < period.first and not self.rows(period, day):
            day += DAY
        return day

    def rows(self, period: Period, day: date) -> list[Row]:
        """The rows that count in a period by what holds on a day."""
        there = [row for row in self.facts.rows if row.dataset == self.dataset.id and self.holds(row, day)]
        if self.at:
            return [
                row for row in there if self.days_looked_at(row, period) and self.unit_open(row, self.days_looked_at(row, period)[0], day)
            ]
        assert not isinstance(self.measure, ShareInForce)
        return [row for row in there if self.dated(row, period, day, self.measure.dated_by)]

    def days_looked_at(self, row: Row, period: Period) -> list[date]:
        """The days of a period on which a row of a standing list is looked at."""
        days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
        wanted = {"first day": days[:1], "last day": days[-1:]}.get(self.at, days)
        there = [day for day in wanted if self.in_force(row, day)]
        return there if self.at == "any day" or len(there) == len(wanted) else []

    def in_force(self, row: Row, day: date) -> bool:
        starts, ends = self.dataset.in_force or ("", "")
        begin, end = self.day_of(row, starts), self.day_of(row, ends)
        return begin is not None and begin <= day and (end is None or day <= end)

    # --- rows of other datasets

    def haves(self, condition: Condition) -> list[Have]:
        if isinstance(condition, FieldTest):
            return []
        return [condition] if isinstance(condition, Have) else [have for one in condition.conditions for have in self.haves(one)]

    def asked(self) -> list[Condition]:
        return [self.measure.where, *([self.measure.that] if isinstance(self.measure, ShareOfRows | ShareInForce) else [])]

    def other(self, have: Have) -> _Measured:
        dataset = self.terms.datasets[have.dataset]
        return _Measured(self.terms, self.facts, CountOfRows(of=dataset.id, where=AllOf(), distinct=(), dated_by=dataset.dated_by))

    def had(self, period: Period, day: date) -> set[int]:
        """The rows of other datasets that a period's figure looks at."""
        found: set[int] = set()
        for have in [have for condition in self.asked() for have in self.haves(condition)]:
            other = self.other(have)
            for row in self.facts.rows:
                if row.dataset == have.dataset and other.holds(row, day) and self.points_at(other, row) and other.lies_in(row, period, day):
                    found.add(id(row))
        return found

    def lies_in(self, row: Row, period: Period, day: date) -> bool:
        if self.dataset.in_force is None:
            return self.dated(row, period, day, self.dataset.dated_by)
        begin, end = (self.day_of(row, name) for name in self.dataset.in_force)
        return begin is not None and begin <= period.last and (end is None or end >= period.first) and begin <= (end or begin)

    def points_at(self, other: _Measured, row: Row) -> tuple[str, str]:
        """("row" or "unit", which); nothing for a row that points nowhere."""
        refers = [one.name for one in other.dataset.fields.values() if one.refers_to == self.dataset.id]
        unit = [one.name for one in other.dataset.fields.values() if one.kind == "unit"]
        which = row.values.get((refers or unit)[0], "")
        return ("row" if refers else "unit", which) if which else ()  # type: ignore[return-value]

    def has(self, have: Have, row: Row, day: date, period: Period, on: date) -> bool | None:
        other, there, still = self.other(have), 0, 0
        unit = next((one.name for one in self.dataset.fields.values() if one.kind == "unit"), "")
        for one in self.facts.rows:
            if one.dataset != have.dataset or not other.holds(one, day):
                continue
            if self.points_at(other, one) not in (("row", row.id), ("unit", row.values.get(unit, "?"))):
                continue
            if not (other.in_force(one, on) if other.dataset.in_force else other.dated(one, period, day, other.dataset.dated_by)):
                continue
            answer = other.says(have.where, one, day, period, on)
            there, still = there + (answer is True), still + (answer is None)
        return True if there >= have.at_least else None if there + still >= have.at_least else False

    def holds(self, row: Row, day: date) -> bool:
        return row.from_day <= day and (row.until_day is None or day < row.until_day) and row.relief is None

    def dated(self, row: Row, period: Period, day: date, by: str) -> bool:
        found = self.day_of(row, by)
        return found is not None and period.first <= found <= period.last and self.unit_open(row, found, day)

    def unit_open(self, row: Row, found: date, day: date) -> bool:
        field = next((one for one in self.dataset.fields.values() if one.kind == "unit"), None)
        if field is None or (field.optional and field.name not in row.values):
            return True
        unit = self.unit(row.values.get(field.name, ""), day)
        return unit is not None and is_open(unit, found)

    def unit(self, id: str, day: date) -> Unit | None:
        """A unit as it is known on a day."""
        unit = next((one for one in self.terms.units if one.id == id), None)
        acts = [act for name in ("UnitOpened", "UnitClosed") for act in self.facts.by_type.get(name, ())]
        for act in sorted(acts, key=lambda one: (one.day, one.order)):
            if act.event.unit == id and act.day <= day:
                unit = _after(unit or Unit(id=id), act.event)
        return unit

    def expected(self, period: Period, day: date) -> set[str]:
        assert isinstance(self.measure, ShareOfUnits)
        acts = [act for name in ("UnitOpened", "UnitClosed") for act in self.facts.by_type.get(name, ())]
        ids = {unit.id for unit in self.terms.units} | {act.event.unit for act in acts}
        days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
        wanted = {"first day": days[:1], "last day": days[-1:]}.get(self.measure.at, days)
        found = set()
        for id in ids:
            unit = self.unit(id, day)
            if unit is not None:
                opened = [is_open(unit, one) for one in wanted]
                if any(opened) if self.measure.at == "any day" else all(opened):
                    found.add(id)
        return found

    def pair(self, rows: Sequence[Row], units: set[str], day: date, period: Period) -> tuple[int, int]:
        measure = self.measure
        looked_at = [row for row in rows if self.whole(measure.where, row, day, period) is True]
        if isinstance(measure, ShareOfRows | ShareInForce):
            answers = [self.whole(measure.that, row, day, period) for row in looked_at]
            return answers.count(True), answers.count(True) + answers.count(False)
        if isinstance(measure, ShareOfUnits):
            field = next((one.name for one in self.dataset.fields.values() if one.kind == "unit"), "")
            of_unit = {unit: [row for row in looked_at if row.values.get(field) == unit] for unit in units}
            return sum(1 for found in of_unit.values() if len(found) >= measure.at_least), len(units)
        if isinstance(measure, Aggregate):
            return self.one_number([Fraction(row.values[measure.value.field]) for row in looked_at if measure.value.field in row.values])  # type: ignore[union-attr]
        if measure.distinct:
            return len({tuple(self.text_of(row, field) for field in measure.distinct) for row in looked_at}), 1
        return len(looked_at), 1

    def one_number(self, found: list[Fraction]) -> tuple[int, int]:
        """One number of many, and of how many: both a thousand million times as large."""
        measure, values = self.measure, sorted(found)
        assert isinstance(measure, Aggregate)
        n = len(values)
        if measure.how == "sum":
            pair: tuple[Fraction | int, int] = (sum(values), 1)
        elif not values:
            pair = (0, 0)
        elif measure.how == "mean":
            pair = (sum(values), n)
        elif measure.how == "median":
            pair = (values[n // 2], 1) if n % 2 else (values[n // 2 - 1] + values[n // 2], 2)
        elif measure.how == "percentile":
            assert measure.at is not None
            pair = (next(v for k, v in enumerate(values, 1) if Fraction(100 * k, n) >= Fraction(*measure.at.ratio)), 1)
        else:
            pair = (values[-1] if measure.how == "highest" else values[0], 1)
        top = pair[0] * 10**9
        assert Fraction(top).denominator == 1
        return int(top), pair[1] * 10**9

    def whole(self, condition: Condition, row: Row, day: date, period: Period) -> bool | None:
        """On the day the row is dated; of a standing list on every day it is looked at, or on any."""
        if not self.at:
            assert not isinstance(self.measure, ShareInForce)
            on = self.day_of(row, self.measure.dated_by)
            assert on is not None
            return self.says(condition, row, day, period, on)
        answers = [self.says(condition, row, day, period, on) for on in self.days_looked_at(row, period)]
        if self.at == "any day":
            return True if True in answers else None if None in answers else False
        return False if False in answers else None if None in answers else True

    def says(self, condition: Condition, row: Row, day: date, period: Period, on: date) -> bool | None:
        """True, False, or None while it is open."""
        if isinstance(condition, FieldTest):
            return self.tested(condition.field, condition.test, row, day, period)
        if isinstance(condition, Have):
            return self.has(condition, row, day, period, on)
        answers = [self.says(one, row, day, period, on) for one in condition.conditions]
        if isinstance(condition, AllOf):
            return False if False in answers else None if None in answers else True
        any_of = True if True in answers else None if None in answers else False
        if isinstance(condition, AnyOf):
            return any_of
        return None if any_of is None else not any_of

    def tested(self, field: str, test: Test, row: Row, day: date, period: Period) -> bool | None:
        if isinstance(test, Not):
            inner: Test = test
            while isinstance(inner, Not):
                inner = inner.test
            if isinstance(inner, Within | OnOrBefore):
                if self.limit(inner, row, period) is None:
                    return False
            elif not isinstance(inner, Present | Missing) and self.text_of(row, field) is None:
                return False
            answer = self.tested(field, test.test, row, day, period)
            return None if answer is None else not answer
        text = self.text_of(row, field)
        if isinstance(test, Present | Missing):
            return (text is None) == isinstance(test, Missing)
        if isinstance(test, Within | OnOrBefore):
            limit, on = self.limit(test, row, period), self.day_of(row, field)
            if on is None:
                return None if limit is not None and day < limit else False
            if isinstance(test, Within) and in_hours(test.due):
                assert isinstance(test.due.form, SpanDue)
                due = self.moment_due(test, row)
                return due is not None and self.moment(row, test.due.form.anchor) <= self.moment(row, field) <= due
            if isinstance(test, OnOrBefore) and self.both_moments(field, test.other):
                return limit is not None and self.moment(row, field) <= self.moment(row, str(test.other))
            early = isinstance(test, Within) and self.anchor(test.due, row) is not None and on < (self.anchor(test.due, row) or on)
            return limit is not None and on <= limit and not early
        if text is None:
            return False
        if isinstance(test, OnOrAfter):
            other = test.other if isinstance(test.other, date) else self.named_day(row, test.other, period)
            if self.both_moments(field, test.other):
                return other is not None and self.moment(row, field) >= self.moment(row, str(test.other))
            on = self.day_of(row, field)
            return other is not None and on is not None and on >= other
        if isinstance(test, OneOf):
            several = field in self.dataset.fields and self.dataset.fields[field].kind == "several"
            return bool(set(text.split("; ") if several else [text]) & set(test.values))
        assert isinstance(test, Limited)
        return _within(Decimal(text), test)

    def limit(self, test: Within | OnOrBefore, row: Row, period: Period) -> date | None:
        if isinstance(test, Within) and in_hours(test.due):
            due = self.moment_due(test, row)
            return None if due is None else due.astimezone(clocks.LONDON).date()
        if isinstance(test, Within):
            return self.due(test.due, row, self.waited(test, row))
        return test.other if isinstance(test.other, date) else self.named_day(row, test.other, period)

    def named_day(self, row: Row, name: str, period: Period) -> date | None:
        ends: Mapping[str, date] = {"period start": period.first, "period end": period.last}
        return ends[name] if name in ends else self.day_of(row, name)

    def day_of(self, row: Row, field: str) -> date | None:
        derived = self.dataset.derived.get(field)
        if derived is None:
            if field in row.values and self.dataset.fields[field].kind == "moment":
                return datetime.fromisoformat(row.values[field]).astimezone(clocks.LONDON).date()
            return date.fromisoformat(row.values[field]) if field in row.values else None
        if derived.due is not None:
            return self.due(derived.due, row)
        days = [self.day_of(row, one) for one in derived.latest_of or derived.earliest_of]
        if derived.latest_of:
            return None if None in days else max(day for day in days if day)
        return min((day for day in days if day), default=None)

    def text_of(self, row: Row, field: str) -> str | None:
        if field in self.dataset.derived:
            day = self.day_of(row, field)
            return None if day is None else str(day)
        return row.values.get(field)

    def anchor(self, due: DuePhrase, row: Row) -> date | None:
        assert isinstance(due.form, SpanDue)
        return self.day_of(row, due.form.anchor)

    def moment(self, row: Row, field: str) -> datetime:
        """A moment that is there; asked only where it is."""
        return datetime.fromisoformat(row.values[field]) if field in row.values else MISSING

    def both_moments(self, field: str, other: str | date) -> bool:
        known = self.dataset.fields
        return all(isinstance(name, str) and name in known and known[name].kind == "moment" for name in (field, other))

    def waited(self, test: Within, row: Row) -> int:
        """Minutes."""
        return int(Decimal(row.values.get(test.less, "0")) * 60) if test.less else 0

    def moment_due(self, test: Within, row: Row) -> datetime | None:
        """So many minutes after a field, one minute at a time."""
        form = test.due.form
        assert isinstance(form, SpanDue)
        if form.anchor not in row.values:
            return None
        minutes = int(Decimal(str(form.span.n)) * (60 if form.span.unit == "hour" else 1)) + self.waited(test, row)
        clock = self.terms.clocks[form.span.kind] if form.span.kind else None
        return minutes_later(self.moment(row, form.anchor), minutes, clock)

    def due(self, due: DuePhrase, row: Row, waited: int = 0) -> date | None:
        """n open days, or n days, after a field: one day at a time."""
        day, form = self.anchor(due, row), due.form
        assert isinstance(form, SpanDue)
        if day is None:
            return None
        if waited:
            field = self.dataset.fields.get(form.anchor)
            at_midnight = datetime(day.year, day.month, day.day, tzinfo=clocks.LONDON).astimezone(UTC)
            start = self.moment(row, form.anchor) if field and field.kind == "moment" else at_midnight
            day = (start + timedelta(minutes=waited)).astimezone(clocks.LONDON).date()
        left = form.span.n.whole or 0
        while left:
            day += DAY
            left -= 1 if form.span.kind == "day" or self.terms.calendar.why_closed(day) is None else 0
        return day


def in_hours(due: DuePhrase) -> bool:
    return isinstance(due.form, SpanDue) and due.form.span.unit in ("minute", "hour")


@lru_cache(maxsize=4096)
def minutes_later(start: datetime, minutes: int, clock: Clock | None) -> datetime:
    if clock is None:
        return start + timedelta(minutes=minutes)
    shown = [(day, f"{a // 60:02}:{a % 60:02}", f"{b // 60:02}:{b % 60:02}") for day, hours in enumerate(clock.week) for a, b in hours]
    near = [start.date() + timedelta(days=n) for n in range(-1, 40)]
    shut = {day for day in near if clock.calendar is not None and clock.calendar.why_closed(day) is not None}
    return clocks.after_minutes(start, minutes, shown, shut)


def is_open(unit: Unit, day: date) -> bool:
    if unit.opens is None or day < unit.opens or (unit.closes is not None and day > unit.closes):
        return False
    return not any(first <= day <= last for first, last in unit.away)


def _after(unit: Unit, event: object) -> Unit:
    """A unit after an opening or closing; one that closed before it opens again is away in between."""
    assert hasattr(event, "unit")
    if not isinstance(event, UnitOpened):
        return Unit(id=unit.id, opens=unit.opens, closes=event.last_day, away=unit.away)  # type: ignore[attr-defined]
    if unit.opens is not None and unit.closes is not None and unit.opens <= unit.closes < event.first_day:
        return Unit(id=unit.id, opens=unit.opens, away=(*unit.away, (unit.closes + DAY, event.first_day - DAY)))
    return Unit(id=unit.id, opens=event.first_day, closes=unit.closes, away=unit.away)


def _within(number: Decimal, test: Limited) -> bool:
    bound = test.bound
    low = None if bound.lower is None else Decimal(str(bound.lower))
    high = None if bound.upper is None else Decimal(str(bound.upper))
    above = low is None or number > low or (number == low and bound.lower_in)
    return above and (high is None or number < high or (number == high and bound.upper_in))
