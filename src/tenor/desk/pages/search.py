"""What can be found of a contract: its KPIs, clauses, people and meetings, each with its words and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.desk.pages.view import Data, View
from tenor.documents.people import contacts
from tenor.ledger.events.meetings import MeetingHeld


def make(view: View) -> Data:
    """{"found": [{"kind", "text", "more", "at"}]}: `at` is the KPI, clause or meeting it leads to."""
    return {"found": [_contract(view), *_kpis(view), *_clauses(view), *_people(view), *_meetings(view)]}


def _contract(view: View) -> Data:
    about = view.review.terms.contract
    return {"kind": "contract", "text": about.title, "more": f"{about.reference} {about.supplier}", "at": ""}


def _kpis(view: View) -> Iterator[Data]:
    for kpi in view.review.terms.kpis:
        yield {"kind": "kpi", "text": f"{kpi.number} {kpi.title}".strip(), "more": "", "at": kpi.id}


def _clauses(view: View) -> Iterator[Data]:
    for number, clause in view.review.terms.clauses.items():
        yield {"kind": "clause", "text": f"{number} {clause.heading}".strip(), "more": clause.text, "at": number}


def _people(view: View) -> Iterator[Data]:
    for side in ("buyer", "supplier"):
        for person in contacts(view.review, side, view.on):
            yield {"kind": "person", "text": person.name, "more": person.position, "at": side}


def _meetings(view: View) -> Iterator[Data]:
    for act in view.review.facts.of(MeetingHeld):
        words = act.entry.body.content if act.entry.body else {}
        text = str(words.get("title") or act.event.title or act.event.meeting)
        yield {"kind": "meeting", "text": text, "more": act.entry.on.isoformat(), "at": act.event.meeting}
