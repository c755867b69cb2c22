"""The documents of a contract: its clauses as they are told in the terms, and the files that were received."""

from __future__ import annotations

from tenor.base.said_data import said_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.events.working_together import InformationSupplied
from tenor.review.told import told


def make(view: View) -> Data:
    """{"clauses": [{"number", "heading", "text", "used": […]}],
    "files": [{"sha256", "seq", "on", "by", "said"}], "terms", "remarks": what was seen in the text}."""
    review = view.review
    return {
        "clauses": [
            {"number": number, "heading": clause.heading, "text": clause.text, "used": _used(view, number)}
            for number, clause in review.terms.clauses.items()
        ],
        "files": [
            {
                "sha256": act.event.file,
                "seq": act.entry.seq,
                "on": act.entry.on.isoformat(),
                "by": act.entry.by,
                "said": said_data(told(act.entry, review.terms)),
            }
            for act in reversed(review.facts.of(ReturnReceived, InformationSupplied))
            if act.event.file
        ],
        "remarks": [{"clause": list(each.clause), "text": each.remark} for each in review.terms.remarks],
        "terms": {"sha256": view.terms.document.sha256, "schedule": review.terms.contract.schedule},
    }


def _used(view: View, number: str) -> list[Data]:
    """What of the terms rests on a clause: measures and rules, by their names."""
    terms = view.review.terms
    kpis = [{"kind": "kpi", "id": kpi.id, "label": f"{kpi.number} {kpi.title}".strip()} for kpi in terms.kpis if number in kpi.clause]
    steps = [{"kind": "step", "id": step.id, "label": step.then} for step in view.review.steps if number in step.clause and step.waiting]
    return [*kpis, *steps]
