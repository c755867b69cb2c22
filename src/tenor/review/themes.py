"""Themes seen in rows, counted over time: so many of the rows that there are of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period, period_of, periods
from tenor.figures.values import Values
from tenor.ledger.bodies import ROWS_EVENTS
from tenor.ledger.events.meetings import ThemeTagged
from tenor.ledger.model import Facts
from tenor.review.model import Review

Key = tuple[str, str]  # dataset, row


@dataclass(frozen=True, slots=True, kw_only=True)
class InQuarter:
    """`tagged` of the rows `of` this quarter."""

    period: Period
    tagged: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme in one dataset. `name` "": it was erased, or nobody gave one. `rows`: those that have the tag, with their days, newest
    first; `quarters`: those of the contract up to the review's day, in order."""

    key: str
    name: str
    dataset: str
    rows: tuple[tuple[str, date | None], ...]
    quarters: tuple[InQuarter, ...]


def themes(review: Review) -> tuple[Theme, ...]:
    """Those that some row has now, by dataset and name. A row that was withdrawn has none; one whose key was corrected keeps its own."""
    names, tagged = names_of(review.facts), _tags(review)
    found = []
    for dataset in review.terms.datasets:
        days = dated_rows(review, dataset)
        for key in sorted(tagged):
            own = [(id, days[id]) for of, id in tagged[key] if of == dataset and id in days]
            if own:
                own.sort(key=lambda one: (one[1] or date.min, one[0]), reverse=True)
                counted = _quarters(review, days, {id for id, _ in own})
                found.append(Theme(key=key, name=names.get(key, ""), dataset=dataset, rows=tuple(own), quarters=counted))
    return tuple(sorted(found, key=lambda one: (one.dataset, one.name.casefold() or one.key)))


def themes_of_row(review: Review, dataset: str, row: str) -> tuple[str, ...]:
    """The keys of the themes that a row has."""
    tagged = _tags(review)
    return tuple(sorted(key for key in tagged if (dataset, row) in tagged[key]))


def names_of(facts: Facts) -> dict[str, str]:
    """Theme -> the name it was last given."""
    found = {}
    for act in facts.of(ThemeTagged):
        body = act.entry.body
        name = str(body.content.get("name", "")) if body is not None and body.kind == "words" else ""
        if name:
            found[act.event.theme] = name
    return found


def dated_rows(review: Review, dataset: str) -> Mapping[str, date | None]:
    """The rows of a dataset that hold on the review's day, each with the day it is dated by (None: not known yet)."""
    own = review.terms.datasets[dataset]
    names = [name for name in (own.dated_by, *own.key, *own.fields) if name in own.derived or _is_day(own.fields.get(name))]
    reader = Values(review.terms, own).day_reader(names[0]) if names else None
    found: dict[str, date | None] = {}
    for row in review.facts.rows:
        if row.dataset == dataset and row.holds_on(review.on):
            day = reader(row, None) if reader else None
            found[row.id] = None if day is None else date.fromordinal(day)
    return found


def _is_day(field: object) -> bool:
    return getattr(field, "kind", "") in ("date", "moment")


def _tags(review: Review) -> dict[str, set[Key]]:
    """Theme -> the rows that have it, each by the id it has now."""
    found: dict[str, set[Key]] = {}
    now = _corrected(review.facts)
    for act in review.facts.of(ThemeTagged):
        event, rows = act.event, found.setdefault(act.event.theme, set())
        key = _latest((event.dataset, event.row), now)
        if event.off:
            rows.discard(key)
        else:
            rows.add(key)
    return found


def _corrected(facts: Facts) -> dict[Key, Key]:
    """A row by its old key -> by the key it was corrected to."""
    found: dict[Key, Key] = {}
    for act in facts.acts:
        if act.entry.type in ROWS_EVENTS and act.entry.body is not None:
            for dataset, several in act.entry.body.content.get("rows", {}).items():
                found |= {(dataset, row["corrects"]): (dataset, row["id"]) for row in several if row.get("corrects")}
    return found


def _latest(key: Key, now: Mapping[Key, Key]) -> Key:
    seen = {key}
    while key in now and now[key] not in seen:
        key = now[key]
        seen.add(key)
    return key


def _quarters(review: Review, days: Mapping[str, date | None], tagged: Iterable[str]) -> tuple[InQuarter, ...]:
    contract, own = review.terms.contract, set(tagged)
    last = min(review.on, contract.ends)
    found = []
    every = [one for one in periods("quarter", contract.starts, contract.ends, review.terms.quarters) if one.first <= last]
    by_label: dict[str, list[str]] = {}
    for id, day in days.items():
        period = period_of(day, every) if day is not None else None
        if period is not None:
            by_label.setdefault(period.label, []).append(id)
    for period in every:
        rows = by_label.get(period.label, [])
        found.append(InQuarter(period=period, tagged=sum(id in own for id in rows), of=len(rows)))
    return tuple(found)
