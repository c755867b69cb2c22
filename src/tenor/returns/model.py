"""The nouns of a return: rows and figures as the file gives them, each value with the cell it stood in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tenor.base.problem import Place, Problem

Kind = Literal["xlsx", "csv", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text and where it stood: "Jobs!C7" in a workbook or CSV, "/rows/jobs/0/unit" in JSON (a JSON Pointer)."""

    sheet: str
    cell: str
    text: str

    def __str__(self) -> str:
        return cell_name(self.sheet, self.cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One row. `values`: field -> exact text (a date as 2023-06-14, a number as written less trailing zeros); a blank field is left out.

    `id`: the key's values joined by "/". `words`: texts that nothing counts; they are kept apart, so that they can be erased.
    `cells`: field -> "Jobs!C7", of values, words and what was refused. `place`: the row's first key cell.
    """

    dataset: str
    id: str
    values: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=Place)

    def place_of(self, name: str) -> Place:
        """Where a field of this row stands; the row's own place where the field is blank."""
        if name not in self.cells:
            return self.place
        return Place(file=self.place.file, sheet=self.place.sheet, cell=self.cells[name].rpartition("!")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFigure:
    """A stated figure as a pair of integers: 5 of 6; 91.7% = 917/1000; a count over 1. A share of nothing is 0 of 0."""

    kpi: str
    period: str
    numerator: int
    denominator: int
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A return as read. `ret`: the return of the terms it is ("" = not known); `covers`: the label of its period ("" = not known).

    `datasets`: those it gives, with or without rows. `nil`: its sender says that there is nothing to report.
    `problems`: what reading the file found; `check` adds what its content shows.
    """

    ret: str
    covers: str
    rows: tuple[GivenRow, ...]
    figures: tuple[GivenFigure, ...]
    file_name: str
    sha256: str
    kind: Kind
    datasets: tuple[str, ...] = ()
    nil: bool = False
    problems: tuple[Problem, ...] = ()


def cell_name(sheet: str, cell: str) -> str:
    """How a value's cell is kept: "Jobs!C7"; the cell alone where there is no sheet."""
    return f"{sheet}!{cell}" if sheet else cell


def row_id(key: tuple[str, ...], values: Mapping[str, str]) -> str:
    """A row's id, its key values joined by "/": "A/2023-06-05". A "/" inside a value is written %2F, so that two keys never make one id."""
    return "/".join(values.get(name, "").replace("%", "%25").replace("/", "%2F") for name in key)
