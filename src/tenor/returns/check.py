"""A return checked by itself, against the terms and the units: what stops it, and what is said of rows that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tenor.base.deadline import london_day
from tenor.base.moment import parse_moment
from tenor.base.period import Period, period_of
from tenor.base.problem import Place, Problem, problem
from tenor.returns.covered import find_return
from tenor.returns.model import GivenRow, Return
from tenor.returns.notes import bounded
from tenor.returns.references import Known, unknown_references
from tenor.returns.spelling import plain_words, short
from tenor.returns.words import limits
from tenor.terms.counted import return_periods, stated_of
from tenor.terms.model import Dataset, Derived, Terms, Unit

MOST_OF_A_KIND = 200


def check(return_: Return, terms: Terms, *, today: date, known: Known | None = None) -> tuple[Problem, ...]:
    """Every problem of a return: those of reading it and those of its content, what stops it first. `today`: the day it was received;
    `known`: the rows given before, that its rows may name."""
    found = list(return_.problems)
    asked = find_return(terms, return_.ret)
    among = return_periods(terms, asked) if asked else ()
    covered = next((period for period in among if period.label == return_.covers), None)
    found += _of_period(return_, covered, today)
    found += _doubled(return_)
    for dataset in terms.datasets.values():
        rows = [row for row in return_.rows if row.dataset == dataset.id]
        if rows:
            found += _Rows(terms, dataset, among, covered, today).problems(rows)
    found += _wrong_period(return_, terms, covered)
    found += _of_figures(return_, terms)
    found += unknown_references(return_, terms, known or {})
    if asked:
        found += _nothing(return_)
    return bounded(found, MOST_OF_A_KIND)


def day_of(dataset: Dataset, row: GivenRow, name: str) -> date | None:
    """The day in a field of a row, or worked out from it (the latest or earliest of fields); None for a blank or a deadline."""
    derived = dataset.derived.get(name)
    if derived is not None:
        return _derived_day(dataset, row, derived)
    text = row.values.get(name, "")
    if not text or dataset.fields[name].kind not in ("date", "moment"):
        return None
    moment = parse_moment(text) if dataset.fields[name].kind == "moment" else None
    return date.fromisoformat(text[:10]) if moment is None else london_day(moment)


def _derived_day(dataset: Dataset, row: GivenRow, derived: Derived) -> date | None:
    days = [day_of(dataset, row, name) for name in derived.latest_of or derived.earliest_of]
    there = [day for day in days if day is not None]
    if derived.latest_of:
        return max(there) if there and len(there) == len(days) else None
    return min(there, default=None)


def _of_period(return_: Return, covered: Period | None, today: date) -> list[Problem]:
    if covered is None or covered.first <= today:
        return []
    where = Place(file=return_.file_name)
    return [problem("return-period-ahead", where, period=covered.said, first=covered.first)]


def _doubled(return_: Return) -> Iterator[Problem]:
    first: dict[tuple[str, str], GivenRow] = {}
    for row in return_.rows:
        known = first.setdefault((row.dataset, row.id), row)
        if known is not row:
            yield problem("return-key-doubled", row.place, id=short(row.id), row=_row_number(known), cell=known.place.cell)


def _row_number(row: GivenRow) -> str:
    return (row.place.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _wrong_period(return_: Return, terms: Terms, covered: Period | None) -> list[Problem]:
    """Rows there are, and none of them of the period that the return says it covers."""
    if covered is None:
        return []
    days = [
        day for row in return_.rows if (day := day_of(terms.datasets[row.dataset], row, terms.datasets[row.dataset].dated_by)) is not None
    ]
    if not days or any(day in covered for day in days):
        return []
    return [problem("return-wrong-period", Place(file=return_.file_name), weight="said", period=covered.said, n=len(days))]


def _of_figures(return_: Return, terms: Terms) -> Iterator[Problem]:
    for figure in return_.figures:
        kpi = terms.kpi(figure.kpi)
        measure = stated_of(kpi.measure) if kpi else None
        if kpi is None or measure is None:
            continue
        sheet, _, cell = figure.cell.rpartition("!")
        where = Place(file=return_.file_name, sheet=sheet or None, cell=cell or None)
        number = kpi.number or kpi.id
        if figure.numerator < 0 or figure.denominator < 0:
            yield problem("return-figure-negative", where, kpi=number)
        elif measure.what == "share" and figure.numerator > figure.denominator:
            yield problem("return-share-above-all", where, kpi=number, numerator=figure.numerator, denominator=figure.denominator)
        elif measure.what == "percent" and figure.numerator > figure.denominator:
            yield problem("return-percent-above-100", where, weight="said", kpi=number)


def _nothing(return_: Return) -> list[Problem]:
    """No row and no figure, and nobody said that there is nothing to report: a form that was sent back unfilled."""
    if return_.rows or return_.figures or return_.nil or any(found.weight == "stops" for found in return_.problems):
        return []
    return [problem("return-nothing", Place(file=return_.file_name))]


@dataclass(slots=True)
class _Rows:
    """The checks of one dataset's rows, one by one."""

    terms: Terms
    dataset: Dataset
    among: tuple[Period, ...]
    covered: Period | None
    today: date

    def problems(self, rows: list[GivenRow]) -> Iterator[Problem]:
        dates = [name for name, field in self.dataset.fields.items() if field.kind in ("date", "moment")]
        ahead = [name for name in dates if name not in limits(self.terms, self.dataset.id)]
        units = {unit.id: unit for unit in self.terms.units}
        unit_fields = [name for name, field in self.dataset.fields.items() if field.kind == "unit"]
        anchor = self._anchor()
        blanks = [name for name, f in self.dataset.fields.items() if not f.optional and name not in self.dataset.key]
        for row in rows:
            yield from self._future(row, ahead)
            yield from self._dated(row)
            yield from self._order(row, anchor, dates)
            for name in unit_fields:
                yield from self._unit(row, name, units, anchor)
            for name in blanks:
                if name not in row.cells and name != self.dataset.dated_by:
                    yield problem("return-blank", row.place, weight="said", field=plain_words(name), id=short(row.id))

    def _anchor(self) -> str:
        """The field that says when a row happened: the one it is dated by, else the first date of its key."""
        fields = self.dataset.fields
        named = [self.dataset.dated_by, *self.dataset.key]
        return next((name for name in named if name in fields and fields[name].kind in ("date", "moment")), "")

    def _future(self, row: GivenRow, names: list[str]) -> Iterator[Problem]:
        for name in names:
            day = day_of(self.dataset, row, name)
            if day is not None and day > self.today:
                yield problem("return-future", row.place_of(name), field=plain_words(name), day=day, today=self.today)

    def _dated(self, row: GivenRow) -> Iterator[Problem]:
        """Which period the row counts in, where it is not the one covered. A date worked out from a deadline is left to the count."""
        name, contract = self.dataset.dated_by, self.terms.contract
        derived = self.dataset.derived.get(name)
        if derived is not None and derived.due is not None:
            return
        day = day_of(self.dataset, row, name)
        where = row.place_of(name)
        if day is None:
            yield problem("return-undated", where, weight="said", field=plain_words(name), id=short(row.id))
        elif not self._in_contract(day):
            yield problem("return-outside-contract", where, weight="said", day=day, starts=contract.starts, ends=contract.ends)
        elif self.covered is not None and day not in self.covered:
            counted = period_of(day, self.among)
            if counted is not None and day <= self.today:
                covers = self.covered.said
                yield problem("return-other-period", where, weight="said", day=day, period=counted.said, covers=covers)

    def _in_contract(self, day: date) -> bool:
        return self.terms.contract.starts <= day <= self.terms.contract.ends

    def _order(self, row: GivenRow, anchor: str, dates: list[str]) -> Iterator[Problem]:
        """A later stage dated before the row happened; an earlier part of its key dated after it. Fields stand in the order of the work."""
        start = day_of(self.dataset, row, anchor) if anchor else None
        if start is None:
            return
        names = list(self.dataset.fields)
        for name in dates:
            day = day_of(self.dataset, row, name)
            if day is None or name == anchor:
                continue
            later = names.index(name) > names.index(anchor)
            if day < start if later else day > start and name in self.dataset.key:
                first, then = (anchor, name) if later else (name, anchor)
                yield problem(
                    "return-order",
                    row.place_of(then),
                    weight="said",
                    field=plain_words(then),
                    day=min(day, start),
                    other=plain_words(first),
                    other_day=max(day, start),
                )

    def _unit(self, row: GivenRow, name: str, units: dict[str, Unit], anchor: str) -> Iterator[Problem]:
        text = row.values.get(name)
        if text is None:
            return
        unit, where = units.get(text), row.place_of(name)
        if unit is None:
            known = [known.id for known in self.terms.units][:12]
            yield problem("return-unit-unknown", where, weight="said", text=short(text), known=known)
            return
        day = day_of(self.dataset, row, anchor) if anchor else None
        if unit.opens is None:
            yield problem("return-unit-no-opening", where, weight="said", unit=_shown(unit))
        elif day is not None and self._in_contract(day) and not _open_on(unit, day):
            yield problem("return-unit-closed", where, weight="said", unit=_shown(unit), day=day)


def _shown(unit: Unit) -> str:
    return f"{unit.id} ({unit.name})" if unit.name else unit.id


def _open_on(unit: Unit, day: date) -> bool:
    opened = unit.opens is not None and unit.opens <= day and (unit.closes is None or day <= unit.closes)
    return opened and not any(first <= day <= last for first, last in unit.away)
