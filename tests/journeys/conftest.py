"""A person's work in a real browser, against a site that is really served: on SQLite and on PostgreSQL, from a database of its own.

    def test_something(site: Served, page: Page) -> None:
        site.sign_in(page, roles.MANAGER)
        ...
        site.no_barriers(page)

`page` is a desktop, `phone` a phone 390 px wide, `narrow` 320 px. What the browser complains of (a script that failed, a style the
page's own policy refused) fails the test at its end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browsers import PATIENCE, barriers, launched
from tests.sites import Place, new_database

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
ANSWER = "the server responded with a status of"  # a 404 or 422 that a test asked for is no complaint
CHROMIUM = shutil.which("chromium")


@dataclass(slots=True)
class Served:
    """A site that is up. `place`: where its database is; `address`: without a slash at the end."""

    place: Place
    address: str

    @property
    def about(self) -> dict[str, Any]:
        """What is in it: "visits" and "lifts" (ids of contracts), "emails" by role, "password"."""
        return self.place.about

    def contract(self, name: str = "visits", path: str = "") -> str:
        """The address of a page of a contract."""
        return f"{self.address}/c/{self.about[name]}/{path}"

    def sign_in(self, page: Page, role: str) -> None:
        """Sign in through the page, as this person of the cast; ends on Home, or where Home leads somebody who sees only a part."""
        page.goto(f"{self.address}/account/login/")
        page.fill("input[name=login]", self.about["emails"][role])
        page.fill("input[name=password]", self.about["password"])
        page.click("form:has(input[name=password]) button[type=submit]")
        page.wait_for_url(lambda url: "/account/" not in url)

    def no_barriers(self, page: Page) -> None:
        """No rule of WCAG 2.2 AA that a machine can judge is broken on the page as it stands, and nothing runs out at its side."""
        found = barriers(page)
        assert not found, "\n".join([page.url, *found])
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} px wider than its window"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    found = launched(CHROMIUM, FLAGS)
    yield found
    found.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation with the cast in it, made once a run and kind of database, and only copied."""
    database = "" if request.param == "sqlite" else new_database(request.getfixturevalue("postgres"))
    return Place(tmp_path_factory.mktemp("template"), database).with_cast()


@pytest.fixture(scope="module")
def site(template: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with the cast, served: one for the tests of a module, on each kind of database."""
    place = template.copy(tmp_path_factory.mktemp("site"))
    with place.served() as address:
        yield Served(place, address)
    log = (place.home / "served.log").read_text()
    assert "Traceback" not in log, log


@pytest.fixture(scope="module")
def empty_site(template: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with nothing in it: the journeys from an empty database begin here (`tenor invite-owner`)."""
    database = new_database(template.database) if template.database else ""
    place = Place(tmp_path_factory.mktemp("empty"), database)
    with place.served() as address:
        yield Served(place, address)


def _opened(browser: Browser, **options: Any) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: complaints.extend([f"{page.url}: {said.text}"] if said.type == "error" and ANSWER not in said.text else []),
    )
    yield page
    if folder := os.environ.get("TENOR_PICTURES"):  # to look at what the last page of each test looked like
        page.screenshot(
            path=Path(folder) / f"{os.environ['PYTEST_CURRENT_TEST'].partition('::')[2].rpartition(' ')[0]}.png", full_page=True
        )
    context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop."""
    yield from _opened(browser, viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="Europe/London")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone: small, and touched."""
    size = {"width": 390, "height": 844}
    yield from _opened(browser, viewport=size, is_mobile=True, has_touch=True, locale="en-GB", timezone_id="Europe/London")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """The narrowest window in which everything must still be had without scrolling sideways."""
    yield from _opened(browser, viewport={"width": 320, "height": 700}, locale="en-GB", timezone_id="Europe/London")


@pytest.fixture
def no_scripts(browser: Browser) -> Iterator[Page]:
    """A browser that runs no JavaScript."""
    yield from _opened(
        browser, viewport={"width": 1280, "height": 900}, java_script_enabled=False, locale="en-GB", timezone_id="Europe/London"
    )
