"""The rows of one dataset as flat tables for an engine, and the rows that cannot count.

`rows`: a version of a row a line, with the period it lies in, the days it holds and the columns that are asked.
`days`: the days of each period on which a figure may change, with how many units are expected in it.
What depends on a calendar, on the contract's dates or on when a unit was open is decided here; the conditions are the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tenor.base.period import Period
from tenor.figures.columns import Column, columns_of, conditions_of, expected_column, timed
from tenor.figures.having import Having, Line, changes, havings_of
from tenor.figures.model import UncountedRow
from tenor.figures.pieces import Piece, in_force, pieces
from tenor.figures.units import FOR_EVER, At, KnownUnit, expected, known_units
from tenor.figures.values import Value, Values
from tenor.ledger.model import Facts, Row
from tenor.terms.model import Dataset, Measure, ShareOfUnits, Terms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """One dataset, dated by one field, in one kind of period. `acts`: period label -> each day (ordinal) on which a figure may change
    -> whether an act changed its rows then; `unit_acts`: (label, day) on which an act changed the units expected in one of these ways."""

    dataset: Dataset
    periods: Sequence[Period]
    columns: tuple[Column, ...]
    pieces: Sequence[Piece]
    rows: Sequence[Line]
    days: Sequence[Line]
    acts: Mapping[str, Mapping[int, bool]]
    logged: Mapping[str, Mapping[int, int]]
    unit_acts: Mapping[At, set[tuple[str, int]]]
    havings: tuple[Having, ...] = ()
    at: str = ""  # of a standing list: when its rows are looked at

    @property
    def many_days(self) -> bool:
        """Whether a row is looked at on several days of a period: then it has a line for each stretch in which nothing changes."""
        return self.at in ("every day", "any day") and any(one.standing for one in self.havings)

    def uncounted(self) -> Iterator[UncountedRow]:
        """The rows that cannot count, while they cannot. A row excused by both sides is not one of them: nobody need mend it."""
        for piece in self.pieces:
            if piece.why is not None and piece.why.code != "uncounted-relief":
                until = None if piece.until_day == FOR_EVER else date.fromordinal(piece.until_day)
                yield UncountedRow(
                    dataset=piece.row.dataset, row=piece.row.id, from_day=date.fromordinal(piece.from_day), until_day=until, why=piece.why
                )


def prepare(
    terms: Terms, facts: Facts, dataset: Dataset, dated_by: str, periods: Sequence[Period], measures: Sequence[Measure], at: str = ""
) -> Prepared:
    """Everything an engine needs to count these measures of one dataset, all dated by the same field, or of a standing list looked at at
    the same time (`at`), in the same periods, with the same rows of other datasets."""
    values, units = Values(terms, dataset), known_units(terms, facts)
    found = in_force(values, facts, at, periods, units) if at else pieces(values, facts, dated_by, periods, units)
    columns = tuple({one.name: one for measure in measures for one in columns_of(measure, dataset)}.values())
    havings = havings_of(terms, facts, dataset, measures, periods, units)
    ats = sorted({measure.at for measure in measures if isinstance(measure, ShareOfUnits)})
    acts = _acts(found, periods, bool(at))
    _add_deadlines(values, found, measures, acts)
    _add_changes(terms, havings, periods, acts)
    expecting = {at: expected_units(units, periods, at) for at in ats}
    unit_acts = {at: set(_unit_acts(spans, acts)) for at, spans in expecting.items()}
    for label, day in {one for those in unit_acts.values() for one in those}:
        acts[label].setdefault(day, False)
    counts = {at: _holding([(label, first, until) for _, label, first, until in spans], acts) for at, spans in expecting.items()}
    logs = [(p.period.label, p.from_day, p.until_day) for p in found if p.period and p.why is None and p.row.origin == "log"]
    made = Prepared(
        dataset=dataset,
        periods=periods,
        columns=columns,
        pieces=found,
        rows=(),
        days=_days(acts, counts),
        acts=acts,
        logged=_holding(logs, acts),
        unit_acts=unit_acts,
        havings=havings,
        at=at,
    )
    return replace(made, rows=_rows(values, made, units, ats))


def _add_deadlines(values: Values, found: Sequence[Piece], measures: Sequence[Measure], acts: Mapping[str, dict[int, bool]]) -> None:
    """The days on which a date still missing becomes a deadline missed."""
    dataset = values.dataset
    pairs = {pair: None for measure in measures for condition in conditions_of(measure) for pair in timed(condition, dataset)}
    readers = [(values.reader(one), values.reader(due) if isinstance(due, Column) else _always(due)) for one, due in pairs]
    for piece in found:
        period = piece.counts_in
        if period is None:
            continue
        for read, read_due in readers:
            if read(piece.row, period) is None:
                day = read_due(piece.row, period)
                if isinstance(day, int) and piece.from_day < day < piece.until_day:
                    acts[period.label].setdefault(day, False)


def _always(day: date) -> Callable[[Row, Period], Value]:
    number = day.toordinal()
    return lambda row, period: number


def _acts(found: Sequence[Piece], periods: Sequence[Period], standing: bool) -> dict[str, dict[int, bool]]:
    """Each period's first day, and each day on which its rows changed. Of a standing list those from its first day on: what was known of
    it before says nothing of the period until it begins."""
    acts: dict[str, dict[int, bool]] = {period.label: {period.first.toordinal(): False} for period in periods}
    for piece in found:
        if piece.counts_in is None:
            continue
        of_period, begins = acts[piece.counts_in.label], piece.counts_in.first.toordinal()
        if not standing or piece.until_day > begins:
            of_period[max(piece.from_day, begins) if standing else piece.from_day] = True
        if piece.until_day != FOR_EVER and (not standing or piece.until_day > begins):
            of_period[piece.until_day] = True
    return acts


def _add_changes(terms: Terms, havings: Sequence[Having], periods: Sequence[Period], acts: Mapping[str, dict[int, bool]]) -> None:
    """The days, after a period's figure began, on which rows of another dataset that it asks for changed."""
    begins = {label: min(days) for label, days in acts.items()}
    for having in havings:
        for label, day, by_act in changes(having, terms, periods):
            if day > begins[label]:
                acts[label][day] = by_act or acts[label].get(day, False)


def _rows(values: Values, prepared: Prepared, units: Mapping[str, Sequence[KnownUnit]], ats: Sequence[At]) -> list[Line]:
    """A line for each piece that counts; where units are asked, cut where its unit comes to be expected or not; where rows of other
    datasets are asked, with the day on which they are looked for."""
    readers = [(one.name, values.reader(one)) for one in prepared.columns]
    days_of = _days_looked_at(prepared)
    lines: list[Line] = []
    for piece in prepared.pieces:
        row, period = piece.row, piece.counts_in
        if period is None:
            continue
        line: Line = {"row id": row.id, "unit id": piece.unit, "period label": period.label, "from day": piece.from_day}
        line["until day"] = piece.until_day
        for name, read in readers:
            line[name] = read(row, period)
        several = [{**line, "dated on": day} for day in days_of(piece)] if prepared.havings else [line]
        history = units.get(piece.unit, ()) if ats else ()
        for known in history:
            first, until = max(known.from_day, piece.from_day), min(known.until_day, piece.until_day)
            if first < until:
                here = {expected_column(at): expected(known.unit, period, at) for at in ats}
                lines += [{**one, "from day": first, "until day": until, **here} for one in several]
        if not history:
            lines += [{**one, **{expected_column(at): False for at in ats}} for one in several]
    return lines


def _days_looked_at(prepared: Prepared) -> Callable[[Piece], Sequence[int]]:
    """The days on which the rows that point to a piece's row are looked for: the day it is dated or looked at; where that is a stretch of
    days, the first and each on which one of them comes into force or has ended."""
    if not prepared.many_days:
        return lambda piece: (piece.on,)
    standing = [(having.by, having.pointing()) for having in prepared.havings if having.standing]

    def days(piece: Piece) -> Sequence[int]:
        found = {piece.on}
        for by, pointing in standing:
            for one in pointing.get(piece.row.id if by == "row id" else piece.unit, ()):
                found.update(day for day in (one.begins, min(one.ends, FOR_EVER - 1) + 1) if piece.on < day <= piece.last)
        return sorted(found)

    return days


def _days(acts: Mapping[str, Mapping[int, bool]], counts: Mapping[At, Mapping[str, Mapping[int, int]]]) -> list[Line]:
    """The days of each period on which a figure may change, with how many units are expected."""
    lines: list[Line] = []
    for label, days in acts.items():
        for day in days:
            line: Line = {"period label": label, "day": day}
            for at, count in counts.items():
                line[expected_column(at)] = count[label][day]
            lines.append(line)
    return lines


def expected_units(units: Mapping[str, Sequence[KnownUnit]], periods: Sequence[Period], at: At) -> list[tuple[str, str, int, int]]:
    """(unit, period label, from day, until day) for as long as it was known that the unit is expected in the period."""
    return [
        (unit, period.label, known.from_day, known.until_day)
        for unit, history in units.items()
        for known in history
        for period in periods
        if expected(known.unit, period, at)
    ]


def _unit_acts(spans: Sequence[tuple[str, str, int, int]], acts: Mapping[str, Mapping[int, bool]]) -> Iterator[tuple[str, int]]:
    """When, after a period's figure began, an act made a unit expected in it, or no longer."""
    begins = {label: min(days) for label, days in acts.items()}
    ends: dict[tuple[str, str, int], int] = {}
    for unit, label, first, until in spans:
        for day in (first, until):
            ends[unit, label, day] = ends.get((unit, label, day), 0) + 1
    for (_, label, day), times in ends.items():
        # twice: it ended and began again that day, so nothing changed
        if times == 1 and begins[label] < day < FOR_EVER:
            yield label, day


def _holding(spans: Sequence[tuple[str, int, int]], acts: Mapping[str, Mapping[int, bool]]) -> Mapping[str, Mapping[int, int]]:
    """How many of these spans (period label, from, until) hold on each day of each period."""
    changes: dict[str, dict[int, int]] = {label: {} for label in acts}
    for label, first, until in spans:
        of_period = changes[label]
        of_period[first] = of_period.get(first, 0) + 1
        of_period[until] = of_period.get(until, 0) - 1
    return {label: _running(changes[label], days) for label, days in acts.items()}


def _running(changes: Mapping[int, int], days: Iterable[int]) -> Mapping[int, int]:
    waiting, at, now = sorted(changes.items()), 0, 0
    found: dict[int, int] = {}
    for day in sorted(days):
        while at < len(waiting) and waiting[at][0] <= day:
            now, at = now + waiting[at][1], at + 1
        found[day] = now
    return found
