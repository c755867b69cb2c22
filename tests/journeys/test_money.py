"""Money, claimed, set off, withheld and released by both sides in a real browser, from the invoice on; then the answer to a notice.

The contract is that of `tests/rich.py`. By hand: 2% of March's 20,150.50 is 403.01; of April's 20,000.00 up to 1%, 200.00, may be withheld.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browsers import barriers
from tests.sites import Place

from tenor.desk.permissions import roles as r


@dataclass(slots=True)
class Both:
    """A window for each side, on one contract."""

    address: str
    manager: Page
    supplier: Page

    def at(self, page: Page, path: str) -> None:
        page.goto(f"{self.address}/{path}")
        self.in_order(page)

    def in_order(self, page: Page) -> None:
        found = barriers(page)
        assert not found, "\n".join([page.url, *found])
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than its window"


@pytest.fixture
def both(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    place = Place(tmp_path_factory.mktemp("money"))
    made = json.loads(place.python("-m", "tests.walk.made_stage").stdout)
    with place.served() as address:
        pages = []
        for role, size in ((r.MANAGER, (1280, 900)), (r.SUPPLIER, (375, 800))):
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB", timezone_id="Europe/London")
            context.add_cookies([{"name": "sessionid", "value": made["keys"][role], "url": address}])
            pages.append(context.new_page())
        yield Both(f"{address}/c/{made['examples']['rich']}", *pages)
        for page in pages:
            page.context.close()
    log = (place.home / "served.log").read_text()
    assert "Traceback" not in log, log


def test_both_sides_deal_with_money(both: Both) -> None:
    manager, supplier = both.manager, both.supplier
    the_invoice_comes(both, manager)
    a_credit_is_claimed(both, manager)
    the_other_side_sets_it_off(both, supplier)
    a_sum_is_withheld_and_released(both, manager)
    both.at(supplier, "money/")
    folded = supplier.locator("details", has_text="April 2023")
    expect(folded.or_(supplier.locator("section", has_text="April 2023")).first).to_contain_text("released")


def the_invoice_comes(both: Both, page: Page) -> None:
    """By the menu, by keyboard alone."""
    both.at(page, "")
    page.get_by_role("link", name="Money", exact=True).first.click()
    page.get_by_role("link", name="Record an invoice").press("Enter")
    page.get_by_label("Which month?").select_option("2023-04")
    page.get_by_label("What did it come to (GBP)?").fill("twenty thousand")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("must be a sum of money, like 1,250.00")
    both.in_order(page)
    page.get_by_label("What did it come to (GBP)?").fill("20,000.00")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Recorded. What is reckoned from it is worked out now.")
    expect(page.get_by_role("table", name="What was invoiced, the newest first")).to_contain_text("GBP 20,000.00")


def a_credit_is_claimed(both: Both, page: Page) -> None:
    both.at(page, "money/sum/credits/good/2023-03/")
    expect(page.locator("h1")).to_have_text("GBP 403.01, March 2023: to be claimed")
    expect(page.get_by_label("How much do you claim (GBP)?")).to_have_value("403.01")
    page.get_by_role("button", name="Claim it").click()
    expect(page.locator("h1")).to_have_text("GBP 403.01, March 2023: claimed")
    both.in_order(page)


def the_other_side_sets_it_off(both: Both, page: Page) -> None:
    """On a telephone's width: the month is asked once setting off is picked."""
    both.at(page, "money/sum/credits/good/2023-03/")
    expect(page.get_by_text("Claimed: GBP 403.01")).to_be_visible()
    page.get_by_label("Set off against an invoice").check()
    page.get_by_label("Against the invoice of which month?").select_option("2023-05")
    page.get_by_role("button", name="Record it as settled").click()
    expect(page.locator("h1")).to_have_text("GBP 403.01, March 2023: settled")
    expect(page.get_by_text("GBP 403.01 set off against the invoice of May 2023")).to_be_visible()
    both.in_order(page)


def a_sum_is_withheld_and_released(both: Both, page: Page) -> None:
    """What is held back is as much as a person decides; it goes again when a person lets it."""
    both.at(page, "money/sum/hold/p-1/2023-04-28/")
    expect(page.locator("h1")).to_have_text("Up to GBP 200.00, April 2023: to be claimed")
    expect(page.get_by_label("How much do you withhold (GBP)?")).to_have_value("")
    page.get_by_label("How much do you withhold (GBP)?").fill("150")
    page.get_by_role("button", name="Withhold it").click()
    expect(page.locator("h1")).to_have_text("Up to GBP 200.00, April 2023: withheld")
    page.get_by_text("Release it: it goes to the other side").click()
    page.get_by_role("button", name="Release it").click()
    expect(page.locator("h1")).to_have_text("Up to GBP 200.00, April 2023: released")
    both.in_order(page)


def test_the_supplier_answers_before_silence_does(both: Both) -> None:
    page = both.supplier
    both.at(page, "duty/answer%20to%20notice%20n-1/")
    expect(page.locator("main")).to_contain_text("it counts as “accept” from Wed 14 Jun 2023")
    page.get_by_role("button", name="Give this answer").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose an answer for “What do you answer”")
    page.get_by_label("Dispute").check()
    page.get_by_label("Your reason").fill("The figures are wrong")
    page.get_by_role("button", name="Give this answer").click()
    expect(page.locator("main")).to_contain_text("Answered. Both sides see it.")
    both.in_order(page)
    both.at(both.manager, "duty/answer%20to%20notice%20n-1/")
    expect(both.manager.locator("main")).to_contain_text("The figures are wrong")
