"""A return held against what is known: what it adds, what it completes, and what it says differently, which a person answers.

Nothing is overwritten without an answer, and the answers stand in what is recorded (`resolve`), so a recorded return is never
ambiguous (semantics 2). Every value keeps its cell; one kept from an earlier entry says whose: "<entry id>#Calls!C7".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.base.period import parse_label
from tenor.base.wording import Said, said
from tenor.ledger.model import Facts, Row
from tenor.ledger.rows_known import Key, lies_in, texts_known
from tenor.returns.model import GivenRow
from tenor.terms.model import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A question. `value`: a field was one thing and is now another. `key`: the row `row` seems to be the new row `new_row`, its key
    field corrected. `absent`: the period is replaced and the return no longer has the row. Accept: what the return says; keep: what was."""

    kind: Literal["value", "key", "absent"] = "value"
    dataset: str
    row: str
    field: str = ""
    was: str = ""
    now: str = ""
    cell: str = ""
    new_row: str = ""

    @property
    def id(self) -> str:
        """How an answer names it."""
        return "/".join(part for part in (self.dataset, self.row, self.field) if part)

    @property
    def said(self) -> Said:
        """The question as a sentence, the same that an unanswered one is refused with."""
        values = {"dataset": self.dataset, "row": self.row, "field": self.field, "was": self.was, "now": self.now or "blank"}
        return said(f"question-{self.kind}", **values, new=self.new_row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A row given, beside what is known of it: all its fields, words too, and where each was read. Nothing known: a new row."""

    given: GivenRow
    was: Mapping[str, str]
    cells: Mapping[str, str]
    apart: frozenset[str] = frozenset()  # fields whose known text lies in a words body

    @property
    def key(self) -> Key:
        return self.given.dataset, self.given.id

    @property
    def now(self) -> Mapping[str, str]:
        return {**self.given.values, **self.given.words}

    @property
    def completed(self) -> tuple[str, ...]:
        """The fields that were blank and are given now."""
        return tuple(name for name in self.now if name not in self.was) if self.was else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a return brings. Each row given is in one of new, completed, same, or asked about; one completed may be asked about as well."""

    new: tuple[Met, ...]
    completed: tuple[Met, ...]
    same: tuple[Met, ...]
    questions: tuple[Difference, ...]
    rows: tuple[Met, ...]  # all rows of the return, in its order


def compare(
    rows: Sequence[GivenRow],
    facts: Facts,
    terms: Terms,
    *,
    covers: str,
    day: date,
    replaces: bool = False,
    datasets: Collection[str] | None = None,
) -> Compared:
    """Hold the rows of a return for the period `covers`, given on `day`, against the rows known on that day.

    `replaces`: it stands for the whole period, so known rows of the period that it lacks are asked about, in `datasets` (left out: those
    it has rows of).
    """
    known = _Known(facts, day)
    met = [known.meet(row) for row in rows]
    here = {one.key for one in met}
    period = parse_label(covers, terms.contract.starts)
    of = set(datasets) if datasets is not None else {row.dataset for row in rows}
    missing = [row for key, row in known.rows.items() if key not in here and row.dataset in of and lies_in(row, terms, covers, period)]
    keys = _corrected_keys([one for one in met if not one.was], missing, known, terms, replaces)
    values = [difference for one in met if one.was for difference in _differences(one)]
    corrected = {(one.dataset, one.row) for one in keys}
    absent = [
        Difference(kind="absent", dataset=row.dataset, row=row.id)
        for row in missing
        if replaces and row.relief is None and (row.dataset, row.id) not in corrected
    ]
    asked = {(one.dataset, one.new_row or one.row) for one in (*keys, *values)}
    return Compared(
        new=tuple(one for one in met if not one.was and one.key not in asked),
        completed=tuple(one for one in met if one.completed),
        same=tuple(one for one in met if one.was and not one.completed and one.key not in asked),
        questions=(*values, *keys, *absent),
        rows=tuple(met),
    )


class _Known:
    """The rows that hold on a day, with the words that lie beside them and the cells of each value."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.rows: dict[Key, Row] = {(row.dataset, row.id): row for row in facts.rows if row.holds_on(day)}
        self._words = texts_known(facts, day)

    def all_of(self, row: Row) -> dict[str, str]:
        """Every field of a row, words too."""
        return {**self._words.get((row.dataset, row.id), {}), **row.values}

    def meet(self, given: GivenRow) -> Met:
        row = self.rows.get((given.dataset, given.id))
        if row is None:
            return Met(given=given, was={}, cells={})
        cells = {name: cell if "#" in cell else f"{row.act.ref}#{cell}" for name, cell in row.cells.items()}
        return Met(given=given, was=self.all_of(row), cells=cells, apart=frozenset(self._words.get((row.dataset, row.id), ())))


def _differences(one: Met) -> Iterable[Difference]:
    now = one.now
    for name, was in one.was.items():
        if now.get(name, "") != was:
            cell = one.given.cells.get(name, "")
            yield Difference(dataset=one.given.dataset, row=one.given.id, field=name, was=was, now=now.get(name, ""), cell=cell)


def _corrected_keys(new: Sequence[Met], missing: Sequence[Row], known: _Known, terms: Terms, replaces: bool) -> list[Difference]:
    """New rows that are a missing row with one key field corrected. Where more than one would fit, none is guessed."""
    fits = [(one, row, name) for one in new for row in missing if (name := _only_key(one, row, known, terms, replaces))]
    found = []
    for one, row, name in fits:
        alone = sum(other.key == one.key for other, _, _ in fits) == 1 and sum(other is row for _, other, _ in fits) == 1
        if alone:
            now, cell = one.now.get(name, ""), one.given.cells.get(name, "")
            was = row.values.get(name, "")
            found.append(
                Difference(kind="key", dataset=row.dataset, row=row.id, field=name, was=was, now=now, cell=cell, new_row=one.given.id)
            )
    return found


def _only_key(one: Met, row: Row, known: _Known, terms: Terms, replaces: bool) -> str:
    """The one key field in which a new row differs from a known one that is missing; "" if they are not alike in all else."""
    dataset = terms.datasets.get(row.dataset)
    if dataset is None or one.given.dataset != row.dataset:
        return ""
    now, was = one.now, known.all_of(row)
    differing = [name for name in now.keys() | was.keys() if now.get(name, "") != was.get(name, "")]
    alike = now.keys() & was.keys() - set(dataset.key)
    # with nothing but a key to go by, a row that is not in a partial return is no sign of anything
    return differing[0] if len(differing) == 1 and differing[0] in dataset.key and (alike or replaces) else ""
