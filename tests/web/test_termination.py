"""Ending a contract early: the route, the gates of the right that law implies, and the last step, by a person, in the right order."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from tests.cast import Cast
from tests.sites import fixed_today
from tests.web.test_letters import events, get, post
from tests.web.test_summary import heading, words

from tenor.desk.permissions import roles as r
from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.beginning_and_end import RepresentationsConsidered, RepresentationsInvited, TerminationRouteChosen

SUBCONTRACTOR = "subcontractor excluded or excludable"
EXCLUDED = "supplier excluded or excludable"


@pytest.fixture(autouse=True)
def just_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenor.web.doors_grave.just_shown", lambda request: True)


def choose(cast: Cast, basis: str = "implied", ground: str = EXCLUDED, status: int = 302, why: str = "As legal advised") -> str:
    return post(cast, r.HEAD, "termination-route", status=status, basis=basis, ground=ground, why=why)


def shown(cast: Cast, who: str = r.HEAD) -> str:
    return words(get(cast, who, "termination"))


def end(cast: Cast, who: str = r.HEAD, status: int = 302, day: str = "2023-12-31", why: str = "Every gate passed") -> str:
    return post(cast, who, "termination-end", status=status, last_day=day, why=why)


def test_nothing_is_chosen_and_nothing_ends_by_itself(cast: Cast) -> None:
    for who in (r.MANAGER, r.HEAD, r.LEGAL, r.SUPPLIER):
        page = get(cast, who, "termination")
        assert heading(page) == "No way to an early ending has been chosen"
        text = words(page)
        assert "KPI failure alone is no ground of the implied right." in text
        assert "It never ends early by itself." in text
        assert "It opens once a route is chosen." in text
        assert ("Choose a route" in text) == (who in (r.MANAGER, r.HEAD))
    get(cast, r.HEAD, "termination-end", status=404)
    get(cast, r.HEAD, "termination-invite", "supplier", status=404)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"basis": "", "why": "x"}, "Choose an answer"),
        ({"basis": "implied", "why": "x"}, "Choose an answer"),
        ({"basis": "implied", "ground": "figures below target", "why": "x"}, "Choose one of the answers"),
        ({"basis": "figures", "why": "x"}, "Choose one of the answers"),
        ({"basis": "contractual default", "why": ""}, "Fill in"),
    ],
)
def test_a_route_needs_its_ground_and_a_reason(cast: Cast, given: dict[str, str], says: str) -> None:
    assert says in words(post(cast, r.HEAD, "termination-route", status=422, **given))
    assert not events(cast, TerminationRouteChosen)


def test_the_implied_right_waits_for_its_gates_in_their_order(cast: Cast) -> None:
    """law.md 1.2: intention told with ground and reasons, time to answer, the answer looked at; then a person may end it."""
    choose(cast)
    assert heading(get(cast, r.HEAD, "termination")) == "A route is chosen; it is not open yet"
    assert "The gates of this route are not passed yet." in get(cast, r.HEAD, "termination-end")
    end(cast, status=422)
    post(cast, r.MANAGER, "termination-invite", "supplier", status=422, text="", until="2023-06-26")
    post(cast, r.MANAGER, "termination-invite", "supplier", status=422, text="Told in writing", until="2023-06-12")
    post(cast, r.MANAGER, "termination-invite", "supplier", text="Told in writing, with ground and reasons", until="2023-06-26")
    assert "it may answer until Mon 26 Jun 2023" in shown(cast, r.SUPPLIER)
    assert "opens once Mon 26 Jun 2023 is over" in shown(cast)
    post(cast, r.HEAD, "termination-considered", "supplier", status=422, text="Too early")
    end(cast, status=422)
    with fixed_today(date(2023, 6, 27)):
        post(cast, r.HEAD, "termination-considered", "supplier", text="They had nothing to add; it stands.")
        assert heading(get(cast, r.HEAD, "termination")) == "A route is chosen. Nothing ends by itself: you decide"
        get(cast, r.MANAGER, "termination-end", status=403)
        get(cast, r.SUPPLIER, "termination-end", status=403)
        end(cast, why="", status=422)
        end(cast, day="", status=422)
        assert not events(cast, ContractEnded)
        end(cast, who=r.LEGAL)
        for who in (r.HEAD, r.SUPPLIER):
            assert heading(get(cast, who, "termination")) == "Terminated: its last day is Sun 31 Dec 2023"
        get(cast, r.HEAD, "termination-end", status=404)
    assert [entry.event.how for entry in events(cast, ContractEnded)] == ["termination"]


def test_a_subcontractor_has_a_gate_of_its_own(cast: Cast) -> None:
    choose(cast, ground=SUBCONTRACTOR)
    for about in ("supplier", "subcontractor"):
        post(cast, r.MANAGER, "termination-invite", about, text=f"Told about the {about}", until="2023-06-19")
    with fixed_today(date(2023, 6, 20)):
        post(cast, r.HEAD, "termination-considered", "supplier", text="Looked at")
        end(cast, status=422)
        post(cast, r.HEAD, "termination-considered", "subcontractor", text="It was not replaced")
        end(cast)
    told = [entry.event.about for entry in events(cast, RepresentationsInvited, RepresentationsConsidered)]
    assert told == ["", "subcontractor", "", "subcontractor"]


def test_another_route_begins_its_gates_anew(cast: Cast) -> None:
    choose(cast)
    post(cast, r.MANAGER, "termination-invite", "supplier", text="Told", until="2023-06-19")
    choose(cast, ground=SUBCONTRACTOR)
    text = shown(cast)
    assert "it may answer until" not in text
    assert "Chosen before" in text


def test_agreement_is_another_ending(cast: Cast) -> None:
    choose(cast, basis="agreement", ground="")
    assert "The law adds no gate to this route." in shown(cast)
    end(cast)
    assert heading(get(cast, r.SUPPLIER, "termination")) == "Ended by agreement: its last day is Sun 31 Dec 2023"


def test_a_contract_that_ran_out_is_expired_and_not_terminated(cast: Cast) -> None:
    with fixed_today(date(2025, 9, 1)):
        page = get(cast, r.HEAD, "termination")
        assert heading(page) == "Expired: its last day was Sun 31 Aug 2025"
        assert "Nobody ended it." in page
        assert "End the contract" not in words(page)


@pytest.mark.parametrize("who", [r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.SUPPLIER])
def test_what_is_offered_is_what_the_table_allows(cast: Cast, who: str) -> None:
    from tenor.desk.pages.registry import maker
    from tenor.desk.pages.view import View
    from tenor.desk.visible import get_place
    from tenor.web.offers import offers

    choose(cast, basis="contractual default", ground="")
    place = get_place(cast[who], cast.visits.pk)
    data: dict[str, Any] = maker("termination")(View(contract=place.contract, side=place.actor.side, on=date(2023, 6, 12)))
    controls = set(re.findall(r'data-act="([a-z-]+)"', get(cast, who, "termination")))
    assert controls == set(offers(place, data["offers"]))
