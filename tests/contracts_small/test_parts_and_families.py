"""A contract with two ladders, KPIs in parts and a figure for each district, worked out by hand. The contract lies beside this file."""

from __future__ import annotations

from datetime import date

import pytest
from tests.contracts_small.test_small_contracts import Told, act, met, rated, reviewed, rows, stated, terms

from tenor.base.figure import Number
from tenor.ledger.events.agreements import UnitOpened
from tenor.ledger.events.returns import FigureDisputed, PeriodNotApplicable
from tenor.review.allow import allow


def _fault(ref: str, unit: str, told: str, lit: str, kind: str, called: str) -> dict[str, str]:
    return {"ref": ref, "unit": unit, "told_on": told, "lit_on": lit, "kind": kind, "called": called}


JANUARY = [
    _fault("a", "hill", "2024-01-02", "2024-01-03", "lamp", "yes"),
    _fault("b", "hill", "2024-01-05", "2024-01-12", "post", "no"),
    _fault("c", "vale", "2024-01-08", "2024-01-09", "lamp", "yes"),
]
MARCH = [
    _fault("d", "hill", "2024-03-04", "2024-03-05", "lamp", "no"),
    _fault("e", "dale", "2024-03-18", "2024-03-19", "lamp", "yes"),
    _fault("f", "dale", "2024-03-18", "2024-03-19", "lamp", "yes"),
    _fault("g", "dale", "2024-03-20", "2024-03-21", "lamp", "yes"),
]
OF_FAULTS = ("repair.fast", "repair.calls", "both.lamps", "both.posts", "dark.hill", "dark.vale", "kinds.lamp", "kinds.post")
LIGHTS: list[Told] = [
    rows("m", "2024-01", "2024-02-05", "faults", JANUARY, *OF_FAULTS),
    rows("m", "2024-02", "2024-03-05", "faults", [], *OF_FAULTS),
    act("2024-03-01", "buyer", UnitOpened(unit="dale", first_day=date(2024, 3, 16))),
    rows("m", "2024-03", "2024-04-05", "faults", MARCH, *OF_FAULTS, "dark.dale"),
]
RATED = [
    ("repair.fast", "2024-01", (2, 3), "final", "slight"),  # b took a week: 66.7%
    ("repair.calls", "2024-01", (2, 3), "final", "failed"),  # below 75%
    ("repair", "2024-01", None, "final", "slight"),  # the worse of slight, and of failed: which is the first level below the target
    ("both.lamps", "2024-01", (2, 2), "final", "met"),
    ("both.posts", "2024-01", (0, 1), "final", "failed"),
    ("both", "2024-01", None, "final", "met"),  # the best; targets alone throughout, so met and not "full"
    ("dark.hill", "2024-01", (2, 1), "final", "slight"),
    ("dark.vale", "2024-01", (1, 1), "final", "full"),
    ("repair", "2024-02", None, "not applicable", None),  # no fault: no part applies
    ("dark.vale", "2024-02", (0, 1), "final", "full"),
    ("dark.vale", "2024-03", None, "not applicable", None),  # closed on 29 February
    ("dark.dale", "2024-02", None, "not applicable", None),  # opened on 16 March
    ("dark.dale", "2024-03", (3, 1), "final", "grave"),
    ("both", "2024-03", None, "final", "met"),  # 3 of 4 lamps; there were no posts, so that part is left out
    ("kinds.lamp", "2024-Q1", (5, 6), "final", "fine"),  # on the other ladder
    ("kinds.post", "2024-Q1", (0, 1), "final", "poor"),
]


@pytest.mark.parametrize(("kpi", "period", "figure", "state", "level"), RATED, ids=[f"{kpi} {period}" for kpi, period, *_ in RATED])
def test_street_lights(kpi: str, period: str, figure: tuple[int, int] | None, state: str, level: str | None) -> None:
    assert rated(reviewed("street-lights", LIGHTS, "2024-04-12"), kpi, period)[:3] == (figure, state, level)


STEPS = [
    # any: no part of a KPI, nothing for context; each district and kind by itself
    ("slip", [("dark.hill", "2024-02-07"), ("repair", "2024-02-07"), ("dark.dale", "2024-04-08"), ("kinds.post", "2024-04-08")]),
    ("districts", [("dark.hill", "2024-02-07"), ("dark.dale", "2024-04-08")]),  # named once for all districts, the new one too
    ("one-part", [("", "2024-02-07")]),  # a part counts by its own name
    ("poor", [("kinds.post", "2024-04-08")]),
]


@pytest.mark.parametrize(("rule", "steps"), STEPS, ids=[rule for rule, _ in STEPS])
def test_street_lights_steps(rule: str, steps: list[tuple[str, str]]) -> None:
    assert met(reviewed("street-lights", LIGHTS, "2024-04-12"), rule) == steps


def test_the_parts_go_before_the_whole() -> None:
    """Before the return nothing is due; reported and not yet settled it is provisional, like its parts."""
    assert rated(reviewed("street-lights", LIGHTS, "2024-02-04"), "repair", "2024-01")[1:3] == ("not due", None)
    assert rated(reviewed("street-lights", LIGHTS, "2024-02-06"), "repair", "2024-01")[1:3] == ("provisional", "slight")
    assert rated(reviewed("street-lights", LIGHTS[:1], "2024-03-20"), "repair", "2024-02")[1:3] == ("not reported", None)


def test_a_period_that_does_not_apply_to_the_whole_applies_to_no_part() -> None:
    told = [*LIGHTS, act("2024-02-06", "buyer", PeriodNotApplicable(kpi="repair", period="2024-01"))]
    for kpi in ("repair", "repair.fast", "repair.calls"):
        assert rated(reviewed("street-lights", told, "2024-04-12"), kpi, "2024-01")[1:3] == ("not applicable", None)
    told = [*LIGHTS, act("2024-02-06", "buyer", PeriodNotApplicable(kpi="dark", period="2024-01"))]
    for kpi in ("dark.hill", "dark.vale"):
        assert rated(reviewed("street-lights", told, "2024-04-12"), kpi, "2024-01")[1:3] == ("not applicable", None)


@pytest.mark.parametrize(
    ("kpi", "period", "wrong"),
    [
        ("dark", "2024-01", []),
        ("dark.hill", "2024-01", []),
        ("dark", "2024-Q1", ["no-such-period"]),
        ("darkness", "2024-01", ["thing-unknown"]),
    ],
)
def test_that_a_period_does_not_apply_may_be_said_of_all_of_a_kind(kpi: str, period: str, wrong: list[str]) -> None:
    """Of the KPI for each district as a whole, of one district, and of nothing that is not there."""
    found = reviewed("street-lights", LIGHTS, "2024-04-12")
    said = allow(found, PeriodNotApplicable(kpi=kpi, period=period), side="buyer", on=date(2024, 4, 12))
    assert [each.code for each in said if each.weight == "stops"] == wrong
    query = allow(found, FigureDisputed(kpi="dark", period="2024-01"), side="buyer", on=date(2024, 4, 12))
    assert [each.code for each in query] == ["thing-unknown"]


def test_what_is_for_context_is_shown_and_not_rated() -> None:
    told = [*LIGHTS, stated("m", "2024-01", "2024-02-06", told=(7, 1))]
    assert rated(reviewed("street-lights", told, "2024-04-12"), "told", "2024-01")[:3] == ((7, 1), "final", "unrated")


def test_points_of_levels_weights_and_ladders() -> None:
    held = terms("street-lights")
    dark, repair, kinds = held.kpi("dark.hill"), held.kpi("repair"), held.kpi("kinds.lamp")
    assert dark is not None
    assert repair is not None
    assert kinds is not None
    assert [held.points_of(repair, level) for level in ("full", "slight", "grave")] == [Number(0), Number(1), Number(4)]
    assert held.points_of(dark, "grave") == Number(9)  # its own, over the ladder's
    assert held.points_of(dark, "slight") == Number(1)
    assert held.points_of(kinds, "poor") == Number(0)  # that ladder has none
    assert (repair.weight, dark.weight) == ("3", "1")
    assert held.ladder_of(kinds).good == ("fine",)
    assert held.levels == ("full", "slight", "grave")
