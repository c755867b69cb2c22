"""Minutes through the pages of both sides, day by day: written, sent, received, answered or deemed agreed, issued and locked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, make_person
from tests.remembered import remembered_cast
from tests.signing_in import just_signed_in
from tests.sites import fixed_today
from tests.web.test_summary import heading, words

from tenor.desk import clock
from tenor.desk.actions.people import give_role
from tenor.desk.held import held
from tenor.desk.models import Contract, Draft
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place, get_place
from tenor.ledger.events import Event
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.meetings import (
    ActionAgreed,
    MeetingHeld,
    MinutesAnswered,
    MinutesCommented,
    MinutesIssued,
    MinutesReceived,
    MinutesSent,
)
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed
from tenor.review.minutes_text import hash_of, words_of
from tenor.review.offered import offered
from tenor.web.offers import offers

M = "m-2023-04"  # held Thu 20 April 2023, with an agenda, feedback and three actions
HELD = datetime(2023, 4, 20, 23, 0, tzinfo=UTC)
ITEMS = [str(n) for n in range(1, 9)]


class Days:
    """The cast on the evening of the meeting, and a today that is moved on."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.on("2023-04-21")
        self.cast: Cast = remembered_cast(HELD)
        self.contract: Contract = self.cast.visits

    def on(self, day: str) -> Days:
        self._stack.enter_context(fixed_today(date.fromisoformat(day)))
        return self

    def client(self, role: str) -> Client:
        """Somebody who has just shown who they are."""
        return just_signed_in(self.cast[role])

    def place(self, role: str) -> Place:
        return get_place(self.cast[role], self.contract.pk)

    def address(self, name: str = "minutes", meeting: str = M) -> str:
        return reverse(name, args=[self.contract.pk, meeting])

    def page(self, role: str = r.MANAGER, name: str = "minutes", status: int = 200, meeting: str = M, query: str = "") -> str:
        answer = self.client(role).get(self.address(name, meeting) + query)
        assert answer.status_code == status, (role, name, answer.status_code)
        return re.sub(r"\s+", " ", answer.content.decode())

    def post(self, role: str, name: str, given: dict[str, Any], status: int = 302, meeting: str = M) -> str:
        answer = self.client(role).post(self.address(name, meeting), {"turn": str(uuid4()), **given})
        page = answer.content.decode()
        assert answer.status_code == status, (role, name, answer.status_code, words(page)[:2000])
        return re.sub(r"\s+", " ", page)

    def say(self, role: str, event: Event, on: str = "", **said: object) -> None:
        """An act without a page: what stands there already."""
        place = self.place(role)
        body = Body(kind="words", salt="", content=said) if said else None
        day = date.fromisoformat(on) if on else None
        act = Proposed(event=event, by=place.actor.by, side=place.side, on=day or clock.today(), body=body, id=str(uuid4()))  # type: ignore[arg-type]
        done = record(place.contract, [act], actor=place.actor)
        assert done.entries, [str(one) for one in done.problems]

    def events(self, *kinds: type) -> list[Any]:
        self.contract.refresh_from_db()
        return [one for one in held(self.contract).entries if isinstance(one.event, kinds) and getattr(one.event, "meeting", "") == M]


@pytest.fixture
def days(db: None) -> Iterator[Days]:
    with ExitStack() as stack:
        yield Days(stack)


def filled(**more: Any) -> dict[str, Any]:
    """The boxes of a whole set of minutes."""
    boxes: dict[str, Any] = {
        "present": "Alex Example, contract manager\nRobin Instance",
        "apologies": "",
        "draft": "0",
        "version": "1",
        "send": "1",
    }
    for n, key in enumerate(ITEMS, 1):
        boxes |= {f"key_{n}": key, f"text_{n}": f"Said on {key}."}
    return boxes | more


def send(days: Days, **more: Any) -> None:
    days.post(r.MANAGER, "minutes-write", filled(**more))


def sent_and_received(days: Days) -> None:
    """Sent and received on Tue 25 April."""
    days.on("2023-04-25")
    send(days)
    days.post(r.SUPPLIER, "minutes-received", received("2023-04-25"))


def received(day: str, **more: Any) -> dict[str, Any]:
    year, month, number = day.split("-")
    return {"day_day": number, "day_month": month, "day_year": year, "version": "1", **more}


def withheld(n: int = 4, **more: Any) -> dict[str, Any]:
    return {"answer": "withheld", f"tick_{n}": "on", f"words_{n}": "Our words.", "text": "It was told in July.", "version": "1", **more}


# --- writing -----------------------------------------------------------------------------------------------------


def test_nobody_begins_with_an_empty_page(days: Days) -> None:
    page = days.page(name="minutes-write")
    text = words(page)
    assert heading(page) == "Write the minutes of Thu 20 Apr 2023"
    assert "March 2023: 5 of 6 = 83.3%, amber." in text
    assert "concern: Reports come when the month is forgotten" in text
    assert "Name a relief visitor" in text
    assert "Alex Example, Example County Council&#x27;s contract manager" in text
    assert page.count('name="text_') == len(ITEMS)


def test_what_is_in_hand_is_its_sides_alone(days: Days) -> None:
    """Kept, gone on with, told on the page; the other side, and whoever does not write them, see nothing of it."""
    days.post(r.MANAGER, "minutes-write", {**filled(), "text_3": "zebrawood", "save": "1"})
    assert Draft.objects.get(kind="minutes", key=M).seen_by == "buyer"
    assert "zebrawood" in days.page(name="minutes-write")
    assert "Go on writing" in days.page()
    assert not days.events(MinutesSent)
    for role in (r.SUPPLIER, r.HEAD, r.AUDITOR, r.VISITOR, r.UNIT):
        page = days.page(role)
        assert "zebrawood" not in page
        assert "In hand" not in page
        days.page(role, "minutes-write", status=403)
    days.post(r.MANAGER, "minutes-write", {**filled(), "drop": "1"})
    assert not Draft.objects.filter(kind="minutes").exists()


def test_nothing_empty_is_sent(days: Days) -> None:
    page = days.post(r.MANAGER, "minutes-write", {**filled(), "text_3": " ", "text_5": "", "present": ""}, status=422)
    text = words(page)
    assert "“What the visits show” says nothing yet" in text
    assert "“Improvements and good practice with feedback both ways” says nothing yet" in text
    assert "Who was there" in text
    assert "Said on 4." in text
    assert not days.events(MinutesSent)
    days.post(r.MANAGER, "minutes-write", {**filled(), "text_3": "", "nothing_3": "on", "draft": "1"})
    items = {one["key"]: one["text"] for one in words_of(days.events(MinutesSent)[0])["items"]}
    assert items["3"] == "Nothing to report."


def test_an_item_of_the_agenda_cannot_be_left_out(days: Days) -> None:
    """Also where a form is sent without its boxes."""
    given = {key: value for key, value in filled().items() if not key.endswith("_8")}
    assert "“Equality” says nothing yet" in words(days.post(r.MANAGER, "minutes-write", given, status=422))


def test_own_items(days: Days) -> None:
    days.post(r.MANAGER, "minutes-write", {**filled(), "add": "1"})
    page = days.page(name="minutes-write")
    assert 'name="title_9"' in page
    own = {"key_9": "x1", "title_9": "", "text_9": "Thanks to all.", "draft": "1"}
    assert "give it one" in words(days.post(r.MANAGER, "minutes-write", {**filled(), **own}, status=422))
    days.post(r.MANAGER, "minutes-write", {**filled(), **own, "title_9": "Thanks", "draft": "2"})
    sent = words_of(days.events(MinutesSent)[0])
    assert sent["items"][-1] == {"key": "x1", "title": "Thanks", "text": "Thanks to all."}
    assert [one["action"] for one in sent["actions"]] == ["a-2", "a-3", "a-4"]


def test_an_own_item_left_empty_is_dropped(days: Days) -> None:
    send(days, key_9="x1", title_9="", text_9="")
    assert [one["key"] for one in words_of(days.events(MinutesSent)[0])["items"]] == ITEMS


def test_two_who_write_at_once(days: Days) -> None:
    """The second is shown what the first kept, keeps every word, and says what stays."""
    from tests.cast import make_person

    from tenor.desk.actions.people import give_role

    other = make_person("Sam Sample")
    assert not give_role(to=other, role=r.MANAGER, contract=days.contract, known_as="b-2", by=None)
    days.cast.people["second"] = other
    days.post("second", "minutes-write", {**filled(), "text_2": "Theirs", "save": "1"})
    page = days.post(r.MANAGER, "minutes-write", {**filled(), "text_2": "Mine", "save": "1"}, status=409)
    assert "Sam Sample kept these minutes" in words(page)
    assert "Theirs" in page
    assert "Mine" in page
    turn = re.search(r'name="draft"[^>]* value="(\d+)"|value="(\d+)"[^>]*name="draft"', page)
    assert turn
    days.post(r.MANAGER, "minutes-write", {**filled(), "text_2": "Mine", "draft": turn[1] or turn[2]})
    assert words_of(days.events(MinutesSent)[0])["items"][1]["text"] == "Mine"


def test_pressed_twice(days: Days) -> None:
    turn = str(uuid4())
    for _ in range(2):
        days.post(r.MANAGER, "minutes-write", filled(turn=turn))
    assert len(days.events(MinutesSent)) == 1


def test_two_first_versions(days: Days) -> None:
    """Somebody sent them meanwhile: the second sending is not the same version again."""
    send(days)
    page = days.post(r.MANAGER, "minutes-write", filled(), status=422)
    assert "version 1 was given already" in words(page)
    assert len(days.events(MinutesSent)) == 1


def test_no_way_of_sending_is_asked_where_it_makes_no_difference(days: Days) -> None:
    assert 'name="method"' not in days.page(name="minutes-write")
    send(days, method="owl")
    assert days.events(MinutesSent)[0].event.method == ""


# --- received, and the clock -------------------------------------------------------------------------------------


def test_while_nobody_knows_that_they_arrived(days: Days) -> None:
    """No clock runs, and nothing is ever deemed."""
    days.on("2023-04-25")
    send(days)
    for day in ("2023-04-26", "2023-05-12", "2024-05-12"):
        page = days.on(day).page(r.SUPPLIER)
        assert "nobody has said that they arrived" in heading(page)
        assert "never taken as agreed while this is not known" in words(page)
        assert "t-clock" not in page


def test_the_supplier_says_that_they_arrived(days: Days) -> None:
    sent_and_received(days)
    page = days.page(r.SUPPLIER)
    assert heading(page) == "Minutes of Thu 20 Apr 2023: waiting for an answer"
    assert "has until the end of Thu 11 May to approve or withhold." in words(page)
    assert "taken as agreed from Fri 12 May" in words(page)


def test_the_council_says_how_it_knows(days: Days) -> None:
    days.on("2023-04-25")
    send(days)
    days.on("2023-05-02")
    for day, text, wrong in (
        ("2023-04-26", "", "Say how you know"),
        ("2023-04-24", "By telephone", "cannot have arrived before that day"),
        ("2023-05-03", "By telephone", "must be today or earlier"),
        ("2023-02-30", "By telephone", "real day"),
    ):
        page = days.post(r.MANAGER, "minutes-received", received(day, text=text), status=422)
        assert wrong in words(page)
    days.post(r.MANAGER, "minutes-received", received("2023-04-26", text="Robin said so by telephone."))
    text = words(days.page(r.SUPPLIER))
    assert "Received Wed 26 Apr 2023" in text
    assert "Robin said so by telephone." in text
    assert "Last day: Fri 12 May 2023" in text
    page = days.post(r.SUPPLIER, "minutes-received", received("2023-04-27"), status=422)
    assert "was said already" in words(page)


CLOCK = """
2023-04-25 | received      | 0 | 26 Apr · 27 Apr · 28 Apr · 1 May · 2 May · 3 May · 4 May · 5 May · 8 May · 9 May · 10 May · 11 May
2023-05-05 | received      | 7 | today
2023-05-11 | received      | 10 | today, last day
2023-05-12 | deemed agreed |    |
"""


@pytest.mark.parametrize("line", CLOCK.strip().splitlines(), ids=lambda line: line[:10])
def test_the_clock(days: Days, line: str) -> None:
    """Received Tue 25 Apr 2023: ten working days to Thu 11 May, still "received" on that day, deemed agreed from Fri 12 May."""
    day, state, n, shown = (cell.strip() for cell in line.split("|"))
    sent_and_received(days)
    days.page(r.SUPPLIER)  # kept before, looked at later
    page = days.on(day).page(r.SUPPLIER)
    expected = {"received": "waiting for an answer", "deemed agreed": "deemed agreed"}[state]
    assert heading(page).endswith(expected)
    assert ('class="t-clock"' in page) == (state == "received")
    if n and n != "0":
        assert f"Day {n} of 10." in words(page)
        assert re.search(rf'<li class="t-today">(?:(?!</li>).)*<br>{shown}</li>', page)
    for piece in shown.split(" · ") if n == "0" else ():
        assert piece in page
    assert page.count("t-skip") == (2 if state == "received" else 0)


def test_silence_agrees_and_what_comes_after_is_a_comment(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-05-12")
    text = words(days.page(r.SUPPLIER))
    assert "No answer came by the end of Thu 11 May, so they are taken as agreed." in text
    assert "kept as a comment and changes nothing" in words(days.page(r.SUPPLIER, "minutes-answer"))
    days.post(r.SUPPLIER, "minutes-answer", withheld())
    text = words(days.page(r.MANAGER))
    assert "would withhold" in text
    assert heading(days.page()).endswith("deemed agreed")
    issue(days)
    final = words_of(days.events(MinutesIssued)[0])
    assert final["settled"]["how"] == "deemed agreed"
    assert final["settled"]["on"] == "2023-05-11"
    assert not any("other" in one for one in final["items"])


# --- answering ---------------------------------------------------------------------------------------------------


def test_approved(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-05-03").post(r.SUPPLIER, "minutes-answer", {"answer": "agreed", "version": "1"})
    page = days.page()
    assert heading(page).endswith("approved")
    assert "The final text is to be issued by Thu 4 May. 5.7 local practice" in words(page)


def test_withheld_on_an_item_keeps_both_texts(days: Days) -> None:
    """needs.md 5.7: withheld on item 4, both texts kept, also in the final version."""
    sent_and_received(days)
    days.on("2023-05-04").post(r.SUPPLIER, "minutes-answer", withheld())
    answered = days.events(MinutesAnswered)[0]
    assert answered.event.items == ("4",)
    assert words_of(answered) == {"items": {"4": "Our words."}, "text": "It was told in July."}
    for role in (r.MANAGER, r.SUPPLIER):
        page = days.page(role)
        assert heading(page).endswith("approval is withheld on 1 item")
        assert "Said on 4." in page
        assert "Our words." in page
        assert "It was told in July." in page
    issue(days)
    assert words_of(days.events(MinutesIssued)[0])["items"][3] == {
        "key": "4",
        "title": "Targets looked at again",
        "text": "Said on 4.",
        "other": "Our words.",
    }
    for name in ("minutes", "minutes-print"):
        page = days.page(r.SUPPLIER, name)
        assert page.index("Said on 4.") < page.index("Our words.")


WRONG_ANSWERS: list[tuple[dict[str, Any], str]] = [
    ({}, "Choose an answer"),
    ({"answer": "perhaps"}, "Choose one of the answers"),
    ({"answer": "withheld", "text": "x"}, "Tick the items on which you withhold"),
    ({"answer": "withheld", "tick_4": "on", "text": "x"}, "Write your words for item 4"),
    ({"answer": "withheld", "words_4": "x", "text": "x"}, "Tick “Withhold on item 4”"),
    ({"answer": "withheld", "tick_4": "on", "words_4": "x"}, "Say why you withhold"),
    ({"answer": "agreed", "tick_4": "on"}, "You approve, and item 4 is ticked"),
    ({"answer": "agreed", "words_4": "x"}, "item 4 is ticked or has your words"),
    ({"answer": "withheld", "tick_4": "on", "words_4": "x" * 9000, "text": "x"}, "must be 8000 characters or fewer"),
]


@pytest.mark.parametrize(("given", "said"), WRONG_ANSWERS, ids=[said for _, said in WRONG_ANSWERS])
def test_wrong_answers(days: Days, given: dict[str, Any], said: str) -> None:
    sent_and_received(days)
    assert said in words(days.post(r.SUPPLIER, "minutes-answer", {"version": "1", **given}, status=422))
    assert not days.events(MinutesAnswered)


def test_an_answer_is_to_the_version_that_was_read(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-04-27")
    send(days, version="2", text_4="Said anew.")
    page = days.post(r.SUPPLIER, "minutes-answer", withheld(), status=409)
    assert "Version 2 was sent on Thu 27 Apr 2023, after the one you read" in words(page)
    assert "Our words." in page
    assert "Said anew." in page
    assert re.search(r'name="version"[^>]* value="2"|value="2"[^>]*name="version"', page)
    assert not days.events(MinutesAnswered)
    days.post(r.SUPPLIER, "minutes-answer", withheld(version="2"))
    assert len(days.events(MinutesAnswered)) == 1


def test_a_new_version_begins_again(days: Days) -> None:
    """It says so before the press."""
    sent_and_received(days)
    days.post(r.SUPPLIER, "minutes-answer", {"answer": "agreed", "version": "1"})
    page = days.on("2023-04-28").page(name="minutes-write")
    assert "A new version restarts everything" in words(page)
    assert "Said on 4." in page
    send(days, version="2")
    assert "nobody has said that they arrived" in heading(days.page(r.SUPPLIER))
    days.on("2023-05-20")
    assert "nobody has said that they arrived" in heading(days.page(r.SUPPLIER))
    days.post(r.SUPPLIER, "minutes-received", received("2023-05-19", version="2"))
    assert "Last day: Mon 5 Jun 2023" in words(days.page())


# --- remarks -----------------------------------------------------------------------------------------------------


def test_anybody_who_may_remarks_and_no_clock_stops(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-04-27")
    for role in (r.UNIT, r.VISITOR, r.HEAD, r.EQUALITY, r.SUPPLIER, r.MANAGER):
        assert "Said on 2." in days.page(role)
        days.post(role, "minutes-comment", {"item": "2", "text": f"As {role} heard it."})
    page = days.page(r.AUDITOR)
    for role in (r.UNIT, r.VISITOR, r.HEAD, r.EQUALITY, r.SUPPLIER, r.MANAGER):
        assert f"As {role} heard it." in page
    assert "waiting for an answer" in heading(page)
    assert heading(days.on("2023-05-12").page()).endswith("deemed agreed")


def test_other_words_are_asked_for_and_taken(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-05-03").post(r.SUPPLIER, "minutes-comment", {"item": "4", "text": "Please.", "instead": "Better words."})
    page = days.page()
    assert "other words asked for" in page
    assert "the days for an answer begin again" in page
    assert "Take their words" not in days.page(r.SUPPLIER)
    take = re.search(r'href="([^"]*write/\?take=[^"]*)"', page)
    assert take
    written = days.client(r.MANAGER).get(take[1]).content.decode()
    assert "Better words." in written
    assert "Said on 4." not in written
    send(days, version="2", text_4="Better words.")
    text = words(days.page(r.SUPPLIER))
    assert "version 2" in text
    assert "on version 1" in text
    assert "other words asked for" not in text


def test_other_words_are_not_taken_and_why_is_said(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-05-03").post(r.SUPPLIER, "minutes-comment", {"item": "4", "instead": "Better words."})
    days.post(r.MANAGER, "minutes-comment", {"item": "4", "text": "That is what was said."})
    page = days.page()
    assert "That is what was said." in page
    assert "Take their words" not in page
    assert "waiting for an answer" in heading(page)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"item": "4"}, "Write what you want to say"),
        ({"item": "99", "text": "x"}, "Choose one of the answers"),
        ({"instead": "x"}, "Choose the item that your words are for"),
        ({"item": "4", "text": "x" * 5000}, "must be 4000 characters or fewer"),
    ],
)
def test_wrong_remarks(days: Days, given: dict[str, str], said: str) -> None:
    sent_and_received(days)
    assert said in words(days.post(r.SUPPLIER, "minutes-comment", given, status=422))
    assert not days.events(MinutesCommented)


# --- final -------------------------------------------------------------------------------------------------------


def issue(days: Days, role: str = r.MANAGER, status: int = 302, **more: Any) -> str:
    page = days.page(r.MANAGER, "minutes-issue")
    found = re.search(r'name="hash" value="([0-9a-f]{64})"', page)
    return days.post(role, "minutes-issue", {"hash": found[1] if found else "", **more}, status=status)


def approved(days: Days) -> None:
    sent_and_received(days)
    days.post(r.SUPPLIER, "minutes-answer", {"answer": "agreed", "version": "1"})


def test_issued_once_and_locked(days: Days) -> None:
    approved(days)
    turn = str(uuid4())
    page = days.page(name="minutes-issue")
    assert "Once it is issued nobody can change it" in page
    given = {"hash": re.search(r'name="hash" value="([0-9a-f]{64})"', page)[1], "turn": turn}  # type: ignore[index]
    days.post(r.MANAGER, "minutes-issue", given)
    days.post(r.MANAGER, "minutes-issue", given)  # pressed twice
    days.post(r.MANAGER, "minutes-issue", {**given, "turn": str(uuid4())}, status=422)
    issued = days.events(MinutesIssued)
    assert len(issued) == 1
    assert issued[0].event.text_hash == hash_of(words_of(issued[0]))
    for role in (r.MANAGER, r.SUPPLIER, r.AUDITOR):
        page = days.page(role)
        assert heading(page).endswith("final")
        assert issued[0].event.text_hash in page
        assert "checked: unchanged" in page
        assert "Approved by Visiting Voices CIC on Tue 25 Apr 2023." in page
    days.post(r.MANAGER, "minutes-write", filled(version="2"), status=200)
    assert len(days.events(MinutesSent)) == 1


def test_whoever_issues_shows_again_who_they_are(days: Days) -> None:
    approved(days)
    client = Client()
    client.force_login(days.cast[r.MANAGER])
    answer = client.post(days.address("minutes-issue"), {"hash": "0" * 64})
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not days.events(MinutesIssued)


def test_what_is_issued_is_what_was_looked_at(days: Days) -> None:
    sent_and_received(days)
    days.post(r.SUPPLIER, "minutes-answer", withheld())
    old = re.search(r'name="hash" value="([0-9a-f]{64})"', days.page(name="minutes-issue"))
    assert old
    days.post(r.SUPPLIER, "minutes-answer", withheld(words_4="Other words still."))
    page = days.post(r.MANAGER, "minutes-issue", {"hash": old[1]}, status=422)
    assert "went on since you looked" in words(page)
    assert not days.events(MinutesIssued)
    assert "Other words still." in page


def test_not_before_it_is_settled(days: Days) -> None:
    sent_and_received(days)
    assert "cannot be done as these minutes stand now" in days.page(name="minutes-issue")
    issue(days, status=422)
    assert not days.events(MinutesIssued)


# --- who may do what ---------------------------------------------------------------------------------------------


def state_to_be_sent(days: Days) -> None:
    pass


def state_unknown(days: Days) -> None:
    days.on("2023-04-25")
    send(days)


def state_withheld(days: Days) -> None:
    sent_and_received(days)
    days.post(r.SUPPLIER, "minutes-answer", withheld())


def state_deemed(days: Days) -> None:
    sent_and_received(days)
    days.on("2023-05-12")


def state_final(days: Days) -> None:
    approved(days)
    issue(days)


STATES: dict[str, Callable[[Days], None]] = {
    "to be sent": state_to_be_sent,
    "sent, receipt unknown": state_unknown,
    "received": sent_and_received,
    "approved": approved,
    "withheld": state_withheld,
    "deemed agreed": state_deemed,
    "final": state_final,
}
READERS = (r.MANAGER, r.HEAD, r.EQUALITY, r.UNIT, r.LEGAL, r.AUDITOR, r.SUPPLIER, r.VISITOR)


@pytest.mark.parametrize("state", STATES)
def test_the_page_offers_what_the_table_allows(days: Days, state: str) -> None:
    """For each state and role: the acts marked on the page are those that the minutes are open to and the person may do."""
    STATES[state](days)
    for role in READERS:
        place = days.place(role)
        expected = offers(place, offered(review_of(place.contract, place.side), "minutes", M))  # type: ignore[arg-type]
        marked = set(re.findall(r'data-act="([^"]+)" data-of="m-2023-04"', days.page(role)))
        assert marked == expected, (state, role)
    days.page(r.MEMBER, status=403)


FORMS = {
    "minutes-write": filled(version="9"),
    "minutes-received": received("2023-04-25", text="x"),
    "minutes-answer": {"answer": "agreed", "version": "1"},
    "minutes-comment": {"text": "x"},
    "minutes-issue": {"hash": "0" * 64},
}
EVENT_OF = {
    "minutes-write": "minutes-sent",
    "minutes-received": "minutes-received",
    "minutes-answer": "minutes-answered",
    "minutes-comment": "minutes-commented",
    "minutes-issue": "minutes-issued",
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_offered_cannot_be_sent(days: Days, state: str) -> None:
    """A form sent to an act that the page does not offer is refused and leaves nothing in the ledger: the supplier never sends or issues,
    the council never answers."""
    STATES[state](days)
    length = Contract.objects.get(pk=days.contract.pk).length
    for role in (*READERS, r.MEMBER):
        place = days.place(role)
        open_to = offers(place, offered(review_of(place.contract, place.side), "minutes", M))  # type: ignore[arg-type]
        for name, given in FORMS.items():
            if EVENT_OF[name] in open_to:
                continue
            answer = days.client(role).post(days.address(name), {"turn": str(uuid4()), **given})
            assert answer.status_code in (200, 403, 409, 422), (role, name, answer.status_code)
    assert Contract.objects.get(pk=days.contract.pk).length == length


def test_a_stranger_finds_nothing(days: Days) -> None:
    for who in ("stranger", "outsider", r.OWNER):
        for name in ("minutes", "minutes-print", *FORMS):
            days.page(who, name, status=404)


@pytest.mark.parametrize("name", ["minutes", "minutes-print", *FORMS])
@pytest.mark.parametrize("meeting", ["nowhere", "%00", "x" * 200])
def test_a_meeting_that_is_not_there(days: Days, name: str, meeting: str) -> None:
    path = days.address(name).replace(M, meeting)
    role = r.SUPPLIER if name == "minutes-answer" else r.MANAGER
    assert days.client(role).get(path).status_code == 404
    assert days.client(role).post(path, FORMS.get(name, {})).status_code == 404


def test_what_the_contract_leaves_open_is_told(days: Days) -> None:
    """needs.md 3B-27: how soon they are written is local practice; what withholding does is a reading."""
    assert "by Thu 27 Apr. 5.7 local practice" in words(days.page())
    sent_and_received(days)
    text = words(days.page())
    assert "Approval may be withheld: what then, and does anybody else's silence matter?" in text.replace("&#x27;", "'")
    assert "Held: both texts are kept and only the supplier" in text


def test_who_does_not_do_it_sees_who_does(days: Days) -> None:
    assert "The contract manager of Example County Council writes and sends them." in words(days.page(r.SUPPLIER))
    sent_and_received(days)
    assert "Only the contract manager of Visiting Voices CIC answers." in words(days.page(r.HEAD))


# --- minutes of other kinds --------------------------------------------------------------------------------------


def test_minutes_that_the_terms_do_not_rule(days: Days) -> None:
    """Of a meeting that a step asked for: written, sent, received, approved, issued; no clock, and silence agrees to nothing."""
    days.say(r.MANAGER, MeetingHeld(meeting="urgent", title="urgent meeting", present=("buyer contract manager",)), text="Two are ill")
    page = days.page(meeting="urgent", name="minutes-write")
    assert "Two are ill" in page
    boxes = {"key_1": "1", "text_1": "Two are ill.", "present": "Alex", "version": "1", "draft": "0", "send": "1"}
    days.post(r.MANAGER, "minutes-write", boxes, meeting="urgent")
    days.post(r.SUPPLIER, "minutes-received", received("2023-04-21"), meeting="urgent")
    page = days.on("2024-01-15").page(r.SUPPLIER, meeting="urgent")
    assert "silence agrees to nothing" in words(page)
    assert "waiting for an answer" in heading(page)
    days.post(r.SUPPLIER, "minutes-answer", {"answer": "agreed", "version": "1"}, meeting="urgent")
    found = re.search(r'name="hash" value="([0-9a-f]{64})"', days.page(name="minutes-issue", meeting="urgent"))
    assert found
    days.post(r.MANAGER, "minutes-issue", {"hash": found[1]}, meeting="urgent")
    assert "checked: unchanged" in days.page(r.SUPPLIER, meeting="urgent")


def test_old_minutes_that_are_one_text(days: Days) -> None:
    days.say(r.MANAGER, MinutesSent(meeting=M, method="email"), text="Draft minutes")
    for role in (r.MANAGER, r.SUPPLIER, r.VISITOR):
        for name in ("minutes", "minutes-print"):
            assert "Draft minutes" in days.page(role, name)
    assert "Draft minutes" in days.page(name="minutes-write")
    days.post(r.SUPPLIER, "minutes-received", received("2023-04-21"))
    days.post(r.SUPPLIER, "minutes-answer", withheld(n=1))
    page = days.page()
    assert "Our words." in page
    issue(days)
    final = words_of(days.events(MinutesIssued)[0])
    assert (final["text"], final["other"]) == ("Draft minutes", "Our words.")
    assert "checked: unchanged" in days.page(r.SUPPLIER)


def test_old_minutes_whose_items_are_known_by_number_alone(days: Days) -> None:
    """An answer that names item 4 of minutes without items, and a final version without a text."""
    days.say(r.MANAGER, MinutesSent(meeting=M), text="Draft minutes")
    days.say(r.SUPPLIER, MinutesAnswered(meeting=M, answer="withheld", items=("4",)), note="Item 4: leave was told")
    page = days.page()
    assert "withheld on 1 item" in heading(page)
    assert "Item 4: leave was told" in page
    days.say(r.MANAGER, MinutesIssued(meeting=M, text_hash="ab" * 32))
    page = days.page(r.AUDITOR)
    assert "no text was kept with it, so nothing can be checked" in page
    assert "Draft minutes" in page


def test_words_that_were_erased(days: Days) -> None:
    approved(days)
    issue(days)
    for entry in (*days.events(MinutesSent), *days.events(MinutesIssued)):
        days.say(r.MANAGER, BodyErased(entry=entry.id, part="body"))
    page = days.page(r.SUPPLIER)
    assert "erased" in words(page)
    assert "Said on 4." not in page
    assert "nothing to check" in words(page)
    days.page(r.SUPPLIER, "minutes-print")


def test_no_final_version_without_words(days: Days) -> None:
    """They were erased before it was issued: nothing is locked, a new version may be sent."""
    approved(days)
    days.say(r.MANAGER, BodyErased(entry=days.events(MinutesSent)[0].id, part="body"))
    assert "send a version with words first" in words(issue(days, status=422))
    assert not days.events(MinutesIssued)
    assert 'data-act="minutes-sent"' in days.page()


def test_actions_agreed_after_sending_are_not_slipped_in(days: Days) -> None:
    """The text holds the actions as they were when it went out."""
    send(days)
    days.say(r.MANAGER, ActionAgreed(action="later", owner="supplier", meeting=M), text="Slipped in")
    assert "Slipped in" not in days.page()


def test_markup_in_words_is_words(days: Days) -> None:
    send(days, text_4="<script>alert(1)</script>")
    days.post(r.SUPPLIER, "minutes-comment", {"item": "4", "instead": "<b>bold</b>"})
    for name in ("minutes", "minutes-print"):
        page = days.page(name=name)
        assert "<script>alert" not in page
        assert "<b>bold" not in page


def test_queries(days: Days, django_assert_max_num_queries: Any) -> None:
    sent_and_received(days)
    client = days.client(r.SUPPLIER)
    client.get(days.address())
    with django_assert_max_num_queries(10):
        assert client.get(days.address()).status_code == 200


def test_received_event_is_of_the_day_it_arrived(days: Days) -> None:
    days.on("2023-04-25")
    send(days)
    days.on("2023-04-27").post(r.SUPPLIER, "minutes-received", received("2023-04-25"))
    assert days.events(MinutesReceived)[0].on == date(2023, 4, 25)


def test_those_who_see_a_part_find_the_minutes(days: Days) -> None:
    """From their own page to the list, from the list to minutes that went out; a draft is in no list."""
    days.post(r.MANAGER, "minutes-write", {**filled(), "text_3": "zebrawood", "save": "1"})
    listed = reverse("minutes-sent", args=[days.contract.pk])
    for role, first in ((r.UNIT, "unit"), (r.VISITOR, "phone")):
        client = days.client(role)
        assert f'href="{listed}"' in client.get(reverse(first, args=[days.contract.pk])).content.decode()
        assert days.address() not in client.get(listed).content.decode()
        assert "Name a relief visitor" not in client.get(days.address()).content.decode()
    send(days)
    for role in (r.UNIT, r.VISITOR, r.AUDITOR):
        page = days.client(role).get(listed).content.decode()
        assert days.address() in page
        assert page.index(days.address()) < page.index(days.address(meeting="m-2023-01"))


def test_the_words_that_differ_are_marked(days: Days) -> None:
    send(days, text_4="March: 4 of 6 on time. The visitor was off sick.")
    days.post(r.SUPPLIER, "minutes-comment", {"item": "4", "instead": "March: 4 of 6 on time. The visitor was off sick from 20 March."})
    assert "<mark>sick from 20 March.</mark>" in days.page()


# --- another contract: a notice clause, silence that is nothing, and no final version before both agree ------------


@pytest.fixture
def lifts(days: Days, monkeypatch: pytest.MonkeyPatch) -> Days:
    """The lifts contract, with a meeting of its series on Fri 21 April 2023. It is morning: that contract's days end at 17:00."""
    real = clock.now
    late = real() - real().replace(hour=9)
    monkeypatch.setattr(clock, "now", lambda: real() - late)
    supplier = make_person("Lou Lifter")
    assert not give_role(to=supplier, role=r.SUPPLIER, contract=days.cast.lifts, known_as="s-9", by=None)
    days.cast.people |= {r.MANAGER: days.cast.people["outsider"], r.SUPPLIER: supplier}
    days.contract = days.cast.lifts
    days.say(r.MANAGER, MeetingHeld(meeting=M, series="liaison", present=("buyer contract manager", "supplier contract manager")))
    return days


LIFTS = {"key_1": "1", "text_1": "All lifts run.", "present": "Outi Sider", "version": "1", "draft": "0", "send": "1"}


def test_a_way_of_sending_is_asked_where_it_makes_a_difference(lifts: Days) -> None:
    page = lifts.page(name="minutes-write")
    assert re.findall(r'name="method" value="(\w+)"', page) == ["email", "post"]
    for method in ("", "owl"):
        text = words(lifts.post(r.MANAGER, "minutes-write", {**LIFTS, "method": method}, status=422))
        assert "how they were sent" in text or "Choose one of the answers" in text
    assert not lifts.events(MinutesSent)
    lifts.post(r.MANAGER, "minutes-write", {**LIFTS, "method": "post", "draft": "2"})
    assert lifts.events(MinutesSent)[0].event.method == "post"


def test_received_by_the_notice_clause(lifts: Days) -> None:
    """Posted Fri 21 April: two working days later, Tue 25 April, unless somebody says that they came earlier."""
    lifts.post(r.MANAGER, "minutes-write", {**LIFTS, "method": "post"})
    text = words(lifts.page(r.SUPPLIER))
    assert "By the notice clause they count as received on Tue 25 Apr, or earlier if somebody says so." in text
    page = lifts.on("2023-04-25").page(r.SUPPLIER)
    assert "Received Tue 25 Apr 2023, by the notice clause." in words(page)
    assert "Say that they came earlier" in page
    lifts.post(r.SUPPLIER, "minutes-received", received("2023-04-24"))
    text = words(lifts.page(r.SUPPLIER))
    assert "Received Mon 24 Apr 2023" in text
    assert "has until the end of Tue 2 May to approve or withhold. Silence agrees to nothing." in text
    page = lifts.on("2023-06-01").page()
    assert heading(page) == "Minutes of Fri 21 Apr 2023: waiting for an answer"
    assert "was to answer by the end of Tue 2 May" in words(page)


def test_not_final_before_both_agree(lifts: Days) -> None:
    lifts.post(r.MANAGER, "minutes-write", {**LIFTS, "method": "email"})
    lifts.post(r.SUPPLIER, "minutes-answer", withheld(n=1))
    page = lifts.page()
    assert "final only once both sides agree" in words(page)
    assert 'data-act="minutes-issued"' not in page
    assert "cannot be done as these minutes stand now" in lifts.page(name="minutes-issue")
    issue(lifts, status=422)
    lifts.post(r.SUPPLIER, "minutes-answer", {"answer": "agreed", "version": "1"})
    assert heading(lifts.page()).endswith("approved")
    issue(lifts)
    assert words_of(lifts.events(MinutesIssued)[0])["settled"]["how"] == "approved"


def test_sent_in_the_evening(lifts: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past 17:00 it counts from the next working day, and whoever sends is told so."""
    morning = clock.now
    monkeypatch.setattr(clock, "now", lambda: morning() + timedelta(hours=9))
    client = lifts.client(r.MANAGER)
    page = client.post(lifts.address("minutes-write"), {"turn": str(uuid4()), **LIFTS, "method": "email"}, follow=True).content.decode()
    assert "they count as sent on the next working day" in words(page)
    lifts.on("2023-04-25")
    assert "not sent yet" not in heading(lifts.page())
