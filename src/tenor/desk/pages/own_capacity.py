"""Trouble that was told: what was raised, whether the other side has seen it, what was written since."""

from __future__ import annotations

from tenor.desk.pages.view import Data, View
from tenor.ledger.events.working_together import CapacityDiscussed, CapacityRaised, CapacitySeen
from tenor.ledger.model import Act


def make(view: View) -> Data:
    """{"names": unit -> name, "problems": newest first, each with {"id", "by", "side", "on", "at", "units", "call", "seen", "thread"}}."""
    facts = view.review.facts
    names = {unit.id: unit.name or unit.id for unit in view.review.terms.units}
    later = facts.of(CapacitySeen, CapacityDiscussed)
    found = [_problem(raised, [act for act in later if act.event.problem == raised.event.problem]) for raised in facts.of(CapacityRaised)]
    return {"names": names, "problems": found[::-1]}


def _problem(raised: Act, later: list[Act]) -> Data:
    seen = next((act for act in later if isinstance(act.event, CapacitySeen)), None)
    talked = [act for act in later if isinstance(act.event, CapacityDiscussed)]
    return {
        "id": raised.event.problem,
        "by": raised.entry.by,
        "side": raised.entry.side,
        "on": raised.day.isoformat(),
        "units": list(raised.event.units),
        "call": _words(raised, "call"),
        "seen": None if seen is None else _at(seen),
        "discussed": bool(talked),
        "thread": [{"by": a.entry.by, "side": a.entry.side, "at": _at(a), "text": _words(a, "text")} for a in (raised, *talked)],
    }


def _at(act: Act) -> str:
    """The moment of an act; its day alone where it was entered on another."""
    return act.entry.moment.isoformat() if act.entry.moment is not None else act.day.isoformat()


def _words(act: Act, name: str) -> str:
    body = act.entry.body
    return "" if body is None or body.kind != "words" else str(body.content.get(name, ""))
