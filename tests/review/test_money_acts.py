"""Acts about money: who may claim, waive and settle a sum, how much of it, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.review.history import day
from tests.review.money_world import at, figures, lines

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events.decisions import NamedEvent
from tenor.ledger.events.money import InvoiceReceived, MoneyClaimed, MoneyKept, MoneyReleased, MoneySettled, MoneyWaived
from tenor.ledger.events.returns import FigureDisputed, FigureResolved
from tenor.review.allow import allow
from tenor.review.met_by import met_by
from tenor.review.model import Review
from tenor.review.offered import offered
from tenor.review.statement import handled

RULES = """
id: off, clause: S4, when: {kpi: speed, is: failed}, money: {deduct: 100 GBP per point}
id: hold, clause: S5, when: {event: second report}, money: {withhold: up to 50 GBP, kept: release agreed}
id: bonus, clause: S6, when: {kpi: care, is: met}, money: {add: 30 GBP}
"""
GIVEN = {**figures("speed", "2026-01", "95", "98.5"), **figures("care", "2026-01", "95")}
REPORT = ("2026-02-10", "buyer", NamedEvent(name="second report"))
OFF, HOLD, BONUS = "off/speed/2026-01", "hold/e", "bonus/care/2026-01"


def world(*acts: tuple[str, str, Event], on: str = "2026-03-31") -> Review:
    return at(on, RULES, GIVEN, [REPORT, *acts])


def hold_id(made: Review) -> str:
    return next(line.id for line, _ in lines(made) if line.rule == "hold")


def codes(made: Review, event: Event, side: Any, on: str = "2026-03-31") -> list[str]:
    return [each.code for each in allow(made, event, side=side, on=day(on))]


def test_who_may_claim_and_how_much() -> None:
    """The council what is deducted, the supplier a bonus; no more than was worked out, and something."""
    made = world()
    assert codes(made, MoneyClaimed(line=OFF, amount=40_000), "buyer") == []
    assert codes(made, MoneyClaimed(line=OFF, amount=1), "buyer") == []
    assert codes(made, MoneyClaimed(line=OFF, amount=40_001), "buyer") == ["money-more-than-owed"]
    assert codes(made, MoneyClaimed(line=OFF, amount=0), "buyer") == ["money-more-than-owed"]
    assert codes(made, MoneyClaimed(line=OFF, amount=1), "supplier") == ["money-not-owed-to"]
    assert codes(made, MoneyClaimed(line=BONUS, amount=3_000), "supplier") == []
    assert codes(made, MoneyClaimed(line=BONUS, amount=3_000), "buyer") == ["money-not-owed-to"]
    assert codes(made, MoneyClaimed(line="off/speed/2027-01", amount=1), "buyer") == ["thing-unknown"]


def test_what_is_not_final_cannot_be_claimed() -> None:
    """January is final on 6 February."""
    made = world(on="2026-02-05")
    assert codes(made, MoneyClaimed(line=OFF, amount=40_000), "buyer", "2026-02-05") == ["act-not-now"]


def test_claimed_settled_and_no_more() -> None:
    claimed = ("2026-02-12", "buyer", MoneyClaimed(line=OFF, amount=40_000))
    made = world(claimed)
    assert handled(made)[OFF][1].standing == "claimed"
    assert codes(made, MoneyClaimed(line=OFF, amount=1), "buyer") == ["act-not-now"]
    assert codes(made, MoneySettled(line=OFF, by_way="set off", amount=40_000, period="2026-03"), "supplier") == []
    assert codes(made, MoneySettled(line=OFF, by_way="set off", amount=40_000), "supplier") == ["set-off-without-invoice"]
    assert codes(made, MoneySettled(line=OFF, by_way="paid", amount=40_001), "buyer") == ["money-more-than-claimed"]
    part = ("2026-03-01", "buyer", MoneySettled(line=OFF, by_way="paid", amount=15_000))
    some = world(claimed, part)
    assert (handled(some)[OFF][1].standing, handled(some)[OFF][1].settled) == ("claimed", 15_000)
    assert codes(some, MoneySettled(line=OFF, by_way="paid", amount=25_001), "buyer") == ["money-more-than-claimed"]
    whole = world(claimed, part, ("2026-03-02", "buyer", MoneySettled(line=OFF, by_way="set off", amount=25_000, period="2026-03")))
    assert (handled(whole)[OFF][1].standing, handled(whole)[OFF][1].settled_in) == ("settled", "2026-03")


def test_waived_by_whom_it_is_owed_to_with_a_reason() -> None:
    made = world()
    assert codes(made, MoneyWaived(line=OFF), "buyer") == []
    assert codes(made, MoneyWaived(line=OFF), "supplier") == ["money-not-owed-to"]
    unworded = [each.code for each in allow(made, MoneyWaived(line=OFF), side="buyer", on=day("2026-03-31"), worded=False)]
    assert unworded == ["reason-missing"]
    gone = world(("2026-02-12", "buyer", MoneyWaived(line=OFF)))
    assert handled(gone)[OFF][1].standing == "waived"
    assert codes(gone, MoneyClaimed(line=OFF, amount=1), "buyer") == ["act-not-now"]


def test_withheld_then_kept_or_released() -> None:
    """What is withheld is released or kept by a person, or by the event that the contract names."""
    id = hold_id(world())
    claim = ("2026-02-12", "buyer", MoneyClaimed(line=id, amount=4_000))
    held = world(claim)
    assert (handled(held)[id][1].standing, handled(held)[id][1].claimed) == ("withheld", 4_000)
    assert codes(held, MoneyReleased(line=id), "buyer") == []
    assert codes(held, MoneyKept(line=id), "buyer") == []
    assert codes(held, MoneyReleased(line=id), "supplier") == ["act-not-by"]
    assert codes(world(), MoneyReleased(line=id), "buyer") == ["act-not-now"]
    for act, standing in ((MoneyReleased(line=id), "released"), (MoneyKept(line=id), "kept")):
        assert handled(world(claim, ("2026-03-01", "buyer", act)))[id][1].standing == standing
    kept = world(claim, ("2026-03-05", "buyer", NamedEvent(name="release agreed")))
    assert (handled(kept)[id][1].standing, handled(kept)[id][1].since) == ("kept", day("2026-03-05"))
    assert handled(world(claim, on="2026-03-04"))[id][1].standing == "withheld"


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        (InvoiceReceived(charge="monthly charge", period="2026-02", amount=10), []),
        (InvoiceReceived(charge="Monthly Charges", period="2026-02", amount=0), []),
        (InvoiceReceived(charge="fixed charge", period="2026-02", amount=10), ["thing-unknown"]),
        (InvoiceReceived(charge="other", period="2026-02", amount=10), ["thing-unknown"]),
        (InvoiceReceived(charge="monthly charge", period="2025-12", amount=10), ["invoice-of-no-period"]),
        (InvoiceReceived(charge="monthly charge", period="2026-Q1", amount=10), ["invoice-of-no-period"]),
        (InvoiceReceived(charge="monthly charge", period="2026-02", amount=-1), ["sum-below-nought"]),
    ],
)
def test_invoices(event: InvoiceReceived, wrong: list[str]) -> None:
    for side in ("buyer", "supplier"):
        assert codes(world(), event, side) == wrong


def test_a_later_invoice_replaces_the_one_before() -> None:
    rule = "id: r, clause: S4, when: {kpi: speed, is: failed}, money: {deduct: 1% of monthly charge}"
    given = figures("speed", "2026-01", "95")
    again = ("2026-02-20", "supplier", InvoiceReceived(charge="monthly charge", period="2026-01", amount=80_000))
    first, second = (at(on, rule, given, [again], {"2026-01": 100_000}) for on in ("2026-02-19", "2026-02-20"))
    assert [line.amount for line, _ in lines(first)] == [1_000]
    assert [line.amount for line, _ in lines(second)] == [800]


def test_a_claim_that_figures_have_taken_away_stays_told() -> None:
    """January is found to have been met: nothing is owed any more, and the claim is still there, with nothing owed for it."""
    acts = [
        ("2026-02-12", "buyer", MoneyClaimed(line=OFF, amount=40_000)),
        ("2026-02-20", "supplier", FigureDisputed(kpi="speed", period="2026-01")),
        ("2026-03-01", "buyer", FigureResolved(kpi="speed", period="2026-01", outcome="set", numerator=100, denominator=100)),
    ]
    disputed = handled(world(*acts, on="2026-02-28"))[OFF]
    assert (disputed[0].state, disputed[0].amount, disputed[1].claimed) == ("disputed", 40_000, 40_000)
    line, done = handled(world(*acts))[OFF]
    assert (line.amount, done.claimed) == (0, 40_000)


def test_what_is_offered_is_what_the_table_says() -> None:
    """A sum that is final to the side it is owed to; a claim to both to be settled; what is withheld to the council."""
    made = world()
    assert offered(made, "sum of money", OFF) == {"buyer": ["money-claimed", "money-waived"], "supplier": []}
    assert offered(made, "sum of money", BONUS) == {"buyer": [], "supplier": ["money-claimed", "money-waived"]}
    claimed = world(("2026-02-12", "buyer", MoneyClaimed(line=OFF, amount=40_000)))
    assert offered(claimed, "sum of money", OFF) == {"buyer": ["money-waived", "money-settled"], "supplier": ["money-settled"]}
    id = hold_id(made)
    held = world(("2026-02-12", "buyer", MoneyClaimed(line=id, amount=4_000)))
    assert offered(held, "sum of money", id) == {"buyer": ["money-waived", "money-released", "money-kept"], "supplier": []}


def test_what_would_meet_a_total_is_said_with_what_is_there_already() -> None:
    """8 points in April to September on 30 September; the 4 of March lie before the stretch."""
    rule = 'id: many, clause: "7.8", when: {total: points, is: above 12, in: any 6 months}, then: talk'
    made = at("2026-09-30", rule, figures("speed", "2026-03", "95", "95", "95"))
    assert [say(each) for each in met_by(made, "talk")][-1] == "a total of points above 12 in any 6 months; 8 so far (clause 7.8)"
