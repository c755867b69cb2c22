"""A small contract whose duties are answered, cured and given again, and how its story is told in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from tests.review.history import entry

from tenor.ledger.events import Event
from tenor.ledger.model import Entry
from tenor.review.model import Duty, Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

TEXT = """\
tenor: "1"
contract: {reference: D-1, title: Rides, buyer: Example Council, supplier: Example Rides, starts: 2023-04-01, ends: 2025-03-31}
words: {working day: open day, receipt: [acknowledged, notice clause]}
notices: {clause: "20", by: [email, post], received: {email: same working day as sending, post: 2 working days after sending}}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
datasets:
  rides: {row: one ride, key: [ridden_on], dated_by: ridden_on, fields: {ridden_on: date, good: yes/no}}
  drivers: {row: one driver, key: [started_on], dated_by: started_on, fields: {started_on: date}}
kpis:
  - {id: good, clause: "1", title: Good rides, every: month, measure: {share: {of: rides, that: {good: yes}}}, target: at least 90%}
returns:
  - {id: monthly, clause: "2", by: supplier, to: buyer, holds: [rides], every: month, due: 5th working day of the next month by 12:00}
  - {id: staff, clause: "2", by: supplier, to: buyer, holds: [drivers], every: quarter, due: 15 working days after period end}
duties:
  Standards:
    - {id: standard, clause: "3", by: supplier, to: buyer, what: A standard of care, due: 1 month after contract start, answer: {by: buyer, due: 10 working days after receipt, choices: [accepted, changes asked], silence: not said}}
steps:
  plan: {clause: "4", kind: plan, by: supplier, due: 5 working days after request, answer: {by: buyer, due: 10 working days after receipt, choices: [approved, refused], silence: approved}, if_refused: {again: yes, due: 5 working days after receipt of refusal}, may_extend: {by: buyer, up_to: 10 working days}}
  notice: {clause: "5", kind: notice, by: buyer, cure: {set_by: buyer, not_before: 7 working days after notice}, answer: {by: supplier, due: 5 working days after receipt, choices: [accept, dispute], silence: accept}}
  meeting: {clause: "6", kind: meeting, by: buyer, due: 10 working days after request}
  ending: {clause: "7", kind: decision, by: buyer, choices: {end: taken, not now: not taken}}
rules:
  - {id: to-plan, clause: "4", when: {kpi: any, same: kpi, is: failed}, then: plan}
  - {id: after-refusal, clause: "6", when: {duty: plan, is: refused}, then: meeting}
  - {id: after-breach, clause: "5", when: {duty: plan, is: [late, breached]}, then: notice}
  - {id: no-meeting, clause: "5", when: {duty: meeting, is: not held}, then: notice}
  - {id: disputed, clause: "7", when: {event: answer to notice, chosen: dispute}, then: ending}
  - {id: accepted, clause: "7", when: {event: answer to notice, chosen: accept}, may: ending}
  - {id: silent-buyer, clause: "6", when: {duty: answer to standard, is: late}, then: meeting}
  - {id: not-cured, clause: "7", when: {duty: notice, is: not cured}, may: ending}
"""  # noqa: E501

Told = Sequence[tuple[str, str, Event]]


def changed(*changes: tuple[str, str]) -> str:
    """The contract with some text replaced, each once."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


@cache
def terms(*changes: tuple[str, str]) -> Terms:
    read = read_yaml(changed(*changes))
    assert read.terms is not None, [str(each) for each in read.problems]
    return read.terms


def entries(told: Told) -> list[Entry]:
    return [entry(seq, on, side, event) for seq, (on, side, event) in enumerate(sorted(told, key=lambda one: one[0]), 1)]


def reviewed(on: str, told: Told, *changes: tuple[str, str]) -> Review:
    """The review of a day: what was told by then, in order."""
    return review(terms(*changes), entries(told), on=date.fromisoformat(on))


def duty(found: Review, id: str) -> Duty:
    return next(one for one in found.duties if one.id == id)


def shown(found: Review, id: str) -> str:
    """ "overdue, 2023-06-19", "done 2023-06-19", "upcoming"; "" where there is no such duty."""
    one = next((each for each in found.duties if each.id == id), None)
    if one is None:
        return ""
    if one.done_on:
        return f"{one.state} {one.done_on}"
    return f"{one.state}, {one.due}" if one.due else one.state
