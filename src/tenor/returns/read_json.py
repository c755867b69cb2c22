"""JSON read into a return. Numbers are taken as written; a cell is named by its path, "/rows/jobs/0/unit" (RFC 6901)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tenor.base.opened import Opened
from tenor.base.problem import Place, Problem, problem
from tenor.returns.figures import FIGURES
from tenor.returns.gather import gather, sheet_name
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.model import Cell, Return
from tenor.returns.sheets import MAX_CELLS, MAX_ROWS, Book, Cover, Raw, Sheet, WrittenNumber, open_as, unreadable
from tenor.returns.spelling import heading, same, short
from tenor.terms.model import Terms

MAX_DEPTH = 8  # a return needs four
_FIGURE_FIELDS = ("kpi", "period", "numerator", "denominator", "value")
_KNOWN = ("tenor return", "contract", "return", "covers", "period", "nothing to report", "rows", FIGURES)


class _NotOurs(Exception):
    """Why a JSON text is no return: code and values of the sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def read_json(
    data: bytes | Opened,
    terms: Terms,
    *,
    name: str,
    ret: str | None = None,
    covers: str | None = None,
    nil: bool = False,
    layout: Layout = AS_THE_TERMS,
) -> Return:
    """The return a JSON file holds, with every problem that reading it shows. Never raises for what is in the file."""
    opened = open_as(data, name, "json")
    if isinstance(opened, Problem):
        return gather(unreadable("json", opened), terms, name=name, sha256="", ret=ret, covers=covers, nil=nil)
    try:
        book = _book(_parse(opened.text or ""), opened, terms)
    except _NotOurs as why:
        book = unreadable("json", *opened.notes, Problem(code=why.code, values=why.values, where=Place(file=opened.name)))
    return gather(book, terms, name=opened.name, sha256=opened.sha256, ret=ret, covers=covers, nil=nil, layout=layout)


def _parse(text: str) -> Mapping[str, Any]:
    if _depth(text) > MAX_DEPTH:
        raise _NotOurs("return-json-deep", most=str(MAX_DEPTH))
    try:
        tree = json.loads(
            text,
            parse_float=WrittenNumber,
            parse_int=WrittenNumber,
            parse_constant=_no_number,
            object_pairs_hook=_once_each,
        )
    except json.JSONDecodeError as wrong:
        raise _NotOurs("return-json-damaged", line=str(wrong.lineno), column=str(wrong.colno)) from wrong
    if not isinstance(tree, dict):
        raise _NotOurs("return-json-shape")
    return tree


def _no_number(text: str) -> Any:
    raise _NotOurs("return-json-no-number", text=text)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _NotOurs("return-json-doubled", name=short(next(name for name in names if names.count(name) > 1)))
    return found


def _depth(text: str) -> int:
    """How deep the brackets nest, those inside of texts left out; counted before parsing, which would use up the stack."""
    depth = most = 0
    inside = skip = False
    for sign in text:
        if skip:
            skip = False
        elif inside:
            skip, inside = sign == "\\", sign != '"'
        elif sign == '"':
            inside = True
        elif sign in "{[":
            depth += 1
            most = max(most, depth)
        elif sign in "}]":
            depth -= 1
    return most


def _book(tree: Mapping[str, Any], opened: Opened, terms: Terms) -> Book:
    top = {heading(name): (name, value) for name, value in tree.items()}
    rows = _value(top, "rows") or {}
    if not isinstance(rows, dict):
        raise _NotOurs("return-json-shape")
    sheets = [_sheet(name, value, opened, _fields(name, terms), f"/rows/{name}") for name, value in rows.items()]
    if "figures" in top:
        sheets.append(_sheet(FIGURES, _value(top, FIGURES), opened, _FIGURE_FIELDS, f"/{FIGURES}"))
    extra = [short(name) for spelt, (name, _) in top.items() if spelt not in _KNOWN]
    problems = list(opened.notes)
    if extra:
        problems.append(problem("return-columns-extra", Place(file=opened.name), weight="said", n=len(extra), names=extra[:5]))
    said = _value(top, "nothing to report")
    if said not in (None, True, False):
        problems.append(problem("return-nil-unclear", Place(file=opened.name, cell=f"/{top['nothing to report'][0]}"), text=short(said)))
    cover = Cover(contract=_cell(top, "contract"), ret=_cell(top, "return"), covers=_cell(top, "covers", "period"), nil=said is True)
    return Book(kind="json", sheets=sheets, cover=cover, problems=tuple(problems))


def _value(top: Mapping[str, tuple[str, Any]], name: str) -> Any:
    return top[name][1] if name in top else None


def _cell(top: Mapping[str, tuple[str, Any]], *names: str) -> Cell | None:
    for name in names:
        value = _value(top, name)
        if isinstance(value, str) and value.strip():
            return Cell(sheet="", cell=f"/{top[name][0]}", text=str(value))
    return None


def _fields(name: str, terms: Terms) -> tuple[str, ...]:
    found = next((d for d in terms.datasets.values() if same(name) in (same(d.id), same(sheet_name(d.id)))), None)
    return tuple(found.fields) if found else ()


def _sheet(name: str, value: Any, opened: Opened, fields: tuple[str, ...], pointer: str) -> Sheet:
    """A list of objects as a sheet: the headings are all names used, and those of the dataset, whose absence is a blank."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _NotOurs("return-json-rows", name=short(name))
    used = dict.fromkeys(key for item in value for key in item)
    spelt = {heading(key) for key in used}
    names = [*used, *(field for field in fields if heading(field) not in spelt)]
    if len(value) > MAX_ROWS or len(value) * len(names) > MAX_CELLS:
        raise _NotOurs("return-json-too-large", most=str(MAX_ROWS))
    rows: list[list[Raw]] = [list(names)]
    rows += [[_raw(item.get(key), name) for key in names] for item in value]
    return Sheet(name=name, rows=rows, pointer=pointer, file=opened.name, shows_sheet=False)


def _raw(value: Any, name: str) -> Raw:
    """A list of texts ("several") is joined; anything else that is no plain value is refused."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, (list, dict)):
        raise _NotOurs("return-json-rows", name=short(name))
    found: Raw = value
    return found
