"""A spring of the example, lived through the pages by both sides: the meeting, its minutes that silence agrees, the plan that both sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Page, expect
from tests.browsers import PATIENCE
from tests.cast import CONTRACTS, PASSWORD
from tests.sites import Place, days_back

from tenor.desk.permissions import roles as r

RETURNS = CONTRACTS / "reg-44-visits" / "returns"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "timezone_id": "Europe/London"}


@dataclass(slots=True)
class Story:
    """The cast's site on a day that moves on, with a window for each person."""

    place: Place
    browser: Browser
    address: str
    pages: dict[str, Page] = field(default_factory=dict)

    def on(self, day: date) -> None:
        """From the next request on it is this day; what Home reads is made anew."""
        half = self.place.home / "today.half"
        half.write_text(day.isoformat())
        half.replace(self.place.home / "today")
        self.place.more["TENOR_DAYS_BACK"] = str(days_back(day))
        self.place.tenor("tick")

    def page(self, role: str) -> Page:
        """The person's window, signed in."""
        if role not in self.pages:
            context = self.browser.new_context(**DESKTOP)
            context.set_default_timeout(PATIENCE)
            page = self.pages[role] = context.new_page()
            page.goto(f"{self.address}/account/login/")
            page.fill("input[name=login]", self.place.about["emails"][role])
            page.fill("input[name=password]", self.place.about["password"])
            page.click("form:has(input[name=password]) button[type=submit]")
            page.wait_for_url(lambda url: "/account/" not in url)
        return self.pages[role]

    def open(self, role: str, path: str) -> Page:
        """A page of the contract, as this person."""
        page = self.page(role)
        page.goto(f"{self.address}/c/{self.place.about['visits']}/{path}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        return page

    def from_home(self, role: str, button: str) -> Page:
        """By the line of Home that asks for it."""
        page = self.page(role)
        page.goto(f"{self.address}/")
        page.get_by_role("link", name=re.compile(f"^{button}")).first.click()
        return page


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    if "/reauthenticate/" in page.url:  # whoever does what cannot lightly be undone shows again who they are
        page.fill("input[name=password]", PASSWORD)
        page.click("form:has(input[name=password]) button[type=submit]")


def done(page: Page, words: str) -> None:
    """What the page says was done."""
    expect(page.get_by_role("status").first).to_contain_text(words)


def says(page: Page, *several: str) -> None:
    for words in several:
        expect(page.get_by_role("main")).to_contain_text(words)


def fill_day(page: Page, group: str, day: date) -> None:
    """The three boxes of a day."""
    boxes = page.get_by_role("group", name=group)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label, exact=True).fill(str(value))


def offered(page: Page) -> set[str]:
    """The acts that the page offers."""
    return {each.get_attribute("data-act") or "" for each in page.locator("[data-act]").all()}


# --- April: the meeting and its minutes --------------------------------------------------------------------------


def the_manager_prepares_the_meeting(story: Story) -> None:
    """From Home to the agenda: drafted from the record, and no block of the contract can be left out unsaid."""
    page = story.open(r.MANAGER, "meetings/slot/performance/2023-Q2/")
    fill_day(page, "Which day?", date(2023, 4, 20))
    page.get_by_label("From what time?").fill("15:00")
    page.get_by_label("Improvements and good practice with feedback both ways").fill("")
    press(page, "Send the agenda")
    expect(page.get_by_role("alert")).to_contain_text("nothing to report")
    for each in page.get_by_label("Nothing to report").all():
        block = each.locator("xpath=ancestor::*[.//textarea][1]")
        if not block.locator("textarea").first.input_value():
            each.check()
    press(page, "Send the agenda")
    done(page, "agenda")


def the_supplier_reads_the_agenda(story: Story) -> None:
    page = story.open(r.SUPPLIER, "meetings/")
    page.get_by_role("link", name=re.compile("^The meeting and its agenda")).first.click()
    says(page, "Thu 20 Apr")
    assert "meeting-held" in offered(page)


def the_meeting_is_held_without_the_suppliers_manager(story: Story) -> None:
    """It does not meet clause 5.6 until the council accepts who stood in. Actions have owners and days."""
    page = story.open(r.MANAGER, "meetings/")
    page.get_by_role("link", name=re.compile("^The meeting and its agenda")).first.click()
    page.get_by_role("link", name="Record that it was held").first.click()
    fill_day(page, "Which day was it?", date(2023, 4, 20))
    page.get_by_label("By video or telephone").check()
    page.get_by_label("Example County Council's contract manager", exact=True).check()
    page.get_by_label("Service manager", exact=True).check()
    page.get_by_label("Action 1: what").fill("Name a relief visitor")
    press(page, "Record the meeting")
    expect(page.get_by_role("alert")).to_contain_text("Say who does action 1")
    page.get_by_label("Action 1: who").select_option("supplier contract manager")
    page.get_by_label("Action 1: by when").fill("2 6 2023")
    press(page, "Record the meeting")
    done(page, "Recorded")
    says(page, "was not there", "5.6")
    page.get_by_label("Who stood in?").fill("Jo Standin, for the contract manager")
    press(page, "Accept the substitute")
    expect(page.get_by_role("button", name="Accept the substitute")).to_have_count(0)


def the_manager_writes_and_sends_the_minutes(story: Story) -> None:
    """Drafted from what is known; nothing empty goes out."""
    page = story.from_home(r.MANAGER, "Write the minutes")
    page.get_by_role("link", name=re.compile("[Ww]rite")).first.click()
    says(page, "Name a relief visitor")
    page.get_by_label(re.compile("^2 Results and outcomes")).fill("March: 4 of 5 reports in time. Cover was not arranged.")
    page.get_by_label(re.compile("^7 Anything else")).fill("")
    page.get_by_label("Nothing to report on item 7").uncheck()
    press(page, "Send the minutes")
    expect(page.get_by_role("alert")).to_contain_text("“Anything else both sides want” says nothing yet")
    for n in range(1, 10):
        boxes = page.locator(f"[name=text_{n}]")
        if boxes.count() and not boxes.first.input_value():
            page.get_by_label(f"Nothing to report on item {n}").check()
    press(page, "Send the minutes")
    done(page, "Sent.")


def nothing_runs_until_the_supplier_says_that_they_arrived(story: Story) -> None:
    page = story.open(r.MANAGER, "meetings/")
    page.get_by_role("link", name=re.compile("minutes")).first.click()
    says(page, "arrived")
    page = story.from_home(r.SUPPLIER, "Say that it arrived")
    page.get_by_role("link", name=re.compile("arrived")).first.click()
    fill_day(page, "The day they arrived", date(2023, 4, 25))
    press(page, "They arrived on this day")
    says(page, "Thu 11 May")


def others_comment_and_no_clock_stops(story: Story) -> None:
    """A service manager and the supplier comment: neither is an answer."""
    for role, words in ((r.SUPPLIER, "Please use these words."), (r.MANAGER, "We keep what was said.")):
        page = minutes_page(story, role)
        page.get_by_role("link", name=re.compile("[Cc]omment")).first.click()
        page.get_by_label("On what?").select_option(label="2 Results and outcomes")
        page.get_by_label("What do you want to say?").fill(words)
        if role == r.SUPPLIER:
            page.get_by_label("Words that should stand there instead").fill(
                "March: 4 of 5 reports in time. Cover was asked for and not found."
            )
        press(page, "Keep the comment")
        says(page, words, "Thu 11 May")


def minutes_page(story: Story, role: str) -> Page:
    page = story.open(role, "meetings/")
    page.get_by_role("link", name=re.compile("minutes", re.I)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    return page


def silence_agrees_once_the_tenth_day_is_over(story: Story) -> None:
    """On the tenth working day they are still received; on the day after they are taken as agreed, and can be issued and locked."""
    story.on(date(2023, 5, 11))
    page = minutes_page(story, r.MANAGER)
    assert "minutes-issued" not in offered(page)
    story.on(date(2023, 5, 12))
    page = minutes_page(story, r.SUPPLIER)
    says(page, "taken as agreed")  # what the supplier says from now on is a comment
    page = story.from_home(r.MANAGER, "Issue the minutes")
    page.locator("a[data-act=minutes-issued]").first.click()
    press(page, "Issue the final version")
    says(page, "checked: unchanged")
    assert "minutes-issued" not in offered(page)
