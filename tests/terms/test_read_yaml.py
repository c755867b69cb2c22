"""A whole schedule read into nouns, and a whole contract's worth of damage survived."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terms.given import SCHEDULE_14, SMALL, TELECARE, small, terms

from tenor.base.phrases.due import NthWeekday, OnAnchor
from tenor.base.phrases.window import AnyIn, AroundEvent, Consecutive, InLast, Times
from tenor.terms.model import CountOfRows, DutyIs, EventIs, Hole, JudgedIs, KpiIs, ShareOfRows, ShareOfUnits, Stated, Terms, Within
from tenor.terms.read_yaml import read_yaml
from tenor.terms.settle import settle
from tenor.terms.write_yaml import write_yaml

with_schedule = pytest.mark.skipif(not SCHEDULE_14.exists(), reason="the design's examples are not here")


@pytest.fixture(scope="module")
def schedule() -> Terms:
    read = read_yaml(SCHEDULE_14.read_text(encoding="utf-8"))
    assert read.terms is not None, [str(problem) for problem in read.problems]
    return read.terms


@with_schedule
def test_the_frame_of_a_schedule(schedule: Terms) -> None:
    assert (schedule.contract.starts, schedule.contract.ends) == (date(2022, 9, 1), date(2025, 8, 31))
    assert schedule.levels == ("stretch", "green", "amber", "red")
    assert schedule.target_level == "green"
    assert schedule.receipt == ("acknowledged", "notice clause", "ask")
    assert schedule.days("working day").kind == schedule.days("business day").kind == "open day"
    assert [unit.opens for unit in schedule.units][-1] == date(2023, 4, 1)
    assert isinstance(schedule.contacts[3].name, Hole)
    assert len(schedule.readings) == 35
    assert len(schedule.remarks) == 9
    assert schedule.missing.not_applicable == "breaks"
    assert schedule.words["Action Plan"] == "improvement plan"
    assert schedule.words["Independent Visitor Contractor lead"] == ("independent visitor", "supplier contract manager")


@with_schedule
def test_the_kpis_of_a_schedule(schedule: Terms) -> None:
    visits, reports, sent_back = schedule.kpis
    assert visits.measure == ShareOfUnits(have="visits", where=visits.measure.where, dated_by="visited_on", at="every day")  # type: ignore[union-attr]
    assert isinstance(reports.measure, ShareOfRows)
    assert isinstance(sent_back.measure, CountOfRows)
    assert sent_back.measure.distinct == ("unit", "visited_on")
    assert [band.level for band in reports.bands] == ["stretch", "green", "amber", "red"]
    assert visits.otherwise == "amber"
    assert visits.printed["red"] == "<80%"
    assert set(visits.readings) == {"unit-g-opens", "visits-over", "kpi-1-gap"}
    assert set(reports.readings) == {"sent-to-both", "working-day", "report-month", "kpi-2-rounding"}
    assert schedule.datasets["visits"].derived["sent_on"].latest_of == ("sent_to_council_on", "sent_to_ofsted_on")


@with_schedule
def test_the_rules_of_a_schedule(schedule: Terms) -> None:
    by_id = {rule.id: rule for rule in schedule.rules}
    assert len(by_id) == 12
    plan = by_id["plan"].branches[0][0]
    assert isinstance(plan, KpiIs)
    assert (plan.levels, plan.window, plan.same) == ({"amber", "red"}, Consecutive(n=2, period="month"), "nothing")
    assert by_id["single-red"].choose
    assert len(by_id["single-red"].branches[0]) == 2
    assert len(by_id["three-reds"].branches) == 2
    assert by_id["three-reds"].readings == ("three-reds", "grace-elsewhere", "skipped-rungs")
    assert isinstance(by_id["no-improvement"].branches[0][0], DutyIs)
    assert by_id["intention"].branches[0][0] == EventIs(name="consider termination", chosen="notify intention")
    assert isinstance(by_id["continual-failure"].branches[0][0], JudgedIs)
    assert by_id["continual-failure"].may


@with_schedule
def test_the_duties_of_a_schedule(schedule: Terms) -> None:
    (monthly,), (meeting,) = schedule.returns, schedule.meetings
    assert monthly.due.form == NthWeekday(n=-1, weekday=4, period="month")  # type: ignore[union-attr]
    assert [rhythm.from_event for rhythm in meeting.rhythms] == ["", "", "issue of formal warning"]
    assert meeting.rhythms[2].until_decided_by == "buyer contract manager"
    assert meeting.minutes is not None
    assert (meeting.minutes.silence, meeting.minutes.choices) == ("agreed", ("agreed", "withheld"))
    assert {duty.heading for duty in schedule.duties} == {"Mobilisation", "Working together", "Standards and information"}
    assert schedule.steps["consider termination"].choices["take advice"] == "advice"
    assert schedule.steps["improvement plan"].added_columns == ("milestone", "resource", "owner", "review date")
    assert (("steps", "urgent meeting", "due"), Hole(kind="not said"), ("6.6",)) in schedule.holes


def test_the_rest_of_the_language_on_a_small_contract() -> None:
    found = terms()
    assert found.quarters == "contract"
    assert found.cut_off == "17:00"
    assert found.part_periods == "not applicable"
    assert found.events == {"power cut": "buyer"}
    assert found.final is not None
    assert found.notices is not None
    assert set(found.notices.received) == {"email", "post"}
    assert found.calendar.is_open(date(2023, 9, 2))
    assert not found.calendar.is_open(date(2023, 12, 27))
    assert found.units[1].away == ((date(2023, 8, 1), date(2023, 8, 31)),)
    assert found.units[1].opens is None
    hot, in_time, complaints, reach = found.kpis
    assert (hot.over, in_time.over, complaints.over) == (1, 4, 0)
    assert (hot.rounded, in_time.starts) == (1, date(2023, 7, 1))
    assert complaints.measure == Stated(what="count")
    assert isinstance(in_time.measure, ShareOfRows)
    assert isinstance(in_time.measure.that.test, Within)  # type: ignore[union-attr]
    assert isinstance(reach.measure, ShareOfUnits)
    assert (reach.measure.at, reach.measure.at_least) == ("any day", 2)


def test_the_windows_of_a_small_contract() -> None:
    found = terms()
    windows = [rule.branches[0][0].window for rule in found.rules if isinstance(rule.branches[0][0], (KpiIs, EventIs))]  # type: ignore[union-attr]
    assert isinstance(windows[0], AnyIn)
    assert windows[1] == InLast(k=2, n=3, period="period")
    assert windows[4] == AnyIn(k=1, stretch=AroundEvent(n=3, period="month", way="from", event="warning"))
    assert isinstance(windows[5], Times)
    both = found.rule("both")
    assert both is not None
    assert both.branches[0][1] == KpiIs(of=(), levels=frozenset({"good"}), overall=True, none=True)
    either = found.rule("either")
    assert either is not None
    assert [type(branch[0]) for branch in either.branches] == [EventIs, DutyIs]
    twice = found.rule("twice")
    assert twice is not None
    assert twice.until is not None
    assert twice.until.form == OnAnchor(anchor="contract end", by=False)


def test_an_option_that_is_not_chosen_is_read_all_the_same() -> None:
    text = small(
        ("final: 10 working days after period end", "final: {reading: when-final}"),
        (
            "readings:\n",
            'readings:\n  - {id: when-final, clause: "3.2", unclear: x, options: {a: 5 days after period end, b: 5 days}, reading: a}\n',
        ),
    )
    (problem,) = read_yaml(text).problems
    assert problem.code == "phrase-deadline"
    assert problem.where is not None
    assert text.split("\n")[problem.where.line - 1][problem.where.column - 1 :].startswith("5 days}")  # type: ignore[operator]


def test_a_variation_is_read_at_its_own_place() -> None:
    text = (
        SMALL
        + "variations:\n  - {id: v1, from: 2024-01-01, agreed_on: 2023-12-05, "
        + "changes: {kpis.hot.bands.good: 95%, contacts.x: y, kpis.nil.title: z}}\n"
    )
    assert [(p.code, p.where.line if p.where else 0) for p in read_yaml(text).problems] == [
        ("phrase-bound", 90),
        ("path-contacts", 90),
        ("path-unknown", 90),
    ]


def test_readings_that_go_in_a_circle_end() -> None:
    text = small(("options: {open: open day", "options: {open: {reading: working-day}"))
    assert "reading-circle" in {problem.code for problem in read_yaml(text).problems}


def test_readings_within_readings_do_not_explode() -> None:
    lines = [
        f"  - {{id: r{n}, clause: x, unclear: x, options: {{a: {{reading: r{n + 1}}}, b: {{reading: r{n + 1}}}}}, reading: a}}"
        for n in range(40)
    ]
    text = small(
        ("final: 10 working days after period end", "final: {reading: r0}"), ("readings:\n", "readings:\n" + "\n".join(lines) + "\n")
    )
    assert {"readings-too-many", "unknown-name"} & {problem.code for problem in read_yaml(text).problems}


@pytest.mark.parametrize("text", ["tenor: x", "contract: []", "kpis: {a: b}", "kpis: [a, [b]]", "readings: [{id: [x]}]", "a: {by year: x}"])
def test_rubbish_is_a_problem(text: str) -> None:
    assert read_yaml(text).problems


def _texts() -> list[str]:
    return [SMALL] + [path.read_text(encoding="utf-8") for path in (SCHEDULE_14, TELECARE) if path.exists()]


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_damage_is_a_traceback(seed: int) -> None:
    """Lines and signs dropped, doubled, swapped: problems or terms, never an exception, and never neither."""
    chance = random.Random(seed)
    lines = chance.choice(_texts()).split("\n")
    for _ in range(chance.randint(1, 4)):
        n = chance.randrange(len(lines))
        line = lines[n]
        at = chance.randrange(len(line) + 1)
        lines[n] = chance.choice(
            [
                line[:at] + chance.choice("{}[]:,#&*!|>'\"%@ x1-\t") + line[at:],
                line[:at] + line[at + chance.randint(1, 9) :],
                lines[chance.randrange(len(lines))],
                line.replace(": ", ": not said, ", 1),
                line.replace("[", "{").replace("]", "}"),
                line[:at] + "{reading: kpi-1-gap}" + line[at:],
            ]
        )
    read = read_yaml("\n".join(lines))
    assert (read.terms is None) == any(problem.weight == "stops" for problem in read.problems)
    assert all(str(problem) for problem in read.problems)
    if read.terms is not None:
        again = read_yaml(write_yaml(read.terms)).terms
        assert again is not None
        assert settle(again.document).kpis == settle(read.terms.document).kpis == read.terms.kpis
