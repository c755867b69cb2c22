"""What the tests of returns share: a small contract, and workbooks made for real."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from tenor.base.problem import Problem
from tenor.returns.read import ReadReturn, read_return
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

TODAY = date(2023, 7, 3)
VISITS = ("Unit", "Visited on", "Sent on", "Note")
SENT_BACK = ("Unit", "Visited on", "Returned on", "Reason")


@cache
def terms() -> Terms:
    text = (Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8")
    read = read_yaml(text)
    assert read.terms is not None, [str(problem) for problem in read.problems]
    return read.terms


def workbook(
    sheets: dict[str, Sequence[Sequence[Any]]], *, covers: str | None = None, change: Callable[[Any], None] | None = None
) -> bytes:
    """An .xlsx made with openpyxl; `change` may still do anything to it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if covers is not None:
        page = book.create_sheet("Return")
        for line in (("Contract", "HR-7"), ("Return", "monthly"), ("Period", covers)):
            page.append(line)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def monthly(*visits: Sequence[Any], sent_back: Sequence[Sequence[Any]] = (), change: Callable[[Any], None] | None = None) -> bytes:
    """The monthly return for June 2023 with these rows."""
    sheets = {"Visits": [VISITS, *visits], "Sent back": [SENT_BACK, *sent_back]}
    return workbook(sheets, covers="2023-06", change=change)


def receive(data: bytes, name: str = "return.xlsx", **known: Any) -> ReadReturn:
    return read_return(data, name, terms(), **{"today": TODAY, **known})


def codes(problems: Sequence[Problem], weight: str | None = None) -> list[str]:
    return [problem.code for problem in problems if weight in (None, problem.weight)]


def stops(data: bytes, name: str = "return.xlsx", **known: Any) -> list[str]:
    """The codes of what stops a file; and that every problem can be said."""
    read = receive(data, name, **known)
    for problem in read.problems:
        assert str(problem)
    found = codes(read.problems, "stops")
    assert (read.return_ is None) == bool(found)
    return found


def said(data: bytes, name: str = "return.xlsx", **known: Any) -> list[str]:
    """The codes of what is said of a file that is kept."""
    read = receive(data, name, **known)
    assert read.return_ is not None, [str(problem) for problem in read.problems]
    return codes(read.problems)


def csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip with each member changed; None leaves it out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return zipped({name: changed for name, changed in members.items() if changed is not None})
