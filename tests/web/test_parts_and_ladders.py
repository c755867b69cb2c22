"""KPIs in parts, of several ladders, and what a person judged, as the pages have them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from tests.contracts_small.test_market_stalls import STALLS
from tests.contracts_small.test_parts_and_families import LIGHTS
from tests.contracts_small.test_small_contracts import reviewed

from tenor.desk.pages import performance, returns_figure, summary, why
from tenor.review.model import Review
from tenor.web.parts.mark import mark_of
from tenor.web.views.why_steps import _rating

LADDER = ("full", "slight", "grave")


def view(review: Review, what: str = "") -> Any:
    return SimpleNamespace(
        review=review, terms=review.terms, side="buyer", on=review.on, as_known_at=None, what=what, entries=(), contract=None
    )


@pytest.fixture(scope="module")
def lights() -> Review:
    return reviewed("street-lights", LIGHTS, "2024-04-12")


@pytest.fixture(scope="module")
def stalls() -> Review:
    return reviewed("market-stalls", STALLS, "2024-07-31")


def test_parts_stand_under_their_kpi_and_each_district_by_itself(lights: Review) -> None:
    sections = performance.make(view(lights))["sections"]
    assert [(each["kpi"], each["part_of"]) for each in sections][:6] == [
        ("repair", ""),
        ("repair.fast", "Repairs"),
        ("repair.calls", "Repairs"),
        ("both", ""),
        ("both.lamps", "Best of two"),
        ("both.posts", "Best of two"),
    ]
    titles = {each["kpi"]: each["title"] for each in sections}
    assert (titles["repair.fast"], titles["both.lamps"]) == ("Lit again in two working days", "Best of two: lamps")
    assert (titles["dark.hill"], titles["dark.dale"]) == ("Faults: Hill", "Faults: dale")


def test_the_year_at_a_glance_has_the_whole_and_not_its_parts(lights: Review) -> None:
    rows = [row["id"] for row in summary.make(view(lights))["strip"]["rows"]]
    assert "repair" in rows
    assert "repair.fast" not in rows


def test_why_a_kpi_in_parts_is_as_it_is(lights: Review) -> None:
    data = why.make(view(lights, "repair/2024-01"))
    assert [(each["title"], each["level"], each["figure"]) for each in data["of"]] == [
        ("Lit again in two working days", "slight", "2 of 3 = 66.7%"),
        ("Callers rung back", "failed", "2 of 3 = 66.7%"),
    ]
    assert data["in_band"]
    assert list(_rating(data)) == []


def test_why_a_target_alone_is_failed(lights: Review) -> None:
    assert list(_rating(why.make(view(lights, "repair.calls/2024-01")))) == ["The target is at least 75%, which it does not reach."]


def test_a_level_has_its_mark_by_its_place_on_its_own_ladder(lights: Review) -> None:
    cells = {each["kpi"]: each["cells"] for each in performance.make(view(lights))["sections"]}
    poor = next(cell for cell in cells["kinds.post"] if cell and cell.get("level") == "poor")
    assert poor["levels"] == ["fine", "shaky", "poor"]
    assert mark_of(poor, LADDER).shape == mark_of("grave", LADDER).shape  # both the worst of three
    assert mark_of("failed", LADDER).shape == mark_of("failed", ("met", "failed")).shape != "none"


def test_every_figure_of_these_contracts_has_its_page(lights: Review, stalls: Review) -> None:
    for review in (lights, stalls):
        for kpi, by_period in review.ratings.by_kpi.items():
            for label in by_period:
                assert why.make(view(review, f"{kpi}/{label}"))["kpi"] == kpi


def test_a_judged_level_and_a_score_are_said_in_words(stalls: Review) -> None:
    assert why.make(view(stalls, "manner/2023-Q1"))["cell"]["figure"] == "as judged"
    assert why.make(view(stalls, "clean/2023-Q2"))["cell"]["figure"] == "no"
    assert why.make(view(stalls, "overall/2023-Q1"))["cell"]["figure"] == "8 of 10 = 80%"
    assert why.make(view(stalls, "ages/2023-Q2"))["cell"]["figure"] == "33.3 percentage points"


def test_the_figure_page_asks_whom_the_contract_asks(stalls: Review) -> None:
    asked = returns_figure.make(view(stalls, "clean/2023-Q3"))["judge"]
    assert asked == {"asked": "Was the market left clean?", "by": "market officer", "choices": ["yes", "no"], "sides": ["buyer"]}
    assert returns_figure.make(view(stalls, "manner/2023-Q3"))["judge"]["choices"] == ["very good", "fair", "weak", "bad"]
    assert returns_figure.make(view(stalls, "manner/2026-Q4"))["judge"]["sides"] == []  # not yet begun
    assert returns_figure.make(view(stalls, "stalls/2023-Q3"))["judge"] is None


def test_what_was_judged_stands_in_the_thread(stalls: Review) -> None:
    assert [(each["what"], each["text"]) for each in returns_figure.make(view(stalls, "manner/2023-Q1"))["thread"]] == [("judged", "weak")]
