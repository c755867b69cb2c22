"""# The days of steps

What a rule brings about is done by a day: not before another, moved off a closed day, with days of grace, with more time where the
contract lets somebody give it. The contract is `tests/spec/given_duties.py` with a step changed. In 2023 Mon 29 May is a bank holiday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from tests.spec.given_duties import Told, changed, duty, reviewed, shown

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import decisions as d
from tenor.ledger.events import meetings as m
from tenor.ledger.events import plans as p
from tenor.review.allow import allow
from tenor.terms.read_yaml import read_yaml

# a plan is asked for on Mon 15 May, given, and refused on Wed 24 May; the rule then asks for a meeting, decided on Thu 25 May
REFUSED: Told = [
    ("2023-05-15", "buyer", p.PlanRequested(plan="p1", kpis=("good",), step="plan")),
    ("2023-05-19", "supplier", p.PlanProposed(plan="p1", review_on=date(2023, 12, 1))),
]
MEETING = 'meeting: {clause: "6", kind: meeting, by: buyer, due: 10 working days after request'


def refused() -> Told:
    from tenor.ledger.events import answers as v

    return [
        *REFUSED,
        ("2023-05-24", "buyer", v.DutyAnswered(duty="answer to plan p1", choice="refused")),
        ("2023-05-25", "buyer", d.DecisionTaken(rule="after-refusal", outcome="taken")),
    ]


def meeting(more: str, due: str = "10 working days after request") -> tuple[str, str]:
    return (MEETING, MEETING.replace("10 working days after request", due) + more)


DAYS = [
    # due, more keys, the day, the earliest day
    # 10 working days after Thu 25 May (the 29th is closed): Fri 9 June
    ("10 working days after request", "", "2023-06-09", ""),
    # 3 days after Thu 25 May are Sun 28 May: it stands, or goes to Tue 30 May, or back to Fri 26 May
    ("3 days after request", "", "2023-05-28", ""),
    ("3 days after request", ", if_closed: next working day", "2023-05-30", ""),
    ("3 days after request", ", if_closed: working day before", "2023-05-26", ""),
    ("10 working days after request", ", not_before: 2 working days after request", "2023-06-09", "2023-05-30"),
]


@pytest.mark.parametrize(("due", "more", "day", "earliest"), DAYS)
def test_by_when_and_not_before(due: str, more: str, day: str, earliest: str) -> None:
    """A meeting that a decision of Thu 25 May asks for."""
    one = next(one for one in reviewed("2023-05-26", refused(), meeting(more, due)).duties if one.id.startswith("meeting after"))
    assert str(one.due) == day
    assert [str(each.values["day"]) for each in one.because if each.code == "not-before"] == ([earliest] if earliest else [])


def test_to_whom_and_where_more_stands() -> None:
    """Who gets it and the document that holds the rest are shown with the duty."""
    found = reviewed("2023-05-26", refused(), meeting(", to: supplier, found_in: Annex 3"))
    one = next(one for one in found.duties if one.id.startswith("meeting after"))
    assert one.to == ("supplier",)
    assert [say(each) for each in one.because] == ["what more there is to it stands in Annex 3"]


REVIEW = (
    "duties:\n",
    "meetings:\n  - {id: review, clause: '8', title: Review, by: buyer, every: quarter, due: 2nd Monday of the period}\nduties:\n",
)


def test_at_the_next_meeting_of_a_series() -> None:
    """Decided on Thu 25 May: at the review of the quarter from July, whose 2nd Monday is the 10th; not held by then, late on the 11th."""
    found = reviewed("2023-05-26", refused(), meeting("", "at the next review"), REVIEW)
    one = next(one for one in found.duties if one.id.startswith("meeting after"))
    assert str(one.due) == "2023-07-10"
    late = reviewed("2023-07-12", refused(), meeting("", "at the next review"), REVIEW)
    assert [str(step.met_on) for step in late.steps if step.rule == "no-meeting"] == ["2023-07-11"]


GRACE = ", grace: {allow: 2 working days, times: once in the same year}"
HELD = [
    # held on, at the close of, it stands, met not held on: due Fri 9 June, 2 working days more to Tue 13 June
    ("", "2023-06-09", "due, 2023-06-09", []),
    ("", "2023-06-10", "due, 2023-06-13", []),
    ("2023-06-13", "2023-06-14", "done 2023-06-13", []),
    ("", "2023-06-14", "overdue, 2023-06-13", ["2023-06-14"]),
]


@pytest.mark.parametrize(("held", "on", "state", "unheld"), HELD)
def test_days_of_grace_of_a_meeting(held: str, on: str, state: str, unheld: list[str]) -> None:
    """The first default of the year moves its day; a rule counts it only after that."""
    told = [*refused(), *([(held, "buyer", m.MeetingHeld(meeting="m1", title="meeting"))] if held else [])]
    found = reviewed(on, told, meeting(GRACE))
    id = next(one.id for one in found.duties if one.id.startswith("meeting after"))
    assert shown(found, id) == state
    assert [str(step.met_on) for step in found.steps if step.rule == "no-meeting"] == unheld


# a plan asked for on Mon 15 May is due Mon 22 May; two working days of grace: Wed 24 May
PLAN = (
    "may_extend: {by: buyer, up_to: 10 working days}}",
    "may_extend: {by: buyer, up_to: 10 working days}, grace: {allow: 2 working days, times: once in the same year}}",
)
FIRST: Event = p.PlanRequested(plan="p1", kpis=("good",), step="plan")
SECOND: Event = p.PlanRequested(plan="p2", kpis=("good",), step="plan")
GIVEN = p.PlanProposed(plan="p1", review_on=date(2023, 12, 1))
PLANS = [
    # told, at the close of, the plans with their days, met late on
    ([("2023-05-15", FIRST)], "2023-05-22", ["requested 2023-05-22"], []),
    ([("2023-05-15", FIRST)], "2023-05-23", ["requested 2023-05-24"], []),
    ([("2023-05-15", FIRST), ("2023-05-24", GIVEN)], "2023-05-25", ["proposed 2023-05-24"], []),
    ([("2023-05-15", FIRST)], "2023-05-25", ["not engaged 2023-05-24"], ["2023-05-25"]),
    # the second one of the year, asked for on Thu 1 June, due Thu 8 June: no more grace
    (
        [("2023-05-15", FIRST), ("2023-05-24", GIVEN), ("2023-06-01", SECOND)],
        "2023-06-09",
        ["agreed 2023-05-24", "not engaged 2023-06-08"],
        ["2023-06-09"],
    ),
    # the first in time uses nothing up: Mon 12 June
    (
        [("2023-05-15", FIRST), ("2023-05-22", GIVEN), ("2023-06-01", SECOND)],
        "2023-06-09",
        ["agreed 2023-05-22", "requested 2023-06-12"],
        [],
    ),
    # given more time before: that is no default
    (
        [("2023-05-15", FIRST), ("2023-05-22", d.DutyExtended(duty="agree plan p1", to=date(2023, 5, 26)))],
        "2023-05-26",
        ["requested 2023-05-26"],
        [],
    ),
]


@pytest.mark.parametrize(("told", "on", "plans", "late"), PLANS)
def test_days_of_grace_of_a_plan(told: Sequence[tuple[str, Event]], on: str, plans: list[str], late: list[str]) -> None:
    """A plan that the buyer enters is received by it, and approved by its silence after 10 working days."""
    found = reviewed(on, [(day, "buyer", act) for day, act in told], PLAN)
    assert [f"{plan.state} {plan.due}" for plan in found.plans] == plans
    assert [str(step.met_on) for step in found.steps if step.rule == "after-breach"] == late


def test_grace_of_a_plan_is_said() -> None:
    found = reviewed("2023-05-23", [("2023-05-15", "buyer", FIRST)], PLAN)
    how = duty(found, "agree plan p1").worked_out
    assert how is not None
    assert "days of grace, time 1 of 1 in 2023" in say(how)
    told: Told = [("2023-05-15", "buyer", FIRST), ("2023-05-24", "buyer", GIVEN), ("2023-06-01", "buyer", SECOND)]
    second = duty(reviewed("2023-06-09", told, PLAN), "agree plan p2")
    assert [say(each) for each in second.because] == [
        "no days of grace: the contract gives them 1 time in a year, and in 2023 that is used up"
    ]


MORE = ", may_extend: {by: buyer, up_to: 5 working days}"
EXTEND = [
    # due Fri 9 June, at most 5 working days more: Fri 16 June
    ("buyer", "2023-06-16", []),
    ("buyer", "2023-06-19", ["extension-too-long"]),
    ("supplier", "2023-06-16", ["extension-not-by", "duty-not-owed-to"]),
]


@pytest.mark.parametrize(("side", "to", "wrong"), EXTEND)
def test_more_time_for_a_step(side: str, to: str, wrong: list[str]) -> None:
    """Only those whom the contract names may give it, and no more than it says."""
    found = reviewed("2023-06-01", refused(), meeting(", to: supplier" + MORE))
    id = next(one.id for one in found.duties if one.id.startswith("meeting after"))
    act = d.DutyExtended(duty=id, to=date.fromisoformat(to))
    assert sorted(each.code for each in allow(found, act, side=side, on=date(2023, 6, 1)) if each.weight == "stops") == sorted(wrong)


def test_more_time_holds_for_the_rule_too() -> None:
    """Extended to Fri 16 June on the 1st: not held is met on the 17th, and not on the 10th."""
    id = next(one.id for one in reviewed("2023-06-01", refused(), meeting("")).duties if one.id.startswith("meeting after"))
    told = [*refused(), ("2023-06-01", "buyer", d.DutyExtended(duty=id, to=date(2023, 6, 16)))]
    assert [str(step.met_on) for step in reviewed("2023-06-20", told, meeting("")).steps if step.rule == "no-meeting"] == ["2023-06-17"]


WRONG = [
    (
        'clause: "2", by: supplier, to: buyer, holds: [rides]',
        'clause: "2", cure: 5 days after notice, by: supplier, to: buyer, holds: [rides]',
        "unknown-key",
    ),
    (MEETING, MEETING + ", cure: 5 days after request", "cure-of-notice"),
    (MEETING, MEETING + ", when: {event: audit}", "unknown-key"),
    (MEETING, MEETING + ", every: month", "not-yet"),
]


@pytest.mark.parametrize(
    ("old", "new", "code"), WRONG, ids=["cure of a return", "cure of a meeting", "a step by itself", "a step that recurs"]
)
def test_what_stands_elsewhere(old: str, new: str, code: str) -> None:
    """Each says where it belongs."""
    found = read_yaml(changed((old, new))).problems
    assert [each.code for each in found] == [code]
    assert all(str(each) and each.where is not None for each in found)
