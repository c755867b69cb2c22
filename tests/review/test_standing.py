"""Where a contract stands, its ladder, its next dates: by the example contract's own history."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from tests.spec.test_needs import contract_on

from tenor.base.wording import say
from tenor.review.ladder import ladder
from tenor.review.next_dates import next_dates
from tenor.review.standing import standing
from tenor.review.standing_data import standing_data, standing_of
from tenor.review.summary_data import following_data, ladder_data
from tenor.review.trend import kpi_trend, trend
from tenor.review.what_follows import what_follows


def test_the_strip_and_the_last_settled_level() -> None:
    found = standing(contract_on("2023-06-12"), side="buyer")
    assert "".join((mark.level or "-")[0] for mark in found.strip) == "gsgsggagg-"
    assert [mark.period for mark in found.strip if mark.reading] == ["2023-03"]
    assert (found.level, found.level_of, found.strip[-1].state) == ("green", "2023-05", "not due")


@pytest.mark.parametrize("on", ["2022-08-31", "2023-05-09", "2023-07-07", "2023-09-07"])
def test_a_standing_kept_is_the_standing(on: str) -> None:
    found = standing(contract_on(on), side="supplier")
    assert standing_of(json.loads(json.dumps(standing_data(found)))) == found


def test_reports_fall_while_the_whole_is_steady() -> None:
    found = contract_on("2023-06-12")
    assert {kpi.id: kpi_trend(found, kpi.id).direction for kpi in found.terms.kpis} == {
        "visits": "steady",
        "reports": "falling",
        "sent_back": "steady",
    }
    assert standing(found, side="buyer").trend.direction == "steady"


def test_figures_decide_where_levels_are_alike() -> None:
    """Six months of amber that get worse each month: the levels are alike, the figures are not."""
    assert trend([(6 - n, 7) for n in range(6)]).direction == "falling"
    assert trend([(1, 1)] * 6).direction == "steady"


def test_equal_shares_are_alike() -> None:
    """5 of 6 and 10 of 12 are one figure."""
    assert trend([(5, 6), (10, 12)] * 4).score == 0


@pytest.mark.parametrize("several", [(0, 1, 2, 3, 4, 5), (0, 0, 1, 1, 2, 2), (0, 0, 0, 1, 2, 2)])
def test_an_arrow_is_as_rare_as_it_says(several: tuple[int, ...]) -> None:
    """Of all orders of the same values at most one in twenty is given an arrow up, and as many down."""
    orders = set(permutations(several))
    found = [trend([(value, 1) for value in order]).direction for order in orders]
    assert 0 < found.count("rising") * 20 <= len(orders)
    assert found.count("rising") == found.count("falling")


def test_next_dates_say_how_they_were_worked_out() -> None:
    assert [
        (each.day.isoformat(), each.side, each.worked_out and say(each.worked_out)) for each in next_dates(contract_on("2023-06-12"), 3)
    ] == [
        ("2023-06-30", "supplier", "Fri 30 Jun 2023: last Friday of June 2023"),
        ("2023-06-30", "supplier", "Fri 30 Jun 2023: the day that was set when it was last scored"),
        ("2023-07-07", "", "Fri 7 Jul 2023: 5 working days after Fri 30 Jun 2023"),
    ]


LADDERS = {
    "2023-05-09": ["here", "decide", "decide", "not met", "not met", "not met", "not met"],
    "2023-06-12": ["past", "past", "past", "here", "not met", "not met", "not met"],
    "2023-07-07": ["past", "past", "past", "past", "here", "not met", "not met"],
    "2023-09-07": ["past", "decide", "past", "past", "here", "decide", "not met"],
}


@pytest.mark.parametrize("on", LADDERS)
def test_the_ladder(on: str) -> None:
    """Monitoring, decide action, plan, warning, its watch, termination considered, notice of it: side roads are none."""
    rungs = ladder(contract_on(on))
    assert [rung.place for rung in rungs] == LADDERS[on]
    assert [(rung.kind, rung.step) for rung in rungs] == [
        ("monitoring", ""),
        ("decision", "decide action"),
        ("plan", "improvement plan"),
        ("notice", "formal warning"),
        ("watch", "formal warning"),
        ("decision", "consider termination"),
        ("notice", "notice of intention to terminate"),
    ]


def met_by(on: str, step: str) -> list[str]:
    return [say(line) for rung in ladder(contract_on(on)) if rung.step == step for line in rung.met_by]


def test_a_run_that_has_begun_names_its_next_months() -> None:
    assert "KPI 2 red in June 2023 and July 2023 too: that would be 3 in a row (clause 6.5)" in met_by("2023-06-12", "consider termination")


def test_a_warning_that_counts_is_taken_off() -> None:
    assert met_by("2023-09-06", "consider termination") == [
        "1 more formal warning, after 1 (clause 6.5)",
        "the overall rating red for 3 months in a row (clause 6.5)",
        "one KPI red for 3 months in a row (clause 6.5)",
        "one KPI red in 1 of August 2023 and September 2023 (clause 6.9)",
    ]


def test_summary_is_plain_data() -> None:
    found = contract_on("2023-07-03")
    kept = json.loads(json.dumps({"ladder": ladder_data(ladder(found)), "follows": following_data(what_follows(found))}))
    assert [rung["place"] for rung in kept["ladder"]] == [rung.place for rung in ladder(found)]
    assert kept["follows"]["what_if"]["worst"] == "amber"
