"""Sentences that pages once left out or showed raw: gates, totals with their bound, days of moments, which side of a ratio is asked."""

from __future__ import annotations

from tests.contracts.given import contract
from tests.review.money_world import at, brought, figures

from tenor.base.moment import london_day_text
from tenor.base.said_data import said_of
from tenor.base.wording import say
from tenor.desk.pages.decide_parts import conditions
from tenor.returns.asked import asked
from tenor.web.views.decide_words import gates

DESK = contract("ict-service")


def test_a_gate_is_one_of_several_and_says_since_when() -> None:
    met = gates(["service meeting held since met", "service meeting refused since met"], "2025-09-05")
    assert met == "service meeting held after Fri 5 Sep 2025 or service meeting refused after Fri 5 Sep 2025"
    assert gates(["talk held", "talk refused"]) == "talk held or talk refused"


def test_the_card_of_a_total_names_total_and_bound() -> None:
    """June 10 points, July none, August 13: 23 in three months, as `tests/contracts/test_ict_service.py` works them out."""
    made = DESK.on("2025-10-06")
    step = next(one for one in made.steps if one.rule == "ending")
    first = conditions(made, [step])[0]
    assert say(said_of(first["said"])) == "a total of 23 points; the contract asks for above 20 in any 3 months"


def test_a_moment_stands_on_its_london_day() -> None:
    """Half past eleven of a summer evening by UTC is half past twelve of the next day in London."""
    assert london_day_text("2026-06-04T23:30:00Z") == "2026-06-05"
    assert london_day_text("2026-01-04T23:30:00Z") == "2026-01-04"
    assert london_day_text("2026-06-04") == "2026-06-04"


def test_the_return_says_which_side_of_a_ratio_it_asks() -> None:
    made = DESK.on("2025-10-20")
    wanted = asked(made.terms, ret="monthly", period="2025-09")
    helps = {one.kpi.id: one.help for one in wanted.figures}
    assert "divided by" in helps["lost"]
    assert "stops" in helps["lost"]
    assert "divided by" not in helps["calls"]


def test_what_is_doubled_provisionally_names_its_measure() -> None:
    """January final, February not yet: its points are, and that they double is a line of its own."""
    rule = 'id: repeat, clause: "3.2", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice'
    made = at("2026-03-04", rule, figures("speed", "2026-01", "98.5", "96.5"))
    told = [" ".join(say(each) for each in one.because) for one in brought(made)]
    assert all("KPI speed" in each for each in told), told
