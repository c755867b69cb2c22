"""A chart as JSON and back, and the name under which its drawing may be kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from tenor.documents.charts.model import Chart, DataTable

DRAWING = "1"  # goes up when `draw` draws the same definition differently


def as_data(chart: Chart) -> dict[str, Any]:
    """A chart as plain JSON, to be kept in a snapshot."""
    table = {"caption": chart.table.caption, "columns": list(chart.table.columns), "rows": [list(row) for row in chart.table.rows]}
    return {
        "name": chart.name,
        "title": chart.title,
        "description": chart.description,
        "spec": dict(chart.spec),
        "table": table,
        "width": chart.width,
        "height": chart.height,
    }


def from_data(data: Mapping[str, Any]) -> Chart:
    """The chart that `as_data` made into JSON."""
    table = data["table"]
    rows = tuple(tuple(row) for row in table["rows"])
    return Chart(**{**data, "table": DataTable(caption=table["caption"], columns=tuple(table["columns"]), rows=rows)})


def key(chart: Chart) -> str:
    """The SHA-256 of all that a drawing depends on: two charts of one key have one SVG. The table does not stand in it."""
    drawn = {name: value for name, value in as_data(chart).items() if name != "table"}
    text = json.dumps({"drawing": DRAWING, **drawn}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
