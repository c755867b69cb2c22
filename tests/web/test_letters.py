"""Formal letters on the site: written by one person, approved by another, issued once, received by the other side, ended with a reason."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import CONTRACTS, PEOPLE, Cast
from tests.sites import fixed_today
from tests.web.test_summary import heading, words

from tenor.desk.actions.letter_draft import _new_id
from tenor.desk.actions.people import give_role
from tenor.desk.bring import bring_in
from tenor.desk.held import held
from tenor.desk.models import Draft
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.tick import tick
from tenor.documents.notice_text import hash_of
from tenor.ledger.events import notices as n
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed

STEP = "no-improvement/plan-1/2023-06-09"
ID = "formal-warning-00000001"
COUNCIL = (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR)


@pytest.fixture(autouse=True)
def just_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grave acts ask again who somebody is; here they have just shown it."""
    monkeypatch.setattr("tenor.web.doors_grave.just_shown", lambda request: True)


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an id ends in is drawn; here 1, 2, 3 …"""
    several = count(1)
    monkeypatch.setattr("tenor.desk.actions.letter_draft.uuid4", lambda: UUID(int=next(several) << 96))


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast[who])
    return client


def get(cast: Cast, who: str, name: str, *args: str, status: int = 200) -> str:
    answer = client_of(cast, who).get(reverse(name, args=[cast.visits.pk, *args]))
    assert answer.status_code == status, (who, name, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def post(cast: Cast, who: str, name: str, *args: str, status: int = 302, **given: Any) -> str:
    given.setdefault("turn", str(uuid4()))
    answer = client_of(cast, who).post(reverse(name, args=[cast.visits.pk, *args]), given)
    assert answer.status_code == status, (who, name, answer.status_code, words(answer.content.decode())[:800])
    return re.sub(r"\s+", " ", answer.content.decode())


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def draft(cast: Cast) -> Draft:
    return Draft.objects.get(contract=cast.visits, kind="letter", key=ID)


def boxes(cast: Cast, **instead: Any) -> dict[str, Any]:
    """What the form of the letter in hand would send, with some of it changed."""
    body = draft(cast).body
    given = {f"part_{key}": text for key, text in body["parts"].items()}
    given |= {"to": body["to"], "named": [one["key"] for one in body["chosen"]], "draft": draft(cast).turn, "by": body["by"]}
    return given | instead


def begun(cast: Cast, who: str = r.MANAGER) -> None:
    post(cast, who, "letter-new", STEP)


def asked(cast: Cast, who: str = r.MANAGER) -> None:
    begun(cast, who)
    post(cast, who, "letter", ID, **boxes(cast, by="receipt", do="ask"))


def approved(cast: Cast) -> None:
    asked(cast)
    post(cast, r.HEAD, "letter-approve", ID, text_hash=events(cast, n.NoticeDrafted)[-1].event.text_hash)


def issued(cast: Cast) -> None:
    approved(cast)
    post(cast, r.MANAGER, "letter-issue", ID, method="email")


# --- begin -------------------------------------------------------------------------------------------------------


def test_a_look_begins_nothing_and_a_press_begins_one_letter(cast: Cast) -> None:
    page = get(cast, r.MANAGER, "letter-new", STEP)
    assert heading(page) == "Formal warning"
    assert "Nobody has decided this yet." in words(page)
    assert not Draft.objects.filter(kind="letter").exists()
    begun(cast)
    begun(cast, r.HEAD)  # somebody else presses too: they go on with the same
    assert Draft.objects.filter(kind="letter").count() == 1
    assert "Go on with the letter" in get(cast, r.MANAGER, "letter-new", STEP)
    assert not events(cast, n.NoticeDrafted)


@pytest.mark.parametrize("step", ["nothing", "plan/2023-05-09", "=improvement plan", "=nothing", "no-improvement"])
def test_what_leads_to_no_letter_has_no_page(cast: Cast, step: str) -> None:
    get(cast, r.MANAGER, "letter-new", step, status=404)


def test_a_letter_that_no_rule_leads_to_may_be_written_all_the_same(cast: Cast) -> None:
    page = get(cast, r.MANAGER, "letter-new", "=notice of intention to terminate")
    assert "No rule of the contract leads to this letter by what is known." in words(page)


def test_nothing_tells_the_supplier_of_a_letter_that_was_written_and_not_sent(cast: Cast) -> None:
    """A first letter waits for approval; a second one, of another step, is issued. The supplier's is called the first, and so is the
    council's own; its id, which the supplier reads, counts nothing."""
    asked(cast)
    other = "formal-warning-00000002"
    post(cast, r.MANAGER, "letter-new", "=formal warning")
    body = Draft.objects.get(key=other)
    given = {f"part_{key}": text or "As agreed." for key, text in body.body["parts"].items()}
    given |= {"to": body.body["to"], "named": [], "draft": body.turn, "by": "receipt", "do": "ask"}
    post(cast, r.MANAGER, "letter", other, **given)
    assert "Formal warning 1: waits for approval" in get(cast, r.HEAD, "letter", other)
    post(cast, r.HEAD, "letter-approve", other, text_hash=events(cast, n.NoticeDrafted)[-1].event.text_hash)
    post(cast, r.MANAGER, "letter-issue", other, method="email")
    for who in (r.SUPPLIER, r.MANAGER):
        assert heading(get(cast, who, "letter", other)).startswith("Formal warning 1")
    assert "Formal warning 2: waits for approval" in get(cast, r.HEAD, "letter", ID), "the one that waits would be the next"
    get(cast, r.SUPPLIER, "letter", ID, status=404)


def test_ids_of_letters_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    several = {_new_id("Formal warning (final)") for _ in range(20)}
    assert len(several) == 20
    assert all(re.fullmatch(r"formal-warning-final-[0-9a-f]{8}", one) for one in several)


# --- write -------------------------------------------------------------------------------------------------------


def test_the_parts_are_filled_from_the_record(cast: Cast) -> None:
    """needs.md 3A, 6.7 and 6.8."""
    begun(cast)
    page = get(cast, r.MANAGER, "letter", ID)
    text = words(page)
    assert heading(page) == "Formal warning 1: draft"
    assert "2 of 3 parts are complete. Part (c) has no day, so it cannot go to Chris Specimen yet." in text
    assert "KPI 2: March 2023 4 of 5 = 80.0% Amber, April 2023 5 of 7 = 71.4% Amber, May 2023 4 of 7 = 57.1% Red (below 60%)." in text
    assert "2 of 5 milestones missed (Fri 2 Jun 2023 and Mon 5 Jun 2023)" in text
    assert "3 messages with no answer (Thu 1 Jun 2023, Tue 6 Jun 2023 and Thu 8 Jun 2023)" in text
    assert "To: Robin Placeholder, supplier contract manager, Visiting Voices CIC" in text
    assert "Use “10 working days after receipt of formal warning”" in text
    assert 'aria-describedby="cant">Ask Chris Specimen to approve' in page


def test_what_starts_stands_beside_it(cast: Cast) -> None:
    """Written on Mon 12 Jun, received as an example on Tue 13 Jun."""
    begun(cast)
    text = words(get(cast, r.MANAGER, "letter", ID))
    for told in ("Tue 27 Jun 2023", "from July 2023", "July 2023 to September 2023", "1 of 2"):
        assert told in text.partition("What starts when it is received")[2]


def test_what_was_written_is_kept_and_stands_in_the_letter(cast: Cast) -> None:
    begun(cast)
    post(cast, r.MANAGER, "letter", ID, **boxes(cast, part_1="The level is too low.", do="save", by="day", by_day="2023-06-28", named=[]))
    text = words(get(cast, r.MANAGER, "letter", ID))
    assert "By when: Wed 28 Jun 2023." in text
    assert "The level is too low." in text.partition("The letter as it stands")[2]
    assert "milestones missed" not in text.partition("The letter as it stands")[2]
    assert "All 3 parts are complete." in text


def test_nobody_outside_the_council_sees_it_before_it_is_issued(cast: Cast) -> None:
    begun(cast)
    for who in (r.SUPPLIER, "stranger", "outsider"):
        get(cast, who, "letter", ID, status=404)
    asked(cast)
    for who in COUNCIL:
        assert "Formal warning 1: waits for approval" in get(cast, who, "letter", ID)
    get(cast, r.SUPPLIER, "letter", ID, status=404)
    get(cast, r.SUPPLIER, "letter-received", ID, status=404)


@pytest.mark.parametrize("key", ["1", "2", "3"])
def test_with_a_part_empty_nobody_is_asked(cast: Cast, key: str) -> None:
    """needs.md 3A, 6.8: any part empty → it cannot be issued."""
    begun(cast)
    page = post(cast, r.MANAGER, "letter", ID, status=422, **boxes(cast, **{f"part_{key}": "  "}, by="receipt", do="ask"))
    assert "nothing is said yet in the part" in words(page)
    assert "2 of 3 parts are complete." in words(page)
    assert not events(cast, n.NoticeDrafted)
    get(cast, r.HEAD, "letter-approve", ID, status=404)
    get(cast, r.MANAGER, "letter-issue", ID, status=404)


def test_without_a_day_nobody_is_asked(cast: Cast) -> None:
    begun(cast)
    page = post(cast, r.MANAGER, "letter", ID, status=422, **boxes(cast, do="ask"))
    assert "say by when, in the part: a further improvement plan is required" in words(page)
    assert not events(cast, n.NoticeDrafted)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"by": "day", "by_day": "2023-06-11"}, "The day must be Mon 12 Jun 2023 or later"),
        ({"by": "day", "by_day_day": "31", "by_day_month": "6", "by_day_year": "2023"}, "The day"),
        ({"by": "never"}, "Choose one of the answers"),
        ({"part_1": "x" * 8001}, "must be 8000 characters or fewer"),
        ({"named": ["something else"]}, "Choose one of the answers"),
        ({"to": "y" * 301}, "must be 300 characters or fewer"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_kept(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    begun(cast)
    before = draft(cast).body
    page = post(cast, r.MANAGER, "letter", ID, status=422, **boxes(cast, do="save", **wrong))
    assert says in words(page)
    assert draft(cast).body == before


def test_two_who_save_find_out(cast: Cast) -> None:
    begun(cast)
    old = boxes(cast, do="save")
    post(cast, r.HEAD, "letter", ID, **boxes(cast, do="save", part_1="Mine first"))
    page = post(cast, r.MANAGER, "letter", ID, status=409, **{**old, "part_1": "Mine second"})
    assert "Somebody else saved this letter since you opened it." in page
    assert "Mine second" in page, "nothing typed is lost"
    assert draft(cast).body["parts"]["1"] == "Mine first"


def test_only_those_who_issue_letters_write_them(cast: Cast) -> None:
    begun(cast)
    for who in (r.EQUALITY, r.LEGAL, r.AUDITOR):
        page = get(cast, who, "letter", ID)
        assert "<textarea" not in page
        assert "The contract manager or the head of service writes it." in page
        post(cast, who, "letter", ID, status=404, **boxes(cast, part_1="not theirs"))
        get(cast, who, "letter-new", STEP, status=403)
    for who in (r.SUPPLIER, r.UNIT, r.VISITOR):
        get(cast, who, "letter-new", STEP, status=403)


# --- approve -----------------------------------------------------------------------------------------------------


def test_asked_means_the_words_and_their_hash_are_on_record_for_the_council_alone(cast: Cast) -> None:
    asked(cast)
    entry = events(cast, n.NoticeDrafted)[-1]
    assert entry.seen_by == "buyer"
    assert entry.by == PEOPLE[r.MANAGER][1]
    assert entry.event.text_hash == hash_of(entry.body.content)
    assert entry.event.stated == ("1", "2", "3")
    assert entry.event.kpis == ("reports",)
    assert "FORMAL WARNING" in entry.body.content["letter"]


def test_another_person_approves_and_never_the_writer(cast: Cast) -> None:
    asked(cast)
    mark = events(cast, n.NoticeDrafted)[-1].event.text_hash
    get(cast, r.MANAGER, "letter-approve", ID, status=403)
    assert "Chris Specimen approves it." in words(get(cast, r.EQUALITY, "letter", ID))
    page = get(cast, r.HEAD, "letter", ID)
    assert "Read and approve" in page
    post(cast, r.HEAD, "letter-approve", ID, text_hash=mark)
    assert [entry.by for entry in events(cast, n.NoticeApproved)] == [PEOPLE[r.HEAD][1]]
    assert heading(get(cast, r.MANAGER, "letter", ID)) == "Formal warning 1: approved, not issued"


def test_a_head_of_service_who_wrote_does_not_approve(cast: Cast) -> None:
    asked(cast, r.HEAD)
    mark = events(cast, n.NoticeDrafted)[-1].event.text_hash
    page = get(cast, r.HEAD, "letter", ID)
    assert "You wrote in it, so somebody else approves it." in page
    assert "Read and approve" not in page
    assert "You wrote in this letter" in get(cast, r.HEAD, "letter-approve", ID)
    post(cast, r.HEAD, "letter-approve", ID, status=422, text_hash=mark)
    assert not events(cast, n.NoticeApproved)


def test_nor_does_one_who_changed_a_word_of_it(cast: Cast) -> None:
    begun(cast)
    post(cast, r.HEAD, "letter", ID, **boxes(cast, part_1="In my words.", by="receipt", do="save"))
    page = get(cast, r.MANAGER, "letter", ID)
    assert "Nobody else may approve it" in page
    second = cast[r.EQUALITY]
    assert not give_role(to=second, role=r.HEAD, contract=cast.visits, known_as="b-9", by=None)
    post(cast, r.MANAGER, "letter", ID, **boxes(cast, do="ask"))
    mark = events(cast, n.NoticeDrafted)[-1].event.text_hash
    post(cast, r.HEAD, "letter-approve", ID, status=422, text_hash=mark)
    assert not events(cast, n.NoticeApproved)


def test_only_the_very_words_that_were_asked_about(cast: Cast) -> None:
    asked(cast)
    page = post(cast, r.HEAD, "letter-approve", ID, status=422, text_hash="0" * 64)
    assert "are not those that were asked about" in page
    mark = events(cast, n.NoticeDrafted)[-1].event.text_hash
    post(cast, r.MANAGER, "letter", ID, **boxes(cast, part_1="Other words.", do="save"))
    assert "The words have changed since they were asked about. Ask again." in get(cast, r.MANAGER, "letter", ID)
    post(cast, r.HEAD, "letter-approve", ID, status=422, text_hash=mark)
    assert not events(cast, n.NoticeApproved)
    post(cast, r.MANAGER, "letter", ID, **boxes(cast, do="ask"))
    again = events(cast, n.NoticeDrafted)[-1].event.text_hash
    assert again != mark
    post(cast, r.HEAD, "letter-approve", ID, text_hash=again)
    assert len(events(cast, n.NoticeApproved)) == 1


def test_it_is_sent_back_with_what_is_to_be_changed(cast: Cast) -> None:
    asked(cast)
    post(cast, r.HEAD, "letter-back", ID, status=422, why=" ")
    post(cast, r.HEAD, "letter-back", ID, why="Name the plan of May")
    page = get(cast, r.MANAGER, "letter", ID)
    assert "Chris Specimen sent it back" in page
    assert "Name the plan of May" in page
    assert "Formal warning 1: draft" in page
    get(cast, r.SUPPLIER, "letter", ID, status=404)
    post(cast, r.MANAGER, "letter", ID, **boxes(cast, do="ask"))
    assert "waits for approval" in heading(get(cast, r.MANAGER, "letter", ID))


def test_grave_acts_ask_again_who_somebody_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(cast)
    monkeypatch.setattr("tenor.web.doors_grave.just_shown", lambda request: False)
    post(cast, r.MANAGER, "letter-issue", ID, method="email")  # led on to say who they are
    assert not events(cast, n.NoticeIssued)


# --- issue -------------------------------------------------------------------------------------------------------


def test_what_was_approved_goes_out_once(cast: Cast) -> None:
    approved(cast)
    turn = str(uuid4())
    for _ in range(2):
        post(cast, r.MANAGER, "letter-issue", ID, method="email", turn=turn)
    post(cast, r.MANAGER, "letter-issue", ID, status=422, method="email")
    out = events(cast, n.NoticeIssued)
    assert len(out) == 1
    asked_about = events(cast, n.NoticeDrafted)[-1]
    assert out[0].body.content == asked_about.body.content
    assert (out[0].event.text_hash, out[0].event.kpis, out[0].event.plan) == (asked_about.event.text_hash, ("reports",), "plan-2")
    assert out[0].event.method == "email"
    assert not Draft.objects.filter(kind="letter").exists()
    page = get(cast, r.SUPPLIER, "letter", ID)
    assert "Checked: these are the words that were recorded." in page
    assert "By when: 10 working days after receipt of formal warning." in words(page)


def test_nothing_goes_out_without_approval(cast: Cast) -> None:
    asked(cast)
    assert "It is issued" not in get(cast, r.MANAGER, "letter-issue", ID)
    post(cast, r.MANAGER, "letter-issue", ID, status=422, method="email")
    post(cast, r.HEAD, "letter-issue", ID, status=422, method="email")
    assert not events(cast, n.NoticeIssued)


def test_nor_with_a_word_changed_since(cast: Cast) -> None:
    approved(cast)
    post(cast, r.MANAGER, "letter", ID, **boxes(cast, part_2="Another reason.", do="save"))
    page = post(cast, r.MANAGER, "letter-issue", ID, status=422, method="email")
    assert "Ask for approval again" in page
    assert not events(cast, n.NoticeIssued)


def test_how_it_goes_out_is_asked(cast: Cast) -> None:
    approved(cast)
    post(cast, r.MANAGER, "letter-issue", ID, status=422, method="")
    assert not events(cast, n.NoticeIssued)


def test_the_letter_is_taken_away_as_text_once_it_is_approved(cast: Cast) -> None:
    asked(cast)
    get(cast, r.MANAGER, "letter-file", ID, status=404)
    post(cast, r.HEAD, "letter-approve", ID, text_hash=events(cast, n.NoticeDrafted)[-1].event.text_hash)
    text = get(cast, r.MANAGER, "letter-file", ID)
    assert "FORMAL WARNING" in text
    assert (
        f'filename="{ID}.txt"' in client_of(cast, r.MANAGER).get(reverse("letter-file", args=[cast.visits.pk, ID]))["Content-Disposition"]
    )
    get(cast, r.SUPPLIER, "letter-file", ID, status=404)
    post(cast, r.MANAGER, "letter-issue", ID, method="email")
    assert "FORMAL WARNING" in get(cast, r.SUPPLIER, "letter-file", ID)


# --- received, withdrawn, closed ---------------------------------------------------------------------------------


def test_the_supplier_says_when_it_arrived_and_the_clocks_begin(cast: Cast) -> None:
    """needs.md 3A, 6.4: received Wed 14 Jun → the plan is to be agreed by Wed 28 Jun 2023."""
    issued(cast)
    page = get(cast, r.SUPPLIER, "letter", ID)
    assert heading(page) == "Formal warning 1: issued, not known to be received"
    with fixed_today(date(2023, 6, 14)):
        post(cast, r.SUPPLIER, "letter-received", ID, on="2023-06-14")
        text = words(get(cast, r.SUPPLIER, "letter", ID))
        assert "received on Wed 14 Jun 2023" in text
        assert "to be agreed by Wed 28 Jun 2023" in text
        assert "1 of 2" in text
        assert "From Sat 1 Jul 2023 to Sat 30 Sep 2023" in text
        row = get(cast, r.SUPPLIER, "letter", ID).partition('<th scope="row">Under watch</th>')[2].partition("</tr>")[0]
        assert re.findall(r"under watch|outside", row) == ["outside", "under watch", "under watch", "under watch", "outside"]
        post(cast, r.SUPPLIER, "letter-received", ID, status=422, on="2023-06-14")
    assert len(events(cast, n.NoticeReceived)) == 1


@pytest.mark.parametrize(
    ("day", "says"), [("2023-06-11", "must be Mon 12 Jun 2023 or later"), ("2023-06-13", "or earlier"), ("", "Enter the day of receipt")]
)
def test_the_day_of_receipt_is_a_day_between(cast: Cast, day: str, says: str) -> None:
    issued(cast)
    assert says in words(post(cast, r.SUPPLIER, "letter-received", ID, status=422, on=day))
    assert not events(cast, n.NoticeReceived)


def test_the_council_establishes_receipt_and_says_how_it_is_known(cast: Cast) -> None:
    issued(cast)
    post(cast, r.MANAGER, "letter-received", ID, status=422, on="2023-06-12", how="")
    post(cast, r.MANAGER, "letter-received", ID, on="2023-06-12", how="Handed over at 14:00")
    assert "Handed over at 14:00" in get(cast, r.SUPPLIER, "letter", ID)


@pytest.mark.parametrize("act", ["withdraw", "close"])
def test_it_ends_with_a_reason(cast: Cast, act: str) -> None:
    issued(cast)
    post(cast, r.SUPPLIER, "letter-received", ID, on="2023-06-12")
    for who in (r.SUPPLIER, r.LEGAL):
        get(cast, who, f"letter-{act}", ID, status=403)
    post(cast, r.MANAGER, f"letter-{act}", ID, status=422, why="")
    assert not events(cast, n.NoticeWithdrawn, n.NoticeClosed)
    post(cast, r.MANAGER, f"letter-{act}", ID, why="All is well again")
    page = get(cast, r.SUPPLIER, "letter", ID)
    assert "All is well again" in page
    counted = "this one does not count" not in page
    assert counted == (act == "close"), "closed it still counts; withdrawn it does not"


# --- what pages offer --------------------------------------------------------------------------------------------


def sent_back(cast: Cast) -> None:
    asked(cast)
    post(cast, r.HEAD, "letter-back", ID, why="Name the plan")


def received(cast: Cast) -> None:
    issued(cast)
    post(cast, r.SUPPLIER, "letter-received", ID, on="2023-06-12")


def closed(cast: Cast) -> None:
    received(cast)
    post(cast, r.MANAGER, "letter-close", ID, why="All is well")


def withdrawn(cast: Cast) -> None:
    received(cast)
    post(cast, r.MANAGER, "letter-withdraw", ID, why="A figure was wrong")


STATES = {each.__name__: each for each in (asked, sent_back, approved, issued, received, closed, withdrawn)}
HIDDEN = ("asked", "sent_back", "approved")  # from the supplier
ROLES = (*COUNCIL, r.SUPPLIER)


@pytest.mark.parametrize("state", STATES)
def test_the_page_offers_what_the_table_allows_and_nothing_else(cast: Cast, state: str) -> None:
    """Every control of the page is an act that is open to this person; every page of an act that is closed has no button."""
    STATES[state](cast)
    for who in ROLES:
        _offers_as_allowed(cast, state, who)


def _offers_as_allowed(cast: Cast, state: str, who: str) -> None:
    from tenor.desk.pages.registry import maker
    from tenor.desk.pages.view import View
    from tenor.desk.visible import get_place
    from tenor.web.offers import offers

    place = get_place(cast[who], cast.visits.pk)
    if who == r.SUPPLIER and state in HIDDEN:
        get(cast, who, "letter", ID, status=404)
        return
    data = maker("letter")(View(contract=place.contract, side=place.actor.side, on=date(2023, 6, 12), what=ID))
    open_to = set(offers(place, data["offers"]))
    page = get(cast, who, "letter", ID)
    shown = set(re.findall(rf'data-act="([a-z-]+)" data-of="{ID}"', page))
    assert shown <= open_to | ({"notice-issued"} if state == "approved" and place.actor.may("issue a notice") else set()), who
    expected = open_to - {"notice-advised"} if who != r.LEGAL and state == "asked" else open_to
    assert expected - shown <= {"notice-advised"}, who
    for name, act in PAGES.items():
        if act in shown or act in open_to or not _opens(place, name):
            continue
        assert f'data-act="{act}"' not in get(cast, who, name, ID), who


PAGES = {
    "letter-approve": "notice-approved",
    "letter-back": "notice-sent-back",
    "letter-advise": "notice-advised",
    "letter-withdraw": "notice-withdrawn",
    "letter-close": "notice-closed",
}


def _opens(place: Any, name: str) -> bool:
    from tests.walk.addresses import routes

    acts = next(route.acts for route in routes() if route.name == name)
    return any(place.actor.may(act) for act in acts or ())


# --- for legal review --------------------------------------------------------------------------------------------


INTENTION = "notice-of-intention-to-terminate-00000001"


def intention(cast: Cast) -> None:
    post(cast, r.MANAGER, "letter-new", "=notice of intention to terminate")
    body = Draft.objects.get(key=INTENTION)
    given = {f"part_{key}": text or "Figures of the spring." for key, text in body.body["parts"].items()}
    given |= {"to": body.body["to"], "draft": body.turn, "by_day": "2023-07-10", "do": "ask"}
    post(cast, r.MANAGER, "letter", INTENTION, **given)


def test_an_intention_to_terminate_is_for_legal_review_and_never_sent_by_the_system(cast: Cast) -> None:
    intention(cast)
    page = get(cast, r.HEAD, "letter", INTENTION)
    text = words(page)
    assert "FOR LEGAL REVIEW" in text
    assert "Tenor never sends this letter." in text
    assert "Legal looks at these words before they are approved." in text
    assert "Read and approve" not in text
    mark = events(cast, n.NoticeDrafted)[-1].event.text_hash
    assert "Legal has not looked at these words yet." in get(cast, r.HEAD, "letter-approve", INTENTION)
    post(cast, r.HEAD, "letter-approve", INTENTION, status=422, text_hash=mark)
    get(cast, r.MANAGER, "letter-advise", INTENTION, status=403)
    post(cast, r.LEGAL, "letter-advise", INTENTION, status=422, text="")
    post(cast, r.LEGAL, "letter-advise", INTENTION, text="The clause allows it; allow four weeks.")
    assert [entry.seen_by for entry in events(cast, n.NoticeAdvised)] == ["buyer"]
    assert "The clause allows it; allow four weeks." in get(cast, r.HEAD, "letter", INTENTION)
    post(cast, r.HEAD, "letter-approve", INTENTION, text_hash=mark)
    post(cast, r.MANAGER, "letter-issue", INTENTION, method="post")
    seen = get(cast, r.SUPPLIER, "letter", INTENTION)
    assert "four weeks" not in seen
    assert "legal review" not in words(seen).lower(), "what goes out does not say so"


def test_the_head_of_service_may_confirm_that_legal_looked(cast: Cast) -> None:
    intention(cast)
    mark = events(cast, n.NoticeDrafted)[-1].event.text_hash
    post(cast, r.HEAD, "letter-advise", INTENTION, text="Leigh Gall read it on paper and has nothing against it.")
    post(cast, r.HEAD, "letter-approve", INTENTION, text_hash=mark)
    assert events(cast, n.NoticeApproved)


# --- what the record holds already -------------------------------------------------------------------------------


def test_an_old_letter_with_a_text_alone(cast: Cast) -> None:
    """Another example's letters went out as a text, with a mark that is not its own: the page shows both as they are."""
    other = bring_in(CONTRACTS / "day-centres", council=cast.council).contract
    assert other is not None
    assert not give_role(to=cast["outsider"], role=r.MANAGER, contract=other, known_as="b-1", by=None)
    sent = next(entry for entry in held(other).entries if isinstance(entry.event, n.NoticeIssued))
    with fixed_today(date(2024, 12, 2)):
        answer = client_of(cast, "outsider").get(reverse("letter", args=[other.pk, sent.event.notice]))
    text = words(answer.content.decode())
    assert answer.status_code == 200
    assert str(next(iter(sent.body.content.values())))[:30] in text
    assert ("Checked" in text) == (hash_of(sent.body.content) == sent.event.text_hash)


def test_a_letter_whose_words_were_erased_says_so(cast: Cast) -> None:
    issued(cast)
    entry = events(cast, n.NoticeIssued)[-1]
    gone = Proposed(event=BodyErased(entry=entry.id, reason="asked for"), by="b-1", side="buyer", on=date(2023, 6, 12))
    assert record(cast.visits, [gone], actor=None).entries
    for who in (r.MANAGER, r.SUPPLIER):
        text = words(get(cast, who, "letter", ID))
        assert "The words were erased. What happened stays in the record." in text
        assert "There are no words to check against the record." in text


def test_a_decided_step_stands_on_home_with_the_way_to_its_letter(cast: Cast) -> None:
    decided = DecisionTaken(rule="no-improvement", outcome="taken", of="plan-1")
    reason = Body(kind="words", salt="ab" * 16, content={"reason": "later than before the plan"})
    done = record(cast.visits, [Proposed(event=decided, by="b-1", side="buyer", on=date(2023, 6, 12), body=reason)], actor=None)
    assert done.entries, [str(one) for one in done.problems]
    tick()
    page = client_of(cast, r.MANAGER).get("/").content.decode()
    assert reverse("letter-new", args=[cast.visits.pk, STEP]) in page


def test_whoever_is_next_finds_the_letter_on_home(cast: Cast) -> None:
    """The head of service to approve, the manager to issue, the supplier to say that it arrived."""

    def home(who: str) -> str:
        tick()
        return re.sub(r"\s+", " ", client_of(cast, who).get("/").content.decode())

    asked(cast)
    href = reverse("letter", args=[cast.visits.pk, ID])
    assert "Read and approve the letter: formal warning" in home(r.HEAD)
    assert href in home(r.HEAD)
    assert href not in home(r.SUPPLIER)
    post(cast, r.HEAD, "letter-approve", ID, text_hash=events(cast, n.NoticeDrafted)[-1].event.text_hash)
    assert "Issue the letter that was approved: formal warning" in home(r.MANAGER)
    post(cast, r.MANAGER, "letter-issue", ID, method="email")
    assert href in home(r.SUPPLIER)
    assert "Say when the formal warning issued on" in home(r.SUPPLIER)
    assert href in home(r.MANAGER)
