"""The workbook a supplier fills in, made from the terms: the same terms, period and known rows give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tenor.base.wording import said, say
from tenor.returns.asked import Asked, AskedColumn, AskedFigure, AskedSheet, KnownRow, asked, guidance
from tenor.returns.layout import AS_THE_TERMS, Layout
from tenor.returns.sheets import column_letters
from tenor.returns.spelling import plain_words
from tenor.terms.model import Terms, Unit

FILL_ROWS = 5_000  # rows that carry the validation of their column
_MADE = datetime(2000, 1, 1)  # a fixed day: the bytes depend on what is asked, never on when
_FORMATS = {
    "date": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
    "percent": "0.00%",
    "text": "@",
    "reference": "@",
    "unit": "@",
    "choice": "@",
}
_WIDTHS = {"date": 16, "moment": 18, "text": 44, "several": 30, "choice": 20}
_LONGEST_LIST = 255  # characters of a list that stands in the validation itself
_SAFE_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)  # before it, workbooks disagree about the day of a number


def write_template(
    terms: Terms,
    *,
    ret: str | None,
    period: str,
    rows: Iterable[KnownRow] = (),
    due: date | None = None,
    layout: Layout = AS_THE_TERMS,
) -> bytes:
    """The workbook for one return and period, with the rows known filled in. ValueError for a return or period the terms do not have."""
    wanted = asked(terms, ret=ret, period=period, rows=rows, due=due, layout=layout)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": f"{terms.contract.reference} {wanted.ret.id} {wanted.covers}", "created": _MADE})
    workbook = _Workbook(book)
    workbook.cover(terms, wanted)
    for sheet in wanted.sheets:
        workbook.dataset(sheet, wanted.units)
    if wanted.figures:
        workbook.figures(wanted.figures)
    workbook.lists(wanted.units)
    book.close()
    return target.getvalue()


class _Workbook:
    """Writes the sheets with one set of formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#1d3d5c", "font_color": "#ffffff", "text_wrap": True, "valign": "top", "border": 1}
        )
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.open = book.add_format({"locked": False, "num_format": "@", "bg_color": "#fff7d6", "border": 1, "align": "left"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.closed = book.add_format({"bg_color": "#eeeeee"})
        self._by_kind: dict[str, Format] = {}

    def column(self, kind: str) -> Format:
        """The format of a field's cells: unlocked, shown as their kind is."""
        if kind not in self._by_kind:
            self._by_kind[kind] = self.book.add_format({"locked": False, "num_format": _FORMATS.get(kind, "General")})
        return self._by_kind[kind]

    def cover(self, terms: Terms, wanted: Asked) -> None:
        page = self.book.add_worksheet("Return")
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 34)
        page.set_column(2, 2, 60)
        page.write_string(0, 0, say(said("template-title", title=terms.contract.title, period=wanted.period_said)), self.title)
        lines = [
            ("Contract", terms.contract.reference, terms.contract.title, False),
            ("Return", wanted.ret.id, "", False),
            ("Period", wanted.covers, wanted.period_said, True),
            ("Due", say(said("template-due", due=wanted.due)) if wanted.due else "", "", False),
            ("Nothing to report", "", say(said("template-nothing")), True),
        ]
        row = 2
        for label, value, beside, unlocked in lines:
            if label == "Due" and not value:
                continue
            page.write_string(row, 0, label, self.label)
            page.write_string(row, 1, value, self.open) if unlocked else page.write_string(row, 1, value)
            page.write_string(row, 2, beside)
            if label == "Nothing to report":
                page.data_validation(row, 1, row, 1, {"validate": "list", "source": ["yes", "no"], "error_type": "stop"})
            row += 1
        page.write_string(row + 1, 0, say(said("template-how")), self.label)
        for n, line in enumerate(guidance(wanted), row + 2):
            page.merge_range(n, 0, n, 2, "", self.wrapped)
            page.write_string(n, 0, f"{n - row - 1}. {say(line)}", self.wrapped)
            page.set_row(n, 30)
        self._protect(page)

    def dataset(self, sheet: AskedSheet, units: tuple[Unit, ...]) -> None:
        """A dataset's sheet: locked headings with what they ask for, typed columns, the rows known already."""
        page = self.book.add_worksheet(sheet.name)
        for n, column in enumerate(sheet.columns):
            kind = column.field.kind
            page.set_column(n, n, max(_WIDTHS.get(kind, 12), len(column.heading) + 3), self.column(kind))
            page.write_string(0, n, column.heading, self.heading)
            page.write_comment(0, n, column.help, {"author": "", "x_scale": 2})
            self._validate(page, n, column, units)
        for row, values in enumerate(sheet.rows, 1):
            for n, column in enumerate(sheet.columns):
                if column.field.name in values:
                    self._write(page, row, n, values[column.field.name], column.field.kind)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        self._protect(page)

    def figures(self, lines: tuple[AskedFigure, ...]) -> None:
        """The sheet of stated figures: a line each, open where something is asked."""
        page = self.book.add_worksheet("Figures")
        headings = ("Number", "Title", "Id", "Period", "Numerator", "Denominator", "Value", "What to give")
        for n, (heading, width) in enumerate(zip(headings, (10, 50, 16, 12, 13, 13, 13, 50), strict=True)):
            page.set_column(n, n, width)
            page.write_string(0, n, heading, self.heading)
        for row, line in enumerate(lines, 1):
            for n, text in enumerate((line.kpi.number, line.kpi.title, line.kpi.id, line.period)):
                page.write_string(row, n, text)
            share = line.measure.what == "share"
            for n in (4, 5, 6):
                kind = "percent" if line.measure.what == "percent" else "number"
                page.write_blank(row, n, None, self.column(kind) if share == (n < 6) else self.closed)
            page.write_string(row, 7, line.help)
            if share:
                rule = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": line.help}
                page.data_validation(row, 4, row, 5, rule)
        page.freeze_panes(1, 0)
        self._protect(page)

    def lists(self, units: tuple[Unit, ...]) -> None:
        """The units by id and name, for whoever does not know the ids by heart."""
        if not units:
            return
        page = self.book.add_worksheet("Lists")
        page.set_column(0, 0, 16)
        page.set_column(1, 1, 40)
        for n, heading in enumerate(("Unit", "Name")):
            page.write_string(0, n, heading, self.heading)
        for row, unit in enumerate(units, 1):
            page.write_string(row, 0, unit.id)
            page.write_string(row, 1, unit.name)
        page.freeze_panes(1, 0)
        self._protect(page)

    def _protect(self, page: Worksheet) -> None:
        """Headings cannot be overwritten by mistake; no password, as nothing is kept from anybody."""
        allowed = ("insert_rows", "delete_rows", "sort", "autofilter", "format_cells", "format_columns", "format_rows")
        page.protect("", dict.fromkeys(allowed, True))

    def _validate(self, page: Worksheet, n: int, column: AskedColumn, units: tuple[Unit, ...]) -> None:
        field, rule = column.field, dict[str, Any]()
        if field.kind == "unit" and units:
            rule = {"validate": "list", "source": _listed([unit.id for unit in units], "Lists"), "error_type": "warning"}
        elif field.kind == "choice" and len(",".join(field.choices)) <= _LONGEST_LIST and not any("," in c for c in field.choices):
            rule = {"validate": "list", "source": list(field.choices)}
        elif field.kind == "yes/no":
            rule = {"validate": "list", "source": ["yes", "no"]}
        elif field.kind in ("date", "moment"):
            rule = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
        elif field.kind in ("number", "hours", "money", "percent"):
            rule = {"validate": "decimal", "criteria": "between", "minimum": -(10**_SAFE_DIGITS), "maximum": 10**_SAFE_DIGITS}
        if rule:
            title = plain_words(field.name)[:32]
            page.data_validation(1, n, FILL_ROWS, n, {**rule, "error_title": title, "error_message": column.help[:255]})

    def _write(self, page: Worksheet, row: int, n: int, text: str, kind: str) -> None:
        """A known value, typed where a workbook can hold it exactly, else as text."""
        form = self.column(kind)
        # a workbook does not tell midnight from a day without a time
        dated = kind == "date" or (kind == "moment" and "+" not in text and not text.endswith(" 00:00"))
        if dated and date.fromisoformat(text[:10]) >= _FIRST_DAY:
            page.write_datetime(row, n, datetime.fromisoformat(text), form)
        elif kind in ("number", "hours", "money", "percent") and sum(sign.isdigit() for sign in text) <= _SAFE_DIGITS:
            page.write_number(row, n, Decimal(text).scaleb(-2) if kind == "percent" else Decimal(text), form)
        else:
            page.write_string(row, n, f"{text}%" if kind == "percent" else text, form)


def _listed(values: list[str], sheet: str) -> list[str] | str:
    """A list for a validation: in itself where it is short, else the first column of the sheet that holds it."""
    short = len(",".join(values)) <= _LONGEST_LIST and not any("," in value for value in values)
    return values if short else f"={sheet}!${column_letters(0)}$2:${column_letters(0)}${len(values) + 1}"
