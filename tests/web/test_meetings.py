"""Meetings on the site: what each page offers is what the table of acts allows; agendas, who was there, the start, how often."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import TODAY, Cast, make_cast
from tests.sites import fixed_today

from tenor.desk.held import held
from tenor.desk.models import Draft
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.tick import tick
from tenor.desk.visible import get_place
from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.notices import NoticeApproved, NoticeDrafted, NoticeIssued, NoticeReceived
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed
from tenor.review.offered import offered
from tenor.web.offers import offers

BUYER, SUPPLIER = "buyer contract manager", "supplier contract manager"
WHO = (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.SUPPLIER)
BLOCKS = tuple("12345678")


def client(cast: Cast, role: str) -> Client:
    found = Client()
    found.force_login(cast[role])
    return found


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def act(cast: Cast, role: str, event: Event, on: date = TODAY, **words: Any) -> None:
    place = get_place(cast[role], cast.visits.pk)
    body = Body(kind="words", salt="", content=words) if words else None
    side: Any = place.side
    done = record(cast.visits, [Proposed(event=event, by=place.actor.by, side=side, on=on, body=body, id=str(uuid4()))], actor=place.actor)
    assert done.entries, [str(one) for one in done.problems]
    cast.visits.refresh_from_db()


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def words_of(cast: Cast, kind: type) -> dict[str, Any]:
    """The words of the last entry of a kind."""
    entry = next(entry for entry in reversed(held(cast.visits).entries) if isinstance(entry.event, kind))
    assert entry.body is not None
    return {name: entry.body.content.get(name) for name in ("items", "time", "place", "invited", "text", "names", "name", "reason")}


def agenda(meeting: str = "called", **more: Any) -> m.AgendaIssued:
    given: dict[str, Any] = {"meets_on": date(2023, 7, 20), "series": "performance", "slot": "2023-Q3", "items": BLOCKS}
    return m.AgendaIssued(meeting=meeting, **{**given, **more})


def marked(page: str) -> set[tuple[str, str]]:
    return set(re.findall(r'data-act="([^"]+)" data-of="([^"]+)"', page))


# --- what a page offers is what the table allows -----------------------------------------------------------------

MEETINGS = ("called", "refused", "half", "half-supplier", "whole", "start", "start-signed", "urgent-called", "m-2023-04", "before-start")


@pytest.fixture
def stage(cast: Cast) -> Cast:
    """Meetings in every state: called, refused, held with everybody, without one, before the start, signed by one side."""
    act(cast, r.MANAGER, agenda())
    act(cast, r.MANAGER, m.AgendaIssued(meeting="urgent-called", meets_on=date(2023, 6, 14), title="urgent meeting"))
    act(cast, r.MANAGER, agenda("refused"))
    act(cast, r.SUPPLIER, m.MeetingRefused(meeting="refused", series="performance"), text="We have no time")
    now = {"series": "performance", "slot": "2023-Q3"}
    act(cast, r.MANAGER, m.MeetingHeld(meeting="half", present=(BUYER, "service manager"), **now))
    act(cast, r.MANAGER, m.MeetingHeld(meeting="half-supplier", present=(SUPPLIER,), **now))
    act(cast, r.MANAGER, m.MeetingHeld(meeting="whole", series="performance", slot="2023-Q2", present=(BUYER, SUPPLIER)))
    for id in ("start", "start-signed"):
        act(cast, r.MANAGER, m.MeetingHeld(meeting=id, title="pre-start meeting", present=(BUYER, SUPPLIER)), date(2022, 8, 21))
    act(cast, r.SUPPLIER, m.StartSigned(meeting="start-signed", side="supplier"))
    return cast


def wanted(cast: Cast, role: str, kind: str, id: str) -> set[tuple[str, str]]:
    place = get_place(cast[role], cast.visits.pk)
    side: Any = place.side
    return {(name, id) for name in offers(place, dict(offered(review_of(cast.visits, side), kind, id)))}


@pytest.mark.parametrize("role", WHO)
def test_a_meeting_offers_what_the_table_allows(stage: Cast, role: str) -> None:
    mine = client(stage, role)
    seen = set()
    for id in MEETINGS:
        answer = mine.get(address(stage, "meeting", id))
        assert answer.status_code == 200
        page = answer.content.decode()
        assert marked(page) == wanted(stage, role, "meeting", id), id
        seen |= {name for name, _ in marked(page)}
    both = {"agenda-issued", "meeting-held", "meeting-refused", "substitute-agreed", "start-signed"}
    assert seen == (both if role in (r.MANAGER, r.SUPPLIER) else set())


@pytest.mark.parametrize("role", WHO)
def test_the_other_pages_offer_what_the_table_allows(stage: Cast, role: str) -> None:
    mine = client(stage, role)
    page = mine.get(address(stage, "meeting-slot", "performance", "2023-Q3")).content.decode()
    assert marked(page) == wanted(stage, role, "slot", "performance 2023-Q3")
    page = mine.get(address(stage, "meeting-new-of", "urgent meeting")).content.decode()
    assert marked(page) == wanted(stage, role, "meeting of no series", "urgent meeting")
    page = mine.get(address(stage, "meeting-frequency")).content.decode()
    assert marked(page) == wanted(stage, role, "series", "performance")
    page = mine.get(address(stage, "meetings")).content.decode()
    assert marked(page) <= wanted(stage, role, "series", "performance")


@pytest.mark.parametrize("name", ["meetings", "meeting-frequency"])
def test_whoever_sees_a_part_only_is_not_let_in(cast: Cast, name: str) -> None:
    for role in (r.UNIT, r.VISITOR, r.MEMBER):
        assert client(cast, role).get(address(cast, name)).status_code == 403


def test_whoever_only_looks_cannot_record(stage: Cast) -> None:
    """They see why there is no button, and a form sent all the same records nothing."""
    for role in (r.AUDITOR, r.EQUALITY, r.LEGAL):
        mine, before = client(stage, role), len(held(stage.visits).entries)
        assert "contract managers of both sides call meetings" in mine.get(address(stage, "meeting", "called")).content.decode()
        slot = mine.get(address(stage, "meeting-slot", "performance", "2023-Q3")).content.decode()
        assert "Results and outcomes" in slot
        assert "<textarea" not in slot
        for name, more, given in (
            ("meeting-slot", ("performance", "2023-Q3"), {"issue": "1"}),
            ("meeting-again", ("called",), {"save": "1"}),
            ("meeting-hold", ("called",), {}),
            ("meeting-sign", ("start",), {}),
            ("meeting", ("half",), {"role": SUPPLIER, "text": "Somebody"}),
            ("meeting-frequency", (), {"only": "1"}),
        ):
            assert mine.post(address(stage, name, *more), given).status_code == 403
        stage.visits.refresh_from_db()
        assert len(held(stage.visits).entries) == before


def test_what_is_not_there(cast: Cast) -> None:
    mine = client(cast, r.MANAGER)
    for name, more in (
        ("meeting", ("nowhere",)),
        ("meeting-agenda", ("nowhere",)),
        ("meeting-agenda", ("before-start",)),
        ("meeting-again", ("m-2023-04",)),
        ("meeting-slot", ("performance", "2023-04")),
        ("meeting-slot", ("nowhere", "2023-Q3")),
        ("meeting-new-of", ("formal warning",)),
        ("meeting-frequency-of", ("nowhere",)),
    ):
        assert mine.get(address(cast, name, *more)).status_code == 404, (name, more)
    assert mine.get(f"{address(cast, 'meeting-agenda', 'm-2023-04')}?version=9").status_code == 404


# --- the list ----------------------------------------------------------------------------------------------------


def test_the_series_says_how_often_and_why(cast: Cast) -> None:
    page = client(cast, r.SUPPLIER).get(address(cast, "meetings")).content.decode()
    for words in (
        "Meetings: every quarter now",
        "one meeting in each quarter",
        "Three clauses give three rhythms of meeting.",
        "latest decision, quarterly only",
        "virtual unless asked",
        "service manager, independent visitor",
        "Quarter 3 of 2023",
        "Sat 30 Sep 2023",
        "Both sides have a Contract Manager",  # whose is meant where none is named
        "The heading speaks of targets, the text of meetings.",
    ):
        assert words in page, words
    assert "Raise at next meeting" in page  # decided on 8 June, not held yet


def test_a_meeting_that_nobody_held_is_shown_as_not_held(cast: Cast) -> None:
    """Once the last day is over, and not before; the page kept on the day before is not shown on the day after."""
    mine = client(cast, r.MANAGER)
    for today, words in ((date(2023, 9, 30), False), (date(2023, 10, 1), True)):
        with fixed_today(today):
            assert ("not held" in mine.get(address(cast, "meetings")).content.decode()) == words


def test_home_leads_to_the_agenda(cast: Cast) -> None:
    """What a decision asked for, to its own meeting; what the rhythm asks for, to its slot."""
    mine = client(cast, r.MANAGER)
    there = address(cast, "meeting-new-of", "raise at next meeting")
    tick()
    assert f'href="{there}"' in mine.get("/").content.decode()
    assert f'href="{address(cast, *SLOT)}"' in mine.get(there).content.decode()
    with fixed_today(date(2023, 9, 25)):
        tick()
        assert f'href="{address(cast, *SLOT)}"' in mine.get("/").content.decode()


# --- an agenda ---------------------------------------------------------------------------------------------------


def typed(**more: Any) -> dict[str, Any]:
    """A whole agenda as the form sends it."""
    given: dict[str, Any] = {
        "meets_on_day": "20",
        "meets_on_month": "7",
        "meets_on_year": "2023",
        "time": "10:00",
        "mode": "virtual",
        "place": "The usual link",
        "invited": [BUYER, SUPPLIER],
        "others": "Pat Model\nan interpreter",
        "turn": str(uuid4()),
        "issue": "1",
        **{f"text_{key}": f"About {key}" for key in BLOCKS},
        "title_x1": "Actions from last time",
        "text_x1": "One open",
    }
    return {**given, **more}


SLOT = ("meeting-slot", "performance", "2023-Q3")


def test_an_agenda_is_drafted_from_the_record(cast: Cast) -> None:
    page = client(cast, r.MANAGER).get(address(cast, *SLOT)).content.decode()
    for words in (
        "KPI 2 (Reports sent to council and Ofsted within 5 working days): May 2023 red, 4 of 7 = 57.1%",
        "To be spoken of, as decided on Thu 8 Jun 2023: raise at next meeting",
        "Medication records: in 4 of 17, quarter 1 of 2023",
        "Try the shorter report form in two homes: supplier contract manager, by Fri 14 Jul 2023",
        "Name a relief visitor: done on Fri 2 Jun 2023",
        "The contract promises nothing on equality",
        "No problem was told since Thu 20 Apr 2023",
        "green at least 90%",
    ):
        assert words in page, words


def test_an_agenda_goes_out(cast: Cast) -> None:
    """One entry, read by both sides; a block with nothing to report says so; the draft is used up."""
    mine = client(cast, r.MANAGER)
    sent = typed(text_7="", nothing_7="on")
    answer = mine.post(address(cast, *SLOT), sent)
    (event,) = [one for one in events(cast, m.AgendaIssued) if one.slot == "2023-Q3"]
    assert answer.headers["Location"] == address(cast, "meeting", event.meeting)
    assert event == m.AgendaIssued(
        meeting="m-2023-q3",
        meets_on=date(2023, 7, 20),
        series="performance",
        slot="2023-Q3",
        mode="virtual",
        items=(*BLOCKS, "x1"),
        nothing=("7",),
    )
    words = words_of(cast, m.AgendaIssued)
    assert words["invited"] == [BUYER, SUPPLIER, "Pat Model", "an interpreter"]
    assert words["items"][1] == {"key": "2", "title": "Results and outcomes", "text": "About 2"}
    assert words["items"][8] == {"key": "x1", "title": "Actions from last time", "text": "One open"}
    assert not Draft.objects.filter(kind="agenda").exists()
    assert mine.post(address(cast, *SLOT), sent).headers["Location"] == answer.headers["Location"]  # pressed twice
    assert len([one for one in events(cast, m.AgendaIssued) if one.slot == "2023-Q3"]) == 1
    other = client(cast, r.SUPPLIER)
    page = other.get(address(cast, "meeting-agenda", event.meeting)).content.decode()
    for said in ("Thu 20 Jul 2023, 10:00", "The usual link", "About 2", "nothing to report", "Pat Model"):
        assert said in page
    assert "Called for Thu 20 Jul 2023" in other.get(address(cast, "meeting", event.meeting)).content.decode()


def test_no_block_of_the_contract_is_dropped_unnoticed(cast: Cast) -> None:
    """Nothing is sent while a block says nothing at all; what was typed stays. An own item may go."""
    mine = client(cast, r.MANAGER)
    before = len(held(cast.visits).entries)
    answer = mine.post(address(cast, *SLOT), typed(text_8="", text_x1=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write something for “Equality”, or tick that there is nothing to report" in page
    assert 'href="#id_text_8"' in page
    assert "About 3" in page
    cast.visits.refresh_from_db()
    assert len(held(cast.visits).entries) == before
    missing = typed()
    del missing["text_4"]  # not even sent
    assert mine.post(address(cast, *SLOT), missing).status_code == 422
    assert mine.post(address(cast, *SLOT), typed(text_x1="")).status_code == 302
    assert events(cast, m.AgendaIssued)[-1].items == BLOCKS


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"meets_on_day": "", "meets_on_month": "", "meets_on_year": ""}, "Say which day the meeting is"),
        ({"meets_on_day": "31", "meets_on_month": "6"}, "must be a real day"),
        ({"mode": "by post"}, "Choose one of the answers"),
        ({"text_2": "x" * 10_001}, "must be 10000 characters or fewer"),
        ({"time": "x" * 21}, "must be 20 characters or fewer"),
        ({"title_x1": ""}, "Give the item a heading"),
        ({"invited": ["the mayor"]}, "Choose one of the answers"),
    ],
)
def test_what_cannot_be_sent(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    answer = client(cast, r.MANAGER).post(address(cast, *SLOT), typed(**wrong))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not [one for one in events(cast, m.AgendaIssued) if one.slot == "2023-Q3"]


def test_a_draft_is_kept_for_one_side(cast: Cast) -> None:
    """It is no act: the other side sees nothing of it. An item can be added."""
    mine, other = client(cast, r.MANAGER), client(cast, r.SUPPLIER)
    before = len(held(cast.visits).entries)
    given = typed(text_2="our own words", more="1", saved="0")
    del given["issue"]
    answer = mine.post(address(cast, *SLOT), given)
    assert answer.headers["Location"].endswith("#id_title_x2")
    page = mine.get(address(cast, *SLOT)).content.decode()
    assert "our own words" in page
    assert 'name="title_x2"' in page
    assert "What the record says today" in page
    assert "our own words" not in other.get(address(cast, *SLOT)).content.decode()
    cast.visits.refresh_from_db()
    assert len(held(cast.visits).entries) == before
    second = typed(text_2="another's words", save="1", saved="0")
    del second["issue"]
    late = mine.post(address(cast, *SLOT), second)  # drawn before the first was kept
    assert late.status_code == 409
    assert "another&#x27;s words" in late.content.decode()
    assert Draft.objects.get(kind="agenda").body["lines"][1]["text"] == "our own words"


def test_another_version(cast: Cast) -> None:
    act(cast, r.MANAGER, agenda())
    mine = client(cast, r.SUPPLIER)
    assert mine.post(address(cast, "meeting-again", "called"), typed(meets_on_day="21")).status_code == 302
    assert [(one.version, one.meets_on.day) for one in events(cast, m.AgendaIssued) if one.meeting == "called"] == [(1, 20), (2, 21)]
    page = mine.get(address(cast, "meeting-agenda", "called")).content.decode()
    assert "Version 2" in page
    assert "not the newest" in mine.get(f"{address(cast, 'meeting-agenda', 'called')}?version=1").content.decode()


def test_a_page_that_grew_old(cast: Cast) -> None:
    """Something was recorded since: told, with everything typed still there; sent again it is done."""
    head = cast.visits.head
    act(cast, r.SUPPLIER, m.ActionDone(action="a-4"))
    mine = client(cast, r.MANAGER)
    answer = mine.post(address(cast, *SLOT), typed(head=head, text_3="typed before"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "typed before" in page
    assert cast.visits.head in page
    assert mine.post(address(cast, *SLOT), typed(head=cast.visits.head)).status_code == 302


def test_an_urgent_meeting(cast: Cast) -> None:
    """It holds what the step must hold; others link to it by the step."""
    mine = client(cast, r.MANAGER)
    there = mine.get(f"{address(cast, 'meeting-new')}?step=urgent meeting")
    assert there.headers["Location"] == address(cast, "meeting-new-of", "urgent meeting")
    page = mine.get(there.headers["Location"]).content.decode()
    assert "The contract asks for this item at this meeting." in page
    for holds in ("Way forward", "Improvement plan", "Objectives", "Review date"):
        assert holds in page
    given = {
        **{name: value for name, value in typed().items() if not name.startswith(("text_", "title_"))},
        "title_x1": "Way forward",
        "text_x1": "What now?",
    }
    mine.post(there.headers["Location"], given)
    event = events(cast, m.AgendaIssued)[-1]
    assert (event.meeting, event.title, event.series, event.items) == ("urgent-meeting", "urgent meeting", "", ("x1",))
    assert "Urgent meeting" in mine.get(address(cast, "meeting-new")).content.decode()


# --- held, refused, who was there --------------------------------------------------------------------------------


def held_form(**more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "on_day": "12",
        "on_month": "6",
        "on_year": "2023",
        "mode": "virtual",
        "there_0": "on",
        "name_0": "Alex Example",
        "there_1": "on",
        "name_1": "Robin Instance",
        "others": "Pat Model, area manager\nKim",
        "text": "We go on.",
        "rows": "4",
        "what_0": "Name a relief person",
        "owner_0": SUPPLIER,
        "due_0": "2 7 2023",
        "what_2": "Send the dates",
        "owner_2": "buyer",
        "turn": str(uuid4()),
    }
    return {**given, **more}


def test_held_with_what_was_agreed(cast: Cast) -> None:
    """One transaction: the meeting and each action with owner and day. Pressed twice it is one."""
    act(cast, r.MANAGER, agenda())
    mine, form = client(cast, r.MANAGER), held_form()
    answer = mine.post(address(cast, "meeting-hold", "called"), form)
    assert answer.headers["Location"] == address(cast, "meeting", "called")
    event = events(cast, m.MeetingHeld)[-1]
    assert (event.meeting, event.slot, event.mode) == ("called", "2023-Q3", "virtual")
    assert event.present == (BUYER, SUPPLIER, "area manager", "Kim")
    assert words_of(cast, m.MeetingHeld)["names"] == {BUYER: "Alex Example", SUPPLIER: "Robin Instance", "area manager": "Pat Model"}
    agreed = [one for one in events(cast, m.ActionAgreed) if one.meeting == "called"]
    assert [(one.owner, one.due) for one in agreed] == [(SUPPLIER, date(2023, 7, 2)), ("buyer", None)]
    length = len(held(cast.visits).entries)
    mine.post(address(cast, "meeting-hold", "called"), form)
    cast.visits.refresh_from_db()
    assert len(held(cast.visits).entries) == length
    page = client(cast, r.SUPPLIER).get(address(cast, "meeting", "called")).content.decode()
    for words in ("Held on Mon 12 Jun 2023", "Pat Model, area manager", "Name a relief person", "We go on.", "Everybody who must be there"):
        assert words in page, words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"on_day": "13"}, "must be Mon 12 Jun 2023 or earlier"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "Enter the day of the meeting"),
        ({"there_0": "", "there_1": "", "others": ""}, "Say who was there"),
        ({"owner_0": ""}, "Say who does action 1"),
        ({"what_2": ""}, "Say what action 3 is"),
        ({"due_0": "some day"}, "must be a real day"),
        ({"owner_0": "the mayor"}, "Choose one of the answers"),
        ({"name_0": "x" * 121}, "must be 120 characters or fewer"),
    ],
)
def test_what_cannot_be_recorded_as_held(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    act(cast, r.MANAGER, agenda())
    given = {name: value for name, value in held_form(**wrong).items() if value or not name.startswith("there")}
    answer = client(cast, r.MANAGER).post(address(cast, "meeting-hold", "called"), given)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert events(cast, m.MeetingHeld)[-1].meeting != "called"


def test_room_for_more_actions(cast: Cast) -> None:
    act(cast, r.MANAGER, agenda())
    answer = client(cast, r.MANAGER).post(address(cast, "meeting-hold", "called"), held_form(more="1", owner_0=""))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="what_7"' in page
    assert "Name a relief person" in page
    assert "Say who does" not in page
    assert events(cast, m.MeetingHeld)[-1].meeting != "called"


def test_held_without_an_agenda(cast: Cast) -> None:
    mine = client(cast, r.MANAGER)
    form = held_form()
    for _ in range(2):  # pressed twice it is one
        answer = mine.post(address(cast, "meeting-slot-hold", "performance", "2023-Q3"), form)
        assert answer.headers["Location"] == address(cast, "meeting", "m-2023-q3")
    assert [one.meeting for one in events(cast, m.MeetingHeld) if one.slot == "2023-Q3"] == ["m-2023-q3"]
    mine.post(address(cast, "meeting-new-hold", "urgent meeting"), held_form(turn=str(uuid4())))
    event = events(cast, m.MeetingHeld)[-1]
    assert (event.meeting, event.title, event.series) == ("urgent-meeting", "urgent meeting", "")


def test_refused(cast: Cast) -> None:
    act(cast, r.MANAGER, agenda())
    mine = client(cast, r.MANAGER)
    day = {"no-on_day": "12", "no-on_month": "6", "no-on_year": "2023", "refuse": "1", "no-turn": str(uuid4())}
    assert mine.post(address(cast, "meeting-hold", "called"), {**day, "no-text": ""}).status_code == 422
    assert mine.post(address(cast, "meeting-hold", "called"), {**day, "no-text": "They said no"}).status_code == 302
    assert mine.post(address(cast, "meeting-hold", "called"), {**day, "no-text": "They said no"}).status_code == 302  # pressed twice
    assert events(cast, m.MeetingRefused)[-1] == m.MeetingRefused(meeting="called", series="performance")
    page = client(cast, r.SUPPLIER).get(address(cast, "meeting", "called")).content.decode()
    assert "Refused on Mon 12 Jun 2023" in page
    assert "They said no" in page
    assert mine.get(address(cast, "meeting-hold", "called")).status_code == 302  # nothing more to record


def test_somebody_who_must_attend_was_missing(cast: Cast) -> None:
    """The other side accepts who stood in: its own cannot. Then the meeting is whole."""
    act(cast, r.MANAGER, m.MeetingHeld(meeting="half", series="performance", slot="2023-Q3", present=(BUYER,)))
    supplier, buyer = client(cast, r.SUPPLIER), client(cast, r.MANAGER)
    page = supplier.get(address(cast, "meeting", "half")).content.decode()
    assert "Visiting Voices CIC&#x27;s contract manager was not there." in page
    assert re.search(r"That does not meet the clause\.\s*<a class=\"t-clause\" href=\"[^\"]*#clause-5-6\">5\.6</a>", page)
    assert "Accept the substitute" not in page
    tick()
    assert f'href="{address(cast, "meeting", "half")}"' in buyer.get("/").content.decode()
    given = {"role": SUPPLIER, "text": "Jo Deputy, director", "turn": str(uuid4())}
    own = supplier.post(address(cast, "meeting", "half"), given)
    assert own.status_code == 422
    assert "for the other side to accept" in own.content.decode()
    assert buyer.post(address(cast, "meeting", "half"), {**given, "text": ""}).status_code == 422
    assert buyer.post(address(cast, "meeting", "half"), {**given, "turn": str(uuid4())}).status_code == 302
    assert events(cast, m.SubstituteAgreed) == [m.SubstituteAgreed(meeting="half", role=SUPPLIER)]
    page = supplier.get(address(cast, "meeting", "half")).content.decode()
    assert "For everybody who must be there and was not, somebody stood in." in page
    assert "Jo Deputy, director stood in for Visiting Voices CIC&#x27;s contract manager" in page
    assert "was not there" not in page
    assert "not whole" not in supplier.get(address(cast, "meetings")).content.decode()


def test_meeting_again_makes_up_for_it(cast: Cast) -> None:
    """A further meeting in the same slot, whole: the slot is, and was held on the day of the first."""
    act(cast, r.MANAGER, m.MeetingHeld(meeting="half", series="performance", slot="2023-Q3", present=(BUYER,)), date(2023, 6, 9))
    mine = client(cast, r.MANAGER)
    assert "not whole" in mine.get(address(cast, "meetings")).content.decode()
    page = mine.get(address(cast, "meeting", "half")).content.decode()
    again = address(cast, *SLOT)
    assert f'href="{again}"' in page
    assert "A further meeting with everybody there makes up for it" in mine.get(again).content.decode()
    mine.post(address(cast, "meeting-slot-hold", "performance", "2023-Q3"), held_form(others=""))
    cast.visits.refresh_from_db()
    slot = next(one for one in review_of(cast.visits, "buyer").meetings if one.label == "2023-Q3")
    assert (slot.held_on, slot.absent, slot.meeting, slot.further) == (date(2023, 6, 9), (), "half", ("m-2023-q3",))
    page = mine.get(address(cast, "meeting", "half")).content.decode()
    assert "A further meeting in the same period was whole" in page
    assert "not whole" not in mine.get(address(cast, "meetings")).content.decode()


# --- the meeting before the start --------------------------------------------------------------------------------


def test_both_sign_what_is_expected(cast: Cast) -> None:
    """Each side signs for itself, once, by name; the page says who, and when."""
    act(cast, r.MANAGER, m.MeetingHeld(meeting="start", title="pre-start meeting", present=(BUYER, SUPPLIER)), date(2022, 8, 21))
    supplier, buyer = client(cast, r.SUPPLIER), client(cast, r.MANAGER)
    for mine, name, side in ((supplier, "Robin Instance", "supplier"), (buyer, "Alex Example", "buyer")):
        page = mine.get(address(cast, "meeting", "start")).content.decode()
        assert "Not signed yet" in page
        assert f"Sign, as {name}" in page
        assert sign(cast, mine).status_code == 302
        assert events(cast, m.StartSigned)[-1] == m.StartSigned(meeting="start", side=side)  # type: ignore[arg-type]
        assert words_of(cast, m.StartSigned)["name"] == name
        assert f"Signed by {name}" in mine.get(address(cast, "meeting", "start")).content.decode()
    page = buyer.get(address(cast, "meeting", "start")).content.decode()
    assert "Both sides have signed: Pre-start meeting of Sun 21 Aug 2022" in page
    before = len(held(cast.visits).entries)
    sign(cast, buyer)  # no second time
    sign(cast, buyer, "m-2023-04")  # and at no other meeting
    cast.visits.refresh_from_db()
    assert len(held(cast.visits).entries) == before


def sign(cast: Cast, mine: Client, meeting: str = "start") -> Any:
    """As somebody who has just shown who they are."""
    from allauth.account.internal.flows.login import record_authentication
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = mine.session
    user = next(person for person in cast.people.values() if str(person.pk) == mine.session["_auth_user_id"])
    record_authentication(request, user, method="password", reauthenticated=True)
    request.session.save()
    return mine.post(address(cast, "meeting-sign", meeting), {"turn": str(uuid4())})


def test_before_the_start_played_by_both(db: None) -> None:
    """Called, held and signed by both on 21 Aug 2022, before the first day; the days on which equality is looked at stand in it."""
    with fixed_today(date(2022, 8, 21)):
        cast = make_cast(until=datetime(2022, 8, 21, 6, tzinfo=UTC))
        buyer, supplier = client(cast, r.MANAGER), client(cast, r.SUPPLIER)
        assert "Prepare the meeting before the start" in buyer.get(address(cast, "meetings")).content.decode()
        given = {
            **{
                name: value
                for name, value in typed(meets_on_day="21", meets_on_month="8", meets_on_year="2022").items()
                if name[:5] != "text_"
            },
            "title_x1": "What is expected of each side",
            "text_x1": "A visit a month, a report in five days",
            "title_x2": "Equality",
            "text_x2": "Access needs asked at each visit, looked at on 1 Dec 2022 and each quarter",
        }
        called = buyer.post(address(cast, "meeting-new-of", "pre-start meeting"), given).headers["Location"]
        assert called == address(cast, "meeting", "pre-start-meeting")
        assert "Each side signs once the meeting is recorded as held." in supplier.get(called).content.decode()
        form = held_form(on_day="21", on_month="8", on_year="2022", others="", what_0="", owner_0="", due_0="", what_2="", owner_2="")
        assert buyer.post(address(cast, "meeting-hold", "pre-start-meeting"), form).status_code == 302
        for mine in (supplier, buyer):
            assert sign(cast, mine, "pre-start-meeting").status_code == 302
        page = buyer.get(called).content.decode()
    assert "Both sides have signed: Pre-start meeting of Sun 21 Aug 2022" in page
    for name in ("Alex Example", "Robin Instance"):
        assert re.search(rf"Signed by {name}, Sun 21 Aug 2022, \d\d:\d\d", page), name
    signed = [entry for entry in held(cast.visits).entries if isinstance(entry.event, m.StartSigned)]
    assert [(entry.side, entry.on) for entry in signed] == [("supplier", date(2022, 8, 21)), ("buyer", date(2022, 8, 21))]


def test_the_list_of_what_is_set_up_has_it(cast: Cast) -> None:
    """Until both have signed it is something to do."""
    mine, there = client(cast, r.SUPPLIER), address(cast, "setup")
    page = mine.get(there).content.decode()
    assert f'href="{address(cast, "meeting", "before-start")}"' in page
    assert "both have signed" in page
    act(cast, r.MANAGER, m.MeetingHeld(meeting="start", title="pre-start meeting", present=(BUYER, SUPPLIER)))
    page = mine.get(there).content.decode()
    assert "held, signed by 0 of 2" in page
    act(cast, r.MANAGER, m.AgendaIssued(meeting="another", meets_on=TODAY, title="pre-start meeting"))
    assert f'href="{address(cast, "meeting", "another")}"' in mine.get(there).content.decode()


def test_no_minutes_are_owed_where_no_clause_asks_for_them(cast: Cast) -> None:
    """They may be written all the same: the page of the minutes is one click away. Of a meeting of the series they are to be sent."""
    act(cast, r.MANAGER, m.MeetingHeld(meeting="start", title="pre-start meeting", present=(BUYER, SUPPLIER)), date(2022, 8, 21))
    act(cast, r.MANAGER, m.MeetingHeld(meeting="whole", series="performance", slot="2023-Q2", present=(BUYER, SUPPLIER)))
    mine = client(cast, r.MANAGER)
    for id, says, never in (
        ("start", "No minutes: the contract asks for none", "Minutes to be sent"),
        ("whole", "Minutes to be sent", "No minutes: the contract asks for none"),
    ):
        page = mine.get(address(cast, "meeting", id)).content.decode()
        assert says in page
        assert never not in page
        assert f'href="{address(cast, "minutes", id)}"' in page
    assert "no minutes: the contract asks for none" in mine.get(address(cast, "meetings")).content.decode()


def test_signing_asks_again_who_it_is(cast: Cast) -> None:
    act(cast, r.MANAGER, m.MeetingHeld(meeting="start", title="pre-start meeting", present=(BUYER, SUPPLIER)), date(2022, 8, 21))
    answer = client(cast, r.MANAGER).post(address(cast, "meeting-sign", "start"), {"turn": str(uuid4())})
    assert "reauthenticate" in answer.headers["Location"]
    assert not [one for one in events(cast, m.StartSigned) if one.meeting == "start"]


def test_the_agenda_before_the_start(cast: Cast) -> None:
    page = client(cast, r.MANAGER).get(address(cast, "meeting-new-of", "pre-start meeting")).content.decode()
    for words in ("What is expected of each side", "Equality", "Who to call", "Getting ready", "Both sides sign", "The buyer has named 3"):
        assert words in page, words


# --- how often ---------------------------------------------------------------------------------------------------


def answers(**more: Any) -> dict[str, Any]:
    given = {"q0": "two or more", "q1": "none", "q2": "no", "q3": "yes", "q4": "no", "q5": "few", "turn": str(uuid4())}
    return {**given, **more}


def test_the_form_is_filled_from_the_record(cast: Cast) -> None:
    page = client(cast, r.MANAGER).get(address(cast, "meeting-frequency")).content.decode()
    assert "KPI 2, April 2023: amber, 5 of 7 = 71.4%" in page
    assert "KPI 2, May 2023: red, 4 of 7 = 57.1%" in page
    assert "The first meeting it changes: from Sat 1 Jul 2023" in page


def test_what_follows_is_a_suggestion(cast: Cast) -> None:
    """Two ambers and a capacity problem: every month is suggested. Nothing is recorded by looking, and no option is chosen beforehand."""
    mine, before = client(cast, r.MANAGER), len(held(cast.visits).entries)
    page = mine.post(address(cast, "meeting-frequency"), answers(see="1")).content.decode()
    for words in ("Risk: High", "Suggested: meet every month.", "How deeply: close.", "head of service and the equality officer join"):
        assert words in page, words
    for name in ("every", "intensity"):
        assert not re.search(rf'name="{name}"[^>]*checked', page)
    calm = answers(q0="none", q3="no", see="1")
    page = mine.post(address(cast, "meeting-frequency"), calm).content.decode()
    assert "Risk: Low" in page
    assert "Suggested: meet every quarter." in page
    cast.visits.refresh_from_db()
    assert len(held(cast.visits).entries) == before
    assert mine.post(address(cast, "meeting-frequency"), answers(q5="", see="1")).status_code == 422


def test_decided_with_a_reason(cast: Cast) -> None:
    """Both acts or none; another choice than suggested is a choice. Both sides read it."""
    mine, page = client(cast, r.HEAD), address(cast, "meeting-frequency")
    whole = {"decide": "1", "every": "month", "intensity": "close", "reason": "Reports are late"}
    for wrong in ({"reason": ""}, {"every": ""}, {"intensity": ""}, {"every": "fortnight"}, {"intensity": "deep"}):
        given = answers(**{**whole, **wrong})
        assert mine.post(page, given).status_code == 422, wrong
    assert not events(cast, m.FrequencyDecided)
    chosen = answers(decide="1", every="quarter", intensity="standard", reason="We look again in July")
    assert mine.post(page, chosen).status_code == 302
    assessed, decided = events(cast, m.RiskAssessed)[-1], events(cast, m.FrequencyDecided)[-1]
    assert (assessed.suggested, assessed.intensity) == ("month", "close")
    assert (decided.every, decided.intensity, decided.assessment) == ("quarter", "standard", assessed.assessment)
    there = client(cast, r.SUPPLIER).get(address(cast, "meetings")).content.decode()
    assert "We look again in July" in there
    assert "Chris Specimen decided on Mon 12 Jun 2023: every quarter." in there


def test_the_look_alone(cast: Cast) -> None:
    mine = client(cast, r.MANAGER)
    assert mine.post(address(cast, "meeting-frequency"), answers(only="1")).status_code == 302
    assert events(cast, m.RiskAssessed)[-1].answers["ambers"] == "two or more"
    assert not events(cast, m.FrequencyDecided)


def test_the_supplier_sees_what_is_looked_at_and_decides_nothing(cast: Cast) -> None:
    mine = client(cast, r.SUPPLIER)
    page = mine.get(address(cast, "meeting-frequency")).content.decode()
    assert "head of service decides this, with a reason" in page
    assert '<input type="radio"' not in page
    assert (
        mine.post(address(cast, "meeting-frequency"), answers(decide="1", every="month", intensity="close", reason="x")).status_code == 403
    )


def test_monthly_after_a_letter_and_back_only_by_decision(cast: Cast) -> None:
    """Warned on 14 June: July, August and September have a meeting each; a decision of August takes effect in October."""
    draft = NoticeDrafted(notice="w", step="formal warning", text_hash="ab" * 32, stated=("1", "2", "3"))
    act(cast, r.MANAGER, draft)
    act(cast, r.HEAD, NoticeApproved(notice="w", text_hash="ab" * 32))
    issued = NoticeIssued(notice="w", step="formal warning", kpis=("reports",), plan="plan-w", text_hash="ab" * 32)
    act(cast, r.HEAD, issued)
    act(cast, r.SUPPLIER, NoticeReceived(notice="w"))
    mine = client(cast, r.MANAGER)
    page = mine.get(address(cast, "meetings")).content.decode()
    assert "From Sat 1 Jul 2023 every month: monthly because of the formal warning of Mon 12 Jun 2023." in page
    assert "This goes on until somebody decides otherwise." in page
    with fixed_today(date(2023, 8, 10)):
        page = mine.get(address(cast, "meeting-frequency")).content.decode()
        assert "The first meeting it changes: from Sun 1 Oct 2023" in page
        chosen = answers(decide="1", every="quarter", intensity="standard", reason="Better now")
        assert mine.post(address(cast, "meeting-frequency"), chosen).status_code == 302
        page = mine.get(address(cast, "meetings")).content.decode()
        assert "This goes on to Sat 30 Sep 2023." in page
        assert "From Sun 1 Oct 2023 every quarter" in page
    cast.visits.refresh_from_db()
    labels = [one.label for one in review_of(cast.visits, "buyer", on=date(2023, 10, 2)).meetings]
    assert labels[-5:] == ["2023-07", "2023-08", "2023-09", "2023-Q4", "2024-Q1"]


# --- words that are gone, and contracts that say less ------------------------------------------------------------


def test_old_entries_with_few_words_or_none(cast: Cast) -> None:
    act(cast, r.MANAGER, agenda("bare"))
    act(cast, r.MANAGER, m.AgendaIssued(meeting="noted", meets_on=TODAY, title="urgent meeting"), note="Come at once")
    mine = client(cast, r.AUDITOR)
    page = mine.get(address(cast, "meeting-agenda", "bare")).content.decode()
    assert "Results and outcomes" in page  # the contract's heading, where no words were kept
    assert "Come at once" in mine.get(address(cast, "meeting-agenda", "noted")).content.decode()
    act(cast, r.MANAGER, m.MeetingHeld(meeting="bare", series="performance", slot="2023-Q3"))
    page = mine.get(address(cast, "meeting", "bare")).content.decode()
    assert "It was not recorded who was there." in page


@pytest.mark.parametrize("odd", [5, "words", {"1": "words"}, [1, None, "x", {"key": 2}]])
def test_words_of_another_shape_fail_no_page(cast: Cast, odd: Any) -> None:
    """An entry of another hand may hold a number or a text where a list is looked for."""
    act(cast, r.MANAGER, agenda("odd"), items=odd, invited=odd, time=odd)
    act(cast, r.MANAGER, m.MeetingHeld(meeting="odd", series="performance", slot="2023-Q3", present=(BUYER, SUPPLIER)), names=odd, text=odd)
    act(cast, r.MANAGER, m.MinutesSent(meeting="odd"), items=odd, present=odd, actions=odd)
    mine = client(cast, r.MANAGER)
    for name in ("meeting", "meeting-agenda", "minutes"):
        assert mine.get(address(cast, name, "odd")).status_code == 200, name
    for name in ("meetings", "targets", "actions", "summary"):
        assert mine.get(address(cast, name)).status_code == 200, name


def test_words_that_were_erased(cast: Cast) -> None:
    """It is said that there were some; headings, days and roles stand."""
    act(cast, r.MANAGER, agenda("gone"), items=[{"key": "2", "title": "Results", "text": "zebrano"}], time="10:00")
    act(cast, r.MANAGER, m.MeetingHeld(meeting="gone", series="performance", slot="2023-Q3", present=(BUYER, SUPPLIER)), text="zebrano")
    mine = client(cast, r.MANAGER)
    for entry in [one for one in held(cast.visits).entries if getattr(one.event, "meeting", "") == "gone"]:
        act(cast, r.MANAGER, BodyErased(entry=entry.id, reason="asked for"))
    page = mine.get(address(cast, "meeting-agenda", "gone")).content.decode()
    assert "The words of this agenda were erased." in page
    assert "Results and outcomes" in page
    assert "zebrano" not in page
    page = mine.get(address(cast, "meeting", "gone")).content.decode()
    assert "What was written down was erased." in page
    assert "Example County Council&#x27;s contract manager" in page


def test_a_contract_without_blocks_or_rhythm(cast: Cast) -> None:
    """The other council's contract has a series and no agenda: what no agenda should lack is drafted all the same."""
    mine = client(cast, "outsider")
    label = review_of(cast.lifts, "buyer").meetings[-1].label
    page = mine.get(reverse("meeting-slot", args=[cast.lifts.pk, "liaison", label])).content.decode()
    for words in ("Results", "Capacity", "Equality", "Actions from last time"):
        assert f'value="{words}"' in page, words
    given = {**{name: value for name, value in typed().items() if not name.startswith(("text_", "title_"))}, "invited": []}
    answer = mine.post(reverse("meeting-slot", args=[cast.lifts.pk, "liaison", label]), {**given, "title_x2": "Results", "text_x2": "Two"})
    assert answer.status_code == 302
    cast.lifts.refresh_from_db()
    assert held(cast.lifts).entries[-1].event.items == ("x2",)  # type: ignore[union-attr]
