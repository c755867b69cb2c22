"""Whatever a rule counts is said in words: what would meet it, why it was met, where it stands; and nothing is left unsaid."""

from __future__ import annotations

import pytest
from tests.spec import test_windows as tables
from tests.spec.given_windows import reviewed

from tenor.base.problem import Problem
from tenor.base.wording import say
from tenor.ledger.events.decisions import PersonJudged
from tenor.review.allow import allow
from tenor.review.earliest import earliest
from tenor.review.explain import explain
from tenor.review.ladder import ladder
from tenor.review.met_by import met_by
from tenor.review.model import Review
from tenor.review.not_yet import not_yet

SAID = [
    ("when: {rows: falls}", "", "one fall"),
    ("when: {rows: falls, where: {harm: [minor, major], unit: north}}", "", "one fall (harm minor or major and unit north)"),
    (
        "when: {rows: falls, where: {harm: major}, same: unit, for: 2 times in any 12 months}",
        "",
        "one fall (harm major), 2 times in 12 months, all of the same unit",
    ),
    (
        "when: {event: warning notice, same: unit, for: 3 consecutive months}",
        "",
        "warning notice for 3 months in a row, all of the same unit",
    ),
    (
        "when: {event: warning notice, for: once in the 6 months after warning notice}",
        "",
        "warning notice 1 time in the 6 months after a warning notice",
    ),
    ("when: {event: power cut, for: 5 times in the same month}", "", "power cut 5 times in the same month"),
    ("when: {event: warning notice, for: 3 times in the contract}", "01-09 warning W1", "2 more warning notice, after 1"),
    (
        "when: {duty: monthly, is: late by more than 5 working days, for: 2 times in any 3 months}",
        "",
        "monthly: late by more than 5 working days, 2 times in 3 months",
    ),
    ("when: {duty: report, is: done by 2024-04-30}", "", "report: done by 2024-04-30"),
    ("when: [{kpi: a, is: poor}, {none: [{event: power cut}]}]", "", "a poor in one period and not a power cut"),
    (
        "when: {kpi: a, is: poor}, except: {judged: our own fault, by: buyer}",
        "",
        "a poor in one period, unless the buyer finds: our own fault",
    ),
    (
        "when: {kpi: any, same: unit, is: poor, for: 2 consecutive months}",
        "",
        "the KPIs of one and the same unit poor for 2 months in a row",
    ),
    ("when: {kpi: a, is: poor, for: 2 times in the same quarter}", "", "a poor 2 times in the same quarter"),
]


@pytest.mark.parametrize(("rule", "happened", "sentence"), SAID)
def test_what_would_meet_it(rule: str, happened: str, sentence: str) -> None:
    found = met_by(reviewed(rule, happened, "03-31"), "think of ending")
    assert say(found[0]) == f"{sentence} (clause 9)"


EVERY = [
    case[:3]
    for name in ("PERIODS", "AFTER", "EVENTS", "ROWS", "TOGETHER", "EXCEPTIONS", "DUTIES", "LADDERS")
    for case in getattr(tables, name)
]


@pytest.mark.parametrize(("rule", "happened", "on"), EVERY)
def test_everything_is_said(rule: str, happened: str, on: str) -> None:
    """Of each rule of the tables: what would meet it, the ladder, the first day, and of each step why it was met."""
    found = reviewed(rule, happened, on)
    ruled = found.terms.rule("r")
    assert ruled is not None
    said = [line for step in ruled.steps for line in met_by(found, step)]
    assert len(said) >= len(ruled.branches)
    assert all(say(line) for line in said)
    assert all(say(rung.title) for rung in ladder(found))
    assert all(say(one.said) for step in ruled.steps for one in earliest(found, step))
    assert all(say(one.said) for one in not_yet(found))
    for step in found.steps:
        _why(found, step.id)


def _why(found: Review, id: str) -> None:
    step = found.step(id)
    told = explain(found, id)
    assert step is not None
    assert not isinstance(told, Problem)
    lines = [say(line.said) for _, line in told.lines()]
    assert len(lines) > 1, "a step without a ground"
    assert all(lines)
    assert tuple(step.because), id


UNLESS = "when: {kpi: a, is: poor}, except: {judged: our own fault, by: buyer}"
ON = "when: {kpi: a, is: poor}, until: decided by buyer and not before 2 months after contract start"
RUNGS = "when: {kpi: a, is: poor}, then: {in_order: [warning notice, crisis meeting]}"
FINDINGS = [
    (UNLESS, "a PG", "02-20", "buyer", "lifted", ""),
    (UNLESS, "a PG", "02-20", "supplier", "lifted", "is for the buyer"),
    (UNLESS, "a GG", "02-20", "buyer", "lifted", "nobody can find that its exception holds"),
    (UNLESS, "a PG; 02-19 decided taken", "02-20", "buyer", "lifted", "nobody can find that its exception holds"),
    (UNLESS, "a PG", "02-20", "buyer", "ended", "does not ask anybody to find that it goes on no longer"),
    (UNLESS, "a PG", "02-20", "buyer", "met", "does not ask anybody to find that its condition is met"),
    (ON, "a PG", "02-29", "buyer", "ended", "until Fri 1 Mar 2024 at least"),
    (ON, "a PG", "03-01", "buyer", "ended", ""),
    (RUNGS, "a PG", "02-20", "buyer", "not helped", "nobody can find that the last step did not help"),
    (RUNGS, "a PG; 02-12 decided taken", "02-20", "buyer", "not helped", ""),
]


@pytest.mark.parametrize(("rule", "happened", "on", "side", "finds", "says"), FINDINGS)
def test_what_a_person_may_find(rule: str, happened: str, on: str, side: str, finds: str, says: str) -> None:
    """A finding is one that the rule asks for, by whom it names, about a step there is."""
    found = reviewed(rule, happened, on)
    wrong = [str(each) for each in allow(found, PersonJudged(rule="r", finds=finds), side=side, on=found.on)]  # type: ignore[arg-type]
    assert wrong == [] if not says else any(says in each for each in wrong), wrong
