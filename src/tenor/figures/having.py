"""The rows of other datasets that a condition asks for (`have`): those that point to a row, by reference or by its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tenor.base.period import Period
from tenor.figures.columns import Column, columns_of_condition, have_name, haves_of, timed
from tenor.figures.pieces import pieces, spans
from tenor.figures.units import FOR_EVER, KnownUnit
from tenor.figures.values import Value, Values
from tenor.ledger.model import Facts, Row
from tenor.terms.model import Dataset, Have, Measure, Terms

Line = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """A version of a row that points to another: `to` a row's id or a unit's. Known from a day, until a day (ordinals). A dated one counts
    in `period`; one of a standing list is in force from `begins` to `ends`, both in."""

    row: Row
    to: str
    from_day: int
    until_day: int
    period: Period | None = None
    begins: int = 0
    ends: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Having:
    """The rows of one `have`, prepared. `by`: which column of the rows they point to holds what they point at."""

    have: Have
    dataset: Dataset
    by: str
    columns: tuple[Column, ...]
    rows: Sequence[Pointing]
    lines: Sequence[Line]

    @property
    def name(self) -> str:
        return have_name(self.have)

    @property
    def standing(self) -> bool:
        return self.dataset.in_force is not None

    def pointing(self) -> Mapping[str, Sequence[Pointing]]:
        found: dict[str, list[Pointing]] = {}
        for one in self.rows:
            found.setdefault(one.to, []).append(one)
        return found


def pointer(inner: Dataset, outer: Dataset) -> tuple[str, str]:
    """(the field of `inner` that points to a row of `outer`, the column it is held against); ("", "") where nothing does."""
    field = next((one.name for one in inner.fields.values() if one.kind == "reference" and one.refers_to == outer.id), "")
    if field:
        return field, "row id"
    ours, theirs = (next((one.name for one in each.fields.values() if one.kind == "unit"), "") for each in (inner, outer))
    return (ours, "unit id") if ours and theirs else ("", "")


def havings_of(
    terms: Terms,
    facts: Facts,
    outer: Dataset,
    measures: Sequence[Measure],
    periods: Sequence[Period],
    units: Mapping[str, Sequence[KnownUnit]],
) -> tuple[Having, ...]:
    """Every `have` of these measures, each once, its rows read."""
    asked = {have_name(have): have for measure in measures for have in haves_of(measure)}
    return tuple(_having(terms, facts, outer, have, periods, units) for have in asked.values())


def _having(
    terms: Terms, facts: Facts, outer: Dataset, have: Have, periods: Sequence[Period], units: Mapping[str, Sequence[KnownUnit]]
) -> Having:
    dataset = terms.datasets[have.dataset]
    values = Values(terms, dataset)
    field, by = pointer(dataset, outer)
    columns = columns_of_condition(have.where, dataset)
    readers = [(one.name, values.reader(one)) for one in columns]
    found = list(_in_force(values, facts, field) if dataset.in_force else _dated(values, facts, field, periods, units))
    lines = []
    for one in found:
        line: Line = {"points to": one.to, "from day": one.from_day, "until day": one.until_day}
        if one.period is None:
            line["begins"], line["ends"] = one.begins, one.ends
        else:
            line["period label"] = one.period.label
        for name, read in readers:
            # a standing list lies in no one period; its conditions name none (the terms refuse them)
            line[name] = read(one.row, one.period or periods[0])
        lines.append(line)
    return Having(have=have, dataset=dataset, by=by, columns=columns, rows=found, lines=lines)


def _dated(
    values: Values, facts: Facts, field: str, periods: Sequence[Period], units: Mapping[str, Sequence[KnownUnit]]
) -> Iterator[Pointing]:
    for piece in pieces(values, facts, values.dataset.dated_by, periods, units):
        to = piece.row.values.get(field, "")
        if to and piece.counts_in is not None:
            yield Pointing(row=piece.row, to=to, from_day=piece.from_day, until_day=piece.until_day, period=piece.period)


def _in_force(values: Values, facts: Facts, field: str) -> Iterator[Pointing]:
    for row, first, until, begins, ends in spans(values, facts):
        to = row.values.get(field, "")
        if to and begins is not None and begins <= ends and row.relief is None:
            yield Pointing(row=row, to=to, from_day=first, until_day=until, begins=begins, ends=ends)


def changes(having: Having, terms: Terms, periods: Sequence[Period]) -> Iterator[tuple[str, int, bool]]:
    """(period label, day, whether an act changed its rows then) on which what is had may be other than before."""
    values = Values(terms, having.dataset)
    pairs = [
        (values.reader(one), values.reader(due) if isinstance(due, Column) else None, due)
        for one, due in timed(having.have.where, having.dataset)
    ]
    for one in having.rows:
        for period in _of(one, periods):
            yield period.label, one.from_day, True
            if one.until_day != FOR_EVER:
                yield period.label, one.until_day, True
            for read, read_due, due in pairs:
                if read(one.row, period) is None:
                    day = read_due(one.row, period) if read_due else due.toordinal()  # type: ignore[union-attr]
                    if isinstance(day, int) and one.from_day < day < one.until_day:
                        yield period.label, day, False


def _of(one: Pointing, periods: Sequence[Period]) -> Sequence[Period]:
    """The periods in which a row may be had."""
    if one.period is not None:
        return (one.period,)
    return [period for period in periods if one.begins <= period.last.toordinal() and period.first.toordinal() <= one.ends]
