"""What it does to the figures when something is done on another day than planned: most often nothing, and that is said too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period, period_of
from tenor.base.wording import Said, said
from tenor.figures.count import periods_of
from tenor.figures.values import Values
from tenor.review.model import Review
from tenor.terms.model import CountOfRows, Dataset, Kpi, ShareOfRows, ShareOfUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happens to these KPIs. `changes`: whether a figure of a period is another for it."""

    kpis: tuple[str, ...]
    what: Said
    changes: bool


def flexible_effect(review: Review, unit: str, planned: date, to: date) -> tuple[Effect, ...]:
    """For the KPIs whose rows are by unit, those it means the same for together, in the order of the terms."""
    found: dict[str, Effect] = {}
    for kpi in review.terms.kpis:
        effect = _effect(review, kpi, unit, planned, to)
        if effect is not None:
            what, changes = effect
            same = found.get(repr(what))
            found[repr(what)] = Effect(kpis=(*(same.kpis if same else ()), kpi.id), what=what, changes=changes)
    return tuple(found.values())


def rows_by_unit(review: Review, kpi: Kpi) -> Dataset | None:
    """The dataset a KPI counts, where its rows name a unit; None for any other KPI."""
    measure = kpi.measure
    name = measure.have if isinstance(measure, ShareOfUnits) else measure.of if isinstance(measure, ShareOfRows | CountOfRows) else ""
    dataset = review.terms.datasets.get(name)
    return dataset if dataset is not None and unit_field(dataset) else None


def unit_field(dataset: Dataset) -> str:
    """The field that names the unit of a row; "" where there is none."""
    return next((name for name, field in dataset.fields.items() if field.kind == "unit"), "")


def units_with_rows(review: Review, kpi: Kpi, period: Period) -> Mapping[str, int]:
    """Unit -> how many rows of the KPI's dataset it has in a period, by what is known on the review's day."""
    dataset = rows_by_unit(review, kpi)
    found: dict[str, int] = {}
    if dataset is None:
        return found
    reader = Values(review.terms, dataset).day_reader(kpi.measure.dated_by)  # type: ignore[union-attr]
    field = unit_field(dataset)
    for row in review.facts.rows:
        if row.dataset == dataset.id and row.holds_on(review.on) and (day := reader(row, None)) and date.fromordinal(day) in period:
            unit = row.values.get(field, "")
            found[unit] = found.get(unit, 0) + 1
    return found


def _effect(review: Review, kpi: Kpi, unit: str, planned: date, to: date) -> tuple[Said, bool] | None:
    dataset = rows_by_unit(review, kpi)
    if dataset is None or dataset.given_by != "supplier" or not _of_the_row(dataset, kpi):
        return None
    every = periods_of(kpi, review.terms)
    before, after = period_of(planned, every), period_of(to, every)
    if before is None or after is None:
        return said("flexible-outside", planned=planned, to=to), True
    if before == after:
        return said("flexible-same", planned=planned, to=to, period=before.said), False
    if isinstance(kpi.measure, ShareOfUnits):
        others = units_with_rows(review, kpi, before).get(unit, 0)
        if others >= kpi.measure.at_least:
            return said("flexible-covered", period=before.said, to=after.said), False
        return said("flexible-without", period=before.said, to=after.said), True
    return said("flexible-counted-later", period=before.said, to=after.said), True


def _of_the_row(dataset: Dataset, kpi: Kpi) -> bool:
    """Whether the day that moves is the one the KPI counts by: a day of the row's own key, for what follows from it moves with it."""
    dated_by = kpi.measure.dated_by  # type: ignore[union-attr]
    days = [name for name in dataset.key if dataset.fields[name].kind == "date"]
    return len(days) == 1 and (dated_by in days or dated_by in dataset.derived)
