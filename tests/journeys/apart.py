"""Two people at once; without scripts; and what is taken out at the end says what the pages say."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect
from tests.journeys.lived import FIGURES, fill_line, sends, status
from tests.journeys.setting_up import MANAGER, SUPPLIER, VISITOR, heading, press
from tests.journeys.town import NO_SCRIPTS, PHONE, Town


def the_manager_types_a_return_in_while_the_visitor_logs(town: Town) -> None:
    """The form went stale: it says what was recorded since, nothing typed is lost, and it can be sent again."""
    alex, kit = town.person(MANAGER), town.person(VISITOR)
    page = alex.on_the_contract("returns/monthly/2022-11/")
    heading(page, "Enter the return of Visiting Voices CIC for November 2022")
    fill_line(page, "Beech House", "3 11 2022")
    for tick in page.get_by_role("checkbox", name=re.compile("^none so far")).all():
        if not re.search("Ash House|Beech House", tick.evaluate("box => box.labels[0].textContent")):
            tick.check()
    visitor = kit.goes_to("/")
    visitor.get_by_role("link", name="I made a visit").click()
    visitor.get_by_label("Ash House").check()
    visitor.get_by_role("button", name=re.compile("^Save")).click()
    status(visitor, "Saved. Visit: Ash House")
    sends(page)
    changed = page.get_by_role("status").filter(has_text="This changed since you opened it")
    expect(changed).to_contain_text("entered in the log")
    alex.looks_at("a form that went stale")
    expect(page.get_by_label("Beech House: Visited")).to_have_value("3 11 2022")
    expect(page.get_by_role("row", name=re.compile("^Ash House Tue 8 Nov"))).to_have_count(1)
    sends(page)
    heading(page, "The return for November 2022 was received on Tue 8 Nov 2022")
    expect(page.get_by_role("main")).to_contain_text("please confirm")


def the_supplier_confirms_what_was_typed_in(town: Town) -> None:
    """It waits on the supplier's Home."""
    robin = town.person(SUPPLIER)
    page = robin.finds_at_home("Look and confirm")
    page.get_by_role("link", name=re.compile("^Look and confirm")).click()
    robin.looks_at("a return to confirm")
    press(page, "Yes, it is right")
    robin.finds_at_home("Look and confirm", there=False)


def without_scripts_the_visitor_logs_and_sends(town: Town) -> None:
    """The same two acts, by forms alone."""
    kit = town.another_window(VISITOR, **PHONE, **NO_SCRIPTS)
    page = kit.signs_in()
    page.get_by_role("link", name="I made a visit").click()
    page.get_by_label(re.compile("^Cedar House")).check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_role("main")).to_contain_text("Saved. Visit: Cedar House")
    page.get_by_role("link", name="I sent a report").click()
    page.get_by_label(re.compile("^Cedar House")).check()
    page.get_by_label("Sent to council and Ofsted").check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_role("main")).to_contain_text("Saved. Sent to council and Ofsted")
    kit.looks_at("the visitor without scripts")


def without_scripts_the_supplier_sends_the_form(town: Town) -> None:
    """Checked, put right, sent."""
    robin = town.another_window(SUPPLIER, **NO_SCRIPTS)
    robin.signs_in()
    page = robin.on_the_contract("returns/monthly/2022-11/")
    fill_line(page, "Damson House", "7 13 2022")
    for tick in page.get_by_role("checkbox", name=re.compile("^none so far")).all():
        if "Damson House" not in tick.locator("xpath=..").inner_text():
            tick.check()
    sends(page)
    expect(page.get_by_role("alert")).to_contain_text("7 13 2022")
    fill_line(page, "Damson House", "7 11 2022")
    sends(page)
    expect(page.get_by_role("main")).to_contain_text("The return for November 2022 was received on Tue 8 Nov 2022")
    robin.looks_at("receipt without scripts")


def what_is_taken_out_says_what_the_pages_say(town: Town) -> None:
    """`tenor export`, `tenor verify`, `tenor review`: the figures of two final months are those of the pages."""
    alex, target = town.person(MANAGER), town.place.home / "taken-out"
    town.place.tenor("export", "R44-2022", target)
    assert "The ledger proves" in town.place.tenor("verify", target).stdout
    data = json.loads(town.place.tenor("review", target, "--on", town.day.isoformat(), "--json").stdout)
    reviewed = {(each["kpi"], each["period"]): each for each in data["figures"]}
    for period in ("2022-09", "2022-10"):
        for kpi in FIGURES:
            page = alex.on_the_contract(f"figures/{kpi}/{period}/")
            each = reviewed[kpi, period]
            lead = page.get_by_role("main").get_by_role("paragraph").first
            expect(lead).to_contain_text(each["rating"], ignore_case=True)
            counted = f"{each['numerator']} of {each['denominator']} = " if kpi != "sent_back" else str(each["numerator"])
            expect(lead).to_contain_text(counted)
