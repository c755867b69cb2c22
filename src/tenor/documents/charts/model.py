"""The nouns of a chart: what it shows, what it says, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """The values of a chart as text, for those who do not look at it. The first cell of a row names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart. `name`: good as an id in a page ("run-kpi-2"); `title`: what it is of; `description`: the finding in words, with its
    counts, made from the same data; `spec`: its Vega-Lite definition, plain JSON, words included. `width`, `height`: in px."""

    name: str
    title: str
    description: str
    spec: Mapping[str, Any]
    table: DataTable
    width: int
    height: int
