"""The run chart: readable goldens of what it draws, what it says of each state, and when there is none."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contracts_small import test_small_contracts as small
from tests.documents.charts.reading import as_text, contract, golden, layer
from tests.review.history import reviewed

from tenor.documents.charts.model import Chart
from tenor.documents.charts.run_chart import run_chart
from tenor.documents.charts.series import figure_text, series_of
from tenor.documents.charts.spec import width_of
from tenor.documents.charts.zones import value_of
from tenor.ledger.events.returns import FigureDisputed
from tenor.review.model import Review


def made(review: Review, kpi: str, **more: int) -> Chart:
    chart = run_chart(review, kpi, **more)
    assert chart is not None
    return chart


@pytest.mark.parametrize(
    ("name", "on", "kpi"),
    [
        ("reg-44-visits", "2023-06-12", "visits"),  # a hole of the bands decides March
        ("reg-44-visits", "2023-10-06", "reports"),  # plans, a warning, two reds
        ("lift-repairs", "2025-06-06", "attended"),  # the target steps up in April; a month without a return
        ("lift-repairs", "2025-06-06", "came_back"),  # things counted, fewer are better
        ("day-centres", "2025-07-28", "content"),  # quarters, other names of levels, a stated per cent
    ],
)
def test_what_is_drawn(name: str, on: str, kpi: str) -> None:
    golden(f"run-{name}-{on}-{kpi}.txt", as_text(made(contract(name, on), kpi)))


def marks(chart: Chart) -> dict[str, dict[str, object]]:
    return {mark["period"]: mark for mark in layer(chart, "figures")}


def test_a_provisional_figure_is_hollow_and_a_final_one_is_not() -> None:
    chart = made(reviewed("2023-06-02"), "visits")
    found = marks(chart)
    assert (found["2023-05"]["state"], found["2023-05"]["fill"], found["2023-05"]["shape"]) == ("provisional", "#ffffff", "circle")
    assert (found["2023-04"]["state"], found["2023-04"]["fill"]) == ("final", "#0f7a52")
    assert "Can still change: May 2023." in chart.description


def test_a_questioned_figure_keeps_its_shape_and_has_a_question_mark() -> None:
    chart = made(reviewed("2023-06-14", ("2023-06-10", "supplier", FigureDisputed(kpi="reports", period="2023-05"))), "reports")
    assert marks(chart)["2023-05"]["shape"] == "square"
    assert [mark["x"] for mark in layer(chart, "questioned")] == [marks(chart)["2023-05"]["x"]]
    assert "Questioned: May 2023." in chart.description


def test_an_open_period_is_words_and_never_a_point() -> None:
    """Its return came in before the month was over, so there is a figure: it is still no point."""
    chart = made(reviewed("2023-05-29"), "visits")
    assert "2023-05" not in marks(chart)
    assert [line["period"] for line in layer(chart, "open period")] == ["2023-05"]
    assert layer(chart, "open period in words")[0]["text"] == ["May is open:", "7 of 7 = 100% so far"]
    assert "May 2023 is open: 7 of 7 = 100% so far." in chart.description


def test_a_period_without_a_return_is_a_gap_with_its_word() -> None:
    chart = made(contract("lift-repairs", "2025-01-09"), "attended")
    parts = {point["x"]: point["part"] for point in layer(chart, "line")}
    july = next(word["x"] for word in layer(chart, "no figure") if word["text"] == ["not", "reported"])
    before, after = max(x for x in parts if x < july), min(x for x in parts if x > july)
    assert july not in parts
    assert parts[before] != parts[after]
    assert "Not reported: July 2024." in chart.description


def test_bands_step_from_the_first_period_of_a_new_target() -> None:
    review = contract("lift-repairs", "2025-06-06")
    chart = made(review, "attended")
    edges = {(band["x"], band["x2"]): band["y"] for band in layer(chart, "bands") if band["level"] == "met"}
    assert edges == {(0, 9): 84.95, (9, 12): 89.95}  # "at least 85%", of a contract that rounds to one decimal
    named = [*layer(chart, "numbers that changed"), *layer(chart, "numbers that changed at the end")]
    assert [(word["text"], word["y"]) for word in named] == [("90%", 90)]
    assert "bands change, 1 Apr" in [word["text"] for word in layer(chart, "happened, in words")]


def test_a_ladder_of_six_levels_has_six_shapes() -> None:
    told = [*small.CLEANING, small.rows("r", "2023-12", "2024-01-08", "checks", [], *small.OF_CHECKS)]
    series = series_of(small.reviewed("cleaning", told, "2024-02-10"), "clean")
    assert series is not None
    looks = [series.look(level) for level in series.review.terms.levels]
    assert len({look.shape for look in looks}) == len({look.pale for look in looks}) == 6


def test_fewer_than_two_figures_are_no_run() -> None:
    assert run_chart(contract("reg-44-visits", "2022-10-07"), "visits") is None
    assert run_chart(contract("reg-44-visits", "2023-06-12"), "no such kpi") is None


def test_words_stay_inside_the_drawing_and_apart() -> None:
    """Words above a chart begin and end within it, and no two stand on each other."""
    for name, on, kpi in (("reg-44-visits", "2023-10-06", "reports"), ("lift-repairs", "2025-06-06", "attended")):
        chart, spans = made(contract(name, on), kpi), []
        each = Fraction(chart.spec["width"], 12)
        for side, sign in (("happened, in words", 1), ("happened, in words before it", -1)):
            for word in layer(chart, side):
                at = Fraction(str(word["x"])) * each
                ends = sorted([at, at + sign * width_of(word["text"], 12)])
                spans.append((word["y_px"], *ends))
                assert 0 <= ends[0] <= ends[1] <= chart.spec["width"], word["text"]
                assert -chart.spec["padding"]["top"] < word["y_px"] < 0
        for one in spans:
            assert not [two for two in spans if two is not one and two[0] == one[0] and two[1] < one[2] and one[1] < two[2]]


# --- at random ---------------------------------------------------------------------------------------------------

SHELTER_MONTHS = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
SHELTER_DAYS = ["2024-02-09", "2024-03-08", "2024-04-09", "2024-05-09", "2024-06-10", "2024-07-10"]


@settings(max_examples=40, deadline=None)
@given(
    figures=st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 40), st.integers(1, 40))), min_size=6, max_size=6),
    on=st.dates(date(2024, 2, 1), date(2024, 8, 31)),
)
def test_what_is_drawn_is_what_was_rated(figures: list[tuple[int, int] | None], on: date) -> None:
    """Any figures, on any day, and bands that a variation changes in May: each point is a figure of a period that is over, in its own
    level's look and inside its own level's band; the table has the same; the finding names the latest."""
    told = [
        small.stated("m", month, day, meals=(min(figure), max(max(figure), 1)), beds=(min(figure), max(max(figure), 1)))
        for month, day, figure in zip(SHELTER_MONTHS, SHELTER_DAYS, figures, strict=True)
        if figure is not None and day <= on.isoformat()
    ]
    review = small.reviewed("night-shelter", told, on.isoformat())
    for kpi in ("meals", "beds"):
        over = {r.period.label: r for r in review.ratings.by_kpi[kpi].values() if r.period.last <= on and r.at(on).figure}
        chart = run_chart(review, kpi)
        assert (chart is None) == (len(over) < 2)
        if chart is None:
            continue
        assert list(marks(chart)) == list(over)
        for label, mark in marks(chart).items():
            version = over[label].at(on)
            own = review.timeline.on(over[label].period.first, on).kpi(kpi)
            assert own is not None
            assert version.figure is not None
            value = value_of(own, version.figure)
            assert mark["y"] == pytest.approx(float(value), abs=1e-3)
            assert (mark["rating"], mark["state"]) == (version.rating, version.state)
            here = [band for band in layer(chart, "bands") if band["x"] <= mark["x"] <= band["x2"] and band["level"] == version.rating]
            assert any(band["y"] - 1e-3 <= mark["y"] <= band["y2"] + 1e-3 for band in here), (mark, here)
            assert any(row[1] == figure_text(own, version.figure) for row in chart.table.rows)
        last = over[list(over)[-1]].at(on)
        assert last.figure is not None
        assert figure_text(own, last.figure) in chart.description
