"""One dataset's sheet, read into rows: every problem with its cell, every value with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tenor.base.moment import parse_moment
from tenor.base.problem import Problem, problem
from tenor.returns.columns import Columns, find_columns, unnamed_columns
from tenor.returns.model import GivenRow, cell_name, row_id
from tenor.returns.notes import Notes
from tenor.returns.sheets import Raw, Sheet, Span, column_letters
from tenor.returns.spelling import Spellings, by_heading, plain_words, short
from tenor.returns.taken import Refused, Took
from tenor.returns.values import Reader, reader_of, written
from tenor.terms.model import Dataset

MOST_PROBLEMS = 20_000


@dataclass(slots=True, kw_only=True)
class Table:
    """What a sheet gave. Rows whose key could not be read are not among `rows`; a problem says why."""

    rows: list[GivenRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def wanted(dataset: Dataset) -> dict[str, str]:
    """heading -> field of a dataset."""
    return by_heading({name: (plain_words(name),) for name in dataset.fields})


def read_table(sheet: Sheet, dataset: Dataset, units: Spellings, words: frozenset[str], notes: Notes) -> Table:
    """The rows under a sheet's headings. `words`: fields kept apart; `notes` takes the remarks that are said once for the file."""
    table = Table()
    columns = find_columns(sheet, wanted(dataset))
    if columns is None:
        if any(sheet.at(row, column) is not None for row, cells in enumerate(sheet.rows) for column in range(len(cells))):
            asked = [plain_words(name) for name in dataset.fields]
            table.problems.append(problem("return-no-headings", sheet.whole, sheet=sheet.name, asked=asked))
        else:
            table.problems.append(problem("return-sheet-empty", sheet.whole, sheet=sheet.name))
        return table
    table.problems += _of_columns(sheet, columns, dataset, words)
    table.problems += _merged(sheet, columns)
    reading = _Reading(sheet, dataset, columns, units, words, notes)
    for row in range(columns.row + 1, len(sheet.rows)):
        reading.read(row, table)
        if len(table.problems) > MOST_PROBLEMS:
            break  # the file is stopped many times over, and memory is not without end
    if reading.hidden:
        table.problems.append(problem("return-hidden-rows", sheet.whole, weight="said", n=reading.hidden, sheet=sheet.name))
    return table


def _of_columns(sheet: Sheet, columns: Columns, dataset: Dataset, words: frozenset[str]) -> list[Problem]:
    """Missing, doubled, hidden and extra columns. Only a text that nothing counts may be left out."""
    found = []
    for name in dataset.fields:
        if name not in columns.by_name:
            if name in words and dataset.fields[name].optional:
                found.append(problem("return-column-left-out", sheet.whole, weight="said", field=plain_words(name), sheet=sheet.name))
            else:
                found.append(problem("return-column-missing", sheet.whole, field=plain_words(name), sheet=sheet.name))
        elif columns.by_name[name] in sheet.hidden_columns:
            where = sheet.place(columns.row, columns.by_name[name])
            found.append(problem("return-hidden-column", where, weight="said", field=plain_words(name)))
    for name, (first, second) in columns.doubled.items():
        where = sheet.place(columns.row, second)
        found.append(problem("return-column-doubled", where, field=plain_words(name), first=column_letters(first)))
    if columns.extra:
        found.append(problem("return-columns-extra", sheet.whole, weight="said", n=len(columns.extra), names=list(columns.extra[:5])))
    unnamed = [] if sheet.pointer else unnamed_columns(sheet, columns)
    if unnamed:
        found.append(problem("return-columns-unnamed", sheet.whole, weight="said", n=len(unnamed), names=unnamed[:5]))
    return found


def _merged(sheet: Sheet, columns: Columns) -> list[Problem]:
    """Merged cells among the rows: which row would such a value belong to?"""
    read = set(columns.by_name.values())

    def touches(span: Span) -> bool:
        return span[2] > columns.row and any(span[1] <= column <= span[3] for column in read) and span[:2] != span[2:]

    return [
        problem("return-merged", sheet.place(max(span[0], columns.row + 1), span[1]), cells=_span_name(span))
        for span in sheet.merged
        if touches(span)
    ]


def _span_name(span: Span) -> str:
    return f"{column_letters(span[1])}{span[0] + 1}:{column_letters(span[3])}{span[2] + 1}"


class _Reading:
    """Reads row after row of one sheet."""

    def __init__(self, sheet: Sheet, dataset: Dataset, columns: Columns, units: Spellings, words: frozenset[str], notes: Notes) -> None:
        self.sheet, self.dataset, self.words, self.notes = sheet, dataset, words, notes
        self.columns = [(name, columns.by_name[name]) for name in dataset.fields if name in columns.by_name]
        self.column_of = dict(self.columns)
        self.readers: Mapping[str, Reader] = {name: reader_of(dataset.fields[name], units, name in dataset.key) for name, _ in self.columns}
        self.key = [name for name in dataset.key if name in columns.by_name]
        self.key_complete = len(self.key) == len(dataset.key)
        self.marked = bool(sheet.formulas or sheet.formula_spans or sheet.errors)
        self.hidden = 0

    def read(self, row: int, table: Table) -> None:
        """One row into the table, or its problems."""
        sheet = self.sheet
        raws = [(name, column, sheet.at(row, column)) for name, column in self.columns]
        wrong = self._marks(row) if self.marked else {}
        if all(raw is None for _, _, raw in raws) and not wrong:
            return
        self.hidden += row in sheet.hidden_rows
        blank = [name for name, _, raw in raws if name in self.key and raw is None and name not in wrong]
        values: dict[str, str] = {}
        apart: dict[str, str] = {}
        cells: dict[str, str] = {}
        for name, column, raw in raws:
            if name in wrong:
                table.problems.append(wrong[name])
            elif raw is not None:
                cells[name] = cell_name(sheet.name if sheet.shows_sheet else "", sheet.cell(row, column))
                text = self._value(name, row, column, raw, table)
                if text:
                    (apart if name in self.words else values)[name] = text
                elif text == "" and name in self.key:
                    blank.append(name)
        for name in blank:
            where = sheet.place(row, self.column_of[name])
            table.problems.append(problem("return-key-blank", where, field=plain_words(name), row=self.dataset.row))
        if self.key_complete and all(name in values for name in self.key):
            table.rows.append(self._row(row, values, apart, cells))

    def _row(self, row: int, values: dict[str, str], apart: dict[str, str], cells: dict[str, str]) -> GivenRow:
        place = self.sheet.place(row, self.column_of[self.key[0]])
        ref = row_id(self.dataset.key, values)
        return GivenRow(dataset=self.dataset.id, id=ref, values=values, words=apart, cells=cells, place=place)

    def _value(self, name: str, row: int, column: int, raw: Raw, table: Table) -> str | None:
        """The text kept of a value, "" where nothing that can be seen was there; None for a problem."""
        took = self.readers[name](raw, (row, column) in self.sheet.percents)
        if isinstance(took, Took) and not took.note:
            return took.text
        where = self.sheet.place(row, column)
        if isinstance(took, Refused):
            table.problems.append(Problem(code=took.code, values={"field": plain_words(name), **took.values}, where=where))
            return None
        self.notes.add(took.note, where, text=short(written(raw)), read=_read_as(took.text), field=plain_words(name))
        return took.text

    def _marks(self, row: int) -> dict[str, Problem]:
        """Cells of a row that hold a formula or an error value: neither is a value that somebody reported."""
        found = {}
        for name, column in self.columns:
            problem_here = of_mark(self.sheet, row, column, plain_words(name))
            if problem_here:
                found[name] = problem_here
        return found


def _read_as(text: str) -> date | str:
    """A value as a note shows it."""
    moment = parse_moment(text) if text.endswith("Z") else None
    if moment is not None:
        return moment
    return date.fromisoformat(text[:10]) if text[4:5] == "-" and len(text) >= 10 else text


def of_mark(sheet: Sheet, row: int, column: int, field: str) -> Problem | None:
    """What is wrong with a cell that holds a formula or an error value."""
    formula = sheet.formula(row, column)
    if formula is not None:
        shown = short(f"={formula}") if formula else "="
        return problem("return-formula", sheet.place(row, column), field=field, formula=shown)
    if (row, column) in sheet.errors:
        return problem("return-error-value", sheet.place(row, column), field=field, text=short(sheet.errors[row, column]))
    return None
