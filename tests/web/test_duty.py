"""One duty: what, who, clause, by when and how it was found; done, let go by whom it is owed to, given more time; each side what is its."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, make_cast
from tests.sites import fixed_today
from tests.web.test_summary import heading, look, words

from tenor.desk.held import held
from tenor.desk.permissions import roles as r
from tenor.desk.reviews import review_of
from tenor.ledger.events.decisions import DutyDone, DutyExtended, DutyWaived
from tenor.review.offered import offered
from tenor.web.views.duty import OWN

LATER = {"to_day": "30", "to_month": "9", "to_year": "2022"}


@pytest.fixture
def august(db: None) -> Iterator[Cast]:
    """The cast three days before the contract starts: some of what is to be ready is not."""
    with fixed_today(date(2022, 8, 29)):
        yield make_cast(until=datetime(2022, 8, 29, 6, tzinfo=UTC))


def client_of(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


def press(cast: Cast, role: str, duty: str, do: str, **more: str) -> Any:
    given = {"do": do, "turn": str(uuid4()), **more}
    return client_of(cast, role).post(reverse("duty", args=[cast.visits.pk, duty]), given)


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def acts_of(page: str) -> set[str]:
    return set(re.findall(r'data-act="([^"]+)"', page))


def test_every_duty_has_its_page_and_offers_what_the_table_allows(cast: Cast) -> None:
    """For each duty of the example, in each state, and each of four roles: the acts on the page are those the table offers this side,
    for a person who may do them; what is done elsewhere is not said to be done here."""
    review = review_of(cast.visits, "buyer")
    states = set()
    for duty in review.duties:
        allowed = offered(review, "duty", duty.id)
        states.add(duty.state)
        for role, side in ((r.MANAGER, "buyer"), (r.LEGAL, "buyer"), (r.SUPPLIER, "supplier"), (r.AUDITOR, "buyer")):
            page = look(cast, role, f"duty/{duty.id}/")
            expected = set(allowed[side]) if role != r.AUDITOR else set()  # type: ignore[index]
            expected -= {"duty-done"} if duty.kind not in OWN else set()
            expected -= {"duty-waived", "duty-extended", "breach-found"} if role == r.LEGAL else set()
            assert acts_of(page) == expected, (duty.id, role)
    assert {"always", "upcoming", "done"} <= states


def test_what_it_says(cast: Cast) -> None:
    page = look(cast, r.SUPPLIER, "duty/mobilisation-cost/")
    text = words(page)
    assert heading(page) == "Price of mobilisation given"
    assert "Stated in Schedule 3 (Pricing)" in text
    assert "Whose it is Visiting Voices CIC" in text
    assert "2.2" in text


def test_how_its_day_was_found(cast: Cast) -> None:
    """The next return, with its clause and how its day was worked out; it is done on the page of the return."""
    page = look(cast, r.SUPPLIER, "duty/monthly%202023-06/")
    text = words(page)
    assert "by Fri 30 Jun 2023" in text
    assert "How its day was found" in text
    assert f'href="/c/{cast.visits.pk}/returns/monthly/2023-06/"' in page
    assert "duty-done" not in acts_of(page)


def test_done_let_go_and_given_time(august: Cast) -> None:
    """By whoever owes it, by whom it is owed to, with words; the entry is a link away."""
    assert press(august, r.MANAGER, "handover", "duty-extended", **LATER, why="Asked for by the bursar.").status_code == 302
    assert events(august, DutyExtended)[-1].duty == "handover"
    text = words(look(august, r.SUPPLIER, "duty/handover/"))
    assert "by Fri 30 Sep 2022 (in 32 days)" in text
    assert "Given until Fri 30 Sep 2022, recorded by Alex Example" in text
    assert "Asked for by the bursar." in text
    turn = str(uuid4())
    for _ in range(2):
        assert press(august, r.SUPPLIER, "handover", "duty-done", turn=turn).status_code == 302
    assert len([one for one in events(august, DutyDone) if one.duty == "handover"]) == 1
    assert acts_of(look(august, r.MANAGER, "duty/handover/")) == {"breach-found"}  # nothing is left to do; what was done badly may be said


def test_only_whom_it_is_owed_to_lets_it_go(august: Cast) -> None:
    """What the supplier owes is the council's to let go, and the other way round; each sees who may."""
    before = len(events(august, DutyWaived))
    refused = press(august, r.SUPPLIER, "handover", "duty-waived", why="Too much work.")
    assert refused.status_code == 422
    assert len(events(august, DutyWaived)) == before
    assert "It is owed to Example County Council" in words(look(august, r.SUPPLIER, "duty/handover/"))
    assert press(august, r.MANAGER, "handover", "duty-waived", why="It is in the price.").status_code == 302
    assert events(august, DutyWaived)[-1] == DutyWaived(duty="handover")
    assert "It is in the price." in words(look(august, r.SUPPLIER, "duty/handover/"))


def test_the_council_cannot_let_its_own_duty_go(august: Cast) -> None:
    """Contact details are the council's to give (2.4): the supplier may let them go, the council may not."""
    assert press(august, r.MANAGER, "contact-details", "duty-waived", why="We are busy.").status_code == 422
    assert not events(august, DutyWaived)
    assert "It is owed to Visiting Voices CIC" in words(look(august, r.MANAGER, "duty/contact-details/"))
    assert press(august, r.SUPPLIER, "contact-details", "duty-waived", why="We have them from the last contract.").status_code == 302
    assert events(august, DutyWaived) == [DutyWaived(duty="contact-details")]


@pytest.mark.parametrize(
    ("do", "more", "told"),
    [
        ("duty-waived", {"why": ""}, "Fill in"),
        ("duty-waived", {"why": "   "}, "Fill in"),
        ("duty-extended", {**LATER, "why": ""}, "Fill in"),
        ("duty-extended", {"to_day": "31", "to_month": "2", "to_year": "2022", "why": "x"}, "Until which day"),
        ("duty-extended", {"to_day": "1", "to_month": "6", "to_year": "2022", "why": "x"}, "29 Aug 2022"),
        ("duty-done", {"why": "x" * 3000}, "2000 characters or fewer"),
        ("duty-eaten", {"why": "x"}, ""),
    ],
)
def test_wrong_input(august: Cast, do: str, more: dict[str, str], told: str) -> None:
    before = len(held(august.visits).entries)
    answer = press(august, r.MANAGER, "handover", do, **more)
    assert answer.status_code == 422
    assert told in words(answer.content.decode())
    august.visits.refresh_from_db()
    assert len(held(august.visits).entries) == before


def test_what_is_not_there(cast: Cast) -> None:
    for id in ("nothing", "..", "monthly 1999-01", "x" * 300, "mobilisation-cost/2"):
        assert client_of(cast, r.MANAGER).get(f"/c/{cast.visits.pk}/duty/{id}/").status_code == 404, id
    stranger = client_of(cast, "stranger")
    assert stranger.get(reverse("duty", args=[cast.visits.pk, "mobilisation-cost"])).status_code == 404
    assert client_of(cast, r.UNIT).get(reverse("duty", args=[cast.visits.pk, "mobilisation-cost"])).status_code == 403
    assert press(cast, r.AUDITOR, "mobilisation-cost", "duty-done").status_code == 422


@pytest.mark.parametrize("role", [r.MANAGER, r.SUPPLIER])
def test_what_has_a_page_of_its_own_is_not_done_here(cast: Cast, role: str) -> None:
    """A press made up by hand neither stands for a return, nor for what follows from a decision."""
    kinds = set()
    for duty in review_of(cast.visits, "buyer").duties:
        if duty.kind not in OWN and duty.state in ("upcoming", "due", "overdue"):
            kinds.add(duty.kind)
            assert press(cast, role, duty.id, "duty-done").status_code == 422, duty.id
            client_of(cast, role).post(reverse("mobilisation", args=[cast.visits.pk]), {"done": duty.id, "turn": str(uuid4())})
    assert {"return", "decision", "meeting"} <= kinds
    assert {one.duty for one in events(cast, DutyDone)}.isdisjoint({"monthly 2023-06", "meeting 2023-Q3"})
    assert not [one for one in events(cast, DutyDone) if " after " in one.duty]


def test_home_leads_here(cast: Cast) -> None:
    """ "Do duty" of Home is this page, where a listed duty stands on it."""
    from tenor.web.need_links import PAGES

    assert PAGES["do duty"][1:] == ("duty", ("duty",))
    assert client_of(cast, r.MANAGER).get(reverse("duty", args=[cast.visits.pk, "handover"])).status_code == 200
