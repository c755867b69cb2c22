"""A list taken away: CSV, Excel or JSON, with the filters of the address, and noted in the installation's chain."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from tenor.desk.installation import note
from tenor.ledger.events.installation import Exported

Cell = str | int | date | None
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MOST_ROWS = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def wanted_form(request: HttpRequest) -> str:
    """The form a list is asked for in, by `?as=csv`; "" for the page itself."""
    asked = request.GET.get("as", "")
    return asked if asked in FORMS else ""


def take_away(
    request: HttpRequest, form: str, name: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], contract: str = ""
) -> HttpResponse:
    """The list as a file. Days as 2023-06-14, numbers as numbers, and no cell that a spreadsheet would take for a formula."""
    made = {"csv": _csv, "xlsx": _xlsx, "json": _json}[form](columns, rows[:MOST_ROWS])
    assert request.user.is_authenticated
    note(Exported(what=name, form=form, contract=contract), person=request.user)
    response = HttpResponse(made, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return ("\ufeff" + target.getvalue()).encode()


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date) else cell
    return f"'{text}" if text.startswith(_FORMULA) else text


def _xlsx(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    sheet, head, day = book.add_worksheet("List"), book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.freeze_panes(1, 0)
    for n, title in enumerate(columns):
        sheet.write_string(0, n, title, head)
        sheet.set_column(n, n, max(12, min(48, len(title) + 4)))
    for at, row in enumerate(rows, 1):
        for n, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, n, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(at, n, cell)
            elif cell:
                sheet.write_string(at, n, cell)
    book.close()
    return target.getvalue()


def _json(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    listed = [{name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in zip(columns, row, strict=True)} for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()
