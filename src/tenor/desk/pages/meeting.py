"""One meeting, `view.what`: called, held or refused; its agenda, who was there, what was agreed, its minutes, what may be done about it.
LookupError where nothing was recorded of such a meeting."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.meeting_acts import (
    acts_of,
    agenda_data,
    attendance_data,
    held_data,
    is_erased,
    minutes_state,
    said_with,
    start_data,
    state_of,
    who,
)
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.meetings import AgendaIssued
from tenor.review.actions import actions
from tenor.review.minutes import meeting_of
from tenor.review.model import Review
from tenor.review.offered import offered
from tenor.review.rhythm import series_of
from tenor.review.things import known


def make(view: View) -> Data:
    """Days as ISO text; sentences as data; `offers` by side."""
    review, id = view.review, view.what
    state = state_of(review, id)
    if state is None:
        raise LookupError(id)
    name, act = state
    event = act.event
    series = series_of(review, event.series)
    agendas = [agenda_data(review, each) for each in acts_of(review, AgendaIssued, id)]
    return {
        "id": id,
        "state": name,
        "series": event.series,
        "title": getattr(event, "title", "") or (series.title if series else _only(review)),
        "clause": list(series.clause) if series else _step_clause(review, getattr(event, "title", "")),
        "slot": _slot(review, id, getattr(event, "slot", ""), event.series),
        "agendas": agendas[::-1],
        "held": held_data(act) if name == "held" else None,
        "refused": {"text": str(said_with(act, "text")), "erased": is_erased(act), **who(act)} if name == "refused" else None,
        "attendance": attendance_data(review, act) if name == "held" else None,
        "start": start_data(review, act),
        "minutes": minutes_state(review, id, known(review, "minutes")) if name == "held" else "",
        "actions": _actions(review, id),
        "offers": offered(review, "meeting", id),
    }


def _only(review: Review) -> str:
    """The title of the contract's one series, of a meeting that names none."""
    series = meeting_of(review.terms, "")
    return series.title if series else ""


def _step_clause(review: Review, title: str) -> list[str]:
    step = review.terms.steps.get(title)
    return list(step.clause) if step else []


def _slot(review: Review, id: str, label: str, series: str) -> Data | None:
    """The slot it fills, or is called for."""
    found = next((one for one in review.meetings if id in (one.meeting, *one.further)), None)
    found = found or next((one for one in review.meetings if label and (one.label, one.series) == (label, series)), None)
    if found is None:
        return None
    return {
        "series": found.series,
        "label": found.label,
        "said": said_data(found.period.said),
        "first": day_data(found.first),
        "due": day_data(found.due),
        "clause": list(found.clause),
        "because": said_data(found.because) if found.because else None,
    }


def _actions(review: Review, id: str) -> list[Data]:
    return [
        {"id": one.id, "text": one.text, "owner": one.owner, "due": day_data(one.due), "state": one.state, "erased": one.erased}
        for one in actions(review)
        if one.source == f"meeting {id}"
    ]
