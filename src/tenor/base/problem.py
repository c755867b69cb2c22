"""A mistake in what people send is a value: what, where, under which clause, and what to do.

All problems of a document are collected and shown at once; none is an exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tenor.base.wording import Said, Value, say

Weight = Literal["stops", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something stands: a line and column of text, or a sheet and cell. Lines and columns count from 1."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.cell is not None:
            parts.append(self.cell)
        if self.line is not None:
            parts.append(str(self.line))
        if self.column is not None:
            parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong. `stops`: nothing of the document is taken in; `said`: it is taken in and this is shown beside it."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    where: Place | None = None
    clause: tuple[str, ...] = ()
    weight: Weight = "stops"

    @property
    def said(self) -> Said:
        return Said(self.code, self.values)

    def __str__(self) -> str:
        place = f"{self.where} " if self.where and str(self.where) else ""
        clause = f" (clause {', '.join(self.clause)})" if self.clause else ""
        return f"{place}{self.code}: {say(self.said)}{clause}"


def problem(code: str, where: Place | None = None, clause: tuple[str, ...] = (), weight: Weight = "stops", **values: Value) -> Problem:
    """Short for `Problem(...)`: the values of the sentence as keywords."""
    return Problem(code=code, values=values, where=where, clause=clause, weight=weight)


def stopping(problems: list[Problem] | tuple[Problem, ...]) -> list[Problem]:
    """Those that stop the document from being taken in."""
    return [p for p in problems if p.weight == "stops"]
