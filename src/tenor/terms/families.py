"""KPIs measured for each unit, or each value of a field: one KPI made for each, with a figure and a rating of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tenor.terms.model import (
    Aggregate,
    AllOf,
    Check,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Kpi,
    Measure,
    OneOf,
    Ratio,
    ShareInForce,
    ShareOfRows,
    Stated,
    Terms,
    Together,
    Unit,
)
from tenor.terms.node import Node

UNIT = "unit"
Value = tuple[str, str]  # the value of the field, and what a title calls it


def by_field(node: Node, whole: tuple[Kpi, ...], by: str, datasets: Mapping[str, Dataset]) -> tuple[Kpi, ...]:
    """One KPI (with its parts) for each value of a field of its rows; of units, what those are made from: see `of_units`."""
    templates: list[Kpi] = []
    choices: tuple[str, ...] = ()
    for kpi in whole:
        field, measure = _narrowed(node, kpi.measure, by, datasets)
        templates.append(replace(kpi, measure=measure, family=kpi.id, each_of=(by, "")))
        choices = choices or field
    if by == UNIT:
        return tuple(templates)
    return tuple(made for choice in choices for made in instance(templates, (choice, choice)))


def of_units(kpis: Iterable[Kpi], units: Iterable[Unit]) -> tuple[tuple[Kpi, ...], dict[str, tuple[Kpi, ...]]]:
    """KPIs with those `for_each: unit` made for each unit, and what they are made from, by family."""
    several = tuple(units)
    found: list[Kpi] = []
    families: dict[str, tuple[Kpi, ...]] = {}
    waiting = list(kpis)
    while waiting:
        kpi = waiting.pop(0)
        if kpi.each_of != (UNIT, ""):
            found.append(kpi)
            continue
        whole = [kpi]
        while waiting and waiting[0].part_of == kpi.id and waiting[0].each_of == (UNIT, ""):
            whole.append(waiting.pop(0))
        families[kpi.id] = tuple(whole)
        for unit in several:
            found += instance(whole, (unit.id, unit.name or unit.id))
    return tuple(found), families


def with_units(terms: Terms, new: Iterable[Unit]) -> Terms:
    """The terms with units that were opened later, and the KPIs that are measured for each of them."""
    opened = tuple(new)
    kpis = list(terms.kpis)
    for family, whole in terms.families.items():
        at = max((n + 1 for n, kpi in enumerate(kpis) if kpi.family == family), default=len(kpis))
        kpis[at:at] = [made for unit in opened for made in instance(whole, (unit.id, unit.name or unit.id))]
    return replace(terms, units=(*terms.units, *opened), kpis=tuple(kpis))


def instance(whole: Iterable[Kpi], value: Value) -> tuple[Kpi, ...]:
    """The KPI and its parts for one value."""
    several = tuple(whole)
    first, end = several[0].id, re.sub(r"[^\w-]+", "-", value[0])
    return tuple(_one(kpi, first, f"{first}.{end}", value) for kpi in several)


def _one(kpi: Kpi, family: str, id: str, value: Value) -> Kpi:
    measure = kpi.measure
    if isinstance(measure, Together):
        measure = replace(measure, parts=tuple(id + part[len(family) :] for part in measure.parts))
    else:
        measure = where(measure, FieldTest(field=kpi.each_of[0], test=OneOf(values=(value[0],))))
    return replace(
        kpi,
        id=id + kpi.id[len(family) :],
        family=family,
        each_of=(kpi.each_of[0], value[0]),
        part_of=id if kpi.part_of else "",
        title=f"{kpi.title}: {value[1]}",
        measure=measure,
    )


def where(measure: Measure, test: Condition) -> Measure:
    """A measure of only the rows for which a further test holds; what counts no rows stays."""
    match measure:
        case ShareOfRows(where=own) | CountOfRows(where=own) | Aggregate(where=own) | ShareInForce(where=own):
            return replace(measure, where=both(own, test))
        case Ratio(of=of, to=to):
            return replace(measure, of=where(of, test), to=where(to, test))
        case _:
            return measure


def both(own: Condition, test: Condition) -> Condition:
    if isinstance(own, AllOf):
        return AllOf(conditions=(*own.conditions, test)) if own.conditions else test
    return AllOf(conditions=(own, test))


def _narrowed(node: Node, measure: Measure, by: str, datasets: Mapping[str, Dataset]) -> tuple[tuple[str, ...], Measure]:
    """The values of the field in the rows of a measure; refused where its rows have no such field."""
    match measure:
        case ShareOfRows(of=of) | CountOfRows(of=of) | Aggregate(of=of) | ShareInForce(of=of):
            return _values(node, by, datasets.get(of)), measure
        case Ratio(of=first, to=second):
            _narrowed(node, second, by, datasets)
            return _narrowed(node, first, by, datasets)
        case Stated() | Check() if by == UNIT:
            return (), measure
        case Together():
            return (), measure
        case _:
            raise node.not_yet(f"for_each: {by}, of such a measure")


def _values(node: Node, by: str, dataset: Dataset | None) -> tuple[str, ...]:
    """The choices of a field, in the order of the terms; of a field of units none: the units are known elsewhere."""
    if dataset is None:
        return ()
    field = dataset.fields.get(by)
    if field is None:
        raise node.unknown("field", by, tuple(dataset.fields))
    if field.kind == "unit" and by == UNIT:
        return ()
    if field.kind == "yes/no":
        return ("yes", "no")
    if field.kind != "choice":
        raise node.not_yet(f"for_each of {by}, which is no choice")
    return field.choices
