"""# Working together

Actions stand in one list, wherever they come from, and are as old as the day on which somebody looks. Themes that reports have in common
are counted by quarter. What one side asks and the other answers is timed in working days; no rating hangs on it. A day that moves at a
unit's wish most often changes no figure, and that is said. Trouble with capacity names the units at risk, of all that are expected.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.review.history import day, entry, example, history

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.ledger.events import plans as p
from tenor.ledger.events import returns as r
from tenor.ledger.events import working_together as w
from tenor.ledger.model import Body, Entry
from tenor.review.actions import actions
from tenor.review.ageing import AGES, OpenOne, age_of, ageing, days_late, days_open, worst_first
from tenor.review.at_risk import at_risk
from tenor.review.clause_of import clause_of, looked_at
from tenor.review.flexible_effect import flexible_effect
from tenor.review.model import Review
from tenor.review.reply_times import median, reply_times
from tenor.review.themes import themes, themes_of_row
from tenor.review.whole import review


def told(on: str, *several: tuple[str, str, Event] | tuple[str, str, Event, str]) -> Review:
    """The example with acts of your own, each with a text if it has one."""
    own = [(when, side, event, *text) for when, side, event, *text in several]
    made = [entry(900 + n, when, side, event, _words(*text)) for n, (when, side, event, *text) in enumerate(own)]
    return review(example(), sorted([*history(on), *made], key=lambda one: one.on), on=day(on))


def _words(text: str = "", name: str = "text") -> Body | None:
    return Body(kind="words", salt="00", content={name: text}) if text else None


# --- actions -----------------------------------------------------------------------------------------------------

OLD = [
    # agreed, due, looked at, days open, days late, of the age
    ("2023-04-20", "2023-05-05", "2023-04-20", 0, 0, "0 to 7"),
    ("2023-04-20", "2023-05-05", "2023-04-27", 7, 0, "0 to 7"),
    ("2023-04-20", "2023-05-05", "2023-04-28", 8, 0, "8 to 30"),
    ("2023-04-20", "2023-05-05", "2023-05-05", 15, 0, "8 to 30"),
    ("2023-04-20", "2023-05-05", "2023-05-06", 16, 1, "8 to 30"),
    ("2023-04-20", "", "2023-05-20", 30, 0, "8 to 30"),
    ("2023-04-20", "", "2023-05-21", 31, 0, "31 to 90"),
    ("2023-04-20", "2023-06-30", "2023-07-19", 90, 19, "31 to 90"),
    ("2023-04-20", "2023-06-30", "2023-07-20", 91, 20, "91 and more"),
]


@pytest.mark.parametrize(("agreed", "due", "looked_at", "open_for", "late", "age"), OLD)
def test_how_old_an_action_is(agreed: str, due: str, looked_at: str, open_for: int, late: int, age: str) -> None:
    """In days, counted on the day somebody looks. An action is late from the day after the one it was due on."""
    since, by, on = day(agreed), day(due) if due else None, day(looked_at)
    first, last = AGES[age_of(since, on)]
    assert (days_open(since, on), days_late(by, on)) == (open_for, late)
    assert (f"{first} to {last}" if last else f"{first} and more") == age


def test_the_worst_come_first() -> None:
    """The latest, then by the next day due, then the oldest of those without a day."""
    several = {
        "2 late": ("05-01", "06-10"),
        "9 late": ("06-01", "06-03"),
        "due soon": ("06-01", "06-20"),
        "no day": ("01-01", ""),
        "newer": ("06-01", ""),
    }
    on = day("2023-06-12")
    found = sorted(several, key=lambda one: worst_first(day(f"2023-{several[one][0]}"), _day(several[one][1]), on))
    assert found == ["9 late", "2 late", "due soon", "no day", "newer"]


def _day(text: str) -> date | None:
    return day(f"2023-{text}") if text else None


def test_every_age_has_its_line() -> None:
    """Also one that no action has; each side's share beside it."""
    several = [
        OpenOne(agreed_on=day("2023-06-01"), due=day("2023-06-05"), side="supplier"),
        OpenOne(agreed_on=day("2023-02-01"), due=None, side="buyer"),
    ]
    found = ageing(several, day("2023-06-12"))
    assert [(one.first, one.n, one.late, one.of["buyer"], one.of["supplier"]) for one in found] == [
        (0, 0, 0, 0, 0),
        (8, 1, 1, 0, 1),
        (31, 0, 0, 0, 0),
        (91, 1, 0, 1, 0),
    ]


ACTED: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    # what happened, on the day, and what the list says
    ("agreed at a meeting", "2023-04-20", [("meeting m1", "open", "2023-05-05")]),
    ("carried over", "2023-05-04", [("meeting m1", "open", "2023-05-31")]),
    ("done", "2023-05-30", [("meeting m1", "done", "2023-05-31")]),
]


@pytest.mark.parametrize(("what", "on", "listed"), ACTED)
def test_an_action_through_its_life(what: str, on: str, listed: list[tuple[str, str, str]]) -> None:
    """It has the latest day that was agreed, and its duty has it too."""
    acts: list[tuple[str, str, Event, str]] = [
        ("2023-04-20", "buyer", m.ActionAgreed(action="a", owner="supplier", due=day("2023-05-05"), meeting="m1"), "Name a relief"),
        ("2023-05-04", "buyer", m.ActionMoved(action="a", due=day("2023-05-31")), "Nobody yet"),
        ("2023-05-30", "supplier", m.ActionDone(action="a"), "Named"),
    ]
    now = told(on, *[act for act in acts if act[0] <= on])
    own = [one for one in actions(now) if not one.plan]
    assert [(one.source, one.state, str(one.due)) for one in own] == listed
    assert [one.what for one in own[0].history] == ["agreed", "moved", "done"][: len(own[0].history)]
    assert own[0].text == "Name a relief"
    assert own[0].side == "supplier"
    assert {duty.due for duty in now.duties if duty.id == "action a"} == {own[0].due}


def test_milestones_of_an_agreed_plan_are_in_the_list() -> None:
    """From the day both agreed it; each is open until it is reported as met, and dropped where the plan ended without it."""
    proposed = p.PlanProposed(plan="px", review_on=day("2023-06-09"), milestones={"1": "2023-05-26", "2": "2023-06-02"})
    rows = Body(
        kind="words", salt="00", content={"rows": [{"key": "1", "milestone": "Relief named", "owner": "supplier contract manager"}]}
    )
    acts: list[tuple[str, str, Event, Body | None]] = [
        ("2023-05-10", "buyer", p.PlanRequested(plan="px", kpis=("reports",)), None),
        ("2023-05-22", "supplier", proposed, rows),
        ("2023-05-23", "supplier", p.PlanSigned(plan="px", side="supplier"), None),
        ("2023-05-24", "buyer", p.PlanSigned(plan="px", side="buyer"), None),
        ("2023-05-26", "supplier", p.MilestoneReported(plan="px", milestone="1", met=True), None),
        ("2023-06-09", "buyer", p.PlanReviewed(plan="px", outcome="not improved"), None),
    ]

    def listed(on: str) -> list[tuple[str, str, str]]:
        made = [entry(900 + n, when, side, event, body) for n, (when, side, event, body) in enumerate(acts) if when <= on]
        now = review(example(), sorted([*history("2023-05-09"), *made], key=lambda one: one.on), on=day(on))
        return [(one.id, one.text, one.state) for one in actions(now) if one.plan == "px"]

    assert listed("2023-05-23") == []
    assert listed("2023-05-24") == [("px 1", "Relief named", "open"), ("px 2", "", "open")]
    assert listed("2023-06-01") == [("px 1", "Relief named", "done"), ("px 2", "", "open")]
    assert listed("2023-06-09") == [("px 1", "Relief named", "done"), ("px 2", "", "dropped")]


# --- reply times -------------------------------------------------------------------------------------------------

REPLIES = [
    # asked, answered, working days
    ("Wed 2023-06-07", "Wed 2023-06-07", 0),
    ("Wed 2023-06-07", "Thu 2023-06-08", 1),
    ("Fri 2023-06-09", "Mon 2023-06-12", 1),
    ("Sat 2023-06-10", "Mon 2023-06-12", 1),
    ("Fri 2023-04-28", "Tue 2023-05-02", 1),
    ("Fri 2023-05-05", "Thu 2023-05-11", 3),
    ("Fri 2023-06-09", "Sun 2023-06-11", 0),
]


@pytest.mark.parametrize(("asked", "answered", "days"), REPLIES)
def test_working_days_to_answer(asked: str, answered: str, days: int) -> None:
    """By the contract's own calendar: weekends and bank holidays (1 and 8 May 2023) are not counted, nor is the day of the question."""
    sent, back = asked[4:], answered[4:]
    now = told(back, (sent, "buyer", w.MessageSent(message="x")), (back, "supplier", w.MessageAnswered(message="x")))
    assert reply_times(now)[1].longest == days


MEDIANS = [
    # working days it took, the one in the middle
    ([], None),
    ([3], "3"),
    ([1, 9, 2], "2"),
    ([1, 2, 3, 9], "5/2"),
    ([0, 0], "0"),
]


@pytest.mark.parametrize(("days", "middle"), MEDIANS)
def test_the_middle_one(days: list[int], middle: str | None) -> None:
    """The median: one very late answer does not move it."""
    assert median(days) == (None if middle is None else Fraction(middle))


def test_both_sides_are_counted_alike() -> None:
    """Messages and queries; each counts for the side whose answer was waited for. What waits still is listed with its day."""
    now = told(
        "2023-06-12",
        ("2023-06-01", "buyer", w.MessageSent(message="m-1", about="plan p1")),
        ("2023-06-06", "buyer", w.MessageSent(message="m-2", about="plan p1")),
        ("2023-06-05", "supplier", w.MessageSent(message="m-3")),
        ("2023-06-07", "buyer", w.MessageAnswered(message="m-3")),
        ("2023-06-01", "buyer", r.QueryRaised(query="q-1", kpi="visits", period="2023-05")),
        ("2023-06-05", "supplier", r.QueryAnswered(query="q-1")),
    )
    buyer, supplier = reply_times(now)
    assert (buyer.side, buyer.asked, buyer.answered, buyer.median, buyer.unanswered) == ("buyer", 1, 1, Fraction(2), ())
    assert (supplier.asked, supplier.answered, supplier.median) == (3, 1, Fraction(2))
    assert [(one.kind, one.id, str(one.asked_on)) for one in supplier.unanswered] == [
        ("message", "m-1", "2023-06-01"),
        ("message", "m-2", "2023-06-06"),
    ]


# --- themes ------------------------------------------------------------------------------------------------------


def _tag(row: str, on: str = "2023-04-18", **more: Any) -> tuple[Any, ...]:
    return (on, "buyer", m.ThemeTagged(theme="t", dataset="visits", row=row, **more), "medication records", "name")


TAGGED = ("A-2023-01-04", "C-2023-01-06", "B-2023-02-05", "E-2023-03-08")
COUNTED: list[tuple[str, list[Any], list[tuple[str, int, int]]]] = [
    # what was tagged, and each quarter: tagged, of how many
    ("four of Jan to Mar", [_tag(row) for row in TAGGED], [("2022-Q3", 0, 6), ("2022-Q4", 0, 18), ("2023-Q1", 4, 17), ("2023-Q2", 0, 0)]),
    (
        "one taken off again",
        [*(_tag(row) for row in TAGGED), _tag(TAGGED[0], off=True)],
        [("2022-Q3", 0, 6), ("2022-Q4", 0, 18), ("2023-Q1", 3, 17), ("2023-Q2", 0, 0)],
    ),
    (
        "a row that is not there",
        [_tag(TAGGED[0]), _tag("Z-2023-01-01")],
        [("2022-Q3", 0, 6), ("2022-Q4", 0, 18), ("2023-Q1", 1, 17), ("2023-Q2", 0, 0)],
    ),
    ("tagged twice", [_tag(TAGGED[0]), _tag(TAGGED[0])], [("2022-Q3", 0, 6), ("2022-Q4", 0, 18), ("2023-Q1", 1, 17), ("2023-Q2", 0, 0)]),
]


@pytest.mark.parametrize(("tags", "acts", "quarters"), COUNTED)
def test_a_theme_by_quarter(tags: str, acts: list[Any], quarters: list[tuple[str, int, int]]) -> None:
    """Of the rows that there are of the quarter, those that have the tag: "medication records" in 4 of 17 (Jan to Mar 2023)."""
    (theme,) = themes(told("2023-04-20", *acts))
    assert theme.name == "medication records"
    assert [(one.period.label, one.tagged, one.of) for one in theme.quarters] == quarters


def test_a_row_whose_key_was_corrected_keeps_its_themes() -> None:
    new = {"id": "A-2023-01-05", "corrects": "A-2023-01-04", "values": {"unit": "A", "visited_on": "2023-01-05"}}
    corrected = entry(
        990,
        "2023-04-19",
        "supplier",
        r.RowsCorrected(datasets=("visits",), reason="date"),
        Body(kind="rows", salt="0", content={"rows": {"visits": [new]}}),
    )
    tag = entry(980, "2023-04-18", "buyer", m.ThemeTagged(theme="t", dataset="visits", row="A-2023-01-04"), None)
    several: list[Entry] = sorted([*history("2023-04-20"), tag, corrected], key=lambda one: one.on)
    now = review(example(), several, on=day("2023-04-20"))
    assert themes(now)[0].rows == (("A-2023-01-05", day("2023-01-05")),)
    assert themes_of_row(now, "visits", "A-2023-01-05") == ("t",)
    assert themes(now)[0].name == ""


# --- another day at a unit's wish --------------------------------------------------------------------------------

MOVED = [
    # unit, planned, wanted, what it does
    (
        "C",
        "2023-05-03",
        "2023-05-10",
        ["KPI 1 and KPI 2: moved from Wed 3 May 2023 to Wed 10 May 2023: still in May 2023, nothing changes"],
    ),
    (
        "C",
        "2023-06-29",
        "2023-07-03",
        ["KPI 1: moved to July 2023: June 2023 counts without it", "KPI 2: moved to July 2023: it counts there and not in June 2023"],
    ),
    (
        "C",
        "2023-05-29",
        "2023-06-01",
        [
            "KPI 1: moved to June 2023: May 2023 has another one of this unit, so it counts all the same",
            "KPI 2: moved to June 2023: it counts there and not in May 2023",
        ],
    ),
    (
        "C",
        "2025-08-30",
        "2025-09-02",
        ["KPI 1 and KPI 2: moved from Sat 30 Aug 2025 to Tue 2 Sep 2025: one of the two days is not a day of the contract"],
    ),
]


@pytest.mark.parametrize(("unit", "planned", "wanted", "effect"), MOVED)
def test_another_day_than_planned(unit: str, planned: str, wanted: str, effect: list[str]) -> None:
    """Said of each KPI whose rows are by unit and day. On 26 May the example has a row of C in May and none later."""
    now = told("2023-05-26")
    found = flexible_effect(now, unit, day(planned), day(wanted))
    numbers = {kpi.id: f"KPI {kpi.number}" for kpi in now.terms.kpis}
    assert [f"{' and '.join(numbers[id] for id in one.kpis)}: {say(one.what)}" for one in found] == effect


# --- capacity ----------------------------------------------------------------------------------------------------

AT_RISK = [
    # units named, told on, known on, "n of m", those that have theirs already, the figure without the rest, its level
    (("E", "G"), "2023-06-12", "2023-06-12", "2 of 7", (), (5, 7), "red"),
    (("E", "G"), "2023-03-13", "2023-03-13", "1 of 6", (), (5, 6), "amber"),
    (("A",), "2023-04-03", "2023-04-28", "1 of 7", ("A",), (7, 7), "green"),
    (("X",), "2023-06-12", "2023-06-12", "", (), (), ""),
    (("A",), "2025-10-01", "2023-06-12", "", (), (), ""),
]


@pytest.mark.parametrize(("units", "told_on", "known_on", "share", "had", "at_best", "level"), AT_RISK)
def test_what_trouble_puts_at_risk(units: Any, told_on: str, known_on: str, share: str, had: Any, at_best: Any, level: str) -> None:
    """Of the units expected in the period of the day on which it was told, those that were named. One that already has its row is no
    longer at risk. A unit that is not open yet is not expected."""
    found = at_risk(told(known_on), units, day(told_on))
    if not share:
        assert found == ()
        return
    (one,) = found
    assert (one.kpi, f"{len(one.named)} of {one.expected}", one.had, one.at_best, one.level) == ("visits", share, had, at_best, level)
    assert one.also == ("reports",)


NAMED = [
    # what happened, the clause the terms have for it
    ("capacity problem", "5.2"),
    ("flexibility request", "6.2"),
    ("feedback", "7.1"),
    ("something nobody wrote of", ""),
]


@pytest.mark.parametrize(("event", "clause"), NAMED)
def test_under_which_clause(event: str, clause: str) -> None:
    """That of the rule which counts it, else of the duty or the item of an agenda named for it."""
    assert "".join(clause_of(example(), event)) == clause


def test_what_a_talk_looks_at_is_the_contracts() -> None:
    assert looked_at(example(), "capacity problem") == ("capacity", "throughput", "negotiation")
    assert looked_at(example(), "feedback") == ()
