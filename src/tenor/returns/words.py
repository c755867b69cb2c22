"""Which fields are mere words: texts that no key, measure or condition uses, kept apart so that they can be erased."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.terms.counted import atoms, dataset_of
from tenor.terms.model import (
    Aggregate,
    Condition,
    CountOfRows,
    Dataset,
    FieldTest,
    Have,
    Measure,
    Not,
    OnOrAfter,
    OnOrBefore,
    ShareInForce,
    ShareOfRows,
    ShareOfUnits,
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
    for test in _tests_of(measure, dataset):
        yield test.field
        if other := _other(test.test):
            yield other
    for one in atoms(measure):
        if dataset_of(one) == dataset:
            yield getattr(one, "dated_by", "")
            if isinstance(one, CountOfRows):
                yield from one.distinct


def limits(terms: Terms, dataset: str) -> frozenset[str]:
    """Fields that other dates are held against ("on or before due_on"): the only ones that may lie ahead."""
    tests = (test for kpi in terms.kpis for test in _tests_of(kpi.measure, dataset))
    ends = (terms.datasets[dataset].in_force or ())[1:] if dataset in terms.datasets else ()
    return frozenset([*ends, *(other for test in tests if (other := _other(test.test)))])


def _tests_of(measure: Measure, dataset: str) -> Iterator[FieldTest]:
    """The tests of this dataset's fields: of the rows that are counted, and of rows that are asked for."""
    for one in atoms(measure):
        if isinstance(one, ShareOfRows | ShareOfUnits | ShareInForce | CountOfRows | Aggregate):
            yield from _tests(one.where, dataset_of(one) or "", dataset)
        if isinstance(one, ShareOfRows | ShareInForce):
            yield from _tests(one.that, dataset_of(one) or "", dataset)


def _tests(condition: Condition, of: str, wanted: str) -> Iterator[FieldTest]:
    if isinstance(condition, FieldTest):
        if of == wanted:
            yield condition
    elif isinstance(condition, Have):
        yield from _tests(condition.where, condition.dataset, wanted)
    else:
        for inner in condition.conditions:
            yield from _tests(inner, of, wanted)


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
