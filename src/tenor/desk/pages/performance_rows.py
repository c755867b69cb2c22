"""What stands behind a KPI's figures, period by period: the day of each unit's row, or how many rows there are of each reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenor.base.moment import london_day_text
from tenor.base.said_data import day_data
from tenor.desk.pages.summary_strip import kpi_of_any
from tenor.figures.model import CountedRow
from tenor.figures.units import known_units
from tenor.figures.values import several
from tenor.ledger.model import Row
from tenor.review.behind import rows_behind
from tenor.review.model import Rating, Review
from tenor.terms.model import CountOfRows, Dataset, ShareOfUnits, Unit

Data = dict[str, Any]
MOST_UNITS = 60  # rows of a grid that still can be read


def rows_of(review: Review, kpi: str, ratings: Sequence[Rating | None]) -> Data | None:
    """{"kind": "units" or "reasons", "word": what one row is, "rows": [{label, cells}]}; None where the figures stand alone."""
    own = kpi_of_any(review, kpi)
    if own is None or own.over != 1:
        return None
    if isinstance(own.measure, ShareOfUnits):
        return _by_unit(review, own.measure, ratings)
    if isinstance(own.measure, CountOfRows):
        dataset = review.terms.datasets.get(own.measure.of)
        field = next((f.name for f in dataset.fields.values() if f.kind in ("choice", "several")), "") if dataset else ""
        return _by_reason(review, dataset, field, ratings) if dataset and field else None
    return None


def _counted(review: Review, rating: Rating) -> tuple[CountedRow, ...]:
    """The rows behind a figure, as they are known now."""
    terms = review.timeline.during(rating.period, review.on)
    return rows_behind(review, terms, rating.kpi, rating.period.label, review.on)


def _held(review: Review, dataset: str) -> Mapping[str, Row]:
    return {row.id: row for row in review.facts.rows if row.dataset == dataset and row.holds_on(review.on)}


# --- units -------------------------------------------------------------------------------------------------------


def _by_unit(review: Review, measure: ShareOfUnits, ratings: Sequence[Rating | None]) -> Data | None:
    """A cell: {"days"}, {"state": "none", "off" or "wait"}, or None for what is to come."""
    units = list(_units(review))[:MOST_UNITS]
    held = _held(review, measure.have)
    columns = [_unit_cells(review, measure, held, rating, [unit.id for unit in units]) for rating in ratings]
    rows = [{"label": unit.name or unit.id, "id": unit.id, "cells": [column.get(unit.id) for column in columns]} for unit in units]
    dataset = review.terms.datasets[measure.have]
    return {"kind": "units", "word": dataset.row, "rows": rows} if rows else None


def _units(review: Review) -> Iterator[Unit]:
    day = review.on.toordinal()
    for history in known_units(review.terms, review.facts).values():
        yield from (known.unit for known in history if known.from_day <= day < known.until_day)


def _unit_cells(
    review: Review, measure: ShareOfUnits, held: Mapping[str, Row], rating: Rating | None, units: Sequence[str]
) -> dict[str, Data]:
    """The cells of one period, by unit."""
    if rating is None or rating.period.first > review.on:
        return {}
    rows = _counted(review, rating)
    days: dict[str, list[str]] = {}
    for one in rows:
        if one.outcome == "in" and one.row in held:
            days.setdefault(one.unit, []).append(london_day_text(held[one.row].values.get(measure.dated_by, "")))
    expected = {one.unit for one in rows if one.counted}
    over = rating.period.last <= review.on
    lacking: Data = {"state": "none"} if over else {"state": "wait", "by": day_data(rating.period.last)}
    absent: Data = {"state": "off"}
    return {unit: {"days": sorted(days[unit])} if unit in days else lacking if unit in expected else absent for unit in units}


# --- reasons -----------------------------------------------------------------------------------------------------


def _by_reason(review: Review, dataset: Dataset, field: str, ratings: Sequence[Rating | None]) -> Data:
    """A cell: how many rows of that choice count in the period; None for what is to come."""
    held = _held(review, dataset.id)
    columns = [_reason_counts(review, held, field, rating) for rating in ratings]
    named = list(dict.fromkeys((*dataset.fields[field].choices, *(value for column in columns if column for value in column))))
    rows = [{"label": name, "cells": [None if column is None else {"n": column.get(name, 0)} for column in columns]} for name in named]
    return {"kind": "reasons", "word": dataset.row, "field": field.replace("_", " "), "rows": rows}


def _reason_counts(review: Review, held: Mapping[str, Row], field: str, rating: Rating | None) -> dict[str, int] | None:
    if rating is None or rating.period.first > review.on:
        return None
    found: dict[str, int] = {}
    for one in _counted(review, rating):
        if one.outcome == "in" and one.counted and one.row in held:
            for value in several(held[one.row].values.get(field, "")):
                found[value] = found.get(value, 0) + 1
    return found
