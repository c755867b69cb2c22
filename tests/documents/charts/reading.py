"""A chart as text that a person can read and compare, and the example contracts it is made from."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tenor.documents.charts.model import Chart
from tenor.ledger.folder import read_folder
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

HERE = Path(__file__).parent
CONTRACTS = HERE.parents[2] / "contracts"


@cache
def contract(name: str, on: str) -> Review:
    """The review of a day of an example contract."""
    folder = CONTRACTS / name
    read = read_yaml((folder / "terms.yaml").read_text(encoding="utf-8"))
    assert read.terms is not None
    return review(read.terms, read_folder(folder).entries, on=date.fromisoformat(on))


def layer(chart: Chart, name: str) -> list[dict[str, Any]]:
    """The values of a layer by its name; none where the chart has no such layer."""
    found = [each["data"]["values"] for each in chart.spec["layer"] if each["name"] == name]
    return list(found[0]) if found else []


def as_text(chart: Chart) -> str:
    """What it says, its table, and the values of every layer but the white behind words and the key."""
    lines = [chart.title, "", chart.description, "", chart.table.caption, " | ".join(chart.table.columns)]
    lines += [" | ".join(row) for row in chart.table.rows]
    for each in chart.spec["layer"]:
        if not each["name"].endswith("behind") and not each["name"].startswith("key"):
            lines += ["", each["name"], *(f"  {json.dumps(value, ensure_ascii=False)}" for value in each["data"]["values"])]
    return "\n".join(lines) + "\n"


def golden(name: str, text: str) -> None:
    """The text as it stands in `expected/`; write it there by hand, and read it, when a chart changes."""
    assert text == (HERE / "expected" / name).read_text(encoding="utf-8")
