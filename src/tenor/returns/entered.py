"""Rows that a person enters by hand, in the shared log or to correct some: read field by field as those of a return are.

So nothing is ever counted that a return could not have held, and texts that nothing counts lie apart here too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tenor.base.problem import Place, Problem, problem, stopping
from tenor.base.wording import said
from tenor.returns.notes import Notes
from tenor.returns.sheets import Raw, Sheet
from tenor.returns.table import read_table
from tenor.returns.values import unit_spellings
from tenor.returns.words import words_fields
from tenor.terms.model import Dataset, Terms
from tenor.terms.node import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """`rows`: the content of a rows body; `words`: that of the words body beside it, {} for none; `problems`: why it cannot be recorded."""

    rows: Any
    words: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_entered(content: Any, terms: Terms) -> Entered:
    """Rows as typed: {"rows": {dataset: [{"values": {field: value}, "corrects"?}]}, ...}. An id is made of the key; one given must be it.

    What is not shaped like that at all comes back as it is: the ledger refuses it, and says where.
    """
    if not isinstance(content, Mapping) or not _is_shaped(content.get("rows", {})):
        return Entered(rows=content)
    rows: dict[str, list[dict[str, Any]]] = {}
    words: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, several in content.get("rows", {}).items():
        if name not in terms.datasets:
            problems.append(_unknown("dataset", name, terms.datasets, f"/rows/{name}"))
            continue
        rows[name], apart, wrong = _read(terms.datasets[name], several, terms)
        words |= {name: apart} if apart else {}
        problems += wrong
    read = {**content, **({"rows": rows} if "rows" in content else {})}
    return Entered(rows=read, words={"rows": words} if words else {}, problems=tuple(problems))


def _is_shaped(rows: object) -> bool:
    return isinstance(rows, Mapping) and all(
        isinstance(several, list) and all(isinstance(row, Mapping) and isinstance(row.get("values"), Mapping) for row in several)
        for several in rows.values()
    )


def _read(
    dataset: Dataset, several: Sequence[Mapping[str, Any]], terms: Terms
) -> tuple[list[dict[str, Any]], Mapping[str, Any], list[Problem]]:
    """The rows of one dataset: for the rows body, for the words beside it, and what is wrong with them."""
    pointer = f"/rows/{dataset.id}"
    values = [row["values"] for row in several]
    wrong = [
        _unknown("field", name, dataset.fields, f"{pointer}/{n}")
        for n, row in enumerate(values)
        for name in row
        if name not in dataset.fields
    ]
    lines: list[list[Raw]] = [list(dataset.fields), *([_raw(row.get(name)) for name in dataset.fields] for row in values)]
    sheet = Sheet(name=dataset.id, rows=lines, pointer=pointer, shows_sheet=False)
    table = read_table(sheet, dataset, unit_spellings(terms.units), words_fields(terms, dataset), Notes())
    wrong += stopping(table.problems)
    read: list[dict[str, Any]] = []
    if not wrong and len(table.rows) < len(several):
        wrong.append(problem("return-row-empty", Place(cell=pointer), row=dataset.row))
    for given, row in zip(several, table.rows, strict=False) if not wrong else ():
        if given.get("id", row.id) != row.id:
            wrong.append(problem("return-row-id", row.place, id=str(given["id"])[:80], expected=row.id))
        beside = {name: given[name] for name in given if name not in ("id", "values")}
        read.append({"id": row.id, "values": dict(row.values), **beside})
    return read, {row.id: dict(row.words) for row in table.rows if row.words}, wrong


def _raw(value: Any) -> Raw:
    """A value as a cell would hold it; a list of texts ("several") is joined."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value) if isinstance(value, Mapping) else value


def _unknown(kind: str, name: str, known: Mapping[str, Any], at: str) -> Problem:
    return problem("unknown-name", Place(cell=at), kind=said(f"name-{kind}"), name=str(name)[:80], hint=nearest(str(name), known))
