"""A person on the road, on a telephone 375 px wide: four taps, no signal, the page closed and opened again, sent once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.journeys.conftest import Served

from tenor.desk.permissions import roles as r

PHONE = {"width": 375, "height": 812}
BY_ITSELF = 60_000  # milliseconds in which what waits must have gone once there is signal


@dataclass(slots=True)
class Telephone:
    """A telephone in somebody's hand. `taps`: how often it was touched since `begin`."""

    site: Served
    context: BrowserContext
    page: Page
    taps: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        return self.site.contract(path="log/")

    def begin(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def close_and_open(self) -> None:
        """The page is closed; later it is opened again at its address."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(self.home)

    def picture(self, name: str) -> None:
        if folder := os.environ.get("TENOR_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"phone-{name}.png", full_page=True)

    def made(self, unit: str) -> None:
        """Tell of a row made today."""
        self.begin()
        self.tap(self.page.get_by_role("link", name="I made a visit"))
        self.tap(self.page.get_by_label(unit))
        self.tap(self.page.get_by_role("button", name="Save"))
        self.page.wait_for_url(self.home)

    def sent(self, row: str, to: str) -> None:
        self.begin()
        self.tap(self.page.get_by_role("link", name="I sent a report"))
        self.tap(self.page.get_by_label(row))
        self.tap(self.page.get_by_label(to, exact=True))
        self.tap(self.page.get_by_role("button", name="Save"))
        self.page.wait_for_url(self.home)


@pytest.fixture
def telephone(browser: Browser, site: Served) -> Iterator[Callable[[str], Telephone]]:
    """Makes telephones, each with somebody signed in."""
    made: list[Telephone] = []

    def make(role: str) -> Telephone:
        context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="en-GB", timezone_id="Europe/London")  # type: ignore[arg-type]
        context.set_default_timeout(BY_ITSELF)
        page = context.new_page()
        telephone = Telephone(site, context, page)
        page.on("pageerror", lambda error: telephone.errors.append(str(error)))
        refused = "Content Security Policy"
        page.on("console", lambda said: telephone.errors.append(said.text) if refused in said.text else None)
        site.sign_in(page, role)
        made.append(telephone)
        return telephone

    yield make
    for each in made:
        each.context.close()
        assert not each.errors, each.errors


def ready(telephone: Telephone) -> None:
    """The copies for when there is no signal are there, and the page is done with putting newer ones in their place."""
    telephone.page.goto(telephone.home, wait_until="networkidle")
    pages = "document.querySelector('[data-phone]').dataset.keep.split(' ')"
    kept = f"(await Promise.all({pages}.map((page) => caches.match(page)))).every(Boolean)"
    kept = f"async () => {kept} && Boolean(navigator.serviceWorker.controller)"
    telephone.page.wait_for_function(kept)


def entries(telephone: Telephone, words: str) -> int:
    """How many rows of this month the manager finds with these words."""
    browser = telephone.context.browser
    assert browser is not None
    context = browser.new_context()
    page = context.new_page()
    telephone.site.sign_in(page, r.MANAGER)
    page.goto(telephone.site.contract(path="rows/?of=visits&month=2023-06"))
    found = page.locator("main tbody tr", has_text=words).count()
    context.close()
    return found


def test_signal_and_four_taps(telephone: Callable[[str], Telephone], site: Served) -> None:
    phone = telephone(r.VISITOR)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("What have you done?")
    phone.picture("home")
    site.no_barriers(phone.page)
    for big in phone.page.locator(".t-big").all():
        box = big.bounding_box()
        assert box is not None
        assert box["height"] >= 80
    phone.made("Cedar House")
    assert phone.taps <= 4
    expect(phone.page.locator(".t-receipt")).to_contain_text("Visit: Cedar House, Mon 12 Jun 2023")
    expect(phone.page.locator("main")).to_contain_text("Mon 19 Jun")
    phone.sent("Cedar House, visited", "Sent to council and Ofsted")
    assert phone.taps <= 4
    expect(phone.page.locator(".t-receipt")).to_contain_text("Sent to council and Ofsted")
    phone.picture("sent")
    site.no_barriers(phone.page)
    for name in ("I made a visit", "I sent a report"):
        phone.page.get_by_role("link", name=name).tap()
        expect(phone.page.get_by_role("heading", level=1)).to_have_text(name)
        phone.picture(name.replace(" ", "-"))
        site.no_barriers(phone.page)
        phone.page.goto(phone.home)


def test_no_signal(telephone: Callable[[str], Telephone], site: Served) -> None:
    """Said without signal, the page closed and opened again without signal: kept and told; with signal it goes by itself, once."""
    phone = telephone(r.VISITOR)
    ready(phone)
    phone.context.set_offline(True)
    phone.made("Elder House")
    assert phone.taps <= 4
    box = phone.page.locator(".t-queue")
    expect(box).to_contain_text("No signal. 1 thing is saved on this phone, not sent yet.")
    expect(box).to_contain_text("Visit: Elder House")
    phone.sent("Elder House", "Sent to council and Ofsted")
    assert phone.taps <= 4
    expect(box).to_contain_text("2 things are saved on this phone")
    phone.picture("not-sent")
    phone.close_and_open()
    expect(phone.page.locator(".t-queue")).to_contain_text("2 things are saved on this phone")
    site.no_barriers(phone.page)
    assert entries(phone, "Elder House") == 0
    phone.context.set_offline(False)
    expect(phone.page.locator(".t-receipt")).to_contain_text("Visit: Elder House, Mon 12 Jun 2023", timeout=BY_ITSELF)
    expect(phone.page.locator(".t-receipt")).to_contain_text("Sent to council and Ofsted on Mon 12 Jun 2023: Elder House")
    expect(phone.page.locator(".t-queue")).to_be_hidden()
    assert phone.page.evaluate("localStorage.getItem('tenor-queue')") is None
    phone.close_and_open()
    phone.page.wait_for_timeout(500)
    assert entries(phone, "Elder House") == 1


def test_an_answer_that_was_lost(telephone: Callable[[str], Telephone]) -> None:
    """The server took it and the answer never came: sent again, it stays one."""
    phone = telephone(r.VISITOR)
    ready(phone)
    posts: list[str] = []

    def lose(route: object) -> None:
        if route.request.method != "POST" or posts:  # type: ignore[attr-defined]
            return route.fallback()  # type: ignore[attr-defined,no-any-return]
        posts.append(route.fetch().text())  # type: ignore[attr-defined]
        return route.abort()  # type: ignore[attr-defined,no-any-return]

    phone.context.route("**/log/acts/", lose)
    phone.made("Fir House")
    expect(phone.page.locator(".t-receipt")).to_contain_text("Fir House")
    assert '"kept"' in posts[0]
    assert entries(phone, "Fir House") == 1


def test_refused_and_nothing_lost(telephone: Callable[[str], Telephone]) -> None:
    """A refusal stands on the page with what to do; what was said can be changed."""
    phone = telephone(r.VISITOR)
    ready(phone)
    act = {"id": str(uuid4()), "what": "made", "dataset": "visits", "unit": "G", "day": "2023-03-01", "who": "s-2"}
    home = urlsplit(phone.home).path
    kept = {**act, "said": "Visit: Gorse House", "row": "Gorse House", "page": f"{home}visits/made/", "home": home}
    phone.page.evaluate("kept => localStorage.setItem('tenor-queue', JSON.stringify([kept]))", kept)
    phone.page.reload()
    box = phone.page.locator(".t-queue")
    expect(box).to_contain_text("This was not taken")
    expect(box).to_contain_text("Choose another day or another place")
    phone.picture("refused")
    phone.tap(box.get_by_role("link", name="Change it"))
    expect(phone.page.get_by_label("Gorse House")).to_be_checked()
    phone.page.locator("input[name=day]").fill("2023-06-05")
    phone.tap(phone.page.get_by_role("button", name="Save"))
    phone.page.wait_for_url(phone.home)
    expect(phone.page.locator(".t-receipt")).to_contain_text("Gorse House, Mon 5 Jun 2023")
    expect(phone.page.locator(".t-queue")).to_be_hidden()


def test_signed_out_meanwhile(telephone: Callable[[str], Telephone], site: Served) -> None:
    """The session ended while there was no signal: it is kept, asks to sign in, then goes."""
    phone = telephone(r.VISITOR)
    ready(phone)
    phone.context.set_offline(True)
    phone.made("Beech House")
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    box = phone.page.locator(".t-queue")
    expect(box).to_contain_text("You are signed out. Sign in, and it is sent.", timeout=BY_ITSELF)
    phone.picture("signed-out")
    phone.tap(box.get_by_role("link", name="Sign in to send"))
    phone.page.fill("input[name=login]", site.about["emails"][r.VISITOR])
    phone.page.fill("input[name=password]", site.about["password"])
    phone.page.click("form:has(input[name=password]) button[type=submit]")
    phone.page.wait_for_url(phone.home)
    expect(phone.page.locator(".t-receipt")).to_contain_text("Beech House")


def test_signing_out_takes_all_away(telephone: Callable[[str], Telephone]) -> None:
    """What is not sent is asked about first; then nothing stays on the telephone."""
    phone = telephone(r.VISITOR)
    ready(phone)
    phone.context.set_offline(True)
    phone.made("Damson House")
    phone.tap(phone.page.get_by_role("button", name="Sign out"))
    expect(phone.page.get_by_role("alert")).to_contain_text("Something is not sent yet")
    phone.context.set_offline(False)
    expect(phone.page.locator(".t-receipt")).to_contain_text("Damson House", timeout=BY_ITSELF)
    phone.tap(phone.page.get_by_role("button", name="Sign out"))
    phone.page.wait_for_url("**/account/**")
    assert phone.page.evaluate("localStorage.getItem('tenor-queue')") is None
    assert phone.page.evaluate("caches.has('tenor-phone')") is False


def test_without_scripts(browser: Browser, site: Served) -> None:
    """The same forms post."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    site.sign_in(page, r.VISITOR)
    page.get_by_role("link", name="I made a visit").click()
    page.get_by_label("Ash House").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".t-receipt")).to_contain_text("Visit: Ash House, Mon 12 Jun 2023")
    context.close()


def test_whoever_looks_after_units(telephone: Callable[[str], Telephone], site: Served) -> None:
    """The visitor told; the manager of the unit says yes, and sends the report back; the visitor answers; trouble is told."""
    visitor, manager = telephone(r.VISITOR), telephone(r.UNIT)
    visitor.made("Gorse House")
    visitor.sent("Gorse House, visited Mon 12 Jun", "Sent to council and Ofsted")
    page = manager.page
    page.goto(site.contract(path="unit/"))
    manager.picture("unit")
    site.no_barriers(page)
    today = page.locator("section", has_text="Gorse House, visited Mon 12 Jun")
    today.get_by_role("button", name="Yes, there was a visit").tap()
    expect(page.locator(".t-receipt")).to_contain_text("That is kept")
    today.get_by_role("link", name="Send it back").tap()
    page.get_by_label("Omission").tap()
    page.get_by_label("Standard").tap()
    page.get_by_label("What should be put right?").fill("Say which rooms were seen.")
    manager.picture("unit-back")
    site.no_barriers(page)
    page.get_by_role("button", name="Send it back").tap()
    expect(page.locator("main")).to_contain_text("waits for an answer")
    visitor.page.goto(visitor.home)
    visitor.page.get_by_role("link", name="See why, and answer").tap()
    expect(visitor.page.locator("main")).to_contain_text("Say which rooms were seen.")
    visitor.picture("sent-back")
    site.no_barriers(visitor.page)
    visitor.page.get_by_label("Your answer").fill("All of them, see page 2.")
    visitor.page.get_by_role("button", name="Send the answer").tap()
    expect(visitor.page.locator(".t-receipt")).to_contain_text("Your answer is sent")
    page.goto(site.contract(path="unit/"))
    expect(page.locator("main")).to_contain_text("All of them, see page 2.")
    manager.picture("unit-answered")
    page.get_by_role("link", name="Tell us about a problem").tap()
    expect(page.locator("main")).not_to_contain_text("Beech House")
    page.get_by_label("Ash House").tap()
    page.get_by_label("What has happened?").fill("The kitchen is flooded.")
    page.get_by_label("When can we call you?").fill("Today until 5")
    manager.picture("problem")
    site.no_barriers(page)
    page.get_by_role("button", name="Tell them").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 7 visits at risk")
    expect(page.locator("main")).to_contain_text("Ash House")
    manager.picture("problem-told")
    site.no_barriers(page)


def test_the_other_side_says_it_was_seen(telephone: Callable[[str], Telephone], page: Page, site: Served) -> None:
    """In the frame of the contract, on a desktop."""
    phone = telephone(r.VISITOR)
    phone.tap(phone.page.get_by_role("link", name="Tell us now"))
    phone.page.get_by_label("Cedar House").tap()
    phone.page.get_by_label("What has happened?").fill("The car broke down.")
    phone.page.get_by_label("When can we call you?").fill("Until noon")
    phone.page.get_by_role("button", name="Tell them").tap()
    expect(phone.page.locator("main")).to_contain_text("Not seen yet")
    site.sign_in(page, r.MANAGER)
    page.goto(site.contract(path="problems/"))
    site.no_barriers(page)
    page.locator("main li", has_text="Cedar House").get_by_role("link").click()
    site.no_barriers(page)
    page.get_by_role("button", name="I have seen this").click()
    expect(page.locator(".t-receipt")).to_contain_text("They are told that you have seen it")
    page.get_by_label("What was agreed?").fill("The visit moves to Thursday.")
    page.get_by_role("button", name="Keep it for both sides").click()
    expect(page.locator("main")).to_contain_text("Talked through")
    phone.page.reload()
    expect(phone.page.locator("main")).to_contain_text("The visit moves to Thursday.")
