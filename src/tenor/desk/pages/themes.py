"""Themes that rows have in common, counted by quarter; and of one row (`view.what`: "dataset/row") the themes it has."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.review.flexible_effect import unit_field
from tenor.review.themes import Theme, dated_rows, names_of, themes, themes_of_row


def make(view: View) -> Data:
    """{"themes", "names": key -> name, "datasets"}; of a row: {"dataset", "row", "day", "unit", "own": keys, "names"}. LookupError where
    there is no such row."""
    review = view.review
    names = names_of(review.facts)
    if view.what:
        return _of_row(view, names)
    own = themes(review)
    known = {one.key: one.name for one in own} | {key: name for key, name in names.items() if name}
    return {
        "themes": [_theme(view, one) for one in own],
        "names": known,
        "datasets": [{"id": id, "noun": dataset.row.removeprefix("one ").strip()} for id, dataset in review.terms.datasets.items()],
    }


def _of_row(view: View, names: dict[str, str]) -> Data:
    dataset, _, row = view.what.partition("/")
    review = view.review
    if dataset not in review.terms.datasets or row not in (dated := dated_rows(review, dataset)):
        raise LookupError(view.what)
    return {
        "dataset": dataset,
        "noun": review.terms.datasets[dataset].row.removeprefix("one ").strip(),
        "row": row,
        "day": day_data(dated[row]),
        "unit": _units(view, dataset).get(row, ""),
        "own": list(themes_of_row(review, dataset, row)),
        "names": names,
    }


def _theme(view: View, one: Theme) -> Data:
    units = _units(view, one.dataset)
    return {
        "key": one.key,
        "name": one.name,
        "dataset": one.dataset,
        "rows": [{"id": id, "day": day_data(day), "unit": units.get(id, "")} for id, day in one.rows],
        "quarters": [
            {
                "label": each.period.label,
                "said": said_data(each.period.said),
                "first": each.period.first.isoformat(),
                "last": each.period.last.isoformat(),
                "tagged": each.tagged,
                "of": each.of,
            }
            for each in one.quarters
        ],
    }


def _units(view: View, dataset: str) -> dict[str, str]:
    """Row -> the name of its unit."""
    field = unit_field(view.review.terms.datasets[dataset])
    names = {unit.id: unit.name or unit.id for unit in view.review.terms.units}
    own = [row for row in view.review.facts.rows if row.dataset == dataset and row.holds_on(view.on)]
    return {row.id: names.get(row.values.get(field, ""), row.values.get(field, "")) for row in own} if field else {}
