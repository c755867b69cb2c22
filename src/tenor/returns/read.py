"""A return received: opened within bounds, read by what it is, checked; taken in whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.opened import Kind, expect, open_file
from tenor.base.problem import Problem
from tenor.returns.check import check
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.model import Return
from tenor.returns.read_csv import read_csv
from tenor.returns.read_json import read_json
from tenor.returns.read_xlsx import read_xlsx
from tenor.returns.references import Known
from tenor.terms.model import Terms

KINDS: tuple[Kind, ...] = ("xlsx", "csv", "json")
_READERS = {"xlsx": read_xlsx, "csv": read_csv, "text": read_csv, "zip": read_csv, "json": read_json}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReturn:
    """`return_`: None where a problem stops it, and then nothing of it is taken in. `problems`: all of them, what stops first."""

    return_: Return | None
    problems: tuple[Problem, ...]


def read_return(
    data: bytes,
    name: str,
    terms: Terms,
    *,
    ret: str | None = None,
    covers: str | None = None,
    nil: bool = False,
    today: date,
    layout: Layout = AS_THE_TERMS,
    known: Known | None = None,
) -> ReadReturn:
    """Read and check what a supplier sent, whatever its name says it is.

    `ret`, `covers`, `nil`: what is known beside the file (a CSV has no cover); a cover that says otherwise stops it.
    `today`: the day it was received. `layout`: what its columns are called. `known`: the rows given before, by dataset.
    """
    opened = open_file(data, name)
    if isinstance(opened, Problem):
        return ReadReturn(return_=None, problems=(opened,))
    reader = _READERS.get(opened.kind)
    if reader is None:
        wrong = expect(opened, KINDS)
        return ReadReturn(return_=None, problems=(wrong,) if wrong else ())
    found = reader(opened, terms, name=name, ret=ret, covers=covers, nil=nil, layout=layout)
    problems = check(found, terms, today=today, known=known or {})
    stopped = any(problem.weight == "stops" for problem in problems)
    return ReadReturn(return_=None if stopped else found, problems=problems)
