"""One row: its values with where each came from, its versions, how it counts, and its thread.

`view.what` is "<dataset>/<row id>". LookupError where there is no such row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tenor.base.moment import parse_moment
from tenor.base.said_data import said_data
from tenor.desk.pages.returns_rows import due_days, kpis_of, outcomes, source_of, sources_of
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.returns import QueryAnswered, QueryRaised, ReliefAgreed, RowsCorrected
from tenor.ledger.model import Act, Row
from tenor.ledger.rows_known import texts_known
from tenor.returns.shown import as_read
from tenor.review.model import Rating, Review
from tenor.review.receiving import terms_of
from tenor.review.themes import names_of, themes_of_row
from tenor.terms.labels import heading
from tenor.terms.model import Dataset, Terms


def make(view: View) -> Data:
    """{"dataset", "row", "name", "values", "versions", "thread", "open", "period", "kpi", …}."""
    id, _, row_id = view.what.partition("/")
    review = view.review
    dataset = review.terms.datasets.get(id)
    versions = [row for row in review.facts.rows if (row.dataset, row.id) == (id, row_id)]
    if dataset is None or not versions:
        raise LookupError(view.what)
    row = versions[-1]
    rating = _rating(review, dataset, row)
    terms = terms_of(review, rating.period.label) if rating else review.terms
    names = {unit.id: unit.name or unit.id for unit in terms.units}
    counted = outcomes(review, terms, id, rating.period).get(row_id) if rating else None
    texts = texts_known(review.facts, review.on).get((id, row_id), {})
    return {
        "dataset": id,
        "row": row_id,
        "word": dataset.row,
        "name": " · ".join(_shown(row, dataset, name, names) for name in dataset.key),
        "there": row.holds_on(view.on),
        "unit": next((row.values.get(name, "") for name in dataset.key if dataset.fields[name].kind == "unit"), ""),
        "values": list(_values(review, dataset, row, texts, names)),
        "due": [{"label": heading(terms, name), "day": day} for name, day in due_days(terms, dataset, [row])[0].items()],
        "counts": counted,
        "kpis": kpis_of(terms, id),
        "kpi": rating.kpi if rating else "",
        "period": rating.period.label if rating else "",
        "period_said": said_data(rating.period.said) if rating else None,
        "final_on": rating.final_from(review.on).isoformat() if rating else None,
        "relief": {"reason": row.relief.event.reason, "on": row.relief.day.isoformat()} if row.relief else None,
        "versions": [_version(one, terms, dataset, names) for one in versions],
        "thread": list(_thread(review, id, row_id, kpis_of(terms, id))),
        "about": list(_others(review, dataset, row, names)),
        "themes": _themes(review, id, row_id),
        "refers": _referred(review, dataset),
        "fields": [
            {
                "field": name,
                "label": heading(terms, name),
                "kind": field.kind,
                "optional": field.optional,
                "choices": list(field.choices),
                "value": {**texts, **as_read(dataset, row.values)}.get(name, ""),
                "key": name in dataset.key,
            }
            for name, field in dataset.fields.items()
        ],
        "units": [{"id": unit.id, "name": unit.name or unit.id} for unit in terms.units],
        "cells": dict(row.cells),
    }


def _themes(review: Review, dataset: str, row: str) -> list[str]:
    """The names of the themes the row has; by its key one that has none."""
    names = names_of(review.facts)
    return [names.get(key, key) for key in themes_of_row(review, dataset, row)]


def _rating(review: Review, dataset: Dataset, row: Row) -> Rating | None:
    """The figure that the row is counted in: of the first KPI of its dataset with a period that holds its day."""
    values = as_read(dataset, row.values)
    day = values.get(dataset.dated_by, "")[:10] or next(
        (values.get(name, "")[:10] for name in dataset.key if dataset.fields[name].kind in ("date", "moment")), ""
    )
    for kpi in kpis_of(review.terms, dataset.id):
        for rating in review.ratings.by_kpi.get(kpi["id"], {}).values():
            if rating.period.label == row.covers if not day else date.fromisoformat(day) in rating.period:
                return rating
    return None


def _shown(row: Row, dataset: Dataset, name: str, names: dict[str, str]) -> str:
    value = row.values.get(name, "")
    if dataset.fields[name].kind in ("date", "moment") and value:
        from tenor.base.wording import show_day, show_moment

        moment = parse_moment(value)
        return show_day(date.fromisoformat(value[:10])) if moment is None else show_moment(moment)
    return names.get(value, value)


def _values(review: Review, dataset: Dataset, row: Row, texts: dict[str, str], names: dict[str, str]) -> Iterator[Data]:
    sources = sources_of(review, dataset.id)
    acts = {act.ref: act for act in review.facts.acts}
    for name, field in dataset.fields.items():
        value = {**texts, **as_read(dataset, row.values)}.get(name, "")
        entry, _, cell = row.cells.get(name, "").rpartition("#")
        source = sources.get((row.id, name))
        if entry in acts:
            source = source_of(acts[entry])
        shown = names.get(value, value) if field.kind == "unit" else value
        yield {"label": heading(review.terms, name), "kind": field.kind, "text": shown, "cell": cell, "from": source if value else None}


def _version(row: Row, terms: Terms, dataset: Dataset, names: dict[str, str]) -> Data:
    values = [{"label": heading(terms, n), "text": _shown(row, dataset, n, names)} for n in dataset.fields if row.values.get(n)]
    until = row.until_day.isoformat() if row.until_day else None
    excused = row.relief is not None
    return {"from": row.from_day.isoformat(), "until": until, "values": values, "source": source_of(row.act), "excused": excused}


def _thread(review: Review, dataset: str, row: str, kpis: list[Data]) -> Iterator[Data]:
    """Everything that was asked, answered, corrected and excused about the row, in order."""
    own = {"", *(kpi["id"] for kpi in kpis)}
    asked = {act.event.query: act for act in review.facts.of(QueryRaised) if act.event.row == row and act.event.kpi in own}
    answered = {act.event.query for act in review.facts.of(QueryAnswered)}
    for act in review.facts.of(QueryRaised, QueryAnswered, RowsCorrected, ReliefAgreed):
        event = act.event
        if isinstance(event, QueryRaised) and event.query in asked:
            yield {**_message(act, "asked"), "query": event.query, "open": event.query not in answered}
        elif isinstance(event, QueryAnswered) and event.query in asked:
            yield {**_message(act, "answered"), "query": event.query, "open": False}
        elif isinstance(event, RowsCorrected) and _touches(act, dataset, row):
            yield {**_message(act, "corrected"), "reason": event.reason, "query": "", "open": False}
        elif isinstance(event, ReliefAgreed) and (event.dataset, event.row) == (dataset, row):
            yield {**_message(act, "excused"), "reason": event.reason, "query": "", "open": False}


def _touches(act: Act, dataset: str, row: str) -> bool:
    content: Any = act.entry.body.content if act.entry.body is not None else {}
    return any(row in (one["id"], one.get("corrects")) for one in content.get("rows", {}).get(dataset, ()))


def _message(act: Act, kind: str) -> Data:
    text = ""
    for body in (act.entry.words, act.entry.body):
        if body is not None and body.kind == "words":
            text = text or str(body.content.get("text", ""))
    return {
        "kind": kind,
        "text": text,
        "on": act.day.isoformat(),
        "at": act.entry.at.isoformat(timespec="seconds"),
        "by": act.entry.by,
        "side": act.entry.side,
        "entry": act.ref,
        "seq": act.entry.seq,
    }


def _referred(review: Review, dataset: Dataset) -> str:
    """The dataset that rows of this one are about: the one whose key is a part of theirs; "" for none."""
    return next((one.id for one in review.terms.datasets.values() if set(one.key) < set(dataset.key)), "")


def _others(review: Review, dataset: Dataset, row: Row, names: dict[str, str]) -> Iterator[Data]:
    """Rows of other datasets about this one, and the one that this row is about."""
    for other in review.facts.rows:
        own = review.terms.datasets.get(other.dataset)
        if own is None or own.id == dataset.id or not other.holds_on(review.on):
            continue
        shared = set(own.key) < set(dataset.key) or set(dataset.key) < set(own.key)
        key = set(own.key) & set(dataset.key)
        if shared and all(other.values.get(name) == row.values.get(name) for name in key):
            name = " · ".join(_shown(other, own, part, names) for part in own.key)
            yield {"dataset": own.id, "row": other.id, "word": own.row, "name": name, "of": len(own.key) < len(dataset.key)}
