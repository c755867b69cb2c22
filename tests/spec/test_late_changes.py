"""# Changes to a figure that is final

`figures: {late_changes: …}` says what a figure does that is given anew once it is final: the other side is asked (default), the buyer
decides, or it changes nothing. The contract is `tests/spec/given_duties.py`; April's figure is 1 of 2 and final on Tue 9 May 2023.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.review.history import entry
from tests.spec.given_duties import terms

from tenor.ledger.events import Event
from tenor.ledger.events import returns as r
from tenor.ledger.model import Body, Entry
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.whole import review


def late(what: str) -> tuple[str, str]:
    return ("datasets:\n", f"figures: {{late_changes: {what}}}\ndatasets:\n")


def given(on: str, second: str) -> Entry:
    """April's return, of two rides: the first good, the second as said."""
    rides: list[dict[str, Any]] = [
        {"id": day, "values": {"ridden_on": day, "good": good}, "cells": {}}
        for day, good in (("2023-04-05", "yes"), ("2023-04-06", second))
    ]
    body = Body(kind="rows", salt="00" * 16, content={"rows": {"rides": rides}})
    return entry(int(on.replace("-", "")), on, "supplier", r.ReturnReceived(ret="monthly", covers="2023-04", reports=("good",)), body)


def stood(what: str, on: str, *told: Entry) -> Review:
    return review(terms(late(what)), list(told), on=date.fromisoformat(on))


CHANGED = [
    # late_changes, the second return, given on, state, figure, the other figure
    ("other side is asked", "2023-05-09", "final", (2, 2), None),  # on the final day itself it still counts
    ("other side is asked", "2023-05-12", "disputed", (1, 2), (2, 2)),
    ("buyer decides", "2023-05-09", "final", (2, 2), None),
    ("buyer decides", "2023-05-12", "disputed", (1, 2), (2, 2)),
    ("refused", "2023-05-09", "final", (2, 2), None),
    ("refused", "2023-05-12", "final", (1, 2), None),
]


@pytest.mark.parametrize(("what", "on", "state", "figure", "other"), CHANGED)
def test_rows_given_anew(what: str, on: str, state: str, figure: tuple[int, int], other: tuple[int, int] | None) -> None:
    """First given on Fri 5 May as 1 of 2, then again as 2 of 2; looked at on Mon 15 May."""
    found = stood(what, "2023-05-15", given("2023-05-05", "no"), given(on, "yes"))
    now = found.ratings.by_kpi["good"]["2023-04"].at(date(2023, 5, 15))
    assert (now.state, now.figure, now.other) == (state, figure, other)
    told = [each for each in found.problems if each.code == "figure-change-refused"]
    assert [bool(str(each)) for each in told] == ([True] if (what, on) == ("refused", "2023-05-12") else [])


RESOLVE = r.FigureResolved(kpi="good", period="2023-04", outcome="accepted")
CORRECT = r.FigureCorrected(kpi="good", period="2023-04", numerator=2, denominator=2)
DISPUTE = r.FigureDisputed(kpi="good", period="2023-04")
ALLOWED = [
    # late_changes, what was given once it was final, side, act, what is wrong with it
    ("other side is asked", "buyer", "supplier", RESOLVE, []),
    ("buyer decides", "buyer", "supplier", RESOLVE, ["figure-decided-by-buyer"]),
    ("buyer decides", "buyer", "buyer", RESOLVE, []),
    ("other side is asked", "", "supplier", CORRECT, []),
    ("refused", "", "supplier", CORRECT, ["figure-final-for-good"]),
    ("refused", "", "buyer", CORRECT, ["figure-final-for-good"]),
    ("refused", "", "buyer", DISPUTE, []),
]


@pytest.mark.parametrize(("what", "changed", "side", "act", "wrong"), ALLOWED)
def test_what_may_be_recorded(what: str, changed: str, side: str, act: Event, wrong: list[str]) -> None:
    """On Mon 15 May; where the buyer changed it before, on Fri 12 May."""
    told = [given("2023-05-05", "no")]
    if changed:
        told.append(entry(2, "2023-05-12", changed, CORRECT))
    assert [
        each.code for each in allow(stood(what, "2023-05-15", *told), act, side=side, on=date(2023, 5, 15)) if each.weight == "stops"
    ] == wrong


def test_refused_from_both_sides() -> None:
    """A correction that stands in the ledger all the same, taken in by import, changes nothing either."""
    found = stood("refused", "2023-05-15", given("2023-05-05", "no"), entry(2, "2023-05-12", "buyer", CORRECT))
    now = found.ratings.by_kpi["good"]["2023-04"].at(date(2023, 5, 15))
    assert (now.state, now.figure) == ("final", (1, 2))
    assert [each.code for each in found.problems] == ["figure-change-refused"]
