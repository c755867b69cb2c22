"""Of rows of a return: where each value came from, the days derived from them, and how they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tenor.base.period import Period
from tenor.base.said_data import said_data
from tenor.base.wording import show_day
from tenor.desk.pages.view import Data
from tenor.figures.values import Values
from tenor.figures.which import which
from tenor.ledger.codec import day_of
from tenor.ledger.events.returns import ReturnReceived, RowsCorrected
from tenor.ledger.model import Act, Row
from tenor.review.model import Review
from tenor.terms.counted import dataset_of
from tenor.terms.model import Dataset, ShareOfRows, Terms


def row_name(terms: Terms, dataset: str, row: str) -> str:
    """What people call a row, from its id: "B/2023-05-09" -> "Beech House, Tue 9 May 2023". The id where its key is of another shape."""
    known = terms.datasets.get(dataset)
    parts = [part.replace("%2F", "/").replace("%25", "%") for part in row.split("/")]
    if known is None or len(parts) != len(known.key):
        return row
    units = {unit.id: unit.name or unit.id for unit in terms.units}
    return ", ".join(_part(known.fields[name].kind, part, units) for name, part in zip(known.key, parts, strict=True))


def _part(kind: str, value: str, units: Mapping[str, str]) -> str:
    if kind == "unit":
        return units.get(value, value)
    day = day_of(value) if kind == "date" else None
    return show_day(day) if day is not None else value


def kpis_of(terms: Terms, dataset: str) -> list[Data]:
    """The KPIs that rows of a dataset are counted for."""
    return [{"id": k.id, "number": k.number, "title": k.title} for k in terms.kpis if dataset_of(k.measure) == dataset]


def source_of(act: Act) -> Data:
    """Where a value came from: a return, the log, or a correction; of which side, on which day."""
    kinds: dict[type, str] = {ReturnReceived: "return", RowsCorrected: "corrected"}
    return {"kind": kinds.get(type(act.event), "log"), "on": act.day.isoformat(), "side": act.entry.side, "entry": act.ref}


def sources_of(review: Review, dataset: str) -> dict[tuple[str, str], Data]:
    """(row, field) -> where the value that stands came from: the earliest version since which it is what it is."""
    found: dict[tuple[str, str], tuple[str, Data]] = {}
    for row in review.facts.rows:
        if row.dataset != dataset or row.from_day > review.on:
            continue
        for name, value in row.values.items():
            known = found.get((row.id, name))
            if known is None or known[0] != value:
                found[row.id, name] = (value, source_of(row.act))
    return {key: source for key, (_, source) in found.items()}


def due_days(terms: Terms, dataset: Dataset, rows: Sequence[Row]) -> list[dict[str, str]]:
    """Of each row the days that the terms derive from it, by field."""
    values = Values(terms, dataset)
    readers = {name: values.day_reader(name) for name, one in dataset.derived.items() if one.due is not None}
    found = []
    for row in rows:
        days = {name: read(row, None) for name, read in readers.items()}
        found.append({name: date.fromordinal(day).isoformat() for name, day in days.items() if day is not None})
    return found


def outcomes(review: Review, terms: Terms, dataset: str, period: Period) -> dict[str, Data]:
    """row -> how it counts for the KPIs that are a share of these rows: {"outcome", "why", "kpi"}; the worst of several."""
    order = ("in", "open", "out")
    found: dict[str, Data] = {}
    for kpi in terms.kpis:
        if not isinstance(kpi.measure, ShareOfRows) or dataset_of(kpi.measure) != dataset:
            continue
        for label in _labels(review, kpi.id, period):
            for row in which(terms, review.facts, kpi.id, label, review.on):
                if not row.row:
                    continue
                outcome = row.outcome if row.counted or row.outcome == "open" else "left out"
                told = {"outcome": outcome, "kpi": kpi.number or kpi.id, "why": said_data(row.why) if row.why else None}
                before = found.get(row.row)
                if before is None or _rank(order, outcome) > _rank(order, before["outcome"]):
                    found[row.row] = told
    return found


def _rank(order: Sequence[str], outcome: str) -> int:
    return order.index(outcome) if outcome in order else len(order)


def _labels(review: Review, kpi: str, period: Period) -> list[str]:
    ratings: Mapping[str, Any] = review.ratings.by_kpi.get(kpi, {})
    return [label for label, rating in ratings.items() if period.first <= rating.period.last <= period.last]
