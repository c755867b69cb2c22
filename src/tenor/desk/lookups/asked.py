"""Where a question is answered: on the row it is about, else at the figure, else with the returns."""

from __future__ import annotations

from tenor.desk.models import Contract
from tenor.desk.reviews import Side, review_of
from tenor.ledger.events.returns import QueryRaised


def asked_about(contract: Contract, side: Side, query: str) -> tuple[str, ...] | None:
    """("row", dataset, row), ("figure", kpi, period) or ("returns",); None where this side knows no such question."""
    facts = review_of(contract, side).facts
    event = next((act.event for act in facts.of(QueryRaised) if act.event.query == query), None)
    if event is None:
        return None
    dataset = next((row.dataset for row in facts.rows if event.row and row.id == event.row), "")
    if dataset:
        return ("row", dataset, event.row)
    return ("figure", event.kpi, event.period) if event.kpi and event.period else ("returns",)
