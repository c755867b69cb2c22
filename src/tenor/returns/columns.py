"""Where a sheet's headings stand, and which column holds which field: by heading, in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tenor.returns.sheets import Sheet, column_letters
from tenor.returns.spelling import headings, short, tidy

_LOOK_FOR_HEADINGS = 30  # rows of titles and notes that may stand above the headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """`row`: the headings' row. `extra`: headings that nothing asks for. `doubled`: name -> its two columns."""

    row: int
    by_name: Mapping[str, int]
    extra: tuple[str, ...] = ()
    doubled: Mapping[str, tuple[int, int]]


def find_columns(sheet: Sheet, names: Mapping[str, str]) -> Columns | None:
    """The row with most of the headings wanted (heading -> name, from `by_heading`), the uppermost of equals; None where there is none."""
    best: Columns | None = None
    for row in range(min(len(sheet.rows), _LOOK_FOR_HEADINGS)):
        found = _columns(sheet, row, names)
        if found.by_name and (best is None or len(found.by_name) > len(best.by_name)):
            best = found
    return best


def unnamed_columns(sheet: Sheet, columns: Columns) -> list[str]:
    """Letters of columns that hold something under no heading (looked for in the first 200 rows)."""
    wide = range(max((len(cells) for cells in sheet.rows[columns.row : columns.row + 200]), default=0))
    blank = [column for column in wide if sheet.at(columns.row, column) is None]
    rows = range(columns.row + 1, min(len(sheet.rows), columns.row + 200))
    return [column_letters(column) for column in blank if any(sheet.at(row, column) is not None for row in rows)]


def _columns(sheet: Sheet, row: int, names: Mapping[str, str]) -> Columns:
    by_name: dict[str, int] = {}
    doubled: dict[str, tuple[int, int]] = {}
    extra = []
    for column, raw in enumerate(sheet.rows[row]):
        if not isinstance(raw, str) or not tidy(raw):
            continue
        name = next((names[spelt] for spelt in headings(raw) if spelt in names), None)
        if name is None:
            extra.append(short(raw))
        elif name in by_name:
            doubled.setdefault(name, (by_name[name], column))
        else:
            by_name[name] = column
    return Columns(row=row, by_name=by_name, extra=tuple(extra), doubled=doubled)
