"""The same signature where nothing that decides the counting differs, another where something does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.figures.given import kpi, terms, unit
from tests.figures.jobs import BACK, COVERAGE, IN_TIME, SEEN, SENT_BACK

from tenor.base.days import calendar
from tenor.figures.signature import signature
from tenor.terms.model import AllOf, Terms, Unit

CONTRACT = terms([kpi("cover", COVERAGE), kpi("time", IN_TIME), kpi("back", SENT_BACK)], [SEEN, BACK], [unit("A")])


def signs(contract: Terms) -> dict[str, str]:
    return {one.id: signature(one, contract) for one in contract.kpis}


def either_will_do(contract: Terms) -> Terms:
    sent = replace(SEEN.derived["sent_on"], latest_of=(), earliest_of=("buyer_on", "other_on"))
    return replace(contract, datasets={"seen": replace(SEEN, derived={**SEEN.derived, "sent_on": sent}), "back": BACK})


def renamed(contract: Terms) -> Terms:
    return replace(contract, units=(Unit(id="A", name="Ash", opens=date(2022, 9, 1)),))


def ended(contract: Terms) -> Terms:
    return replace(contract, contract=replace(contract.contract, ends=date(2025, 1, 31)))


def quarterly(contract: Terms) -> Terms:
    return replace(contract, kpis=(*contract.kpis[:2], kpi("back", SENT_BACK, "quarter")))


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (lambda c: replace(c, levels=("good", "bad"), rules=()), set()),
        (renamed, set()),
        (either_will_do, {"time"}),
        (lambda c: replace(c, calendar=calendar("scotland")), {"time"}),
        (lambda c: replace(c, calendar=calendar(closures=[date(2023, 1, 5)])), {"time"}),
        (lambda c: replace(c, day_kinds={"working day": "weekday"}), {"time"}),
        (lambda c: replace(c, units=(unit("A", "2023-01-01"),)), {"cover", "time", "back"}),
        (quarterly, {"back"}),
        (ended, {"cover", "time", "back"}),
    ],
)
def test_only_what_decides_the_counting_changes_it(change: Callable[[Terms], Terms], touched: set[str]) -> None:
    before, after = signs(CONTRACT), signs(change(CONTRACT))
    assert {id for id in before if before[id] != after[id]} == touched


def test_it_is_short_and_stays_the_same() -> None:
    found = signature(CONTRACT.kpis[0], CONTRACT)
    assert found == signature(replace(CONTRACT.kpis[0], title="other"), CONTRACT)
    assert len(found) == 16


def test_a_condition_is_part_of_it() -> None:
    other = kpi("cover", replace(COVERAGE, where=AllOf(conditions=(AllOf(),))))
    assert signature(other, CONTRACT) != signature(CONTRACT.kpis[0], CONTRACT)
