# ruff: noqa: E501 (lines of tables)
"""# Due within hours

"4 working hours after the fault was reported" is a moment that is looked up: the first at which so much of the clock has run. What comes
at it is in time, what comes later that day is late; at a moment nobody knows it is held for in time. Where nobody knows the hour from which
it is counted, it is counted from the end of that day. The contract of the tables is `tests/spec/given_duties.py` with a line added; the
clock runs Monday to Friday from 08:00 to 18:00. In 2023 the bank holidays of May are the 1st, the 8th and the 29th; the clocks go back on 29 October.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.review.history import entry
from tests.spec.given_duties import changed, duty, shown, terms

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import answers as v
from tenor.ledger.events import decisions as d
from tenor.ledger.events import plans as p
from tenor.ledger.events import returns as r
from tenor.ledger.model import Body, Entry
from tenor.review.model import Review
from tenor.review.need_data import need_data, need_of
from tenor.review.needs import needs
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

CLOCK = ("closed: [Saturday, Sunday]}", "closed: [Saturday, Sunday], clocks: {desk: {days: Monday to Friday, hours: 08:00 to 18:00}}}")
EVENT = ("datasets:\n", "events: {fault: {clause: '9', by: buyer}}\ndatasets:\n")
LATE = ("rules:\n", "rules:\n  - {id: late-call, clause: '9', when: {duty: call, is: late}, then: notice}\n")
VERY_LATE = (
    "rules:\n",
    "rules:\n  - {id: late-call, clause: '9', when: {duty: call, is: late by more than 2 desk hours}, then: notice}\n",
)


def call(due: str, more: str = "") -> tuple[str, str]:
    written = f"    - {{id: call, clause: '9', by: supplier, to: buyer, what: Call back, when: {{event: fault}}, due: {due}{more}}}\n"
    return ("    - {id: standard,", f"{written}    - {{id: standard,")


def said_at(on: str, utc: str, side: str, event: Event, body: Body | None = None, seq: int = 0) -> Entry:
    """An act of a day, at an hour in UTC (in summer an hour before London's); "" = at a moment nobody knows."""
    moment = datetime.fromisoformat(f"{on}T{utc}:00").replace(tzinfo=UTC) if utc else None
    return entry(seq or int(on.replace("-", "")), on, side, event, body, moment=moment)


def stood(on: str, told: list[Entry], *changes: tuple[str, str]) -> Review:
    return review(terms(*changes), sorted(told, key=lambda one: (one.on, one.moment or one.at)), on=datetime.fromisoformat(on).date())


def fault(on: str, utc: str) -> Entry:
    return said_at(on, utc, "buyer", d.NamedEvent(name="fault"))


DUE = [
    # the phrase, reported on, at (UTC), due day, by the hour in London
    # Fri 16:30 to 18:00 is 1.5 hours, Mon 08:00 to 10:30 the other 2.5
    ("4 desk hours after fault", "2023-06-02", "15:30", "2023-06-05", "10:30"),
    # Fri 17:00 to 18:00, Monday is a bank holiday, Tue 08:00 to 11:00
    ("4 desk hours after fault", "2023-05-26", "16:00", "2023-05-30", "11:00"),
    # on a Saturday nothing runs: Mon 08:00 to 12:00
    ("4 desk hours after fault", "2023-06-03", "10:00", "2023-06-05", "12:00"),
    # nobody knows when on Friday: from its end, so Monday as well
    ("4 desk hours after fault", "2023-06-02", "", "2023-06-05", "12:00"),
    # a clock that stops at 18:00 is at its 10 hours then, and not on Monday at 08:00
    ("10 desk hours after fault", "2023-06-02", "07:00", "2023-06-02", "18:00"),
    ("90 minutes after fault", "2023-06-02", "15:30", "2023-06-02", "18:00"),
    # plain hours never stop: 48 of them from Sat 20:00 end an hour earlier by the clock once it was put back
    ("48 hours after fault", "2023-10-28", "19:00", "2023-10-30", "19:00"),
    # 24 hours from the end of a day are over with the next one
    ("24 hours after fault", "2023-06-02", "", "2023-06-03", ""),
]


@pytest.mark.parametrize(("phrase", "on", "utc", "due", "by"), DUE)
def test_when_it_is_due(phrase: str, on: str, utc: str, due: str, by: str) -> None:
    """The first moment at which so much has been counted since it was reported."""
    found = duty(stood(on, [fault(on, utc)], CLOCK, EVENT, call(phrase)), "call")
    assert (str(found.due), found.due_by) == (due, by)


CLOSED = [
    # reported Fri 2 June 16:30, 24 plain hours end on a Saturday
    ("", "2023-06-03", "16:30"),
    (", if_closed: next working day", "2023-06-05", "16:30"),
    (", if_closed: working day before", "2023-06-02", "16:30"),
]


@pytest.mark.parametrize(("more", "due", "by"), CLOSED)
def test_on_a_closed_day(more: str, due: str, by: str) -> None:
    """It stands, or moves as the contract says and keeps its hour."""
    told = [fault("2023-06-02", "15:30"), said_at("2023-06-05", "15:31", "supplier", d.DutyDone(duty="call"))]
    found = duty(stood("2023-06-05", told, CLOCK, EVENT, call("24 hours after fault", more)), "call")
    assert (str(found.due), found.due_by, found.state) == (due, by, "done late")


DONE = [
    # reported Fri 2 June 16:30, so due Mon 5 June 10:30; done on, at (UTC), at the close of, it stands, met late on
    ("", "", "2023-06-05", "due, 2023-06-05", []),
    ("", "", "2023-06-06", "overdue, 2023-06-05", ["2023-06-06"]),
    ("2023-06-05", "09:30", "2023-06-06", "done 2023-06-05", []),
    ("2023-06-05", "09:31", "2023-06-06", "done late 2023-06-05", ["2023-06-06"]),
    ("2023-06-05", "", "2023-06-06", "done 2023-06-05", []),
    ("2023-06-06", "07:00", "2023-06-06", "done late 2023-06-06", ["2023-06-06"]),
    ("2023-06-02", "20:00", "2023-06-06", "done 2023-06-02", []),
]


@pytest.mark.parametrize(("done", "utc", "on", "state", "late"), DONE)
def test_in_time_or_late(done: str, utc: str, on: str, state: str, late: list[str]) -> None:
    """A person defaults only after the day is over: late is met the day after."""
    acts = [said_at(done, utc, "supplier", d.DutyDone(duty="call"))] if done else []
    found = stood(on, [fault("2023-06-02", "15:30"), *acts], CLOCK, EVENT, call("4 desk hours after fault"), LATE)
    assert shown(found, "call") == state
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "late-call"] == late


# due Mon 5 June 10:30, 2 hours of the clock later 12:30
LATER = [("11:30", []), ("11:31", ["2023-06-06"])]


@pytest.mark.parametrize(("utc", "late"), LATER)
def test_late_by_more_than_hours(utc: str, late: list[str]) -> None:
    """Counted from the moment it was due."""
    told = [fault("2023-06-02", "15:30"), said_at("2023-06-05", utc, "supplier", d.DutyDone(duty="call"))]
    found = stood("2023-06-06", told, CLOCK, EVENT, call("4 desk hours after fault"), VERY_LATE)
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "late-call"] == late


def test_hours_of_grace() -> None:
    """Due Mon 10:30 and missed: once in the year 3 hours of the clock more, to 13:30."""
    written = call("4 desk hours after fault", ", grace: {allow: 3 desk hours, times: once in the same year}")
    found = duty(stood("2023-06-06", [fault("2023-06-02", "15:30")], CLOCK, EVENT, written), "call")
    assert (str(found.due), found.due_by) == ("2023-06-05", "13:30")


def test_it_says_how() -> None:
    """The clock, its hours and the days passed over; and that the hour was not known."""
    known = duty(stood("2023-05-26", [fault("2023-05-26", "16:00")], CLOCK, EVENT, call("4 desk hours after fault")), "call")
    assert known.worked_out is not None
    assert say(known.worked_out) == (
        "Tue 30 May 2023 11:00: 4 desk hours after Fri 26 May 2023 17:00 "
        "(desk hours run Monday to Friday 08:00 to 18:00; skipping Mon 29 May 2023)"
    )
    unknown = duty(stood("2023-06-02", [fault("2023-06-02", "")], CLOCK, EVENT, call("4 desk hours after fault")), "call")
    assert unknown.worked_out is not None
    assert say(unknown.worked_out).endswith(", the end of Fri 2 Jun 2023, as its hour is not known")


def test_home_says_the_hour() -> None:
    found = stood("2023-06-02", [fault("2023-06-02", "15:30")], CLOCK, EVENT, call("4 desk hours after fault"))
    line = next(need for need in needs(found, side="supplier") if need.id == "call")
    assert (line.due_by, need_of(need_data(line)).due_by) == ("10:30", "10:30")


CUT_OFF = (
    "closed: [Saturday, Sunday]}",
    'closed: [Saturday, Sunday], cut_off: "17:00", clocks: {desk: {days: Monday to Friday, hours: 08:00 to 18:00}}}',
)


def test_after_the_cut_off() -> None:
    """Reported on Friday at 17:30, after the cut-off of 17:00: given on Monday, so counted from its beginning, to 12:00."""
    found = duty(stood("2023-06-05", [fault("2023-06-02", "16:30")], CUT_OFF, EVENT, call("4 desk hours after fault")), "call")
    assert (str(found.due), found.due_by) == ("2023-06-05", "12:00")


# received Fri 28 April 12:00: 6 hours to 18:00, Mon 1 May is a bank holiday, 2 more to Tue 2 May 10:00
ANSWER = (
    "due: 10 working days after receipt, choices: [accepted, changes asked], silence: not said",
    "due: 8 desk hours after receipt, choices: [accepted, changes asked], silence: accepted",
)
ANSWERS = [
    ("", "", "done 2023-05-02", "accepted"),
    ("2023-05-02", "09:00", "done 2023-05-02", "changes asked"),
    ("2023-05-02", "09:01", "done 2023-05-02", "accepted"),
]


@pytest.mark.parametrize(("on", "utc", "state", "choice"), ANSWERS)
def test_an_answer_within_hours(on: str, utc: str, state: str, choice: str) -> None:
    """After the hour silence has spoken: what comes then is a comment."""
    told = [
        said_at("2023-04-28", "10:00", "supplier", d.DutyDone(duty="standard"), seq=1),
        said_at("2023-04-28", "11:00", "buyer", v.ReceiptAcknowledged(duty="answer to standard"), seq=2),
    ]
    if on:
        told.append(said_at(on, utc, "buyer", v.DutyAnswered(duty="answer to standard", choice="changes asked"), seq=3))
    found = stood("2023-05-03", told, CLOCK, ANSWER)
    one = duty(found, "answer to standard")
    assert (str(one.due), one.due_by, shown(found, "answer to standard")) == ("2023-05-02", "10:00", state)
    assert [each.values["choice"] for each in one.because] == [choice]


# asked Mon 15 May 14:00: 4 hours to 18:00, 6 more to Tue 16 May 14:00
PLAN = ("plan, by: supplier, due: 5 working days after request,", "plan, by: supplier, due: 10 desk hours after request,")
PLANS = [("13:00", "proposed", []), ("13:01", "proposed, late", ["2023-05-17"])]


@pytest.mark.parametrize(("utc", "state", "late"), PLANS)
def test_a_plan_within_hours(utc: str, state: str, late: list[str]) -> None:
    """Given at 14:00 it is in time, a minute later it is late, and a rule counts it."""
    told = [
        said_at("2023-05-15", "13:00", "buyer", p.PlanRequested(plan="p1", kpis=("good",), step="plan")),
        said_at("2023-05-16", utc, "supplier", p.PlanProposed(plan="p1", review_on=datetime(2023, 12, 1, tzinfo=UTC).date())),
    ]
    found = stood("2023-05-17", told, CLOCK, PLAN)
    assert [plan.state for plan in found.plans] == [state]
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "after-breach"] == late


FAULTS = (
    "  drivers: {row",
    "  faults: {row: one fault, key: [reported_at], dated_by: reported_at, fields: {reported_at: moment}}\n  drivers: {row",
)
EACH = (
    "    - {id: standard,",
    "    - {id: fix, clause: '9', by: supplier, what: Fix it, every: {each: faults}, due: 4 desk hours after reported_at}\n    - {id: standard,",
)
HELD = ("holds: [drivers]", "holds: [drivers, faults]")


def test_hours_from_a_moment_of_each_row() -> None:
    """Reported Fri 2 June 16:30 in London: fixed by Mon 5 June 10:30."""
    rows: dict[str, Any] = {"faults": [{"id": "f1", "values": {"reported_at": "2023-06-02T15:30Z"}, "cells": {}}]}
    body = Body(kind="rows", salt="00" * 16, content={"rows": rows})
    told = [said_at("2023-06-03", "", "supplier", r.ReturnReceived(ret="staff", covers="2023-Q2", reports=()), body)]
    one = duty(stood("2023-06-04", told, CLOCK, FAULTS, EACH, HELD), "fix f1")
    assert (str(one.due), one.due_by) == ("2023-06-05", "10:30")


WRONG = [
    ("4 tea hours after fault", "unknown-name"),
    ("4 hours before fault", "phrase-deadline"),
    ("4 desk hours beginning with fault", "phrase-deadline"),
    ("within 4 desk hours", "phrase-deadline"),
]


@pytest.mark.parametrize(("phrase", "code"), WRONG)
def test_hours_that_cannot_be(phrase: str, code: str) -> None:
    """A clock the contract does not have; hours counted back."""
    found = read_yaml(changed(CLOCK, EVENT, call(phrase))).problems
    assert [each.code for each in found] == [code]
    assert all(str(each) and each.where is not None for each in found)
