"""Every measure of the chapter on measures, said in one contract: its figure is rated, explained, charted and shown with its rows."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
import tests.spec.test_measures as chapter
from tests.contracts_small.test_small_contracts import _body
from tests.review.history import entry

from tenor.base.problem import Problem
from tenor.desk.pages.performance_rows import rows_of
from tenor.desk.pages.why_rows import rows_behind
from tenor.documents.charts.run_chart import run_chart
from tenor.ledger.events.returns import ReturnReceived
from tenor.review.explain import explain
from tenor.review.model import Review
from tenor.review.outlook import _chance
from tenor.review.shown import figure_said
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

CASES = [*chapter.ONE_NUMBER, *chapter.RATIOS, *chapter.STANDING, *chapter.HAVING, *chapter.SAID_OTHERWISE]
IDS = [f"k{n}" for n in range(len(CASES))]
STATED = [id for id, (measure, _) in zip(IDS, CASES, strict=True) if "stated" in measure]


@cache
def reviewed(on: str) -> Review:
    """One return of 25 January with every row, looked at on a day."""
    line = "  - {{id: {}, clause: '1', title: Measured, every: month, measure: {}, target: for context}}\n"
    kpis = "".join(line.format(id, measure) for id, (measure, _) in zip(IDS, CASES, strict=True))
    head, _, rest = chapter.CONTRACT.partition("kpis:\n")
    read = read_yaml(f"{head}kpis:\n{kpis}{rest[rest.index('returns:') :].replace('OWN', ', '.join(STATED))}")
    assert read.terms is not None, [str(problem) for problem in read.problems]
    by: dict[str, list[object]] = {}
    for dataset, id, values in chapter.ROWS:
        by.setdefault(dataset, []).append({"id": id, "values": dict(values), "cells": {}})
    figures = [{"kpi": id, "period": "2024-01", "numerator": 30000, "denominator": 100} for id in STATED]
    event = ReturnReceived(ret="monthly", covers="2024-01", reports=tuple(IDS))
    act = entry(1, "2024-01-25", "supplier", event, _body({"rows": by, "figures": figures}))
    return review(read.terms, [act], on=date.fromisoformat(on))


@pytest.mark.parametrize("on", ["2024-01-28", "2024-02-03", "2024-02-20"])
@pytest.mark.parametrize("id", IDS)
def test_a_figure_is_shown_with_its_rows(id: str, on: str) -> None:
    found = reviewed(on)
    rating = found.ratings.by_kpi[id]["2024-01"]
    figure = rating.at(found.on).figure
    january = CASES[IDS.index(id)][1]
    assert figure is not None
    if on == "2024-02-20":
        assert figure_said(found, rating, figure) == (january if january != "-" else figure_said(found, rating, (0, 0)))
    assert not isinstance(explain(found, f"{id} 2024-01"), Problem)
    behind = rows_behind(found, rating)
    assert behind["fits"]
    assert behind["rows"]
    rows_of(found, id, [rating])
    run_chart(found, id)
    _chance(found, rating)
