"""What a return asks for, in plain words: the sheets and columns that every form of template has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tenor.base.period import Period
from tenor.base.wording import Said, said, say
from tenor.returns.covered import find_period, find_return
from tenor.returns.figures import asked_lines
from tenor.returns.gather import sheet_name
from tenor.returns.layout import AS_THE_TERMS, Layout, heading_of, laid_out
from tenor.returns.shown import as_read
from tenor.terms.counted import dataset_of, return_periods, stated_of
from tenor.terms.model import Dataset, Field, Kpi, Measure, Ratio, ReturnTerms, Stated, Terms, Unit
from tenor.terms.open_units import open_on_any_day


class KnownRow(Protocol):
    """A row to fill in beforehand: one of a return, or one that the ledger holds."""

    @property
    def dataset(self) -> str: ...
    @property
    def values(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedColumn:
    field: Field
    heading: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSheet:
    """One dataset: its sheet, its columns, and the rows known already."""

    dataset: Dataset
    name: str
    columns: tuple[AskedColumn, ...]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFigure:
    kpi: Kpi
    period: str
    measure: Stated
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A return to be filled in for one period. `period` None: the terms give it no calendar, `covers` is then the label as given."""

    ret: ReturnTerms
    covers: str
    period: Period | None
    due: date | None
    sheets: tuple[AskedSheet, ...]
    figures: tuple[AskedFigure, ...]
    units: tuple[Unit, ...]

    @property
    def period_said(self) -> str:
        return say(self.period.said) if self.period else self.covers


def asked(
    terms: Terms,
    *,
    ret: str | None,
    period: str,
    rows: Iterable[KnownRow] = (),
    due: date | None = None,
    layout: Layout = AS_THE_TERMS,
) -> Asked:
    """What the return `ret` (None: the only one) asks for a period.

    ValueError, with a sentence, where the terms know no such return or period.
    """
    found = find_return(terms, ret) if ret is not None else terms.returns[0] if len(terms.returns) == 1 else None
    known = [one.id for one in terms.returns]
    if found is None:
        raise ValueError(say(said("return-which", known=known) if ret is None else said("return-unknown", text=ret, known=known)))
    among = return_periods(terms, found)
    covered = find_period(period, among)
    if among and covered is None:
        raise ValueError(say(said("return-period-unknown", text=period, example=among[0].label)))
    given = list(rows)
    return Asked(
        ret=found,
        covers=covered.label if covered else period,
        period=covered,
        due=due,
        sheets=tuple(_sheet(terms.datasets[id], terms, given, layout) for id in found.holds if id in terms.datasets),
        figures=tuple(_figure(kpi, label) for kpi, label in asked_lines(terms, found, covered)),
        units=tuple(unit for unit in terms.units if covered is None or open_on_any_day(unit, covered.first, covered.last)),
    )


def guidance(asked: Asked) -> Sequence[Said]:
    """How to fill the return in: sentences for its cover."""
    lines = [said("template-how-rows"), said("template-how-dates"), said("template-how-values")]
    if asked.figures:
        lines.append(said("template-how-figures"))
    return [*lines, said("template-how-nothing"), said("template-how-blank")]


def _sheet(dataset: Dataset, terms: Terms, rows: list[KnownRow], layout: Layout) -> AskedSheet:
    columns = tuple(
        AskedColumn(field=field, heading=heading_of(one), help=say(_help(field, one.field in dataset.key, terms)))
        for one in laid_out(dataset, layout)
        if not one.hidden
        for field in (dataset.fields[one.field],)
    )
    known = tuple(as_read(dataset, row.values) for row in rows if row.dataset == dataset.id)
    return AskedSheet(dataset=dataset, name=sheet_name(dataset.id), columns=columns, rows=known)


def _figure(kpi: Kpi, label: str) -> AskedFigure:
    stated = stated_of(kpi.measure)
    assert stated is not None
    what = said(f"template-figure-{stated.what}", currency=stated.currency or "GBP")
    return AskedFigure(kpi=kpi, period=label, measure=stated, help=say(_side(kpi.measure, what)))


def _side(measure: Measure, what: Said) -> Said:
    """Of a ratio whose other side is counted: which side is asked for."""
    if not isinstance(measure, Ratio):
        return what
    below, other = (True, measure.of) if isinstance(measure.to, Stated) else (False, measure.to)
    rows = dataset_of(other)
    if not rows or isinstance(other, Stated):
        return what
    return said("template-figure-below" if below else "template-figure-above", what=what, rows=rows.replace("_", " "))


def _help(field: Field, in_key: bool, terms: Terms) -> Said:
    """What a column asks for, and whether it may stay blank."""
    kind = field.kind.replace("/", "-or-")
    example = terms.units[0].id if field.kind == "unit" and terms.units else ""
    what = said(f"template-field-{kind}", choices=list(field.choices), example=example)
    needed = "template-key" if in_key else "template-optional" if field.optional else "template-needed"
    return said("template-help", what=what, needed=said(needed))
