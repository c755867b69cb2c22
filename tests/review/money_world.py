"""A small contract with points and money, and months of its life in a few lines: for the tests of points, totals and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.review.history import day, entry

from tenor.ledger.events import Event
from tenor.ledger.events.money import InvoiceReceived
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body, Entry
from tenor.review.model import Review
from tenor.review.money_model import Handled, MoneyLine
from tenor.review.points import Brought, points
from tenor.review.reviewed import scene_of
from tenor.review.statement import handled
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

# The levels, edges and points of a regime of service points with a target of 99%, rounded to one decimal.
TERMS = """
tenor: "1"
contract: {reference: M-1, title: Service, buyer: Council, supplier: Firm, starts: 2026-01-01, ends: 2028-12-31}
words: {working day: open day, Service Points: points}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
charges:
  monthly charge: {clause: Schedule 4, each: month, from: invoices}
  fixed charge: {clause: Schedule 4, each: month, amount: 12345.67 GBP}
  price to come: {clause: Schedule 4, each: year, amount: to be agreed}
levels: [{id: target, points: 0}, {id: minor, points: 1}, {id: serious, points: 2}, {id: severe, points: 3}, {id: threshold, points: 4}]
target_level: target
datasets:
  jobs:
    row: one job
    dated_by: asked_on
    fields: {asked_on: date, down: optional hours, by: [nobody, firm]}
kpis:
  - id: speed
    clause: "2.1"
    title: Speed
    every: month
    measure: {stated: percent}
    better: higher
    rounded: to 1 decimals
    bands:
      target: at least 99%
      minor: from 98% to below 99%
      serious: from 97% to below 98%
      severe: from 96% to below 97%
      threshold: below 96%
  - id: care
    clause: "2.2"
    title: Care
    every: month
    measure: {stated: percent}
    better: higher
    target: at least 90%
    points: {failed: 2.5}
events: {release agreed: {clause: "9", by: buyer}, second report: {clause: "9", by: buyer}}
steps: {talk: {clause: "7", kind: decision, by: buyer}}
returns:
  - {id: figures, clause: "6.1", by: supplier, to: buyer, holds: [speed, care], every: month, due: 5th working day of the next month}
rules:
  - {id: talk, clause: "7", when: {event: second report}, then: talk}
"""

Acts = Sequence[tuple[str, str, Event]]


def terms(rules: str = "") -> Terms:
    """The contract with rules of your own, a line each."""
    own = "".join(f"  - {{{line.strip()}}}\n" for line in rules.strip().splitlines() if line.strip())
    read = read_yaml(TERMS + own)
    assert read.terms is not None, [str(each) for each in read.problems]
    return read.terms


def figures(kpi: str, first: str, *values: str) -> dict[tuple[str, str], str]:
    """Per cents of a KPI, month by month from the first; "-" for a month without a return."""
    year, month = map(int, first.split("-"))
    labels = [f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02}" for n in range(len(values))]
    return {(kpi, label): value for label, value in zip(labels, values, strict=True) if value != "-"}


def entries(given: Mapping[tuple[str, str], str], acts: Acts = (), invoices: Mapping[str, int] | None = None) -> list[Entry]:
    """Each month's figures come on the second day of the next month, invoices (pence, by month) on the third."""
    told: list[tuple[str, str, Event, Body | None]] = []
    for label in sorted({label for _, label in given}):
        own = {kpi: value for (kpi, month), value in given.items() if month == label}
        content = {"figures": [{"kpi": kpi, "period": label, **_pair(value)} for kpi, value in own.items()]}
        event = ReturnReceived(ret="figures", covers=label, reports=tuple(own))
        told.append((f"{_next(label)}-02", "supplier", event, Body(kind="rows", salt="00" * 16, content=content)))
    for label, amount in (invoices or {}).items():
        told.append((f"{_next(label)}-03", "supplier", InvoiceReceived(charge="monthly charge", period=label, amount=amount), None))
    told += [(on, side, event, None) for on, side, event in acts]
    told.sort(key=lambda one: one[0])
    return [entry(seq, on, side, event, body) for seq, (on, side, event, body) in enumerate(told, 1)]


def at(on: str, rules: str, given: Mapping[tuple[str, str], str], acts: Acts = (), invoices: Mapping[str, int] | None = None) -> Review:
    """The review of a day."""
    return review(terms(rules), entries(given, acts, invoices), on=day(on))


def brought(made: Review) -> list[Brought]:
    """All points of a review."""
    return points(scene_of(made))


def lines(made: Review) -> list[tuple[MoneyLine, Handled]]:
    """All lines of money of a review, in order."""
    return list(handled(made).values())


def _pair(value: str) -> dict[str, Any]:
    exact = Decimal(value)
    places = max(-int(exact.as_tuple().exponent), 0)
    return {"numerator": int(exact * 10**places), "denominator": 100 * 10**places}


def _next(label: str) -> str:
    year, month = map(int, label.split("-"))
    later = date(year + month // 12, month % 12 + 1, 1)
    return f"{later:%Y-%m}"
