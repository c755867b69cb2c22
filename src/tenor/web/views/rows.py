"""The rows of a contract: all that was entered or sent, filtered in the address, to be taken away."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.lists import take_away, wanted_form
from tenor.web.parts.contract_address import contract_address

ON_A_PAGE = 50

Data = dict[str, Any]


@on_contract("see the contract")
def rows(request: HttpRequest, place: Place) -> HttpResponse:
    """One kind of row at a time: `?of=` its dataset; `?unit=`, `?month=2023-05`, `?open=1` (a question is open)."""
    datasets = page_data(place.contract, place.side, "rows")["datasets"]  # type: ignore[arg-type]
    if not datasets:
        return show(request, "rows/none.html", place, title=_("Rows"))
    chosen = next((each for each in datasets if each["id"] == request.GET.get("of")), datasets[0])
    asked = {name: request.GET.get(name, "")[:40] for name in ("unit", "month", "open")}
    found = [row for row in chosen["rows"] if _fits(row, asked)]
    columns = [*chosen["fields"], *chosen["derived"]]
    form = wanted_form(request)
    if form:
        names = ["Row", *(column["label"] for column in columns), "From", "Open questions"]
        listed = [[row["id"], *(_value(row, column) for column in columns), row["origin"], row["queries"]] for row in found]
        return take_away(request, form, chosen["id"], names, listed, str(place.contract.pk))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "tabs": [{"label": each["row"].removeprefix("one ").capitalize(), "id": each["id"], "n": len(each["rows"])} for each in datasets],
        "columns": columns,
        "page": page,
        "lines": [_line(place, chosen, row, columns) for row in page.object_list],
        "filters": _filters(place, chosen, asked),
        "total": len(chosen["rows"]),
        "tag_href": _tag_href(place, chosen, asked),
        "n": len(found),
    }
    return show(request, "rows/rows.html", place, title=place.contract.rows_name, **context)


def _tag_href(place: Place, chosen: Data, asked: dict[str, str]) -> str:
    """Where the rows that are shown are tagged with a theme."""
    if not place.actor.may("tag themes") or not chosen["rows"]:
        return ""
    return contract_address(place, "theme-tag", of=chosen["id"], unit=asked["unit"], month=asked["month"])


def _fits(row: Data, asked: dict[str, str]) -> bool:
    return (
        (not asked["unit"] or row["unit"] == asked["unit"])
        and (not asked["month"] or row["day"].startswith(asked["month"]))
        and (not asked["open"] or row["queries"] > 0)
    )


def _line(place: Place, chosen: Data, row: Data, columns: list[Data]) -> Data:
    try:
        href = reverse("row", args=[place.contract.pk, chosen["id"], row["id"]])
    except NoReverseMatch:
        href = ""
    cells = [{"value": _value(row, column), "day": column["kind"] == "date"} for column in columns]
    return {**row, "href": href, "cells": cells[1:], "first": cells[0] if cells else {"value": row["id"]}}


def _value(row: Data, column: Data) -> str:
    return str(row["values"].get(column["id"]) or row["derived"].get(column["id"]) or "")


def _filters(place: Place, chosen: Data, asked: dict[str, str]) -> Data:
    """The panel, in the shape of parts/filters.html."""
    field = next((each["id"] for each in chosen["fields"] if each["kind"] == "unit"), "")
    units = dict(sorted({row["unit"]: row["values"].get(field, row["unit"]) for row in chosen["rows"] if row["unit"]}.items()))
    months = sorted({row["day"][:7] for row in chosen["rows"] if row["day"]}, reverse=True)
    unit_options = [{"value": "", "label": _("All"), "chosen": not asked["unit"]}]
    unit_options += [{"value": id, "label": name, "chosen": asked["unit"] == id} for id, name in units.items()]
    month_options = [{"value": "", "label": _("All"), "chosen": not asked["month"]}]
    month_options += [{"value": month, "label": month, "chosen": asked["month"] == month} for month in months]
    questions = [{"value": "1", "label": _("With an open question"), "chosen": bool(asked["open"])}]
    fields: list[Data] = [{"kind": "select", "name": "unit", "label": _("Unit"), "options": unit_options}] if units else []
    fields += [
        {"kind": "select", "name": "month", "label": _("Month"), "options": month_options},
        {"kind": "ticks", "name": "open", "label": _("Questions"), "options": questions},
    ]
    clear = f"{reverse('rows', args=[place.contract.pk])}?of={chosen['id']}" if any(asked.values()) else ""
    return {"row": True, "hidden": {"of": chosen["id"]}, "fields": fields, "clear_href": clear}
