"""The rows of one dataset as flat tables for an engine, and the rows that cannot count.

`rows`: a version of a row a line, with the period it lies in, the days it holds and the columns that are asked.
`days`: the days of each period on which a figure may change. `expected`: the units expected in a period.
What depends on a calendar, on the contract's dates or on when a unit was open is decided here; the conditions are the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.period import Period, period_of
from tenor.base.wording import Said, said
from tenor.figures.columns import Column, columns_of, conditions_of, timed
from tenor.figures.model import UncountedRow
from tenor.figures.units import FOR_EVER, At, KnownUnit, expected, known_units, why_not_open
from tenor.figures.values import Value, Values
from tenor.ledger.events.returns import ReliefAgreed
from tenor.ledger.model import Act, Facts, Row
from tenor.terms.model import Dataset, Measure, ShareOfUnits, Terms

FIXED = ("row id", "unit id", "period label", "from day", "until day")


@dataclass(frozen=True, slots=True)
class Piece:
    """A version of a row for as long as one thing is true of it: it counts in its period, or cannot and why. Days are ordinals."""

    row: Row
    unit: str
    from_day: int
    until_day: int
    period: Period | None
    why: Said | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """One dataset, dated by one field, in one kind of period. `days`: period label -> ordinal -> whether an act changed its rows then."""

    dataset: Dataset
    periods: Sequence[Period]
    columns: tuple[Column, ...]
    pieces: Sequence[Piece]
    rows: Mapping[str, list[Value]]
    days: Mapping[str, dict[int, bool]]
    logged: Mapping[str, Mapping[int, bool]]
    expected: Mapping[At, Mapping[str, list[Value]]]
    unit_days: Mapping[At, set[tuple[str, int]]] = field(default_factory=dict)

    def uncounted(self) -> Iterator[UncountedRow]:
        """The rows that cannot count, while they cannot. A row excused by both sides is not one of them: nobody need mend it."""
        for piece in self.pieces:
            if piece.why is not None and piece.why.code != "uncounted-relief":
                until = None if piece.until_day == FOR_EVER else date.fromordinal(piece.until_day)
                yield UncountedRow(
                    dataset=piece.row.dataset, row=piece.row.id, from_day=date.fromordinal(piece.from_day), until_day=until, why=piece.why
                )


def prepare(
    terms: Terms, facts: Facts, dataset: Dataset, dated_by: str, periods: Sequence[Period], measures: Sequence[Measure]
) -> Prepared:
    """Everything an engine needs to count these measures of one dataset, all dated by the same field in the same periods."""
    values = Values(terms, dataset)
    units = known_units(terms, facts)
    found = pieces(values, facts, dated_by, periods, units)
    columns = tuple({one.name: one for measure in measures for one in columns_of(measure, dataset)}.values())
    days: dict[str, dict[int, bool]] = {period.label: {period.first.toordinal(): False} for period in periods}
    for piece in found:
        if piece.period is not None:
            of_period = days[piece.period.label]
            of_period[piece.from_day] = True
            if piece.until_day != FOR_EVER:
                of_period[piece.until_day] = True
    _add_deadlines(values, found, measures, days)
    tables, unit_days = _expected(measures, units, periods)
    for changes in unit_days.values():
        for label, day in changes:
            days[label].setdefault(day, False)
    return Prepared(
        dataset=dataset,
        periods=periods,
        columns=columns,
        pieces=found,
        rows=_rows(values, found, columns),
        days=days,
        logged=_logged(found, days),
        expected=tables,
        unit_days=unit_days,
    )


def pieces(
    values: Values, facts: Facts, dated_by: str, periods: Sequence[Period], units: Mapping[str, Sequence[KnownUnit]]
) -> Sequence[Piece]:
    """Every version of every row of the dataset, cut where relief was agreed and where its unit's days became known."""
    relieved = reliefs(facts)
    unit_field = next((one for one in values.dataset.fields.values() if one.kind == "unit"), None)
    found: list[Piece] = []
    for row in facts.rows:
        if row.dataset != values.dataset.id:
            continue
        first, last = row.from_day.toordinal(), FOR_EVER if row.until_day is None else row.until_day.toordinal()
        excused = relieved.get((row.dataset, row.id))
        ends = last if excused is None else min(last, excused.day.toordinal())
        unit = row.values.get(unit_field.name, "") if unit_field else ""
        if first < ends:
            day = values.day(row, dated_by)
            period = None if day is None else period_of(date.fromordinal(day), periods)
            if day is None or period is None:
                found.append(Piece(row, unit, first, ends, None, _why_no_period(values.terms, dated_by, day)))
            elif unit_field is None or (unit == "" and unit_field.optional):
                found.append(Piece(row, unit, first, ends, period, None))
            else:
                found.extend(_by_unit(row, unit, first, ends, period, date.fromordinal(day), units.get(unit, ())))
        if excused is not None and max(first, ends) < last:
            why = said("uncounted-relief", reason=excused.event.reason, on=excused.day)
            found.append(Piece(row, unit, max(first, ends), last, None, why))
    return found


def reliefs(facts: Facts) -> Mapping[tuple[str, str], Act]:
    """The first act that excused each row."""
    found: dict[tuple[str, str], Act] = {}
    for act in facts.of(ReliefAgreed):
        found.setdefault((act.event.dataset, act.event.row), act)
    return found


def _why_no_period(terms: Terms, dated_by: str, day: int | None) -> Said:
    if day is None:
        return said("uncounted-no-date", field=dated_by)
    return said("uncounted-outside", on=date.fromordinal(day), starts=terms.contract.starts, ends=terms.contract.ends)


def _by_unit(row: Row, unit: str, first: int, ends: int, period: Period, day: date, history: Sequence[KnownUnit]) -> Iterator[Piece]:
    """A version cut where what is known of its unit makes a difference to it."""
    unknown = said("uncounted-unit-unknown", unit=unit) if unit else said("uncounted-no-unit")
    states: list[tuple[int, Said | None]] = [(first, unknown)]
    for known in history:
        if known.until_day <= first or known.from_day >= ends:
            continue
        why = why_not_open(known.unit, day)
        if known.from_day <= first:
            states = [(first, why)]
        elif why != states[-1][1]:
            states.append((known.from_day, why))
    until = [start for start, _ in states[1:]] + [ends]
    for (start, why), end in zip(states, until, strict=True):
        yield Piece(row, unit, start, end, None if why else period, why)


def _add_deadlines(values: Values, found: Sequence[Piece], measures: Sequence[Measure], days: Mapping[str, dict[int, bool]]) -> None:
    """The days on which a date still missing becomes a deadline missed."""
    dataset = values.dataset
    pairs = {pair: None for measure in measures for condition in conditions_of(measure) for pair in timed(condition, dataset)}
    readers = [(values.reader(one), values.reader(due) if isinstance(due, Column) else _always(due)) for one, due in pairs]
    for piece in found:
        if piece.period is None:
            continue
        for read, read_due in readers:
            if read(piece.row, piece.period) is None:
                day = read_due(piece.row, piece.period)
                if isinstance(day, int) and piece.from_day < day < piece.until_day:
                    days[piece.period.label].setdefault(day, False)


def _always(day: date) -> Callable[[Row, Period], Value]:
    number = day.toordinal()
    return lambda row, period: number


def _rows(values: Values, found: Sequence[Piece], columns: Sequence[Column]) -> Mapping[str, list[Value]]:
    counting = [(piece, piece.period) for piece in found if piece.period is not None]
    table: dict[str, list[Value]] = {
        "row id": [piece.row.id for piece, _ in counting],
        "unit id": [piece.unit for piece, _ in counting],
        "period label": [period.label for _, period in counting],
        "from day": [piece.from_day for piece, _ in counting],
        "until day": [piece.until_day for piece, _ in counting],
    }
    for one in columns:
        read = values.reader(one)
        table[one.name] = [read(piece.row, period) for piece, period in counting]
    return table


def _logged(found: Sequence[Piece], days: Mapping[str, Mapping[int, bool]]) -> Mapping[str, Mapping[int, bool]]:
    """For each day of each period whether a row of a log is among those that hold; periods without one are left out."""
    changes: dict[str, dict[int, int]] = {}
    for piece in found:
        if piece.period is not None and piece.row.origin == "log":
            of_period = changes.setdefault(piece.period.label, {})
            of_period[piece.from_day] = of_period.get(piece.from_day, 0) + 1
            of_period[piece.until_day] = of_period.get(piece.until_day, 0) - 1
    logged: dict[str, dict[int, bool]] = {}
    for label, of_period in changes.items():
        holding = 0
        for day in sorted(days[label]):
            holding += of_period.get(day, 0)
            logged.setdefault(label, {})[day] = holding > 0
    return logged


def _expected(
    measures: Sequence[Measure], units: Mapping[str, Sequence[KnownUnit]], periods: Sequence[Period]
) -> tuple[dict[At, Mapping[str, list[Value]]], dict[At, set[tuple[str, int]]]]:
    """For each way a unit is expected: the table of units by period, and the days on which an act changed it."""
    tables: dict[At, Mapping[str, list[Value]]] = {}
    changes: dict[At, set[tuple[str, int]]] = {}
    for at in sorted({measure.at for measure in measures if isinstance(measure, ShareOfUnits)}):
        table: dict[str, list[Value]] = {name: [] for name in ("unit id", "period label", "from day", "until day")}
        changed: set[tuple[str, int]] = set()
        for unit, history in units.items():
            for period in periods:
                was = False
                for known in history:
                    now = expected(known.unit, period, at)
                    if now:
                        line: tuple[Value, ...] = (unit, period.label, known.from_day, known.until_day)
                        for values, value in zip(table.values(), line, strict=True):
                            values.append(value)
                    if now != was and known.from_day > period.first.toordinal():
                        changed.add((period.label, known.from_day))
                    was = now
        tables[at], changes[at] = table, changed
    return tables, changes
