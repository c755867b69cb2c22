"""What the columns of a contract's workbook are called, in which order they stand, and which are left out. The meaning stays: a file is
read by the terms' own fields, and a heading given here is one more way to write one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tenor.returns.columns import find_columns
from tenor.returns.sheets import Book, Raw, Sheet
from tenor.returns.spelling import by_heading, heading, plain_words
from tenor.terms.model import Dataset, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `heading` "": the field's own name. `hidden`: left out of the workbook; what is known of it stays."""

    field: str
    heading: str = ""
    hidden: bool = False


Layout: TypeAlias = Mapping[str, tuple[Column, ...]]  # dataset -> its columns in their order
AS_THE_TERMS: Layout = {}


def laid_out(dataset: Dataset, layout: Layout) -> tuple[Column, ...]:
    """The columns of a dataset's sheet: as the layout has them, fields it does not name last; none that must be given is hidden."""
    given = [one for one in layout.get(dataset.id, ()) if one.field in dataset.fields]
    named = {one.field for one in given}
    own = [*given, *(Column(field=name) for name in dataset.fields if name not in named)]
    return tuple(replace(one, hidden=one.hidden and may_hide(dataset, one.field)) for one in own)


def may_hide(dataset: Dataset, field: str) -> bool:
    """Only what may stay blank can be left out."""
    return dataset.fields[field].optional and field not in (*dataset.key, dataset.dated_by)


def heading_of(column: Column) -> str:
    return column.heading or plain_words(column.field)


def doubled(dataset: Dataset, columns: Iterable[Column]) -> str:
    """A heading that would stand for two fields; "" where there is none."""
    seen: dict[str, str] = {}
    for column in columns:
        for name in {heading(heading_of(column)), heading(column.field)}:
            if seen.setdefault(name, column.field) != column.field:
                return heading_of(column)
    return ""


def own_names(book: Book, terms: Terms, layout: Layout) -> Book:
    """A file with the headings of the layout turned into the fields' own, cells where they stood; a hidden column that is not there is
    one that says nothing."""
    if not layout or book.kind == "json" or not book.readable:
        return book
    datasets = [terms.datasets[id] for id in layout if id in terms.datasets]
    return replace(book, sheets=[_renamed(sheet, datasets, layout) for sheet in book.sheets])


def _renamed(sheet: Sheet, datasets: Sequence[Dataset], layout: Layout) -> Sheet:
    for dataset in datasets:
        columns = laid_out(dataset, layout)
        found = find_columns(sheet, by_heading({one.field: (plain_words(one.field), heading_of(one)) for one in columns}))
        if found is None or not set(dataset.key) <= set(found.by_name):
            continue
        head: list[Raw] = list(sheet.rows[found.row])
        for name, at in found.by_name.items():
            head[at] = plain_words(name)
        head += [plain_words(one.field) for one in columns if one.hidden and one.field not in found.by_name]
        return replace(sheet, rows=[*sheet.rows[: found.row], head, *sheet.rows[found.row + 1 :]])
    return sheet
