"""The datasets that are always there: a row for each duty, each event, each rating (terms-language.md 3). Nobody gives these rows: they are
worked out from what people did, so no return holds them and no form asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tenor.terms.counted import datasets_of
from tenor.terms.model import (
    Aggregate,
    AllOf,
    AnyOf,
    Condition,
    CountOfRows,
    Dataset,
    Field,
    FieldTest,
    Kpi,
    Measure,
    OneOf,
    Ratio,
    ShareOfRows,
    Terms,
)

DUTIES, EVENTS, RATINGS = "duties", "events", "ratings"
MADE = (DUTIES, EVENTS, RATINGS)
EVENT_NAME = "~event"  # what a field refers to whose values are names of events
_ID = Field(name="id", kind="text")


def datasets(duties: Iterable[str] = (), kpis: Iterable[str] = (), levels: Iterable[str] = ()) -> dict[str, Dataset]:
    """The three, with the names that may stand in their fields."""
    of_kpis = Field(name="kpi", kind="several", optional=True, choices=tuple(kpis))
    fields: dict[str, tuple[str, list[Field]]] = {
        DUTIES: (
            "due_on",
            [
                Field(name="duty", kind="choice", choices=tuple(duties)),
                Field(name="due_on", kind="date"),
                Field(name="done_on", kind="date", optional=True),
                Field(name="days_late", kind="number", optional=True),
            ],
        ),
        EVENTS: (
            "happened_on",
            [
                Field(name="event", kind="text", refers_to=EVENT_NAME),
                Field(name="happened_on", kind="date"),
                of_kpis,
                Field(name="by", kind="choice", optional=True, choices=("buyer", "supplier")),
            ],
        ),
        RATINGS: (
            "ends_on",
            [
                of_kpis,
                Field(name="period", kind="text"),
                Field(name="ends_on", kind="date"),
                Field(name="level", kind="choice", choices=tuple(dict.fromkeys((*levels, "met", "failed")))),
            ],
        ),
    }
    row = {DUTIES: "one duty", EVENTS: "one event", RATINGS: "one rating"}
    return {
        id: Dataset(id=id, row=row[id], key=("id",), dated_by=dated_by, fields={one.name: one for one in (_ID, *several)})
        for id, (dated_by, several) in fields.items()
    }


ALL = datasets()


@lru_cache(maxsize=256)
def with_made(terms: Terms) -> Terms:
    """The terms with these datasets beside their own: what a measure of them is counted by. One of the contract's own by the same name
    stands in its place."""
    return replace(terms, datasets={**ALL, **terms.datasets})


def made_in(terms: Terms, measure: Measure) -> tuple[str, ...]:
    """Which of them a measure counts."""
    return tuple(each for each in datasets_of(measure) if each in MADE and each not in terms.datasets)


def made_kpis(terms: Terms) -> tuple[Kpi, ...]:
    """The KPIs that count duties, events or ratings."""
    return tuple(kpi for kpi in terms.kpis if made_in(terms, kpi.measure))


def given_values(measure: Measure, of: str, field: str) -> tuple[str, ...] | None:
    """The values of a field that a measure of a dataset looks at; None where it looks at any."""
    if isinstance(measure, Ratio):
        sides = [given_values(each, of, field) for each in (measure.of, measure.to) if getattr(each, "of", "") == of]
        return _together(sides)
    if not isinstance(measure, ShareOfRows | CountOfRows | Aggregate) or measure.of != of:
        return ()
    return _named(measure.where, field)


def _named(condition: Condition, field: str) -> tuple[str, ...] | None:
    if isinstance(condition, FieldTest):
        return condition.test.values if condition.field == field and isinstance(condition.test, OneOf) else None
    if isinstance(condition, AnyOf):
        return _together([_named(each, field) for each in condition.conditions])
    if isinstance(condition, AllOf):
        return next((found for each in condition.conditions if (found := _named(each, field)) is not None), None)
    return None


def _together(several: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found: dict[str, None] = {}
    for each in several:
        if each is None:
            return None
        found.update(dict.fromkeys(each))
    return tuple(found)
