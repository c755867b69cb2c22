"""Improvement plans through the site, by both sides, over days: asked for, written, agreed by both, followed, reviewed, closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, make_cast
from tests.sites import fixed_today

from tenor.desk.actions.say import say
from tenor.desk.held import held
from tenor.desk.models import Draft
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.snapshots import renew
from tenor.desk.visible import get_place
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.plans import (
    EngagementFailed,
    MilestoneReported,
    PlanClosed,
    PlanProposed,
    PlanRequested,
    PlanReviewed,
    PlanSigned,
)
from tenor.ledger.record import Proposed
from tenor.review.model import Step

TASK = {
    "key": "1",
    "kpi": "reports",
    "level": "5 of 7 = 71.4%",
    "reason": "Visitor unwell",
    "action": "Relief visitor from 12 Jun",
    "outcome": "100% by July",
    "timescale": "31 Jul 2023",
    "milestone": "Relief visitor at work",
    "by": "19 6 2023",
    "owner": "Robin Instance",
    "resource": "Six days a month",
}


def client_of(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


@pytest.fixture
def manager(cast: Cast) -> Client:
    return client_of(cast, r.MANAGER)


@pytest.fixture
def supplier(cast: Cast) -> Client:
    return client_of(cast, r.SUPPLIER)


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def page(client: Client, cast: Cast, name: str, *more: str) -> str:
    return str(client.get(address(cast, name, *more)).content.decode())


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def state(cast: Cast, plan: str, on: str = "2023-06-12") -> str:
    cast.visits.refresh_from_db()
    found = review_of(cast.visits, "buyer", on=date.fromisoformat(on))
    return next(each.state for each in found.plans if each.id == plan)


def ask(client: Client, cast: Cast, **more: Any) -> Any:
    given = {"step": "improvement plan", "kpis": ["sent_back"], "text": "Put it right", "turn": str(uuid4()), **more}
    return client.post(address(cast, "plan-new"), given)


def asked(client: Client, cast: Cast, **more: Any) -> str:
    """A plan that the council asked for; gives its id."""
    answer = ask(client, cast, **more)
    assert answer.status_code == 302, answer.content.decode()
    return str(events(cast, PlanRequested)[-1].plan)


def boxes(*tasks: dict[str, str], review_on: str = "31 7 2023", aims: tuple[tuple[str, str, str], ...] = (), **more: str) -> dict[str, Any]:
    """The editor's boxes filled in."""
    given: dict[str, Any] = {"row": [str(n) for n, _ in enumerate(tasks, 1)], "review_on": review_on, "turn": str(uuid4()), **more}
    for n, task in enumerate(tasks, 1):
        given |= {f"r{n}-{name}": text for name, text in task.items()}
    given["aim"] = [str(n) for n, _ in enumerate(aims, 1)]
    for n, (of, way, number) in enumerate(aims, 1):
        given |= {f"a{n}-of": of, f"a{n}-way": way, f"a{n}-n": number}
    return given


def write(client: Client, cast: Cast, plan: str, press: str, *tasks: dict[str, str], **more: Any) -> Any:
    return client.post(address(cast, "plan-write", plan), {**boxes(*tasks, **more), press: "1"})


def sign(client: Client, cast: Cast, plan: str, version: int = 1, turn: str = "") -> Any:
    return client.post(address(cast, "plan-sign", plan), {"version": str(version), "turn": turn or str(uuid4())})


@pytest.fixture(autouse=True)
def just_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs or closes has just shown who they are; that it is asked for is tried by itself."""
    monkeypatch.setattr("tenor.web.doors_grave.just_shown", lambda request: True)


# --- asked for ---------------------------------------------------------------------------------------------------


def test_asked_for_without_a_step(cast: Cast, manager: Client, supplier: Client) -> None:
    """The council may ask; the supplier sees it with its day: ten working days after Mon 12 Jun 2023 are Mon 26 Jun."""
    assert "To be agreed by both by Mon 26 Jun 2023" in page(manager, cast, "plan-new")
    plan = asked(manager, cast)
    assert events(cast, PlanRequested)[-1] == PlanRequested(plan=plan, kpis=("sent_back",), step="improvement plan")
    for client in (manager, supplier):
        shown = page(client, cast, "plan", plan)
        assert "To be agreed by both by Mon 26 Jun 2023" in shown
        assert "Clock of a first plan" in shown
        assert "Put it right" in shown
    assert "Your turn" in page(supplier, cast, "plans")
    assert "Write the plan" in page(supplier, cast, "plan", plan)


def test_the_clock_skips_holidays(cast: Cast) -> None:
    """Asked for on Mon 22 May 2023: Mon 29 May is a holiday and is not counted."""
    with fixed_today(date(2023, 6, 12)):
        manager = client_of(cast, r.MANAGER)
        shown = page(manager, cast, "plan", "plan-1")
        assert "t-skip" not in shown  # agreed: no clock
    with fixed_today(date(2023, 5, 22)):
        assert "Tue 6 Jun 2023" in page(client_of(cast, r.MANAGER), cast, "plan-new")


def test_nothing_to_ask_for(cast: Cast, manager: Client) -> None:
    before = len(events(cast, PlanRequested))
    for more in ({"kpis": []}, {"step": "formal warning"}, {"kpis": ["nothing"]}, {"step": ""}):
        assert ask(manager, cast, **more).status_code == 422, more
    assert len(events(cast, PlanRequested)) == before


def test_asked_twice_is_once(cast: Cast, manager: Client) -> None:
    turn = str(uuid4())
    first, second = ask(manager, cast, turn=turn), ask(manager, cast, turn=turn)
    assert first.headers["Location"] == second.headers["Location"]
    assert len([one for one in events(cast, PlanRequested) if one.kpis == ("sent_back",)]) == 1


@pytest.mark.parametrize("role", [r.SUPPLIER, r.LEGAL, r.AUDITOR, r.EQUALITY])
def test_who_may_not_ask(cast: Cast, role: str) -> None:
    client = client_of(cast, role)
    assert ask(client, cast).status_code == 403
    assert "asked for by the contract manager or the head of service" in page(client, cast, "plans")


def test_for_a_finding(cast: Cast, manager: Client, supplier: Client) -> None:
    """One kind of plan for standards and security too: about a failure, with no KPI and no day the contract sets."""
    shown = page(manager, cast, "plan-new")
    assert "What is it to put right?" in shown
    plan = asked(manager, cast, step="standards action plan", kpis=[], about="iso-1")
    assert events(cast, PlanRequested)[-1].about == "iso-1"
    assert ask(manager, cast, step="standards action plan", kpis=[], about="made-up").status_code == 422
    assert "The contract sets no day" in page(supplier, cast, "plan", plan)
    task = {**TASK, "kpi": "iso27001"}
    assert write(supplier, cast, plan, "propose", task).status_code == 302
    assert state(cast, plan) == "proposed"


# --- written -----------------------------------------------------------------------------------------------------


def test_the_row_of_the_table(cast: Cast, manager: Client, supplier: Client) -> None:
    """Appendix A: six columns in order, then those for which it has no room; either layout on paper."""
    plan = asked(manager, cast, kpis=["reports"])
    assert write(supplier, cast, plan, "propose", TASK).status_code == 302
    proposed = events(cast, PlanProposed)[-1]
    assert (proposed.version, proposed.complete, proposed.review_on) == (1, True, date(2023, 7, 31))
    assert dict(proposed.milestones) == {"1": "2023-06-19"}
    both = page(manager, cast, "plan-print", plan)
    row = ["KPI 2", "5 of 7 = 71.4%", "Visitor unwell", "Relief visitor from 12 Jun", "100% by July", "31 Jul 2023"]
    places = [both.index(f">{text}<") for text in row]
    assert places == sorted(places)
    heads = ["KPI", "Current performance level", "Issue or reason", "Action", "Expected outcomes", "Timescale"]
    columns = [both.index(f'<th scope="col">{text}<') for text in heads]
    assert columns == sorted(columns)
    assert "Six days a month" in both
    only = str(manager.get(address(cast, "plan-print", plan) + "?columns=printed").content.decode())
    assert "Six days a month" not in only
    assert "31 Jul 2023" in only


def test_prefilled(cast: Cast, manager: Client, supplier: Client) -> None:
    """The level stands there as it is on the day, with its count: on 12 June the latest final month is May."""
    plan = asked(manager, cast, kpis=["reports"])
    assert "4 of 7 = 57.1% (May 2023)" in page(supplier, cast, "plan-write", plan)


def test_without_a_resource_it_stays_incomplete(cast: Cast, manager: Client, supplier: Client) -> None:
    """6.4: the page says what is missing in which task; it may be shown so, and nobody can agree it."""
    plan = asked(manager, cast, kpis=["reports"])
    bare = {**TASK, "resource": " "}
    answer = write(supplier, cast, plan, "propose", bare, review_on="")
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Task 1 has no resource" in told
    assert "The plan has no review date" in told
    assert "Relief visitor from 12 Jun" in told
    assert not [one for one in events(cast, PlanProposed) if one.plan == plan]
    assert write(supplier, cast, plan, "as_it_is", bare, review_on="").status_code == 302
    assert events(cast, PlanProposed)[-1].complete is False
    assert state(cast, plan) == "incomplete"
    for client in (manager, supplier):
        shown = page(client, cast, "plan", plan)
        assert "Task 1 has no resource" in shown
        assert "The plan has no review date" in shown
        assert 'data-act="plan-signed"' not in shown
        sign(client, cast, plan)
    assert not [one for one in events(cast, PlanSigned) if one.plan == plan]


def test_all_mistakes_at_once(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = asked(manager, cast, kpis=["reports"])
    wrong = {**TASK, "by": "31 6 2023", "action": "x" * 1001}
    answer = write(supplier, cast, plan, "propose", wrong, review_on="soon", aims=(("reports 2023-07", "at least", "many"),))
    told = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "The day of task 1 must be a real day",
        "Task 1: write at most 1000 characters",
        "The review date must be a real day",
        "Aim 1 must be a number",
    ):
        assert words in told
    assert not [one for one in events(cast, PlanProposed) if one.plan == plan]


def test_the_review_day_must_be_to_come(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = asked(manager, cast, kpis=["reports"])
    assert write(supplier, cast, plan, "propose", TASK, review_on="12 6 2023").status_code == 422


def test_tasks_in_and_out_without_scripts(cast: Cast, manager: Client, supplier: Client) -> None:
    """Every button keeps what was typed, for one's own side alone."""
    plan = asked(manager, cast, kpis=["reports"])
    assert write(supplier, cast, plan, "add", TASK).headers["Location"].endswith("#task-2")
    shown = page(supplier, cast, "plan-write", plan)
    assert "Task 2" in shown
    assert "Relief visitor from 12 Jun" in shown
    answer = supplier.post(address(cast, "plan-write", plan), {**boxes(TASK, {**TASK, "key": "2", "action": "Other"}), "drop": "1"})
    assert answer.status_code == 302
    shown = page(supplier, cast, "plan-write", plan)
    assert "Other" in shown
    assert "Relief visitor from 12 Jun" not in shown
    assert "Task 2" not in shown
    assert write(supplier, cast, plan, "add_aim", TASK).status_code == 302
    assert "at least" in page(supplier, cast, "plan-write", plan)
    assert "Relief visitor" not in page(manager, cast, "plan", plan)
    assert manager.get(address(cast, "plan-write", plan)).status_code == 302  # the terms let the supplier write it
    assert not [one for one in events(cast, PlanProposed) if one.plan == plan]
    assert write(supplier, cast, plan, "propose", TASK).status_code == 302
    assert not Draft.objects.filter(kind="plan").exists()


def test_at_most_twenty_tasks(cast: Cast, manager: Client, supplier: Client) -> None:
    """The next one is refused, and what was typed stays; nothing is cut without a word."""
    plan = asked(manager, cast, kpis=["reports"])
    tasks = [{**TASK, "key": str(n), "action": f"Action no. {n}"} for n in range(1, 21)]
    answer = write(supplier, cast, plan, "add", *tasks)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "at most 20 tasks" in told
    assert "Action no. 20" in told
    answer = write(supplier, cast, plan, "propose", TASK, note="x" * 4001)
    assert answer.status_code == 422
    assert "4000 characters" in answer.content.decode()


def test_two_people_of_one_side(cast: Cast, manager: Client, supplier: Client) -> None:
    """Whoever saves over what a colleague saved since is told first, and loses nothing."""
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "save", TASK)
    Draft.objects.filter(kind="plan").update(saved_by=cast["stranger"], turn=7)
    answer = write(supplier, cast, plan, "save", {**TASK, "action": "Mine"}, draft_turn="1")
    assert answer.status_code == 422
    assert "saved this plan since you opened it" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    assert Draft.objects.get(kind="plan").body["rows"][0]["action"] == TASK["action"]


def test_aims_on_the_way(cast: Cast, manager: Client, supplier: Client) -> None:
    """Said in plain choices, kept in the language of the terms; known once the month is final."""
    plan = asked(manager, cast, kpis=["reports"])
    assert write(supplier, cast, plan, "propose", TASK, aims=(("reports 2023-07", "at least", "80"),)).status_code == 302
    assert dict(events(cast, PlanProposed)[-1].targets) == {"reports 2023-07": "at least 80%"}
    shown = page(manager, cast, "plan", plan)
    assert "at least 80%" in shown
    assert "not yet known" in shown
    assert write(supplier, cast, plan, "propose", TASK, aims=(("reports 2033-07", "at least", "80"),)).status_code == 422


# --- agreed ------------------------------------------------------------------------------------------------------


def test_agreed_by_both(cast: Cast, manager: Client, supplier: Client) -> None:
    """6.4: signed by one side it is proposed; by both, agreed, with two names; nobody signs twice or for the other."""
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "propose", TASK)
    turn = str(uuid4())
    assert sign(supplier, cast, plan, turn=turn).status_code == 302
    assert sign(supplier, cast, plan, turn=turn).status_code == 302  # the same form again is one act
    assert sign(supplier, cast, plan).status_code == 422  # another is refused
    assert [(one.side, one.version) for one in events(cast, PlanSigned) if one.plan == plan] == [("supplier", 1)]
    assert state(cast, plan) == "proposed"
    shown = page(manager, cast, "plan", plan)
    assert "it is proposed, not agreed" in shown
    assert sign(manager, cast, plan).status_code == 302
    assert state(cast, plan) == "agreed"
    shown = page(supplier, cast, "plan", plan)
    for words in ("Robin Instance", "Alex Example", "Both sides agreed it on Mon 12 Jun 2023"):
        assert words in shown
    assert {one.side for one in events(cast, PlanSigned) if one.plan == plan} == {"supplier", "buyer"}


def test_a_newer_version_voids(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "propose", TASK)
    sign(supplier, cast, plan)
    write(supplier, cast, plan, "propose", {**TASK, "resource": "Eight days a month"})
    shown = page(manager, cast, "plan", plan)
    assert "void, because a newer one was proposed" in shown
    assert "Eight days a month" in shown
    assert "Six days a month" in shown  # what changed, and the version before
    assert sign(manager, cast, plan, version=1).status_code == 422
    sign(manager, cast, plan, version=2)
    assert state(cast, plan) == "proposed"
    sign(supplier, cast, plan, version=2)
    assert state(cast, plan) == "agreed"


def test_what_both_agreed_stands(cast: Cast, manager: Client, supplier: Client) -> None:
    """A version proposed after both agreed one changes nothing until both agree it too."""
    plan = agreed_plan(cast, manager, supplier)
    write(supplier, cast, plan, "propose", {**TASK, "by": "26 6 2023"})
    assert state(cast, plan) == "agreed"
    shown = page(manager, cast, "plan", plan)
    assert "Version 2 is newer: until both agree it, the one before stands." in shown
    assert "Read and agree version 2" in shown
    assert '<span class="t-date">Mon 19 Jun</span>' in shown  # the milestone of what stands
    sign(supplier, cast, plan, version=2)
    sign(manager, cast, plan, version=2)
    shown = page(manager, cast, "plan", plan)
    assert "is newer" not in shown
    assert '<span class="t-date">Mon 26 Jun</span>' in shown


def test_agreeing_asks_who_you_are(cast: Cast, manager: Client, supplier: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "propose", TASK)
    monkeypatch.setattr("tenor.web.doors_grave.just_shown", lambda request: False)
    assert "reauthenticate" in sign(supplier, cast, plan).headers["Location"]
    assert not [one for one in events(cast, PlanSigned) if one.plan == plan]


@pytest.mark.parametrize("role", [r.LEGAL, r.AUDITOR, r.EQUALITY])
def test_who_may_not_agree(cast: Cast, manager: Client, supplier: Client, role: str) -> None:
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "propose", TASK)
    client = client_of(cast, role)
    assert sign(client, cast, plan).status_code == 403
    assert "the contract manager or the head of service agrees a plan" in page(client, cast, "plan", plan)
    assert 'data-act="' not in page(client, cast, "plan", plan)


def test_the_head_agrees_for_the_council(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "propose", TASK)
    assert sign(client_of(cast, r.HEAD), cast, plan).status_code == 302
    assert events(cast, PlanSigned)[-1].side == "buyer"


# --- followed, reviewed, closed ----------------------------------------------------------------------------------


def agreed_plan(cast: Cast, manager: Client, supplier: Client) -> str:
    plan = asked(manager, cast, kpis=["reports"])
    write(supplier, cast, plan, "propose", TASK, aims=(("reports 2023-06", "at least", "80"),))
    sign(supplier, cast, plan)
    sign(manager, cast, plan)
    assert state(cast, plan) == "agreed"
    return plan


def test_the_example_tells_two_of_five_missed(cast: Cast, manager: Client, supplier: Client) -> None:
    """6.7: the list a warning may rest on."""
    for client in (manager, supplier):
        shown = page(client, cast, "plan", "plan-1")
        assert "2 of 5 milestones missed (Fri 2 Jun and Mon 5 Jun); 3 met" in shown
        assert "Tablets came too late" in shown
    assert "2 of 5 milestones missed" in page(manager, cast, "plans")


def test_milestones(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = agreed_plan(cast, manager, supplier)
    given = {"milestone": "1", "met": "no", "text": "Not found", "turn": str(uuid4())}
    assert supplier.post(address(cast, "plan", plan), {**given, "milestone": "9"}).status_code == 422
    assert supplier.post(address(cast, "plan", plan), {**given, "met": ""}).status_code == 422
    assert supplier.post(address(cast, "plan", plan), given).status_code == 302
    assert events(cast, MilestoneReported)[-1] == MilestoneReported(plan=plan, milestone="1", met=False)
    assert "1 of 1 milestone missed (Mon 19 Jun)" in page(manager, cast, "plan", plan)


@pytest.mark.parametrize(("on", "words"), [("2023-06-19", "to come"), ("2023-06-20", "day over, not reported")])
def test_a_milestone_nobody_reported(cast: Cast, manager: Client, supplier: Client, on: str, words: str) -> None:
    """A kept page says the right thing on a later day, too."""
    plan = agreed_plan(cast, manager, supplier)
    page(manager, cast, "plan", plan)
    with fixed_today(date.fromisoformat(on)):
        assert words in page(client_of(cast, r.MANAGER), cast, "plan", plan)


def review(client: Client, cast: Cast, plan: str, outcome: str, text: str = "Four of seven", **more: str) -> Any:
    return client.post(address(cast, "plan-review", plan), {"outcome": outcome, "text": text, "turn": str(uuid4()), **more})


def test_reviewed_on_its_day(cast: Cast, manager: Client, supplier: Client) -> None:
    """What follows is said before it is pressed; the figures stand beside."""
    plan = agreed_plan(cast, manager, supplier)
    with fixed_today(date(2023, 7, 31)):
        manager = client_of(cast, r.MANAGER)
        shown = page(manager, cast, "plan-review", plan)
        assert "The conditions are then met for: formal warning (6.7)" in shown
        assert "Nothing is sent by this" in shown
        assert "Nothing follows by itself" in shown
        assert "4 of 7 = 57.1%" in shown
        assert review(manager, cast, plan, "").status_code == 422
        assert review(manager, cast, plan, "not improved", text="").status_code == 422
        assert review(manager, cast, plan, "not improved").status_code == 302
        assert state(cast, plan, "2023-07-31") == "not improved"
        assert review(manager, cast, plan, "improved").status_code == 302  # the second takes its place
        assert state(cast, plan, "2023-07-31") == "improved"
        assert "a later review took its place" in page(manager, cast, "plan", plan)


def test_not_before_its_day_without_a_word(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = agreed_plan(cast, manager, supplier)
    answer = review(manager, cast, plan, "improved")
    assert answer.status_code == 422
    assert "Mon 31 Jul 2023" in answer.content.decode()
    assert not [one for one in events(cast, PlanReviewed) if one.plan == plan]
    assert review(manager, cast, plan, "improved", early="on").status_code == 302


def test_not_engaged(cast: Cast, manager: Client) -> None:
    """Recorded with evidence, and only that may be said of a plan nobody agreed."""
    plan = asked(manager, cast, kpis=["reports"])
    shown = page(manager, cast, "plan-review", plan)
    assert "The supplier does not engage" in shown
    assert "It improved" not in shown
    assert review(manager, cast, plan, "improved").status_code == 422
    assert review(manager, cast, plan, "not engaged", text=" ").status_code == 422
    assert review(manager, cast, plan, "not engaged", text="No answer on 1, 6 and 8 June").status_code == 302
    assert events(cast, EngagementFailed)[-1].plan == plan
    assert "No answer on 1, 6 and 8 June" in page(manager, cast, "plan", plan)


def test_the_supplier_reviews_and_closes_nothing(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = agreed_plan(cast, manager, supplier)
    assert review(supplier, cast, plan, "improved", early="on").status_code == 403
    assert supplier.post(address(cast, "plan-close", plan), {"text": "x", "turn": str(uuid4())}).status_code == 403


def test_closed(cast: Cast, manager: Client, supplier: Client) -> None:
    plan = agreed_plan(cast, manager, supplier)
    close = {"text": "Asked for by mistake", "turn": str(uuid4())}
    assert manager.post(address(cast, "plan-close", plan), {**close, "text": ""}).status_code == 422
    assert manager.post(address(cast, "plan-close", plan), close).status_code == 302
    assert events(cast, PlanClosed)[-1].plan == plan
    assert state(cast, plan) == "closed"
    shown = page(supplier, cast, "plan", plan)
    assert "Closed on Mon 12 Jun 2023" in shown
    assert 'data-act="' not in shown


# --- the pages and the table of acts -----------------------------------------------------------------------------

ROLES = (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.SUPPLIER)


def test_each_page_offers_what_the_table_allows(cast: Cast, manager: Client, supplier: Client) -> None:
    """In each state, for each role: the controls on the page are the acts that contract and role allow, and no others."""
    import re

    from tenor.desk.lookups.pages import page_on
    from tenor.desk.visible import get_place
    from tenor.web.offers import offers

    states = {"asked": asked(manager, cast, kpis=["reports"])}
    states["incomplete"] = asked(manager, cast, kpis=["visits"])
    write(supplier, cast, states["incomplete"], "as_it_is", {**TASK, "resource": ""})
    states["proposed"] = asked(manager, cast, kpis=["sent_back"])
    write(supplier, cast, states["proposed"], "propose", TASK)
    states["agreed"] = agreed_plan(cast, manager, supplier)
    states["reviewed"] = "plan-1"
    seen: set[str] = set()
    for role in ROLES:
        client, place = client_of(cast, role), get_place(cast[role], cast.visits.pk)
        for name, plan in states.items():
            data = page_on(place.contract, place.actor.side, f"plan:{plan}")
            shown = set(re.findall(r'data-act="([a-z-]+)" data-of="([^"]+)"', page(client, cast, "plan", plan)))
            wanted = set(offers(place, data["offers"]))
            assert {act for act, _ in shown} == wanted, (role, name)
            assert {of for _, of in shown} <= {plan}
            seen |= wanted
    assert seen == {
        "plan-proposed", "plan-signed", "milestone-reported", "plan-reviewed", "engagement-failed", "plan-closed",
    }  # fmt: skip


def test_a_plan_that_is_not_there(cast: Cast, manager: Client) -> None:
    for name in ("plan", "plan-write", "plan-sign", "plan-review", "plan-close", "plan-print"):
        client = client_of(cast, r.SUPPLIER) if name == "plan-write" else manager
        assert client.get(address(cast, name, "nowhere")).status_code == 404, name
    assert manager.get(address(cast, "plan-ask", "nowhere")).status_code == 404


def test_somebody_else_sees_nothing(cast: Cast) -> None:
    for who in ("stranger", "outsider"):
        client = client_of(cast, who)
        for name, more in (("plans", ()), ("plan", ("plan-1",)), ("plan-new", ())):
            assert client.get(address(cast, name, *more)).status_code == 404


# --- as it went in the example -----------------------------------------------------------------------------------


def cast_on(day: date) -> Cast:
    """The cast with the example as it was known on the morning of a day."""
    return make_cast(datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


def home(client: Client, cast: Cast) -> str:
    cast.visits.refresh_from_db()
    renew(cast.visits)
    return str(client.get("/").content.decode())


def decide(cast: Cast, step: Step) -> None:
    place = get_place(cast[r.MANAGER], cast.visits.pk)
    assert not say(place, DecisionTaken(rule=step.rule, outcome="taken", steps=(step.id,)), {"reason": "Late again"}, turn=uuid4()).problems
    cast.visits.refresh_from_db()


def test_from_the_step_to_the_request(db: None) -> None:
    """6.3: KPI 2 amber in March and April, met on Tue 9 May 2023. On 10 May it is decided, then asked for: due on 24 May."""
    with fixed_today(date(2023, 5, 10)):
        cast = cast_on(date(2023, 5, 10))
        manager, supplier = client_of(cast, r.MANAGER), client_of(cast, r.SUPPLIER)
        step = next(each for each in review_of(cast.visits, "buyer").steps if each.rule == "plan" and each.waiting)
        assert step.met_on == date(2023, 5, 9)
        assert "Conditions met: improvement plan" in page(manager, cast, "plans")
        shown = page(manager, cast, "plan-ask", step.id)
        assert "First decide whether to ask for a plan" in shown
        answer = manager.post(address(cast, "plan-ask", step.id), {"kpis": ["reports"], "turn": str(uuid4())})
        assert not events(cast, PlanRequested)[1:], "asked for before it was decided"
        decide(cast, step)
        listing = page(manager, cast, "plans")
        assert address(cast, "plan-ask", step.id) in listing
        assert address(cast, "plan-ask", step.id) in home(manager, cast)
        shown = page(manager, cast, "plan-ask", step.id)
        assert "To be agreed by both by Wed 24 May 2023: 10 working days after Wed 10 May 2023" in shown
        assert "5 of 7 = 71.4%" in shown
        answer = manager.post(address(cast, "plan-ask", step.id), {"kpis": ["reports"], "turn": str(uuid4())})
        plan = answer.headers["Location"].rstrip("/").rpartition("/")[2]
        made = events(cast, PlanRequested)[-1]
        assert (made.plan, made.kpis, made.rule, made.step) == (plan, ("reports",), "plan", "improvement plan")
        assert "asked for already" in page(manager, cast, "plan-ask", step.id)
        assert "To be agreed by both by Wed 24 May 2023" in page(supplier, cast, "plan", plan)
        assert address(cast, "plan-write", plan) in home(supplier, cast)


def test_the_further_plan(db: None) -> None:
    """6.4: the warning is received on Wed 14 Jun 2023; the plan it asks for is due on Wed 28 Jun, by the second clock."""
    with fixed_today(date(2023, 6, 15)):
        cast = cast_on(date(2023, 6, 15))
        manager = client_of(cast, r.MANAGER)
        plan = next(each for each in review_of(cast.visits, "buyer").plans if each.requested_on == date(2023, 6, 14))
        shown = page(manager, cast, "plan", plan.id)
        assert "To be agreed by both by Wed 28 Jun 2023" in shown
        assert "Clock of a further plan: it runs from the day the letter was received, Wed 14 Jun 2023" in shown
        assert shown.count("<b>10</b>") == 1
        listing = page(manager, cast, "plans")
        assert "Asked for by a letter" in listing
        assert "Received on Wed 14 Jun 2023" in listing
        assert "Watched: July 2023, August 2023, September 2023" in listing
        letter = review_of(cast.visits, "buyer").notices[0].id
        assert address(cast, "letter", letter) in shown
    with fixed_today(date(2023, 6, 29)):
        shown = page(client_of(cast, r.SUPPLIER), cast, "plan", plan.id)
        assert "nothing proposed in time" in shown
        assert "1 day late" in shown


def test_home_leads_to_each_act(db: None) -> None:
    """Write, agree, review: each line of Home opens the page of its act; a review that is late is said."""
    with fixed_today(date(2023, 6, 15)):
        cast = cast_on(date(2023, 6, 15))
        manager, supplier = client_of(cast, r.MANAGER), client_of(cast, r.SUPPLIER)
        plan = next(each.id for each in review_of(cast.visits, "buyer").plans if each.requested_on == date(2023, 6, 14))
        shown = home(supplier, cast)
        assert "Write the improvement plan for KPI 2" in shown
        assert address(cast, "plan-write", plan) in shown
        write(supplier, cast, plan, "propose", TASK)
        sign(supplier, cast, plan)
        assert address(cast, "plan-sign", plan) in home(manager, cast)
        assert address(cast, "plan-sign", plan) not in home(client_of(cast, r.LEGAL), cast)
        sign(manager, cast, plan)
    with fixed_today(date(2023, 8, 2)):
        shown = home(client_of(cast, r.MANAGER), cast)
        assert address(cast, "plan-review", plan) in shown
        assert "review late" in page(client_of(cast, r.MANAGER), cast, "plan", plan)


def test_several_at_once(cast: Cast, manager: Client) -> None:
    first, second = asked(manager, cast, kpis=["visits"]), asked(manager, cast, kpis=["sent_back", "reports"])
    listing = page(manager, cast, "plans")
    assert "2 plans are open" in listing
    for plan in (first, second):
        assert address(cast, "plan", plan) in listing
    assert "Improvement plan for KPI 2 and KPI 3" in listing or "Improvement plan for KPI 3 and KPI 2" in listing
    assert "Open already" in page(manager, cast, "plan-new")


def test_words_that_were_erased(cast: Cast, manager: Client) -> None:
    """The plan stays; that its words are gone is said."""
    entry = next(each for each in held(cast.visits).entries if isinstance(each.event, PlanProposed) and each.event.version == 2)
    made = Proposed(event=BodyErased(entry=entry.id), by="system", side="system", on=date(2023, 6, 12))
    assert not record(cast.visits, [made], actor=None).problems
    cast.visits.refresh_from_db()
    assert "The words of this version were erased" in page(manager, cast, "plan", "plan-1")
    assert "The words of this version were erased" in page(manager, cast, "plan-print", "plan-1")


@pytest.mark.parametrize("name", ["plans", "plan"])
def test_queries(cast: Cast, manager: Client, name: str, django_assert_max_num_queries: Any) -> None:
    more = ("plan-1",) if name == "plan" else ()
    page(manager, cast, name, *more)
    with django_assert_max_num_queries(10):
        assert manager.get(address(cast, name, *more)).status_code == 200
