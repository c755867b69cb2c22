# ruff: noqa: E501 (lines of tables)
"""# Days that need more than a count

The hour of a day, days of grace, not before, periods of the contract's own, a duty for each row, meetings by a day. The contract of the
tables is `tests/spec/given_duties.py` with a line changed or added. Easter Monday 2023 is 10 April; the bank holidays of May are the 1st,
the 8th and the 29th; of August the 28th.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.review.history import entry
from tests.spec.given_duties import changed, duty, shown, terms

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import decisions as d
from tenor.ledger.events import meetings as m
from tenor.ledger.events import returns as r
from tenor.ledger.model import Body, Entry
from tenor.review.model import Review
from tenor.review.next_dates import next_dates
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

GRACE = (
    "due: 5th working day of the next month by 12:00}",
    "due: 5th working day of the next month by 12:00, grace: {allow: 2 working days, times: once in the same year}}",
)
LATE = ("rules:\n", "rules:\n  - {id: late-return, clause: '2', when: {duty: monthly, is: late}, then: notice}\n")


def sent(on: str, covers: str, hour: str = "", ret: str = "monthly", rows: dict[str, Any] | None = None) -> Entry:
    """A return; `hour` in London (in summer an hour later than in UTC)."""
    moment = datetime.fromisoformat(f"{on}T{hour}:00").replace(tzinfo=UTC) if hour else None
    body = Body(kind="rows", salt="00" * 16, content={"rows": rows}) if rows else None
    return entry(int(on.replace("-", "")), on, "supplier", r.ReturnReceived(ret=ret, covers=covers, reports=()), body, moment=moment)


def did(on: str, event: Event, side: str = "buyer") -> Entry:
    return entry(int(on.replace("-", "")), on, side, event)


def stood(on: str, told: list[Entry], *changes: tuple[str, str]) -> Review:
    return review(terms(*changes), sorted(told, key=lambda one: one.on), on=date.fromisoformat(on))


# April's return: the 5th working day of May is Tue 9 May (2, 3, 4, 5, 9: the 1st and the 8th are bank holidays), by 12:00
HOURS = [
    # sent at (UTC), the duty at the close of Wed 10 May, met late on
    ("2023-05-09", "10:59", "done 2023-05-09", []),
    ("2023-05-09", "11:00", "done 2023-05-09", []),
    ("2023-05-09", "11:01", "done late 2023-05-09", ["2023-05-10"]),
    ("2023-05-09", "", "done 2023-05-09", []),
    ("2023-05-10", "08:00", "done late 2023-05-10", ["2023-05-10"]),
    ("2023-05-05", "22:00", "done 2023-05-05", []),
]


@pytest.mark.parametrize(("on", "utc", "state", "late"), HOURS)
def test_the_hour_of_a_day(on: str, utc: str, state: str, late: list[str]) -> None:
    """By 12:00 in London: an act after it on that day is late. At a moment nobody knows, it is held for in time."""
    found = stood("2023-05-10", [sent(on, "2023-04", utc)], LATE)
    assert shown(found, "monthly 2023-04") == state
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "late-return"] == late


def test_the_hour_is_shown() -> None:
    one = duty(stood("2023-04-28", []), "monthly 2023-04")
    assert one.worked_out is not None
    assert say(one.worked_out).endswith(", by 12:00")


# April due Tue 9 May, May due Wed 7 June, 2 more working days: Thu 11 May, Fri 9 June; the year is 2023
GRACES = [
    # what was sent, on, April's, May's, met late on
    ("nothing, the last day", [], "2023-05-09", "due, 2023-05-09", "", []),
    ("nothing, the day after", [], "2023-05-10", "due, 2023-05-11", "", []),
    ("in the days of grace", [("2023-05-11", "2023-04")], "2023-05-12", "done 2023-05-11", "upcoming, 2023-06-07", []),
    ("after them", [("2023-05-12", "2023-04")], "2023-05-12", "done late 2023-05-12", "upcoming, 2023-06-07", ["2023-05-12"]),
    ("a second time in the year", [("2023-05-11", "2023-04"), ("2023-06-08", "2023-05")], "2023-06-08", "done 2023-05-11", "done late 2023-06-08", ["2023-06-08"]),
    ("the first one in time", [("2023-05-09", "2023-04"), ("2023-06-08", "2023-05")], "2023-06-08", "done 2023-05-09", "done 2023-06-08", []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "acts", "on", "april", "may", "late"), GRACES, ids=[each[0] for each in GRACES])
def test_days_of_grace(what: str, acts: list[tuple[str, str]], on: str, april: str, may: str, late: list[str]) -> None:
    """The first default of a year moves the day, and says so; the second does not."""
    found = stood(on, [sent(day, covers) for day, covers in acts], GRACE, LATE)
    assert shown(found, "monthly 2023-04") == april, what
    assert not may or shown(found, "monthly 2023-05") == may
    assert [step.met_on.isoformat() for step in found.steps if step.rule == "late-return"] == late


def test_grace_is_said() -> None:
    one = duty(stood("2023-05-10", [], GRACE), "monthly 2023-04")
    assert one.worked_out is not None
    assert "days of grace, time 1 of 1 in 2023" in say(one.worked_out)
    second = duty(stood("2023-06-08", [sent("2023-05-11", "2023-04")], GRACE), "monthly 2023-05")
    assert [say(each) for each in second.because] == [
        "no days of grace: the contract gives them 1 time in a year, and in 2023 that is used up"
    ]


NOT_BEFORE = (
    "due: 15 working days after period end}",
    "not_before: 5 working days after period end, due: 15 working days after period end}",
)


def test_not_before() -> None:
    """The quarter to June: not before Fri 7 July, due Fri 21 July; what came on the 6th came too early, and it is said."""
    waiting = duty(stood("2023-06-30", [], NOT_BEFORE), "staff 2023-Q2")
    assert (waiting.due, [each.values["day"] for each in waiting.because]) == (date(2023, 7, 21), [date(2023, 7, 7)])
    early = duty(stood("2023-07-07", [sent("2023-07-06", "2023-Q2", ret="staff")], NOT_BEFORE), "staff 2023-Q2")
    assert [each.code for each in early.because] == ["done-too-early"]
    assert early.clause == ("2",)


SPRINTS = (
    "datasets:\n",
    "periods: {sprint: [{from: 2023-05-01, to: 2023-05-14}, {from: 2023-05-15, to: 2023-05-31}, {from: 2025-03-24, to: 2025-04-06}], phase: not said}\ndatasets:\n",
)
BY_SPRINT = (
    "    - {id: standard,",
    "    - {id: demo, clause: '8', by: supplier, what: Show the work, every: sprint, due: 3 working days after period end}\n    - {id: standard,",
)


def test_periods_of_the_contracts_own() -> None:
    """Numbered, clipped to the contract, and every of a duty: 3 working days after Sun 14 May end on Wed 17 May; after Wed 31 May on Mon 5 June."""
    held = terms(SPRINTS, BY_SPRINT)
    assert next((p.label, p.first, p.last) for p in held.periods["sprint"]) == ("sprint-1", date(2023, 5, 1), date(2023, 5, 14))
    assert held.periods["sprint"][2].last == date(2025, 3, 31)
    assert held.periods["phase"] == ()
    assert "phase" in [path[-1] for path, _, _ in held.holes]
    assert say(held.periods["sprint"][1].said) == "sprint 2 (Mon 15 May 2023 to Wed 31 May 2023)"
    found = stood("2023-05-18", [], SPRINTS, BY_SPRINT)
    assert (shown(found, "demo sprint-1"), shown(found, "demo sprint-2")) == ("overdue, 2023-05-17", "upcoming, 2023-06-05")
    assert (date(2023, 6, 5), ("8",)) in [(each.day, each.clause) for each in next_dates(found, 99)]


KPI_BY_SPRINT = (
    '{id: good, clause: "1", title: Good rides, every: month,',
    '{id: good, clause: "1", title: Good rides, every: sprint,',
)
IN_A_ROW = (
    "when: {kpi: any, same: kpi, is: failed}, then: plan",
    "when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, then: plan",
)


def rides(*days: tuple[str, str]) -> dict[str, Any]:
    return {"rides": [{"id": on, "values": {"ridden_on": on, "good": good}, "cells": {}} for on, good in days]}


def test_periods_of_the_contracts_own_are_measured_and_counted() -> None:
    """Two bad sprints one after another: each settled, the rule is met when the second is final."""
    bad = rides(("2023-05-02", "no"), ("2023-05-16", "no"))
    report = r.ReturnReceived(ret="monthly", covers="2023-05", reports=("good",))
    told = [entry(1, "2023-06-01", "supplier", report, Body(kind="rows", salt="00" * 16, content={"rows": bad}))]
    found = review(terms(SPRINTS, BY_SPRINT, KPI_BY_SPRINT, IN_A_ROW), told, on=date(2023, 7, 31))
    assert list(found.ratings.by_kpi["good"]) == ["sprint-1", "sprint-2", "sprint-3"]
    assert found.ratings.by_kpi["good"]["sprint-2"].at(date(2023, 7, 31)).figure == (0, 1)
    assert [step.proof for step in found.steps if step.rule == "to-plan"] == [("sprint-1", "sprint-2")]


PERIODS_WRONG = [
    ("periods: {sprint: [{from: 2023-05-15, to: 2023-05-31}, {from: 2023-05-01, to: 2023-05-14}]}\ndatasets:\n", "periods-out-of-order"),
    ("periods: {month: [{from: 2023-05-15, to: 2023-05-31}]}\ndatasets:\n", "period-word-taken"),
]


@pytest.mark.parametrize(("written", "code"), PERIODS_WRONG, ids=[each[1] for each in PERIODS_WRONG])
def test_periods_that_cannot_be(written: str, code: str) -> None:
    found = read_yaml(changed(("datasets:\n", written))).problems
    assert [each.code for each in found] == [code]
    assert all(str(each) and each.where is not None for each in found)


STARTERS = "    - {{id: training, clause: '9', by: supplier, what: Training of a new driver, {}, due: 1 month after started_on}}\n    - {{id: standard,"
EACH = ("    - {id: standard,", STARTERS.format("every: {each: drivers}"))
ROWS = ("    - {id: standard,", STARTERS.format("when: {rows: drivers, where: {started_on: on or after 2023-05-01}}"))
DRIVERS = {"drivers": [{"id": n, "values": {"started_on": on}, "cells": {}} for n, on in (("a", "2023-04-17"), ("b", "2023-05-31"))]}


def test_a_duty_for_each_row() -> None:
    """One month after each driver started: Wed 17 May and Fri 30 June (June has no 31st)."""
    told = [sent("2023-06-01", "2023-Q2", ret="staff", rows=DRIVERS)]
    done = did("2023-06-29", d.DutyDone(duty="training b"), "supplier")
    found = stood("2023-06-30", [*told, done], EACH)
    assert (shown(found, "training a"), shown(found, "training b")) == ("overdue, 2023-05-17", "done 2023-06-29")
    assert duty(found, "training a").clause == ("9",)
    assert "training a" not in [one.id for one in stood("2023-05-31", told, EACH).duties]
    only = stood("2023-06-30", told, ROWS)
    assert (shown(only, "training a"), shown(only, "training b")) == ("", "due, 2023-06-30")


MEETINGS = (
    "duties:\n",
    """meetings:
  - {id: pre-start, clause: "11", title: Pre-start meeting, by: buyer, every: once, due: 10 working days before contract start}
  - {id: review, clause: "12", title: Review, by: buyer, to: supplier, every: quarter, not_before: 5 working days after receipt of staff, due: 8 working days after receipt of staff, consulted: [community groups]}
duties:
""",
)


def test_a_meeting_held_once() -> None:
    """10 working days before Sat 1 April 2023: counted back from Fri 31 March, Mon 20 March is the tenth."""
    found = stood("2023-04-03", [], MEETINGS)
    assert shown(found, "meeting pre-start once") == "overdue, 2023-03-20"
    held = stood("2023-04-03", [did("2023-03-20", m.MeetingHeld(meeting="x", series="pre-start"))], MEETINGS)
    assert shown(held, "meeting pre-start once") == "done 2023-03-20"


def test_a_meeting_counted_from_a_return() -> None:
    """Of the quarter from July: until the staff return has come, its last day; received Thu 20 July, 8 working days end on Tue 1 August,
    and 5 on Thu 27 July."""
    assert shown(stood("2023-07-19", [], MEETINGS), "meeting review 2023-Q3") == "upcoming, 2023-09-30"
    one = duty(stood("2023-07-20", [sent("2023-07-20", "2023-Q2", ret="staff")], MEETINGS), "meeting review 2023-Q3")
    assert (one.due, one.clause, one.to) == (date(2023, 8, 1), ("12",), ("supplier",))
    assert date(2023, 7, 27) in [each.values.get("day") for each in one.because]
    assert "to be consulted beforehand: community groups" in [say(each) for each in one.because]


def test_a_due_day_counted_in_working_days_is_one() -> None:
    """With days of grace or without, for every return of the contract."""
    calendar = terms(GRACE).calendar
    found = stood("2025-03-31", [], GRACE)
    dues = [one.due for one in found.duties if one.kind == "return" and one.due]
    assert len(dues) > 24
    assert all(calendar.is_open(due) for due in dues)


SET_BY = (
    "    - {id: standard,",
    "    - {id: survey, clause: '10', by: supplier, what: A survey, every: {set_by: buyer, expected: quarter}, due: end of the period}\n    - {id: standard,",
)


def test_how_often_is_left_to_a_person() -> None:
    """Each quarter as expected, until somebody decides; the quarter that runs then goes on to its end, and months follow."""
    assert shown(stood("2023-05-31", [], SET_BY), "survey 2023-Q2") == "upcoming, 2023-06-30"
    decided = did("2023-07-10", m.FrequencyDecided(every="month", series="survey"))
    found = stood("2023-10-15", [decided], SET_BY)
    own = [(one.id, one.due) for one in found.duties if one.id.startswith("survey")]
    assert own == [("survey 2023-Q2", date(2023, 6, 30)), ("survey 2023-Q3", date(2023, 9, 30)), ("survey 2023-10", date(2023, 10, 31))]


WAIVE = (
    "  ending: {clause",
    "  waiver: {clause: '13', kind: waiver, by: buyer}\n  ending: {clause",
)
MAY_WAIVE = ("rules:\n", "rules:\n  - {id: waive, clause: '13', when: {kpi: any, same: kpi, is: failed}, may: waiver}\n")


def test_a_waived_rating_is_not_applicable() -> None:
    """April failed, final on Tue 9 May; the waiver is decided on the 10th, and done once the period is said not to apply, on the 12th."""
    bad = Body(kind="rows", salt="00" * 16, content={"rows": rides(("2023-04-12", "no"))})
    report = entry(1, "2023-05-04", "supplier", r.ReturnReceived(ret="monthly", covers="2023-04", reports=("good",)), bad)
    decided = did("2023-05-10", d.DecisionTaken(rule="waive", outcome="taken", of="good"))
    before = stood("2023-05-11", [report, decided], WAIVE, MAY_WAIVE)
    waived = did("2023-05-12", r.PeriodNotApplicable(period="2023-04", kpi="good"))
    after = stood("2023-05-12", [report, decided, waived], WAIVE, MAY_WAIVE)
    states = [next(one.state for one in found.duties if one.what.code == "duty-decided-waiver") for found in (before, after)]
    assert states == ["upcoming", "done"]
    rating = after.ratings.by_kpi["good"]["2023-04"]
    assert (rating.at(date(2023, 5, 11)).state, rating.at(date(2023, 5, 12)).state) == ("final", "not applicable")
