# ruff: noqa: E501 (lines of a contract, and whole sentences)
"""# Where a contract contradicts itself

What `tenor check` finds when the parts of a contract are held against one another: worked examples against bands, points and rules;
rules against each other; deadlines, gates and charges. Each line changes one thing in a small contract in which nothing is found.
"""

from __future__ import annotations

import pytest

from tenor.base.wording import say
from tenor.terms.check import check
from tenor.terms.read_yaml import read_yaml

SOUND = """\
tenor: "1"
contract:
  {reference: S-1, title: Repairs by points, buyer: Example Council, supplier: Example Repairs, starts: 2024-01-01, ends: 2025-12-31,
   extensions: [{clause: "1", up_to: 12 months, by: buyer, due: 3 months before contract end}]}
words: {working day: open day}
contacts:
  - {side: buyer, order: 1, role: contract manager, name: A, email: a@x.example}
  - {side: supplier, order: 1, role: service manager, name: B, email: b@x.example}
levels: [{id: target, points: 0}, {id: minor, points: 1}, {id: serious, points: 2}, {id: severe, points: 3}, {id: threshold, points: 4}]
target_level: target
events: {audit of stock: {clause: "2", by: service manager}}
charges: {monthly charge: {clause: "3", each: month, from: invoices}}
kpis:
  - {id: service, number: "1", clause: "4", title: Service level, every: month, measure: {stated: percent}, rounded: to 1 decimals, bands: {target: at least 99%, minor: between 98.0% and 98.9%, serious: between 97.0% and 97.9%, severe: between 96.0% and 96.9%, threshold: below 96%}}
returns:
  - {id: m, clause: "5", by: supplier, to: buyer, holds: [service], every: month, due: 10 working days after period end, not_before: 2 working days after period end}
steps:
  warning: {clause: "6", kind: notice, by: buyer}
  talk: {clause: "6", kind: meeting, by: contract manager}
rules:
  - {id: repeat, clause: "7", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice}
  - {id: warn, clause: "8", when: {kpi: service, is: severe or worse}, then: warning, only_after: [audit of stock]}
  - {id: meet, clause: "8", when: {kpi: service, is: serious or worse}, then: talk}
  - {id: credit, clause: "9", when: {kpi: service, is: failed}, money: {deduct: 1% of monthly charge per point}}
worked_examples:
  - {clause: "7", kpi: service, figures: [98.5%, 96.5%], levels: [minor, severe], points: [1, 6]}
  - {clause: "7", kpi: service, figures: [96.5%, 98.5%, 96.5%], points: [3, 2, 6]}
"""


def found(*changes: tuple[str, str]) -> list[str]:
    """Code and sentence of each contradiction of the contract with some text replaced."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    read = read_yaml(text)
    assert read.terms is not None, [str(each) for each in read.problems]
    return [f"{each.code}: {say(each.said)}" for each in check(read.terms) if each.code.split("-")[0] in KINDS]


CODES = {
    "example-contradicts",
    "rules-same-condition",
    "rule-gate-closed",
    "charge-idle",
    "rule-always",
    "rule-never",
    "rule-wider",
    "not-before-after-due",
    "extension-due-too-late",
}
KINDS = ("example", "rules", "rule", "not", "extension", "charge")


def test_a_contract_that_agrees_with_itself() -> None:
    """98.5% then 96.5% are 1 point and 3 doubled; 96.5%, 98.5%, 96.5% are 3, 1 doubled, 3 doubled."""
    assert found() == []


WRONG = [
    # what stood there, what stands there now, what is said
    ("points: [1, 6]", "points: [1, 3]", "give the points 1, 3; by the bands, points and rules written here they give 1, 6"),
    ("points: [3, 2, 6]", "points: [3, 2, 12]", "give the points 3, 2, 12; by the bands, points and rules written here they give 3, 2, 6"),
    (
        "levels: [minor, severe]",
        "levels: [minor, serious]",
        "give the levels minor, serious; by the bands, points and rules written here they give minor, severe",
    ),
    (
        "{id: severe, points: 3}",
        "{id: severe, points: 2}",
        "98.5% and 96.5% in consecutive periods give the points 1, 6; by the bands, points and rules written here they give 1, 4",
    ),
    (
        "is: serious or worse}, then: talk",
        "is: severe or worse}, then: talk",
        "rules-same-condition: the rules warn and meet have the same condition",
    ),
    ("by: service manager}}", "by: chief auditor}}", "rule-gate-closed: the rule warn may be used only after audit of stock"),
    ("money: {deduct: 1% of monthly charge per point}", "then: talk", "charge-idle: the charge monthly charge is named"),
    (
        "is: failed}, money",
        "is: [target, failed]}, money",
        "rule-always: the rule credit holds at minor, serious, severe, target and threshold",
    ),
    (
        "not_before: 2 working days after period end",
        "not_before: 12 working days after period end",
        "not-before-after-due: m may not be given before Fri 16 Feb 2024 and is due by Wed 14 Feb 2024, for January 2024",
    ),
    (
        "due: 3 months before contract end",
        "due: 3 months after contract end",
        "extension-due-too-late: the right to extend must be used by Tue 31 Mar 2026",
    ),
]


@pytest.mark.parametrize(("stood_there", "stands_there", "is_said"), WRONG)
def test_what_contradicts(stood_there: str, stands_there: str, is_said: str) -> None:
    """The sentence says what is wrong, what follows, and what to do; it stands at the line, with the clause."""
    assert any(is_said in each for each in found((stood_there, stands_there))), found((stood_there, stands_there))


def test_a_level_nothing_can_have() -> None:
    """A rule for a level that no band of its KPIs gives is never met."""
    bands = ("severe: between 96.0% and 96.9%, threshold: below 96%", "severe: below 97%")
    said = found(bands, ("is: severe or worse}", "is: threshold}"))
    assert [each for each in said if each.startswith("rule-never: the rule warn waits for threshold, and KPI 1 never has such a level")]


def test_two_rules_that_take_money_for_the_same() -> None:
    """A run of two failed months is also a failed month: the second rule is counted beside the first."""
    more = '  - {id: more, clause: "9", when: {kpi: service, is: failed, for: 2 consecutive periods}, money: {deduct: 2% of monthly charge per occurrence}}\nworked_examples:'
    assert any(each.startswith("rule-wider: whenever the rule more holds, credit holds too") for each in found(("worked_examples:", more)))


def test_every_kind_is_tried() -> None:
    """`test_defects` holds all other codes to its own tables."""
    shown = {each.split(":")[0] for old, new, _ in WRONG for each in found((old, new))}
    assert shown | {"rule-never", "rule-wider"} == CODES
