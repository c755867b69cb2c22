# ruff: noqa: E501 (lines of tables)
"""# Asked for by what happens

A duty, a return or a meeting that no calendar asks for, but an event: any of several, or all of them. The contract is
`tests/spec/given_duties.py` with a line added. In 2023, 5 June is a Monday; there is no bank holiday in June.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.review.history import entry
from tests.spec.given_duties import changed, duty, shown, terms

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import answers as v
from tenor.ledger.events import decisions as d
from tenor.ledger.events import meetings as m
from tenor.ledger.events import returns as r
from tenor.ledger.model import Body, Entry
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

EVENTS = ("datasets:\n", "events: {fault: {clause: '9', by: buyer}, spill: {clause: '9', by: buyer}}\ndatasets:\n")


def call(when: str, due: str = "2 working days after request") -> tuple[str, str]:
    written = f"    - {{id: call, clause: '9', by: supplier, to: buyer, what: Call back, when: {when}, due: {due}}}\n"
    return ("    - {id: standard,", f"{written}    - {{id: standard,")


def on_day(seq: int, day: str, side: str, event: Event, body: Body | None = None) -> Entry:
    return entry(seq, day, side, event, body)


def stood(on: str, told: list[Entry], *changes: tuple[str, str]) -> Review:
    return review(terms(*changes), sorted(told, key=lambda one: (one.on, one.seq)), on=date.fromisoformat(on))


def happened(*days: str) -> list[Entry]:
    """ "fault 2023-06-05": what, and on which day."""
    return [on_day(n, each.split()[1], "buyer", d.NamedEvent(name=each.split()[0])) for n, each in enumerate(days, 1)]


ANY = "{any: [{event: fault}, {event: spill}]}"
ALL = "[{event: fault}, {event: spill}]"
STARTS = [
    # when, what happened, the duties with their days at the close of Fri 30 June
    (ANY, [], []),
    (ANY, ["fault 2023-06-05"], ["call 2023-06-07"]),
    # Wed 7 June to Fri 9 June; two things on one day ask for one
    (ANY, ["fault 2023-06-05", "spill 2023-06-07", "fault 2023-06-07"], ["call 2023-06-07", "call 2023-06-07 2023-06-09"]),
    (ALL, ["fault 2023-06-05"], []),
    # once both have happened, on the later of their days
    (ALL, ["fault 2023-06-05", "spill 2023-06-07"], ["call 2023-06-09"]),
    # a second time once both have happened twice: Fri 16 June to Tue 20 June
    (
        ALL,
        ["fault 2023-06-05", "spill 2023-06-07", "fault 2023-06-08", "spill 2023-06-16"],
        ["call 2023-06-09", "call 2023-06-16 2023-06-20"],
    ),
]


@pytest.mark.parametrize(("when", "what", "owed"), STARTS)
def test_any_of_several_or_all(when: str, what: list[str], owed: list[str]) -> None:
    """Each of several by itself, or all of them together: 2 working days from the day it was started."""
    found = stood("2023-06-30", happened(*what), EVENTS, call(when))
    assert [f"{one.id} {one.due}" for one in found.duties if one.id.startswith("call")] == owed


def test_rows_or_an_event() -> None:
    """A driver told of on Thu 1 June, 3 days on Sun 4 June; a fault on Mon 5 June, Thu 8 June."""
    rows: dict[str, Any] = {"drivers": [{"id": "b", "values": {"started_on": "2023-05-31"}, "cells": {}}]}
    told = [
        on_day(
            9,
            "2023-06-01",
            "supplier",
            r.ReturnReceived(ret="staff", covers="2023-Q2", reports=()),
            Body(kind="rows", salt="00" * 16, content={"rows": rows}),
        )
    ]
    when = call("{any: [{event: fault}, {rows: drivers, where: {started_on: on or after 2023-05-01}}]}", "3 days after request")
    found = stood("2023-06-30", [*told, *happened("fault 2023-06-05")], EVENTS, when)
    assert [f"{one.id} {one.due}" for one in found.duties if one.id.startswith("call")] == ["call b 2023-06-04", "call 2023-06-08"]


def test_at_once() -> None:
    """On the day it is asked for: late from the day after."""
    found = stood("2023-06-06", happened("fault 2023-06-05"), EVENTS, call("{event: fault}", "at once"))
    assert shown(found, "call") == "overdue, 2023-06-05"


REVIEW = (
    "duties:\n",
    "meetings:\n  - {id: review, clause: '8', title: Review, by: buyer, every: quarter, due: 2nd Monday of the period}\nduties:\n",
)
NEXT = [
    # a fault on, due: the 2nd Mondays are 10 April, 10 July and 9 October 2023
    ("2023-06-05", "2023-07-10"),
    # the meeting of the day itself is not the next one
    ("2023-07-10", "2023-10-09"),
    ("2023-07-07", "2023-07-10"),
]


@pytest.mark.parametrize(("on", "due"), NEXT)
def test_at_the_next_meeting(on: str, due: str) -> None:
    """By the day on which the next of a series is due."""
    found = duty(stood(on, happened(f"fault {on}"), EVENTS, REVIEW, call("{event: fault}", "at the next review")), "call")
    assert str(found.due) == due
    assert found.worked_out is not None
    assert "at the next Review after" in say(found.worked_out)


# --- returns -----------------------------------------------------------------------------------------------------

REPORT = (
    "  - {id: staff,",
    "  - {id: incident, clause: '8', by: supplier, to: buyer, holds: [rides], when: {event: fault}, due: 2 working days after fault}\n  - {id: staff,",
)
LATE = ("rules:\n", "rules:\n  - {id: late-report, clause: '8', when: {duty: incident, is: late}, then: notice}\n")
RETURNS = [
    # received on, for the day, at the close of, it stands, met late on
    ("", "", "2023-06-07", "due, 2023-06-07", []),
    ("", "", "2023-06-08", "overdue, 2023-06-07", ["2023-06-08"]),
    ("2023-06-07", "2023-06-05", "2023-06-08", "done 2023-06-07", []),
    ("2023-06-08", "2023-06-05", "2023-06-08", "done late 2023-06-08", ["2023-06-08"]),
]


@pytest.mark.parametrize(("received", "covers", "on", "state", "late"), RETURNS)
def test_a_return_that_an_event_asks_for(received: str, covers: str, on: str, state: str, late: list[str]) -> None:
    """A fault on Mon 5 June: the report of that day by Wed 7 June."""
    told = happened("fault 2023-06-05")
    if received:
        told.append(on_day(5, received, "supplier", r.ReturnReceived(ret="incident", covers=covers, reports=())))
    found = stood(on, told, EVENTS, REPORT, LATE)
    assert shown(found, "incident 2023-06-05") == state
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "late-report"] == late


def test_it_says_what_asked_for_it() -> None:
    found = duty(stood("2023-06-05", happened("fault 2023-06-05"), EVENTS, REPORT), "incident 2023-06-05")
    assert found.worked_out is not None
    assert say(found.worked_out).startswith("Wed 7 Jun 2023: 2 working days after Mon 5 Jun 2023")
    assert [each.values["on"] for each in found.because] == [date(2023, 6, 5)]
    assert found.clause == ("8",)


def test_no_figure_waits_for_it() -> None:
    """Its rows count; the figure of the month is reported by the monthly return alone, due on Fri 7 July."""
    rows: dict[str, Any] = {"rides": [{"id": "x", "values": {"ridden_on": "2023-06-05", "good": "no"}, "cells": {}}]}
    body = Body(kind="rows", salt="00" * 16, content={"rows": rows})
    told = [
        *happened("fault 2023-06-05"),
        on_day(5, "2023-06-06", "supplier", r.ReturnReceived(ret="incident", covers="2023-06-05", reports=()), body),
    ]
    before = stood("2023-06-30", told, EVENTS, REPORT).ratings.by_kpi["good"]["2023-06"]
    assert (before.due, before.reported_on) == (date(2023, 7, 7), None)
    told.append(on_day(6, "2023-07-03", "supplier", r.ReturnReceived(ret="monthly", covers="2023-06", reports=("good",))))
    after = stood("2023-07-31", told, EVENTS, REPORT).ratings.by_kpi["good"]["2023-06"].at(date(2023, 7, 31))
    assert (after.state, after.figure) == ("final", (0, 1))


ALLOWED = [("2023-06-05", []), ("2023-06-06", ["return-not-asked"]), ("2023-06", ["return-not-asked"])]


@pytest.mark.parametrize(("covers", "wrong"), ALLOWED)
def test_what_may_be_sent(covers: str, wrong: list[str]) -> None:
    """Only for a day on which it happened."""
    found = stood("2023-06-06", happened("fault 2023-06-05"), EVENTS, REPORT)
    act = r.ReturnReceived(ret="incident", covers=covers, reports=())
    assert [each.code for each in allow(found, act, side="supplier", on=date(2023, 6, 6)) if each.weight == "stops"] == wrong


# --- meetings ----------------------------------------------------------------------------------------------------

MEETING = (
    "duties:\n",
    "meetings:\n  - {id: urgent, clause: '8', title: Urgent meeting, by: buyer, when: {event: fault}, due: 2 working days after fault, answer: {by: supplier, due: 1 working day after receipt, choices: [accepted, another day], silence: accepted}}\nduties:\n",
)
NOT_HELD = ("rules:\n", "rules:\n  - {id: unheld, clause: '8', when: {duty: urgent, is: not held}, then: notice}\n")
MEETINGS = [
    # held on, in the slot, at the close of, it stands, met not held on
    ("", "", "2023-06-07", "due, 2023-06-07", []),
    ("", "", "2023-06-08", "overdue, 2023-06-07", ["2023-06-08"]),
    ("2023-06-07", "", "2023-06-08", "done 2023-06-07", []),
    ("2023-06-08", "2023-06-05", "2023-06-08", "done late 2023-06-08", ["2023-06-08"]),
]


@pytest.mark.parametrize(("held", "slot", "on", "state", "unheld"), MEETINGS)
def test_a_meeting_that_an_event_asks_for(held: str, slot: str, on: str, state: str, unheld: list[str]) -> None:
    """A fault on Mon 5 June: it is to be held by Wed 7 June."""
    told = happened("fault 2023-06-05")
    if held:
        told.append(on_day(5, held, "buyer", m.MeetingHeld(meeting="m1", series="urgent", slot=slot)))
    found = stood(on, told, EVENTS, MEETING, NOT_HELD)
    assert shown(found, "meeting 2023-06-05") == state
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "unheld"] == unheld


def test_two_of_them() -> None:
    """Each meeting fills the first that was asked for by then."""
    told = [
        *happened("fault 2023-06-05", "fault 2023-06-12"),
        on_day(5, "2023-06-06", "buyer", m.MeetingHeld(meeting="m1", series="urgent")),
    ]
    found = stood("2023-06-13", told, EVENTS, MEETING)
    assert [(slot.label, slot.held_on, slot.due) for slot in found.meetings] == [
        ("2023-06-05", date(2023, 6, 6), date(2023, 6, 7)),
        ("2023-06-12", None, date(2023, 6, 14)),
    ]


CALLED = m.AgendaIssued(meeting="m1", meets_on=date(2023, 6, 7), series="urgent", slot="2023-06-05")
AGAIN = m.AgendaIssued(meeting="m1", meets_on=date(2023, 6, 9), version=2, series="urgent", slot="2023-06-05")
CAME = v.ReceiptAcknowledged(duty="answer to urgent m1")
INVITED = [
    # what is told (day, side, act) after it was called on Mon 5 June, at the close of, the answer, what it says
    ([], "2023-06-09", "upcoming", "accepted"),
    ([("2023-06-05", "supplier", CAME)], "2023-06-06", "due, 2023-06-06", "accepted"),
    ([("2023-06-05", "supplier", CAME)], "2023-06-07", "done 2023-06-06", "accepted"),
    (
        [("2023-06-06", "supplier", v.DutyAnswered(duty="answer to urgent m1", choice="another day"))],
        "2023-06-07",
        "done 2023-06-06",
        "another day",
    ),
    # the other day was offered: it is asked about anew
    (
        [
            ("2023-06-06", "supplier", v.DutyAnswered(duty="answer to urgent m1", choice="another day")),
            ("2023-06-07", "buyer", AGAIN),
            ("2023-06-07", "supplier", CAME),
        ],
        "2023-06-07",
        "due, 2023-06-08",
        "accepted",
    ),
    # held before anybody had to answer: nobody is asked any more
    ([("2023-06-05", "supplier", CAME), ("2023-06-06", "buyer", m.MeetingHeld(meeting="m1", series="urgent"))], "2023-06-09", "", ""),
]


@pytest.mark.parametrize(("told", "on", "answer", "choice"), INVITED)
def test_an_invitation_is_answered(told: list[tuple[str, str, Event]], on: str, answer: str, choice: str) -> None:
    """Within a working day of its receipt; silence accepts, never while receipt is unknown."""
    acts = [on_day(8, "2023-06-05", "buyer", CALLED), *(on_day(n, *each) for n, each in enumerate(told, 10))]
    found = stood(on, [*happened("fault 2023-06-05"), *acts], EVENTS, MEETING)
    assert shown(found, "answer to urgent m1") == answer
    if answer:
        assert [each.values["choice"] for each in duty(found, "answer to urgent m1").because] == [choice]


def test_a_rule_hears_the_answer() -> None:
    asks = ("rules:\n", "rules:\n  - {id: moved, clause: '8', when: {event: answer to urgent, chosen: another day}, may: ending}\n")
    told = [
        *happened("fault 2023-06-05"),
        on_day(8, "2023-06-05", "buyer", CALLED),
        on_day(9, "2023-06-06", "supplier", v.DutyAnswered(duty="answer to urgent m1", choice="another day")),
    ]
    assert [str(step.met_on) for step in stood("2023-06-09", told, EVENTS, MEETING, asks).steps if step.rule == "moved"] == ["2023-06-06"]


WRONG = [
    (("holds: [rides], every: month,", "holds: [rides], every: month, when: {event: fault},"), "when-and-every"),
    (("holds: [rides], every: month,", "holds: [rides],"), "key-missing"),
    (call("{kpi: any, is: failed}"), "not-yet"),
    (call("[{event: fault}, {rows: drivers}]"), "not-yet"),
    (call("{event: fault, for: 2 times in the same month}"), "not-yet"),
    (
        ("duties:\n", "meetings:\n  - {id: urgent, clause: '8', title: Urgent meeting, by: buyer, when: {event: fault}}\nduties:\n"),
        "when-without-due",
    ),
]


@pytest.mark.parametrize(("change", "code"), WRONG, ids=[code for _, code in WRONG])
def test_what_cannot_be(change: tuple[str, str], code: str) -> None:
    found = read_yaml(changed(EVENTS, change)).problems
    assert [each.code for each in found] == [code]
    assert all(str(each) and each.where is not None for each in found)
