"""The first minute: the door, the way in, what stands there, and the way out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served

from tenor.desk.permissions import roles as r

ROLES = [*r.ROLES, "stranger"]


def test_home_is_behind_the_door(site: Served, page: Page) -> None:
    page.goto(f"{site.address}/")
    expect(page.locator("input[name=password]")).to_be_visible()
    site.no_barriers(page)


def test_a_wrong_word_is_told_and_the_address_is_kept(site: Served, page: Page) -> None:
    page.goto(f"{site.address}/account/login/")
    page.fill("input[name=login]", site.about["emails"][r.MANAGER])
    page.fill("input[name=password]", "not this one")
    page.click("form:has(input[name=password]) button[type=submit]")
    expect(page.locator("input[name=login]")).to_have_value(site.about["emails"][r.MANAGER])
    expect(page.locator("main")).to_contain_text("is not right")
    site.no_barriers(page)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_comes_in_and_finds_a_page(site: Served, page: Page, role: str) -> None:
    site.sign_in(page, role)
    expect(page.locator("h1")).to_have_count(1)
    site.no_barriers(page)


def test_without_scripts_one_comes_in_too(site: Served, no_scripts: Page) -> None:
    site.sign_in(no_scripts, r.MANAGER)
    expect(no_scripts.locator("h1")).to_have_count(1)


def test_home_on_a_narrow_phone(site: Served, narrow: Page) -> None:
    site.sign_in(narrow, r.MANAGER)
    site.no_barriers(narrow)


def test_after_signing_out_nothing_is_there(site: Served, page: Page) -> None:
    site.sign_in(page, r.MANAGER)
    page.goto(f"{site.address}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")
    page.goto(f"{site.address}/")
    expect(page.locator("input[name=password]")).to_be_visible()
