"""A site that begins with nothing in it, its days, its mail and its people, each with a browser of their own.

town.move_on_to(date(2022, 9, 29))     # the same database, another day
robin = town.person("Robin Instance")
robin.opens_mail()
robin.page.get_by_label("Your name")...
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from tests.browsers import PATIENCE as BROWSER_PATIENCE
from tests.journeys.mail import Mail, post_office
from tests.sites import Place, days_back

from tenor.cli.serve import free_port

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 740}, "is_mobile": True, "has_touch": True}
NO_SCRIPTS: dict[str, Any] = {"java_script_enabled": False}
PASSWORD = "a red kettle on nine hills"
PATIENCE = 60.0  # seconds until Home has what was done a moment ago
ANSWER = "the server responded with a status of"  # a 404 or 422 that somebody meant to get is no complaint


@dataclass(slots=True)
class Somebody:
    """A person of the story, with a window open."""

    town: Town
    name: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@town.example"

    def goes_to(self, path: str = "/") -> Page:
        self.page.goto(self.town.address + path)
        return self.page

    def looks_at(self, picture: str) -> None:
        """Keep a picture of the page, where TENOR_PICTURES says."""
        self.town.picture(self, picture)

    def opens_mail(self) -> Page:
        """Open the link in the newest mail."""
        self.page.goto(self.town.mail.link_to(self.email))
        return self.page

    def begins(self) -> None:
        """Come by the invitation: a name and a password."""
        page = self.opens_mail()
        page.get_by_label("Your name").fill(self.name)
        page.get_by_label("With a password").check()
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_role("heading", level=1)).to_have_count(1)

    def signs_in(self) -> Page:
        page = self.goes_to("/account/login/")
        page.get_by_label("Email").fill(self.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{self.town.address}/**")
        return page

    def finds_at_home(self, button: str, *, there: bool = True) -> Page:
        """Home once it has (or no longer has) a line with this button: it is made anew a moment after an act, beside the requests."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            page = self.goes_to("/")
            if bool(page.get_by_role("link", name=re.compile(f"^{button}")).count()) == there:
                return page
            page.wait_for_timeout(200)
        found = page.get_by_role("main").inner_text()
        raise AssertionError(f"{self.name}'s Home {'has no' if there else 'still has'} “{button}”:\n{found}")

    def on_the_contract(self, path: str = "") -> Page:
        """A page of the contract."""
        return self.goes_to(f"/c/{self.town.contract}/{path}")


@dataclass(slots=True)
class Town:
    """The whole of it. `address`: without a slash at the end; `contract`: the id of the contract once it is there."""

    place: Place
    browser: Browser
    mail: Mail
    address: str = ""
    contract: str = ""
    day: date = date.min
    people: dict[str, Somebody] = field(default_factory=dict)
    windows: list[Somebody] = field(default_factory=list)
    pictures: int = 0

    def move_on_to(self, day: date) -> None:
        """Let it be another day, from the next request on."""
        half = self.place.home / "today.half"
        half.write_text(day.isoformat())
        half.replace(self.place.home / "today")  # whole, whoever reads it meanwhile
        self.day = day
        self.place.more["TENOR_DAYS_BACK"] = str(days_back(day))  # for commands, which run by themselves

    def wake_up_on(self, day: date) -> None:
        """Another day, after the nightly command that makes standings anew."""
        self.move_on_to(day)
        self.place.tenor("tick")

    def person(self, name: str, **window: Any) -> Somebody:
        """Somebody, with a desktop unless another window is asked for; the same window when asked again."""
        if name not in self.people:
            self.people[name] = self.another_window(name, **(window or DESKTOP))
        return self.people[name]

    def another_window(self, name: str, **window: Any) -> Somebody:
        """A window of its own for somebody, signed in nowhere."""
        context = self.browser.new_context(**{**DESKTOP, "locale": "en-GB", "timezone_id": "Europe/London", **window})
        context.set_default_timeout(BROWSER_PATIENCE)
        somebody = Somebody(self, name, context, context.new_page())
        self.windows.append(somebody)
        self._listen(somebody)
        return somebody

    def _listen(self, somebody: Somebody) -> None:
        page, complaints = somebody.page, somebody.complaints
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" and ANSWER not in said.text else None,
        )

    def picture(self, somebody: Somebody, name: str) -> None:
        folder = os.environ.get("TENOR_PICTURES")
        if folder and not self.place.database:
            self.pictures += 1
            somebody.page.screenshot(
                path=Path(folder) / f"{self.pictures:02}-{re.sub('[^a-z0-9]+', '-', name.lower())}.png", full_page=True
            )

    def leave(self) -> list[str]:
        """Close every window. What the browsers complained of, and what the site stumbled over."""
        complaints = [line for each in self.windows for line in each.complaints]
        for each in self.windows:
            each.context.close()
        log = (self.place.home / "served.log").read_text()
        return complaints + ([log] if "Traceback" in log else [])


def _told(page: Page, said: ConsoleMessage) -> list[str]:
    return [f"{page.url}: {said.text}"] if said.type == "error" and ANSWER not in said.text else []


@contextmanager
def make_town(place: Place, browser: Browser, first_day: date) -> Iterator[Town]:
    """An empty site, served, with its mail."""
    with post_office() as mail:
        place.program = ("-m", "tests.moving_clock")
        port = free_port("127.0.0.1", 0)
        place.more |= {"TENOR_MAIL_URL": mail.url, "TENOR_ADDRESS": f"http://127.0.0.1:{port}"}
        town = Town(place, browser, mail)
        town.move_on_to(first_day)
        with place.served("--port", str(port)) as town.address:
            yield town
            complaints = town.leave()
    assert not complaints, "\n".join(complaints)
