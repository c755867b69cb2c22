"""A plan, a warning and a red month, lived through the pages by both sides: each decides, answers and signs for itself alone."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from playwright.sync_api import expect
from tests.journeys.spring import RETURNS, Story, fill_day, offered, press, says

from tenor.desk.permissions import roles as r

# --- May: a plan -------------------------------------------------------------------------------------------------


def the_manager_decides_that_a_plan_is_needed(story: Story) -> None:
    """Conditions met since 9 May; nothing is chosen beforehand, and a reason is compulsory."""
    page = story.open(r.MANAGER, "plans/")
    page.get_by_role("link", name=re.compile("^Look and decide")).first.click()
    says(page, "6.3")
    assert page.locator("input[type=radio]:checked").count() == 0
    press(page, "Record decision")
    expect(page.get_by_role("alert")).to_contain_text("reason")
    page.get_by_role("radio").first.check()
    page.get_by_label("Your reason").fill("Late reports two months running; a plan for KPI 2.")
    press(page, "Record decision")
    expect(page.get_by_role("status").first).to_be_visible()


def the_supplier_cannot_decide_for_the_council(story: Story) -> None:
    page = story.open(r.SUPPLIER, "plans/")
    assert not offered(page) & {"decision-taken", "plan-requested", "notice-issued", "plan-reviewed"}


def the_manager_asks_for_it(story: Story) -> None:
    page = story.from_home(r.MANAGER, "Ask for the plan")
    says(page, "Wed 24 May 2023")
    press(page, "Ask for the plan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("lan")


def the_supplier_proposes_an_incomplete_plan(story: Story) -> None:
    """Without a resource it stays incomplete, and nobody can sign it."""
    page = story.from_home(r.SUPPLIER, "Write the plan")
    says(page, "10 working days after Wed 10 May 2023")
    press(page, "Take task 1 out")  # KPI 1 needs none: one visit was missed through illness
    boxes = {
        "reason": "Visitor unwell",
        "action": "Relief visitor at work",
        "outcome": "100% by July",
        "timescale": "31 July 2023",
        "milestone": "Relief visitor begins",
        "by": "2 6 2023",
        "owner": "Robin Instance",
    }
    for name, words in boxes.items():
        page.locator(f"[name=r1-{name}]").fill(words)
    press(page, "Propose the plan")
    expect(page.get_by_role("alert")).to_contain_text("resource")
    press(page, "Propose it as it is, incomplete")
    says(page, "incomplete")
    assert "plan-signed" not in offered(page)


def the_supplier_completes_and_signs_it(story: Story) -> None:
    page = story.from_home(r.SUPPLIER, "Write the plan")
    page.locator("[name=r1-resource]").fill("Six days a month")
    page.get_by_label("When is the plan reviewed?").fill("9 6 2023")
    press(page, "Propose the plan")
    says(page, "complete")
    page.locator("[data-act=plan-signed]").first.click()
    press(page, "Agree version 2")
    says(page, "Robin Instance")


def the_manager_signs_it(story: Story) -> None:
    """Signed by one side it is proposed; by both it is agreed, with two names and two moments."""
    page = story.from_home(r.MANAGER, "Read and agree")
    says(page, "Robin Instance")
    page.locator("[data-act=plan-signed]").first.click()
    press(page, "Agree version 2")
    says(page, "Alex Example", "Robin Instance")
    assert "plan-signed" not in offered(page)


def the_supplier_sends_the_return_and_its_top_up(story: Story) -> None:
    """The workbooks as they came; the later one says a day otherwise, and is asked."""
    for day, name in ((date(2023, 5, 26), "2023-05.xlsx"), (date(2023, 6, 6), "2023-05-later.xlsx")):
        story.on(day)
        page = story.open(r.SUPPLIER, "returns/upload/")
        page.get_by_label("The file").set_input_files(RETURNS / name)
        press(page, "Check and send")
        for each in page.get_by_label(re.compile("^(Take the return|It is the same row)")).all():
            each.check()
        if page.get_by_role("button", name="Send the return", exact=True).count():
            press(page, "Send the return")
        says(page, "The return for May 2023 was received")
        if day.month == 5:
            the_manager_excuses_a_row(story)


def the_manager_excuses_a_row(story: Story) -> None:
    """Agreed by both: a visit that the unit refused counts nowhere."""
    page = story.open(r.MANAGER, "rows/visits/A/2023-05-04/")
    page.get_by_text("Excuse this row").click()
    page.locator("#excuse-form select").select_option("refused by the unit")
    page.get_by_label("What was agreed, with whom").fill("Turned away at the door; agreed with Robin Instance.")
    press(page, "Excuse it")
    expect(page.get_by_role("status").first).to_be_visible()


def a_milestone_is_missed(story: Story) -> None:
    page = story.open(r.SUPPLIER, "plans/")
    page.get_by_role("link", name=re.compile("^Improvement plan")).first.click()
    page.get_by_text("Report a milestone").click()
    page.locator("[name=milestone]").first.check()
    page.locator("[name=met][value=no]").check()
    press(page, "Record it")
    says(page, "1 of 1 milestone missed")


def the_plan_did_not_help(story: Story) -> None:
    """The figures stand beside the review, with what each answer leads to."""
    page = story.from_home(r.MANAGER, "Review the plan")
    says(page, "5 of 7 = 71.4%, April 2023", "4 of 7 = 57.1%, May 2023", "formal warning")
    page.get_by_label("Why? What was looked at?").fill("May 4 of 7, April 5 of 7.")
    page.get_by_label("It did not improve").check()
    press(page, "Record the review")
    says(page, "not improved")


# --- June: a warning ---------------------------------------------------------------------------------------------


def the_manager_decides_to_warn(story: Story) -> None:
    page = story.open(r.MANAGER, "plans/")
    page.get_by_role("link", name=re.compile("^Look and decide")).first.click()
    says(page, "July 2023, August 2023 and September 2023 are watched.", "No rung of the ladder below was skipped.")
    page.get_by_label("Prepare the formal warning").check()
    page.get_by_label("Your reason").fill("Reports later than before the plan.")
    press(page, "Record decision")
    expect(page.get_by_role("status").first).to_be_visible()


def the_manager_writes_the_letter(story: Story) -> None:
    """Three parts, filled from the record; an empty one closes the way."""
    page = story.from_home(r.MANAGER, "Write the letter")
    press(page, "Begin the letter")
    says(page, "4 of 5 = 80.0%", "5 of 7 = 71.4%", "4 of 7 = 57.1%")
    expect(page.locator("[data-act=notice-drafted]")).to_have_count(0)  # part (c) has no day yet
    page.get_by_text("Change the words of part (b)").click()
    why = page.locator("[name=part_2]")
    filled = why.input_value()
    why.fill("")
    page.get_by_label(re.compile("^Use .10 working days")).check()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("[data-act=notice-drafted]")).to_have_count(0)  # part (b) is empty
    if not page.locator("[name=part_2]").is_visible():
        page.get_by_text("Change the words of part (b)").click()
    page.locator("[name=part_2]").fill(filled)
    page.get_by_role("button", name="Save", exact=True).first.click()
    says(page, "All 3 parts are complete.")
    press(page, "Ask Chris Specimen to approve")
    expect(page.get_by_role("button", name="Ask Chris Specimen to approve")).to_have_count(0)
    assert "notice-approved" not in offered(page)


def the_supplier_sees_nothing_of_it_yet(story: Story) -> None:
    page = story.open(r.SUPPLIER, "plans/")
    expect(page.get_by_role("main")).to_contain_text("No letter was sent")


def the_head_approves_it(story: Story) -> None:
    page = story.open(r.HEAD, "plans/")
    page.get_by_role("link", name=re.compile("warning", re.I)).last.click()
    page.locator("[data-act=notice-approved]").first.click()
    press(page, "Approve these words")
    expect(page.get_by_role("status").first).to_be_visible()


def the_manager_issues_it_once(story: Story) -> None:
    page = story.open(r.MANAGER, "plans/")
    page.get_by_role("link", name=re.compile("warning", re.I)).last.click()
    page.locator("[data-act=notice-issued]").first.click()
    page.get_by_label("How do you send it?").fill("email")
    press(page, "It is issued")
    says(page, "It takes effect when it is received.")
    assert "notice-issued" not in offered(page)


def the_supplier_says_that_it_arrived(story: Story) -> None:
    """The clocks start: a further plan by Wed 28 Jun, July to September watched, the first warning of the contract."""
    page = story.from_home(r.SUPPLIER, "Say that it arrived")
    page.locator("[data-act=notice-received]").first.click()
    fill_day(page, "On what day was it received?", date(2023, 6, 14))
    press(page, "It was received")
    says(page, "Wed 28 Jun 2023")
    assert "notice-closed" not in offered(page)
    assert "notice-withdrawn" not in offered(page)
    page = story.open(r.MANAGER, "meetings/")
    says(page, "July 2023")


# --- September: a red month after the warning --------------------------------------------------------------------


def termination_may_be_considered_and_a_person_decides(story: Story) -> None:
    page = story.open(r.HEAD, "ladder/")
    says(page, "Consider termination")
    page.get_by_role("link", name=re.compile("^Look and decide")).last.click()
    says(page, "6.9")
    page.get_by_label(re.compile("^Take advice", re.I)).check()
    page.get_by_label("Your reason").fill("Ask legal services before anything else.")
    press(page, "Record decision")
    expect(page.get_by_role("status").first).to_be_visible()


# --- beside the pages --------------------------------------------------------------------------------------------


def the_command_line_says_the_same(story: Story, day: date) -> dict[str, Any]:
    """Taken out and proved, the contract says to `tenor review` what the pages say; this is what it says."""
    target = story.place.home / "taken-out"
    story.place.tenor("export", "R44-2022", target)
    assert "The ledger proves" in story.place.tenor("verify", target).stdout
    told: dict[str, Any] = json.loads(story.place.tenor("review", target, "--on", day.isoformat(), "--json").stdout)
    return told
