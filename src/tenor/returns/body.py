"""What of a return goes into the ledger: its rows and figures, its words beside them, and which KPIs it reports."""

from __future__ import annotations

from typing import Any

from tenor.returns.covered import find_return
from tenor.returns.model import Return
from tenor.returns.words import dataset_of
from tenor.terms.model import Terms


def body_of(return_: Return) -> dict[str, Any]:
    """The rows body: {"rows": {dataset: [{"id", "values", "cells"}]}, "figures": [{"kpi", "period", …}]}.

    Where words stood is kept with the row: a cell's name tells nobody anything, and outlives the words if those are erased.
    """
    rows: dict[str, list[dict[str, Any]]] = {dataset: [] for dataset in return_.datasets}
    for row in return_.rows:
        rows.setdefault(row.dataset, []).append({"id": row.id, "values": dict(row.values), "cells": dict(row.cells)})
    figures = [
        {"kpi": f.kpi, "period": f.period, "numerator": f.numerator, "denominator": f.denominator, "cell": f.cell} for f in return_.figures
    ]
    return {"rows": rows, "figures": figures}


def words_of(return_: Return) -> dict[str, Any]:
    """The words body, joined to the rows by dataset and id: {"rows": {dataset: {id: {field: text}}}}; {} where there are none."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for row in return_.rows:
        if row.words:
            rows.setdefault(row.dataset, {})[row.id] = dict(row.words)
    return {"rows": rows} if rows else {}


def reports(return_: Return, terms: Terms) -> tuple[str, ...]:
    """The KPIs a return gives a figure for: all that its datasets feed, with rows or without, and the stated ones that have a value."""
    asked = find_return(terms, return_.ret)
    given = {figure.kpi for figure in return_.figures}
    held = set(return_.datasets) & set(asked.holds if asked else ())
    return tuple(kpi.id for kpi in terms.kpis if kpi.id in given or dataset_of(kpi.measure) in held)
