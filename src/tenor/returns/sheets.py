"""What the three file formats have in common: sheets of cells, each cell with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from tenor.base.opened import Kind as FileKind
from tenor.base.opened import Opened, expect, open_file
from tenor.base.problem import Place, Problem
from tenor.returns.model import Cell, Kind

MAX_ROWS = 100_000
MAX_CELLS = 3_000_000
MAX_TEXT = 32_767  # what one cell of a workbook can hold


class WrittenNumber(str):
    """A number of a JSON file, exactly as written."""

    __slots__ = ()


Raw: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | None"
Span: TypeAlias = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """Cells by row and column, from 0. `formulas`, `errors`: what stands in a cell beside or instead of a value.

    `percents`: cells shown as a per cent, so that 0.917 is 91.7%. `pointer`: in JSON a cell is named by its path, not by a letter.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formula_spans: Sequence[Span] = ()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    percents: frozenset[tuple[int, int]] = frozenset()
    merged: Sequence[Span] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    pointer: str = ""
    file: str = ""
    shows_sheet: bool = True

    def at(self, row: int, column: int) -> Raw:
        """What stands in a cell; None for a blank one, and for one outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        value = cells[column] if column < len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    def cell(self, row: int, column: int) -> str:
        """ "C7"; in JSON "/rows/jobs/0/unit"."""
        if self.pointer:
            name = str(self.rows[0][column]).replace("~", "~0").replace("/", "~1")
            return f"{self.pointer}/{row - 1}/{name}"
        return f"{column_letters(column)}{row + 1}"

    def place(self, row: int, column: int) -> Place:
        return Place(file=self.file, sheet=self.name if self.shows_sheet else None, cell=self.cell(row, column))

    @property
    def whole(self) -> Place:
        """The sheet itself as a place."""
        return Place(file=self.file, sheet=self.name if self.shows_sheet else None)

    def formula(self, row: int, column: int) -> str | None:
        """The formula a cell holds, "" where its text is not kept; None for a cell without one."""
        found = self.formulas.get((row, column))
        if found is None and any(_inside(span, row, column) for span in self.formula_spans):
            return ""
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a file says of itself: whose return it is, of which period, and whether there is nothing to report."""

    contract: Cell | None = None
    ret: Cell | None = None
    covers: Cell | None = None
    nil: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Book:
    """A file as sheets. `readable`: False where it could not be opened at all, and `problems` say why."""

    kind: Kind
    sheets: Sequence[Sheet] = ()
    cover: Cover = Cover()
    problems: tuple[Problem, ...] = ()
    readable: bool = True


def open_as(data: bytes | Opened, name: str, *kinds: FileKind) -> Opened | Problem:
    """A file opened within bounds, if it is of one of these kinds by its content."""
    opened = open_file(data, name) if isinstance(data, bytes) else data
    return opened if isinstance(opened, Problem) else expect(opened, kinds) or opened


def unreadable(kind: Kind, *problems: Problem) -> Book:
    """A file that gave no sheets at all, and why."""
    return Book(kind=kind, problems=problems, readable=False)


@lru_cache(maxsize=2048)
def column_letters(column: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _inside(span: Span, row: int, column: int) -> bool:
    return span[0] <= row <= span[2] and span[1] <= column <= span[3]
