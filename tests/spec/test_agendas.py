"""# What stands on an agenda

An agenda is drafted from the record as it is on the day. The contract's own blocks come first, in its order and by its numbers; none of
them can be left out, though it may say that there is nothing to report. What the contract has no block for and no agenda should lack comes
after: results, capacity, equality, the actions of last time. It goes to both sides: what one side keeps to itself is not on it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.review.history import day, entry, history, reviewed

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.ledger.events import working_together as w
from tenor.ledger.model import Body, Entry
from tenor.review.agenda import agenda, before_start, of_step, subject_of
from tenor.review.agenda_facts import promises
from tenor.review.allow import allow
from tenor.review.model import Review

# the heading of a block -> what it is about
HEADINGS = [
    ("Results and outcomes", "results"),
    ("Performance against the indicators", "results"),
    ("Capacity", "capacity"),
    ("Targets looked at again", "targets"),
    ("Improvements and good practice with feedback both ways", "good practice"),
    ("Equality", "equality"),
    ("Equality results", "equality"),
    ("Open exchange of views", "open"),
    ("What each side has to tell the other and what stands in the way", "open"),
    ("Actions of the last meeting", "actions"),
    ("What the jobs show", "rows"),
    ("Anything else both sides want", "other"),
    ("", "other"),
]


@pytest.mark.parametrize(("heading", "subject"), HEADINGS)
def test_what_a_block_is_about(heading: str, subject: str) -> None:
    """By the words of its heading; one that names the rows of the contract (here: jobs) is about them."""
    assert subject_of(heading, ("jobs", "sent_back")) == subject


# --- the example contract ----------------------------------------------------------------------------------------


def facts_of(found: Review, subject: str) -> list[str]:
    return [say(line) for item in agenda(found, "performance") if item.subject == subject for line in item.facts]


ON = "2023-06-08"
WHO = "supplier contract manager"
PROBLEM = w.CapacityRaised(problem="c", units=("A", "B"))
ACTION = m.ActionAgreed(action="a", owner=WHO, due=date(2023, 7, 3))
TOLD: list[tuple[str, tuple[str, str, Event], str, str]] = [
    # what also happened, where it is told, and how
    ("a problem", ("2023-06-01", "supplier", PROBLEM), "capacity", "Told on Thu 1 Jun 2023, 2 units at risk: "),
    ("nothing", ("2022-09-05", "buyer", w.MessageSent(message="m0")), "capacity", "No problem was told since Tue 18 Apr 2023"),
    ("a message", ("2023-06-01", "buyer", w.MessageSent(message="m1")), "open", "Not answered yet, from the buyer on Thu 1 Jun 2023: "),
    ("an action", ("2023-04-18", "buyer", ACTION), "actions", f"a: {WHO}, by Mon 3 Jul 2023"),
    ("an action without a day", ("2023-04-18", "buyer", m.ActionAgreed(action="a", owner=WHO)), "actions", f"a: {WHO}, no day set"),
    ("nothing", ("2022-09-05", "buyer", w.MessageSent(message="m0")), "equality", "The contract promises nothing on equality"),
]  # fmt: skip


@pytest.mark.parametrize(("what_happened", "also", "told_under", "how"), TOLD)
def test_what_is_told(what_happened: str, also: tuple[str, str, Event], told_under: str, how: str) -> None:
    told = facts_of(reviewed(ON, also), told_under)
    assert any(line.startswith(how) for line in told), (what_happened, told)


def test_figures_stand_with_those_before() -> None:
    told = facts_of(reviewed(ON), "results")
    title = "KPI 2 (Reports sent to council and Ofsted within 5 working days)"
    assert f"{title}: May 2023 red, 4 of 7 = 57.1%; before that April 2023 amber, 5 of 7 = 71.4%" in told
    assert any(line.startswith("the improvement plan of Wed 10 May 2023 (KPI 2): agreed") for line in told)


def test_an_action_carried_over_and_one_that_is_done() -> None:
    moved = ("2023-05-02", "buyer", m.ActionMoved(action="a", due=date(2023, 8, 1)))
    agreed = ("2023-04-18", "buyer", m.ActionAgreed(action="a", owner=WHO, due=date(2023, 7, 3)))
    assert facts_of(reviewed(ON, agreed, moved), "actions") == [f"a: {WHO}, by Tue 1 Aug 2023, carried over 1 time"]
    done = ("2023-05-02", "supplier", m.ActionDone(action="a"))
    assert facts_of(reviewed(ON, agreed, done), "actions") == ["a: done on Tue 2 May 2023"]


def test_what_one_side_keeps_to_itself_is_on_no_agenda() -> None:
    """Praise that both may read stands on it; a word of one side does not, in the draft of that side either."""
    said = {both: entry_of(w.FeedbackGiven(feedback=both, kind="praise"), both) for both in ("both", "buyer")}
    told = facts_of(reviewed(ON, entries=[*history(ON), said["both"]]), "good practice")
    assert [line.split(" (")[0] for line in told] == ["“Words of both”"]
    assert facts_of(reviewed(ON, entries=[*history(ON), said["buyer"]]), "good practice") == []


def entry_of(event: Event, seen_by: str) -> Entry:
    words = Body(kind="words", salt="00", content={"text": f"Words of {seen_by}"})
    return replace(entry(900, "2023-06-01", "buyer", event), seen_by=seen_by, body=words)  # type: ignore[arg-type]


def test_the_blocks_of_the_contract_come_first() -> None:
    items = agenda(reviewed(ON), "performance")
    assert [item.key for item in items] == ["1", "2", "3", "4", "5", "6", "7", "8", "x1"]
    assert [item.of_terms for item in items] == [True] * 8 + [False]
    assert items[1].clause == ("5.4",)


# what an agenda of the series says -> why it may not go out
DROPPED: list[tuple[str, tuple[str, ...], tuple[str, ...], set[str]]] = [
    ("every block", tuple("12345678"), (), set()),
    ("every block, two with nothing to report", tuple("12345678"), ("1", "7"), set()),
    ("every block and an item of one's own", (*"12345678", "x1"), (), set()),
    ("one block is left out", tuple("1235678"), (), {"agenda-block-missing"}),
    ("equality is left out", tuple("1234567"), (), {"agenda-block-missing"}),
    ("nothing to report on something that is not on it", tuple("12345678"), ("x9",), {"agenda-nothing-unknown"}),
    ("no items at all", (), (), {"agenda-block-missing"}),
]


@pytest.mark.parametrize(("what_it_says", "items", "nothing_to_report", "refused_with"), DROPPED)
def test_no_block_is_dropped_unnoticed(
    what_it_says: str, items: tuple[str, ...], nothing_to_report: tuple[str, ...], refused_with: set[str]
) -> None:
    event = m.AgendaIssued(meeting="new", meets_on=date(2023, 7, 20), series="performance", items=items, nothing=nothing_to_report)
    codes = {each.code for each in allow(reviewed(ON), event, side="buyer", on=day(ON))}
    assert codes == refused_with, what_it_says


def test_the_meeting_before_the_start() -> None:
    """Expectations, equality, who to call, what is ready, and a place to sign: none of it depends on anything that was recorded."""
    items = before_start(reviewed("2022-08-20", entries=[]))
    assert [item.subject for item in items] == ["expectations", "equality", "contacts", "mobilisation", "sign-off"]
    told = [say(line) for item in items for line in item.facts]
    assert "The buyer has named 3 to call" in told
    assert "The supplier has named 0 to call" in told
    assert any("things are ready for Thu 1 Sep 2022" in line for line in told)


def test_a_meeting_that_a_step_asks_for() -> None:
    """It holds what the contract says it must; what the step rests on stands beside the first."""
    found = reviewed(ON)
    items = of_step(found, found.terms.steps["urgent meeting"])
    assert [item.title for item in items[:4]] == ["way forward", "improvement plan", "objectives", "review date"]
    assert any("KPI 2" in say(line) for line in items[0].facts)
    assert not any(item.facts for item in items[1:4])


def test_promises_are_told_in_their_own_words() -> None:
    """Until they are a part of the terms that is counted, they are read as they stand."""
    found = reviewed(ON)
    tree = {**found.terms.document.tree, "equality": {"promises": [{"what": "An interpreter within two days"}, "Large print"]}}
    document = replace(found.terms.document, tree=tree)
    promised = replace(found, terms=replace(found.terms, document=document))
    assert promises(promised) == ("An interpreter within two days", "Large print")
    assert promises(found) == ()
