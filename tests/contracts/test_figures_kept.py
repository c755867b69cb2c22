"""Figures that were told once stay as they were told, whatever the language learns.

`figures_kept.json` holds each figure, its state and its level as the first golden reviews gave them: of the first three contracts as they
stood before the whole language was begun, of a later one as it came. Goldens are written anew after a change that is meant; this file is
not. A contract may gain KPIs, and events on later days; what stands here must come out of it for good. A figure that was wrong is put right
here by hand, with its reason.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.contracts.given import contract

from tenor.base.figure import exact_text

KEPT: dict[str, dict[str, dict[str, str]]] = json.loads((Path(__file__).parent / "figures_kept.json").read_text(encoding="utf-8"))
DAYS = [(name, day) for name, days in KEPT.items() for day in days]


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_figures_told_once_stay(name: str, day: str) -> None:
    made = contract(name).on(day)
    now = {}
    for key in KEPT[name][day]:
        kpi, period = key.split(" ")
        version = made.ratings.by_kpi[kpi][period].at(made.on)
        figure = "none" if version.figure is None else "/".join(exact_text(n, 1) for n in version.figure)
        now[key] = f"{figure} {version.state} {version.rating or '-'}"
    assert now == KEPT[name][day]


def test_every_first_contract_is_held() -> None:
    """So that nothing is lost by leaving it out: as many figures as there were."""
    assert {name: sum(map(len, days.values())) for name, days in KEPT.items()} == {
        "reg-44-visits": 228,
        "lift-repairs": 176,
        "day-centres": 100,
        "ict-service": 48,
    }
