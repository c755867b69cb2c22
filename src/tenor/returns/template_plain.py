"""The other forms of a template: CSV files and JSON, asking for the same as the workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tenor.returns.asked import Asked, AskedSheet, KnownRow, asked
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.spelling import LIKE_A_FORMULA
from tenor.terms.model import Terms


def write_template_csv(
    terms: Terms,
    *,
    ret: str | None,
    period: str,
    rows: Iterable[KnownRow] = (),
    due: date | None = None,
    layout: Layout = AS_THE_TERMS,
) -> dict[str, bytes]:
    """File name -> CSV. A return of one dataset is one file; otherwise there is one for each dataset, one for stated figures and the cover.

    The files of a return may be sent back zipped, as one. They begin with a byte-order mark, so that spreadsheets read them as UTF-8.
    """
    wanted = asked(terms, ret=ret, period=period, rows=rows, due=due, layout=layout)
    files = {f"{sheet.dataset.id}.csv": _csv(_lines(sheet)) for sheet in wanted.sheets}
    if wanted.figures:
        files["figures.csv"] = _csv(_figure_lines(wanted))
    if len(files) != 1:
        cover = [["Contract", terms.contract.reference], ["Return", wanted.ret.id], ["Period", wanted.covers], ["Nothing to report", ""]]
        files["return.csv"] = _csv(cover)
    return files


def write_template_json(terms: Terms, *, ret: str | None, period: str, rows: Iterable[KnownRow] = (), due: date | None = None) -> bytes:
    """The JSON form: names as in the terms, values as text, figures with null for what is to be filled in."""
    wanted = asked(terms, ret=ret, period=period, rows=rows, due=due)
    tree: dict[str, Any] = {
        "contract": terms.contract.reference,
        "return": wanted.ret.id,
        "covers": wanted.covers,
        "nothing_to_report": False,
        "rows": {sheet.dataset.id: [_known(sheet, values) for values in sheet.rows] for sheet in wanted.sheets},
    }
    if wanted.figures:
        tree["figures"] = [
            {
                "kpi": line.kpi.id,
                "period": line.period,
                **({"numerator": None, "denominator": None} if line.measure.what == "share" else {"value": None}),
            }
            for line in wanted.figures
        ]
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _known(sheet: AskedSheet, values: Mapping[str, str]) -> dict[str, str]:
    return {column.field.name: values[column.field.name] for column in sheet.columns if column.field.name in values}


def _lines(sheet: AskedSheet) -> list[list[str]]:
    headings = [column.heading for column in sheet.columns]
    return [headings, *([_safe(values.get(c.field.name, ""), c.field.kind) for c in sheet.columns] for values in sheet.rows)]


def _figure_lines(wanted: Asked) -> list[list[str]]:
    headings = ["Number", "Title", "Id", "Period", "Numerator", "Denominator", "Value"]
    return [headings, *([line.kpi.number, _safe(line.kpi.title, "text"), line.kpi.id, line.period, "", "", ""] for line in wanted.figures)]


def _safe(text: str, kind: str) -> str:
    """A text that begins like a formula gets an apostrophe before it, which reading takes off again; a negative number is no formula."""
    return f"'{text}" if LIKE_A_FORMULA.match(text) and kind not in ("number", "money", "hours", "percent") else text


def _csv(lines: list[list[str]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(lines)
    return target.getvalue().encode("utf-8-sig")
