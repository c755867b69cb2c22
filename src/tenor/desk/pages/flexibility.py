"""Requests that something be done on another day, with the answer and what it does to the figures; and one of them.

It holds the requests of every unit: `lookups.flexibility` leaves only what is the person's.
"""

from __future__ import annotations

from datetime import date

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.working_together import FlexibilityAnswered, FlexibilityAsked
from tenor.ledger.model import Act
from tenor.review.clause_of import clause_of
from tenor.review.flexible_effect import flexible_effect
from tenor.review.messages import is_erased, text_of
from tenor.review.offered import offered


def make(view: View) -> Data:
    """{"requests": newest first, "names": unit -> name, "clause"}."""
    facts = view.review.facts
    answers = {act.event.request: act for act in facts.of(FlexibilityAnswered)}
    names = {unit.id: unit.name or unit.id for unit in view.review.terms.units}
    found = [_request(view, act, answers.get(act.event.request)) for act in facts.of(FlexibilityAsked)]
    return {"requests": found[::-1], "names": names, "clause": list(clause_of(view.review.terms, "flexibility request"))}


def _request(view: View, act: Act, answer: Act | None) -> Data:
    event = act.event
    to = _to(event, answer)
    return {
        "id": event.request,
        "unit": event.unit,
        "planned_on": day_data(event.planned_on),
        "wanted_on": day_data(event.wanted_on),
        "to": day_data(to),
        "erased": is_erased(act),
        **_said(act),
        "answer": None if answer is None else {"agreed": answer.event.agreed, "moved_to": day_data(answer.event.moved_to), **_said(answer)},
        "effects": _effects(view, event, to),
        "offers": offered(view.review, "flexibility request", event.request),
    }


def _to(event: FlexibilityAsked, answer: Act | None) -> date | None:
    """The day it is moved to: as agreed, or as wanted while nobody has answered; None where it stays."""
    if answer is None:
        return event.wanted_on
    return (answer.event.moved_to or event.wanted_on) if answer.event.agreed else None


def _effects(view: View, event: FlexibilityAsked, to: date | None) -> list[Data]:
    if not event.unit or event.planned_on is None or to is None:
        return []
    numbers = {kpi.id: kpi.number for kpi in view.review.terms.kpis}
    clauses = {kpi.id: list(kpi.clause) for kpi in view.review.terms.kpis}
    return [
        {
            "kpis": [{"id": id, "number": numbers[id], "clause": clauses[id]} for id in one.kpis],
            "what": said_data(one.what),
            "changes": one.changes,
        }
        for one in flexible_effect(view.review, event.unit, event.planned_on, to)
    ]


def _said(act: Act) -> Data:
    at = act.entry.moment.isoformat() if act.entry.moment is not None else act.day.isoformat()
    return {"by": act.entry.by, "side": act.entry.side, "on": act.day.isoformat(), "at": at, "text": text_of(act)}
