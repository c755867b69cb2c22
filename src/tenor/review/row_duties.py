"""Duties that are owed once for each row: the training of each new starter, the test of each order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tenor.base.deadline import london_day
from tenor.base.moment import moment_of
from tenor.base.phrases.due import ClearDays, DuePhrase, OnAnchor, SameDay, SpanDue
from tenor.base.phrases.every import EachOf
from tenor.base.wording import said
from tenor.figures.holding import holding
from tenor.figures.values import Values
from tenor.ledger.model import Row
from tenor.review.asked import Asked
from tenor.review.scene import Scene
from tenor.terms.model import AllOf, DutyTerms, RowsIs
from tenor.terms.work_out import Moorings, work_out

EVERY_ROW = AllOf()


def rows_starting(duty: DutyTerms) -> list[RowsIs]:
    """The rows for each of which it is owed: of `every: {each: DATASET}`, or of `when: {rows: DATASET, where: …}`."""
    if isinstance(duty.every, EachOf):
        return [RowsIs(dataset=duty.every.dataset, where=EVERY_ROW)]
    return [one for one in duty.when if isinstance(one, RowsIs)]


def first_of_each(several: Sequence[Asked]) -> list[Asked]:
    """Each once: a row that two conditions find is owed for once."""
    return list({one.id: one for one in reversed(several)}.values())[::-1]


def row_duties(scene: Scene, duty: DutyTerms, base: Asked, of: RowsIs) -> list[Asked]:
    """One for each row as it stands on the day of the review; counted by the terms of the day it is counted from."""
    terms, found = scene.terms, []
    if of.dataset not in terms.datasets:
        return []
    values, field = Values(terms, terms.datasets[of.dataset]), _field(duty)
    for row in _rows(scene, of):
        found.append(_one(scene, duty, base, row, field, _counted_from(values, row, field)))
    return sorted(found, key=lambda one: (one.deadline.due if one.deadline else date.max, one.id))


def _counted_from(values: Values, row: Row, field: str) -> date | datetime | None:
    """The moment or the day of a field; where it is counted from no field, of the return that brought the row. None: not known yet."""
    dataset = values.dataset
    if field not in (*dataset.fields, *dataset.derived):
        return row.act.when if row.act.day == row.from_day else row.from_day
    if field in dataset.fields and dataset.fields[field].kind == "moment":
        seconds = values.moment_reader(field)(row, None)
        return None if seconds is None else moment_of(seconds)
    ordinal = values.day_reader(field)(row, None)
    return None if ordinal is None else date.fromordinal(ordinal)


def _one(scene: Scene, duty: DutyTerms, base: Asked, row: Row, field: str, since: date | datetime | None) -> Asked:
    deadline = None
    if since is not None and isinstance(duty.due, DuePhrase):
        day = london_day(since) if isinstance(since, datetime) else since
        then = scene.timeline.on(max(day, scene.timeline.starts), scene.on)
        anchors = dict.fromkeys((field.lower(), "request", "notice", "receipt"), since)
        deadline = work_out(then, duty.due, Moorings(anchors=anchors), duty.if_closed)
    return replace(
        base,
        id=f"{duty.id} {row.id}",
        what=said("duty-listed-row", what=duty.what, row=row.id),
        deadline=deadline,
        why_no_day=said("no-day-row", field=field),
    )


def _rows(scene: Scene, of: RowsIs) -> list[Row]:
    """As they stand on the day: neither corrected away nor excused, and where the condition holds."""
    rows = [row for row in scene.facts.rows if row.dataset == of.dataset and row.until_day is None and row.relief is None]
    if of.where == EVERY_ROW:
        return rows
    holds = {one.row for one in holding(scene.terms, scene.facts, of.dataset, of.where) if one.until_day is None}
    return [row for row in rows if row.id in holds]


def row_duties_by(scene: Scene, day: date) -> set[str]:
    """The ids of duties owed for rows that are dated by a day, whenever they came to be known."""
    found: set[str] = set()
    for duty, of in ((each, of) for each in scene.terms.duties for of in rows_starting(each)):
        dataset = scene.terms.datasets.get(of.dataset)
        if dataset is None or not dataset.dated_by:
            continue
        dated = Values(scene.terms, dataset).day_reader(dataset.dated_by)
        days = {row.id: dated(row, None) for row in _rows(scene, of)}
        found |= {f"{duty.id} {row}" for row, lies in days.items() if lies is not None and lies <= day.toordinal()}
    return found


def _field(duty: DutyTerms) -> str:
    """The field of the row that the day is counted from."""
    form = duty.due.form if isinstance(duty.due, DuePhrase) else None
    return form.anchor if isinstance(form, SpanDue | ClearDays | SameDay | OnAnchor) else ""
