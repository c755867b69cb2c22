"""A workbook read into a return. Nothing in it is run: formulas are seen and refused, macros are never looked at."""

from __future__ import annotations

import io
from collections.abc import Sequence

import python_calamine

from tenor.base.opened import Opened
from tenor.base.problem import Place, Problem, problem
from tenor.returns.cover import is_cover, read_cover
from tenor.returns.gather import gather
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.marks import scan
from tenor.returns.model import Return
from tenor.returns.sheets import Book, Cover, Raw, Sheet, open_as, unreadable
from tenor.returns.workbook_parts import Parts, SheetPart, UnreadableWorkbook, read_parts
from tenor.terms.model import Terms

MAX_SHEETS = 60


def read_xlsx(
    data: bytes | Opened,
    terms: Terms,
    *,
    name: str,
    ret: str | None = None,
    covers: str | None = None,
    nil: bool = False,
    layout: Layout = AS_THE_TERMS,
) -> Return:
    """The return a workbook holds, with every problem that reading it shows. Never raises for what is in the file."""
    opened = open_as(data, name, "xlsx")
    if isinstance(opened, Problem):
        return gather(unreadable("xlsx", opened), terms, name=name, sha256="", ret=ret, covers=covers, nil=nil)
    return gather(read_book(opened), terms, name=opened.name, sha256=opened.sha256, ret=ret, covers=covers, nil=nil, layout=layout)


def read_book(opened: Opened) -> Book:
    """A workbook as sheets and cover."""
    try:
        parts = read_parts(opened.data)
        if len(parts.sheets) > MAX_SHEETS:
            raise UnreadableWorkbook("return-xlsx-too-large")
        sheets = _sheets(parts, opened.name)
    except UnreadableWorkbook as wrong:
        found = Problem(code=wrong.code, where=Place(file=opened.name))
        return unreadable("xlsx", *opened.notes, found)
    if not sheets:
        return unreadable("xlsx", *opened.notes, problem("return-xlsx-damaged", Place(file=opened.name)))
    cover, problems = Cover(), list[Problem]()
    page = next((sheet for sheet in sheets if is_cover(sheet)), None)
    if page:
        cover, problems = read_cover(page)
    return Book(kind="xlsx", sheets=sheets, cover=cover, problems=(*opened.notes, *problems))


def _sheets(parts: Parts, file: str) -> list[Sheet]:
    marked = [(part, scan(parts.files[part.path], parts)) for part in parts.sheets]
    values = _values(parts)
    return [
        Sheet(
            name=part.name,
            rows=values[n],
            formulas=marks.formulas,
            formula_spans=marks.formula_spans,
            errors=marks.errors,
            percents=frozenset(marks.percents),
            merged=marks.merged,
            hidden=part.hidden,
            hidden_rows=frozenset(marks.hidden_rows),
            hidden_columns=frozenset(marks.hidden_columns),
            file=file,
        )
        for n, (part, marks) in enumerate(marked)
    ]


def _values(parts: Parts) -> list[Sequence[Sequence[Raw]]]:
    """Each sheet's values, from A1. The reader is compiled code: whatever it stumbles over is a damaged workbook, not our end."""
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(parts.alone())) as workbook:
            return [_of_sheet(workbook, part) for part in parts.sheets]
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as wrong:  # its own panics are no Exception
        raise UnreadableWorkbook("return-xlsx-damaged") from wrong


def _of_sheet(workbook: python_calamine.CalamineWorkbook, part: SheetPart) -> Sequence[Sequence[Raw]]:
    sheet = workbook.get_sheet_by_name(part.name)
    return sheet.to_python(skip_empty_area=False)
