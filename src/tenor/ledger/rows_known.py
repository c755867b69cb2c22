"""Rows as they are known on a day: the texts that lie beside them, and the day each is dated by.

What is recorded now is shaped as rows are (`bodies`). An older ledger may hold words of any shape, and values that are no dates: what
cannot be read as a text of a row, or as its day, says nothing here. It stays in its entry, and nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tenor.base.period import Period
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.model import Entry, Facts, Row
from tenor.terms.model import Dataset, Terms

Key = tuple[str, str]  # dataset, row id


def texts_beside(entry: Entry) -> dict[Key, dict[str, str]]:
    """The texts of an entry's rows: each field that nothing counts and a person wrote."""
    if entry.type not in ROWS_EVENTS or entry.words is None:
        return {}
    found: dict[Key, dict[str, str]] = {}
    for dataset, several in _map(entry.words.content.get("rows")).items():
        for id, texts in _map(several).items():
            found[dataset, id] = {name: text for name, text in _map(texts).items() if isinstance(text, str)}
    return found


def texts_known(facts: Facts, day: date) -> dict[Key, dict[str, str]]:
    """The texts of every row as they were last written by that day."""
    found: dict[Key, dict[str, str]] = {}
    for act in facts.acts:
        if act.day <= day:
            for key, texts in texts_beside(act.entry).items():
                found.setdefault(key, {}).update(texts)
    return found


def lies_in(row: Row, terms: Terms, covers: str, period: Period | None) -> bool:
    """Whether a known row belongs to the period that a return covers: by its date; by the return that brought it where it has none."""
    dataset = terms.datasets.get(row.dataset)
    day = None if dataset is None else _dated(row, dataset)
    return row.covers == covers if day is None or period is None else day in period


def _dated(row: Row, dataset: Dataset) -> date | None:
    derived = dataset.derived.get(dataset.dated_by)
    names = (dataset.dated_by,) if derived is None else derived.latest_of or derived.earliest_of
    days = [day for name in names if (day := _day(row.values.get(name, ""))) is not None]
    if not days or (derived is not None and derived.latest_of and len(days) < len(names)):
        return None
    return max(days) if derived is not None and derived.latest_of else min(days)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
