"""When a unit is open, by what was known."""

from __future__ import annotations

from datetime import date

import pytest
from tests.figures.given import act, facts, terms, unit

from tenor.base.period import Period
from tenor.figures.units import At, expected, known_units, why_not_open
from tenor.ledger.events.agreements import UnitClosed, UnitOpened
from tenor.terms.model import Unit

APRIL = Period(kind="month", first=date(2023, 4, 1), last=date(2023, 4, 30), label="2023-04")


@pytest.mark.parametrize(
    ("served", "every", "any_", "first", "last"),
    [
        (unit("A"), True, True, True, True),
        (unit("A", "2023-04-01", "2023-04-30"), True, True, True, True),
        (unit("A", "2023-04-02"), False, True, False, True),
        (unit("A", "2022-09-01", "2023-04-29"), False, True, True, False),
        (unit("A", "2023-05-01"), False, False, False, False),
        (unit("A", ""), False, False, False, False),
        (unit("A", "2022-09-01", "", ("2023-04-10", "2023-04-11")), False, True, True, True),
        (unit("A", "2022-09-01", "", ("2023-03-20", "2023-04-15"), ("2023-04-16", "2023-05-02")), False, False, False, False),
        (unit("A", "2022-09-01", "", ("2023-03-20", "2023-04-15"), ("2023-04-17", "2023-05-02")), False, True, False, False),
    ],
)
def test_expected(served: Unit, every: bool, any_: bool, first: bool, last: bool) -> None:
    ways: tuple[At, ...] = ("every day", "any day", "first day", "last day")
    assert [expected(served, APRIL, at) for at in ways] == [every, any_, first, last]


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2023-01-31", "uncounted-unit-not-yet"),
        ("2023-02-01", None),
        ("2023-03-05", "uncounted-unit-away"),
        ("2023-05-31", None),
        ("2023-06-01", "uncounted-unit-closed"),
    ],
)
def test_why_not_open(on: str, why: str | None) -> None:
    found = why_not_open(unit("A", "2023-02-01", "2023-05-31", ("2023-03-01", "2023-03-09")), date.fromisoformat(on))
    assert (found.code if found else None) == why


def test_the_latest_act_wins_from_its_own_day() -> None:
    acts = (
        act("2023-01-10", UnitOpened(unit="N", first_day=date(2023, 2, 1)), 1),
        act("2023-01-20", UnitOpened(unit="N", first_day=date(2023, 3, 1)), 2),
        act("2023-01-20", UnitClosed(unit="N", last_day=date(2023, 6, 30)), 3),
        act("2023-08-01", UnitOpened(unit="N", first_day=date(2023, 9, 1)), 4),
    )
    history = known_units(terms([], []), facts(*acts))["N"]
    assert [(date.fromordinal(one.from_day), one.unit.opens, one.unit.closes) for one in history] == [
        (date(2023, 1, 10), date(2023, 2, 1), None),
        (date(2023, 1, 20), date(2023, 3, 1), date(2023, 6, 30)),
        (date(2023, 8, 1), date(2023, 3, 1), None),
    ]
    assert history[-1].unit.away == ((date(2023, 7, 1), date(2023, 8, 31)),)
