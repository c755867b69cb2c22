"""Every page in a real browser, against a site that is really served: wide and narrow, by keyboard, without scripts.

Wide it is opened by the first of those it is for, narrow (320 px) by the second. Nothing foreign is asked for, the browser complains of
nothing, no rule of accessibility that a machine can judge is broken, nothing runs out at the side, whatever has the focus shows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Response
from tests.browsers import PATIENCE, barriers, launched
from tests.journeys.conftest import ANSWER, CHROMIUM, FLAGS
from tests.sites import Place
from tests.walk.addresses import Address, address_of, walked
from tests.walk.stage import NOBODY
from tests.walk.test_who import expected

from tenor.desk.permissions import roles as r

LOOKERS = (r.MANAGER, r.SUPPLIER, r.UNIT, r.VISITOR, r.OWNER, NOBODY)
FILES = """chart signed-terms file return-file return-template look-colour look-logo phone-manifest phone-acts phone-worker""".split()
SHOWN = (200, 404, 410, 422)
STEPS = 12  # Tab pressed: whoever is stuck is stuck by then
PAGES = [one for one in walked() if one.name not in FILES and any(expected(one, who) in SHOWN for who in LOOKERS)]

IN_PAGE = (Path(__file__).parent / "in_page.js").read_text()


@dataclass  # no slots: Playwright writes on whoever listens
class Window:
    """The window of a walker, led from page to page: a new one for each page costs as much as the page does."""

    site: str
    page: Page
    asked: set[Request] = field(default_factory=set)  # by the page it now shows
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Hear what the browser complains of, for as long as the window is open."""
        self.page.on("pageerror", lambda error: self.complaints.append(f"a script failed: {error}"))
        self.page.on("console", lambda said: self._said(said.text) if said.type == "error" else None)
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("dialog", lambda asks: asks.accept())  # "leave without sending?": yes, else no other page is ever shown

    def lead(self, path: str, width: int) -> int:
        """Open a page; gives its status. What the page before it asked for, and has not had, is no complaint of this one."""
        self.asked, self.complaints = set(), []
        self.page.set_viewport_size({"width": width, "height": 800})
        answer = self.page.goto(self.site + path)
        assert answer is not None
        return answer.status

    def _said(self, text: str) -> None:
        if ANSWER not in text:
            self.complaints.append(text)

    def _asked(self, asked: Request) -> None:
        self.asked.add(asked)
        if not asked.url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"asked of elsewhere: {asked.url}")

    def _failed(self, asked: Request) -> None:
        if asked in self.asked:
            self.complaints.append(f"not there: {asked.url} {asked.failure}")

    def _answered(self, got: Response) -> None:
        if got.status >= 400 and got.request in self.asked and got.request.resource_type not in ("document", "fetch"):
            self.complaints.append(f"{got.status}: {got.url}")


@dataclass(slots=True)
class Walk:
    """A site that is up, and a window for each walker, with scripts and without."""

    address: str
    examples: dict[str, str]
    keys: dict[str, str]
    browser: Browser
    windows: dict[tuple[str, bool], Window] = field(default_factory=dict)

    def open(self, one: Address, who: str, width: int, scripts: bool = True) -> tuple[Page, list[str], int]:
        """The page, what the browser complains of (more may come), and its status."""
        if (who, scripts) not in self.windows:
            self.windows[who, scripts] = self._window(who, scripts)
        window = self.windows[who, scripts]
        status = window.lead(address_of(one, self.examples), width)
        return window.page, window.complaints, status

    def _window(self, who: str, scripts: bool) -> Window:
        context = self.browser.new_context(locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts)
        context.set_default_timeout(PATIENCE)
        if who != NOBODY:
            context.add_cookies([{"name": "sessionid", "value": self.keys[who], "url": self.address}])
        window = Window(self.address, context.new_page())
        window.listen()
        return window


@pytest.fixture(scope="session")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """One site and one browser for all pages of a worker."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    place = Place(tmp_path_factory.mktemp("walk"))
    made = json.loads(place.python("-m", "tests.walk.made_stage").stdout)
    with place.served() as address:
        browser = launched(CHROMIUM, FLAGS)
        yield Walk(address, made["examples"], made["keys"], browser)
        browser.close()


def asked(page: Page, what: str) -> Any:
    return page.evaluate(f"({IN_PAGE.partition(chr(10))[2].rstrip()}).{what}()")


def breaks(page: Page, width: int) -> list[str]:
    """What is wrong with the page as it stands."""
    wrong = barriers(page)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    if wide > width:
        wrong.append(f"it is {wide} px wide in a window of {width}: {asked(page, 'wide')}")
    if (n := page.locator("h1").count()) != 1:
        wrong.append(f"{n} h1")
    return wrong


def keyboard(page: Page) -> list[str]:
    """Tab leads on, and whatever has the focus shows it."""
    places = []
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        places.append(page.evaluate("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    return [
        *(["Tab leads nowhere"] if len(set(places)) < 3 else []),
        *(f"the focus is not seen on {each}" for each in asked(page, "unseen")),
    ]


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_a_page_in_a_browser(one: Address, walk: Walk) -> None:
    lookers = [who for who in LOOKERS if expected(one, who) == 200] or [who for who in LOOKERS if expected(one, who) in SHOWN]
    wrong = []
    for who, width in ((lookers[0], 1280), (lookers[1 % len(lookers)], 320)):
        page, complaints, status = walk.open(one, who, width)
        found = breaks(page, width)
        if width == 1280:
            found += keyboard(page)
        elif status == 200 and one.part != "account" and asked(page, "emptied"):
            found += _mistaken(page, width)
        wrong += [f"{width} px as {who} ({status}): {each}" for each in (*found, *complaints)]
    assert not wrong, "\n".join([f"{one.name}:", *wrong])


class _KeptError(Exception):
    """No other page comes: a script of this one did not let the form go."""


def _mistaken(page: Page, width: int) -> list[str]:
    """The form sent empty: where it is refused, the page says so and stays in order."""
    try:
        with page.expect_navigation() as gone:
            if not asked(page, "pressed"):
                raise _KeptError
    except _KeptError:
        return [f"with mistakes, kept by its script: {each}" for each in breaks(page, width)]
    if gone.value is None or gone.value.status != 422:
        return []
    wrong = [] if page.title().startswith("Error: ") else [f"the title of the page with mistakes is “{page.title()}”"]
    if not page.locator(".govuk-error-summary").count():
        wrong.append("no summary of the mistakes")
    return [f"with mistakes: {each}" for each in (*wrong, *breaks(page, width))]


READ = [one for one in PAGES if any(expected(one, who) == 200 for who in LOOKERS)]


@pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
def test_a_page_is_there_without_scripts(one: Address, walk: Walk) -> None:
    who = next(who for who in LOOKERS if expected(one, who) == 200)
    page, complaints, status = walk.open(one, who, 1280, scripts=False)
    wrong = [] if status == 200 and page.locator("h1").is_visible() and len(page.locator("main").inner_text()) >= 20 else [str(status)]
    assert not wrong + complaints


def test_a_form_is_sent_without_scripts(walk: Walk) -> None:
    one = next(one for one in PAGES if one.name == "capacity-tell")
    page, complaints, _ = walk.open(one, r.VISITOR, 320, scripts=False)
    page.locator("main input[type=checkbox], main input[type=radio]").first.check()
    page.locator("main textarea").first.fill("The gate was locked")
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    assert page.get_by_text("The gate was locked").first.is_visible()
    assert not complaints
