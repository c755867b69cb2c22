"""The files a supplier sends: the project's own template for the period, filled with what was known on the day.

They are made once and kept under `returns/`; a ledger is made from the files as they lie there, as it would be from any supplier's.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
from scripts.histories.telling import History, Sent, Values

from tenor.base.deadline import Deadline
from tenor.base.period import Period
from tenor.ledger.facts import facts
from tenor.ledger.terms_on import Timeline
from tenor.returns.covered import find_period, find_return
from tenor.returns.template import write_template
from tenor.returns.template_plain import write_template_csv, write_template_json
from tenor.review.settling import deadline_of
from tenor.terms.counted import return_periods
from tenor.terms.model import Dataset, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A row as the template is filled with it."""

    dataset: str
    values: Values


def terms_for(terms: Terms, one: Sent) -> Terms:
    """The terms by which a return is read: those in force in the period it covers, as signed variations have it."""
    timeline = Timeline(terms, facts((), terms))
    for each in timeline.variants():
        ret = find_return(each, one.ret)
        covered = find_period(one.covers, return_periods(each, ret)) if ret else None
        if covered is not None:
            return timeline.during(covered, one.on)
    return terms


def fill(history: History, one: Sent, signed: Terms) -> bytes:
    """The bytes of the file sent."""
    terms = terms_for(signed, one)
    rows = rows_of(history, one, terms)
    covered = _covered(terms, one)
    due = _due(terms, one, covered)
    kind = one.file.rpartition(".")[2]
    asked: Any = {"ret": one.ret, "period": one.covers, "rows": rows, "due": due.due if due else None}
    if kind == "json":
        return _json(write_template_json(terms, **asked), one.figures)
    if kind in ("zip", "csv"):
        return _csv(write_template_csv(terms, **asked), one.figures, alone=kind == "csv")
    return _xlsx(write_template(terms, **asked), one.figures)


def rows_of(history: History, one: Sent, terms: Terms) -> list[Filled]:
    """The rows of the period covered, each with the days that had come when the file was sent."""
    ret, covered, day = find_return(terms, one.ret), _covered(terms, one), one.on.isoformat()
    found = []
    for name in ret.holds if ret else ():
        dataset = terms.datasets.get(name)
        for truth in history.rows.get(name, ()) if dataset else ():
            assert dataset is not None
            id = "/".join(truth.get(field, "") for field in dataset.key)
            if _known(truth, dataset, day) and _in(truth, dataset, covered) and id not in one.without:
                then = {field: text for field, text in truth.items() if _ahead(dataset, field) or text[:10] <= day}
                found.append(Filled(dataset=name, values=then | dict(one.instead.get(id, {}))))
    return found


def _ahead(dataset: Dataset, field: str) -> bool:
    """Whether a field says more than what has happened: no date, or the day up to which something of a standing list holds."""
    return not _is_date(dataset, field) or dataset.in_force is not None


def _is_date(dataset: Dataset, field: str) -> bool:
    return dataset.fields[field].kind in ("date", "moment")


def _known(truth: Values, dataset: Dataset, day: str) -> bool:
    """Whether the row had come about: the dates of its key lie behind."""
    days = [truth[field][:10] for field in dataset.key if field in truth and _is_date(dataset, field)]
    return all(text <= day for text in days)


def _in(truth: Values, dataset: Dataset, covered: Period | None) -> bool:
    if dataset.in_force is not None:  # a standing list is given whole: all that had begun
        return covered is None or date.fromisoformat(truth[dataset.in_force[0]]) <= covered.last
    field = dataset.dated_by if dataset.dated_by in dataset.fields else next(f for f in dataset.key if _is_date(dataset, f))
    return covered is None or date.fromisoformat(truth[field][:10]) in covered


def _covered(terms: Terms, one: Sent) -> Period | None:
    ret = find_return(terms, one.ret)
    return find_period(one.covers, return_periods(terms, ret)) if ret else None


def _due(terms: Terms, one: Sent, covered: Period | None) -> Deadline | None:
    ret = find_return(terms, one.ret)
    return deadline_of(terms, ret, covered) if ret and covered else None


# --- the sheet of stated figures ---------------------------------------------------------------------------------


def _xlsx(template: bytes, figures: Mapping[str, tuple[str, ...]]) -> bytes:
    if not figures:
        return template
    book = openpyxl.load_workbook(io.BytesIO(template))
    page = book["Figures"]
    for row in page.iter_rows(min_row=2):
        given = figures.get(str(row[2].value), ())
        for cell, text in zip(row[4:6] if len(given) == 2 else row[6:7], given, strict=False):
            cell.value = _number(text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _number(text: str) -> int | str:
    """As people type it: a whole number as a number, anything else as text."""
    return int(text) if text.isdigit() else text


def _csv(files: Mapping[str, bytes], figures: Mapping[str, tuple[str, ...]], *, alone: bool) -> bytes:
    filled = {name: _csv_figures(data, figures) if name == "figures.csv" else data for name, data in files.items()}
    if alone:
        return next(iter(filled.values()))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in filled.items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data)
    return target.getvalue()


def _csv_figures(data: bytes, figures: Mapping[str, tuple[str, ...]]) -> bytes:
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for line in lines[1:]:
        given = figures.get(line[2], ())
        line[4:7] = [*given, ""] if len(given) == 2 else ["", "", *given] if given else ["", "", ""]
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(lines)
    return target.getvalue().encode("utf-8-sig")


def _json(data: bytes, figures: Mapping[str, tuple[str, ...]]) -> bytes:
    tree = json.loads(data)
    lines: Sequence[dict[str, Any]] = tree.get("figures", ())
    for line in lines:
        given = figures.get(line["kpi"], ())
        names = ("numerator", "denominator") if len(given) == 2 else ("value",)
        line |= {name: _number(text) for name, text in zip(names, given, strict=False)}
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
