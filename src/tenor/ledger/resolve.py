"""A compared return and its answers → the bodies that are recorded: every row as it then stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

from tenor.base.problem import Place, Problem, problem
from tenor.ledger.codec import Problems, nearest
from tenor.ledger.compare import Compared, Difference, Met

Answer: TypeAlias = Literal["accept", "keep"]


class Figure(Protocol):
    """A stated figure of a return."""

    @property
    def kpi(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def numerator(self) -> int: ...
    @property
    def denominator(self) -> int: ...
    @property
    def cell(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The contents of the two bodies: of rows, and of the words beside them (empty: no such body)."""

    rows: Mapping[str, Any]
    words: Mapping[str, Any]


def resolve(
    compared: Compared, answers: Mapping[str, Answer] | Answer | None = None, figures: Sequence[Figure] = ()
) -> Resolved | Problems:
    """The bodies to record, or the questions that are still open. `answers`: by a question's id, or one answer to all."""
    given = {one.id: answers for one in compared.questions} if isinstance(answers, str) else dict(answers or {})
    wrong = _wrong(compared, given)
    if wrong:
        return tuple(wrong)
    accepted = {one.id for one in compared.questions if given[one.id] == "accept"}
    corrects = {(one.dataset, one.new_row): one.row for one in compared.questions if one.kind == "key" and one.id in accepted}
    rows: dict[str, list[dict[str, Any]]] = {}
    words: dict[str, dict[str, dict[str, str]]] = {}
    for met in compared.rows:
        values, cells = _standing(met, accepted)
        apart = _words_of(met)
        row = {"id": met.given.id, "values": {name: value for name, value in values.items() if name not in apart}}
        row |= {"cells": cells} if cells else {}
        row |= {"corrects": corrects[met.key]} if met.key in corrects else {}
        rows.setdefault(met.given.dataset, []).append(row)
        if apart & values.keys():
            words.setdefault(met.given.dataset, {})[met.given.id] = {name: values[name] for name in sorted(apart & values.keys())}
    content = {"rows": rows, "figures": [_figure(one) for one in figures], "withdrawn": _withdrawn(compared.questions, accepted)}
    return Resolved(rows={name: part for name, part in content.items() if part}, words={"rows": words} if words else {})


def _wrong(compared: Compared, answers: Mapping[str, str]) -> list[Problem]:
    questions = {one.id: one for one in compared.questions}
    found = [problem("answer-unknown", question=id, nearest=nearest(id, questions)) for id in answers if id not in questions]
    for id, one in questions.items():
        if id not in answers:
            found.append(Problem(code=one.said.code, where=_place(one), values=one.said.values))
        elif answers[id] not in ("accept", "keep"):
            found.append(problem("answer-wrong", _place(one), question=id, answer=str(answers[id])))
    return found


def _place(one: Difference) -> Place | None:
    sheet, _, cell = one.cell.rpartition("!")
    return Place(sheet=sheet or None, cell=cell) if cell else None


def _standing(met: Met, accepted: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a row as they stand once its questions are answered, and the cell each was read from."""
    values, cells = dict(met.now), dict(met.given.cells)
    dataset, id = met.key
    for name, was in met.was.items():
        if met.now.get(name, "") != was and Difference(dataset=dataset, row=id, field=name).id not in accepted:
            values[name] = was
            cells.pop(name, None)
            cells |= {name: met.cells[name]} if name in met.cells else {}
    return values, {name: cell for name, cell in cells.items() if name in values}


def _words_of(met: Met) -> frozenset[str]:
    """The fields of a row that nothing counts: those the return keeps apart, and those that lay apart before."""
    return frozenset(met.given.words) | met.apart


def _withdrawn(questions: Iterable[Difference], accepted: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in questions:
        if one.kind == "absent" and one.id in accepted:
            found.setdefault(one.dataset, []).append(one.row)
    return found


def _figure(one: Figure) -> dict[str, Any]:
    plain: dict[str, Any] = {"kpi": one.kpi, "period": one.period, "numerator": one.numerator, "denominator": one.denominator}
    return plain | ({"cell": one.cell} if one.cell else {})
