"""The months: what is logged, sent, asked, answered, corrected and settled by both sides, and what they then read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect
from tests.journeys.setting_up import AUDITOR, HEAD, MANAGER, MEMBER, SUPPLIER, UNIT, VISITOR, follow, heading, press
from tests.journeys.town import Town

FIGURES = ("visits", "reports", "sent_back")


def status(page: Page, words: str) -> None:
    """What the page says was done."""
    expect(page.get_by_role("status").first).to_contain_text(words)


def fill_line(page: Page, unit: str, visited: str = "", council: str = "", ofsted: str = "") -> None:
    """One line of the form of a return."""
    for label, value in (("Visited", visited), ("Sent to council", council), ("Sent to Ofsted", ofsted)):
        if value:
            page.get_by_label(re.compile(f"^{unit}: {label}$", re.I)).fill(value)


def sends(page: Page) -> None:
    page.get_by_role("button", name="Check and send").last.click()


# --- a row, on a phone -------------------------------------------------------------------------------------------


def the_visitor_logs_a_visit_on_a_phone(town: Town, house: str = "Ash House") -> None:
    """Three taps; the day is filled in."""
    kit = town.person(VISITOR)
    page = kit.goes_to("/")
    heading(page, "What have you done?")
    page.get_by_role("link", name="I made a visit").click()
    page.get_by_label(house).check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    status(page, f"Saved. Visit: {house}")
    kit.looks_at("visitor after logging a visit")


def the_visitor_says_that_the_report_is_sent(town: Town, row: str) -> None:
    """Of the one that waits, to both who get it."""
    page = town.person(VISITOR).goes_to("/")
    page.get_by_role("link", name="I sent a report").click()
    page.get_by_label(row).check()
    page.get_by_label("Sent to council and Ofsted").check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    status(page, "Saved. Sent to council and Ofsted")


def the_service_manager_confirms_the_visit_and_sends_the_report_back(town: Town) -> None:
    """Only their own houses are there; the report goes back with two reasons."""
    uma = town.person(UNIT)
    page = uma.goes_to("/")
    heading(page, "1 to look at")
    expect(page.get_by_role("main")).not_to_contain_text("Cedar House")
    uma.looks_at("the page of a service manager")
    page.get_by_role("button", name=re.compile("^Yes, there was a visit")).click()
    status(page, "That is kept")
    page.get_by_role("link", name=re.compile("^Send it back")).click()
    press(page, "Send it back")
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one reason")
    page.get_by_label("Omission").check()
    page.get_by_label("Inaccuracy").check()
    page.get_by_label("What should be put right?").fill("The kitchen is missing, and the date on page 2 is wrong.")
    press(page, "Send it back")
    status(page, "Sent back")
    heading(page, "Nothing waits for you")


def the_visitor_answers_what_came_back(town: Town) -> None:
    """With the reasons beside it."""
    kit = town.person(VISITOR)
    page = kit.goes_to("/")
    page.get_by_role("link", name=re.compile("^See why, and answer")).click()
    expect(page.get_by_role("main")).to_contain_text("omission, inaccuracy")
    kit.looks_at("what came back to the visitor")
    page.get_by_label("Your answer").fill("The kitchen was closed that day; the date is put right.")
    press(page, "Send the answer")
    status(page, "Your answer is sent")


# --- a return, by the form ---------------------------------------------------------------------------------------


def the_supplier_fills_in_the_form(town: Town) -> None:
    """What the phone logged stands there; mistakes are listed, linked, and nothing typed is lost."""
    robin = town.person(SUPPLIER)
    page = robin.finds_at_home("Fill in the return")
    page.get_by_role("link", name=re.compile("^Fill in the return")).click()
    heading(page, "Return for September 2022")
    expect(page.get_by_role("row", name=re.compile("^Ash House Thu 8 Sep from your log"))).to_have_count(1)
    robin.looks_at("the form of a return")
    fill_line(page, "Beech House", "6 9 2022", "12 9 2022", "12 9 2022")
    fill_line(page, "Cedar House", "20 9 2022", "26 9 2022", "27 9 2022")
    fill_line(page, "Damson House", "27 9 2022")
    fill_line(page, "Fir House", "31 9 2022", "28 9 2022", "28 9 2022")
    sends(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    robin.looks_at("the form with two mistakes")
    page.get_by_role("alert").get_by_role("link", name=re.compile("^Fir House")).click()
    box = page.get_by_label("Fir House: Visited")
    expect(box).to_be_focused()
    expect(box).to_have_value("31 9 2022")
    expect(page.get_by_label("Beech House: Visited")).to_have_value("6 9 2022")
    box.fill("22 9 2022")
    page.get_by_role("checkbox", name=re.compile("^none so far ?, Elder House")).check()
    sends(page)
    heading(page, "The return for September 2022 was received on Thu 29 Sep 2022")
    expect(page.get_by_role("main")).to_contain_text("On time: it was due Fri 30 Sep 2022")
    expect(page.get_by_role("main")).to_contain_text("5 of 6 = 83.3%")
    robin.looks_at("receipt")


def the_manager_asks_about_a_row(town: Town) -> None:
    """From Home to the check of the return, from there to the row."""
    alex = town.person(MANAGER)
    page = alex.finds_at_home("Check the return")
    page.get_by_role("link", name=re.compile("^Check the return")).click()
    heading(page, "The return for September 2022 differs in 4 things from what was known")
    alex.looks_at("check of a return")
    page.get_by_role("link", name=re.compile("C.2022-09-20|Cedar House")).first.click()
    page.get_by_text("Ask about this row").click()
    page.get_by_label("Your question").fill("Was the report really with them on the 27th?")
    page.get_by_role("button", name="Send", exact=True).dblclick()  # pressed twice: it is one question all the same
    status(page, "Asked")
    expect(page.get_by_text("Was the report really with them on the 27th?")).to_have_count(1)


def the_supplier_answers_and_the_manager_accepts(town: Town) -> None:
    """The question stands on the supplier's Home until it is answered."""
    robin, alex = town.person(SUPPLIER), town.person(MANAGER)
    page = robin.finds_at_home("Answer")
    page.get_by_role("link", name=re.compile("^Answer")).click()
    heading(page, "Cedar House")
    robin.looks_at("a row with a question")
    page.get_by_label("Your answer to").fill("Yes: the proof of posting is of 27 September.")
    press(page, "Answer")
    status(page, "Answered")
    robin.finds_at_home("Answer", there=False)
    page = alex.on_the_contract("returns/monthly/2022-09/check/")
    expect(page.get_by_role("main")).to_contain_text("Yes: the proof of posting is of 27 September.")
    press(page, "Accept the return")
    status(page, "Accepted")
    alex.finds_at_home("Check the return", there=False)


def the_supplier_tops_up(town: Town) -> None:
    """Before the figures are final: only what is still missing is asked for."""
    page = town.person(SUPPLIER).on_the_contract("returns/monthly/2022-09/")
    heading(page, "Complete the return for September 2022")
    fill_line(page, "Damson House", council="6 10 2022", ofsted="6 10 2022")
    fill_line(page, "Elder House", "28 9 2022", "4 10 2022", "4 10 2022")
    sends(page)
    heading(page, "The return for September 2022 was received on Thu 6 Oct 2022")
    expect(page.get_by_role("main")).to_contain_text("5 of 6 = 83.3%")


def going_back_after_sending_records_nothing_twice(town: Town) -> None:
    """The browser's own way back leads to the form as it is now; if it showed what was sent, sending that again would be the same entry."""
    robin = town.person(SUPPLIER)
    robin.page.go_back()
    if robin.page.get_by_label("Damson House: Sent to council").count():
        sends(robin.page)
        expect(robin.page.get_by_role("heading", level=1)).to_have_count(1)
    page = robin.on_the_contract("history/")
    expect(page.get_by_role("row", name=re.compile("The return for September 2022 was received"))).to_have_count(2)


# --- a return, by the workbook -----------------------------------------------------------------------------------


def the_supplier_sends_the_workbook(town: Town) -> None:
    """Filled in as it was downloaded; what differs from the phone's log is asked, never overwritten silently."""
    robin = town.person(SUPPLIER)
    page = robin.on_the_contract("returns/monthly/2022-10/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Download it, filled in")).click()
    empty, bad, good = (town.place.home / f"{name}.xlsx" for name in ("empty", "bad", "good"))
    download.value.save_as(empty)
    rows = [
        ("A", date(2022, 10, 5), date(2022, 10, 11), date(2022, 10, 11)),
        ("B", date(2022, 10, 4), date(2022, 10, 10), date(2022, 10, 10)),
        ("C", date(2022, 10, 18), date(2022, 10, 24), date(2022, 10, 24)),
        ("D", date(2022, 10, 20), date(2022, 10, 26), date(2022, 10, 26)),
        ("E", date(2022, 10, 12), date(2022, 10, 18), date(2022, 10, 18)),
        ("F", date(2022, 10, 19), date(2022, 10, 25), date(2022, 10, 25)),
    ]
    fill_workbook(empty, bad, [*rows[:2], ("C", "soon", None, None)])
    fill_workbook(empty, good, rows)
    follow(page, "Send a workbook")
    page.get_by_label("The file").set_input_files(bad)
    press(page, "Check and send")
    expect(page.get_by_role("row", name=re.compile("Visits B4"))).to_contain_text("“soon” is not a date")
    robin.looks_at("a workbook with a mistake")
    page.get_by_label("The file").set_input_files(good)
    press(page, "Check and send")
    heading(page, "2 things differ from what was known")
    robin.looks_at("questions of a return")
    for label in ("Sent to council", "Sent to Ofsted"):
        question = page.get_by_role("group", name=re.compile(f"{label}$", re.I))
        question.get_by_label("Take the return: Tue 11 Oct 2022").check()
    press(page, "Send the return")
    heading(page, "The return for October 2022 was received on Thu 27 Oct 2022")
    expect(page.get_by_role("main")).to_contain_text("6 of 6 = 100%")


def fill_workbook(empty: Path, filled: Path, rows: Sequence[tuple[object, ...]]) -> None:
    """As a person does: over what stands there, then further down."""
    book = openpyxl.load_workbook(empty)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            book["Visits"].cell(number, column, value)
    book.save(filled)


def the_manager_sees_what_differs_and_accepts(town: Town) -> None:
    """One row was known otherwise, five were not known."""
    alex = town.person(MANAGER)
    page = alex.finds_at_home("Check the return")
    page.get_by_role("link", name=re.compile("^Check the return")).click()
    heading(page, "The return for October 2022 differs in")
    expect(page.get_by_role("main")).to_contain_text("was Mon 10 Oct, is Tue 11 Oct")
    press(page, "Accept the return")
    status(page, "Accepted")


# --- after a figure is final -------------------------------------------------------------------------------------


def the_supplier_corrects_a_row_after_its_figure_is_final(town: Town) -> None:
    """Nothing is taken back: from now on both figures are shown."""
    robin = town.person(SUPPLIER)
    page = robin.on_the_contract("rows/visits/D/2022-09-27/")
    page.get_by_text("Correct this row").click()
    page.get_by_label("Sent to council", exact=True).fill("4 10 2022")
    page.get_by_label(re.compile("^Sent to Ofsted$", re.I)).fill("4 10 2022")
    page.get_by_label("Reason").select_option("found later")
    page.get_by_label("In your words").fill("The proof of posting was in the other office.")
    press(page, "Correct the row")
    status(page, "Corrected")
    for who in (SUPPLIER, MANAGER):
        page = town.person(who).on_the_contract("figures/reports/2022-09/")
        heading(page, "two figures, not settled")
        expect(page.get_by_role("main")).to_contain_text("5 of 6 = 83.3%")
        expect(page.get_by_role("main")).to_contain_text("6 of 6 = 100%")


def both_sides_read_the_same(town: Town) -> None:
    """Performance, why and what if: the same numbers for whoever looks."""
    told = []
    for who in (MANAGER, SUPPLIER):
        somebody = town.person(who)
        seen = []
        for path in ("performance/", "why/reports/2022-09/", "what-if/"):
            page = somebody.on_the_contract(path)
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            seen.append(page.get_by_role("main").get_by_role("cell").all_inner_texts())
            if who == MANAGER:
                somebody.looks_at(path)
        told.append(seen)
    assert all(told[0][:2]), told[0]  # nothing of October is open any more: what if has little to try
    assert told[0] == told[1]
    page = town.person(SUPPLIER).on_the_contract("why/reports/2022-09/")
    heading(page, "Why is September 2022 amber?")
    expect(page.get_by_role("main")).to_contain_text("5 of 6 = 83.3%")


def the_manager_settles_the_figure(town: Town) -> None:
    """From Home; then the condition that rested on it is gone, too."""
    alex = town.person(MANAGER)
    page = alex.finds_at_home("Look and settle")
    expect(page.get_by_role("link", name=re.compile("^Look and decide"))).to_have_count(1)
    page.get_by_role("link", name=re.compile("^Look and settle")).click()
    heading(page, "two figures, not settled")
    alex.looks_at("a figure with two values")
    page.get_by_label("The other one is right: 6 of 6 = 100%").check()
    page.get_by_label("Why", exact=True).first.fill("Robin showed the proof of posting.")
    press(page, "Settle the figure")
    expect(page.get_by_role("main")).to_contain_text("6 of 6 = 100%")
    for who in (MANAGER, SUPPLIER):
        page = town.person(who).on_the_contract("performance/")
        expect(page.get_by_role("main")).not_to_contain_text("questioned")


# --- the others --------------------------------------------------------------------------------------------------


def the_head_of_service_sees_what_needs_the_council(town: Town) -> None:
    """The head's Home has the line that the manager's has, to look at: settling it is the managers'."""
    chris = town.person(HEAD)
    page = chris.finds_at_home("Look(?! and)")
    expect(page.get_by_role("main")).to_contain_text("September 2022 is questioned")
    chris.looks_at("home of the head of service")


def the_member_reads_one_page(town: Town) -> None:
    """And no other."""
    mem = town.person(MEMBER)
    page = mem.goes_to("/")
    page.get_by_role("main").get_by_role("link", name="Visits to short break homes").click()
    expect(page.get_by_role("main")).to_contain_text("Visits carried out")
    mem.looks_at("the one page of a member")
    answer = page.goto(f"{town.address}/c/{town.contract}/history/")
    assert answer is not None
    assert answer.status == 403


def the_auditor_reads_the_history_and_takes_it_away(town: Town) -> None:
    """Every entry, by name, whole; a list of rows as a file."""
    audrey = town.person(AUDITOR)
    page = audrey.on_the_contract("history/")
    for words in ("Robin Instance", "Kit Placeholder", "Alex Example"):
        expect(page.get_by_role("main")).to_contain_text(words)
    audrey.looks_at("history")
    page = audrey.on_the_contract("rows/")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).first.click()
    kept = town.place.home / "rows.csv"
    download.value.save_as(kept)
    assert "2022-09-27" in kept.read_text(encoding="utf-8-sig")
    page = audrey.on_the_contract("rows/visits/D/2022-09-27/")
    expect(page.get_by_text("Correct this row")).to_have_count(0)


def nothing_is_left_to_do(town: Town) -> None:
    """When all is done, Home says so, on both sides."""
    for name in (MANAGER, SUPPLIER, HEAD):
        somebody = town.person(name)
        heading(somebody.finds_at_home("(Look|Check|Answer|Fill|Say|See)", there=False), "Nothing needs you today")
        somebody.looks_at(f"home of {name} with nothing to do")
