# ruff: noqa: E501 (lines of a contract)
"""A small contract that uses most of the language, and ways to change a line of it."""

from __future__ import annotations

from pathlib import Path

from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

DESIGN = Path(__file__).parents[2] / "../shared/design"
SCHEDULE_14 = DESIGN / "terms-example.yaml"
TELECARE = DESIGN / "terms-example-2.yaml"

SMALL = """\
tenor: "1"
contract: {reference: C-1, title: Meals at home, buyer: Example Council, supplier: Example Kitchens, starts: 2023-04-01, ends: 2026-03-31}
words:
  working day: {reading: working-day}
  receipt: [acknowledged, notice clause]
  Provider: supplier
  Service Failure: failed
notices: {clause: "20", by: [email, post], received: {email: same working day as sending, post: 2 working days after sending}}
calendar: {holidays: scotland, closed: [Sunday], closures: [2023-12-27], cut_off: "17:00", quarters: contract}
contacts:
  - {side: buyer, order: 1, role: buyer contract manager, name: A Example}
  - {side: supplier, order: 1, role: supplier contract manager, name: to be agreed}
units:
  - {id: north, name: North, opens: 2023-04-01}
  - {id: south, name: South, opens: not said, closed: [{from: 2023-08-01, to: 2023-08-31}]}
clauses:
  "3.10": {heading: Meals, text: Meals are hot.}
figures: {final: 5 working days after period end, rounded: to 1 decimals, part_periods: not applicable}
events: {power cut: {clause: "9", by: buyer}}
levels: [good, fair, poor]
target_level: good
missing: {not reported: poor, disputed: as reported}
datasets:
  meals:
    row: one meal
    key: [unit, served_on, place]
    dated_by: served_on
    fields: {unit: unit, served_on: date, asked_on: optional date, place: [home, club], hot: yes/no, weight: number, note: optional text}
    derived: {due_on: 2 working days after asked_on, first_on: {earliest_of: [asked_on, served_on]}}
kpis:
  - id: hot
    clause: "3.10"
    title: Meals that are hot
    every: month
    measure: {share: {of: meals, where: {place: home, weight: above 0}, that: {any: [{hot: yes}, {none: [{note: present}]}]}}}
    bands: {good: {by year: {1: at least 80%, 2: at least 90%}}, fair: at least 60%, poor: below 60%}
  - id: in-time
    clause: "3.2"
    title: Meals in time
    every: quarter
    over: last 12 months
    measure: {share: {of: meals, that: {served_on: within 2 working days after asked_on}}}
    bands: {good: at least 90%, fair: from 50% to below 90%, poor: below 50%}
    final: 10 working days after period end
    missing: {unrated: skipped}
    starts: 2023-07-01
    tags: [quality]
  - id: complaints
    clause: "3.3"
    title: Complaints
    every: month
    over: contract so far
    measure: {stated: count}
    bands: {good: at most 2, fair: at most 5, poor: above 5}
  - id: reach
    clause: "3.4"
    title: Districts reached
    every: month
    measure: {share: {of: units, at: any day, that: {have: meals, where: {hot: yes}, at_least: 2}}}
    bands: {good: at least 100%, poor: below 100%}
    otherwise: unrated
overall: {clause: "4", every: month, of: any, how: worst}
returns:
  - {id: monthly, clause: "5", by: Provider, to: buyer, holds: [meals, complaints], every: month, due: 8 working days after period end, completed: with the next return}
meetings:
  - id: review
    clause: "6"
    title: Review
    by: buyer contract manager
    every: quarter
    must_attend: [buyer contract manager, supplier contract manager]
duties:
  Reports:
    - {id: yearly, clause: "7", by: supplier, what: Yearly report, every: contract year, due: 30 clear days after period end}
    - {id: insurance, clause: "7", by: supplier, what: Insurance kept, due: at all times}
steps:
  warning: {clause: "8.1", kind: notice, by: buyer}
  recovery plan: {clause: "8.2", kind: plan, by: supplier, due: 10 working days after request, reviewed: next final figure}
  think of ending: {clause: "8.3", kind: decision, by: buyer, choices: {end: taken, wait: not taken}}
rules:
  - {id: warn, clause: "8.1", when: {kpi: any, same: kpi, is: failed, for: any 2 in 6 months}, missing: {not reported: breaks}, may: warning}
  - {id: last, clause: "8.1", when: {kpi: [hot, in-time], same: kpi, is: poor, for: 2 in the last 3 periods}, then: {choose: [warning, recovery plan], considering: risk}}
  - {id: both, clause: "8.2", when: [{kpi: tagged quality, is: poor}, {none: [{kpi: overall, is: good}]}], then: recovery plan}
  - {id: either, clause: "8.2", when: {any: [{event: power cut}, {duty: monthly, is: late by more than 5 working days}]}, then: recovery plan}
  - {id: again, clause: "8.3", when: {kpi: any, is: poor, for: any 1 in the 3 months from warning}, only_after: [warning, meeting held], then: think of ending}
  - {id: twice, clause: "8.3", when: {event: warning, for: 2 times in the contract}, until: contract end, may: think of ending}
readings:
  - {id: working-day, clause: "3.2", unclear: Not defined., options: {open: open day, uk: open day uk-any}, reading: open}
"""


def small(*changes: tuple[str, str]) -> str:
    """The small contract with some text replaced, each once."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def terms(*changes: tuple[str, str]) -> Terms:
    read = read_yaml(small(*changes))
    assert read.terms is not None, [str(problem) for problem in read.problems]
    return read.terms


def said(text: str) -> list[str]:
    """What is wrong with a text, as it is printed."""
    return [str(problem) for problem in read_yaml(text).problems]
