"""# Windows and scopes

How often, of what, in which stretch of time: one line a rule, what happened, the day that is asked about, and the steps there are then.

A month's figure is given on the 5th of the next month and final on the 10th. Letters are months from January 2024: G good, F fair, P poor,
a dot: not given. Days are of 2024. A step says what it is of, its proof, the day it was met, and its state unless it waits for a decision.
"""

from __future__ import annotations

import pytest
from tests.spec.given_windows import reviewed, steps

PERIODS = [
    # any single miss: one step a KPI and run
    ("when: {kpi: any, is: poor}", "a GPPG; b PGGG", "05-31", ["b: 01, met 02-10", "a: 02 03, met 03-10"]),
    ("when: {kpi: a, is: fair or worse}", "a GFPG", "05-31", ["02 03, met 03-10"]),
    ("when: {kpi: [a, b], is: [fair, poor]}", "a GFG; b GGP", "05-31", ["a: 02, met 03-10", "b: 03, met 04-10"]),
    # n consecutive periods: of each KPI, or of any
    (
        "when: {kpi: any, same: kpi, is: poor, for: 2 consecutive months}",
        "a GPPG; b PGPP",
        "05-31",
        ["a: 02 03, met 04-10", "b: 03 04, met 05-10"],
    ),
    ("when: {kpi: any, same: nothing, is: poor, for: 2 consecutive months}", "a GPGG; b GGPG", "05-31", ["02 03, met 04-10"]),
    ("when: {kpi: overall, is: poor, for: 2 consecutive months}", "a GPGG; b GGPG", "05-31", ["02 03, met 04-10"]),
    # k out of n, in any stretch, in the latest only
    ("when: {kpi: a, is: poor, for: any 3 in 5 periods}", "a PGPGPG", "07-31", ["01 03 05, met 06-10"]),
    ("when: {kpi: a, is: poor, for: any 3 in 4 periods}", "a PGPGPG", "07-31", []),
    ("when: {kpi: a, is: poor, for: 2 in the last 3 months}", "a PGPGG", "04-10", ["01 03, met 04-10"]),
    # "times" of what is rated once a period is periods
    ("when: {kpi: a, is: poor, for: 2 times in any 3 months}", "a PGPGG", "05-31", ["01 03, met 04-10"]),
    ("when: {kpi: a, is: poor, for: 2 times in the same quarter}", "a GPPGGP", "07-31", ["02 03, met 04-10"]),
    ("when: {kpi: a, is: poor, for: 2 times in the same quarter}", "a GGPPGG", "07-31", []),
    ("when: {kpi: a, is: poor, for: 2 times in the contract}", "a PGGGGP", "07-31", ["01 06, met 07-10"]),
    # a count of the whole contract uses nothing up
    (
        "when: {kpi: a, is: poor, for: 2 times in the contract}",
        "a PGPGP; 04-11 decided taken",
        "06-30",
        ["01 03, met 04-10, taken", "01 03 05, met 06-10"],
    ),
    ("when: {kpi: any, same: kpi, is: poor, for: any 2 in the same quarter}", "a PGPGG; b GPGPG", "06-30", ["a: 01 03, met 04-10"]),
    # met or better may be counted too
    (
        "when: {kpi: any, same: kpi, is: met, for: 3 consecutive periods}, may: think of ending",
        "a GGGF; b GFGG",
        "05-31",
        ["a: 01 02 03, met 04-10"],
    ),
    # start-up grace, and an end
    ("when: {kpi: a, is: poor}, from: 2 months after contract start", "a PPPG", "05-31", ["03, met 04-10"]),
    ("when: {kpi: a, is: poor}, until: 2 months after contract start", "a PPPG", "05-31", ["01 02, met 02-10"]),
    # from an event: nothing counts before it has happened
    ("when: {kpi: a, is: poor}, from: 1 month after power cut", "a PPPP", "05-31", []),
    ("when: {kpi: a, is: poor}, from: 1 month after power cut", "a PPPP; 01-20 cut", "05-31", ["03 04, met 04-10"]),
    ("when: {kpi: a, is: poor}, until: on power cut", "a PPPP; 03-01 cut", "05-31", ["01 02, met 02-10"]),
    # until a person decides so: what begins from then on counts no more
    ("when: {kpi: a, is: poor}, until: decided by buyer", "a GPGP; 03-15 ended", "05-31", ["02, met 03-10"]),
    ("when: {kpi: a, is: poor}, until: decided by buyer", "a GPGP", "05-31", ["02, met 03-10", "04, met 05-10"]),
    # a family: each unit by itself; one unit with whatever fails there
    ("when: {kpi: kept, is: poor}", "north GPG; south PGG", "05-31", ["kept.south: 01, met 02-10", "kept.north: 02, met 03-10"]),
    (
        "when: {kpi: any, same: unit, is: poor, for: 2 consecutive months}",
        "north GPPG; south PGPG; a PPPP",
        "05-31",
        ["north: 02 03, met 04-10"],
    ),
    ("when: {kpi: kept, same: nothing, is: poor, for: 3 consecutive months}", "north GPPG; south PGGG", "05-31", ["01 02 03, met 04-10"]),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), PERIODS)
def test_periods_at_a_level(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """What is counted is periods at a level; n is n or more; a run is one step."""
    assert steps(reviewed(rule, happened, on)) == expected


AFTER = [
    # after an event: whole periods that begin after it; one step an event; a further hit after a decision is a new one
    (
        "when: {kpi: any, is: poor, for: any 1 in the 3 months after warning notice}",
        "02-14 warning W1; a GPPG",
        "06-30",
        ["W1: 03, met 04-10"],
    ),
    ("when: {kpi: any, is: poor, for: any 1 in the 3 months after warning notice}", "02-14 warning W1; a GPGGGP", "07-31", []),
    (
        "when: {kpi: any, is: poor, for: any 1 in the 3 months after warning notice}",
        "02-14 warning W1; a GGPPG; 04-11 decided taken",
        "06-30",
        ["W1: 03, met 04-10, taken", "W1: 04, met 05-10"],
    ),
    # from an event: months whose last day lies in the stretch counted from its very day
    (
        "when: {kpi: any, is: poor, for: any 1 in the 3 months from warning notice}",
        "02-14 warning W1; a GPGG",
        "06-30",
        ["W1: 02, met 03-10"],
    ),
    # before an event: the whole periods that end before it; met when the last of figure and event is there
    (
        "when: {kpi: a, is: poor, for: any 2 in the 3 months before warning notice}",
        "04-20 warning W1; a PPGG",
        "06-30",
        ["W1: 01 02, met 04-20"],
    ),
    ("when: {kpi: a, is: poor, for: any 2 in the 3 months before warning notice}", "04-20 warning W1; a PGGG", "06-30", []),
    # withdrawn: its window is gone
    (
        "when: {kpi: any, is: poor, for: any 1 in the 3 months after warning notice}",
        "02-14 warning W1; a GGPG; 05-02 withdrawn W1",
        "06-30",
        ["W1: 03, met 04-10, no longer met on 05-02"],
    ),
    # any event may be the centre, not a notice alone; the same KPI when two are wanted of it
    ("when: {kpi: a, is: poor, for: any 1 in the 2 months after power cut}", "02-14 cut C1; a GGPG", "06-30", ["C1: 03, met 04-10"]),
    (
        "when: {kpi: any, same: kpi, is: poor, for: any 2 in the 3 months after warning notice}",
        "02-14 warning W1; a GGPGP; b GGGPG",
        "06-30",
        ["W1 a: 03 05, met 06-10"],
    ),
    (
        "when: {kpi: any, same: nothing, is: poor, for: any 2 in the 3 months after warning notice}",
        "02-14 warning W1; a GGPGG; b GGGPG",
        "06-30",
        ["W1: 03 04, met 05-10"],
    ),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), AFTER)
def test_around_an_event(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """Periods before or after something that happened."""
    assert steps(reviewed(rule, happened, on)) == expected


EVENTS = [
    # each by itself
    ("when: {event: power cut}", "02-03 cut C1; 02-09 cut C2", "03-31", ["C1: C1, met 02-03", "C2: C2, met 02-09"]),
    # so many, whenever; a lifetime count uses nothing up
    ("when: {event: warning notice, for: 2 times in the contract}", "01-09 warning W1; 06-03 warning W2", "06-30", ["W1 W2, met 06-03"]),
    (
        "when: {event: warning notice, for: 2 times in the contract}",
        "01-09 warning W1; 02-03 warning W2; 02-04 decided taken; 06-03 warning W3",
        "06-30",
        ["W1 W2, met 02-03, taken", "W1 W2 W3, met 06-03"],
    ),
    # in any stretch: one step for what hangs together, not one for each stretch
    ("when: {event: power cut, for: 2 times in any 2 months}", "01-10 cut A; 03-09 cut B; 03-20 cut C", "06-30", ["A B C, met 03-09"]),
    ("when: {event: power cut, for: 2 times in any 2 months}", "01-10 cut A; 03-10 cut B", "06-30", []),
    # in the same month, quarter, contract year
    (
        "when: {event: power cut, for: 3 times in the same month}",
        "02-28 cut A; 03-01 cut B; 03-02 cut C; 03-30 cut D",
        "06-30",
        ["B C D, met 03-30"],
    ),
    ("when: {event: power cut, for: 2 times in the same quarter}", "03-31 cut A; 04-01 cut B; 06-30 cut C", "07-31", ["B C, met 06-30"]),
    ("when: {event: power cut, for: 2 times in the same contract year}", "12-31 cut A; 2025-01-01 cut B", "2025-02-28", []),
    # months with at least one
    (
        "when: {event: power cut, for: 3 consecutive months}",
        "01-10 cut A; 02-10 cut B; 02-11 cut C; 03-31 cut D",
        "06-30",
        ["01 02 03, met 03-31"],
    ),
    ("when: {event: power cut, for: 3 consecutive months}", "01-10 cut A; 02-10 cut B; 04-10 cut C", "06-30", []),
    ("when: {event: power cut, for: any 2 in 3 months}", "01-10 cut A; 01-12 cut B; 03-31 cut C", "06-30", ["01 03, met 03-31"]),
    ("when: {event: power cut, for: 2 in the last 3 months}", "01-10 cut A; 03-31 cut B", "06-30", ["01 03, met 03-31"]),
    ("when: {event: power cut, for: 2 in the last 3 months}", "01-10 cut A; 04-02 cut B", "06-30", []),
    ("when: {event: power cut, for: any 2 in the same quarter}", "01-10 cut A; 01-12 cut B; 03-31 cut C", "06-30", ["01 03, met 03-31"]),
    # the same KPI, the same service
    (
        "when: {event: warning notice, same: kpi, for: 2 times in any 12 months}",
        "01-09 warning W1 a; 02-09 warning W2 b; 03-09 warning W3 b",
        "06-30",
        ["b: W2 W3, met 03-09"],
    ),
    (
        "when: {event: warning notice, same: unit, for: 3 consecutive months}",
        "01-09 warning W1 north; 02-09 warning W2 south; 03-09 warning W3 north; 04-09 warning W4 north; 02-20 warning W5 north",
        "06-30",
        ["north: 01 02 03 04, met 03-09"],
    ),
    # a KPI of a unit is about that unit
    (
        "when: {event: warning notice, same: unit, for: 2 times in the contract}",
        "01-09 warning W1 kept.north; 02-09 warning W2 north",
        "06-30",
        ["north: W1 W2, met 02-09"],
    ),
    # after one of its own kind: that one itself is not counted
    (
        "when: {event: warning notice, for: once in the 6 months after warning notice}",
        "01-09 warning W1; 06-03 warning W2",
        "06-30",
        ["W1: W2, met 06-03"],
    ),
    ("when: {event: warning notice, for: once in the 6 months after warning notice}", "01-09 warning W1; 01-20 warning W2", "06-30", []),
    (
        "when: {event: warning notice, for: once in the 6 months from warning notice}",
        "01-09 warning W1; 01-20 warning W2",
        "06-30",
        ["W1: W2, met 01-20"],
    ),
    (
        "when: {event: warning notice, same: kpi, for: once in the 6 months after warning notice}",
        "01-09 warning W1 a; 03-03 warning W2 b",
        "06-30",
        ["W1 b: W2, met 03-03"],
    ),
    # what is withdrawn counts no more from that day
    (
        "when: {event: warning notice, for: 2 times in any 12 months}",
        "01-09 warning W1; 02-09 warning W2; 03-01 withdrawn W1",
        "06-30",
        ["W1 W2, met 02-09, no longer met on 03-01"],
    ),
    # only what begins in time
    ("when: {event: power cut}, from: 2 months after contract start", "02-03 cut A; 03-01 cut B", "06-30", ["B: B, met 03-01"]),
    ("when: {event: power cut}, until: decided by buyer", "02-03 cut A; 03-01 ended; 03-02 cut B", "06-30", ["A: A, met 02-03"]),
    # what a person chose
    ("when: {event: think of ending, chosen: end it}", "03-05 chose other end it; 03-06 chose other go on", "06-30", ["e1: e1, met 03-05"]),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), EVENTS)
def test_events(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """What is counted is what happened: one by one ("times"), or the periods with at least one."""
    assert steps(reviewed(rule, happened, on)) == expected


ROWS = [
    # each such row, from the day it is known
    (
        "when: {rows: falls, where: {harm: major}}",
        "02-20 fall F1 north major 02-11; 02-21 fall F2 north minor 02-12",
        "03-31",
        ["F1: F1, met 02-20"],
    ),
    # corrected away: no longer met; and given back
    (
        "when: {rows: falls, where: {harm: major}}",
        "02-20 fall F1 north major 02-11; 02-25 corrected F1 north minor 02-11; 03-05 corrected F1 north major 02-11",
        "03-31",
        ["F1: F1, met 02-20, no longer met on 02-25", "F1: F1, met 03-05"],
    ),
    # counted where they lie on time, not where they became known
    (
        "when: {rows: falls, for: 2 times in the same month}",
        "03-04 fall F1 north minor 02-11; 03-05 fall F2 south minor 03-01; 03-06 fall F3 south minor 02-28",
        "03-31",
        ["F1 F3, met 03-06"],
    ),
    (
        "when: {rows: falls, same: unit, for: 2 times in any 12 months}",
        "03-04 fall F1 north minor 02-11; 03-05 fall F2 south minor 03-01; 03-06 fall F3 south minor 02-28",
        "03-31",
        ["south: F3 F2, met 03-06"],
    ),
    (
        "when: {rows: falls, same: [unit, harm], for: 2 times in the contract}",
        "03-04 fall F1 north minor 02-11; 03-05 fall F2 north major 03-01; 03-06 fall F3 north minor 02-28",
        "03-31",
        ["north and minor: F1 F3, met 03-06"],
    ),
    (
        "when: {rows: falls, for: 2 consecutive months}",
        "03-04 fall F1 north minor 02-11; 03-05 fall F2 south minor 03-01",
        "03-31",
        ["02 03, met 03-05"],
    ),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), ROWS)
def test_rows(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """Each such row is an occurrence: known from its entry's day, gone when it is corrected away."""
    assert steps(reviewed(rule, happened, on)) == expected


TOGETHER = [
    # all in the same period: a month is a hit when it is poor and the power was cut in it
    ("when: [{kpi: a, is: poor}, {event: power cut}]", "a PPPG; 02-03 cut C1", "05-31", ["02, met 03-10"]),
    ("when: [{kpi: a, is: poor}, {event: power cut}]", "a PGGG; 02-03 cut C1", "05-31", []),
    (
        "when: [{kpi: a, is: poor, for: 2 consecutive months}, {event: power cut}]",
        "a PPPG; 02-03 cut C1; 03-31 cut C2",
        "05-31",
        ["02 03, met 04-10"],
    ),
    (
        "when: [{kpi: a, is: poor}, {rows: falls, where: {harm: major}}]",
        "a PGGG; 02-20 fall F1 north major 01-31",
        "05-31",
        ["01, met 02-20"],
    ),
    (
        "when: [{kpi: overall, is: poor, for: 2 consecutive months}, {kpi: b, is: poor}]",
        "a GGPG; b PGPP",
        "05-31",
        ["03 04, met 05-10"],
    ),
    ("when: [{kpi: a, is: poor}, {kpi: overall, is: poor}]", "a GPGG; b PGGG", "05-31", ["02, met 03-10"]),
    # the report of January to March was due on 10 April: late on the 11th, in April
    ("when: [{kpi: a, is: poor}, {duty: report, is: late}]", "a GGPP", "05-31", ["04, met 05-10"]),
    # a finding is about what has begun by its day
    ("when: [{kpi: a, is: poor}, {judged: it goes on, by: buyer}]", "a PPPP; 02-28 met", "05-31", ["01 02, met 02-28"]),
    ("when: [{kpi: a, is: poor}, {judged: it goes on, by: buyer}]", "a PPGG", "05-31", []),
    # events with events, in the same month
    ("when: [{event: power cut}, {event: warning notice}]", "02-03 cut C1; 02-28 warning W1; 03-01 cut C2", "05-31", ["C1: C1, met 02-28"]),
    (
        "when: [{event: power cut, for: 2 times in the contract}, {rows: falls}]",
        "01-03 cut A; 01-05 fall F1 north none 01-04; 02-03 cut B; 03-03 cut C; 03-05 fall F2 north none 03-04",
        "05-31",
        ["A C, met 03-05"],
    ),
    # none: it holds where the other does not, known when the month is over
    ("when: [{kpi: a, is: poor}, {none: [{event: power cut}]}]", "a PPGG; 02-03 cut C1", "05-31", ["01, met 02-10"]),
    ("when: [{event: power cut}, {none: [{kpi: overall, is: good}]}]", "a GP; 01-03 cut A; 02-03 cut B", "05-31", ["B: B, met 03-10"]),
    (
        "when: [{event: power cut}, {none: [{event: warning notice}]}]",
        "01-03 cut A; 02-03 cut B; 02-04 warning W1",
        "05-31",
        ["A: A, met 01-31"],
    ),
    (
        "when: {none: [{event: power cut}]}, until: 3 months after contract start",
        "02-03 cut A",
        "05-31",
        ["01, met 01-31", "03, met 03-31"],
    ),
    ("when: {none: [{kpi: any, is: poor}]}, until: 3 months after contract start", "a GPG; b GGG", "05-31", []),
    (
        "when: {none: [{kpi: [a, b], is: poor}]}, until: 3 months after contract start",
        "a GPG; b GGG",
        "05-31",
        ["01, met 02-10", "03, met 04-10"],
    ),
    # rows under none: the month is settled as a figure counted from them is, five working days after it or when their return is due
    (
        "when: [{event: power cut}, {none: [{rows: falls}]}]",
        "01-03 cut A; 02-03 cut B; 03-04 fall F1 north none 02-04",
        "05-31",
        ["A: A, met 02-07"],
    ),
    # any: each branch is met and proved by itself
    (
        "when: {any: [{kpi: a, is: poor}, {event: power cut}, {rows: falls}]}",
        "a PGGG; 01-20 cut C1; 02-20 fall F1 north minor 02-11",
        "05-31",
        ["C1: C1, met 01-20", "01, met 02-10", "F1: F1, met 02-20"],
    ),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), TOGETHER)
def test_lists_none_and_any(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """A list: all in the same period, a month for what has no period of its own. none: where it does not hold. any: each by itself."""
    assert steps(reviewed(rule, happened, on)) == expected


EXCEPTIONS = [
    # a person lifts the rule for what waits; its months are used up, later ones count
    ("when: {kpi: a, is: poor}, except: {judged: our own fault, by: buyer}", "a PPGG; 02-20 lifted", "02-28", ["01, met 02-10, lifted"]),
    (
        "when: {kpi: a, is: poor}, except: {judged: our own fault, by: buyer}",
        "a PPGG; 02-20 lifted",
        "05-31",
        ["01, met 02-10, lifted", "02, met 03-10"],
    ),
    (
        "when: {kpi: any, same: kpi, is: poor}, except: {judged: our own fault, by: buyer}",
        "a PGGG; b PGGG; 02-20 lifted b",
        "05-31",
        ["a: 01, met 02-10", "b: 01, met 02-10, lifted"],
    ),
    # before it is met there is nothing to lift
    ("when: {kpi: a, is: poor}, except: {judged: our own fault, by: buyer}", "a PGGG; 02-05 lifted", "05-31", ["01, met 02-10"]),
    # what happened in the same period lifts it by itself
    ("when: {kpi: a, is: poor}, except: {event: power cut}", "a PPGG; 02-03 cut C1", "05-31", ["01, met 02-10"]),
    ("when: {kpi: a, is: poor}, except: {kpi: b, is: good}", "a PPGG; b GP", "05-31", ["02, met 03-10"]),
    # any of several lifts it; of a list all of them together
    (
        "when: {kpi: a, is: poor}, except: {any: [{event: power cut}, {kpi: b, is: good}]}",
        "a PPPG; b PGPG; 03-03 cut C1",
        "05-31",
        ["01, met 02-10"],
    ),
    (
        "when: {kpi: a, is: poor}, except: [{event: power cut}, {kpi: b, is: good}]",
        "a PPPG; b GGPG; 02-03 cut C1",
        "05-31",
        ["01, met 02-10", "03, met 04-10"],
    ),
    (
        "when: {kpi: a, is: poor}, except: {any: [{judged: our own fault, by: buyer}, {judged: a flood, by: buyer}]}",
        "a PPGG; 02-20 lifted",
        "02-28",
        ["01, met 02-10, lifted"],
    ),
    (
        "when: {event: warning notice}, except: {event: power cut}",
        "02-03 cut C1; 02-04 warning W1; 03-04 warning W2",
        "05-31",
        ["W2: W2, met 03-31"],
    ),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), EXCEPTIONS)
def test_exceptions(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """What lifts a rule: a person who finds so, with a reason, or what else holds in the same period."""
    assert steps(reviewed(rule, happened, on)) == expected


DUTIES = [
    # the returns of months are due on the 5th
    ("when: {duty: monthly, is: late}", "a G.G", "03-31", ["monthly 2024-02: late, met 03-06"]),
    ("when: {duty: monthly, is: late by more than 5 working days}", "a G.G", "03-31", ["monthly 2024-02: late, met 03-13"]),
    (
        "when: {duty: monthly, is: late, for: 2 times in any 3 months}",
        "a G.G.G",
        "06-05",
        ["monthly: monthly 2024-02 monthly 2024-04, met 05-06"],
    ),
    ("when: {duty: monthly, is: late, for: 2 consecutive months}", "a G.G..", "06-30", ["monthly: 05 06, met 06-06"]),
    ("when: {duty: monthly, is: done}", "a G", "02-28", ["monthly: done 2024-02-05, met 02-05"]),
    (
        "when: {duty: report, is: done by 2024-04-30}",
        "04-09 done report 2024-Q1; 07-09 done report 2024-Q2",
        "07-31",
        ["report: done 2024-04-09, met 04-09"],
    ),
    ("when: {duty: talks, is: not held}", "04-01 held t1", "07-31", ["meeting 2024-Q1: late, met 04-01"]),
    ("when: {duty: improvement plan, is: not engaged}, may: warning notice", "03-01 plan P1 a", "04-30", ["P1: not engaged, met 03-12"]),
    (
        "when: {duty: improvement plan, is: late by more than 5 days}, may: warning notice",
        "03-01 plan P1 a",
        "04-30",
        ["P1: late, met 03-17"],
    ),
    (
        "when: {duty: improvement plan, is: late by more than 5 days}, may: warning notice",
        "03-01 plan P1 a; 03-16 proposed P1 06-01",
        "04-30",
        [],
    ),
    (
        "when: {duty: improvement plan, is: not improved}, may: warning notice",
        "03-01 plan P1 a; 05-02 reviewed P1 not improved",
        "05-31",
        ["P1: not improved, met 05-02"],
    ),
    ("when: {judged: it goes on, by: buyer}", "03-02 met", "05-31", ["03-02, met 03-02"]),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), DUTIES)
def test_duties_and_judgements(rule: str, happened: str, on: str, expected: list[str]) -> None:
    """What a duty, a plan or a meeting comes to, and how often; what only a person can find."""
    assert steps(reviewed(rule, happened, on)) == expected


LADDERS = [
    # what was taken and did not help: the next rung, on the same ground
    (
        "when: {kpi: a, is: poor}, then: {in_order: [improvement plan, warning notice, think of ending]}",
        "a PGGG; 02-12 decided taken; 02-12 plan P1 a; 04-30 reviewed P1 not improved",
        "05-31",
        [("improvement plan", "01, met 02-10, taken"), ("warning notice", "01, met 04-30")],
    ),
    (
        "when: {event: power cut}, then: {in_order: [warning notice, crisis meeting]}",
        "02-01 cut C1; 02-03 decided taken; 03-03 not helped",
        "05-31",
        [("warning notice", "C1: C1, met 02-01, taken"), ("crisis meeting", "C1: C1, met 03-03")],
    ),
    # the last rung stays the last; what was not taken leads nowhere
    (
        "when: {event: power cut}, then: {in_order: [warning notice, crisis meeting]}",
        "02-01 cut C1; 02-03 decided taken; 03-03 not helped; 03-04 decided taken; 04-04 not helped",
        "05-31",
        [("warning notice", "C1: C1, met 02-01, taken"), ("crisis meeting", "C1: C1, met 03-03, taken")],
    ),
    (
        "when: {event: power cut}, then: {in_order: [warning notice, crisis meeting]}",
        "02-01 cut C1; 02-03 decided not; 03-03 not helped",
        "05-31",
        [("warning notice", "C1: C1, met 02-01, not taken")],
    ),
    # met anew without such a finding: the same rung again
    (
        "when: {kpi: a, is: poor}, then: {in_order: [warning notice, crisis meeting]}",
        "a PGPG; 02-12 decided taken",
        "05-31",
        [("warning notice", "01, met 02-10, taken"), ("warning notice", "03, met 04-10")],
    ),
    # must and may in one rule: each met, proved and decided by itself
    (
        "when: {event: power cut}, then: warning notice, may: [crisis meeting, think of ending]",
        "02-01 cut C1",
        "05-31",
        [("warning notice", "C1: C1, met 02-01"), ("crisis meeting and think of ending", "C1: C1, met 02-01")],
    ),
]


@pytest.mark.parametrize(("rule", "happened", "on", "expected"), LADDERS)
def test_what_follows(rule: str, happened: str, on: str, expected: list[tuple[str, str]]) -> None:
    """`in_order`: the next step when a person finds that the last one did not help. `then` and `may`: what must be, and what may."""
    found = reviewed(rule, happened, on)
    assert [(step.then, line) for step, line in zip((s for s in found.steps if s.rule == "r"), steps(found), strict=True)] == expected


def test_must_and_may_are_told_apart() -> None:
    found = reviewed("when: {event: power cut}, then: warning notice, may: crisis meeting", "02-01 cut C1", "05-31")
    assert [(step.id, step.may) for step in found.steps] == [("r/C1/2024-02-01", False), ("r/2/C1/2024-02-01", True)]


GATES = [
    # what must have happened first, while it has not
    (
        "only_after: [crisis meeting held since met, crisis meeting refused since met]",
        "",
        ["crisis meeting held since met", "crisis meeting refused since met"],
    ),
    ("only_after: [crisis meeting held since met, crisis meeting refused since met]", "02-20 held x1", []),
    ("only_after: [crisis meeting held since met, crisis meeting refused since met]", "02-20 refused x1", []),
    (
        "only_after: [crisis meeting held since met, crisis meeting refused since met]",
        "02-09 refused x1",
        ["crisis meeting held since met", "crisis meeting refused since met"],
    ),
    ("only_after: crisis meeting refused", "02-09 refused x1", []),
    ("only_after: improvement plan agreed", "02-01 plan P1 a", ["improvement plan agreed"]),
    ("only_after: nothing", "", []),
]


@pytest.mark.parametrize(("gate", "happened", "first"), GATES)
def test_gates(gate: str, happened: str, first: list[str]) -> None:
    """A step met on 10 February: it is taken only after one of these happened; `since met`, on that day or later."""
    found = reviewed(f"when: {{kpi: a, is: poor}}, {gate}", f"a PGG; {happened}", "05-31")
    assert [list(step.first) for step in found.steps] == [first]


def test_a_day_set_by_a_person() -> None:
    """Where the contract leaves the day to a side, the one given with the decision is the step's."""
    found = reviewed(
        "when: {event: power cut}, then: crisis meeting, due: {set_by: buyer}", "02-01 cut C1; 02-03 decided taken by 02-20", "05-31"
    )
    assert [str(step.due) for step in found.steps] == ["2024-02-20"]
    assert [str(duty.due) for duty in found.duties if duty.kind == "decision"] == ["2024-02-20"]
