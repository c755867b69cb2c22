"""The rows behind a figure: in or out, the test that failed, and the cells of the file they came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import said
from tenor.figures.model import CountedRow
from tenor.ledger.model import Act, Row
from tenor.returns.shown import as_read
from tenor.review.explain_figure import rows_that_stood
from tenor.review.model import Rating, Review
from tenor.review.shown import figure_said
from tenor.terms.counted import dataset_of, stated_of
from tenor.terms.model import Check, Dataset, Gap, Score, Stated, Together

Data = dict[str, Any]
MOST_ROWS = 150  # shown of one figure; the page of rows has all


def rows_behind(review: Review, rating: Rating) -> Data:
    """{"rows", "more", "word", "fits", "stated", "sources": entries by id}. `fits` False: today's rows come to another figure."""
    terms, version = review.timeline.during(rating.period, review.on), rating.at(review.on)
    kpi = terms.kpi(rating.kpi)
    if kpi is None or isinstance(kpi.measure, Check | Gap | Score | Together):
        return {"rows": [], "more": 0, "word": "", "fits": True, "stated": [], "sources": {}, "pooled": None}
    if isinstance(kpi.measure, Stated):
        return {"rows": [], "more": 0, "word": "", "fits": True, "pooled": None, **_stated(review, rating)}
    rows, fits = rows_that_stood(review, terms, rating, version.figure if kpi.over == 1 else None)
    datasets = {name: review.terms.datasets[name] for name in dict.fromkeys(row.dataset for row in rows) if name in review.terms.datasets}
    first = review.terms.datasets.get(dataset_of(kpi.measure) or "")
    # what did not count first: it is what a reader looks for
    ordered = sorted(rows, key=lambda row: (row.outcome == "in" and row.counted, not row.counted, row.unit, row.row))
    held = {(row.dataset, row.id): row for row in review.facts.rows if row.dataset in datasets and row.holds_on(review.on)}
    names = {unit.id: unit.name or unit.id for unit in review.terms.units}
    shown = ordered[:MOST_ROWS]
    stated: Data = _stated(review, rating) if stated_of(kpi.measure) else {"stated": [], "sources": {}}
    return {
        "rows": [_row(row, held.get((row.dataset, row.row)), datasets.get(row.dataset), names) for row in shown],
        "more": len(ordered) - len(shown),
        "word": first.row if first else "",
        "fits": fits,
        "stated": stated["stated"],
        "pooled": kpi.over if kpi.over != 1 else None,
        "sources": {**_sources(review, _entries(shown)), **stated["sources"]},
    }


def _entries(rows: Sequence[CountedRow]) -> set[str]:
    """The entries that brought these rows, or a cell of them."""
    return {row.entry for row in rows} | {_entry(cell) for row in rows for cell in row.cells.values()}


def _row(row: CountedRow, held: Row | None, dataset: Dataset | None, names: dict[str, str]) -> Data:
    """`values`: [field, text] as sent, in the order of the terms; the unit stands by itself."""
    fields = [field.name for field in dataset.fields.values() if field.kind != "unit"] if dataset else []
    texts = as_read(dataset, held.values) if held and dataset else {}
    values = [[name.replace("_", " "), texts[name]] for name in fields if name in texts]
    return {
        "id": row.row,
        "unit": names.get(row.unit, row.unit),
        "outcome": row.outcome if row.counted or row.outcome == "open" else "left out",
        "why": said_data(row.why) if row.why else said_data(said("row-gave", gave=row.gave)) if row.gave else None,
        "values": values,
        "cells": [cell.rpartition("#")[2] for cell in dict.fromkeys(row.cells.values())],
        "entry": next((_entry(cell) for cell in row.cells.values() if _entry(cell)), row.entry),
    }


def _entry(cell: str) -> str:
    """The entry that a cell is of, where it is another than the row's."""
    return cell.rpartition("#")[0]


def _stated(review: Review, rating: Rating) -> Data:
    """What the return itself gave, and in which cell."""
    key = (rating.kpi, rating.period.label)
    given = [s for s in review.facts.stated if (s.kpi, s.period) == key and s.act.day <= review.on]
    lines = [
        {
            "figure": figure_said(review, rating, (s.numerator, s.denominator)),
            "on": day_data(s.act.day),
            "cell": s.cell.rpartition("#")[2],
            "entry": s.act.ref,
        }
        for s in given
    ]
    return {"stated": lines, "sources": _sources(review, {s.act.ref for s in given})}


def _sources(review: Review, entries: set[str]) -> dict[str, Data]:
    """The acts that brought rows: when, by which side, in which file."""
    return {act.ref: _source(act) for act in review.facts.acts if act.ref in entries}


def _source(act: Act) -> Data:
    return {
        "type": act.entry.type,
        "on": day_data(act.day),
        "at": act.entry.at.isoformat(),
        "side": act.entry.side,
        "seq": act.entry.seq,
        "file": str(getattr(act.event, "file", "")),
    }
