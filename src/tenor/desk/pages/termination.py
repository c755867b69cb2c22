"""The way to ending a contract early: what stands open, the route, its gates, and how it ended, if it has."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.letter import words_of_act
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.agreements import ContractEnded
from tenor.ledger.events.beginning_and_end import TerminationRouteChosen
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.model import Act
from tenor.review.endings import ending
from tenor.review.messages import is_erased
from tenor.review.model import Review
from tenor.review.offered import open_to
from tenor.review.ways_to_end import Gate, WayToEnd, way_to_end


def make(view: View) -> Data:
    """{"ends", "ended", "route", "gates", "barred", "steps", "letters", "notices", "offers"}: days as they are, nothing decided."""
    review = view.review
    way, end = way_to_end(review), ending(review)
    chosen = [act for act in review.facts.of(TerminationRouteChosen) if way.route is None or act.ref != way.route.ref]
    return {
        "on": day_data(review.on),
        "ends": day_data(end.last_day),
        "how": end.how,
        "ended": act_data(end.act) if end.act else None,
        "route": _route(way.route) if way.route else None,
        "earlier": [_route(act) for act in reversed(chosen)],
        "gates": [_gate(gate) for gate in way.gates],
        "barred": [said_data(each.said) for each in way.barred],
        "steps": list(_steps(review)),
        "notices": list(_notices(review)),
        "letters": _letters(review),
        "offers": _offers(review, way),
    }


def _offers(review: Review, way: WayToEnd) -> dict[str, list[str]]:
    """Whether a termination may be recorded as things stand; and whether a route may be chosen."""
    last = max(review.on, review.terms.contract.starts)
    tried = [TerminationRouteChosen(basis="contractual default")]
    found = open_to(review, *tried, *([ContractEnded(last_day=last, how="termination")] if way.route else []))
    return {str(side): names for side, names in found.items()}


def act_data(act: Act) -> Data:
    """Who, when, and what was said."""
    words = words_of_act(act)
    text = str(words.get("reason") or words.get("text") or "")
    return {"by": act.entry.by, "on": day_data(act.day), "seq": act.entry.seq, "text": text, "erased": is_erased(act)}


def _route(act: Act) -> Data:
    return act_data(act) | {"basis": act.event.basis, "ground": act.event.ground}


def _gate(gate: Gate) -> Data:
    until = gate.invited.event.until if gate.invited else None
    return {
        "about": gate.about,
        "until": day_data(until),
        "invited": act_data(gate.invited) if gate.invited else None,
        "considered": act_data(gate.considered) if gate.considered else None,
    }


def _steps(review: Review) -> Iterator[Data]:
    """Steps that lead towards an ending: those from which a notice under another clause follows, and that notice itself."""
    towards = _towards(review)
    for step in review.steps:
        if set(step.consequences) & towards and step.state not in ("no longer met", "merged", "lifted"):
            known = {"id": step.id, "name": step.then, "clause": list(step.clause), "state": step.state}
            yield {**known, "met_on": day_data(step.met_on), "decided_on": day_data(step.decided.on) if step.decided else None}


def _towards(review: Review) -> set[str]:
    """The names of notices under another clause, and of the decisions that lead to them."""
    under = {name for name, step in review.terms.steps.items() if step.kind == "notice" and step.under}
    before = {
        condition.name
        for rule in review.terms.rules
        if under & set(rule.steps)
        for branch in rule.branches
        for condition in branch
        if hasattr(condition, "name")
    }
    return under | before


def _letters(review: Review) -> list[Data]:
    """The notices of the terms that stand under another clause: each can be written."""
    return [
        {"name": name, "under": step.under, "clause": list(step.clause)}
        for name, step in review.terms.steps.items()
        if step.kind == "notice" and step.under
    ]


def _notices(review: Review) -> Iterator[Data]:
    """Those of them that were issued."""
    names = {each["name"] for each in _letters(review)}
    states = {one.id: one.state for one in review.notices}
    for act in review.facts.of(NoticeIssued):
        if act.event.step in names:
            yield {"id": act.event.notice, "name": act.event.step, "on": day_data(act.day), "state": states.get(act.event.notice, "")}
