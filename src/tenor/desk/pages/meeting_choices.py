"""Which meetings can be called today: open slots of each series, those that a step asks for, the one before the start."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data, View
from tenor.review.before_start import TITLE
from tenor.review.rhythm import series_of


def make(view: View) -> Data:
    """{"slots": not held yet, "choices": by title, with the clause that asks for each}."""
    review = view.review
    open_slots = [slot for slot in review.meetings if slot.held_on is None or slot.absent]
    slots = []
    for slot in open_slots:
        meeting = series_of(review, slot.series)
        told = {"series": slot.series, "label": slot.label, "title": meeting.title if meeting else slot.series}
        slots.append({**told, "said": said_data(slot.period.said), "due": day_data(slot.due), "clause": list(slot.clause)})
    steps = [step for step in review.terms.steps.values() if step.kind == "meeting"]
    choices = [{"title": step.name, "clause": list(step.clause), "holds": list(step.holds)} for step in steps]
    return {"slots": slots[::-1], "choices": [*choices, {"title": TITLE, "clause": [], "holds": []}]}
