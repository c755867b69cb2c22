"""The rows for which a condition holds, each with the days on which it does: by the same predicate that counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from tenor.base.period import periods
from tenor.figures.count import COMPILER, asked_of, tables_of
from tenor.figures.duckdb_engine import ask, shape
from tenor.figures.pieces import Piece
from tenor.figures.prepare import prepare
from tenor.figures.values import Values
from tenor.ledger.model import Facts
from tenor.terms.model import Condition, CountOfRows, Terms

if TYPE_CHECKING:
    from sqlglot import exp


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRow:
    """A row while the condition holds of it: known from `from_day`, up to, not including, `until_day` (corrected, excused, given anew).

    `dated`: the day that says its period; `values`: what stands in the fields asked for; `entry`: the entry that gave it."""

    row: str
    dated: date
    from_day: date
    until_day: date | None
    values: Mapping[str, str]
    entry: str


def holding(terms: Terms, facts: Facts, dataset: str, where: Condition, fields: Sequence[str] = ()) -> tuple[HoldingRow, ...]:
    """All of them, in order of the day they are dated. Nothing for a dataset that the terms do not have, or rows that are erased."""
    if dataset not in terms.datasets or not any(row.dataset == dataset for row in facts.rows):
        return ()
    ruled, contract = terms.datasets[dataset], terms.contract
    months = periods("month", contract.starts, contract.ends)
    measure = CountOfRows(of=dataset, where=where, distinct=(), dated_by=ruled.dated_by)
    prepared = prepare(terms, facts, ruled, ruled.dated_by, months, [measure])
    tables = tables_of(prepared, 0)

    def tree() -> exp.Expr:
        from tenor.figures.compile import holding_tree

        return holding_tree(asked_of(measure, prepared, 0))

    key = sha256(f"holding {COMPILER} {shape(tables)} {measure!r}".encode()).hexdigest()
    holds = {(str(row), int(day)) for row, label, day in ask(tables, key, tree)}
    days = {label: sorted(acts) for label, acts in prepared.acts.items()}
    values = Values(terms, ruled)
    found = [each for piece in prepared.pieces for each in _of_piece(piece, days, holds, values, ruled.dated_by, fields)]
    return tuple(sorted(_joined(found), key=lambda each: (each.dated, each.row, each.from_day)))


def _of_piece(
    piece: Piece, days: Mapping[str, Sequence[int]], holds: set[tuple[str, int]], values: Values, dated_by: str, fields: Sequence[str]
) -> Iterator[HoldingRow]:
    """The stretches of a version of a row in which the condition holds: between the days on which that may change."""
    period = piece.counts_in
    dated = values.day_reader(dated_by)(piece.row, None)
    if period is None or dated is None:
        return
    own = [day for day in days[period.label] if piece.from_day <= day < piece.until_day]
    first: int | None = None
    for day in [*own, piece.until_day]:
        now = day < piece.until_day and (piece.row.id, day) in holds
        if now and first is None:
            first = day
        elif not now and first is not None:
            ends = None if day >= date.max.toordinal() else date.fromordinal(day)
            given = {name: values.text(piece.row, name) or "" for name in fields}
            yield HoldingRow(
                row=piece.row.id,
                dated=date.fromordinal(dated),
                from_day=date.fromordinal(first),
                until_day=ends,
                values=given,
                entry=piece.row.act.ref,
            )
            first = None


def _joined(found: Sequence[HoldingRow]) -> Iterator[HoldingRow]:
    """A row given anew and saying the same goes on: known from the first day."""
    last: HoldingRow | None = None
    for each in sorted(found, key=lambda each: (each.row, each.from_day)):
        same = last is not None and (last.row, last.dated, last.values, last.until_day) == (
            each.row,
            each.dated,
            each.values,
            each.from_day,
        )
        if last is not None and same:
            each = HoldingRow(
                row=last.row, dated=last.dated, from_day=last.from_day, until_day=each.until_day, values=last.values, entry=last.entry
            )
        elif last is not None:
            yield last
        last = each
    if last is not None:
        yield last
