"""Money on the site as both sides act on it: claimed, let go, set off, paid, withheld, released, kept; and what was invoiced.

The sums are worked out by hand from `tests/rich.py`: 2% of March's invoice of 20,150.50 is 403.01; up to 300 pounds of bonus; once April's
invoice of 20,000.00 is there, 2% of it is 400.00 and up to 1% of it, 200.00, may be withheld for the plan that never came.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.rich import bring_rich
from tests.web.assurance import client_of, controls, events
from tests.web.test_summary import words

from tenor.base.wording import sentence_of
from tenor.desk.held import held
from tenor.desk.permissions import roles as r
from tenor.desk.permissions.table import ACT_OF, ALSO, MAY
from tenor.desk.reviews import review_of
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneyKept, MoneyReleased, MoneySettled, MoneyWaived
from tenor.review.offered import offered
from tenor.review.statement import handled

CREDITS, BONUS, HOLD = "credits/good/2023-03", "bonus/good/2023-02", "hold/p-1/2023-04-28"
APRIL = {"period_0": "2023-04", "amount": "20,000.00"}
SEES = (r.MANAGER, r.HEAD, r.LEGAL, r.AUDITOR, r.SUPPLIER)


@pytest.fixture
def rich(cast: Cast) -> Cast:
    """The cast with the contract that has money in the place of the example."""
    cast.visits = bring_rich(cast)
    return cast


def look(cast: Cast, role: str, name: str, *more: str, status: int = 200) -> str:
    answer = client_of(cast, role).get(reverse(name, args=[cast.visits.pk, *more]))
    assert answer.status_code == status
    return str(answer.content.decode())


def press(cast: Cast, role: str, line: str, do: str, **given: str) -> Any:
    cast.visits.refresh_from_db()
    sent = {"do": do, "turn": str(uuid4()), "head": cast.visits.head, **given}
    return client_of(cast, role).post(reverse("money-sum", args=[cast.visits.pk, line]), sent)


def invoice(cast: Cast, role: str = r.MANAGER, **given: str) -> Any:
    cast.visits.refresh_from_db()
    sent = {"turn": str(uuid4()), "head": cast.visits.head, **given}
    return client_of(cast, role).post(reverse("money-invoice", args=[cast.visits.pk]), sent)


def told(answer: Any) -> str:
    return words(answer.content.decode())


def test_the_menu_leads_there_where_the_terms_have_money(rich: Cast, cast: Cast) -> None:
    href = reverse("money", args=[rich.visits.pk])
    assert f'href="{href}"' in look(rich, r.MANAGER, "summary")
    assert f'href="{href}"' in look(rich, r.SUPPLIER, "summary")
    assert f'href="{href}"' not in look(rich, r.EQUALITY, "summary")


def test_the_menu_has_none_without_money(cast: Cast) -> None:
    assert "/money/" not in look(cast, r.MANAGER, "summary")


def test_each_sum_offers_what_the_table_allows(rich: Cast) -> None:
    """For each sum in each state it comes into, and each role that sees money: the controls on its page are those of the table of acts."""
    states = set()

    def walk() -> None:
        rich.visits.refresh_from_db()
        for side in ("buyer", "supplier"):
            review = review_of(rich.visits, side)  # type: ignore[arg-type]
            for line, done in handled(review).values():
                states.add(done.standing)
                for role in (one for one in SEES if (one == r.SUPPLIER) == (side == "supplier")):
                    allowed = set(offered(review, "sum of money", line.id)[side]) if role in MAY["claim or settle money"] else set()  # type: ignore[index]
                    assert controls(look(rich, role, "money-sum", line.id), line.id) == allowed, (line.id, done.standing, role)

    walk()
    assert invoice(rich, **APRIL).status_code == 302
    for line, amount in ((CREDITS, "403.01"), (HOLD, "150")):
        assert press(rich, r.MANAGER, line, "money-claimed", amount=amount).status_code == 302
    walk()
    assert press(rich, r.MANAGER, CREDITS, "money-settled", by_way="paid", amount="403.01").status_code == 302
    assert press(rich, r.SUPPLIER, BONUS, "money-waived", why="As agreed in the meeting").status_code == 302
    assert press(rich, r.HEAD, HOLD, "money-released").status_code == 302
    walk()
    assert {"waits", "to be claimed", "claimed", "withheld", "waived", "settled", "released"} <= states


def test_a_sum_is_claimed_and_set_off_in_two_parts(rich: Cast) -> None:
    text = words(look(rich, r.MANAGER, "money-sum", CREDITS))
    assert "GBP 403.01, March 2023: to be claimed" in text
    assert "KPI 1 Good rides" in text
    assert 'value="403.01"' in look(rich, r.MANAGER, "money-sum", CREDITS)
    turn = str(uuid4())
    for _ in range(2):
        assert (
            press(rich, r.MANAGER, CREDITS, "money-claimed", amount="403.01", why="Report and invoice of March", turn=turn).status_code
            == 302
        )
    assert events(rich, MoneyClaimed) == [MoneyClaimed(line=CREDITS, amount=403_01)]
    seen = words(look(rich, r.SUPPLIER, "money-sum", CREDITS))
    assert "Claimed: GBP 403.01, Alex Example (Example County Council) Report and invoice of March" in seen
    assert press(rich, r.SUPPLIER, CREDITS, "money-settled", by_way="set off", period="2023-05", amount="£400").status_code == 302
    assert "GBP 400.00 set off against the invoice of May 2023" in words(look(rich, r.MANAGER, "money-sum", CREDITS))
    assert 'value="3.01"' in look(rich, r.MANAGER, "money-sum", CREDITS)
    assert press(rich, r.MANAGER, CREDITS, "money-settled", by_way="paid", amount="3.01").status_code == 302
    assert events(rich, MoneySettled)[-1] == MoneySettled(line=CREDITS, by_way="paid", amount=301)
    assert "GBP 403.01, March 2023: settled" in words(look(rich, r.SUPPLIER, "money-sum", CREDITS))
    assert not controls(look(rich, r.MANAGER, "money-sum", CREDITS), CREDITS)


def test_up_to_leaves_the_sum_to_a_person(rich: Cast) -> None:
    """Nothing is typed in beforehand: the contract says the most and no more."""
    page = look(rich, r.SUPPLIER, "money-sum", BONUS)
    assert not re.search(r'name="amount"[^>]*value=', page)
    assert press(rich, r.SUPPLIER, BONUS, "money-claimed", amount="").status_code == 422
    assert press(rich, r.SUPPLIER, BONUS, "money-claimed", amount="250").status_code == 302
    assert events(rich, MoneyClaimed) == [MoneyClaimed(line=BONUS, amount=250_00)]


def test_an_invoice_ends_the_wait_and_what_is_withheld_is_released_or_kept(rich: Cast) -> None:
    assert "Waits for the invoice of monthly charge for April 2023." in words(look(rich, r.MANAGER, "money-sum", HOLD))
    assert invoice(rich, **APRIL, why="No 17").status_code == 302
    assert events(rich, InvoiceReceived)[-1] == InvoiceReceived(charge="monthly charge", period="2023-04", amount=20_000_00)
    assert "GBP 20,000.00" in words(look(rich, r.SUPPLIER, "money"))
    text = words(look(rich, r.MANAGER, "money-sum", HOLD))
    assert "Up to GBP 200.00, April 2023: to be claimed" in text
    assert "How much do you withhold (GBP)?" in text
    assert press(rich, r.MANAGER, HOLD, "money-claimed", amount="200.01").status_code == 422
    assert press(rich, r.MANAGER, HOLD, "money-claimed", amount="200").status_code == 302
    assert press(rich, r.SUPPLIER, HOLD, "money-released").status_code == 422
    assert not events(rich, MoneyReleased)
    assert press(rich, r.MANAGER, HOLD, "money-released", why="The plan came").status_code == 302
    assert events(rich, MoneyReleased) == [MoneyReleased(line=HOLD)]
    assert press(rich, r.MANAGER, HOLD, "money-kept").status_code == 422
    assert not events(rich, MoneyKept)


def test_what_is_withheld_is_kept(rich: Cast) -> None:
    assert invoice(rich, **APRIL).status_code == 302
    assert press(rich, r.MANAGER, HOLD, "money-claimed", amount="100").status_code == 302
    assert press(rich, r.HEAD, HOLD, "money-kept", why="No plan came").status_code == 302
    assert events(rich, MoneyKept) == [MoneyKept(line=HOLD)]


def test_letting_go_asks_why(rich: Cast) -> None:
    for why in ("", "  "):
        answer = press(rich, r.MANAGER, CREDITS, "money-waived", why=why)
        assert answer.status_code == 422
        assert "Fill in “Why is it let go”" in told(answer)
    assert press(rich, r.MANAGER, CREDITS, "money-waived", why="One month, and a good reason").status_code == 302
    assert events(rich, MoneyWaived) == [MoneyWaived(line=CREDITS)]
    assert "One month, and a good reason" in words(look(rich, r.SUPPLIER, "money-sum", CREDITS))


@pytest.mark.parametrize(
    ("do", "given", "what"),
    [
        ("money-claimed", {"amount": "403.02"}, "must be GBP 403.01 or less"),
        ("money-claimed", {"amount": "0"}, "must be GBP 0.01 or more"),
        ("money-claimed", {"amount": "-1"}, "must be a sum of money, like 1,250.00"),
        ("money-claimed", {"amount": "4.001"}, "must be a sum of money"),
        ("money-claimed", {"amount": "€4"}, "must be a sum of money"),
        ("money-claimed", {"amount": "1,2"}, "must be a sum of money"),
        ("money-claimed", {"amount": "9" * 40}, "must be a sum of money"),
        ("money-claimed", {"amount": ""}, "Fill in"),
        ("money-claimed", {"amount": "1", "why": "x" * 3000}, "2000 characters or fewer"),
        ("money-settled", {"by_way": "paid", "amount": "1"}, ""),
        ("money-eaten", {}, ""),
    ],
)
def test_wrong_input(rich: Cast, do: str, given: dict[str, str], what: str) -> None:
    before = len(held(rich.visits).entries)
    answer = press(rich, r.MANAGER, CREDITS, do, **given)
    assert answer.status_code == 422
    assert what in told(answer)
    rich.visits.refresh_from_db()
    assert len(held(rich.visits).entries) == before


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"period_0": "", "amount": "1"}, "Choose an answer for “Which month”"),
        ({"period_0": "2031-01", "amount": "1"}, "Choose one of the answers"),
        ({"period_0": "2023-04", "amount": "a lot"}, "must be a sum of money"),
        ({"period_0": "2023-04"}, "Fill in"),
    ],
)
def test_a_wrong_invoice(rich: Cast, given: dict[str, str], what: str) -> None:
    before = len(events(rich, InvoiceReceived))
    answer = invoice(rich, **given)
    assert answer.status_code == 422
    assert what in told(answer)
    assert len(events(rich, InvoiceReceived)) == before


def test_a_later_invoice_takes_the_place_of_the_first(rich: Cast) -> None:
    """March as 20,200.00: 2% is 404.00."""
    assert invoice(rich, r.SUPPLIER, period_0="2023-03", amount="20200").status_code == 302
    text = words(look(rich, r.MANAGER, "money"))
    assert "another took its place" in text
    assert "GBP 404.00 to be claimed" in text


def test_set_off_asks_for_the_month(rich: Cast) -> None:
    assert press(rich, r.MANAGER, CREDITS, "money-claimed", amount="403.01").status_code == 302
    answer = press(rich, r.MANAGER, CREDITS, "money-settled", by_way="set off", amount="1")
    assert answer.status_code == 422
    assert "Choose an answer for “Against the invoice of which month”" in told(answer)


def test_what_changed_meanwhile_is_told(rich: Cast) -> None:
    """Drawn before the other manager let it go: the form comes back with what was typed."""
    head = rich.visits.head
    assert press(rich, r.HEAD, CREDITS, "money-waived", why="Let go").status_code == 302
    assert press(rich, r.MANAGER, CREDITS, "money-claimed", amount="403.01", head=head).status_code == 409
    assert not events(rich, MoneyClaimed)


def test_nobody_else(rich: Cast) -> None:
    """Legal and the auditor look; equality is told no; a stranger finds nothing; a sum that is none is no page."""
    for role in (r.LEGAL, r.AUDITOR):
        assert press(rich, role, CREDITS, "money-claimed", amount="1").status_code == 422
        assert invoice(rich, role, **APRIL).status_code == 422
    assert press(rich, r.EQUALITY, CREDITS, "money-claimed", amount="1").status_code == 403
    assert press(rich, "stranger", CREDITS, "money-claimed", amount="1").status_code == 404
    for id in ("credits/good/1999-01", "x" * 300, "..", "credits"):
        assert client_of(rich, r.MANAGER).get(f"/c/{rich.visits.pk}/money/sum/{id}/").status_code == 404
    assert not events(rich, MoneyClaimed)
    assert len(events(rich, InvoiceReceived)) == 2


def test_who_may_not_is_told_so_for_every_act_of_the_table() -> None:
    """A sentence for each act that somebody may be refused: a missing one would be a page that breaks."""
    for act in {*ACT_OF.values(), *(one for several in ALSO.values() for one in several)}:
        assert sentence_of(f"person-act-{act.replace(' ', '-')}", "en")
