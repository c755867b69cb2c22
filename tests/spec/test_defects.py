# ruff: noqa: E501 (lines of a contract, and whole sentences)
"""# Defects of a contract

What `tenor check` finds in the contract itself: what is wrong in it, what follows, and what to do. None of it stops anything; a contract
is held as it was signed, and these are the questions to ask before its first month. Each table is one kind of defect; each line changes
one thing in a small sound contract, in which nothing is found.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tenor import terms
from tenor.base.problem import Problem
from tenor.base.wording import say
from tenor.terms.check import check
from tenor.terms.read_yaml import read_yaml

SOUND = """\
tenor: "1"
contract: {reference: C-1, title: Meals at home, buyer: Example Council, supplier: Example Kitchens, starts: 2023-04-01, ends: 2025-03-31}
words: {working day: open day}
contacts:
  - {side: buyer, order: 1, role: buyer contract manager, name: A Example, email: a@council.example}
  - {side: supplier, order: 1, role: supplier contract manager, name: B Sample, email: b@kitchens.example}
units:
  - {id: u1, opens: 2023-04-01}
datasets:
  meals: {row: one meal, key: [unit, served_on], dated_by: served_on, fields: {unit: unit, served_on: date, hot: yes/no}}
levels: [good, fair, poor]
target_level: good
kpis:
  - {id: hot, number: "1", clause: "3.1", title: Hot, every: month, measure: {stated: share}, bands: {good: at least 90%, fair: at least 60%, poor: below 60%}}
  - {id: late, number: "2", clause: "3.2", title: Late, every: month, measure: {count: {of: meals}}, bands: {good: at most 2, fair: at most 5, poor: above 5}}
overall: {clause: "4", every: month, of: any, how: worst}
returns:
  - {id: monthly, clause: "5", by: supplier, to: buyer, holds: [meals, hot], every: month, due: 5 working days after period end}
steps:
  warning: {clause: "6", kind: notice, by: buyer}
rules:
  - {id: warn, clause: "6", when: {kpi: any, same: kpi, is: poor, for: 2 consecutive months}, then: warning}
"""
DUE = "due: 5 working days after period end"
BANDS = "good: at least 90%, fair: at least 60%, poor: below 60%"
MEASURES = {
    "a share of units": "{share: {of: units, that: {have: meals}}}",
    "a share of rows": "{share: {of: meals, that: {hot: yes}}}",
    "a count": "{count: {of: meals}}",
    "a stated share": "{stated: share}",
    "a stated number": "{stated: number}",
    "money": "{stated: GBP}",
}
UNSAID = "Such a figure stays unrated and counts in no rule: ask, agree a reading, and name it as otherwise"
CASES = "Ask whether a number of cases would say better what is meant"
TRIED = "(one row for each open unit was tried)"
IF_CLOSED = "Ask, and write it as if_closed"


def changed(*changes: tuple[str, str]) -> str:
    """The sound contract with some text replaced."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def problems(text: str) -> list[Problem]:
    """What is found in a contract that reads without a problem; readings still open are a table of their own."""
    read = read_yaml(text)
    assert read.terms is not None, [str(each) for each in read.problems]
    return list(check(read.terms))


def found(text: str) -> list[str]:
    """Code and sentence of each."""
    return [f"{each.code}: {say(each.said)}" for each in problems(text) if each.code != "reading-open"]


def kpi_1(measure: str, bands: str, units: tuple[int, ...] = (1,)) -> str:
    """The sound contract with another KPI 1. `units`: how many are open in its first year, and in its second."""
    opens = "".join(f"  - {{id: u{n}, opens: {'2023-04-01' if n <= units[0] else '2024-04-01'}}}\n" for n in range(1, units[-1] + 1))
    stated = "stated" in MEASURES[measure]
    return changed(
        ("measure: {stated: share}", f"measure: {MEASURES[measure]}"),
        (f"{{{BANDS}}}", bands if bands.startswith("{") else f"{{{bands}}}"),
        ("  - {id: u1, opens: 2023-04-01}\n", opens),
        ("[meals, hot]", "[meals, hot]" if stated else "[meals]"),
    )


def test_nothing_is_found_in_a_sound_contract() -> None:
    """The contract that the tables below change."""
    assert found(SOUND) == []


GAPS = [
    (
        "a stated share",
        "good: at least 90%, fair: between 60% and 89%, poor: below 60%",
        [f"band-gap: KPI 1: above 89% and below 90% no band says what it is. {UNSAID}"],
    ),
    (
        "a stated share",
        "{good: at least 90%, fair: between 60% and 89%, poor: below 60%}, rounded: to 0 decimals",
        [],
    ),
    (
        "a stated share",
        "{good: at least 90%, fair: between 60% and 89%, poor: below 60%}, rounded: to 1 decimals",
        [f"band-gap: KPI 1: from 89.1% to 89.9% no band says what it is. {UNSAID}"],
    ),
    (
        "a stated share",
        "good: at least 90%, fair: between 60% and 89.9%, poor: below 60%",
        [f"band-gap: KPI 1: above 89.9% and below 90% no band says what it is. {UNSAID}"],
    ),
    (
        "a stated share",
        "{good: at least 90%, fair: between 60% and 89.9%, poor: below 60%}, rounded: to 1 decimals",
        [],
    ),
    (
        "a stated share",
        "good: above 80%, fair: below 80%",
        [f"band-edge: KPI 1: exactly 80% is in no band, though bands end there on both sides. {UNSAID}"],
    ),
    (
        "a stated share",
        "good: at least 90%, fair: from 60% to below 90%",
        [f"band-gap: KPI 1: below 60% no band says what it is. {UNSAID}"],
    ),
    (
        "a stated share",
        "good: between 90% and 95%, fair: at least 60%, poor: below 60%",
        ["band-overlap: KPI 1: from 90% to 95% two bands hold, good and fair. The better one, good, is taken: ask where fair begins"],
    ),
    (
        "a stated share",
        "good: between 60% and 80%, fair: from 40% to below 60%, poor: below 40%",
        [f"band-gap: KPI 1: above 80% no band says what it is. {UNSAID}"],
    ),
    (
        "a stated share",
        "good: at most 5%, fair: between 6% and 10%, poor: above 10%",
        [f"band-gap: KPI 1: above 5% and below 6% no band says what it is. {UNSAID}"],
    ),
    (
        "a stated share",
        "good: at least 90%, fair: between 60% and 70%, poor: to be agreed",
        [
            f"band-gap: KPI 1: above 70% and below 90% no band says what it is. {UNSAID}",
            "hole: poor (bands) of hot: still to be agreed. Nothing is worked out from it. Ask, and agree a reading or a variation",
        ],
    ),
    (
        "a count",
        "good: at most 1, fair: at most 2, poor: at least 3",
        [],
    ),
    (
        "a count",
        "good: at most 0, fair: between 1 and 2, poor: exactly 3",
        [f"band-gap: KPI 1: from 4 on no band says what it is. {UNSAID}"],
    ),
    (
        "a count",
        "good: at most 1, fair: exactly 2, poor: above 3",
        [f"band-gap: KPI 1: at exactly 3 no band says what it is. {UNSAID}"],
    ),
    (
        "a count",
        "good: below 2, fair: from 3 to below 5, poor: at least 7",
        [
            f"band-gap: KPI 1: at exactly 2 no band says what it is. {UNSAID}",
            f"band-gap: KPI 1: from 5 to 6 no band says what it is. {UNSAID}",
        ],
    ),
    (
        "a count",
        "good: below 2, poor: above 2",
        [f"band-edge: KPI 1: exactly 2 is in no band, though bands end there on both sides. {UNSAID}"],
    ),
    (
        "a count",
        "good: exactly 3, fair: between 1 and 2, poor: at most 0",
        [f"band-gap: KPI 1: from 4 on no band says what it is. {UNSAID}"],
    ),
    (
        "a stated number",
        "good: at most 2.5, poor: at least 3",
        [f"band-gap: KPI 1: above 2.5 and below 3 no band says what it is. {UNSAID}"],
    ),
    (
        "money",
        "good: at most 199 GBP, poor: at least 200 GBP",
        [f"band-gap: KPI 1: from 199.01 GBP to 199.99 GBP no band says what it is. {UNSAID}"],
    ),
    (
        "money",
        "good: at most 199.99 GBP, poor: at least 200 GBP",
        [],
    ),
]


@pytest.mark.parametrize(("measure", "bands", "defects"), GAPS)
def test_figures_in_no_band(measure: str, bands: str, defects: list[str]) -> None:
    """A stretch of figures that no band takes in. Of counts only whole numbers are asked for, of money whole pence, and of figures that
    the contract rounds only what rounding leaves. The edges are exact, to whatever decimals they are printed."""
    assert found(kpi_1(measure, bands)) == defects


OTHERWISE = [
    (
        "{good: at least 90%, fair: at least 80%, poor: below 70%}",
        [f"band-gap: KPI 1: from 70% up to but not including 80% no band says what it is. {UNSAID}"],
    ),
    (
        "{good: at least 90%, fair: at least 80%, poor: below 70%}, otherwise: {reading: gap}",
        [
            "band-gap: KPI 1: from 70% up to but not including 80% no band says what it is. The reading gap makes it fair until both sides agree"
        ],
    ),
    (
        "{good: at least 90%, fair: at least 80%, poor: below 70%}, otherwise: unrated",
        [
            "band-gap: KPI 1: from 70% up to but not including 80% no band says what it is. The terms make it unrated (otherwise), and the bands do not say so: ask, and agree it as a reading"
        ],
    ),
    (
        "{good: at least 90%, fair: at least 80%, poor: below 70%}, otherwise: poor",
        [
            "band-gap: KPI 1: from 70% up to but not including 80% no band says what it is. The terms make it poor (otherwise), and the bands do not say so: ask, and agree it as a reading"
        ],
    ),
    (
        "{good: at least 90%, fair: at least 60%}, otherwise: poor",
        [],
    ),
]


@pytest.mark.parametrize(("bands", "defects"), OTHERWISE)
def test_what_a_figure_in_no_band_is(bands: str, defects: list[str]) -> None:
    """What covers a gap is said: a reading, `otherwise`, or nothing. A level without a band of its own that `otherwise` names is no
    defect: "anything else is poor"."""
    reading = (
        "rules:\n",
        'readings:\n  - {id: gap, clause: "3.1", unclear: "80% to 90%?", options: [fair, poor], reading: fair}\nrules:\n',
    )
    assert found(kpi_1("a stated share", bands).replace(*reading)) == defects


TWICE = [
    (
        "a stated share",
        "good: at least 90%, fair: at least 60%, poor: at least 0%",
        [],
    ),
    (
        "a count",
        "good: at most 0, fair: at most 2, poor: at least 3",
        [],
    ),
    (
        "a stated share",
        "good: at least 80%, fair: at most 80%",
        ["band-edge: KPI 1: exactly 80% is both good and fair. The better one, good, is taken: ask to which the edge belongs"],
    ),
    (
        "a stated share",
        "good: between 80% and 100%, fair: between 60% and 80%, poor: between 0% and 60%",
        [
            "band-edge: KPI 1: exactly 80% is both good and fair. The better one, good, is taken: ask to which the edge belongs",
            "band-edge: KPI 1: exactly 60% is both fair and poor. The better one, fair, is taken: ask to which the edge belongs",
        ],
    ),
    (
        "a stated share",
        "good: at least 80%, fair: at least 60%, poor: below 70%",
        [
            "band-overlap: KPI 1: from 60% up to but not including 70% two bands hold, fair and poor. The better one, fair, is taken: ask where poor begins"
        ],
    ),
    (
        "a stated share",
        "good: at least 90%, fair: between 60% and 92%, poor: below 60%",
        ["band-overlap: KPI 1: from 90% to 92% two bands hold, good and fair. The better one, good, is taken: ask where fair begins"],
    ),
    (
        "a count",
        "good: at most 1, fair: between 1 and 3, poor: at least 4",
        ["band-edge: KPI 1: exactly 1 is both good and fair. The better one, good, is taken: ask to which the edge belongs"],
    ),
    (
        "a count",
        "good: at most 2, fair: between 2 and 5, poor: at least 4",
        [
            "band-edge: KPI 1: exactly 2 is both good and fair. The better one, good, is taken: ask to which the edge belongs",
            "band-overlap: KPI 1: from 4 to 5 two bands hold, fair and poor. The better one, fair, is taken: ask where poor begins",
        ],
    ),
]


@pytest.mark.parametrize(("measure", "bands", "defects"), TWICE)
def test_figures_in_two_bands(measure: str, bands: str, defects: list[str]) -> None:
    """Bands are tried best first, so "at least 90%" above "at least 60%" is a ladder and no overlap; so is "at most 1" above "at most 2"."""
    assert found(kpi_1(measure, bands)) == defects


NEVER = [
    (
        "good: at least 60%, fair: at least 80%, poor: below 60%",
        [
            "band-unreachable: KPI 1: every figure of fair is taken by good first, since bands are tried best first, so nothing is ever fair: ask whether the two were changed over"
        ],
    ),
    (
        "good: above 100%, fair: at least 60%, poor: below 60%",
        ["band-unreachable: KPI 1: no figure can lie in the band of good: ask what was meant"],
    ),
    (
        "{good: at least 80%, fair: above 79.5% to 79.9%, poor: below 80%}, rounded: to 0 decimals",
        ["band-unreachable: KPI 1: no figure can lie in the band of fair: ask what was meant"],
    ),
]


@pytest.mark.parametrize(("bands", "defects"), NEVER)
def test_bands_that_no_figure_can_lie_in(bands: str, defects: list[str]) -> None:
    """Whatever is reported."""
    assert found(kpi_1("a stated share", bands)) == defects


REACH = [
    (
        "a share of units",
        (6, 7),
        "good: at least 100%, fair: at least 90%, poor: below 80%",
        [
            f"band-gap: KPI 1: from 80% up to but not including 90% no band says what it is. With 6 or 7 units 1 missed is 83.3% or 85.7%: always in the gap. {UNSAID}",
            f"band-unreachable: KPI 1: with 6 or 7 units no result is fair without being good. {CASES}",
        ],
    ),
    (
        "a share of rows",
        (6, 7),
        "{good: at least 100%, fair: at least 90%, poor: below 90%}",
        [f"band-unreachable: KPI 1: with 6 or 7 rows {TRIED} no result is fair without being good. {CASES}"],
    ),
    (
        "a share of units",
        (3,),
        "good: at least 100%, fair: at least 90%, poor: below 80%",
        [
            f"band-gap: KPI 1: from 80% up to but not including 90% no band says what it is. With 3 units no result falls into it; with other numbers one may. {UNSAID}",
            f"band-unreachable: KPI 1: with 3 units no result is fair without being good. {CASES}",
        ],
    ),
    (
        "a share of units",
        (10,),
        "good: at least 100%, fair: at least 90%, poor: below 80%",
        [
            f"band-gap: KPI 1: from 80% up to but not including 90% no band says what it is. With 10 units 2 missed is 80%: always in the gap. {UNSAID}"
        ],
    ),
    (
        "a share of units",
        (3, 10),
        "good: at least 100%, fair: at least 90%, poor: below 90%",
        [
            f"band-unreachable: KPI 1: with 3 no result is fair, with 10 there is one (3 or 10 units open in the contract's periods). {CASES}"
        ],
    ),
    (
        "a share of units",
        (3,),
        BANDS,
        [],
    ),
    (
        "a share of rows",
        (6,),
        BANDS,
        [],
    ),
    (
        "a share of units",
        (7,),
        BANDS,
        [],
    ),
    (
        "a share of units",
        (6,),
        "{good: at least 100%, fair: at least 90%, poor: below 80%}, otherwise: fair",
        [
            "band-gap: KPI 1: from 80% up to but not including 90% no band says what it is. With 6 units 1 missed is 83.3%: always in the gap. The terms make it fair (otherwise), and the bands do not say so: ask, and agree it as a reading",
            f"band-unreachable: KPI 1: with 6 units no result is fair by its own band (from 90% up to but not including 100%). Only what is in no band is fair (otherwise). {CASES}",
        ],
    ),
    (
        "a share of units",
        (6,),
        "{good: at least 100%, fair: at least 90%, poor: below 80%}, over: last 12 months",
        [
            f"band-gap: KPI 1: from 80% up to but not including 90% no band says what it is. With 72 units, periods added up, 8 to 14 missed always lie in the gap. {UNSAID}"
        ],
    ),
    (
        "a share of units",
        (7,),
        "{good: at least 86%, fair: at least 60%, poor: below 60%}, rounded: to 0 decimals",
        [],
    ),
    (
        "a share of units",
        (7,),
        "good: at least 100%, fair: between 86% and 99%, poor: at most 85%",
        [
            f"band-gap: KPI 1: above 85% and below 86% no band says what it is. With 7 units 1 missed is 85.7%: always in the gap. {UNSAID}",
            f"band-gap: KPI 1: above 99% and below 100% no band says what it is. With 7 units no result falls into it; with other numbers one may. {UNSAID}",
            f"band-unreachable: KPI 1: with 7 units no result is fair by its own band (from 86% to 99%). {CASES}",
        ],
    ),
    (
        "a share of rows",
        (1,),
        "{good: at least 100%, fair: at least 90%, poor: below 90%}",
        [],
    ),
]


@pytest.mark.parametrize(("measure", "units", "bands", "defects"), REACH)
def test_results_that_the_numbers_allow(measure: str, units: tuple[int, ...], bands: str, defects: list[str]) -> None:
    """Of 6 units one missed is 83.3%, and nothing lies between that and 100%. The units are those the contract expects in its periods (here
    in its first and its second year). Of rows nobody knows how many come: one row for each open unit is tried, and said."""
    assert found(kpi_1(measure, bands, units)) == defects


TURNED = [
    (
        "{good: at most 5%, fair: at most 10%, poor: above 10%}, better: higher",
        ["band-turned: KPI 1: higher is said to be better, and the bands run the other way. The bands are taken: ask which is meant"],
    ),
    (
        "{good: at most 5%, fair: at most 10%, poor: above 10%}, better: lower",
        [],
    ),
    (
        "{good: at least 90%, fair: at least 60%, poor: below 60%}, better: lower",
        ["band-turned: KPI 1: lower is said to be better, and the bands run the other way. The bands are taken: ask which is meant"],
    ),
]


@pytest.mark.parametrize(("bands", "defects"), TURNED)
def test_bands_that_run_against_better(bands: str, defects: list[str]) -> None:
    """`better` only helps a reader; where it contradicts the bands, one of the two is a slip."""
    assert found(kpi_1("a stated share", bands)) == defects


YEARS = [
    (
        "good: {by year: {1: at least 90%, 2: to be agreed}}, fair: at least 60%, poor: below 60%",
        ["hole: good (bands) of hot: still to be agreed. Nothing is worked out from it. Ask, and agree a reading or a variation"],
    ),
    (
        "good: at least 100%, fair: {by year: {1: at least 80%, 2: between 85% and 90%}}, poor: below 80%",
        [
            f"band-gap: KPI 1 from Mon 1 Apr 2024: from 80% up to but not including 85% no band says what it is. {UNSAID}",
            f"band-gap: KPI 1 from Mon 1 Apr 2024: above 90% and below 100% no band says what it is. {UNSAID}",
        ],
    ),
    (
        "good: {by year: {1: at least 80%, 2: at least 90%}}, fair: between 60% and 79%, poor: below 60%",
        [
            f"band-gap: KPI 1: above 79% and below 80% no band says what it is. {UNSAID}",
            f"band-gap: KPI 1 from Mon 1 Apr 2024: above 79% and below 90% no band says what it is. {UNSAID}",
        ],
    ),
    (
        "good: {by date: {2023-04-01: at least 80%, 2024-01-01: at least 85%}}, fair: from 60% to below 80%, poor: below 60%",
        [f"band-gap: KPI 1 from Mon 1 Jan 2024: from 80% up to but not including 85% no band says what it is. {UNSAID}"],
    ),
    (
        "good: {by year: {1: at least 90%, 2: at least 95%}}, fair: at least 70%, poor: below 70%",
        [],
    ),
]


@pytest.mark.parametrize(("bands", "defects"), YEARS)
def test_bands_that_change(bands: str, defects: list[str]) -> None:
    """Bands by contract year or by date are looked at each by itself; what does not change is said once."""
    assert found(kpi_1("a stated share", bands)) == defects


RULE = "when: {kpi: any, same: kpi, is: poor, for: 2 consecutive months}"
RULES = [
    (
        RULE,
        "when: {kpi: any, is: poor, for: 2 consecutive months}",
        [
            "same-not-said: rule warn counts 2 consecutive months over several KPIs and does not say whether it must be the same one. Each KPI is counted by itself meanwhile: ask, and write same: kpi or same: nothing"
        ],
    ),
    (
        RULE,
        "when: {kpi: [hot, late], is: poor, for: any 2 in 3 months}",
        [
            "same-not-said: rule warn counts any 2 in 3 months over several KPIs and does not say whether it must be the same one. Each KPI is counted by itself meanwhile: ask, and write same: kpi or same: nothing"
        ],
    ),
    (
        RULE,
        "when: {any: [{kpi: hot, is: poor, for: 2 consecutive months}, {kpi: any, is: poor, for: 3 in the last 4 months}]}",
        [
            "same-not-said: rule warn counts 3 in the last 4 months over several KPIs and does not say whether it must be the same one. Each KPI is counted by itself meanwhile: ask, and write same: kpi or same: nothing"
        ],
    ),
    (
        RULE,
        "when: {kpi: hot, is: poor, for: 2 consecutive months}",
        [],
    ),
    (
        RULE,
        "when: {kpi: any, is: poor, for: any 1 in the 3 months after warning}",
        [],
    ),
    (
        RULE,
        "when: {kpi: any, same: kpi, is: poor, for: 2 consecutive quarters}",
        [
            "period-mismatch: rule warn counts in quarters, and KPI 1 and KPI 2 are measured by another period (month): which of several figures speaks for the quarter is not said. Ask whether each KPI's own periods are meant, and write periods"
        ],
    ),
    (
        "title: Hot, every: month",
        "title: Hot, every: quarter",
        [
            "period-mismatch: rule warn counts in months, and KPI 1 is measured by another period (quarter): there is no figure in the months between, and those cannot count. Ask whether each KPI's own periods are meant, and write periods"
        ],
    ),
    (
        RULE,
        "when: {kpi: any, same: kpi, is: poor, for: 2 consecutive periods}",
        [],
    ),
    (
        "rules:\n",
        '  plan: {clause: "7", kind: plan, by: supplier}\nrules:\n',
        ["step-without-rule: no rule leads to plan: nobody is ever told that it may be taken. Ask when it follows, or take it out"],
    ),
    (
        "kind: notice, by: buyer",
        "kind: notice, by: []",
        ["step-without-doer: nobody is named to do warning: ask who does it, and write by"],
    ),
]


@pytest.mark.parametrize(("old", "new", "defects"), RULES)
def test_rules(old: str, new: str, defects: list[str]) -> None:
    """What is counted, over which KPIs, in which periods; and where a rule leads."""
    assert found(changed((old, new))) == defects


OVERALL = [
    (
        'overall: {clause: "4", every: month, of: any, how: worst}\n',
        [],
    ),
    (
        'overall: {clause: "4", every: quarter, of: any, how: worst}\n',
        [
            "period-mismatch: rule warn counts in months, and the overall rating is measured by another period (quarter): there is no figure in the months between, and those cannot count. Ask whether each KPI's own periods are meant, and write periods"
        ],
    ),
    (
        "",
        [
            "overall-undefined: rule warn looks at an overall rating, and nothing says how one is made: the rule is never met. Ask how, and write overall"
        ],
    ),
]


@pytest.mark.parametrize(("overall", "defects"), OVERALL)
def test_a_rule_on_the_overall_rating(overall: str, defects: list[str]) -> None:
    """A rule that counts two months of an overall rating."""
    rule = (RULE, "when: {kpi: overall, is: poor, for: 2 consecutive months}")
    assert found(changed(rule, ('overall: {clause: "4", every: month, of: any, how: worst}\n', overall))) == defects


WORDS = [
    (
        "words: {working day: open day}\n",
        "",
        [
            "day-kind-not-said: the contract counts in working days (5 working days after period end) and does not say what they are. An open day is meant here meanwhile: no weekend, no bank holiday. Ask, and put working day into words"
        ],
    ),
    (
        DUE,
        "due: 5th business day of the next month",
        [
            "day-kind-not-said: the contract counts in business days (5th business day of the next month) and does not say what they are. An open day is meant here meanwhile: no weekend, no bank holiday. Ask, and put business day into words"
        ],
    ),
    (
        DUE,
        "due: 10 weekdays after period end",
        [],
    ),
    (
        "kind: notice, by: buyer",
        "kind: notice, by: head cook",
        [
            "word-undefined: head cook is named (warning), and the contract does not say who that is: nobody is asked or reminded. Ask, and name a contact with this role, or say in words whom it means"
        ],
    ),
    (
        "words: {working day: open day}",
        "words: {working day: open day, head cook: catering manager}",
        [],
    ),
    (
        "kind: notice, by: buyer",
        "kind: notice, by: Example Kitchens",
        [],
    ),
    (
        "words: {working day: open day}",
        "words: {working day: open day, meals: unit}",
        ['word-taken: "meals" is already the name of a dataset here: a word may not stand for something else too'],
    ),
    (
        "words: {working day: open day}",
        "words: {working day: open day, monthly: supplier}",
        ['word-taken: "monthly" is already the name of a return here: a word may not stand for something else too'],
    ),
    (
        "words: {working day: open day}",
        "words: {working day: open day, award: unit}",
        ['word-taken: "award" is already the name of a known event here: a word may not stand for something else too'],
    ),
]


@pytest.mark.parametrize(("old", "new", "defects"), WORDS)
def test_words(old: str, new: str, defects: list[str]) -> None:
    """Kinds of day and roles that are used and nowhere said. One word means one thing."""
    assert found(changed((old, new))) == defects


CONTACTS = [
    (
        ", email: b@kitchens.example",
        "",
        ["contact-missing: B Sample (1st contact of the supplier) has no email and cannot receive notices by email. Ask for one"],
    ),
    (
        ", email: b@kitchens.example",
        ", address: 1 Kitchen Road",
        [],
    ),
    (
        "name: B Sample, email: b@kitchens.example",
        "name: to be agreed",
        [
            "contact-missing: the 1st contact of the supplier is still to be named: nobody there can be reminded or sent a notice meanwhile. Ask for the name"
        ],
    ),
    (
        "role: supplier contract manager, name: B Sample, email: b@kitchens.example",
        "name: to be agreed}\n  - {side: supplier, order: 2, name: to be agreed",
        [
            "contact-missing: the buyer has 1 of 2 contacts: the 2nd is not listed. Ask whether it is wanted",
            "contact-missing: the 1st and 2nd contacts of the supplier are still to be named: nobody there can be reminded or sent a notice meanwhile. Ask for the names",
        ],
    ),
    (
        "  - {side: supplier, order: 1, role: supplier contract manager, name: B Sample, email: b@kitchens.example}\n",
        "",
        ["contact-missing: the supplier has no contact: nobody there can be asked, reminded or sent a notice. Ask for names"],
    ),
    (
        "  - {side: supplier, order: 1, role: supplier contract manager, name: B Sample, email: b@kitchens.example}\n",
        "  - {side: buyer, order: 2, name: C Specimen, email: c@council.example}\n  - {side: supplier, order: 1, role: supplier contract manager, name: B Sample, email: b@kitchens.example}\n",
        ["contact-missing: the supplier has 1 of 2 contacts: the 2nd is not listed. Ask whether it is wanted"],
    ),
]


@pytest.mark.parametrize(("old", "new", "defects"), CONTACTS)
def test_contacts(old: str, new: str, defects: list[str]) -> None:
    """One line for each side and each thing that is missing there."""
    assert found(changed((old, new))) == defects


DAYS = [
    (
        "due: last Friday of the month",
        [
            "due-before-period-end: the return monthly is due before the end of what it covers, in 19 of 24 periods: for November 2023 on Fri 24 Nov 2023, with 4 working days still to come. It cannot be complete, so its figures are provisional. Nothing says when the rest is added: agree a day, and write it as completed",
            f"due-on-closed-day: the return monthly is due last Friday of the month, and that is a closed day in 1 of 24 periods: Fri 29 Mar 2024 (Good Friday). The contract does not say what then; Fri 29 Mar 2024 moves to Tue 2 Apr 2024, as named days do where nothing is said. {IF_CLOSED}",
        ],
    ),
    (
        "due: last Friday of the month, if_closed: working day before, completed: with the next return",
        [
            "due-before-period-end: the return monthly is due before the end of what it covers, in 20 of 24 periods: for November 2023 on Fri 24 Nov 2023, with 4 working days still to come. It cannot be complete, so its figures are provisional. The rest comes with the next return",
            "due-on-closed-day: the return monthly is due last Friday of the month, and that is a closed day in 1 of 24 periods: Fri 29 Mar 2024 (Good Friday). As the terms say, Fri 29 Mar 2024 moves to Thu 28 Mar 2024",
        ],
    ),
    (
        "due: last Friday of the month, covers: previous period",
        [
            f"due-on-closed-day: the return monthly is due last Friday of the month, and that is a closed day in 1 of 24 periods: Fri 29 Mar 2024 (Good Friday). The contract does not say what then; Fri 29 Mar 2024 moves to Tue 2 Apr 2024, as named days do where nothing is said. {IF_CLOSED}"
        ],
    ),
    (
        "due: last working day of the month, completed: 5 working days after period end",
        [
            "due-before-period-end: the return monthly is due before the end of what it covers, in 7 of 24 periods: for April 2023 on Fri 28 Apr 2023, with 2 days still to come. It cannot be complete, so its figures are provisional. The rest is added by 5 working days after period end"
        ],
    ),
    (
        "due: 15th day of the next month",
        [
            f"due-on-closed-day: the return monthly is due 15th day of the next month, and that is a closed day in 7 of 24 periods: Sat 15 Jul 2023, Sun 15 Oct 2023 and Sat 15 Jun 2024. The contract does not say what then; Sat 15 Jul 2023 moves to Mon 17 Jul 2023, as named days do where nothing is said. {IF_CLOSED}"
        ],
    ),
    (
        "due: end of the next month, if_closed: stays",
        [
            "due-on-closed-day: the return monthly is due end of the next month, and that is a closed day in 6 of 24 periods: Sat 30 Sep 2023, Sun 31 Dec 2023 and Sun 31 Mar 2024. As the terms say, Sat 30 Sep 2023 stays as it is"
        ],
    ),
    (
        "due: 10 days after period end, if_closed: next working day",
        [
            "due-on-closed-day: the return monthly is due 10 days after period end, and that is a closed day in 7 of 24 periods: Sat 10 Jun 2023, Sun 10 Sep 2023 and Sun 10 Dec 2023. As the terms say, Sat 10 Jun 2023 moves to Mon 12 Jun 2023"
        ],
    ),
    (
        "due: 10 working days after period end",
        [],
    ),
]


@pytest.mark.parametrize(("due", "defects"), DAYS)
def test_deadlines(due: str, defects: list[str]) -> None:
    """Deadlines on closed days, and returns that are due before what they cover has ended: the period with most still to come is told."""
    assert found(changed((DUE, due))) == defects


RETURNS = [
    (
        "[meals, hot]",
        "[meals]",
        [
            "kpi-not-returned: KPI 1 rests on hot, which no return holds: it stays not reported in every period. Ask who sends it, and add it to a return"
        ],
    ),
    (
        "[meals, hot]",
        "[hot]",
        [
            "kpi-not-returned: KPI 2 rests on meals, which no return holds: it stays not reported in every period. Ask who sends it, and add it to a return"
        ],
    ),
    (
        "of: meals}}",
        "of: meals}}, final: 2 working days after period end",
        [
            "final-before-due: KPI 2: the figure for April 2023 is final on Wed 3 May 2023, before the return monthly that brings it is due on Tue 9 May 2023. What comes in time then changes a final figure: ask for a later day to settle"
        ],
    ),
    (
        "levels: [",
        "figures: {final: 3 working days after period end}\nlevels: [",
        [
            "final-before-due: KPI 1 and KPI 2: the figures for April 2023 are final on Thu 4 May 2023, before the return monthly that brings them is due on Tue 9 May 2023. What comes in time then changes a final figure: ask for a later day to settle"
        ],
    ),
    (
        "levels: [",
        "figures: {final: 5 working days after period end}\nlevels: [",
        [],
    ),
    (
        "  - {id: u1, opens: 2023-04-01}",
        "  - {id: u1}\n  - {id: u2, name: South, opens: not said}",
        [
            "unit-not-open: u1 and South have no opening date: they are expected in no period, and nothing missed there shows. Ask since when they are served"
        ],
    ),
    (
        "ends: 2025-03-31",
        "ends: 2031-03-31",
        [
            "calendar-ends: bank holidays are published up to Sun 31 Dec 2028, and the contract ends on Mon 31 Mar 2031: later deadlines skip only weekends and closures, and may still move. Bring the calendar up to date once the next years are published"
        ],
    ),
    (
        "ends: 2025-03-31",
        "ends: 9999-12-31",
        [
            "calendar-ends: bank holidays are published up to Sun 31 Dec 2028, and the contract ends on Fri 31 Dec 9999: later deadlines skip only weekends and closures, and may still move. Bring the calendar up to date once the next years are published"
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "defects"), RETURNS)
def test_returns_and_units(old: str, new: str, defects: list[str]) -> None:
    """What no return brings, what settles before it is due, what was never opened, and where the calendar ends."""
    assert found(changed((old, new))) == defects


HOLES = [
    (
        DUE,
        "due: to be agreed",
        ["hole: due of monthly: still to be agreed. Without a day none of it is ever overdue. Ask, and agree a reading or a variation"],
    ),
    (
        DUE,
        "due: {elsewhere: Schedule 3}",
        [
            "hole: due of monthly: said in Schedule 3, which is not held here. Without a day none of it is ever overdue. Ask for that paper, and write in what it says"
        ],
    ),
    (
        DUE,
        "due: not applicable",
        [],
    ),
    (
        "steps:\n",
        "duties:\n  Setting up:\n    - {id: plan, clause: '1.1', by: supplier, what: A plan, due: not said}\n    - {id: cost, clause: '1.2', by: supplier, what: Its cost, due: not said}\nsteps:\n",
        [
            "hole: due of plan and cost: the contract does not say. Without a day none of it is ever overdue. Ask, and agree a reading or a variation"
        ],
    ),
    (
        "good: at least 90%",
        "good: redacted",
        [
            "hole: good (bands) of hot: blacked out in the copy held here. Nothing is worked out from it. Ask, and agree a reading or a variation"
        ],
    ),
    (
        "bands: {good: at most 2, fair: at most 5, poor: above 5}",
        "bands: to be agreed",
        ["hole: bands of late: still to be agreed. Nothing is worked out from it. Ask, and agree a reading or a variation"],
    ),
    (
        ", bands: {good: at most 2, fair: at most 5, poor: above 5}",
        "",
        [
            "band-none: KPI 2 has neither bands nor a target: no figure of it is ever rated. Ask what is good, and write it as bands or target"
        ],
    ),
    (
        "levels: [",
        "clauses: {'3.1': {heading: Hot meals}, '6': {heading: Warnings}}\nlevels: [",
        [
            "clause-not-held: 3 clauses are cited, and what they say is not held here: 3.2, 4 and 5. Letters then show the number alone: add heading and text to clauses"
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "defects"), HOLES)
def test_holes_and_clauses(old: str, new: str, defects: list[str]) -> None:
    """Holes of one kind are told together. "Not applicable" is an answer and no hole."""
    assert found(changed((old, new))) == defects


MONEY = [
    ("is: poor}", "deduct: 25 GBP", []),
    ("is: poor}", "deduct: 0 GBP", ['money-never: the money of rule m can never be owed: "0 GBP" is nought. Ask what was meant']),
    (
        "is: poor}",
        "deduct: 25 GBP per point",
        ["money-never: the money of rule m can never be owed: no level that the rule counts brings points. Ask what was meant"],
    ),
    (
        "is: poor}, kpi: late",
        "deduct: 25 GBP per percent below target",
        ["money-never: the money of rule m can never be owed: no KPI that the rule counts is measured in per cent. Ask what was meant"],
    ),
    (
        "is: poor}",
        "deduct: 25 GBP, at_most: [100 GBP in the same year, 20 GBP in the same month]",
        [
            'cap-below-unit: in rule m the cap "20 GBP in the same month" is less than one unit of "25 GBP": the sum is never owed as it is written. Ask which holds'
        ],
    ),
]


def _never(total: str, most: int) -> list[str]:
    why = f"the rule t waits for {total}, and no such stretch can hold more than {most}: it can never be met"
    return [f"total-never: {why}. Ask what is meant, and correct the number or leave the rule out"]


TOTALS: list[tuple[str, str, list[str]]] = [
    ("points, is: at least 12, in: any 3 months", "deduct: 25 GBP", []),  # two KPIs, two points each, three months
    ("points, is: above 12, in: any 3 months", "deduct: 25 GBP", _never("points above 12 in any 3 months", 12)),
    ("points, is: above 96", "deduct: 25 GBP", _never("points above 96", 96)),  # 24 months
    (
        "money, is: above 150 GBP, in: any 3 months",
        "deduct: 25 GBP, at_most: 50 GBP in the same month",
        _never("money above 150 GBP in any 3 months", 150),
    ),
    ("money, is: above 149 GBP, in: any 3 months", "deduct: 25 GBP, at_most: 50 GBP in the same month", []),
    (
        "money, is: above 100 GBP, in: any 3 months",
        "deduct: 25 GBP, at_most: 50 GBP in the same quarter",
        _never("money above 100 GBP in any 3 months", 100),
    ),  # three months may touch two quarters
    ("money, is: above 99 GBP, in: any 3 months", "deduct: 25 GBP, at_most: 50 GBP in the same quarter", []),
    ("money, is: above 5000 GBP", "deduct: 25 GBP", []),  # without a cap
]


@pytest.mark.parametrize(("total", "money", "defects"), TOTALS)
def test_totals_that_never_come(total: str, money: str, defects: list[str]) -> None:
    """More than the points of the levels, or the capped money, of a stretch can come to: with the most there can be."""
    points = ("levels: [good, fair, poor]", "levels: [{id: good, points: 0}, {id: fair, points: 1}, {id: poor, points: 2}]")
    rules = f"  - {{id: m, clause: '7', when: {{kpi: any, is: poor}}, money: {{{money}}}}}\n"
    rules += f"  - {{id: t, clause: '8', when: {{total: {total}}}, then: warning}}\n"
    assert found(changed(points) + rules) == defects


@pytest.mark.parametrize(("counted", "money", "defects"), MONEY)
def test_money(counted: str, money: str, defects: list[str]) -> None:
    """Money that can never be owed, and a cap below one unit of its sum."""
    kpi, level = ("late", "is: poor}") if "kpi: late" in counted else ("any", counted)
    rule = f"  - {{id: m, clause: '7', when: {{kpi: {kpi}, {level}, money: {{{money}}}}}\n"
    assert found(SOUND + rule) == defects


READINGS = [
    (
        "unclear: When is it due, options: {a week: 7 days after period end, ten days: 10 working days after period end}, reading: ten days",
        "When is it due. Until both sides agree: ten days. It could also be: a week",
    ),
    (
        "unclear: Is it due at all?, options: {yes it is: 7 days after period end, at the end: end of the next month, no: not said}, reading: yes it is",
        "Is it due at all? Until both sides agree: yes it is. It could also be: at the end or no",
    ),
]


@pytest.mark.parametrize(("reading", "sentence"), READINGS)
def test_readings_still_open(reading: str, sentence: str) -> None:
    """Every reading of the terms is one that nobody has agreed yet."""
    text = changed(("rules:\n", f"readings:\n  - {{id: r, clause: '5', {reading}}}\nrules:\n"), (DUE, "due: {reading: r}"))
    assert [say(each.said) for each in problems(text) if each.code == "reading-open"] == [sentence]


PLACES = [
    # changed, code, what stands at the place, clause
    (BANDS, "good: at least 90%, fair: between 60% and 89%, poor: below 60%", "band-gap", "{good: at least 90%, fair: b", ("3.1",)),
    (BANDS, "good: at least 80%, fair: at most 80%", "band-edge", "at most 80%", ("3.1",)),
    (BANDS, "good: at least 90%, fair: at least 95%, poor: below 90%", "band-unreachable", "at least 95%", ("3.1",)),
    (RULE, "when: {kpi: any, is: poor, for: 2 consecutive months}", "same-not-said", "{kpi: any, is", ("6",)),
    (DUE, "due: last Friday of the month", "due-before-period-end", "last Friday", ("5",)),
    (DUE, "due: last Friday of the month", "due-on-closed-day", "last Friday", ("5",)),
    (DUE, "due: to be agreed", "hole", "to be agreed", ("5",)),
    ("words: {working day: open day}\n", "", "day-kind-not-said", "5 working days", ("5",)),
    ("kind: notice, by: buyer", "kind: notice, by: head cook", "word-undefined", "{clause", ("6",)),
    (", email: b@kitchens.example", "", "contact-missing", "{side: supplier", ()),
    ("  - {id: u1, opens: 2023-04-01}", "  - {id: u1, opens: not said}", "unit-not-open", "not said", ()),
    ("of: meals}}", "of: meals}}, final: 2 working days after period end", "final-before-due", "2 working", ("3.2",)),
]


@pytest.mark.parametrize(("old", "new", "code", "there", "clause"), PLACES)
def test_where_it_stands(old: str, new: str, code: str, there: str, clause: tuple[str, ...]) -> None:
    """Each defect points at the words that are at fault, and names their clause. None of them stops the terms from being used."""
    text = changed((old, new))
    one = next(each for each in problems(text) if each.code == code)
    assert one.where is not None
    assert one.where.line is not None
    assert one.where.column is not None
    assert text.splitlines()[one.where.line - 1][one.where.column - 1 :].startswith(there)
    assert (one.clause, one.weight) == (clause, "said")


def test_every_code_has_a_case() -> None:
    """A defect that no table shows would be one that nobody tried."""
    tables = [GAPS, OTHERWISE, TWICE, NEVER, REACH, TURNED, YEARS, RULES, OVERALL, WORDS, CONTACTS, DAYS, RETURNS, HOLES, MONEY, TOTALS]
    shown = {defect.split(":")[0] for table in tables for *_, defects in table for defect in defects}
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(terms.__file__).parent.glob("check*.py"))
    codes = set(re.findall(r'problem\(\s*"([a-z-]+)"', sources)) | set(re.findall(r'_of_rule\("([a-z-]+)"', sources))
    others = ("test_contradictions.py", "test_deadlines_against_each_other.py")
    elsewhere = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in others)
    assert shown | {"reading-open"} == {code for code in codes if f'"{code}",' not in elsewhere}
