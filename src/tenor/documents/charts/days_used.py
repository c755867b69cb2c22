"""How long each row took against its deadline: for a share of rows that asks whether a date of the row keeps to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.documents.charts.series import Series, Standing
from tenor.figures.columns import anchor_of
from tenor.figures.model import CountedRow
from tenor.figures.values import Values
from tenor.ledger.model import Row
from tenor.review.explain_figure import rows_that_stood
from tenor.review.model import Review
from tenor.terms.model import AllOf, Dataset, FieldTest, Kpi, OnOrBefore, ShareOfRows, Terms, Within

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """The deadline of a row: `n` days of a `kind` after `anchor`. `anchor` "": days are told from the deadline `due` itself, so n is 0
    and a row that was early has fewer than none."""

    field: str
    n: int
    kind: str
    anchor: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One row: the days it took, None where it is not done. `missed`: it does not count as done in time, by the figure's own count."""

    row: str
    unit: str
    days: int | None
    missed: bool

    @property
    def too_early(self) -> bool:
        """Done before the day from which its days run: a slip of the pen, or work that was never asked for."""
        return self.missed and self.days is not None and self.days < 0

    @property
    def late(self) -> bool:
        """Done after its deadline, or not done although that has passed."""
        return self.missed and not self.too_early


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The rows of one period. `waiting`: how many are not done and not yet due; they are no dots."""

    standing: Standing
    allowed: Allowed
    dots: tuple[Dot, ...]
    waiting: int


def taken(series: Series) -> dict[int, Taken]:
    """By column, where the terms of its period set such a deadline and there is a row."""
    found = {}
    for at, standing in enumerate(series.standings):
        if standing.what == "to come" or standing.kpi is None:
            continue
        terms = series.review.timeline.during(standing.period, series.review.on)
        allowed = allowed_by(standing.kpi, terms)
        made = _taken(series.review, terms, standing, allowed) if allowed is not None else None
        if made is not None and (made.dots or made.waiting):
            found[at] = made
    return found


def allowed_by(kpi: Kpi, terms: Terms) -> Allowed | None:
    """The one deadline that a share of rows asks for; None of any other measure, and where it asks for anything besides."""
    measure = kpi.measure
    dataset = terms.datasets.get(measure.of) if isinstance(measure, ShareOfRows) else None
    if dataset is None or not isinstance(measure, ShareOfRows):
        return None
    asked = measure.that
    while isinstance(asked, AllOf) and len(asked.conditions) == 1:
        asked = asked.conditions[0]
    if not isinstance(asked, FieldTest):
        return None
    if isinstance(asked.test, Within):
        return _counted(asked.field, asked.test.due)
    if not isinstance(asked.test, OnOrBefore) or not isinstance(asked.test.other, str):
        return None
    return _against(asked.field, asked.test.other, dataset)


def _against(field: str, other: str, dataset: Dataset) -> Allowed | None:
    """Held against another date of the row: a deadline worked out from one, or a date that was given."""
    derived = dataset.derived.get(other)
    found = _counted(field, derived.due) if derived is not None and derived.due is not None else None
    return found or Allowed(field=field, n=0, kind="day", due=other)


def _counted(field: str, due: DuePhrase) -> Allowed | None:
    form, anchor = due.form, anchor_of(due)
    if not isinstance(form, SpanDue) or form.way != "after" or form.span.unit != "day" or form.span.n.whole is None or not anchor:
        return None
    return Allowed(field=field, n=form.span.n.whole, kind=form.span.kind or "day", anchor=anchor)


def _taken(review: Review, terms: Terms, standing: Standing, allowed: Allowed) -> Taken:
    assert standing.kpi is not None
    measure = standing.kpi.measure
    assert isinstance(measure, ShareOfRows)
    rows, _ = rows_that_stood(review, terms, standing.rating, standing.version.figure if standing.kpi.over == 1 else None)
    counted = [row for row in rows if row.counted or row.outcome == "open"]
    known = {(row.id, row.act.ref): row for row in review.facts.rows if row.dataset == measure.of}
    values = Values(terms, terms.datasets[measure.of])
    done = [row for row in counted if row.outcome != "open"]
    dots = tuple(_dots(done, known, values, standing, allowed))
    return Taken(standing=standing, allowed=allowed, dots=dots, waiting=len(counted) - len(done))


def _dots(done: list[CountedRow], known: dict[tuple[str, str], Row], values: Values, standing: Standing, allowed: Allowed) -> Iterator[Dot]:
    """In order of unit, then of row, so that a column reads the same each month."""
    for one in sorted(done, key=lambda row: (row.unit, row.row)):
        row = known.get((one.row, one.entry))
        if row is not None:
            days, missed = _days(row, values, standing, allowed), one.outcome == "out"
            before = allowed.anchor and days is not None and days < 0 and not missed
            yield Dot(row=one.row, unit=one.unit, days=0 if before else days, missed=missed)


def _days(row: Row, values: Values, standing: Standing, allowed: Allowed) -> int | None:
    """Open days from the anchor's to the one on which the row counts as done: one that is done on a closed day, the next open one.
    Below 0 where it is dated before the anchor."""
    day = _read(row, values, standing, allowed.field)
    start = _read(row, values, standing, allowed.anchor or allowed.due)
    if day is None or start is None:
        return None
    if not allowed.anchor:
        return (day - start).days
    calendar = values.terms.days(allowed.kind)
    if day < start:
        return -max(calendar.open_days(day, start - _DAY), 1)
    return calendar.open_days(start + _DAY, calendar.next_open(day)) if day > start else 0


def _read(row: Row, values: Values, standing: Standing, field: str) -> date | None:
    day = values.day_reader(field)(row, standing.period)
    return None if day is None else date.fromordinal(day)
