"""CSV read into a return: one file for one dataset, or several in a zip. A cell is named as a spreadsheet would name it."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from tenor.base.opened import Opened, open_file
from tenor.base.problem import Place, Problem, problem
from tenor.returns.columns import find_columns
from tenor.returns.cover import is_cover, read_cover
from tenor.returns.figures import HEADINGS
from tenor.returns.gather import gather
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.model import Return
from tenor.returns.sheets import MAX_CELLS, MAX_ROWS, Book, Cover, Raw, Sheet, open_as, unreadable
from tenor.returns.spelling import LIKE_A_FORMULA
from tenor.returns.table import wanted
from tenor.terms.model import Terms

_DELIMITERS = (",", ";", "\t", "|")
MAX_FILES = 60


def read_csv(
    data: bytes | Opened,
    terms: Terms,
    *,
    name: str,
    ret: str | None = None,
    covers: str | None = None,
    nil: bool = False,
    layout: Layout = AS_THE_TERMS,
) -> Return:
    """The return a CSV file, or a zip of them, holds, with every problem that reading it shows. Never raises for what is in the file."""
    opened = open_as(data, name, "csv", "text", "zip")
    if isinstance(opened, Problem):
        return gather(unreadable("csv", opened), terms, name=name, sha256="", ret=ret, covers=covers, nil=nil)
    return gather(_book(opened, terms), terms, name=opened.name, sha256=opened.sha256, ret=ret, covers=covers, nil=nil, layout=layout)


def _files_of(opened: Opened) -> Mapping[str, Opened | Problem]:
    """The CSV files of a zip, by name."""
    found: dict[str, Opened | Problem] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".csv", ".tsv")) and "__MACOSX" not in name]
            for name in names[:MAX_FILES]:
                found[name] = open_file(archive.read(name), name)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return {}
    return found


def _book(opened: Opened, terms: Terms) -> Book:
    files = _files_of(opened) if opened.kind == "zip" else {opened.name: opened}
    problems, sheets, cover = list(opened.notes), list[Sheet](), Cover()
    if not files:
        return unreadable("csv", *problems, problem("return-zip-no-csv", Place(file=opened.name)))
    for name, one in files.items():
        if isinstance(one, Problem):
            problems.append(one)
            continue
        problems += [note for note in one.notes if one is not opened]
        sheet = _sheet(one, PurePosixPath(name).stem, terms, alone=len(files) == 1)
        if isinstance(sheet, Problem):
            problems.append(sheet)
        elif is_cover(sheet):
            cover, wrong_there = read_cover(sheet)
            problems += wrong_there
        else:
            sheets.append(sheet)
    if not sheets and any(found.weight == "stops" for found in problems):
        return unreadable("csv", *problems)
    return Book(kind="csv", sheets=sheets, cover=cover, problems=tuple(problems))


def _sheet(opened: Opened, name: str, terms: Terms, *, alone: bool) -> Sheet | Problem:
    text = (opened.text or "").lstrip("\ufeff")
    delimiters: tuple[str, ...] = _DELIMITERS
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        # a line that spreadsheets understand and do not count
        delimiters, text, skipped = (first.strip()[4],), rest, 1
    best: Sheet | None = None
    broken: Problem | None = None
    most = -1
    for delimiter in delimiters:
        rows = _rows(text, delimiter, opened.name, skipped)
        if isinstance(rows, Problem):
            broken = broken or rows
            continue
        sheet = Sheet(name=name, rows=rows, file=opened.name, shows_sheet=not alone)
        score = max(_score(sheet, terms), 0)
        if score > most:
            best, most = sheet, score
    if best is not None and (most > 0 or broken is None):
        return best
    return broken or problem("return-csv-damaged", Place(file=opened.name), line=1)


def _score(sheet: Sheet, terms: Terms) -> int:
    """How many headings that the terms know are found when the lines are cut like this."""
    known = [wanted(dataset) for dataset in terms.datasets.values()] + [HEADINGS]
    return max(len(found.by_name) if (found := find_columns(sheet, names)) else 0 for names in known)


def _rows(text: str, delimiter: str, name: str, skipped: int) -> list[list[Raw]] | Problem:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[Raw]] = [[] for _ in range(skipped)]
    cells = 0
    try:
        for row in reader:
            rows.append([_plain(cell) for cell in row])
            cells += len(row)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS:
                return problem("return-csv-too-large", Place(file=name), most=MAX_ROWS)
    except csv.Error:
        return problem("return-csv-damaged", Place(file=name, line=reader.line_num), line=reader.line_num)
    return rows


def _plain(cell: str) -> str:
    """A text that was written with an apostrophe before a sign, so that no spreadsheet takes it for a formula, without it."""
    return cell[1:] if cell.startswith("'") and LIKE_A_FORMULA.match(cell) else cell
