"""Which fields are mere words: texts that no key, measure or condition uses, kept apart so that they can be erased."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.terms.counted import dataset_of
from tenor.terms.model import (
    Aggregate,
    AllOf,
    AnyOf,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Measure,
    NoneOf,
    Not,
    OnOrAfter,
    OnOrBefore,
    ShareInForce,
    ShareOfRows,
    ShareOfUnits,
    Stated,
    Terms,
    Test,
    Tree,
)


def words_fields(terms: Terms, dataset: Dataset) -> frozenset[str]:
    """The fields of type text that nothing counts. One that another option of a reading, or a variation, would count is counted already."""
    texts = {name for name, field in dataset.fields.items() if field.kind == "text"} - {*dataset.key, dataset.dated_by}
    if not texts:
        return frozenset()
    used = {name for kpi in terms.kpis for name in fields_used(kpi.measure, dataset.id)}
    for reading in terms.readings:
        used |= {name for option in reading.options.values() for name in _names_in(option)}
    for change in terms.variations:
        used |= {name for value in change.changes.values() for name in _names_in(value)}
    return frozenset(texts - used)


def fields_used(measure: Measure, dataset: str) -> Iterator[str]:
    """The fields of a dataset that a measure looks at."""
    if isinstance(measure, Stated) or dataset_of(measure) != dataset:
        return
    for test in _tests_of(measure):
        yield test.field
        if other := _other(test.test):
            yield other
    yield getattr(measure, "dated_by", "")
    if isinstance(measure, CountOfRows):
        yield from measure.distinct


def limits(terms: Terms, dataset: str) -> frozenset[str]:
    """Fields that other dates are held against ("on or before due_on"): the only ones that may lie ahead."""
    measures = [kpi.measure for kpi in terms.kpis if dataset_of(kpi.measure) == dataset]
    return frozenset(other for measure in measures for test in _tests_of(measure) if (other := _other(test.test)))


def _tests_of(measure: Measure) -> Iterator[FieldTest]:
    if isinstance(measure, ShareOfRows | ShareOfUnits | ShareInForce | CountOfRows | Aggregate):
        yield from _tests(measure.where)
    if isinstance(measure, ShareOfRows):
        yield from _tests(measure.that)


def _tests(condition: Condition) -> Iterator[FieldTest]:
    if isinstance(condition, FieldTest):
        yield condition
    elif isinstance(condition, (AllOf, AnyOf, NoneOf)):
        for inner in condition.conditions:
            yield from _tests(inner)


def _other(test: Test) -> str:
    """The field a date is held against, "" for none."""
    if isinstance(test, Not):
        return _other(test.test)
    if not isinstance(test, (OnOrBefore, OnOrAfter)) or not isinstance(test.other, str):
        return ""
    return "" if test.other in ("period start", "period end") else test.other


def _names_in(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for item in tree:
            yield from _names_in(item)
    else:
        for key, value in tree.items():
            yield key
            yield from _names_in(value)
