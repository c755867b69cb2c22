# ruff: noqa: E501 (lines of a contract)
"""# Measures: how to say them, and what they come to

Every figure below is of January 2024, worked out by hand from these rows.

| visits | unit | asked_on | visited_on | hours | cost | language |
| --- | --- | --- | --- | --- | --- | --- |
| v1 | north | 2 Jan | 4 Jan | 1.5 | 40.00 | English |
| v2 | north | 5 Jan | 15 Jan | 3 | 55.50 | other |
| v3 | south | 20 Jan | 26 Jan | 2 | | not recorded |

| complaints | visit | received_on |
| --- | --- | --- |
| c1 | v2 | 20 Jan |
| c2 | v1 | 2 Feb |

| staff (a standing list: `in_force: started_on to left_on`) | started_on | left_on | papers (`in_force: from_on to until_on`) |
| --- | --- | --- | --- |
| s1 | 1 May 2023 | | first aid, 1 Jun 2023 to 15 Jan, and again from 16 Jan |
| s2 | 10 Jan | | first aid, from 5 Jan |
| s3 | 1 Jan 2023 | 20 Jan | lifting, from 1 Jan 2023 |

| groups (counts given as counts) | of_month | asked | came |
| --- | --- | --- | --- |
| young | 31 Jan | 40 | 30 |
| old | 31 Jan | 60 | 45 |

| starters (`settled_on: 12 weeks after started_on`) | started_on | left_on | reason |
| --- | --- | --- | --- |
| t1 | 10 Oct 2023, so settled_on 2 Jan | | |
| t2 | 20 Oct 2023, so settled_on 12 Jan | 1 Dec 2023 | found work |
| t3 | 25 Oct 2023, so settled_on 17 Jan | 1 Nov 2023 | moved away |

Of nothing there is nothing to measure (`-`), and the period is not applicable; but a sum of nothing is 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.figures.given import act, facts, row
from tests.review import history, money_world

from tenor.base.figure import Amount, show
from tenor.base.wording import say
from tenor.figures.adding_up import figure_of, same
from tenor.figures.count import count, periods_of
from tenor.figures.sample import too_small
from tenor.figures.signature import signature
from tenor.figures.which import which
from tenor.ledger.events.decisions import NamedEvent
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body, Facts, StatedFigure
from tenor.review.bands import held_back, how_many, unit_of
from tenor.review.behind import rows_behind
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

CONTRACT = """\
tenor: "1"
contract: {reference: C-1, title: Visits at home, buyer: Example Council, supplier: Example Care, starts: 2023-10-01, ends: 2025-12-31}
words: {working day: open day}
units: [{id: north, opens: 2023-10-01}, {id: south, opens: 2023-10-01}]
datasets:
  visits:
    row: one visit
    dated_by: visited_on
    fields: {unit: unit, asked_on: date, visited_on: date, hours: hours, cost: optional money, language: [English, other]}
  complaints: {row: one complaint, dated_by: received_on, fields: {visit: visits, received_on: date}}
  staff: {row: one person, in_force: started_on to left_on, fields: {started_on: date, left_on: optional date}}
  papers: {row: one certificate, in_force: from_on to until_on, fields: {person: staff, course: [first aid, lifting], from_on: date, until_on: optional date}}
  groups: {row: one group in a month, key: [group, of_month], dated_by: of_month, fields: {group: [young, old], of_month: date, asked: number, came: number}}
  starters:
    row: one person who started
    dated_by: started_on
    fields: {started_on: date, left_on: optional date, reason: [found work, moved away, not told]}
    derived: {settled_on: 12 weeks after started_on}
  calls: {row: one call, dated_by: rung_on, fields: {rung_on: date, agrees: yes/no}}
equality: {characteristics: [language]}
kpis:
  - {id: k, clause: "1", title: Measured, every: month, measure: MEASURE, target: for context}
returns:
  - {id: monthly, clause: "2", by: supplier, to: buyer, every: month, holds: [visits, complaints, staff, papers, groups, starters, calls, OWN], due: 5th working day of the next month}
"""
GIVEN = act("2024-02-05", ReturnReceived(ret="monthly", covers="2024-01", reports=("k",)))


def one(dataset: str, id: str, **values: str) -> tuple[str, str, Mapping[str, str]]:
    return dataset, id, {**{name: value for name, value in values.items() if value}}


ROWS = [
    one("visits", "v1", unit="north", asked_on="2024-01-02", visited_on="2024-01-04", hours="1.5", cost="40.00", language="English"),
    one("visits", "v2", unit="north", asked_on="2024-01-05", visited_on="2024-01-15", hours="3", cost="55.50", language="other"),
    one("visits", "v3", unit="south", asked_on="2024-01-20", visited_on="2024-01-26", hours="2", language="not recorded"),
    one("complaints", "c1", visit="v2", received_on="2024-01-20"),
    one("complaints", "c2", visit="v1", received_on="2024-02-02"),
    one("staff", "s1", started_on="2023-05-01"),
    one("staff", "s2", started_on="2024-01-10"),
    one("staff", "s3", started_on="2023-01-01", left_on="2024-01-20"),
    one("papers", "p1", person="s1", course="first aid", from_on="2023-06-01", until_on="2024-01-15"),
    one("papers", "p2", person="s1", course="first aid", from_on="2024-01-16"),
    one("papers", "p3", person="s2", course="first aid", from_on="2024-01-05"),
    one("papers", "p4", person="s3", course="lifting", from_on="2023-01-01"),
    one("groups", "young/2024-01-31", group="young", of_month="2024-01-31", asked="40", came="30"),
    one("groups", "old/2024-01-31", group="old", of_month="2024-01-31", asked="60", came="45"),
    one("starters", "t1", started_on="2023-10-10"),
    one("starters", "t2", started_on="2023-10-20", left_on="2023-12-01", reason="found work"),
    one("starters", "t3", started_on="2023-10-25", left_on="2023-11-01", reason="moved away"),
    one("calls", "x1", rung_on="2024-01-30", agrees="yes"),
]


@cache
def world() -> Facts:
    found = facts(rows=[row(dataset, id, GIVEN, **values) for dataset, id, values in ROWS])
    return replace(found, stated=[StatedFigure(kpi="k", period="2024-01", numerator=30000, denominator=100, act=GIVEN)])


def contract(measure: str) -> str:
    """The contract with one KPI; its return gives the figure too where that is stated."""
    return CONTRACT.replace("MEASURE", measure).replace(", OWN]", ", k]" if "stated" in measure else "]")


def read(measure: str) -> Terms:
    found = read_yaml(contract(measure))
    assert found.terms is not None, [str(problem) for problem in found.problems]
    return found.terms


def figure(measure: str) -> str:
    """The figure of January, as people read it; and the rows that stand behind it come to the same."""
    terms = read(measure)
    kpi = terms.kpis[0]
    version = count(terms, world()).versions["k", signature(kpi, terms)]["2024-01"][-1]
    rows = which(terms, world(), "k", "2024-01", version.from_day)
    assert same(figure_of(kpi.measure, rows, (30000, 100)), (version.numerator, version.denominator))
    return show(Amount(numerator=version.numerator, denominator=version.denominator, unit=unit_of(kpi.measure)))


ONE_NUMBER = [
    ("{sum: {of: visits, value: hours}}", "6.5 hours"),
    ("{mean: {of: visits, value: hours}}", "2.2 hours"),  # 6.5 / 3
    ("{median: {of: visits, value: hours}}", "2 hours"),
    ("{median: {of: visits, value: cost}}", "GBP 47.75"),  # of an even number the mean of the middle two; v3 says none
    ("{percentile: {of: visits, value: hours, at: 90}}", "3 hours"),  # the third of three: 2 of 3 are only 67%
    ("{percentile: {of: visits, value: hours, at: 50}}", "2 hours"),
    ("{highest: {of: visits, value: cost}}", "GBP 55.50"),
    ("{lowest: {of: visits, value: hours, where: {unit: south}}}", "2 hours"),
    ("{mean: {of: visits, value: days from asked_on to visited_on}}", "6 days"),  # 2, 10 and 6
    ("{sum: {of: visits, value: cost, where: {unit: south}}}", "GBP 0.00"),
    ("{mean: {of: visits, value: cost, where: {unit: south}}}", "-"),
]


@pytest.mark.parametrize(("measure", "january"), ONE_NUMBER)
def test_one_number_of_many_rows(measure: str, january: str) -> None:
    """A row that does not say its value is left out."""
    assert figure(measure) == january


RATIOS = [
    ("{ratio: {of: {count: {of: complaints}}, to: {count: {of: visits}}, per: 100}}", "33.333333"),
    ("{ratio: {of: {sum: {of: visits, value: cost}}, to: {count: {of: visits}}}}", "GBP 31.83"),  # 95.50 / 3
    ("{ratio: {of: {sum: {of: groups, value: came}}, to: {sum: {of: groups, value: asked}}, as: percent}}", "75 of 100 = 75%"),
    ("{ratio: {of: {stated: GBP}, to: {count: {of: visits}}}}", "GBP 100.00"),  # the return says 300 pounds
    ("{ratio: {of: {count: {of: visits}}, to: {count: {of: calls, where: {agrees: no}}}}}", "-"),
]


@pytest.mark.parametrize(("measure", "january"), RATIOS)
def test_one_measure_for_every_so_many_of_another(measure: str, january: str) -> None:
    """The two may be of different datasets; one may be stated by the return. Held against nothing there is nothing to measure."""
    assert figure(measure) == january


STANDING = [
    ("{count: {of: staff, at: first day}}", "2"),  # s1 and s3
    ("{count: {of: staff, at: last day}}", "2"),  # s1 and s2
    ("{count: {of: staff}}", "1"),  # every day: s1
    ("{count: {of: staff, at: any day}}", "3"),
    ("{count: {of: staff, dated_by: started_on}}", "1"),  # who started in January: s2
    ("{share: {of: staff, at: last day, that: {have: papers, where: {course: first aid}}}}", "2 of 2 = 100%"),
    ("{share: {of: staff, that: {have: papers, where: {course: first aid}}}}", "1 of 1 = 100%"),  # p1 up to the 15th, p2 from the 16th
    ("{share: {of: staff, at: any day, that: {have: papers, where: {course: first aid}}}}", "2 of 3 = 66.7%"),
]


@pytest.mark.parametrize(("measure", "january"), STANDING)
def test_who_is_there_at_a_time(measure: str, january: str) -> None:
    """A standing list is looked at on every day of the period unless `at` says otherwise; no last day means still there."""
    assert figure(measure) == january


HAVING = [
    ("{share: {of: visits, that: {none: [{have: complaints}]}}}", "2 of 3 = 66.7%"),  # c1 is of January, c2 is not
    ("{count: {of: visits, where: {have: complaints, at_least: 2}}}", "0"),
]


@pytest.mark.parametrize(("measure", "january"), HAVING)
def test_rows_that_point_to_a_row(measure: str, january: str) -> None:
    """By a field of that dataset's type, or because both have the same unit; dated in the same period, or in force on the day looked at."""
    assert figure(measure) == january


SAID_OTHERWISE = [
    (
        "{share: {of: starters, dated_by: settled_on, where: {none: [{reason: moved away}]}, that: {none: [{left_on: on or before settled_on}]}}}",
        "1 of 2 = 50%",
    ),  # t1 stayed, t2 did not, t3 is not looked at
    ("{share: {of: visits, that: {language: not recorded}}}", "1 of 3 = 33.3%"),
]


@pytest.mark.parametrize(("measure", "january"), SAID_OTHERWISE)
def test_cohorts_and_characteristics(measure: str, january: str) -> None:
    """Those who started, after a fixed time, but for some reasons of leaving; and what nobody recorded of a characteristic."""
    assert figure(measure) == january


THINGS = [
    ("{mean: {of: visits, value: cost}}", 2),  # v3 says none
    ("{median: {of: visits, value: hours}}", 3),
    ("{median: {of: visits, value: hours, where: {unit: south}}}", 1),
    ("{percentile: {of: visits, value: hours, at: 90}}", 3),
    ("{highest: {of: visits, value: cost}}", 2),
    ("{sum: {of: groups, value: came}}", 2),  # two rows, of 75 who came
    ("{count: {of: visits}}", 3),
    ("{count: {of: visits, distinct: [unit]}}", 2),
    ("{ratio: {of: {count: {of: complaints}}, to: {count: {of: visits}}, per: 100}}", 3),  # what it is held against
    ("{ratio: {of: {sum: {of: groups, value: came}}, to: {sum: {of: groups, value: asked}}, as: percent}}", 2),
    ("{ratio: {of: {sum: {of: visits, value: cost}}, to: {stated: count}}}", 300),  # the return says 300
    ("{share: {of: visits, that: {language: English}}}", 3),
    ("{median: {of: visits, value: cost, where: {unit: south}}}", 0),
]


@pytest.mark.parametrize(("measure", "things"), THINGS)
def test_of_how_many_things_a_figure_is(measure: str, things: int) -> None:
    """`too_few: below 10` asks for the rows that gave the figure: of a mean, a median or a sum those that say a value, of a count what it
    counts, of a ratio those of what it is held against, of a share those looked at. Fewer are shown and not rated."""
    terms = read(f"{measure}, too_few: below 10")
    (kpi,) = terms.kpis
    version = count(terms, world()).versions["k", signature(kpi, terms)]["2024-01"][-1]
    assert how_many(kpi, (version.numerator, version.denominator), version.things) == things
    period = next(period for period in periods_of(kpi, terms) if period.label == "2024-01")
    why = held_back(kpi, period, (version.numerator, version.denominator), version.things)
    assert ("" if why is None else say(why)) == (f"too few to be rated: {things}" if things < 10 else "")


REFUSED = [
    ("{stated: percent}, too_few: below 10", "too-few-of-what"),
    ("{stated: count}, too_few: below 10", "too-few-of-what"),
    ("{check: {asked: Nice, by: buyer}}, too_few: below 10", "too-few-of-what"),
    ("{ratio: {of: {count: {of: visits}}, to: {stated: GBP}}}, too_few: below 10", "too-few-of-what"),
    ("{mean: {of: visits, value: language}}", "value-needs-number"),
    ("{percentile: {of: visits, value: hours, at: 101}}", "percentile-wrong"),
    ("{count: {of: visits, at: last day}}", "at-needs-standing-list"),
    ("{share: {of: staff, that: {have: complaints}}}", "have-points-nowhere"),
    ("{ratio: {of: {stated: GBP}, to: {stated: count}}}", "ratio-both-stated"),
    ("{ratio: {of: {count: {of: visits}}, to: {count: {of: staff}}, per: 1000, as: percent}}", "ratio-per-percent"),
    ("{count: {of: events}}", "events-which"),
    ("{count: {of: events, where: {event: nothing of the kind}}}", "unknown-name"),
    ("{count: {of: duties, where: {duty: nothing of the kind}}}", "unknown-name"),
    ("{share: {of: calls, sample: five of visits, that: {agrees: yes}}}", "sample-wrong"),
]


@pytest.mark.parametrize(("measure", "code"), REFUSED)
def test_what_is_refused(measure: str, code: str) -> None:
    assert [problem.code for problem in read_yaml(contract(measure)).problems if problem.weight == "stops"] == [code]


MADE = [
    ("2026-Q1", "{share: {of: duties, where: {duty: figures}, that: {done_on: on or before due_on}}}", "1 of 2 = 50%"),  # 2 Feb, not 10 Mar
    ("2026-Q2", "{share: {of: duties, where: {duty: figures}, that: {done_on: on or before due_on}}}", "0 of 2 = 0%"),  # 5 June is open
    ("2026-Q1", "{sum: {of: duties, where: {duty: figures}, value: days_late}}", "4"),  # 0 and 10 Mar - 6 Mar
    ("2026-Q2", "{count: {of: duties, where: {done_on: missing}}}", "3"),
    ("2026-Q1", "{count: {of: events, where: {event: second report}}}", "3"),
    ("2026-Q1", "{count: {of: events, where: {event: [second report, release agreed], by: supplier}}}", "0"),
    ("2026-Q1", "{share: {of: ratings, that: {level: [target, met]}}}", "2 of 4 = 50%"),
    ("2026-Q1", "{share: {of: ratings, where: {kpi: speed}, that: {level: target}}}", "1 of 2 = 50%"),
    ("2026-Q1", "{count: {of: ratings, where: {level: [threshold, failed]}, distinct: [kpi]}}", "2"),
    ("2026-Q2", "{share: {of: ratings, that: {level: [target, met]}}}", "0 of 0"),  # nothing was rated
    (
        "2026-Q1",
        "{ratio: {of: {count: {of: events, where: {event: second report}}}, to: {count: {of: duties, where: {duty: figures}}}, per: 100}}",
        "150",
    ),
]


def _review_of(measure: str) -> Review:
    kpi = f'  - {{id: k, clause: "2.3", title: Measured, every: quarter, measure: {measure}, target: for context}}\n'
    found = read_yaml(money_world.TERMS.replace("events: {", f"{kpi}events: {{", 1))
    assert found.terms is not None, [str(problem) for problem in found.problems]
    month = money_world.figures("speed", "2026-01", "99") | money_world.figures("care", "2026-01", "95")
    late = ReturnReceived(ret="figures", covers="2026-02", reports=("speed", "care"))
    pairs = [{"kpi": kpi, "period": "2026-02", "numerator": n, "denominator": 100} for kpi, n in (("speed", 95), ("care", 80))]
    acts = [(on, "buyer", NamedEvent(name="second report")) for on in ("2026-02-10", "2026-03-10", "2026-03-12")]
    told = money_world.entries(month, acts)
    body = Body(kind="rows", salt="00" * 16, content={"figures": pairs})
    entries = sorted([*told, history.entry(9, "2026-03-10", "supplier", late, body)], key=lambda each: each.on)
    return review(found.terms, entries, on=date(2026, 5, 20))


@pytest.mark.parametrize(("period", "measure", "on_20_may"), MADE)
def test_duties_events_and_ratings(period: str, measure: str, on_20_may: str) -> None:
    """Three datasets are always there, and nobody gives their rows: `duties` (duty, due_on, done_on, days_late), `events` (event,
    happened_on, kpi, by), `ratings` (kpi, period, level). The contract of the chapter on money: its return for January is due on 6 February and
    came on the 2nd, for February on 6 March and came on the 10th; those for March and April, due on 9 April and 8 May, did not come; the next is
    due on 5 June. The event *second report* was recorded on 10 February, 10 and 12 March. January is rated target and met, February threshold and
    failed. Such a figure needs no return: it follows what people do, and is final five working days after its period, once every rating that it
    counts is."""
    made = _review_of(measure)
    version = made.ratings.by_kpi["k"][period].at(made.on)
    kpi = made.terms.kpi("k")
    assert kpi is not None
    assert version.state in (("final", "not applicable") if period == "2026-Q1" else ("provisional", "not applicable"))
    rows = rows_behind(made, made.terms, "k", period, made.on)
    pair = version.figure or (0, 0)
    assert same(figure_of(kpi.measure, rows, None), pair)
    assert show(Amount(numerator=pair[0], denominator=pair[1], unit=unit_of(kpi.measure))) == on_20_may


SAMPLES = [
    ("5% of visits", ""),  # 5% of 3 visits is one call, and there was one
    ("50% of visits", "1 row was looked at; the sample asks for 2 (50% of 3 visits)"),
]


@pytest.mark.parametrize(("sample", "sentence"), SAMPLES)
def test_a_sample_that_is_too_small_is_told(sample: str, sentence: str) -> None:
    terms = read(f"{{share: {{of: calls, sample: {sample}, that: {{agrees: yes}}}}}}")
    kpi, day = terms.kpis[0], GIVEN.day
    period = next(period for period in periods_of(kpi, terms) if period.label == "2024-01")
    found = too_small(terms, world(), kpi.measure, period, which(terms, world(), "k", "2024-01", day), day)
    assert ("" if found is None else say(found)) == sentence
