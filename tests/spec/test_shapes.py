# ruff: noqa: E501 (lines of tables)
"""# Every shape of a schedule

What was found in 33 schedules of contracts, shape by shape, and what comes of it. A line is the way a contract puts it, its terms, what
happened, and what follows, worked out by hand from the text. The contract of the conditions is that of the chapter
[Windows and scopes](windows.md): a month's figure is given on the 5th of the next month and final on the 10th; letters are months from
January 2024, G good, F fair, P poor, a dot not given; days are of 2024. That of the money is that of [Points and money](money.md).
"""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from tests.review.history import entry
from tests.review.money_world import at, figures, lines
from tests.spec.given_windows import reviewed, steps

from tenor.base.period import parse_label
from tenor.ledger.events.decisions import NamedEvent
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body
from tenor.review.bands import level_of
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

# --- how a level is written --------------------------------------------------------------------------------------------

HEAD = """\
tenor: "1"
contract: {reference: S-1, title: Shapes, buyer: Council, supplier: Provider, starts: 2024-04-01, ends: 2027-03-31}
words: {working day: open day}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
LADDER
kpis: [{id: a, clause: "1", title: A, every: month, measure: {MEASURE}, REST}]
"""
RAG = "levels: [green, amber, red]\ntarget_level: green"
FOUR = "levels: [stretch, green, amber, red]\ntarget_level: green"
SEVERITY = "levels: [target, minor, serious, severe]\ntarget_level: target"


def terms(measure: str, rest: str, ladder: str = "") -> Terms:
    read = read_yaml(HEAD.replace("LADDER", ladder).replace("MEASURE", measure).replace("REST", rest))
    assert read.terms is not None, [str(each) for each in read.problems]
    return read.terms


LEVELS = [
    # the contract, the measure, levels, how it is said, figures, what they are
    ("98%", "stated: share", "", "target: at least 98%", "979/1000 98/100", "failed met"),
    ("no more than 10%", "stated: share", "", "target: at most 10%", "10/100 101/1000", "met failed"),
    ("Green / Amber / Red in columns", "stated: share", RAG, "bands: {green: at least 90%, amber: at least 60%, red: below 60%}", "9/10 899/1000 6/10 599/1000", "green amber amber red"),
    ("Stretch 100%, Green 90%", "stated: share", FOUR, "bands: {stretch: at least 100%, green: at least 90%, amber: at least 60%, red: below 60%}", "6/6 999/1000", "stretch green"),
    ("target / minor / serious / severe", "stated: share", SEVERITY, "bands: {target: at least 98%, minor: from 96% to below 98%, serious: from 94% to below 96%, severe: below 94%}", "98/100 96/100 959/1000 93/100", "target minor serious severe"),
    ("60%-89%, whole per cents", "stated: share", RAG, "rounded: to 0 decimals, bands: {green: at least 90%, amber: between 60% and 89%, red: below 60%}", "895/1000 894/1000 594/1000", "green amber red"),
    ("5 - 10 days past the date", "stated: number", RAG, "better: lower, bands: {green: below 5, amber: between 5 and 10, red: above 10}", "4/1 10/1 21/2", "green amber red"),
    ("100-90%, high to low", "stated: share", RAG, "bands: {green: between 90% and 100%, amber: from 80% to below 90%, red: below 80%}", "1/1 9/10 8/10", "green green amber"),
    ("<80%, >= 55%", "stated: share", RAG, "bands: {green: at least 80%, amber: at least 55%, red: below 55%}", "799/1000 55/100", "amber amber"),
    (">0 is a breach", "stated: count", "", "better: lower, target: at most 0", "0/1 1/1", "met failed"),
    ("more than 30 days late; 20+", "stated: number", RAG, "better: lower, bands: {green: below 20, amber: between 20 and 30, red: above 30}", "19/1 20/1 31/1", "green amber red"),
    ("0 / 1 / 2 / 3, lower is better", "stated: count", SEVERITY, "better: lower, bands: {target: at most 0, minor: exactly 1, serious: exactly 2, severe: at least 3}", "0/1 1/1 2/1 5/1", "target minor serious severe"),
    ("1-2, 3-4, 5 or more breaches in a month", "stated: count", SEVERITY, "better: lower, bands: {target: at most 0, minor: between 1 and 2, serious: between 3 and 4, severe: at least 5}", "2/1 3/1 4/1 5/1", "minor serious serious severe"),
    ("£25,579 of takings", "stated: GBP", "", "better: higher, target: at least 25579 GBP", "2557899/100 25579/1", "failed met"),
    ("Pass / Fail", "check: {asked: Done?, by: buyer}", "", "target: yes", "1/1 0/1", "met failed"),
    ("95% of target", "stated: share", RAG, "better: higher, target: at least 60%, bands: {green: at least 60%, amber: at least 95% of target, red: below 95% of target}", "6/10 57/100 569/1000", "green amber red"),
    ("provided for context", "stated: share", "", "target: for context", "1/2", "unrated"),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "measure", "ladder", "terms_say", "figures_are", "levels"), LEVELS)
def test_how_a_level_is_written(contract: str, measure: str, ladder: str, terms_say: str, figures_are: str, levels: str) -> None:
    """Whatever the names of the levels, exactly at the edges."""
    kpi = terms(measure, terms_say, ladder).kpi("a")
    assert kpi is not None
    pairs = [tuple(int(n) for n in one.split("/")) for one in figures_are.split()]
    assert [level_of(kpi, (n, d))[0] or "unrated" for n, d in pairs] == levels.split(), contract


def test_a_target_that_steps_up_by_contract_year() -> None:
    """Yr 1 80%, Yr 2 85%, Yr 3 90%: 84% is met in March 2025, the last month of year 1, and failed in April 2025; 89% in year 3 is failed."""
    held = terms("stated: share", "better: higher, target: {by year: {1: at least 80%, 2: at least 85%, 3: at least 90%}}")
    told = []
    for n, (label, many) in enumerate([("2025-03", 84), ("2025-04", 84), ("2026-04", 89)], 1):
        body = Body(
            kind="rows", salt="00" * 16, content={"figures": [{"kpi": "a", "period": label, "numerator": many, "denominator": 100}]}
        )
        told.append(entry(n, str(parse_label(label).last), "supplier", ReturnReceived(ret="", covers=label, reports=("a",)), body))  # type: ignore[union-attr]
    found = review(held, told, on=date(2026, 6, 30))
    assert [found.ratings.by_kpi["a"][label].at(found.on).rating for label in ("2025-03", "2025-04", "2026-04")] == [
        "met",
        "failed",
        "failed",
    ]


# --- escalation conditions -------------------------------------------------------------------------------------------------

CONDITIONS = [
    # the contract, the rule, what happened, on, the steps
    ("any single miss", "when: {kpi: any, is: [fair, poor]}", "a GF; b PG", "05-31", ["b: 01, met 02-10", "a: 02, met 03-10"]),
    ("persistent, sufficiently poor: figures alone decide nothing", "when: {judged: it goes on, by: buyer}", "a PPPP", "05-31", []),
    ("… a person does", "when: {judged: it goes on, by: buyer}", "a PPPP; 03-02 met", "05-31", ["03-02, met 03-02"]),
    ("amber on one or more KPIs over two months", "when: {kpi: any, same: nothing, is: fair or worse, for: 2 consecutive months}", "a FGGG; b GFGG", "05-31", ["01 02, met 03-10"]),
    ("red three months in a row, same KPI", "when: {kpi: any, same: kpi, is: poor, for: 3 consecutive months}", "a PPGP; b GPPP", "05-31", ["b: 02 03 04, met 05-10"]),
    ("failed twice running, same KPI", "when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}", "a FGFG; b GFPG", "05-31", ["b: 02 03, met 04-10"]),
    ("same service three months", "when: {event: warning notice, same: unit, for: 3 consecutive months}", "01-09 warning W1 north; 02-09 warning W2 north; 02-10 warning W3 south; 03-31 warning W4 north", "06-30", ["north: 01 02 03, met 03-31"]),
    ("four notices in a 12 month period", "when: {event: warning notice, for: 4 times in any 12 months}", "01-09 warning W1; 02-09 warning W2; 03-09 warning W3; 2025-01-08 warning W4", "2025-01-31", ["W1 W2 W3 W4, met 2025-01-08"]),
    ("… and one day later, not", "when: {event: warning notice, for: 4 times in any 12 months}", "01-09 warning W1; 02-09 warning W2; 03-09 warning W3; 2025-01-09 warning W4", "2025-01-31", []),
    ("each breach in a review period", "when: {rows: falls, for: 2 times in the same quarter}", "04-02 fall F1 north minor 03-31; 04-03 fall F2 north minor 04-01; 07-01 fall F3 north minor 06-30", "07-31", ["F2 F3, met 07-01"]),
    ("any 3 out of 9 periods, same KPI", "when: {kpi: any, same: kpi, is: failed, for: any 3 in 9 periods}", "a PGGGPGGGP", "10-31", ["a: 01 05 09, met 10-10"]),
    ("… not in ten", "when: {kpi: any, same: kpi, is: failed, for: any 3 in 9 periods}", "a PGGGPGGGGP", "11-30", []),
    ("red in any one of the following three months", "when: {kpi: any, is: poor, for: any 1 in the 3 months after warning notice}", "02-14 warning W1; a GGGGP", "06-30", ["W1: 05, met 06-10"]),
    ("a single occurrence in 6 months", "when: {event: power cut, for: once in the 6 months after warning notice}", "02-14 warning W1; 02-20 cut C1; 08-31 cut C2; 09-01 cut C3", "09-30", ["W1: C2, met 08-31"]),
    ("two formal warnings, ever", "when: {event: warning notice, for: 2 times in the contract}", "01-09 warning W1; 2025-11-03 warning W2", "2025-11-30", ["W1 W2, met 2025-11-03"]),
    ("minor or moderate: to the board", "when: {kpi: any, is: fair}, then: crisis meeting", "a FGG; b GPG", "05-31", ["a: 01, met 02-10"]),
    ("major: to the executive", "when: {kpi: any, is: poor}, then: think of ending", "a FGG; b GPG", "05-31", ["b: 02, met 03-10"]),
    ("no plan in ten days", "when: {duty: improvement plan, is: not engaged}, may: warning notice", "03-01 plan P1 a", "03-31", ["P1: not engaged, met 03-12"]),
    ("not agreed in ten days", "when: {duty: improvement plan, is: not agreed}, may: warning notice", "03-01 plan P1 a; 03-08 proposed P1 06-01", "03-31", ["P1: not agreed, met 03-12"]),
    ("potential failure: aware that it is likely", "when: {event: power cut}, then: improvement plan", "03-04 cut C1", "03-31", ["C1: C1, met 03-04"]),
    ("after the initial six months", "when: {kpi: any, is: poor}, from: 6 months after contract start", "a PPPPPPP", "08-31", ["a: 07, met 08-10"]),
    ("each report that is late", "when: {duty: monthly, is: late}", "a G.G.", "05-31", ["monthly 2024-02: late, met 03-06", "monthly 2024-04: late, met 05-06"]),
    ("3 consecutive or 5 of the last 12 months", "when: {any: [{kpi: a, is: poor, for: 3 consecutive months}, {kpi: a, is: poor, for: 5 in the last 12 months}]}", "a PGPGPGPGP", "10-31", ["01 03 05 07 09, met 10-10"]),
    ("two or more failures in any rolling 12 months", "when: {kpi: a, is: failed, for: 2 times in any 12 months}", "a FGGGGGGGGGGP", "2025-01-31", ["01 12, met 2025-01-10"]),
    ("three occurrences in any three months: 31 January to 29 April", "when: {rows: falls, for: 3 times in any 3 months}", "01-31 fall F1 north minor 01-31; 02-28 fall F2 north minor 02-28; 04-29 fall F3 north minor 04-29", "05-31", ["F1 F2 F3, met 04-29"]),
    ("… to 30 April", "when: {rows: falls, for: 3 times in any 3 months}", "01-31 fall F1 north minor 01-31; 02-28 fall F2 north minor 02-28; 04-30 fall F3 north minor 04-30", "05-31", []),
    ("amber alone", "when: {kpi: a, is: fair}, then: improvement plan", "a PFG", "05-31", ["02, met 03-10"]),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "rule", "happened", "on", "expected"), CONDITIONS)
def test_escalation_conditions(contract: str, rule: str, happened: str, on: str, expected: list[str]) -> None:
    """Each window that a schedule was found to use."""
    assert steps(reviewed(rule, happened, on)) == expected, contract


SCOPES = [
    ("same KPI", "when: {kpi: any, same: kpi, is: poor, for: 2 consecutive months}", "a PGG; b GPG", []),
    ("any KPI", "when: {kpi: any, same: nothing, is: poor, for: 2 consecutive months}", "a PGG; b GPG", ["01 02, met 03-10"]),
    ("same service", "when: {kpi: kept, same: unit, is: poor, for: 2 consecutive months}", "north PPG; south PGP", ["north: 01 02, met 03-10"]),
    ("all services together", "when: {kpi: kept, same: nothing, is: poor, for: 3 consecutive months}", "north PPG; south GGP", ["01 02 03, met 04-10"]),
    ("same kind of breach", "when: {rows: falls, same: harm, for: 2 times in the contract}", "01-09 fall F1 north minor 01-08; 01-10 fall F2 north major 01-09; 02-02 fall F3 south major 02-01", ["major: F2 F3, met 02-02"]),
    ("failures of any level", "when: {kpi: a, is: failed, for: 2 consecutive months}", "a FPG", ["01 02, met 03-10"]),
    ("notices already issued", "when: {event: issue of warning notice, for: 2 times in any 12 months}", "01-09 warning W1; 03-09 warning W2", ["W1 W2, met 03-09"]),
    ("the overall rating", "when: {kpi: overall, is: poor}", "a GPG; b GGG", ["02, met 03-10"]),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "rule", "happened", "expected"), SCOPES)
def test_scopes_of_counting(contract: str, rule: str, happened: str, expected: list[str]) -> None:
    """What is counted, and what the counted ones must share; on 31 May. Where a contract does not say, a reading does."""
    assert steps(reviewed(rule, happened, "05-31")) == expected, contract


GATES = [
    ("only after a meeting was held or refused: neither yet", "", ["crisis meeting held", "crisis meeting refused"]),
    ("held", "02-20 held x1", []),
    ("offered and refused", "02-20 refused x1", []),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "happened", "first"), GATES)
def test_preconditions(contract: str, happened: str, first: list[str]) -> None:
    """The rule is met; what must have happened first is shown until it has."""
    rule = "when: {kpi: a, is: poor}, only_after: [crisis meeting held, crisis meeting refused], may: think of ending"
    assert [list(step.first) for step in reviewed(rule, f"a PG; {happened}", "05-31").steps] == [first], contract


# --- money --------------------------------------------------------------------------------------------------------------------

MONEY = [
    # the contract, rule, figures of speed from January 2026, lines
    ("0.5% for each point below target", "when: {kpi: speed, is: failed}, money: {deduct: 0.5% of fixed charge per percent below target}", "97 99", "2026-01 123.46"),  # 2 × 61.72835
    ("target − actual = % of charges", "when: {kpi: speed, is: failed}, money: {deduct: 1% of fixed charge per percent below target}", "98.5 97.3", "2026-01 61.73, 2026-02 209.88"),  # 0.5 and 1.7 × 123.4567
    ("£2,500 for each failure", "when: {kpi: speed, is: failed}, money: {pay: 2500 GBP}", "98 99 98", "2026-01 2500.00, 2026-03 2500.00"),
    ("service points, doubled on repeat, a tenth of a per cent each", "when: {kpi: speed, is: failed}, money: {deduct: 0.1% of fixed charge per point}", "98.5 96.5", "2026-01 12.35, 2026-02 74.07"),  # 1 and 6 × 12.34567
    ("withhold up to 2% a month", "when: {kpi: speed, is: severe or worse}, money: {withhold: up to 2% of fixed charge}", "96.5 99", "2026-01 246.91"),
    ("a bonus of 5% for three good months", "when: {kpi: speed, is: met, for: 3 consecutive months}, money: {add: 5% of fixed charge}", "99 99 99 98", "2026-03 617.28"),  # 617.2835
    ("10% in a month and in any 12", "when: {kpi: speed, is: failed}, money: {deduct: 1000 GBP, at_most: [10% of fixed charge in the same month, 2000 GBP in any 12 months]}", "95 95 99 95", "2026-01 1000.00, 2026-02 1000.00, 2026-04 0.00"),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "rule", "speed", "comes_to"), MONEY)
def test_consequences_in_money(contract: str, rule: str, speed: str, comes_to: str) -> None:
    """Of a charge of GBP 12,345.67 a month; to the penny, half up, once for each line."""
    twice = 'id: repeat, clause: "3.2", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice\n'
    made = at("2026-12-31", f"{twice}id: r, clause: S4, {rule}", figures("speed", "2026-01", *speed.split()))
    assert ", ".join(f"{line.label} {(line.amount or 0) / 100:.2f}" for line, _ in lines(made)) == comes_to, contract


BY_TIME = [
    # the contract, money, received, comes to by 28 February
    (
        "$500 a day late, up to $2,000",
        "pay: 500 GBP per working day late, at_most: 2000 GBP per occurrence",
        "2026-02-16",
        "2000.00",
    ),  # 9 to 13 and 16 February: 6 days
    ("$1,500 for each calendar day, no cap", "pay: 1500 GBP per day late", "2026-02-10", "6000.00"),  # 7, 8, 9, 10 February
    (
        "1% a day to 5%",
        "deduct: 1% of fixed charge per working day late, at_most: 5% of fixed charge per occurrence",
        "2026-02-20",
        "617.28",
    ),  # ten days, at most 617.2835
    ("nothing is late", "pay: 500 GBP per working day late", "2026-02-06", ""),
]


@pytest.mark.parametrize(("contract", "money", "received", "comes_to"), BY_TIME)
def test_for_each_day_late(contract: str, money: str, received: str, comes_to: str) -> None:
    """January's return is due on Friday 6 February 2026."""
    act = (received, "supplier", ReturnReceived(ret="figures", covers="2026-01", reports=("speed",)))
    made = at("2026-02-28", f"id: r, clause: S4, when: {{duty: figures, is: late}}, money: {{{money}}}", {}, [act])
    assert ", ".join(f"{(line.amount or 0) / 100:.2f}" for line, _ in lines(made) if line.of == "figures 2026-01") == comes_to, contract


KEPT = [
    ("withheld", "2026-03-31", [], "withhold to be claimed"),
    ("… and released", "2026-03-31", [("2026-03-10", "release agreed")], "withhold released"),
    ("… and kept when it is not put right", "2026-03-31", [("2026-03-20", "second report")], "withhold kept"),
    ("released first; a report later keeps nothing", "2026-03-31", [("2026-03-10", "release agreed"), ("2026-03-20", "second report")], "withhold released"),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "on", "then", "stands"), KEPT)
def test_withheld_and_later_kept(contract: str, on: str, then: list[tuple[str, str]], stands: str) -> None:
    """Speed was severe in January, final on 6 February."""
    acts = [(day, "buyer", NamedEvent(name=name)) for day, name in then]
    rule = "id: r, clause: S4, when: {kpi: speed, is: severe}, money: {withhold: 100 GBP, released: release agreed, kept: second report}"
    made = at(on, rule, figures("speed", "2026-01", "96.5"), acts)
    assert ", ".join(f"{line.way} {done.standing}" for line, done in lines(made)) == stands, contract


# --- where the other shapes are tried ---------------------------------------------------------------------------------------

ELSEWHERE = [
    # the shape, the test that tries it
    ("within a time: 24 hours, same day, 5 working days", "tests/spec/test_clocks.py::test_a_row_is_in_out_or_open"),
    ("per cent within a time, in two steps", "tests/contracts_small/test_parts_and_families.py::test_street_lights"),
    ("by priority or severity", "tests/spec/test_clocks.py::test_a_row_is_in_out_or_open"),
    ("weighted total", "tests/contracts_small/test_market_stalls.py::test_the_score"),
    ("direction worked out from the ladder or asked", "tests/spec/test_defects.py"),
    ("bare number meaning or better, N/A, [ ], as published", "tests/spec/test_terms_language.py::test_is_refused"),
    ("several measures in a row", "tests/spec/test_levels.py::test_parts_together"),
    ("monthly to yearly, weeks, every other month, of the contract's own", "tests/base/test_period.py::test_periods_are_clipped_and_keep_their_label"),
    ("each measurement period, defined elsewhere", "tests/spec/test_due_more.py::test_periods_of_the_contracts_own"),
    ("on event: per test, per call, per sprint", "tests/spec/test_due_more.py::test_a_duty_for_each_row"),
    ("set by risk or by one party", "tests/spec/test_due_more.py::test_how_often_is_left_to_a_person"),
    ("quarterly with a 12-month denominator", "tests/spec/test_measures.py::test_one_number_of_many_rows"),
    ("n working, business, calendar days after an event", "tests/spec/test_counting_days.py::test_working_days_after"),
    ("before an event", "tests/spec/test_counting_days.py::test_working_days_before"),
    ("nth working day, nth day of the month", "tests/spec/test_counting_days.py::test_nth_day_of_a_period"),
    ("last weekday of the month", "tests/spec/test_counting_days.py::test_named_days"),
    ("n days beginning with the first day of the month", "tests/spec/test_counting_days.py::test_beginning_with"),
    ("not before a, not after b", "tests/spec/test_due_more.py::test_not_before"),
    ("at least n days to answer or to put right", "tests/spec/test_answers_and_silence.py::test_time_to_put_things_right"),
    ("five more working days for a single default", "tests/spec/test_due_more.py::test_days_of_grace"),
    ("silence counts as yes", "tests/spec/test_answers_and_silence.py::test_a_plan"),
    ("silence is not said to be anything", "tests/spec/test_answers_and_silence.py::test_a_duty_whose_silence_is_not_said"),
    ("clocks that stop at weekends, wait for the customer, keep hours", "tests/spec/test_clocks.py::test_hours_waited_move_a_deadline_on"),
    ("kinds of day and calendars by country", "tests/spec/test_counting_days.py::test_the_kind_of_day"),
    ("a plan that is breached", "tests/spec/test_answers_and_silence.py::test_a_breach_is_a_ground"),
    ("points over a level in a stretch", "tests/spec/test_money.py::test_a_total_as_a_condition"),
    ("per hour, capped", "tests/spec/test_money.py::test_each_row"),
    ("earned back", "tests/spec/test_money.py::test_earned_back"),
    ("a ladder of steps", "tests/spec/test_windows.py::test_what_follows"),
    ("what lifts a rule", "tests/spec/test_windows.py::test_exceptions"),
    ("a waiver", "tests/spec/test_due_more.py::test_a_waived_rating_is_not_applicable"),
    ("relief of a row by agreement", "tests/figures/test_count_against_oracle.py"),
    ("a sub-contract ended", "tests/contracts_small/test_agreements.py::test_subcontractors"),
    ("a dispute of a notice", "tests/spec/test_answers_and_silence.py::test_a_notice"),
    ("a base year measured and not scored", "tests/contracts_small/test_market_stalls.py::test_the_baseline_is_fixed_from_the_figures_of_its_periods"),
    ("gaps, overlaps, edges, levels out of reach", "tests/spec/test_defects.py"),
    ("two deadlines for one thing", "tests/spec/test_contradictions.py"),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "tried_in"), ELSEWHERE)
def test_where_the_other_shapes_are_tried(shape: str, tried_in: str) -> None:
    """Shapes that have a chapter, or a contract, of their own."""
    file, _, name = tried_in.partition("::")
    path = Path(__file__).parents[2] / file
    assert path.exists(), shape
    names = {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)}
    assert not name or name in names, f"{shape}: {tried_in}"
