"""The grid of a KPI: a row a unit or a reason, a column a period; then the figure and its rating, each leading to its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tenor.desk.visible import Place
from tenor.web.parts.day import without_year
from tenor.web.parts.sentence import sentence
from tenor.web.views.summary_strip import columns_of, mark_cell

Data = dict[str, Any]


def grid_of(place: Place, data: Data, section: Data, today: date) -> Data:
    """The grid part's data."""
    columns, behind = data["year"]["columns"], section["behind"]
    rows: list[Data] = []
    if behind:
        shape = _unit_cell if behind["kind"] == "units" else _reason_cell
        rows = [
            {"label": row["label"], "cells": [shape(cell, c) for cell, c in zip(row["cells"], columns, strict=True)]}
            for row in behind["rows"]
        ]
    return {
        "caption": _caption(section),
        "first": _first(behind),
        "levels": data["levels"],
        "columns": columns_of(columns, today),
        "rows": [*rows, _figures(section), _ratings(place, section, columns)],
    }


def _caption(section: Data) -> str:
    behind = section["behind"]
    bands = ", ".join(f"{each['level']} {sentence(each['bound'])}" for each in section["bands"])
    told = _("Bands: %(bands)s.") % {"bands": bands} if bands else ""
    if behind and behind["kind"] == "units":
        return _("The day of each row (%(row)s), by unit. %(bands)s") % {"row": behind["word"], "bands": told}
    if behind:
        return _("Rows (%(row)s) by %(field)s. %(bands)s") % {"row": behind["word"], "field": behind["field"], "bands": told}
    return told or _("Figures by period.")


def _first(behind: Data | None) -> str:
    if behind is None:
        return _("Period")
    return _("Unit") if behind["kind"] == "units" else str(behind["field"]).capitalize()


def _unit_cell(cell: Data | None, column: Data) -> Data | str:
    """The days themselves; "none" outlined; not open; by when."""
    if cell is None:
        return {"words": "·", "kind": "off", "reads": _("not yet")}
    if "days" in cell:
        words = ", ".join(_short(day, column) for day in cell["days"])
        return {"words": words, "kind": "two" if len(cell["days"]) > 1 else ""}
    if cell["state"] == "none":
        return {"words": _("none"), "kind": "none"}
    if cell["state"] == "wait":
        return {"words": _("by %(day)s") % {"day": _short(cell["by"], column)}, "kind": "wait"}
    return {"words": _("not open"), "kind": "off"}


def _short(day: str, column: Data) -> str:
    """ "14" within one month, "14 Jun" within a longer period."""
    words = without_year(day).split(" ", 1)[-1]
    return words.split(" ")[0] if column["first"][:7] == column["last"][:7] else words


def _reason_cell(cell: Data | None, column: Data) -> Data | str:
    return {"words": "·", "kind": "off", "reads": _("not yet")} if cell is None else str(cell["n"])


def _figures(section: Data) -> Data:
    """The counts, and for a screen reader the share with them."""
    cells = []
    for cell in section["cells"]:
        if cell is None or "count" not in cell:
            cells.append({"words": "·", "kind": "off", "reads": _("no figure")} if cell else "")
        else:
            cells.append({"words": cell["count"], "reads": cell["figure"] if cell["figure"] != cell["count"] else ""})
    return {"label": _("Figure"), "kind": "fig", "cells": cells}


def _ratings(place: Place, section: Data, columns: Sequence[Data]) -> Data:
    """The marks; each says what its link tells."""
    cells = []
    for cell, column in zip(section["cells"], columns, strict=True):
        shown = mark_cell(place, section["kpi"], cell)
        if isinstance(shown, dict) and shown["href"]:
            shown["reads"] = _(": why, %(period)s") % {"period": sentence(column["said"])}
        cells.append(shown)
    return {"label": _("Rating"), "kind": "rate", "cells": cells}
