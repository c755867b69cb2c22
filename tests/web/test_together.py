"""Working together: actions, messages, feedback, themes, another day, problems told; both sides, wrong input, who may not."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast

from tenor.desk.held import held
from tenor.desk.permissions import roles as r
from tenor.desk.permissions.actor import Actor
from tenor.desk.permissions.table import ACT_OF
from tenor.desk.reviews import review_of
from tenor.desk.tick import tick
from tenor.desk.visible import get_place
from tenor.ledger.events import TYPES, kebab
from tenor.ledger.events.meetings import ActionAgreed, ActionDone, ActionMoved, ThemeTagged
from tenor.ledger.events.working_together import (
    CapacityDiscussed,
    CapacityRaised,
    CapacitySeen,
    FeedbackGiven,
    FlexibilityAnswered,
    FlexibilityAsked,
    MessageAnswered,
    MessageSent,
    OtherSideRated,
)
from tenor.review.acts import ACTS
from tenor.review.offered import offered
from tenor.review.things import known

Sign = Callable[[str], Client]


@pytest.fixture
def sign(cast: Cast) -> Sign:
    """A browser of somebody of the cast."""

    def signed(role: str) -> Client:
        client = Client()
        client.force_login(cast[role])
        return client

    return signed


def address(cast: Cast, name: str, *more: str) -> str:
    return reverse(name, args=[cast.visits.pk, *more])


def see(client: Client, cast: Cast, name: str, *more: str, **query: str) -> str:
    answer = client.get(address(cast, name, *more), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def send(client: Client, cast: Cast, name: str, /, *more: str, **given: Any) -> Any:
    return client.post(address(cast, name, *more), {"turn": str(uuid4()), **given}, follow=True)


def home(client: Client) -> str:
    """Home, once what it reads has been made."""
    tick()
    return str(client.get("/").content.decode())


def heading(page: str) -> str:
    """The one h1."""
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return str(found)


def events(cast: Cast, *kinds: type) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry.event for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def day(name: str, text: str) -> dict[str, str]:
    """A day in three boxes."""
    year, month, number = text.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


# --- actions -----------------------------------------------------------------------------------------------------


def agree(client: Client, cast: Cast, **more: Any) -> Any:
    given = {"text": "Name a relief", "owner": "supplier contract manager", "source": "meeting m-2023-04", **day("due", "2023-06-05")}
    return send(client, cast, "action-new", **(given | more))


def test_an_action_is_agreed_carried_over_and_done(cast: Cast, sign: Sign) -> None:
    """Both sides see it, with its source, how late it is today, and how it went."""
    manager, supplier = sign(r.MANAGER), sign(r.SUPPLIER)
    page = agree(manager, cast).content.decode()
    assert "The action is on the list of both sides." in page
    event = events(cast, ActionAgreed)[-1]
    assert (event.owner, str(event.due), event.meeting, event.source) == ("supplier contract manager", "2023-06-05", "m-2023-04", "")
    listed = see(supplier, cast, "actions")
    assert "7 days late" in listed
    assert "Meeting of Thu 20 Apr 2023" in listed
    assert "of them late" in heading(listed)
    moved = send(supplier, cast, "action", event.action, move="1", text="She is ill", **day("due", "2023-06-30"))
    assert "Carried over to Fri 30 Jun 2023. She is ill" in moved.content.decode()
    assert "carried over once" in see(manager, cast, "actions")
    done = send(supplier, cast, "action", event.action, done="1", text="Named on Monday")
    assert "Done. Named on Monday" in done.content.decode()
    assert [type(one) for one in events(cast, ActionMoved, ActionDone)][-2:] == [ActionMoved, ActionDone]
    assert "Name a relief" not in see(manager, cast, "actions")
    assert "Name a relief" in see(manager, cast, "actions", state="finished")


def test_the_worst_stands_first(cast: Cast, sign: Sign) -> None:
    manager = sign(r.MANAGER)
    agree(manager, cast, text="Two days late", **day("due", "2023-06-10"))
    agree(manager, cast, text="Long late", **day("due", "2023-05-02"))
    page = see(manager, cast, "actions")
    assert page.index("Long late") < page.index("Two days late") < page.index("14 Jul")


def test_filters_and_files(cast: Cast, sign: Sign) -> None:
    """What is shown is what is taken away."""
    manager = sign(r.MANAGER)
    agree(manager, cast)
    agree(manager, cast, text="Ours", owner="buyer contract manager", source="", **day("due", "2023-07-01"))
    assert "Ours" not in see(manager, cast, "actions", side="supplier")
    assert "Name a relief" not in see(manager, cast, "actions", state="nonsense", side="buyer")
    assert "Ours" not in see(manager, cast, "actions", **{"from": "meeting"})
    taken = manager.get(address(cast, "actions"), {"as": "csv", "state": "late"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(taken)))
    assert [(row["Action"], row["Due"], row["Days late"], row["Days open"], row["State"]) for row in rows] == [
        ("Name a relief", "2023-06-05", "7", "0", "open")
    ]
    everything = json.loads(manager.get(address(cast, "actions"), {"as": "json", "state": "all"}).content)
    assert {"Name a relief", "Ours"} <= {row["Action"] for row in everything}
    assert manager.get(address(cast, "actions"), {"as": "xlsx"}).content.startswith(b"PK")


def test_how_old_they_are(cast: Cast, sign: Sign) -> None:
    """The example has one open action on 12 June: a-4 of 20 April, 53 days old; a new one is 0 days old."""
    agree(sign(r.MANAGER), cast)
    page = see(sign(r.HEAD), cast, "actions")
    table = page[page.index("How long open actions have been open") :]
    cells = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", table, re.DOTALL)
    counted = {name: re.findall(r">(\d+)<", rest)[:2] for name, rest in cells}
    assert counted["0 to 7 days"] == ["1", "1"]
    assert counted["over 90 days"] == ["0", "0"]
    assert int(counted["31 to 90 days"][0]) >= 1
    assert "53 days" in page


WRONG_ACTIONS: list[tuple[dict[str, Any], str]] = [
    ({"text": "  "}, "What is to be done"),
    ({"text": "x" * 1001}, "1000 characters or fewer"),
    ({"owner": "nobody"}, "Who does it"),
    ({"source": "meeting m-none"}, "What does it come from"),
    (day("due", "2023-13-40"), "By when"),
]


@pytest.mark.parametrize(("given", "said"), WRONG_ACTIONS)
def test_wrong_actions(cast: Cast, sign: Sign, given: dict[str, Any], said: str) -> None:
    """Told beside the field, with what was typed kept; nothing is recorded."""
    before = len(events(cast, ActionAgreed))
    answer = agree(sign(r.MANAGER), cast, **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert len(events(cast, ActionAgreed)) == before


def test_an_earlier_day_is_no_carrying_over(cast: Cast, sign: Sign) -> None:
    answer = send(sign(r.MANAGER), cast, "action", "a-4", move="1", text="sooner", **day("due", "2023-07-01"))
    assert answer.status_code == 422
    assert "Fri 14 Jul 2023" in answer.content.decode()
    assert not events(cast, ActionMoved)


def test_sent_twice_is_one(cast: Cast, sign: Sign) -> None:
    manager, turn, before = sign(r.MANAGER), str(uuid4()), len(events(cast, ActionAgreed))
    for _ in range(2):
        agree(manager, cast, turn=turn)
    assert len(events(cast, ActionAgreed)) == before + 1


# --- messages ----------------------------------------------------------------------------------------------------


def write(client: Client, cast: Cast, **more: Any) -> Any:
    return send(client, cast, "message-new", **({"text": "Has the relief begun?", "about": "plan plan-1"} | more))


def test_a_message_is_written_and_answered(cast: Cast, sign: Sign) -> None:
    """The sender cannot answer for the other side; the other side finds it on Home and answers."""
    manager, supplier = sign(r.MANAGER), sign(r.SUPPLIER)
    page = write(manager, cast).content.decode()
    message = events(cast, MessageSent)[-1]
    assert message.about == "plan plan-1"
    assert "Message of Mon 12 Jun, not answered yet" in heading(page)
    assert "improvement plan asked for on Wed 10 May 2023" in page
    assert "It waits for" in page
    assert "Answer it" not in page
    assert address(cast, "message", message.message) in home(supplier)
    refused = send(manager, cast, "message", message.message, text="I answer myself")
    assert refused.status_code == 422
    assert "the other side" in refused.content.decode()
    answered = send(supplier, cast, "message", message.message, text="Yes, since Monday.")
    assert "Yes, since Monday." in answered.content.decode()
    assert events(cast, MessageAnswered)[-1] == MessageAnswered(message=message.message)
    assert send(supplier, cast, "message", message.message, text="Once more").status_code == 422


def test_unanswered_messages_have_their_days(cast: Cast, sign: Sign) -> None:
    """Of 1, 6 and 8 June: what a formal letter may rest on (clause 6.7)."""
    for role, finding in ((r.MANAGER, "3 messages wait for Visiting Voices CIC"), (r.SUPPLIER, "3 messages wait for you")):
        page = see(sign(role), cast, "messages")
        assert finding in heading(page)
        for on in ("Thu 1 Jun", "Tue 6 Jun", "Thu 8 Jun"):
            assert on in page
    assert "Every message is answered" in heading(see(sign(r.MANAGER), cast, "messages", about="meeting m-2023-04"))


WRONG_MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "Your message"),
    ({"text": "x" * 4001}, "4000 characters or fewer"),
    ({"about": "plan plan-77"}, "What is it about"),
]


@pytest.mark.parametrize(("given", "said"), WRONG_MESSAGES)
def test_wrong_messages(cast: Cast, sign: Sign, given: dict[str, Any], said: str) -> None:
    before = len(events(cast, MessageSent))
    answer = write(sign(r.SUPPLIER), cast, **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert len(events(cast, MessageSent)) == before


# --- feedback and marks ------------------------------------------------------------------------------------------


def test_feedback_for_both_or_for_one_side(cast: Cast, sign: Sign) -> None:
    """What is kept to one side is nowhere on the other's page."""
    manager, supplier = sign(r.MANAGER), sign(r.SUPPLIER)
    assert send(manager, cast, "feedback-give", kind="praise", text="Thank you for Sunday", own="both").status_code == 200
    assert send(manager, cast, "feedback-give", kind="concern", text="Quarrelsome lately", own="own").status_code == 200
    assert [(one.kind, one.meeting) for one in events(cast, FeedbackGiven)[-2:]] == [("praise", ""), ("concern", "")]
    ours, theirs = see(manager, cast, "feedback"), see(supplier, cast, "feedback")
    assert "Thank you for Sunday" in ours
    assert "Thank you for Sunday" in theirs
    assert "Quarrelsome lately" in ours
    assert "only your side" in ours
    assert "Quarrelsome lately" not in theirs


def test_a_service_manager_sees_what_they_said(cast: Cast, sign: Sign) -> None:
    """On the telephone's frame, and of others nothing."""
    manager, unit = sign(r.MANAGER), sign(r.UNIT)
    send(manager, cast, "feedback-give", kind="praise", text="From the manager", own="both")
    page = send(unit, cast, "feedback-give", kind="good practice", text="They ring before they come", own="both").content.decode()
    assert "They ring before they come" in page
    assert "From the manager" not in page
    assert "They ring before they come" in see(sign(r.SUPPLIER), cast, "feedback")


def test_marks_over_time_for_both_sides(cast: Cast, sign: Sign) -> None:
    """The example's marks of January and April stand beside today's; no rating changes."""
    supplier = sign(r.SUPPLIER)
    before = review_of(cast.visits, "buyer").ratings.overall["2023-05"].at(review_of(cast.visits, "buyer").on).rating
    page = send(
        supplier, cast, "rate", tells="4", answers="2", solves="3", fair="5", text="Slow in May", meeting="m-2023-04"
    ).content.decode()
    assert events(cast, OtherSideRated)[-1].answers == 2
    assert "part of no rating" in page
    assert "Visiting Voices CIC gave 14 of 20" in heading(page)
    assert "Slow in May" in page
    table = page[page.index("Visiting Voices CIC about Example County Council") :]
    row = table[table.index("They answer when we ask") :]
    assert re.findall(r"(\d) of 5", row[: row.index("</tr>")]) == ["5", "4", "2"]
    now = review_of(cast.visits, "buyer")
    assert now.ratings.overall["2023-05"].at(now.on).rating == before


@pytest.mark.parametrize("given", [{"tells": "6"}, {"fair": ""}, {"solves": "x"}, {"meeting": "m-none"}])
def test_wrong_marks(cast: Cast, sign: Sign, given: dict[str, str]) -> None:
    before = len(events(cast, OtherSideRated))
    answer = send(sign(r.SUPPLIER), cast, "rate", **({"tells": "4", "answers": "4", "solves": "4", "fair": "4"} | given))
    assert answer.status_code == 422
    assert len(events(cast, OtherSideRated)) == before


@pytest.mark.parametrize("given", [{"kind": "abuse"}, {"text": " "}, {"own": ""}, {"text": "x" * 4001}, {"meeting": "m-none"}])
def test_wrong_feedback(cast: Cast, sign: Sign, given: dict[str, str]) -> None:
    before = len(events(cast, FeedbackGiven))
    answer = send(sign(r.MANAGER), cast, "feedback-give", **({"kind": "praise", "text": "Well done", "own": "both"} | given))
    assert answer.status_code == 422
    assert len(events(cast, FeedbackGiven)) == before


def test_reply_times_are_counted(cast: Cast, sign: Sign) -> None:
    """The supplier answered the message of Mon 15 May on Wed 17 May; those of 1, 6 and 8 June wait, each with its day."""
    page = see(sign(r.HEAD), cast, "feedback")
    line = re.search(r"<tr><th scope=\"row\">Visiting Voices CIC</th>(.*?)</tr>", page, re.DOTALL)
    assert line is not None
    asked, answered = map(int, re.findall(r"class=\"t-r\">(\d+)<", line[1])[:2])
    assert asked - answered == 3
    for on in ("Thu 1 Jun", "Tue 6 Jun", "Thu 8 Jun"):
        assert on in line[1]


# --- themes ------------------------------------------------------------------------------------------------------


def test_a_theme_by_quarter(cast: Cast, sign: Sign) -> None:
    """Clause 4: "medication records" in 4 of 17 reports, January to March 2023."""
    for role in (r.MANAGER, r.SUPPLIER):
        page = see(sign(role), cast, "themes")
        assert "Medication records in 4 of 17, Jan to Mar 2023" in heading(page)
        assert "4 of 17" in page[page.index("<table") :]


def test_rows_are_tagged_and_untagged(cast: Cast, sign: Sign) -> None:
    """Several at once, with a name that is there already in other spelling; one is taken off from its own page."""
    equality, row = sign(r.EQUALITY), "D/2023-01-12"
    rows = [
        one.id
        for one in review_of(cast.visits, "buyer").facts.rows
        if one.dataset == "visits" and one.values["visited_on"][:7] == "2023-01"
    ]
    assert rows
    row = next(one for one in rows if one != "A/2023-01-05")
    send(equality, cast, "theme-tag", name="Medication  RECORDS", rows=[row, "A/2023-01-05"])
    new = events(cast, ThemeTagged)[-1]
    assert (new.theme, new.row, new.off) == ("medication-records", row, False)
    assert "5 of 17" in heading(see(equality, cast, "themes"))
    page = see(equality, cast, "row-themes", "visits", row)
    assert "Take it off" in page
    off = {"theme": "medication-records", "dataset": "visits", "row": row}
    assert "Taken off." in send(equality, cast, "theme-off", **off).content.decode()
    assert "4 of 17" in heading(see(equality, cast, "themes"))
    assert "no longer has that theme" in send(equality, cast, "theme-off", **off).content.decode()


def test_a_row_leads_to_its_themes(cast: Cast, sign: Sign) -> None:
    page = see(sign(r.MANAGER), cast, "row", "visits", "A/2023-01-05")
    assert address(cast, "row-themes", "visits", "A/2023-01-05") in page
    assert "medication records" in page.lower()
    assert address(cast, "theme-tag") in see(sign(r.MANAGER), cast, "rows")


def test_wrong_themes(cast: Cast, sign: Sign) -> None:
    before = len(events(cast, ThemeTagged))
    for given in (
        {"name": "", "rows": ["A/2023-01-05"]},
        {"name": "New"},
        {"name": "x" * 81, "rows": ["A/2023-01-05"]},
        {"name": "New", "rows": ["Z/1"]},
    ):
        assert send(sign(r.MANAGER), cast, "theme-tag", **given).status_code == 422
    assert sign(r.MANAGER).get(address(cast, "row-themes", "visits", "Z/1")).status_code == 404
    assert sign(r.MANAGER).get(address(cast, "row-themes", "nothing", "A/2023-01-05")).status_code == 404
    assert len(events(cast, ThemeTagged)) == before


# --- another day -------------------------------------------------------------------------------------------------


def ask(client: Client, cast: Cast, unit: str = "A", planned: str = "2023-06-20", wanted: str = "2023-06-27", **more: Any) -> Any:
    return send(
        client, cast, "flexible-ask", unit=unit, text="The boiler is out", **day("planned", planned), **day("wanted", wanted), **more
    )


def test_the_examples_request(cast: Cast, sign: Sign) -> None:
    """Clause 6.2: moved at the unit's wish from 3 to 10 May, still in May."""
    page = see(sign(r.SUPPLIER), cast, "flexible", "flex-1")
    assert "moved from Wed 3 May to Wed 10 May" in heading(page)
    assert "still in May 2023, nothing changes" in page


def test_a_unit_asks_and_the_supplier_answers(cast: Cast, sign: Sign) -> None:
    unit, supplier = sign(r.UNIT), sign(r.SUPPLIER)
    page = ask(unit, cast).content.decode()
    request = events(cast, FlexibilityAsked)[-1]
    assert (request.unit, str(request.planned_on), str(request.wanted_on)) == ("A", "2023-06-20", "2023-06-27")
    assert "It waits for Visiting Voices CIC" in page
    assert "still in June 2023, nothing changes" in page
    assert "Ash House asks for another day" in home(supplier)
    refused = send(unit, cast, "flexible", request.request, agreed="yes", **day("moved_to", "2023-06-27"))
    assert refused.status_code == 422
    send(supplier, cast, "flexible", request.request, agreed="yes", text="Gladly", **day("moved_to", "2023-07-03"))
    answer = events(cast, FlexibilityAnswered)[-1]
    assert (answer.agreed, str(answer.moved_to)) == (True, "2023-07-03")
    told = see(unit, cast, "flexible", request.request)
    assert "moved from Tue 20 Jun to Mon 3 Jul" in heading(told)
    assert "KPI 1</b>: Moved to July 2023: June 2023 " in told.replace("\n", "")
    assert "Gladly" in told


def test_a_no_says_why(cast: Cast, sign: Sign) -> None:
    ask(sign(r.MANAGER), cast, unit="C")
    request = events(cast, FlexibilityAsked)[-1].request
    assert send(sign(r.SUPPLIER), cast, "flexible", request, agreed="no", text=" ").status_code == 422
    page = send(sign(r.SUPPLIER), cast, "flexible", request, agreed="no", text="Nobody is free").content.decode()
    assert "stays on Tue 20 Jun" in heading(page)
    assert "so no figure changes" in page


def test_units_of_others_are_not_there(cast: Cast, sign: Sign) -> None:
    """Uma looks after A and G: C's request is not hers to see, nor may she ask for C."""
    unit = sign(r.UNIT)
    assert unit.get(address(cast, "flexible", "flex-1")).status_code == 404
    assert "Cedar" not in see(unit, cast, "flexibility")
    before = len(events(cast, FlexibilityAsked))
    assert ask(unit, cast, unit="C").status_code == 422
    assert len(events(cast, FlexibilityAsked)) == before


def test_the_same_day_is_no_other(cast: Cast, sign: Sign) -> None:
    answer = ask(sign(r.UNIT), cast, wanted="2023-06-20")
    assert answer.status_code == 422
    assert "The day you want is the day that is planned" in answer.content.decode()


# --- capacity ----------------------------------------------------------------------------------------------------


def tell(client: Client, cast: Cast, *units: str) -> str:
    send(client, cast, "capacity-tell", units=units, happened="Two people are ill", call="Today at 3")
    return str(events(cast, CapacityRaised)[-1].problem)


def test_what_is_at_risk(cast: Cast, sign: Sign) -> None:
    """Clause 5.2: raised, seen, called; "2 of 7 visits at risk", for both sides alike."""
    supplier, manager = sign(r.SUPPLIER), sign(r.MANAGER)
    problem = tell(supplier, cast, "E", "G")
    for client in (supplier, manager):
        page = see(client, cast, "capacity-problem", problem)
        assert heading(page) == "2 of 7 visits at risk"
        for words in ("Elder House, Gorse House", "5 of 7 = 71.4%", "June 2023", "Raised", "not seen yet", "KPI 2 counts"):
            assert words in page
    seen = send(manager, cast, "capacity-problem", problem, seen="1").content.decode()
    assert "not seen yet" not in seen
    assert events(cast, CapacitySeen)[-1] == CapacitySeen(problem=problem)
    talked = send(
        manager,
        cast,
        "capacity-problem",
        problem,
        looked_at=["throughput", "capacity"],
        text="A relief from Monday",
        **day("until", "2023-06-30"),
    )
    page = talked.content.decode()
    event = events(cast, CapacityDiscussed)[-1]
    assert (event.looked_at, str(event.until)) == (("capacity", "throughput"), "2023-06-30")
    for words in ("Looked at: capacity, throughput.", "Agreed until Fri 30 Jun 2023.", "What was agreed holds until"):
        assert words in page
    assert "What was agreed holds until Fri 30 Jun 2023" in see(supplier, cast, "capacity")


def test_what_was_agreed_holds_until_a_day_to_come(cast: Cast, sign: Sign) -> None:
    problem = tell(sign(r.SUPPLIER), cast, "E")
    answer = send(sign(r.MANAGER), cast, "capacity-problem", problem, text="Agreed", **day("until", "2023-06-01"))
    assert answer.status_code == 422
    assert "holds until a day to come" in answer.content.decode()
    assert not [one for one in events(cast, CapacityDiscussed) if one.problem == problem]


def test_the_example_was_raised_seen_and_called(sign: Sign, cast: Cast) -> None:
    """Raised on Mon 12 Jun 2023 at 09:12, seen at 11:40: as the day of the example ends."""
    from datetime import UTC, datetime

    from tests.cast import CONTRACTS

    from tenor.desk.bring import bring_in

    bring_in(CONTRACTS / "reg-44-visits", council=cast.council, until=datetime(2023, 6, 12, 18, 0, tzinfo=UTC))
    cast.visits.refresh_from_db()
    page = see(sign(r.MANAGER), cast, "capacity-problem", "capacity-1")
    assert heading(page) == "2 of 7 visits at risk"
    assert "Mon 12 Jun 2023, 09:12" in page
    assert "Mon 12 Jun 2023, 11:40" in page


# --- the pages offer what the table allows -----------------------------------------------------------------------

OF_TABLE = {kebab(name): (event, ACT_OF[event]) for name, event in TYPES.items() if event in ACT_OF}


def controls(page: str, id: str) -> set[str]:
    """The acts that a page offers about a thing."""
    return set(re.findall(rf'data-act="([a-z-]+)" data-of="{re.escape(id)}"', page))


def told_by_table(cast: Cast, role: str, kind: str, id: str) -> set[str]:
    """What the tables allow a person about a thing: the contract's for the side, the site's for the role."""
    actor: Actor = get_place(cast[role], cast.visits.pk).actor
    return {name for name in offered(review_of(cast.visits, actor.side), kind, id)[actor.side] if actor.may(OF_TABLE[name][1])}


PAGES = {"action": "action", "message": "message", "flexibility request": "flexible", "capacity problem": "capacity-problem"}
LOOKERS = (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.SUPPLIER)


def make_each_state(cast: Cast, sign: Sign) -> None:
    """One thing of each kind in each state it can have."""
    manager, supplier = sign(r.MANAGER), sign(r.SUPPLIER)
    write(supplier, cast, about="")
    ask(manager, cast, unit="C")
    first, second, third = (tell(supplier, cast, unit) for unit in "ABC")
    tell(manager, cast, "D")
    for problem in (second, third):
        send(manager, cast, "capacity-problem", problem, seen="1")
    send(manager, cast, "capacity-problem", third, text="Talked")
    assert first
    cast.visits.refresh_from_db()


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_pages_offer_what_the_table_allows(cast: Cast, sign: Sign, kind: str) -> None:
    """Of each thing in each of its states, to each role: no control more, none less."""
    make_each_state(cast, sign)
    review = review_of(cast.visits, "buyer")
    things = known(review, kind)
    wanted = {state for permit in ACTS.values() if permit.of == kind for state in permit.when}
    assert wanted <= set(things.values()), kind
    one_of_each = {(state, _side(review, kind, id)): id for id, state in things.items()}
    somebody = set()
    for id in one_of_each.values():
        for role in LOOKERS:
            shown = controls(see(sign(role), cast, PAGES[kind], id), id)
            assert shown == told_by_table(cast, role, kind, id), (kind, id, things[id], role)
            somebody |= shown
    assert somebody == {kebab(event.__name__) for event, permit in ACTS.items() if permit.of == kind}


def _side(review: Any, kind: str, id: str) -> str:
    """Whose it is: what a side may depends on it."""
    names = {"action": ActionAgreed, "message": MessageSent, "flexibility request": FlexibilityAsked, "capacity problem": CapacityRaised}
    acts = review.facts.of(names[kind])
    return next(str(act.entry.side) for act in acts if id in vars_of(act.event))


def vars_of(event: Any) -> list[str]:
    return [str(getattr(event, name)) for name in event.__slots__]


MAKING = {
    "action-new": "agree actions",
    "message-new": "write to the other side",
    "feedback-give": "give feedback",
    "rate": "rate the other side",
    "theme-tag": "tag themes",
}


@pytest.mark.parametrize("name", sorted(MAKING))
def test_who_may_begin_what(cast: Cast, sign: Sign, name: str) -> None:
    """The page of a new thing opens for the roles of the table, and for no other."""
    for role in (*LOOKERS, r.UNIT, r.VISITOR, r.MEMBER):
        may = get_place(cast[role], cast.visits.pk).actor.may(MAKING[name])
        assert sign(role).get(address(cast, name)).status_code == (200 if may else 403), role


def test_who_sees_nothing_of_it(cast: Cast, sign: Sign) -> None:
    for name in ("together", "actions", "messages", "themes"):
        for role in (r.UNIT, r.VISITOR, r.MEMBER):
            assert sign(role).get(address(cast, name)).status_code == 403
        assert sign("stranger").get(address(cast, name)).status_code == 404
    for name in ("action", "message", "flexible", "capacity-problem"):
        assert sign(r.MANAGER).get(address(cast, name, "nothing-here")).status_code == 404


# --- the hub -----------------------------------------------------------------------------------------------------


def test_the_hub_says_what_waits(cast: Cast, sign: Sign) -> None:
    """Both sides see the same things, each from its own side."""
    ours, theirs = see(sign(r.MANAGER), cast, "together"), see(sign(r.SUPPLIER), cast, "together")
    assert "3 things wait for Visiting Voices CIC" in heading(ours)
    assert "3 things wait for you" in heading(theirs)
    for page in (ours, theirs):
        assert "Medication records in 4 of 17" in page
        assert "Example County Council about Visiting Voices CIC:" in page
        for name in ("actions", "messages", "feedback", "themes", "flexibility", "capacity"):
            assert address(cast, name) in page


def test_home_leads_here(cast: Cast, sign: Sign) -> None:
    problem = tell(sign(r.SUPPLIER), cast, "E")
    agree(sign(r.MANAGER), cast, owner="buyer contract manager")
    action = events(cast, ActionAgreed)[-1].action
    page = home(sign(r.MANAGER))
    assert address(cast, "capacity-problem", problem) in page
    assert address(cast, "action", action) in page
    assert "Talk through a problem told about Elder House" in page
    assert "1 of 7 visits at risk in June 2023" in page
    assert "Name a relief" in page
    assert "From the meeting of Thu 20 Apr 2023" in page


def test_a_meeting_says_what_was_said_for_it(cast: Cast, sign: Sign) -> None:
    """Clause 7.1: feedback in both directions; what one side keeps to itself stays with it."""
    manager, supplier = sign(r.MANAGER), sign(r.SUPPLIER)
    send(manager, cast, "feedback-give", kind="concern", text="For us alone", own="own", meeting="m-2023-04")
    ours, theirs = see(manager, cast, "meeting", "m-2023-04"), see(supplier, cast, "meeting", "m-2023-04")
    for page in (ours, theirs):
        assert "Example County Council gave 13 of 20" in page
        assert "Visiting Voices CIC gave 16 of 20" in page
        assert f"{address(cast, 'rate')}?meeting=m-2023-04" in page
    assert "For us alone" in ours
    assert "For us alone" not in theirs
