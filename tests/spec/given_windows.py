"""A small contract in which one rule is tried, and what happened under it said in a few words, for the tables of windows.

A month's figure is given on the 5th of the next month and final on the 10th. Letters say months from January 2024: G good, F fair, P poor,
a dot: not given. What is sent counts on the day it is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.review.history import entry

from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DecisionTaken, DutyDone, NamedEvent, PersonJudged
from tenor.ledger.events.meetings import MeetingHeld, MeetingRefused
from tenor.ledger.events.notices import NoticeIssued, NoticeWithdrawn
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanReviewed
from tenor.ledger.events.returns import ReturnReceived, RowsCorrected, RowsLogged
from tenor.ledger.model import Body
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

BANDS = "bands: {good: at least 90%, fair: at least 80%, poor: below 80%}"
TERMS = """
tenor: "1"
contract: {reference: W-1, title: Windows, buyer: Council, supplier: Provider, starts: 2024-01-01, ends: 2025-12-31}
words: {working day: open day, receipt: sent}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
figures: {final: 10 days after period end}
contacts: [{side: buyer, order: 1, role: manager, name: A}, {side: supplier, order: 1, role: provider lead, name: B}]
units: [{id: north, name: North, opens: 2024-01-01}, {id: south, name: South, opens: 2024-01-01}]
levels: [good, fair, poor]
target_level: good
events: {power cut: {clause: "1", by: [buyer, supplier]}}
datasets:
  falls: {row: one fall, key: [ref], dated_by: fell_on, fields: {ref: text, unit: unit, fell_on: date, harm: [none, minor, major]}}
  visits: {row: one visit, key: [ref], dated_by: went_on, fields: {ref: text, unit: unit, went_on: date, kept: yes/no}}
kpis:
  - {id: a, clause: "1", title: A, every: month, measure: {stated: share}, BANDS}
  - {id: b, clause: "1", title: B, every: month, measure: {stated: share}, BANDS}
  - {id: kept, clause: "1", title: Kept, every: month, for_each: unit, measure: {share: {of: visits, that: {kept: yes}}}, BANDS}
overall: {clause: "1", every: month, of: [a, b], how: worst}
returns:
  - {id: monthly, clause: "2", by: supplier, to: buyer, holds: [a, b, visits, falls], every: month, due: 5 days after period end}
meetings: [{id: talks, clause: "3", title: Talks, by: manager, every: quarter}]
duties: {Reports: [{id: report, clause: "4", by: supplier, to: buyer, what: Report, every: quarter, due: 10 days after period end}]}
steps:
  improvement plan: {clause: "5", kind: plan, by: supplier, due: 10 days after request}
  warning notice: {clause: "6", kind: notice, by: buyer}
  crisis meeting: {clause: "6", kind: meeting, by: manager}
  think of ending: {clause: "7", kind: decision, by: buyer, choices: {go on: not taken, end it: taken, take advice: advice}}
rules:
  - {id: r, clause: "9", RULE}
  - {id: other, clause: "9", when: {judged: never}, may: [improvement plan, warning notice, crisis meeting, think of ending]}
"""
TERMS = TERMS.replace("{judged: never}", "{judged: never, by: buyer}").replace("BANDS", BANDS)
FIGURES = {"G": 95, "F": 85, "P": 70}
Told = tuple[str, str, Event, Body | None]


def terms(rule: str) -> Terms:
    whole = rule if "then:" in rule or "may:" in rule else f"{rule}, then: think of ending"
    read = read_yaml(TERMS.replace("RULE", whole))
    assert read.terms is not None, [str(each) for each in read.problems]
    assert not read.problems, [str(each) for each in read.problems]
    return read.terms


def reviewed(rule: str, happened: str, on: str) -> Review:
    """The review of a day; the year 2024 may be left out of any day."""
    told = sorted(_told(happened), key=lambda one: one[0])
    return review(terms(rule), [entry(n, *one) for n, one in enumerate(told, 1)], on=date.fromisoformat(whole_day(on)))


def whole_day(text: str) -> str:
    return text if len(text) == 10 else f"2024-{text}"


def steps(found: Review) -> list[str]:
    """Each step of the rule in a line: what it is of, its proof, when met, its state unless open."""
    lines = []
    for step in found.steps:
        if step.rule == "r":
            of = f"{step.of}: " if step.of else ""
            proof = " ".join(label.removeprefix("2024-") for label in step.proof)
            state = "" if step.state == "open" else f", {step.state}"
            gone = f" on {str(step.unmet_on).removeprefix('2024-')}" if step.unmet_on else ""
            lines.append(f"{of}{proof}, met {str(step.met_on).removeprefix('2024-')}{state}{gone}")
    return lines


# --- what happened -----------------------------------------------------------------------------------------------


def _told(happened: str) -> Iterator[Told]:
    """ "a GPP; 03-14 warning W1 a; 03-20 withdrawn W1; 03-21 fall F1 north major 03-02" """
    letters: dict[str, str] = {}
    for line in (each.strip() for each in happened.split(";")):
        if line[:1].isdigit():
            yield _act(*line.split())
        elif line:
            kpi, marks = line.split()
            letters[kpi] = marks
    yield from _returns(letters)


def _returns(letters: dict[str, str]) -> Iterator[Told]:
    for month in range(1, 1 + max(map(len, letters.values()), default=0)):
        marks = {kpi: marks[month - 1] for kpi, marks in letters.items() if month <= len(marks) and marks[month - 1] != "."}
        stated = {kpi: mark for kpi, mark in marks.items() if kpi in ("a", "b")}
        figures = [{"kpi": k, "period": f"2024-{month:02}", "numerator": FIGURES[m], "denominator": 100} for k, m in stated.items()]
        rows = [row for unit in ("north", "south") if unit in marks for row in _visits(unit, month, marks[unit])]
        reports = (*stated, *(f"kept.{unit}" for unit in ("north", "south") if unit in marks))
        body = Body(kind="rows", salt="00" * 16, content={"figures": figures, "rows": {"visits": rows} if rows else {}})
        if marks:
            received = f"2024-{month + 1:02}-05" if month < 12 else "2025-01-05"
            yield received, "supplier", ReturnReceived(ret="monthly", covers=f"2024-{month:02}", reports=reports), body


def _visits(unit: str, month: int, mark: str) -> Iterator[dict[str, Any]]:
    for n in range(10):
        values = {
            "ref": f"{unit}-{month}-{n}",
            "unit": unit,
            "went_on": f"2024-{month:02}-15",
            "kept": "yes" if n < FIGURES[mark] // 10 else "no",
        }
        yield {"id": values["ref"], "values": values, "cells": {}}


def _act(on: str, what: str, *more: str) -> Told:
    """One act: its day, what it was, and whatever belongs to it."""
    day = whole_day(on)
    if what in ("fall", "corrected"):
        return _fall(day, what, *more)
    event = _event(what, *more)
    side = "supplier" if isinstance(event, PlanProposed) else "buyer"
    return day, side, event, None


def _fall(day: str, what: str, ref: str, unit: str, harm: str, fell_on: str) -> Told:
    values = {"ref": ref, "unit": unit, "fell_on": whole_day(fell_on), "harm": harm}
    body = Body(kind="rows", salt="00" * 16, content={"rows": {"falls": [{"id": ref, "values": values, "cells": {}}]}})
    event: Event = RowsLogged(datasets=("falls",)) if what == "fall" else RowsCorrected(datasets=("falls",))
    return day, "supplier", event, body


def _event(what: str, *more: str) -> Event:
    first, rest = (more[0] if more else ""), more[1:]
    match what:
        case "warning":
            kpis, units = tuple(k for k in rest if k not in ("north", "south")), tuple(u for u in rest if u in ("north", "south"))
            return NoticeIssued(notice=first, step="warning notice", kpis=kpis, units=units)
        case "withdrawn":
            return NoticeWithdrawn(notice=first)
        case "cut":
            return NamedEvent(name="power cut", about=first)
        case "held" | "refused":
            kind = MeetingHeld if what == "held" else MeetingRefused
            return kind(
                meeting=first, series="talks" if first.startswith("t") else "", title="" if first.startswith("t") else "crisis meeting"
            )
        case "plan":
            return PlanRequested(plan=first, kpis=rest, step="improvement plan", rule="r")
        case "proposed":
            return PlanProposed(plan=first, review_on=date.fromisoformat(whole_day(rest[0])))
        case "reviewed":
            return PlanReviewed(plan=first, outcome=" ".join(rest))  # type: ignore[arg-type]
        case "decided":
            outcome: Any = {"taken": "taken", "not": "not taken", "advice": "advice"}[first]
            if rest[:1] == ("by",):
                return DecisionTaken(rule="r", outcome=outcome, by_day=date.fromisoformat(whole_day(rest[1])))
            return DecisionTaken(rule="r", outcome=outcome, of=rest[0] if rest else "")
        case "chose":
            return DecisionTaken(rule=first, outcome="taken", choice=" ".join(rest))
        case "done":
            return DutyDone(duty=" ".join(more))
        case _:
            finds: Any = " ".join((what, first)).strip() if what == "not" else what
            return PersonJudged(rule="r", finds=finds, of=first if what in ("lifted",) else "")
