"""The year strip as the page shows it: marks with counts that lead to their reasons, returns, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenor.desk.visible import Place
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import without_year

Data = dict[str, Any]
Year = dict[str, Any]


def chosen_year(years: Sequence[Year], asked: str, today: date) -> Year | None:
    """The year asked for, else the one of today, with its neighbours. None where the contract has no columns."""
    if not years:
        return None
    wanted = [at for at, year in enumerate(years) if str(year["n"]) == asked]
    begun = [at for at, year in enumerate(years) if year["first"] <= today.isoformat()]
    at = wanted[0] if wanted else begun[-1] if begun else 0
    before = years[at - 1]["n"] if at else None
    after = years[at + 1]["n"] if at + 1 < len(years) else None
    return {**years[at], "before": before, "after": after}


def strip_of(place: Place, data: Data, year: Year, today: date) -> Data:
    """The strip part's data."""
    rows = [_row(place, row, cells) for row, cells in zip(data["strip"]["rows"], year["cells"], strict=True) if any(cell for cell in cells)]
    returns = [[_return(cell, today) for cell in cells] for cells in year["returns"] if any(cells)]
    rows += [{"label": _("Return") if len(returns) == 1 else _("Return %(n)d") % {"n": n}, "cells": r} for n, r in enumerate(returns, 1)]
    if any(year["events"]) or data["finding"]["cards"]:
        rows.append({"label": _("Meetings, plans, notices"), "cells": _events(data, year, today)})
    return {
        "caption": _("Year %(n)d: ratings, returns and events") % {"n": year["n"]},
        "levels": data["levels"],
        "columns": columns_of(year["columns"], today),
        "rows": rows,
        "trend": _("Trend, all periods"),
        "readings_href": contract_address(place, "changes"),
    }


def columns_of(columns: Sequence[Data], today: date) -> list[Data]:
    """The heads of the columns; the one of today is marked."""
    day = today.isoformat()
    return [
        {"label": c["name"], "year": c["year"], "now": c["first"] <= day <= c["last"], "new_year": bool(c["year"]) and at > 0}
        for at, c in enumerate(columns)
    ]


def mark_cell(place: Place, kpi: str, cell: Data | None) -> Data | str:
    """A mark with its count, leading to its reasons."""
    if cell is None:
        return ""
    shown: Data = {name: cell[name] for name in ("level", "levels", "state", "reading", "disputed") if name in cell}
    href = "" if cell.get("later") or cell["state"] == "not due" else contract_address(place, "why", kpi, cell["label"])
    return {**shown, "figure": cell.get("count"), "href": href}


def _row(place: Place, row: Data, cells: Sequence[Data | None]) -> Data:
    main = row["id"] == "overall"
    label = _("Overall") if main else f"{row['number']} {row['title']}".strip()
    href = "" if main else contract_address(place, "performance")
    return {
        "label": label,
        "href": f"{href}#{section_id(row['id'])}" if href else "",
        "main": main,
        "trend": row["trend"]["direction"] or "none",
        "cells": [mark_cell(place, row["id"], cell) for cell in cells],
    }


def section_id(kpi: str) -> str:
    """The place of a KPI on the Performance page."""
    return "kpi-" + "".join(sign if sign.isalnum() else "-" for sign in kpi).lower()


def _events(data: Data, year: Year, today: date) -> list[Data | str]:
    waiting, day = len(data["finding"]["cards"]), today.isoformat()
    return [
        _happened(several, column, waiting=waiting if column["first"] <= day <= column["last"] else 0)
        for several, column in zip(year["events"], year["columns"], strict=True)
    ]


def _return(cell: Data | None, today: date) -> Data | str:
    """Whether it came in time; of one to come its day."""
    if cell is None:
        return ""
    if cell["done_on"]:
        late = ngettext("%(n)d day late", "%(n)d days late", cell["late"]) % {"n": cell["late"]}
        return {"words": late, "strong": True} if cell["late"] else {"words": _("on time")}
    if cell["state"] == "waived":
        return {"words": _("waived")}
    if cell["due"] is None:
        return {"words": _("no day set")}
    day = without_year(cell["due"]).split(" ", 1)[-1]
    if cell["due"] < today.isoformat():
        return {"words": _("late, due %(day)s") % {"day": day}, "strong": True}
    return {"words": _("due %(day)s") % {"day": day}}


def _happened(events: Sequence[Data], column: Data, *, waiting: int = 0) -> Data | str:
    """What happened in a column, a line each; what waits stands in the column of today."""
    words = list(dict.fromkeys(_event(each, column) for each in events))
    if waiting:
        words.append(ngettext("%(n)d to decide", "%(n)d to decide", waiting) % {"n": waiting})
    if not words:
        return ""
    return {"words": format_html_join(mark_safe("<br>"), "{}", ((each,) for each in words)), "strong": bool(waiting)}


def _event(event: Data, column: Data) -> str:
    """ "meeting 20", with the month where the column is longer than one."""
    day = without_year(event["day"]).split(" ", 1)[-1]
    if column["first"][:7] == column["last"][:7]:
        day = day.split(" ")[0]
    known = {
        ("meeting", ""): _("meeting %(day)s"),
        ("plan", "asked"): _("plan asked %(day)s"),
        ("plan", "agreed"): _("plan agreed %(day)s"),
        ("plan", "improved"): _("plan: better %(day)s"),
        ("plan", "not improved"): _("plan: no better %(day)s"),
        ("notice", "sent"): _("notice sent %(day)s"),
        ("notice", "received"): _("notice got %(day)s"),
    }
    return known[event["kind"], event["way"]] % {"day": day}
