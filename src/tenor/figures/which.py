"""Which rows stand behind a figure on a day, in or out, and the test that failed: the same predicate that counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.figures.amounts import amount_text
from tenor.figures.columns import MARK, conditions_of, leaves, standing_at
from tenor.figures.count import COMPILER, Counted, Job, asked_of, can_count, group, sides_of, tables_of
from tenor.figures.duckdb_engine import ask, shape
from tenor.figures.explain import Answer, answered, answers_of, why, words
from tenor.figures.having import Line
from tenor.figures.model import CountedRow
from tenor.figures.pieces import Piece
from tenor.figures.prepare import Prepared
from tenor.figures.signature import fields_of, signature
from tenor.figures.units import expected, known_units
from tenor.figures.values import Values
from tenor.ledger.model import Facts
from tenor.terms.model import Aggregate, CountOfRows, ShareOfUnits, Terms

if TYPE_CHECKING:
    from sqlglot import exp

Outcome = Literal["in", "out", "open"]


def which(terms: Terms, facts: Facts, kpi_id: str, label: str, on: date) -> tuple[CountedRow, ...]:
    """The rows of a period at the close of a day, as they count for a KPI by these terms; then those that cannot count. Of a ratio the
    rows of its first side ("of"), then those of its second.

    Nothing for a KPI or period that the terms do not have, a stated figure, or rows that are erased.
    """
    kpi = terms.kpi(kpi_id)
    if kpi is None:
        return ()
    found: list[CountedRow] = []
    for side, measure in sides_of(kpi.measure):
        if can_count(measure, terms):
            job = Job(kpi=kpi, measure=measure, terms=terms, key=(kpi.id, signature(kpi, terms)), side=side)
            found += (replace(one, side=job.side) for one in _of_job(job, facts, label, on))
    return tuple(found)


def _of_job(job: Job, facts: Facts, label: str, on: date) -> Iterator[CountedRow]:
    prepared = group([job], facts)[0].prepared
    period = next((one for one in prepared.periods if one.label == label), None)
    if period is None:
        return
    there = [piece for piece in prepared.pieces if _lies_in(piece, period) and piece.from_day <= on.toordinal() < piece.until_day]
    there.sort(key=lambda piece: piece.row.id)
    values, measure = Values(job.terms, prepared.dataset), job.measure
    found = [_row(piece, lines, measure, values, period) for piece, lines in _asked(measure, prepared, there, label, on)]
    if isinstance(measure, ShareOfUnits):
        found = list(_by_units(found, measure, job.terms, facts, period, on))
    elif isinstance(measure, CountOfRows) and measure.distinct:
        found = list(_once_each(found, there, measure, values))
    yield from found
    yield from (_line(piece, "out", False, piece.why) for piece in there if piece.why is not None)


def _lies_in(piece: Piece, period: Period) -> bool:
    """Dated in the period; a row without a usable date is shown where its return put it."""
    return piece.row.covers == period.label if piece.period is None else piece.period == period


Answers = tuple[object, ...]


def _asked(measure: Counted, prepared: Prepared, there: Sequence[Piece], label: str, on: date) -> Iterator[tuple[Piece, Sequence[Answers]]]:
    """Each row that counts, with the engine's answers: for each day of the period on which it is looked at."""
    by_row = {piece.row.id: piece for piece in there if piece.why is None}
    lines = [line for line in prepared.rows if line["row id"] in by_row and line["period label"] == label]
    today: Line = {"period label": label, "day": on.toordinal()}
    tables = tables_of(replace(prepared, rows=lines, days=[today]), 0)

    def tree() -> exp.Expr:
        from tenor.figures.compile import rows_tree

        return rows_tree(asked_of(measure, prepared, 0))

    key = sha256(f"which {COMPILER} {shape(tables)} {measure!r}".encode()).hexdigest()
    answers: dict[object, list[Answers]] = {}
    for line in ask(tables, key, tree):
        answers.setdefault(line[0], []).append(line[1:])
    for row_id, piece in by_row.items():
        yield piece, answers[row_id]


def _row(piece: Piece, lines: Sequence[Answers], measure: Counted, values: Values, period: Period) -> CountedRow:
    """A row by the engine's answers: what it adds, then for each condition the whole, then its tests. Looked at on several days, it is
    told by the first day that decides."""
    value, at = lines[0][0], 1
    for condition, is_that in zip(conditions_of(measure), (False, True), strict=False):
        tests = 1 + len(list(leaves(condition)))
        here = _deciding([line[at : at + tests] for line in lines], standing_at(measure) == "any day")
        at += tests
        whole: Answer = None if here[0] is None else bool(here[0])
        if whole is True:
            continue
        reason = why(answered(condition, answers_of(here[1:])), values, piece.row, period)
        if whole is None:
            return _line(piece, "open", False, reason)
        return _line(piece, "out", is_that, reason if is_that else said("row-not-looked-at", why=reason))
    if isinstance(measure, Aggregate):
        return _of_amount(piece, value, measure)
    return _line(piece, "in", True, None)


def _deciding(answers: Sequence[Answers], any_day: bool) -> Answers:
    """Of every day the first that fails, else one that is open; of any day the first that holds, else one that is open."""
    first = next((one for one in answers if one[0] is not None and bool(one[0]) is any_day), None)
    return first or next((one for one in answers if one[0] is None), answers[0])


def _of_amount(piece: Piece, value: object, measure: Aggregate) -> CountedRow:
    """A row of a sum or the like, with what it gave."""
    if value is None:
        named = tuple(words(one) for one in fields_of(measure.value) if one)
        return _line(piece, "out", False, said("row-without-value", fields=named, n=len(named)))
    return replace(_line(piece, "in", True, None), gave=amount_text(measure.value, int(str(value))))


def _line(piece: Piece, outcome: Outcome, counted: bool, reason: Said | None) -> CountedRow:
    row = piece.row
    return CountedRow(
        dataset=row.dataset,
        row=row.id,
        unit=piece.unit,
        outcome=outcome,
        counted=counted,
        why=reason,
        cells=row.cells,
        entry=row.act.ref,
    )


def _once_each(found: Sequence[CountedRow], there: Sequence[Piece], measure: CountOfRows, values: Values) -> Iterator[CountedRow]:
    """Rows that are the same thing count once: the first does."""
    rows = {piece.row.id: piece.row for piece in there}
    seen: dict[str, str] = {}
    for one in found:
        if one.outcome == "in":
            key = MARK.join(values.text(rows[one.row], name) or "" for name in measure.distinct)
            first = seen.setdefault(key, one.row)
            if first != one.row:
                one = replace(one, counted=False, why=said("row-same-as", row=first))
        yield one


def _by_units(
    found: Sequence[CountedRow], measure: ShareOfUnits, terms: Terms, facts: Facts, period: Period, on: date
) -> Iterator[CountedRow]:
    """The rows by their units, each expected unit once: at its last needed row, or by itself where rows are missing."""
    day, wanted = on.toordinal(), {}
    for unit, history in known_units(terms, facts).items():
        if any(known.from_day <= day < known.until_day and expected(known.unit, period, measure.at) for known in history):
            wanted[unit] = sum(1 for one in found if one.outcome == "in" and one.unit == unit)
    at: dict[str, int] = {}
    for one in found:
        if one.outcome != "in":
            yield replace(one, counted=False)
        elif one.unit not in wanted:
            yield replace(one, outcome="out", counted=False, why=said("row-unit-not-expected", unit=one.unit))
        else:
            at[one.unit] = at.get(one.unit, 0) + 1
            decides = at[one.unit] == measure.at_least
            yield replace(one, counted=decides, why=None if decides else said("row-of-unit", n=wanted[one.unit], needed=measure.at_least))
    for unit, rows in wanted.items():
        if rows < measure.at_least:
            reason = said("unit-without-rows", n=rows, needed=measure.at_least)
            yield CountedRow(dataset=measure.have, row="", unit=unit, outcome="out", counted=True, why=reason, cells={}, entry="")
