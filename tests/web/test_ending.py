"""Beginning and end on the site: getting ready, handing over, training, what comes after, leaving, archive; by both sides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, make_cast
from tests.signing_in import just_signed_in, signed_in
from tests.sites import fixed_today
from tests.web.test_summary import heading, look, words

from tenor.desk.held import held
from tenor.desk.models import Contract, Snapshot
from tenor.desk.permissions import roles as r
from tenor.desk.reviews import review_of
from tenor.desk.snapshots import page_data, renew
from tenor.ledger.events.agreements import AgreementProposed, ContractEnded
from tenor.ledger.events.beginning_and_end import ContractArchived, EndingDecided, ItemDone, ItemListed, ItemNotNeeded, TrainingHeld
from tenor.ledger.events.meetings import ActionAgreed
from tenor.ledger.events.working_together import FeedbackGiven
from tenor.review.offered import Side, offered
from tenor.review.things import known


@contextmanager
def cast_of(day: date) -> Iterator[Cast]:
    """The cast as it was in the morning of a day."""
    with fixed_today(day):
        yield make_cast(until=datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


@pytest.fixture
def late_august(db: None) -> Iterator[Cast]:
    """29 August 2022: the handover is three days behind."""
    with cast_of(date(2022, 8, 29)) as cast:
        yield cast


@pytest.fixture
def spring(db: None) -> Iterator[Cast]:
    """3 March 2025: the last six months have begun."""
    with cast_of(date(2025, 3, 3)) as cast:
        yield cast


@pytest.fixture
def over(db: None) -> Iterator[Cast]:
    """1 September 2025: the day after the last."""
    with cast_of(date(2025, 9, 1)) as cast:
        yield cast


def client_of(cast: Cast, role: str, *, again: bool = False) -> Client:
    """A browser of this person; `again`: they have just shown who they are."""
    return just_signed_in(cast[role]) if again else signed_in(cast[role])


def press(cast: Cast, role: str, name: str, *more: str, again: Any = False, **given: Any) -> Any:
    given = {"turn": str(uuid4()), **given}
    return client_of(cast, role, again=again).post(reverse(name, args=[cast.visits.pk, *more]), given)


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def renewed(cast: Cast, role: str, name: str) -> str:
    """A page over all contracts, once what it reads was made anew."""
    cast.visits.refresh_from_db()
    renew(cast.visits)
    return str(client_of(cast, role).get(reverse(name)).content.decode())


def text_of(answer: Any) -> str:
    return words(answer.content.decode())


# --- getting ready and handing over ------------------------------------------------------------------------------


def test_seven_items_six_received_one_three_days_late(late_august: Cast) -> None:
    """needs.md 2.3."""
    for role in (r.MANAGER, r.SUPPLIER):
        hub = words(look(late_august, role, "ending/"))
        assert "7 items, 6 received." in hub
        assert "3 days late." in hub
    page = look(late_august, r.SUPPLIER, "ending/list/handover/")
    assert heading(page) == "Handing over: 6 of 7 received"
    assert "3 days late" in words(page)


def test_nine_of_ten_the_day_before_the_start(db: None) -> None:
    """needs.md 2.1: on 31 August 2022 the site says so, and asks for a decision by name."""
    with cast_of(date(2022, 8, 31)) as cast:
        assert heading(look(cast, r.MANAGER, "ending/list/mobilisation/")) == "Getting ready: 9 of 10 done"
        hub = words(look(cast, r.MANAGER, "ending/"))
        assert "Not fully mobilised." in hub
        assert "On the list of both sides: 9 of 10." in hub
        assert f'href="/c/{cast.visits.pk}/setup/live/"' in look(cast, r.MANAGER, "ending/")
        assert "Not fully mobilised" in words(renewed(cast, r.MANAGER, "contracts"))


def test_where_the_cost_is_stated_and_who_tells_what(late_august: Cast) -> None:
    """needs.md 2.2 and 2.4: the cost in Schedule 3; contacts by the council, the list of units by the service managers: each a duty."""
    page = look(late_august, r.SUPPLIER, "ending/")
    text = words(page)
    assert "Price of mobilisation given 2.2 stated in Schedule 3 (Pricing)" in text
    assert f'href="/c/{late_august.visits.pk}/duty/contact-details/"' in page
    assert "Whose it is Service manager" in words(look(late_august, r.MANAGER, "duty/unit-list/"))


@pytest.mark.parametrize("role", [r.MANAGER, r.SUPPLIER, r.HEAD, r.AUDITOR])
def test_each_item_offers_what_the_table_allows(late_august: Cast, role: str) -> None:
    """Every item in its state, for each role: those who keep lists have the acts of the table, everybody else has none and sees why."""
    press(late_august, r.MANAGER, "checklist", "handover", drop=open_items(late_august)[0], why="Lost in the flood.")
    late_august.visits.refresh_from_db()
    side: Side = "supplier" if role == r.SUPPLIER else "buyer"
    states = set()
    for name in ("mobilisation", "handover"):
        page = look(late_august, role, f"ending/list/{name}/")
        shown = set(re.findall(r'data-act="(item-done|item-not-needed)" data-of="([^"]+)"', page))
        review = review_of(late_august.visits, side)
        items = {act.event.item for act in review.facts.of(ItemListed) if act.event.checklist == name}
        states |= {known(review, "item")[item] for item in items}
        wanted = {(act, item) for item in items for act in offered(review, "item", item)[side]}
        assert shown == (wanted if role in (r.MANAGER, r.SUPPLIER) else set())
        assert ("You may look." in words(page)) == (role not in (r.MANAGER, r.SUPPLIER))
    assert states == {"open", "done", "not needed"}


def open_items(cast: Cast) -> list[str]:
    review = review_of(cast.visits, "buyer")
    handover = [act.event.item for act in review.facts.of(ItemListed) if act.event.checklist == "handover"]
    return [item for item in handover if known(review, "item")[item] == "open"]


def test_received_and_not_needed(late_august: Cast) -> None:
    """One press each, once; not needed says why."""
    item, turn = open_items(late_august)[0], str(uuid4())
    assert press(late_august, r.SUPPLIER, "checklist", "handover", drop=item, why="").status_code == 422
    assert not events(late_august, ItemNotNeeded)
    before = len(events(late_august, ItemDone))
    for _ in range(2):
        assert press(late_august, r.SUPPLIER, "checklist", "handover", done=item, turn=turn).status_code == 302
    assert len(events(late_august, ItemDone)) == before + 1
    assert heading(look(late_august, r.MANAGER, "ending/list/handover/")) == "Handing over: 7 of 7 received"
    assert press(late_august, r.MANAGER, "checklist", "handover", done=item).status_code == 422
    assert press(late_august, r.MANAGER, "checklist", "handover", done="no-such").status_code == 422


def test_something_is_put_on_a_list(late_august: Cast) -> None:
    given = {"add": "1", "text": "Fire plans", "holder": "buyer", "route": "council file share", "due_day": "2", "due_month": "9"}
    assert press(late_august, r.SUPPLIER, "checklist", "handover", **given, due_year="2022").status_code == 302
    made = events(late_august, ItemListed)[-1]
    assert (made.checklist, made.holder, made.due) == ("handover", "buyer", date(2022, 9, 2))
    text = words(look(late_august, r.MANAGER, "ending/list/handover/"))
    assert "Fire plans to do Example County Council · by Fri 2 Sep 2022 · by: council file share" in text
    assert "Fire plans" in words(renewed(late_august, r.MANAGER, "home"))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"text": ""}, "Fill in “What is it”"),
        ({"text": "   "}, "Fill in “What is it”"),
        ({"text": "x" * 400}, "300 characters or fewer"),
        ({"holder": "the moon"}, "Choose one of the answers"),
        ({"holder": ""}, "Choose an answer"),
        ({"due_day": "31"}, "By when?"),
    ],
)
def test_what_cannot_be_put_on_a_list(late_august: Cast, more: dict[str, str], told: str) -> None:
    before = len(events(late_august, ItemListed))
    given = {"add": "1", "text": "Fire plans", "holder": "buyer", "due_day": "2", "due_month": "9", "due_year": "2022", **more}
    answer = press(late_august, r.MANAGER, "checklist", "handover", **given)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert len(events(late_august, ItemListed)) == before


def test_no_such_list_and_who_may_not(late_august: Cast) -> None:
    assert client_of(late_august, r.MANAGER).get(f"/c/{late_august.visits.pk}/ending/list/shopping/").status_code == 404
    before = len(events(late_august, ItemDone))
    assert press(late_august, r.AUDITOR, "checklist", "handover", done=open_items(late_august)[0]).status_code == 422
    assert press(late_august, r.HEAD, "checklist", "handover", done=open_items(late_august)[0]).status_code == 422
    assert len(events(late_august, ItemDone)) == before
    for name in ("ending", "training", "after", "close", "lessons", "targets"):
        assert client_of(late_august, r.UNIT).get(reverse(name, args=[late_august.visits.pk])).status_code == 403
        assert client_of(late_august, "stranger").get(reverse(name, args=[late_august.visits.pk])).status_code == 404


# --- training ----------------------------------------------------------------------------------------------------

TRAINING = {"on_day": "24", "on_month": "8", "on_year": "2022", "booked": "3", "attended": "2", "text": "The form of the return"}


def test_three_booked_two_came_one_action(late_august: Cast) -> None:
    """needs.md 2.5: the action is agreed in the same press, and says where it comes from."""
    action = {"action": "Train the third", "owner": "supplier", "due_day": "9", "due_month": "9", "due_year": "2022"}
    before = len(events(late_august, TrainingHeld, ActionAgreed))
    turn = str(uuid4())
    for _ in range(2):
        assert press(late_august, r.MANAGER, "training", **TRAINING, **action, turn=turn).status_code == 302
    made = events(late_august, TrainingHeld, ActionAgreed)
    assert len(made) == before + 2
    training, agreed = made[-2:]
    assert (training.booked, training.attended) == (3, 2)
    assert (agreed.source, agreed.owner, agreed.due) == (f"training {training.training}", "supplier", date(2022, 9, 9))
    text = words(look(late_august, r.SUPPLIER, "ending/training/"))
    assert "Wed 24 Aug 2022 : 3 booked, 2 came" in text
    assert "Action: Train the third" in text or "Action : Train the third" in text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"attended": "4"}, "cannot be more than were booked"),
        ({"attended": "-1"}, "must be 0 or more"),
        ({"booked": "many"}, "must be a number"),
        ({"on_year": "2023"}, "cannot be a day to come"),
        ({"due_day": "9", "due_month": "9", "due_year": "2022"}, "Say what the action is"),
    ],
)
def test_a_training_that_cannot_be(late_august: Cast, more: dict[str, str], told: str) -> None:
    before = len(events(late_august, TrainingHeld, ActionAgreed))
    answer = press(late_august, r.MANAGER, "training", **{**TRAINING, **more})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert len(events(late_august, TrainingHeld, ActionAgreed)) == before


def test_the_supplier_looks_at_trainings(late_august: Cast) -> None:
    page = look(late_august, r.SUPPLIER, "ending/training/")
    assert 'data-act="training-held"' not in page
    assert "You may look." in words(page)
    before = len(events(late_august, TrainingHeld))
    assert press(late_august, r.SUPPLIER, "training", **TRAINING).status_code == 422
    assert len(events(late_august, TrainingHeld)) == before


# --- what comes after --------------------------------------------------------------------------------------------

LONGER = {"choice": "extend", "to_day": "31", "to_month": "8", "to_year": "2026", "reason": "The service is good and homes know it."}


def test_the_page_turns_on_its_day(db: None) -> None:
    """Half a year before the last day the question is on the page, on Home, and for the head of service alone to answer."""
    with cast_of(date(2025, 2, 27)) as cast:
        text = words(look(cast, r.HEAD, "ending/"))
        assert "To be decided by Sun 31 Aug 2025. It comes to Home on Fri 28 Feb 2025." in text
        assert "Decide what comes after" not in words(renewed(cast, r.HEAD, "home"))
        kept = Snapshot.objects.filter(contract=cast.visits, page__in=("needs", "ending"))
        assert {each.changes_on for each in kept} == {date(2025, 2, 28)}
        with fixed_today(date(2025, 2, 28)):
            page = look(cast, r.HEAD, "ending/")
            assert heading(page) == "Decide what comes after this contract"
            home = renewed(cast, r.HEAD, "home")
            assert "Decide what comes after Sun 31 Aug 2025" in words(home)
            assert f'href="/c/{cast.visits.pk}/ending/after/"' in home
            assert "local practice" in words(look(cast, r.SUPPLIER, "ending/after/"))


def test_going_on_is_decided_and_proposed_in_one_press_and_agreed_by_the_other_side(spring: Cast) -> None:
    """The head decides; the supplier agrees; the last day is another, in the terms and in the list of contracts."""
    assert press(spring, r.HEAD, "after", again=True, **LONGER).status_code == 302
    decided, proposed = events(spring, EndingDecided)[-1], events(spring, AgreementProposed)[-1]
    assert (decided.choice, decided.to) == ("extend", date(2026, 8, 31))
    assert dict(proposed.changes) == {"contract.ends": "2026-08-31"}
    text = words(look(spring, r.SUPPLIER, "ending/after/"))
    assert "Decided: it goes on until Mon 31 Aug 2026, once the other side agrees" in text
    assert "waits for an answer" in text
    assert "Decided by Chris Specimen on Mon 3 Mar 2025." in text
    proposal = reverse("proposal", args=[spring.visits.pk, proposed.proposal])
    assert "The last day of the contract" in words(client_of(spring, r.SUPPLIER).get(proposal).content.decode())
    assert client_of(spring, r.SUPPLIER).post(proposal, {"answer": "agree", "turn": str(uuid4())}).status_code == 302
    spring.visits.refresh_from_db()
    assert spring.visits.ends == date(2026, 8, 31)
    assert review_of(spring.visits, "buyer").terms.contract.ends == date(2026, 8, 31)
    text = words(look(spring, r.HEAD, "ending/after/"))
    assert "To be decided by Mon 31 Aug 2026" in text
    assert "from Sat 28 Feb 2026 (local practice)" in text
    assert "The service is good and homes know it." in text


def test_the_decision_is_the_head_of_services(spring: Cast) -> None:
    """Nobody else has the form, and nobody else's is taken; a head who has not just shown who they are is asked first."""
    for role in (r.MANAGER, r.SUPPLIER, r.LEGAL, r.AUDITOR):
        page = look(spring, role, "ending/after/")
        assert 'data-act="ending-decided"' not in page
        assert "The head of service decides this." in words(page)
        assert press(spring, role, "after", again=True, **LONGER).status_code == 422
    asked = press(spring, r.HEAD, "after", **LONGER)
    assert asked.status_code == 302
    assert "reauthenticate" in asked.headers["Location"]
    assert not events(spring, EndingDecided)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"choice": ""}, "Choose an answer"),
        ({"reason": ""}, "Fill in “Why”"),
        ({"to_year": "2024"}, "Sun 31 Aug 2025"),
        ({"to_day": "", "to_month": "", "to_year": ""}, "Until which day"),
    ],
)
def test_a_decision_that_cannot_be(spring: Cast, more: dict[str, str], told: str) -> None:
    answer = press(spring, r.HEAD, "after", again=True, **{**LONGER, **more})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert not events(spring, EndingDecided)


def test_tendered_again(spring: Cast) -> None:
    given = {"choice": "re-tender", "reason": "The market has grown."}
    assert press(spring, r.HEAD, "after", again=True, **given).status_code == 302
    assert events(spring, EndingDecided) == [EndingDecided(choice="re-tender")]
    assert heading(look(spring, r.SUPPLIER, "ending/")) == "Decided: it ends and is tendered again"
    assert "Decide what comes after" not in words(renewed(spring, r.HEAD, "home"))


def test_the_record_for_the_next_tender(spring: Cast) -> None:
    """Final months by level in each year, plans and letters. KPI 2 in the first year: 2 red, 4 amber, the others better."""
    text = words(look(spring, r.MANAGER, "ending/after/"))
    record = text.partition("The record of this contract")[2]
    assert re.search(r"2 Reports sent to council .*? 1 \d+ \d+ \d+ 2 ", record)
    assert "Formal warning, issued on Tue 13 Jun 2023" in record
    assert "not improved" in record


# --- leaving, and the end ----------------------------------------------------------------------------------------


def test_a_list_to_begin_from(spring: Cast) -> None:
    """The starter list: what is ticked, by whom and when, in one press and once."""
    page = client_of(spring, r.MANAGER).get(reverse("checklist", args=[spring.visits.pk, "exit"])).content.decode()
    assert page.count('name="take') == 7
    rows = {f"holder{n}": "supplier" for n in range(7)} | {f"due{n}": "29 August 2025" for n in range(7)}
    ticks = {f"take{n}": "on" for n in (0, 1, 4)}
    turn = str(uuid4())
    for _ in range(2):
        assert press(spring, r.MANAGER, "checklist", "exit", starter="1", turn=turn, **rows, **ticks).status_code in (302, 422)
    listed = [one for one in events(spring, ItemListed) if one.checklist == "exit"]
    assert [(one.holder, one.due) for one in listed] == [("supplier", date(2025, 8, 29))] * 3
    text = words(look(spring, r.SUPPLIER, "ending/list/exit/"))
    for what in ("Information handed back", "Final return sent", "Data deleted, and that confirmed in writing"):
        assert what in text
    empty = press(spring, r.MANAGER, "checklist", "mobilisation", starter="1", **rows)
    assert empty.status_code == 422
    assert "Tick at least one line" in text_of(empty)


def test_lessons_of_both_sides(spring: Cast) -> None:
    assert press(spring, r.SUPPLIER, "lessons", text="Name the second person to call from the start.").status_code == 302
    assert events(spring, FeedbackGiven)[-1].kind == "lesson"
    assert press(spring, r.MANAGER, "lessons", text="  ").status_code == 422
    assert "Name the second person to call from the start." in words(look(spring, r.HEAD, "ending/lessons/"))
    assert "One lesson kept" in words(look(spring, r.MANAGER, "ending/"))
    assert press(spring, r.AUDITOR, "lessons", text="I may not.").status_code == 422


KEEP = {"do": "archive", "keep_until_day": "31", "keep_until_month": "8", "keep_until_year": "2031"}


def test_expired_and_archived(over: Cast) -> None:
    """It expired on its last day; the head archives it; it is marked in the list and leaves every Home."""
    assert heading(look(over, r.SUPPLIER, "ending/close/")) == "Expired on its last day, Sun 31 Aug 2025"
    home = renewed(over, r.HEAD, "home")
    assert "The contract is over: finish the exit list and archive it" in words(home)
    assert f'href="/c/{over.visits.pk}/ending/close/"' in home
    assert press(over, r.HEAD, "close", again=True, **KEEP).status_code == 302
    assert events(over, ContractArchived) == [ContractArchived(keep_until=date(2031, 8, 31))]
    for role in (r.HEAD, r.MANAGER, r.SUPPLIER):
        assert over.visits.title not in words(renewed(over, role, "home"))
        listed = words(renewed(over, role, "contracts"))
        assert over.visits.title in listed
        assert "Archived" in listed
    page = look(over, r.SUPPLIER, "ending/close/")
    assert heading(page) == "This contract is archived"
    assert "The record is kept until Sun 31 Aug 2031." in words(page)
    assert "data-act" not in page
    assert "data-act" not in look(over, r.HEAD, "ending/close/")


def test_what_is_left_is_known_before_it_is_archived(over: Cast) -> None:
    rows = {f"holder{n}": "buyer" for n in range(7)} | {f"due{n}": "29 August 2025" for n in range(7)}
    press(over, r.MANAGER, "checklist", "exit", starter="1", take0="on", **rows)
    refused = press(over, r.HEAD, "close", again=True, **KEEP)
    assert refused.status_code == 422
    assert "I know what is still open on the list" in text_of(refused)
    assert press(over, r.HEAD, "close", again=True, **KEEP, knows="on").status_code == 302


def test_no_contract_is_archived_while_it_runs_nor_for_a_day_past(spring: Cast) -> None:
    assert 'data-act="contract-archived"' not in look(spring, r.HEAD, "ending/close/")
    assert press(spring, r.HEAD, "close", again=True, **KEEP).status_code == 422
    assert not events(spring, ContractArchived)


@pytest.mark.parametrize("year", ["2025", "20", ""])
def test_a_day_to_keep_it_until_that_cannot_be(over: Cast, year: str) -> None:
    answer = press(over, r.LEGAL, "close", again=True, **{**KEEP, "keep_until_year": year})
    assert answer.status_code == 422
    assert not events(over, ContractArchived)


def test_who_may_not_end_it(over: Cast) -> None:
    for role in (r.MANAGER, r.SUPPLIER, r.AUDITOR, r.EQUALITY):
        assert press(over, role, "close", again=True, **KEEP).status_code == 422
    assert not events(over, ContractArchived)


DONE = {"do": "complete", "last_day_day": "3", "last_day_month": "3", "last_day_year": "2025"}


def test_completed_before_its_day(spring: Cast) -> None:
    """Completed is an ending of its own: by legal or the head, with a reason, as a grave act."""
    assert press(spring, r.LEGAL, "close", again=True, **DONE, reason="").status_code == 422
    assert press(spring, r.SUPPLIER, "close", again=True, **DONE, reason="We are done.").status_code == 422
    assert "reauthenticate" in press(spring, r.LEGAL, "close", **DONE, reason="All visits are made.").headers["Location"]
    assert not events(spring, ContractEnded)
    assert press(spring, r.LEGAL, "close", again=True, **DONE, reason="All visits are made.").status_code == 302
    assert events(spring, ContractEnded) == [ContractEnded(last_day=date(2025, 3, 3), how="completion")]
    assert Contract.objects.get(pk=spring.visits.pk).ends == date(2025, 3, 3)
    assert heading(look(spring, r.MANAGER, "ending/close/")) == "Completed: its last day is Mon 3 Mar 2025"
    with fixed_today(date(2025, 3, 4)):
        text = look(spring, r.MANAGER, "ending/close/")
        assert heading(text) == "Completed: its last day was Mon 3 Mar 2025"
        assert "All visits are made." in words(text)


def test_both_sides_see_the_same(spring: Cast) -> None:
    """What follows from the contract is for both: the data of the page are one."""
    ours, theirs = (json.dumps(page_data(spring.visits, side, "ending"), sort_keys=True) for side in ("buyer", "supplier"))
    assert ours == theirs


@pytest.mark.parametrize("name", ["targets", "ending", "training", "after", "close", "lessons"])
def test_queries(cast: Cast, name: str, django_assert_max_num_queries: Any) -> None:
    client = client_of(cast, r.MANAGER)
    client.get(reverse(name, args=[cast.visits.pk]))
    with django_assert_max_num_queries(10):
        assert client.get(reverse(name, args=[cast.visits.pk])).status_code == 200


def test_going_live_says_what_of_the_list_is_left(late_august: Cast) -> None:
    """The list of both sides counts with what the contract asks for: live before it is done only by whoever says that they know."""
    page = words(look(late_august, r.MANAGER, "setup/live/"))
    assert "on the list of both sides" in page
    assert "not fully mobilised" in heading(look(late_august, r.MANAGER, "setup/mobilisation/"))
    assert press(late_august, r.MANAGER, "go-live", why="The start cannot wait.").status_code == 422
    assert press(late_august, r.MANAGER, "go-live", knows="on", why="The start cannot wait.").status_code == 302
    text = words(look(late_august, r.HEAD, "setup/live/"))
    assert "Not ready then:" in text
    assert "Alex Example recorded it on Mon 29 Aug 2022." in text
    assert "It went live all the same: Alex Example decided so on Mon 29 Aug 2022." in words(look(late_august, r.HEAD, "ending/"))
