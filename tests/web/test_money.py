"""The money of a contract on the site: each sum with what it rests on; seen by those who deal with it, and by nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from tests.cast import Cast
from tests.review.money_world import at, figures
from tests.web.assurance import address, client_of, page
from tests.web.test_summary import words

from tenor.desk.pages.money import make, worth
from tenor.desk.permissions import roles as r
from tenor.review.model import Review
from tenor.web.views import money, money_sum

RULE = """id: repeat, clause: "3.2", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice
id: off, clause: S4, when: {kpi: speed, is: failed}, money: {deduct: 155 GBP per point, at_most: 500 GBP in the same month}
id: wait, clause: S5, when: {kpi: speed, is: failed}, money: {pay: 1% of monthly charge}"""


def world() -> Review:
    return at("2026-03-31", RULE, figures("speed", "2026-01", "98.5", "96.5"))


def test_each_sum_with_its_grounds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """January 155.00; February 6 points, of 930.00 only 500.00; what waits for an invoice is not nought."""
    data: dict[str, Any] = make(SimpleNamespace(review=world()))  # type: ignore[arg-type]
    for view in (money, money_sum):
        monkeypatch.setattr(view, "page_on", lambda contract, side, name: data)
    text = words(page(cast, r.MANAGER, "money"))
    assert "GBP 155.00 to be claimed" in text
    assert "not known yet waits" in text
    assert "2 sums cannot be reckoned yet." in text
    february = words(page(cast, r.MANAGER, "money-sum", "off/speed/2026-02"))
    assert "Of GBP 930.00 only GBP 500.00: 500 GBP in the same month." in february
    waits = words(page(cast, r.MANAGER, "money-sum", "wait/speed/2026-02"))
    assert "Waits for the invoice of monthly charge for February 2026." in waits
    assert "In all, of what is final and known: GBP 500.00." in text
    assert text.index("February 2026") < text.index("January 2026")
    assert "off the charges, S4" in text
    assert "Doubled by repeat: 6." in text


def test_a_contract_without_money_says_so(cast: Cast) -> None:
    assert "No sum of money is worked out." in words(page(cast, r.MANAGER, "money"))
    assert "money/" not in page(cast, r.MANAGER, "performance")
    assert worth(world().terms)


def test_who_sees_it(cast: Cast) -> None:
    seen = {role: client_of(cast, role).get(address(cast, "money")).status_code for role in (r.MANAGER, r.HEAD, r.SUPPLIER, r.EQUALITY)}
    assert seen == {r.MANAGER: 200, r.HEAD: 200, r.SUPPLIER: 200, r.EQUALITY: 403}
