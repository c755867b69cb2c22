"""What decides a count, as a short text: the same signature, the same figures from the same facts.

Terms settled under readings that do not touch a measure give it the same signature, so that it is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from tenor.base.phrases.due import ClearDays, DuePhrase, SameDay, SpanDue
from tenor.base.phrases.every import NamedPeriods
from tenor.figures.columns import Column, anchor_of, columns_of, columns_of_condition, haves_of, standing_at
from tenor.terms.counted import atoms, dataset_of, how_many_of, periods_every
from tenor.terms.model import Dataset, Derived, Elapsed, FieldValue, Kpi, RowValue, ShareOfUnits, Terms

LENGTH = 16


def signature(kpi: Kpi, terms: Terms) -> str:
    """A short hash of the measure and everything it rests on: its dataset, calendars, units, the contract's dates, how often, quarters."""
    if terms.kpi(kpi.id) is kpi:
        return _all(terms)[kpi.id]
    return _signature(kpi, terms)


@lru_cache(maxsize=256)
def _all(terms: Terms) -> dict[str, str]:
    return {kpi.id: _signature(kpi, terms) for kpi in terms.kpis}


def _signature(kpi: Kpi, terms: Terms) -> str:
    return sha256("\n".join(_parts(kpi, terms)).encode()).hexdigest()[:LENGTH]


def _parts(kpi: Kpi, terms: Terms) -> Iterator[str]:
    yield repr(kpi.measure)
    if kpi.too_few is not None and how_many_of(kpi.measure) is not None:
        yield "things"
    yield repr(kpi.every)
    yield repr((terms.contract.starts, terms.contract.ends, terms.quarters))
    if isinstance(kpi.every, NamedPeriods):
        yield repr(periods_every(terms, kpi.every))  # the contract's own: a variation may set other days for them
    for measure in atoms(kpi.measure):
        dataset = terms.datasets.get(dataset_of(measure) or "")
        if dataset is None:
            continue
        columns = columns_of(measure, dataset)
        yield from _of_dataset(dataset, used_fields(kpi, dataset), columns, terms)
        for have in haves_of(measure):
            other = terms.datasets.get(have.dataset)
            if other is not None:
                asked = columns_of_condition(have.where, other)
                yield from _of_dataset(other, _reached(other, [other.dated_by, *(other.in_force or ())], asked, refers=True), asked, terms)
        if isinstance(measure, ShareOfUnits) or any(one.kind == "unit" for one in dataset.fields.values()):
            yield repr([replace(unit, name="") for unit in sorted(terms.units, key=lambda unit: unit.id)])


def _of_dataset(dataset: Dataset, used: set[str], columns: Sequence[Column], terms: Terms) -> Iterator[str]:
    yield repr((dataset.id, dataset.key, dataset.dated_by, *(dataset.in_force or ())))
    yield repr([(name, one.kind, one.optional) for name, one in sorted(dataset.fields.items()) if name in used])
    derived = [dataset.derived[name] for name in sorted(used) if name in dataset.derived]
    yield repr(derived)
    dues = [one.due for one in derived if one.due is not None] + [one.due for one in columns if one.due is not None]
    for kind in sorted({day_kind(due) for due in dues} - {""}):
        yield f"{kind}: {terms.days(kind)!r}"
    for name in sorted({clock_named(due) for due in dues} - {""}):
        yield f"clock {name}: {terms.clocks[name]!r}"
    for length in (one.value for one in columns if isinstance(one.value, Elapsed) and one.value.kind):
        yield repr(terms.days(length.kind) if length.unit == "days" else terms.clocks[length.kind])


def used_fields(kpi: Kpi, dataset: Dataset) -> set[str]:
    """The fields and derived dates of a dataset that a KPI reads, those behind a derived date too."""
    found: set[str] = set()
    for measure in atoms(kpi.measure):
        if dataset_of(measure) == dataset.id:
            dated = [dataset.dated_by, getattr(measure, "dated_by", ""), *((dataset.in_force or ()) if standing_at(measure) else ())]
            found |= _reached(dataset, dated, columns_of(measure, dataset))
        for have in haves_of(measure):
            if have.dataset == dataset.id:
                asked = columns_of_condition(have.where, dataset)
                found |= _reached(dataset, [dataset.dated_by, *(dataset.in_force or ())], asked, refers=True)
    return found


def _reached(dataset: Dataset, dated: Iterable[str], columns: Sequence[Column], refers: bool = False) -> set[str]:
    """The fields that date a row, those its columns hold, and those behind them."""
    waiting = [*dated]
    waiting += [one.name for one in dataset.fields.values() if one.kind == "unit" or (refers and one.kind == "reference")]
    for one in columns:
        waiting += [one.field, *one.fields, *([] if one.due is None else _anchors(one.due)), one.less]
        waiting += [] if one.value is None else fields_of(one.value)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name and name not in found:
            found.add(name)
            waiting += _behind(dataset.derived[name]) if name in dataset.derived else []
    return found


def fields_of(value: RowValue) -> tuple[str, ...]:
    """The fields a value is read from."""
    return (value.field,) if isinstance(value, FieldValue) else (value.from_, value.to, value.less)


def day_kind(due: DuePhrase) -> str:
    """The kind of day a deadline counts by; empty where it counts none."""
    form = due.form
    if isinstance(form, SameDay):
        return form.kind
    if isinstance(form, ClearDays):
        return "day"
    return (form.span.kind or "day") if isinstance(form, SpanDue) and form.span.unit == "day" else ""


def clock_named(due: DuePhrase) -> str:
    """The clock a deadline in hours or minutes is counted by; empty for plain time and for days."""
    form = due.form
    return (form.span.kind or "") if isinstance(form, SpanDue) and form.span.by_clock else ""


def _behind(derived: Derived) -> list[str]:
    return [*derived.latest_of, *derived.earliest_of, *([] if derived.due is None else _anchors(derived.due))]


def _anchors(due: DuePhrase) -> list[str]:
    anchor = anchor_of(due)
    return [] if anchor is None else [anchor]
