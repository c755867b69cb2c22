"""Trouble that was told: what was raised, what it puts at risk, whether the other side has seen it, what was looked at and agreed."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.working_together import CapacityDiscussed, CapacityRaised, CapacitySeen
from tenor.ledger.model import Act
from tenor.review.at_risk import AtRisk, at_risk
from tenor.review.clause_of import clause_of, looked_at
from tenor.review.messages import is_erased
from tenor.review.offered import offered

LOOKED_AT = ("capacity", "throughput")  # where the terms do not say what a talk looks at
OTHER = "other"


def make(view: View) -> Data:
    """{"names": unit -> name, "clause", "looked_at": what a talk can look at, "problems": newest first, each with {"id", "by", "side",
    "on", "at", "units", "call", "seen", "thread", "risks", "talked", "until", "offers"}}."""
    facts = view.review.facts
    names = {unit.id: unit.name or unit.id for unit in view.review.terms.units}
    later = facts.of(CapacitySeen, CapacityDiscussed)
    found = [
        _problem(view, raised, [act for act in later if act.event.problem == raised.event.problem]) for raised in facts.of(CapacityRaised)
    ]
    terms = view.review.terms
    words = [*(looked_at(terms, "capacity problem") or LOOKED_AT), OTHER]
    clause = list(clause_of(terms, "capacity problem"))
    return {"names": names, "problems": found[::-1], "clause": clause, "looked_at": list(dict.fromkeys(words))}


def _problem(view: View, raised: Act, later: list[Act]) -> Data:
    seen = next((act for act in later if isinstance(act.event, CapacitySeen)), None)
    talked = [act for act in later if isinstance(act.event, CapacityDiscussed)]
    return {
        "id": raised.event.problem,
        "by": raised.entry.by,
        "side": raised.entry.side,
        "on": raised.day.isoformat(),
        "at": _at(raised),
        "units": list(raised.event.units),
        "call": _words(raised, "call"),
        "erased": is_erased(raised),
        "seen": None if seen is None else _at(seen),
        "seen_by": "" if seen is None else seen.entry.by,
        "discussed": bool(talked),
        "talked": _at(talked[0]) if talked else None,
        "until": next((day_data(act.event.until) for act in reversed(talked) if act.event.until), None),
        "risks": [_risk(view, one) for one in at_risk(view.review, raised.event.units, raised.day)],
        "thread": [
            {
                "by": a.entry.by,
                "side": a.entry.side,
                "at": _at(a),
                "text": _words(a, "text"),
                "looked_at": list(getattr(a.event, "looked_at", ())),
                "until": day_data(getattr(a.event, "until", None)),
            }
            for a in (raised, *talked)
        ],
        "offers": offered(view.review, "capacity problem", raised.event.problem),
    }


def _risk(view: View, one: AtRisk) -> Data:
    numbers = {kpi.id: kpi.number or kpi.id for kpi in view.review.terms.kpis}
    return {
        "kpi": one.kpi,
        "number": one.number,
        "title": one.title,
        "clause": list(one.clause),
        "rows": one.dataset.replace("_", " "),
        "label": one.period.label,
        "period": said_data(one.period.said),
        "named": list(one.named),
        "expected": one.expected,
        "had": list(one.had),
        "at_best": list(one.at_best),
        "level": one.level,
        "levels": list(view.review.terms.levels),
        "reading": one.reading,
        "also": [numbers[id] for id in one.also],
    }


def _at(act: Act) -> str:
    """The moment of an act; its day alone where it was entered on another."""
    return act.entry.moment.isoformat() if act.entry.moment is not None else act.day.isoformat()


def _words(act: Act, name: str) -> str:
    body = act.entry.body
    return "" if body is None or body.kind != "words" else str(body.content.get(name, ""))
