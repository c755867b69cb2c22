"""A file's sheets become a return: which return and period it is, its rows, its figures, and every problem on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tenor.base.period import Period
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.base.problem import Place, Problem, problem
from tenor.returns.columns import find_columns
from tenor.returns.cover import LISTS, is_cover, place_of
from tenor.returns.covered import find_period, find_return
from tenor.returns.figures import FIGURES, read_figures, stated_kpis
from tenor.returns.layout import AS_THE_TERMS, Layout, own_names
from tenor.returns.model import GivenFigure, GivenRow, Return
from tenor.returns.notes import Notes
from tenor.returns.sheets import Book, Sheet
from tenor.returns.spelling import heading, plain_words, same, short
from tenor.returns.table import read_table, wanted
from tenor.returns.values import unit_spellings
from tenor.returns.words import words_fields
from tenor.terms.counted import return_periods
from tenor.terms.model import Dataset, ReturnTerms, Terms

_RESERVED = ("return", "cover", LISTS, FIGURES, "history")  # a workbook refuses a sheet named History
_LONGEST_SHEET_NAME = 31


@dataclass(slots=True, kw_only=True)
class _Gathered:
    rows: list[GivenRow] = field(default_factory=list)
    figures: list[GivenFigure] = field(default_factory=list)
    datasets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def sheet_name(dataset: str) -> str:
    """The sheet of a dataset: its name in plain words, no longer than a workbook allows."""
    name = plain_words(dataset)
    return (f"{name} rows" if heading(name) in _RESERVED else name)[:_LONGEST_SHEET_NAME].strip()


def gather(
    book: Book, terms: Terms, *, name: str, sha256: str, ret: str | None, covers: str | None, nil: bool, layout: Layout = AS_THE_TERMS
) -> Return:
    """The return a file holds. `ret`, `covers`, `nil`: what is known beside the file; a file that says otherwise is a problem."""
    book = own_names(book, terms, layout)
    found = _Gathered(problems=list(book.problems))
    if not book.readable:
        return _made(found, book, name, sha256, "", "", nil)
    asked = _which_return(book, terms, ret, name, found.problems)
    period = _which_period(book, terms, asked, covers, name, found.problems)
    nothing = nil or book.cover.nil
    if asked:
        _read_sheets(book, terms, asked, period, nothing, name, found)
    if nothing and asked and asked.nil_return is False:
        found.problems.append(problem("return-nil-not-taken", Place(file=name), what=asked.id))
    if nothing and (found.rows or found.figures):
        found.problems.append(problem("return-nil-with-rows", Place(file=name), n=len(found.rows) + len(found.figures)))
    label = period.label if period else ("" if asked else _said_period(book, covers))
    return _made(found, book, name, sha256, asked.id if asked else "", label, nothing)


def _made(found: _Gathered, book: Book, name: str, sha256: str, ret: str, covers: str, nil: bool) -> Return:
    return Return(
        ret=ret,
        covers=covers,
        rows=tuple(found.rows),
        figures=tuple(found.figures),
        file_name=name,
        sha256=sha256,
        kind=book.kind,
        datasets=tuple(found.datasets),
        nil=nil,
        problems=tuple(found.problems),
    )


def _said_period(book: Book, covers: str | None) -> str:
    return covers or (book.cover.covers.text if book.cover.covers else "")


def _which_return(book: Book, terms: Terms, ret: str | None, name: str, problems: list[Problem]) -> ReturnTerms | None:
    """By the argument and the cover, which must agree; else the only return there is, or the only one whose sheets are all there."""
    cover = book.cover
    if cover.contract and same(terms.contract.reference) not in same(cover.contract.text):
        where = place_of(name, cover.contract)
        problems.append(problem("return-other-contract", where, text=short(cover.contract.text), ours=terms.contract.reference))
    said = [(text, place_of(name, cell)) for text, cell in ((ret, None), (cover.ret and cover.ret.text, cover.ret)) if text]
    found = [(find_return(terms, text), text, where) for text, where in said]
    for known, text, where in found:
        if known is None:
            problems.append(problem("return-unknown", where, text=short(text), known=[r.id for r in terms.returns]))
    named = list(dict.fromkeys(known.id for known, _, _ in found if known))
    if len(named) == 2:
        problems.append(problem("return-named-twice", found[1][2], text=short(found[1][1]), given=short(found[0][1])))
    if named:
        return find_return(terms, named[0])
    if found:
        return None
    return _guessed(book, terms, name, problems)


def _guessed(book: Book, terms: Terms, name: str, problems: list[Problem]) -> ReturnTerms | None:
    names = {heading(sheet.name) for sheet in book.sheets}
    fits = [r for r in terms.returns if all((_names(id) if id in terms.datasets else {FIGURES}) & names for id in r.holds)]
    fits = list(terms.returns) if len(terms.returns) == 1 else fits
    if len(fits) != 1:
        problems.append(problem("return-which", Place(file=name), known=[r.id for r in terms.returns]))
        return None
    return fits[0]


def _which_period(
    book: Book, terms: Terms, asked: ReturnTerms | None, covers: str | None, name: str, problems: list[Problem]
) -> Period | None:
    """The period by the argument and the cover, which must agree; None where there is none or it is unknown, with a problem."""
    cell = book.cover.covers
    said = [(text, place_of(name, of)) for text, of in ((covers, None), (cell and cell.text, cell)) if text]
    if asked is None:
        return None
    among = return_periods(terms, asked)
    if not said and not isinstance(asked.every, EveryPeriod | NamedPeriods):
        return among[0]  # it comes once, for the whole contract
    if not said:
        problems.append(problem("return-no-period", Place(file=name)))
        return None
    found = [(find_period(text, among), text, where) for text, where in said]
    for period, text, where in found:
        if period is None:
            example = among[0].label if among else ""
            problems.append(problem("return-period-unknown", where, text=short(text), example=example))
    known = [period for period, _, _ in found if period]
    if len(known) == 2 and known[0] != known[1]:
        problems.append(problem("return-period-conflict", found[1][2], text=short(found[1][1]), given=known[0].said))
    return known[0] if known else None


def _read_sheets(book: Book, terms: Terms, asked: ReturnTerms, period: Period | None, nil: bool, name: str, found: _Gathered) -> None:
    notes, units = Notes(), unit_spellings(terms.units)
    datasets = [terms.datasets[id] for id in asked.holds if id in terms.datasets]
    sheets = _sheets_of(book, datasets)
    for dataset in datasets:
        sheet = sheets.get(dataset.id)
        if sheet is None:
            if not nil:
                found.problems.append(_missing(book, sheet_name(dataset.id), name))
            continue
        table = read_table(sheet, dataset, units, words_fields(terms, dataset), notes)
        found.rows += table.rows
        found.problems += table.problems
        found.datasets.append(dataset.id)
    if nil:
        found.datasets = [dataset.id for dataset in datasets]
    figures = _figures_sheet(book, datasets)
    if figures and stated_kpis(terms, asked):
        read = read_figures(figures, terms, asked, period, notes)
        found.figures += read.figures
        found.problems += read.problems
    elif stated_kpis(terms, asked) and not nil:
        found.problems.append(_missing(book, plain_words(FIGURES), name))
    read_ones = [*sheets.values(), figures]
    found.problems += _of_sheets(book, read_ones, name)
    found.problems += notes.problems()


def _figures_sheet(book: Book, datasets: Sequence[Dataset]) -> Sheet | None:
    """The sheet of stated figures: by name; where nothing else is asked for, the only sheet there is, whatever its name."""
    named = next((s for s in book.sheets if heading(s.name) == FIGURES), None)
    others = [s for s in book.sheets if not is_cover(s) and heading(s.name) != LISTS]
    return named or (others[0] if not datasets and len(others) == 1 else None)


def _missing(book: Book, sheet: str, name: str) -> Problem:
    seen = [short(s.name) for s in book.sheets][:8]
    if not seen:
        return problem("return-sheet-missing-all", Place(file=name), sheet=sheet)
    return problem("return-sheet-missing", Place(file=name), sheet=sheet, seen=seen)


def _names(dataset: str) -> set[str]:
    return {heading(sheet_name(dataset)), heading(dataset)}


def _sheets_of(book: Book, datasets: Sequence[Dataset]) -> dict[str, Sheet]:
    """dataset -> its sheet: by name; a single sheet with all the key's headings also serves a single dataset that has none."""
    free = [s for s in book.sheets if not is_cover(s) and heading(s.name) not in (LISTS, FIGURES)]
    found: dict[str, Sheet] = {}
    for dataset in datasets:
        sheet = next((s for s in free if heading(s.name) in _names(dataset.id)), None)
        if sheet:
            found[dataset.id] = sheet
            free.remove(sheet)
    left = [dataset for dataset in datasets if dataset.id not in found]
    for dataset in left:
        fits = [s for s in free if _has_key(s, dataset)]
        if len(fits) == 1 and len(left) == 1:
            found[dataset.id] = fits[0]
    return found


def _has_key(sheet: Sheet, dataset: Dataset) -> bool:
    columns = find_columns(sheet, wanted(dataset))
    return columns is not None and set(dataset.key) <= set(columns.by_name)


def _of_sheets(book: Book, read: Sequence[Sheet | None], name: str) -> list[Problem]:
    """Hidden sheets that were read, and sheets that were not read."""
    found = [problem("return-hidden-sheet", s.whole, weight="said", sheet=short(s.name)) for s in read if s is not None and s.hidden]
    known = {id(sheet) for sheet in read}
    extra = [s for s in book.sheets if id(s) not in known and not is_cover(s) and heading(s.name) != LISTS and s.rows]
    if extra:
        names = [short(sheet.name) for sheet in extra][:5]
        found.append(problem("return-sheets-extra", Place(file=name), weight="said", n=len(extra), names=names))
    return found
