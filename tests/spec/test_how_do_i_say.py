# ruff: noqa: E501 (lines of a contract)
"""# How do I say …?

What contracts say, and how it is said in terms. Every line is put into a small contract and read; the chapters of the
[reference](../reference/spec/terms-language.md) say what each phrase means, [terms.schema.json](../reference/terms.schema.json) lists every key.
"""

from __future__ import annotations

import pytest

from tenor.terms.read_yaml import read_yaml

LONGEST_CELL = 400  # no saying may be cut short
BASE = """\
tenor: "1"
contract: {reference: H-1, title: Boilers kept, buyer: Example Council, supplier: Example Heat, starts: 2024-01-01, ends: 2026-12-31}
words: {working day: open day, receipt: [acknowledged, ask]}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday], clocks: {desk: {days: Monday to Friday, hours: 08:00 to 18:00}}}
contacts:
  - {side: buyer, order: 1, role: contract manager, name: A, email: a@x.example}
  - {side: supplier, order: 1, role: service manager, name: B, email: b@x.example}
units: [{id: north, opens: 2024-01-01}]
charges:
  monthly charge: {clause: "1", each: month, from: invoices}
%CHARGES%
levels: [{id: green, points: 0}, {id: amber, points: 1}, {id: red, points: 2}]
target_level: green
events: {spill: {clause: "1", by: buyer}, fire: {clause: "1", by: buyer}}
%FIGURES%
datasets:
  jobs: {row: one job, dated_by: asked_on, fields: {unit: unit, asked_on: date, issued_at: moment, done_at: optional moment, done_on: optional date, due_on: date, waited: optional hours, priority: [A, B], fault: [late, poor, other], cost: money}}
kpis:
  - {id: quick, number: "1", clause: "1", title: Quick, every: month, measure: {share: {of: jobs, that: {done_on: present}}}, bands: {green: at least 90%, amber: at least 80%, red: below 80%}, tags: [safety]}
  - {id: calls, number: "2", clause: "1", title: Calls, every: month, measure: {stated: count}, better: lower, bands: {green: at most 2, amber: at most 5, red: above 5}}
%KPIS%
returns:
  - {id: m, clause: "1", by: supplier, to: buyer, holds: [jobs, calls], every: month, due: 5 working days after period end}
%RETURNS%
meetings:
  - {id: review, clause: "1", title: Review, by: contract manager, every: quarter}
%MEETINGS%
duties:
  Plans:
    - {id: insurance, clause: "1", by: supplier, what: Certificate, every: year, due: 31 March}
%DUTIES%
steps:
  improvement plan: {clause: "1", kind: plan, by: supplier, due: 10 working days after request}
  warning: {clause: "1", kind: notice, by: buyer}
  talk: {clause: "1", kind: meeting, by: contract manager}
  ending: {clause: "1", kind: decision, by: buyer}
%STEPS%
rules:
  - {id: warned, clause: "1", when: {kpi: any, same: kpi, is: red}, then: [improvement plan, warning, talk, ending]}
%RULES%
"""
INTO = {
    "charge": ("CHARGES", '  mine: {clause: "2", %s}'),
    "KPI": ("KPIS", '  - {id: mine, clause: "2", title: Mine, every: month, %s}'),
    "KPI, how often": ("KPIS", '  - {id: mine, clause: "2", title: Mine, measure: {stated: count}, target: at most 1, %s}'),
    "return": ("RETURNS", '  - {id: more, clause: "2", by: supplier, to: buyer, holds: [jobs], every: month, %s}'),
    "return, asked for": ("RETURNS", '  - {id: more, clause: "2", by: supplier, to: buyer, holds: [jobs], %s}'),
    "figures": ("FIGURES", "figures: {%s}"),
    "meeting": ("MEETINGS", '  - {id: board, clause: "2", title: Board, by: contract manager, %s}'),
    "duty": ("DUTIES", '    - {id: mine, clause: "2", by: supplier, to: buyer, what: It, %s}'),
    "step": ("STEPS", '  mine: {clause: "2", by: buyer, %s}'),
    "rule": ("RULES", '  - {id: mine, clause: "2", %s}'),
}
SHARE = "measure: {share: {of: jobs, that: {done_on: present}}}"

# What good looks like
GOOD = [
    ("90% or more", "KPI", f"{SHARE}, target: at least 90%"),
    ("fewer than 80% is a failure", "KPI", f"{SHARE}, bands: {{green: at least 80%, red: below 80%}}"),
    (
        "between 60% and 89% is amber",
        "KPI",
        f"{SHARE}, rounded: to 0 decimals, bands: {{green: at least 90%, amber: between 60% and 89%, red: below 60%}}",
    ),
    ("96% up to but not 98%", "KPI", f"{SHARE}, bands: {{green: at least 98%, amber: from 96% to below 98%, red: below 96%}}"),
    ("zero tolerance; no errors", "KPI", "measure: {stated: count}, better: lower, target: at most 0"),
    ("a figure that is final stays as it is", "figures", "late_changes: refused"),
    ("the council decides on what comes later", "figures", "late_changes: buyer decides"),
    ("everything on time", "KPI", "measure: {share: {of: jobs, that: {done_on: on or before due_on}}}, target: at least 100%"),
    (
        "returns are given in time",
        "KPI",
        "measure: {share: {of: duties, where: {duty: m}, that: {done_on: on or before due_on}}}, target: at least 100%",
    ),
    ("no more than two warnings a month", "KPI", "measure: {count: {of: events, where: {event: warning}}}, target: at most 2"),
    ("90% of the measures at green", "KPI", "measure: {share: {of: ratings, that: {level: green}}}, target: at least 90%"),
    ("£25,000 of takings", "KPI", "measure: {stated: GBP}, better: higher, target: at least 25000 GBP"),
    (
        "80% in the first year, 85% in the second, 90% from then on",
        "KPI",
        f"{SHARE}, better: higher, target: {{by year: {{1: at least 80%, 2: at least 85%, 3: at least 90%}}}}",
    ),
    (
        "amber from 95% of the target",
        "KPI",
        f"{SHARE}, better: higher, target: at least 60%, bands: {{green: at least 60%, amber: at least 95% of target, red: below 95% of target}}",
    ),
    (
        "within two working days of being asked",
        "KPI",
        "measure: {share: {of: jobs, that: {done_on: within 2 working days after asked_on}}}, target: at least 95%",
    ),
    (
        "within 4 office hours, the clock stopping while we wait for you",
        "KPI",
        "measure: {share: {of: jobs, that: {done_at: within 4 desk hours after issued_at less waited}}}, target: at least 95%",
    ),
    (
        "priority A in 24 hours, B in 72",
        "KPI",
        "measure: {share: {of: jobs, that: {done_at: {by priority: {A: within 24 hours after issued_at, B: within 72 hours after issued_at}}}}}, target: at least 95%",
    ),
    (
        "half within 4 hours and all within 8",
        "KPI",
        "parts: [{id: four, measure: {share: {of: jobs, that: {done_at: within 4 hours after issued_at}}}, target: at least 50%}, {id: eight, measure: {share: {of: jobs, that: {done_at: within 8 hours after issued_at}}}, target: at least 100%}], together: worst",
    ),
    ("each area by itself", "KPI", f"for_each: unit, {SHARE}, target: at least 90%"),
    ("over the last twelve months", "KPI", f"over: last 12 months, {SHARE}, target: at least 90%"),
    ("the average cost of a job", "KPI", "measure: {mean: {of: jobs, value: cost}}, better: lower, target: at most 100 GBP"),
    ("the contract manager judges it", "KPI", 'measure: {check: {asked: "Is it well kept?", by: contract manager}}, target: yes'),
    ("nothing to rate where fewer than ten were asked", "KPI", f"{SHARE}, too_few: below 10, target: at least 90%"),
    (
        "the median of at least three visits; fewer are not rated",
        "KPI",
        "measure: {median: {of: jobs, value: cost}}, too_few: below 3, better: lower, target: at most 100 GBP",
    ),
    (
        "the marks of some measures, each times its weight, as a score of its own",
        "KPI",
        "measure: {score: {of: [quick, calls], marks: {green: 2, amber: 1, red: 0}, as: percent of most possible}}, bands: {green: at least 80%, amber: from 50% to below 80%, red: below 50%}",
    ),
    ("for information only", "KPI", f"{SHARE}, target: for context"),
    ("not scored in the first half-year", "KPI", f"{SHARE}, scored_from: 2024-07-01, target: at least 90%"),
    ("every other month", "KPI, how often", "every: 2 months"),
    ("once in the life of the contract", "KPI, how often", "every: once"),
]

# By when
WHEN = [
    ("by the fifth working day of the month after", "return", "due: 5th working day of the next month"),
    ("by the last Friday of the month", "return", "due: last Friday of the month"),
    ("within 15 days of the quarter's end", "duty", "every: quarter, due: 15 days after period end"),
    ("by the end of December", "duty", "every: year, due: end of December"),
    ("at least 14 working days before the meeting", "duty", "due: 14 working days before review"),
    ("within a month of the start", "duty", "due: 1 month after contract start"),
    ("clear days", "duty", "when: {event: spill}, due: 7 clear days after spill"),
    ("within four office hours of the spill", "duty", "when: {event: spill}, due: 4 desk hours after spill"),
    ("a report within 24 hours of each spill", "return, asked for", "when: {event: spill}, due: 24 hours after spill"),
    ("a meeting within five working days of each spill", "meeting", "when: {event: spill}, due: 5 working days after spill"),
    ("after a spill or a fire", "duty", "when: {any: [{event: spill}, {event: fire}]}, due: 2 working days after request"),
    ("once both have happened", "duty", "when: [{event: spill}, {event: fire}], due: 2 working days after request"),
    (
        "an invitation is accepted or another day asked for; silence accepts",
        "meeting",
        "every: month, answer: {by: supplier, due: 2 working days after receipt, choices: [accepted, another day], silence: accepted}",
    ),
    ("at the next review after a spill", "duty", "when: {event: spill}, due: at the next review"),
    (
        "no earlier than 5 and no later than 8 days after it",
        "duty",
        "when: {event: spill}, not_before: 5 days after spill, due: 8 days after spill",
    ),
    (
        "two working days of grace, once a year",
        "step",
        "kind: plan, due: 5 working days after request, grace: {allow: 2 working days, times: once in the same year}",
    ),
    (
        "a meeting may be put off by five working days at most",
        "step",
        "kind: meeting, to: supplier, due: 10 working days after request, may_extend: {by: buyer, up_to: 5 working days}",
    ),
    ("at all times", "duty", "due: at all times"),
    ("at once", "duty", "when: {event: spill}, due: at once"),
    ("no day is given", "duty", "due: not said"),
    ("as Schedule 3 says", "duty", "due: {elsewhere: Schedule 3}"),
    (
        "monthly, or as the officer decides",
        "meeting",
        'every: [{clause: "2", every: month}, {clause: "3", every: {set_by: contract manager, considering: risk}}]',
    ),
    (
        "silence is approval",
        "step",
        "kind: plan, due: 10 working days after request, answer: {by: buyer, due: 10 working days after receipt, choices: [approved, refused], silence: approved}",
    ),
    (
        "both sides sign what the first meeting came to",
        "meeting",
        "every: once, due: 10 working days before contract start, signed_by: [buyer, supplier]",
    ),
    (
        "to be decided within ten working days of the answer",
        "step",
        "kind: decision, choices: [withdraw, change, confirm], due: 10 working days after receipt",
    ),
    ("to be decided at the next review", "step", "kind: decision, due: at the next review"),
    ("at least seven days to put it right", "step", "kind: notice, cure: {set_by: buyer, not_before: 7 days after mine}"),
]

# What follows
FOLLOWS = [
    (
        "amber or worse two months running leads to a plan",
        "rule",
        "when: {kpi: any, same: kpi, is: amber or worse, for: 2 consecutive months}, then: improvement plan",
    ),
    (
        "the same measure in any three of nine periods",
        "rule",
        "when: {kpi: any, same: kpi, is: failed, for: any 3 in 9 periods}, then: warning",
    ),
    (
        "whichever measures they are, three months in six",
        "rule",
        "when: {kpi: any, same: nothing, is: red, for: any 3 in 6 months}, then: warning",
    ),
    (
        "red in any of the three months after a warning",
        "rule",
        "when: {kpi: any, is: red, for: any 1 in the 3 months after warning}, may: ending",
    ),
    ("sixteen warnings in twelve months", "rule", "when: {event: warning, for: 16 times in any 12 months}, may: ending"),
    ("two warnings in the whole contract", "rule", "when: {event: warning, for: 2 times in the contract}, may: ending"),
    ("not in the first six months", "rule", "when: {kpi: any, is: red}, from: 6 months after contract start, then: warning"),
    ("if no plan comes in time", "rule", "when: {duty: improvement plan, is: late}, then: warning"),
    ("if the return is more than five working days late", "rule", "when: {duty: m, is: late by more than 5 working days}, then: talk"),
    ("for each job put down to poor work", "rule", "when: {rows: jobs, where: {fault: poor}}, then: talk"),
    ("persistently; as appropriate", "rule", 'when: {judged: "it goes on and on", by: buyer}, then: warning'),
    (
        "only after a meeting was held, or offered and refused",
        "rule",
        "when: {kpi: any, is: red}, only_after: [talk held, talk refused], may: ending",
    ),
    (
        "a plan or a meeting, whichever fits",
        "rule",
        "when: {kpi: any, is: red}, then: {choose: [improvement plan, talk], considering: harm}",
    ),
    ("first a talk, then a warning if that does not help", "rule", "when: {kpi: any, is: red}, then: {in_order: [talk, warning]}"),
    (
        "unless it was the council's fault",
        "rule",
        'when: {kpi: any, is: red}, except: {judged: "the council caused it", by: buyer}, then: warning',
    ),
    ("any safety measure", "rule", "when: {kpi: tagged safety, is: red}, then: warning"),
]

# Points and money
MONEY = [
    ("a fee each quarter, as it is invoiced", "charge", "each: quarter, from: invoices"),
    ("£90,000 a year", "charge", "each: year, amount: 90000 GBP"),
    ("points doubled for a repeat", "rule", "when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice"),
    ("more than twelve points in six months", "rule", "when: {total: points, is: above 12, in: any 6 months}, then: warning"),
    (
        "half a per cent of the monthly charge for each point, at most a tenth in a month",
        "rule",
        "when: {kpi: any, is: failed}, money: {deduct: 0.5% of monthly charge per point, at_most: 10% of monthly charge in the same month}",
    ),
    (
        "2% for each per cent below target",
        "rule",
        "when: {kpi: quick, is: failed}, money: {deduct: 2% of monthly charge per percent below target}",
    ),
    ("£25 for each of them", "rule", "when: {rows: jobs, where: {fault: late}}, money: {deduct: 25 GBP per row}"),
    (
        "£50 for each working day late, at most £500",
        "rule",
        "when: {duty: m, is: late}, money: {pay: 50 GBP per working day late, at_most: 500 GBP per occurrence}",
    ),
    (
        "if the deductions of any 12 months come to more than £20,000",
        "rule",
        "when: {total: money, is: above 20000 GBP, in: any 12 months}, may: ending",
    ),
    (
        "more than 12 points in six months, and the measure is red in the last of them",
        "rule",
        "when: [{kpi: quick, is: red}, {total: points, is: above 12, in: any 6 months}], then: ending",
    ),
    (
        "£20 for each hour late, desk hours alone",
        "rule",
        "when: {duty: m, is: late}, money: {pay: 20 GBP per desk hour late, at_most: 500 GBP per occurrence}",
    ),
    (
        "withheld until the plan is approved",
        "rule",
        "when: {duty: improvement plan, is: late}, money: {withhold: up to 2% of monthly charge per month it lasts, released: improvement plan approved, kept: warning}",
    ),
    ("a bonus of one per cent", "rule", "when: {kpi: quick, is: green, for: 4 consecutive months}, money: {add: 1% of monthly charge}"),
]


def said_of(kind: str, terms: str) -> list[str]:
    """The contract with a line of this kind, read: what is said of it."""
    section, line = INTO[kind]
    text = BASE.replace(f"%{section}%\n", line % terms + "\n")
    for other in {section for section, _ in INTO.values()}:
        text = text.replace(f"%{other}%\n", "")
    read = read_yaml(text)
    stopping = [str(each) for each in read.problems]
    return stopping if read.terms is not None else stopping or ["no terms"]


def test_the_contract_itself_reads() -> None:
    """The small contract that each line is put into: jobs in districts, a share of them done and a count of calls, three levels, one return,
    one meeting, one duty and four steps."""
    assert said_of("rule", "when: {kpi: any, is: red}, then: warning") == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), GOOD)
def test_what_good_looks_like(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), WHEN)
def test_by_when(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), FOLLOWS)
def test_what_follows(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), MONEY)
def test_points_and_money(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []
