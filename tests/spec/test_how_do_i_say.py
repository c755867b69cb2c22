# ruff: noqa: E501 (lines of a contract)
"""# How do I say …?

What contracts say, and how it is said in terms. Every line is put into a small contract and read; the chapters of the
[reference](../reference/spec/terms-language.md) say what each phrase means, [terms.schema.json](../reference/terms.schema.json) lists every key.
"""

from __future__ import annotations

import pytest

from tenor.terms.read_yaml import read_yaml
from tenor.terms.sayings import sayings

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


def of_part(title: str) -> list[tuple[str, str, str]]:
    """The sayings under a heading, as the program holds them."""
    return [(each.contract, each.kind, each.terms) for each in sayings() if each.part == title]


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


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), of_part("What good looks like"))
def test_what_good_looks_like(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), of_part("By when"))
def test_by_when(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), of_part("What follows"))
def test_what_follows(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []


@pytest.mark.parametrize(("the_contract_says", "kind", "terms"), of_part("Points and money"))
def test_points_and_money(the_contract_says: str, kind: str, terms: str) -> None:
    assert said_of(kind, terms) == []
