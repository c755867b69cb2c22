"""The rows of a contract's data: what was entered or sent, with the day each was due and how late it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from tenor.desk.pages.view import Data, View
from tenor.figures.values import Values
from tenor.ledger.events.returns import QueryAnswered, QueryRaised
from tenor.ledger.model import Row
from tenor.returns.shown import as_read
from tenor.terms.labels import heading
from tenor.terms.model import Dataset, Terms


def make(view: View) -> Data:
    """{"datasets": [{"id", "row", "key", "fields": [{"id", "label", "kind"}], "rows": [{"id", "values", "unit", "day", "origin", "covers",
    "relief", "seq", "versions", "queries"}]}]}; newest first. A unit's value is its name."""
    review = view.review
    held = [row for row in review.facts.rows if row.holds_on(view.on)]
    versions: dict[tuple[str, str], int] = {}
    for row in review.facts.rows:
        versions[row.dataset, row.id] = versions.get((row.dataset, row.id), 0) + 1
    names = {unit.id: unit.name for unit in review.terms.units}
    queries = _queries(view)
    found = []
    for id, dataset in review.terms.datasets.items():
        own = [row for row in held if row.dataset == id]
        fields = [_field(review.terms, name, field) for name, field in dataset.fields.items()]
        units = [field["id"] for field in fields if field["kind"] == "unit"]
        rows = [_row(row, dataset, units, names, versions[id, row.id], queries.get(row.id, 0)) for row in own]
        _with_derived(view, dataset, own, rows)
        rows.sort(key=lambda row: (row["day"] or "", row["id"]), reverse=True)
        derived = [{"id": name, "label": heading(review.terms, name), "kind": "date"} for name in dataset.derived]
        found.append({"id": id, "row": dataset.row, "key": list(dataset.key), "fields": fields, "derived": derived, "rows": rows})
    return {"datasets": found}


def _field(terms: Terms, name: str, field: Any) -> Data:
    return {"id": name, "label": heading(terms, name), "kind": field.kind}


def _with_derived(view: View, dataset: Dataset, own: list[Row], rows: list[Data]) -> None:
    """Add the days that the terms derive from a row (a deadline, the later of two dates), as the figures work them out."""
    values = Values(view.review.terms, dataset)
    readers = {name: values.day_reader(name) for name in dataset.derived}
    for row, data in zip(own, rows, strict=True):
        days = {name: read(row, None) for name, read in readers.items()}
        data["derived"] = {name: date.fromordinal(day).isoformat() for name, day in days.items() if day is not None}


def _row(row: Row, dataset: Dataset, units: list[str], names: dict[str, str], versions: int, queries: int) -> Data:
    values = {name: names.get(value, value) if name in units else value for name, value in as_read(dataset, row.values).items()}
    return {
        "id": row.id,
        "values": values,
        "unit": next((row.values[name] for name in units if row.values.get(name)), ""),
        "day": _day(row, dataset),
        "origin": row.origin,
        "covers": row.covers,
        "relief": row.relief is not None,
        "seq": row.act.entry.seq,
        "versions": versions,
        "queries": queries,
    }


def _day(row: Row, dataset: Dataset) -> str:
    """The day a row is dated by, where one of its own fields is that; else the first day among its key."""
    values = as_read(dataset, row.values)
    for name in (dataset.dated_by, *dataset.key, *dataset.fields):
        value = values.get(name, "")
        try:
            return date.fromisoformat(value[:10]).isoformat()
        except ValueError:
            continue
    return ""


def _queries(view: View) -> dict[str, int]:
    """Open questions by row."""
    answered = {act.event.query for act in view.review.facts.of(QueryAnswered)}
    found: dict[str, int] = {}
    for act in view.review.facts.of(QueryRaised):
        if act.event.row and act.event.query not in answered:
            found[act.event.row] = found.get(act.event.row, 0) + 1
    return found
