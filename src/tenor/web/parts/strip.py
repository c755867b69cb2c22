"""What a strip of months and a grid of units and months need worked out: which cells are marks, which month is now, and the key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Data = dict[str, Any]
KEY_STATES = ("provisional", "not reported", "not rated", "not due")


def filled_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[Mapping[str, Any]]) -> list[Data]:
    """Each row with its cells: a cell knows its column's `now` and `new_year`, and is `marked` when it has a level or a state."""
    return [{**row, "cells": [_cell(cell, column) for cell, column in zip(row.get("cells", ()), columns, strict=True)]} for row in rows]


def _cell(cell: Any, column: Mapping[str, Any]) -> Data:
    given: Data = dict(cell) if isinstance(cell, Mapping) else {"words": cell}
    given.setdefault("figure", None)
    return {
        **given,
        "marked": bool(given.get("level") or given.get("state")),
        "now": bool(column.get("now") or column.get("selected")),
        "new_year": bool(column.get("new_year")),
    }


def key_of(rows: Iterable[Mapping[str, Any]], levels: Sequence[str]) -> list[Data]:
    """The key under a strip: only what the strip shows, levels best first, then what is questioned, then what has no level."""
    cells = [cell for row in rows for cell in row["cells"] if cell["marked"]]
    final = {cell.get("level") for cell in cells if cell.get("state") != "provisional" and not _questioned(cell)}
    listed: list[Data] = [{"level": level} for level in levels if level in final]
    others = {level: cell["levels"] for cell in cells for level in cell.get("levels") or () if level not in levels}  # of other ladders
    listed += [{"level": level, "levels": ladder} for level, ladder in others.items() if level in final]
    listed += [{"level": level, "questioned": True} for level in levels if any(_questioned(c) and c.get("level") == level for c in cells)]
    states = {cell.get("state") for cell in cells if cell.get("state") == "provisional" or not cell.get("level")}
    return listed + [{"state": state} for state in KEY_STATES if state in states]


def has_reading(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a mark or a row of it rests on a reading."""
    return any(row.get("reading") or any(cell.get("reading") for cell in row["cells"]) for row in rows)


def _questioned(cell: Mapping[str, Any]) -> bool:
    return bool(cell.get("questioned") or cell.get("disputed") or cell.get("state") == "disputed")
