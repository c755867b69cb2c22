"""What a sheet's cells hold beside their values: formulas, error values, merged and hidden cells, per cents; and how large the sheet is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tenor.returns.sheets import MAX_CELLS, MAX_ROWS, Span
from tenor.returns.workbook_parts import Parts, UnreadableWorkbook, is_true, parse

_REF = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
MAX_MARKS = 200_000
MAX_SPANS = 100  # formulas that fill several cells: each is asked about every cell
MAX_SHARED_TEXT = 50_000_000
_MAX_COLUMNS = 16_384


@dataclass(slots=True, kw_only=True)
class Marks:
    """By row and column, from 0. `rows`, `columns`: how far the cells that hold something reach."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    formula_spans: list[Span] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 0


def scan(sheet: bytes, parts: Parts) -> Marks:
    """Walk a sheet's XML once. UnreadableWorkbook where it is damaged, or larger than a return can be."""
    walk = _Walk(parts)
    parse(sheet, walk.start, walk.end, walk.text)
    marks = walk.marks
    if marks.rows > MAX_ROWS or marks.rows * marks.columns > MAX_CELLS or walk.shared_text > MAX_SHARED_TEXT:
        raise UnreadableWorkbook("return-xlsx-too-large")
    return marks


def span_of(ref: str) -> Span | None:
    """ "A1:C3" -> (0, 0, 2, 2); None for no such thing."""
    first, _, last = ref.partition(":")
    start, end = _cell(first), _cell(last or first)
    return (*start, *end) if start and end else None


def _cell(ref: str) -> tuple[int, int] | None:
    found = _REF.fullmatch(ref)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


class _Walk:
    """The state of one walk: the cell it is in."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.marks = Marks()
        self.shared_text = 0
        self._row = -1
        self._column = -1
        self._kind = ""
        self._style = ""
        self._inside = ""
        self._text = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attrs)
        elif name in ("v", "f", "is"):
            self._start_content(name, attrs)
        elif name == "row":
            ref = attrs.get("r", "")
            self._row = int(ref) - 1 if ref.isascii() and ref.isdigit() and len(ref) < 8 else self._row + 1
            self._column = -1
            if is_true(attrs.get("hidden")):
                self.marks.hidden_rows.add(self._row)
        elif name == "mergeCell":
            span = span_of(attrs.get("ref", ""))
            if span:
                self.marks.merged.append(span)
                self._bound(len(self.marks.merged))
        elif name == "col" and is_true(attrs.get("hidden")):
            first, last = (attrs.get(end, "") for end in ("min", "max"))
            if (first + last).isascii() and first.isdigit() and last.isdigit() and len(last) < 6:
                self.marks.hidden_columns |= set(range(int(first) - 1, min(int(last), _MAX_COLUMNS)))

    def end(self, name: str) -> None:
        if name != self._inside:
            return
        self._inside = ""
        at = (self._row, self._column)
        if name == "f":
            self.marks.formulas[at] = self._text[:200]
            self._bound(len(self.marks.formulas))
        elif self._kind == "e":
            self.marks.errors[at] = self._text[:50]
        elif self._kind == "s":
            self._count_shared()

    def text(self, part: str) -> None:
        if self._inside and len(self._text) < 1000:
            self._text += part

    def _start_cell(self, attrs: dict[str, str]) -> None:
        at = _cell(attrs["r"]) if "r" in attrs else None
        if at is not None:
            self._row, self._column = at
        else:
            self._column += 1
        self._kind = attrs.get("t", "")
        self._style = attrs.get("s", "")

    def _start_content(self, name: str, attrs: dict[str, str]) -> None:
        marks = self.marks
        self._inside, self._text = name, ""
        if self._row >= marks.rows:
            marks.rows = self._row + 1
        if self._column >= marks.columns:
            marks.columns = self._column + 1
        if name == "v" and self._style in self.parts.percents:
            marks.percents.add((self._row, self._column))
        elif name == "f":
            span = span_of(attrs.get("ref", ""))
            if span and span[:2] != span[2:] and attrs.get("t") in ("array", "dataTable"):
                marks.formula_spans.append(span)
                self._bound(len(marks.formula_spans), MAX_SPANS)

    def _count_shared(self) -> None:
        number = self._text.strip()
        known = number.isascii() and number.isdigit() and len(number) < 10 and int(number) < len(self.parts.text_lengths)
        if not known:
            raise UnreadableWorkbook("return-xlsx-damaged")
        self.shared_text += self.parts.text_lengths[int(number)]

    def _bound(self, n: int, most: int = MAX_MARKS) -> None:
        if n > most:
            raise UnreadableWorkbook("return-xlsx-too-large")
