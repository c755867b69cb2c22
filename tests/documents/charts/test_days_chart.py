"""The dot plot of days: goldens, and that a dot lies above the line exactly where the figure counts the row as late."""

from __future__ import annotations

import pytest
from tests.contracts_small import test_small_contracts as small
from tests.documents.charts.reading import as_text, contract, golden, layer
from tests.review.history import reviewed

from tenor.documents.charts.days_chart import days_chart
from tenor.documents.charts.model import Chart
from tenor.review.model import Review


def made(review: Review, kpi: str) -> Chart:
    chart = days_chart(review, kpi)
    assert chart is not None
    return chart


@pytest.mark.parametrize(
    ("name", "on", "kpi"),
    [
        ("reg-44-visits", "2023-06-12", "reports"),  # a deadline worked out from a date, in working days
        ("lift-repairs", "2025-06-06", "inspections"),  # a day that is given: early and late
    ],
)
def test_what_is_drawn(name: str, on: str, kpi: str) -> None:
    golden(f"days-{name}-{on}-{kpi}.txt", as_text(made(contract(name, on), kpi)))


@pytest.mark.parametrize(
    ("name", "on", "kpi", "allowed"), [("reg-44-visits", "2023-10-06", "reports", 5), ("lift-repairs", "2025-06-06", "attended", 1)]
)
def test_dots_are_the_rows_of_the_figures(name: str, on: str, kpi: str, allowed: int) -> None:
    """So many on time and so many late in each period as its figure says."""
    review = contract(name, on)
    chart = made(review, kpi)
    told = {row[0]: row[1] for row in chart.table.rows}
    figures = [r.at(review.on).figure for r in review.ratings.by_kpi[kpi].values() if r.period.first <= review.on]
    shown = [f"{figure[0]} of {figure[1]}" for figure in figures if figure is not None][-len(told) :]
    assert list(told.values()) == shown
    assert all(dot["y"] <= allowed for dot in layer(chart, "in time"))
    assert all(word["y"] > allowed for word in layer(chart, "late, units"))
    counted = sum(len(ring["rows"]) for ring in layer(chart, "late, ring")) + len(layer(chart, "in time"))
    assert counted == sum(int(count.split(" of ")[1]) for count in told.values())


def test_only_late_rows_are_named() -> None:
    chart = made(reviewed("2023-06-14"), "reports")
    assert {word["text"] for word in layer(chart, "late, units")} == {"A", "B", "C", "A B"}
    assert "Ash House was late most often: 5 times." in chart.description
    assert not any("text" in dot for dot in layer(chart, "in time"))


def test_a_row_without_a_unit_is_counted_and_one_dated_too_early_is_not_called_late() -> None:
    asked = ["2023-12-12", "2023-12-15", "2023-12-18"]  # all three were checked on the 13th
    checks = [small._check(f"z{n}", day, "2023-12-13", "clean") for n, day in enumerate(asked)]
    told = [*small.CLEANING, small.rows("r", "2023-12", "2024-01-08", "checks", checks, *small.OF_CHECKS)]
    review = small.reviewed("cleaning", told, "2024-02-10")
    chart = made(review, "quick")
    assert "2 are dated too early to count." in chart.description
    assert "December 2023, " not in chart.description
    assert [word["text"] for word in layer(chart, "late, units") if word["y"] == -1] == ["× 2"]


@pytest.mark.parametrize(
    ("name", "on", "kpi"),
    [
        ("reg-44-visits", "2023-06-12", "visits"),  # a share of units
        ("reg-44-visits", "2023-06-12", "sent_back"),  # a count
        ("day-centres", "2025-07-28", "places"),  # stated
        ("reg-44-visits", "2023-06-12", "no such kpi"),
    ],
)
def test_no_dots_where_no_row_has_a_deadline(name: str, on: str, kpi: str) -> None:
    assert days_chart(contract(name, on), kpi) is None
