"""Setting up: from an empty installation to a contract that is live, with people of both sides signed in."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect
from tests.journeys.town import PASSWORD, PHONE, Somebody, Town

OWNER, MANAGER, HEAD, UNIT, AUDITOR, MEMBER = "Owen Er", "Alex Example", "Chris Specimen", "Uma Nit", "Audrey Torr", "Mem Burr"
SUPPLIER, VISITOR = "Robin Instance", "Kit Placeholder"


def heading(page: Page, words: str) -> None:
    """What the page says first."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def press(page: Page | Locator, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def follow(page: Page | Locator, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).first.click()


def fill_day(page: Page, question: str, day: date) -> None:
    """Three boxes under a question."""
    group = page.get_by_role("group", name=question)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(value))


def a_system_owner_makes_the_council(town: Town) -> None:
    """One command prints a link; a password is set with it, once."""
    owner = town.person(OWNER)
    told = town.place.tenor("invite-owner", owner.email, "--council", "Example County Council", "--name", OWNER)
    link = told.stdout.split()[-1]
    page = owner.page
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password, once more").fill(PASSWORD)
    press(page, "Save the password")
    heading(page, "Your new password is saved")
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text(re.compile("again|old|used", re.I))
    owner.signs_in()
    heading(page, "Nothing needs you today")


def the_owner_invites_a_contract_manager(town: Town) -> None:
    """By mail, before any contract is there."""
    invites(town.person(OWNER), "/organisation/people/invite/", MANAGER, "Contract manager")
    manager = town.person(MANAGER)
    manager.begins()
    heading(manager.page, "Nothing needs you today")


def invites(somebody: Somebody, path: str, name: str, role: str, *units: str) -> None:
    """Fill in who and as what; the invited person's window is a desktop unless they have one."""
    page = somebody.goes_to(path)
    email = somebody.town.person(name, **(PHONE if name == VISITOR else {})).email
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Email address").fill(email)
    page.get_by_label(role, exact=True).check()
    for unit in units:
        page.get_by_label(unit).check()
    press(page, "Send the invitation")
    expect(page.get_by_role("status").first).to_contain_text(f"An invitation went to {email}")


def the_manager_makes_a_contract_from_an_example(town: Town) -> None:
    """Only what is this contract's own is asked for; a day that cannot be is told, and nothing typed is lost."""
    page = town.person(MANAGER).goes_to("/contracts/")
    follow(page, "Set up a new contract")
    follow(page, "Regulation 44 independent visits")
    page.get_by_label("Reference").fill("R44-2022")
    page.get_by_label("Title").fill("Visits to short break homes")
    page.get_by_label("Supplier").fill("Visiting Voices CIC")
    fill_day(page, "First day", date(2022, 9, 1))
    fill_day(page, "Last day", date(2021, 8, 31))
    press(page, "Make the contract")
    page.get_by_role("alert").get_by_role("link", name=re.compile("must be after the first day")).click()
    expect(page.get_by_label("Title")).to_have_value("Visits to short break homes")
    fill_day(page, "Last day", date(2025, 8, 31))
    press(page, "Make the contract")
    heading(page, "The terms")
    found = re.search(r"/c/([0-9a-f-]{36})/", page.url)
    assert found is not None
    town.contract = found[1]


def a_wrong_word_in_the_terms_is_told_and_put_right(town: Town) -> None:
    """All that is wrong at once, each with its line; the text stays in the box."""
    manager = town.person(MANAGER)
    page = manager.on_the_contract("setup/terms/")
    box = page.get_by_label("The terms as text")
    right = box.input_value()
    assert "better: higher" in right
    assert "green: at least 100%" in right
    box.fill(right.replace("better: higher", "better: hihger", 1).replace("green: at least 100%", "green: at lest 100%", 1))
    press(page, "Save and check")
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link")).to_have_count(2)
    expect(alert).to_contain_text("hihger")
    expect(alert).to_contain_text("at lest 100%")
    manager.looks_at("terms with two wrong words")
    alert.get_by_role("link").first.click()
    expect(page.get_by_label("The terms as text")).to_have_value(re.compile("better: hihger"))
    page.get_by_label("The terms as text").fill(right)
    press(page, "Save and check")
    heading(page, "What the contract leaves open")
    manager.looks_at("what the contract leaves open")


def the_manager_signs_the_terms(town: Town) -> None:
    """A grave act: whoever signs shows again who they are, looks once more, then signs."""
    manager = town.person(MANAGER)
    page = manager.on_the_contract("setup/check/")
    follow(page, "Go on to sign")
    heading(page, "Is it still you?")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Go on")
    heading(page, "Sign these terms")
    expect(page.get_by_role("main")).to_contain_text("Visiting Voices CIC")
    manager.looks_at("sign")
    press(page, "Sign these terms")
    expect(page.get_by_role("main")).to_contain_text("The terms are signed")
    manager.looks_at("set up: the list")


def the_manager_accepts_the_readings_in_one_press(town: Town) -> None:
    """What is held is picked already; the supplier will be asked."""
    manager = town.person(MANAGER)
    page = manager.on_the_contract("readings/")
    manager.looks_at("readings")
    page.get_by_role("button", name=re.compile(r"Accept all \d+ and send them to Visiting Voices CIC")).click()
    expect(page.get_by_role("main")).to_contain_text("Sent to Visiting Voices CIC")


def names_a_contact(
    somebody: Somebody, side: str, order: int, name: str, *, position: str = "", telephone: str = "", email: bool = True
) -> None:
    """One place in the order of a side."""
    page = somebody.on_the_contract("people/")
    section = page.get_by_role("region", name=side)
    link = section.get_by_role("link", name=re.compile(f": {side}, {order}$"))
    link.click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Job title").fill(position)
    page.get_by_label("Telephone").fill(telephone)
    if email:
        page.get_by_label("Email").fill(f"{name.lower().replace(' ', '.')}@town.example")
    press(page, "Name this contact")
    expect(page.get_by_role("main")).to_contain_text(f"{name} is named")


def the_manager_names_the_councils_contacts(town: Town) -> None:
    """Three in order, one of them without an address: that is said."""
    manager = town.person(MANAGER)
    council = "Example County Council"
    names_a_contact(manager, council, 1, MANAGER, position="Commissioner", telephone="01632 960001")
    names_a_contact(manager, council, 2, "Sam Sample", position="Senior Commissioner", telephone="01632 960002")
    names_a_contact(manager, council, 3, HEAD, position="Head of Commissioning", email=False)
    page = manager.on_the_contract("people/")
    expect(page.get_by_role("region", name=council)).to_contain_text("no email: cannot receive notices")
    manager.looks_at("who to call")


def the_manager_adds_a_unit(town: Town) -> None:
    """The example's seventh house opens on another day than the example says."""
    manager = town.person(MANAGER)
    page = manager.on_the_contract("people/")
    follow(page, "Add a unit")
    page.get_by_label("Short name").fill("H")
    page.get_by_label("Full name").fill("Hazel House")
    page.get_by_label("Who manages it").fill("Hattie Holder")
    fill_day(page, "First day", date(2022, 11, 1))
    press(page, "Record it")
    expect(page.get_by_role("main")).to_contain_text("The unit is listed")
    expect(page.get_by_role("row", name=re.compile("Hazel House"))).to_contain_text("Hattie Holder")


def the_manager_sees_to_what_must_be_ready(town: Town) -> None:
    """Each line has somebody who sees to it; what waits for the award begins with it."""
    manager = town.person(MANAGER)
    page = manager.on_the_contract("setup/mobilisation/")
    heading(page, "0 of 6 done: not fully mobilised")
    page.get_by_role("button", name=re.compile("record “award” today")).click()
    expect(page.get_by_role("main")).to_contain_text("What waited for it has begun")
    what = "Operational staff and how to reach them"
    page.get_by_label(f"Who sees to it: {what}").fill("Sam Sample")
    page.get_by_role("button", name=f"Note who sees to: {what}").click()
    expect(page.get_by_role("main")).to_contain_text("Sam Sample sees to it")
    for done, each in enumerate((what, "Homes listed with contacts", "Training in the systems arranged"), 1):
        page.get_by_role("button", name=re.compile(f"^Done ?: {each}")).click()
        heading(page, f"{done} of 6 done: not fully mobilised")
    manager.looks_at("mobilisation")


def the_others_are_invited(town: Town) -> None:
    """The manager invites the supplier's manager, a service manager and an auditor, the owner the head of service and a member."""
    manager, owner = town.person(MANAGER), town.person(OWNER)
    here = f"/c/{town.contract}/people/invite/"
    invites(manager, here, SUPPLIER, "Supplier’s contract manager")
    manager.looks_at("after inviting")
    invites(manager, here, UNIT, "Service manager", "Ash House", "Beech House")
    invites(manager, here, AUDITOR, "Auditor")
    invites(owner, "/organisation/people/invite/", HEAD, "Head of service")
    invites(owner, "/organisation/people/invite/", MEMBER, "Member")
    for name in (SUPPLIER, UNIT, AUDITOR, HEAD, MEMBER):
        town.person(name).begins()
    town.person(SUPPLIER).looks_at("home of the supplier on the first day")


def the_supplier_agrees_the_readings_and_names_its_contacts(town: Town) -> None:
    """What the council sent waits on Home; one press agrees all of it. Then three names to call, and what must be ready."""
    robin = town.person(SUPPLIER)
    page = robin.finds_at_home("Look and answer")
    heading(page, "What needs you today")
    page.get_by_role("link", name=re.compile("^Look and answer")).click()
    robin.looks_at("readings to answer")
    page.get_by_label("We agree", exact=True).check()
    press(page, "Send your answer")
    expect(page.get_by_role("main")).to_contain_text("agreed")
    side = "Visiting Voices CIC"
    names_a_contact(robin, side, 1, SUPPLIER, position="Lead", telephone="01632 960011")
    names_a_contact(robin, side, 2, "Pat Placemark", position="Deputy", telephone="01632 960012")
    names_a_contact(robin, side, 3, VISITOR, position="Visitor", telephone="01632 960013")
    page = robin.on_the_contract("setup/mobilisation/")
    for what in ("People and means in place for every home", "Price of mobilisation given", "Existing information obtained"):
        page.get_by_role("button", name=re.compile(f"^Done ?: {what}")).click()
        expect(page.get_by_role("main")).to_contain_text("Recorded as done")
    heading(page, "6 of 6 done: fully mobilised")


def the_supplier_invites_a_visitor(town: Town) -> None:
    """Who begins on a phone."""
    invites(town.person(SUPPLIER), f"/c/{town.contract}/people/invite/", VISITOR, "Visitor")
    kit = town.person(VISITOR)
    kit.begins()
    kit.looks_at("home of the visitor")


def the_manager_goes_live(town: Town) -> None:
    """Recorded by name; from then on the contract runs."""
    manager = town.person(MANAGER)
    page = manager.on_the_contract("setup/live/")
    press(page, f"Record, as {MANAGER}, that it is live")
    expect(page.get_by_role("main")).to_contain_text("The contract is live")
    expect(page.get_by_role("main")).to_contain_text(MANAGER)
    manager.looks_at("live")
