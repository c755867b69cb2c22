"""A return and its form, as the review knows the period: by which terms it is read, which rows are known, against what it is held.

The pages and the command line both ask here, so that a workbook, a form and a file handed in are one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tenor.base.period import parse_label
from tenor.figures.units import with_units_known
from tenor.ledger.compare import Compared, compare
from tenor.ledger.model import Row
from tenor.ledger.rows_known import lies_in, texts_known
from tenor.returns.layout import AS_THE_TERMS, Layout, laid_out
from tenor.returns.model import GivenRow, Return
from tenor.returns.read import ReadReturn, read_return
from tenor.review.model import Review
from tenor.terms.model import Terms


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is known already. `values`: words too; `row`: the version that holds."""

    dataset: str
    values: Mapping[str, str]
    row: Row


def terms_of(review: Review, label: str) -> Terms:
    """The terms of the period's first day, with the units as they are known by now: what held then is asked for, and read (semantics 3).
    Those of the review for no period."""
    return with_units_known(_in_force(review, label), review.facts)


def _in_force(review: Review, label: str) -> Terms:
    starts = review.terms.contract.starts
    period = parse_label(label, starts)
    return review.timeline.on(max(period.first, starts), review.on) if period else review.terms


def _known(review: Review) -> dict[str, set[str]]:
    """The rows given so far, by dataset: what the rows of a return may name."""
    found: dict[str, set[str]] = {}
    for row in review.facts.rows:
        if row.holds_on(review.on):
            found.setdefault(row.dataset, set()).add(row.id)
    return found


def read_received(
    review: Review,
    data: bytes,
    name: str,
    *,
    ret: str | None = None,
    covers: str | None = None,
    nil: bool = False,
    layout: Layout = AS_THE_TERMS,
) -> tuple[Terms, ReadReturn]:
    """A file read and checked by the terms of the first day of the period that it covers, and those terms.

    `layout`: what the columns of its workbook are called; of a column that it leaves out, what is known stays."""
    several, known = review.timeline.variants(), _known(review)
    for in_force in several if len(several) > 1 else ():
        terms = with_units_known(in_force, review.facts)
        found = read_return(data, name, terms, ret=ret, covers=covers, nil=nil, today=review.on, layout=layout, known=known)
        if found.return_ is not None and _in_force(review, found.return_.covers) is in_force:
            return terms, _with_hidden(review, terms, found, layout)
    terms = terms_of(review, covers or "")
    found = read_return(data, name, terms, ret=ret, covers=covers, nil=nil, today=review.on, layout=layout, known=known)
    return terms, _with_hidden(review, terms, found, layout)


def _with_hidden(review: Review, terms: Terms, found: ReadReturn, layout: Layout) -> ReadReturn:
    """A column that the workbook leaves out says nothing: what is known of it is not taken away."""
    hidden = {(id, one.field) for id in layout if id in terms.datasets for one in laid_out(terms.datasets[id], layout) if one.hidden}
    if not hidden or found.return_ is None:
        return found
    held = {(row.dataset, row.id): row for row in review.facts.rows if row.holds_on(review.on)}
    words = texts_known(review.facts, review.on)

    def kept(row: GivenRow) -> GivenRow:
        key = (row.dataset, row.id)
        fields = {name for id, name in hidden if id == row.dataset} - row.values.keys() - row.words.keys()
        values = {name: held[key].values[name] for name in fields if key in held and name in held[key].values}
        apart = {name: words[key][name] for name in fields if key in words and name in words[key]}
        return replace(row, values={**row.values, **values}, words={**row.words, **apart}) if values or apart else row

    return replace(found, return_=replace(found.return_, rows=tuple(kept(row) for row in found.return_.rows)))


def compare_received(review: Review, terms: Terms, return_: Return, *, replaces: bool = False) -> Compared:
    """A return held against what is known on the review's day."""
    datasets = return_.datasets
    return compare(return_.rows, review.facts, terms, covers=return_.covers, day=review.on, replaces=replaces, datasets=datasets)


def known_rows(review: Review, terms: Terms, covers: str) -> Iterator[Known]:
    """The rows that belong to a period as they are known: by the day they are dated, else by the return that brought them.

    With their texts, so that a form sent back does not seem to have taken them away."""
    period = parse_label(covers, review.terms.contract.starts)
    words = texts_known(review.facts, review.on)
    for row in review.facts.rows:
        if row.dataset in terms.datasets and row.holds_on(review.on) and lies_in(row, terms, covers, period):
            yield Known(row.dataset, {**words.get((row.dataset, row.id), {}), **row.values}, row)
