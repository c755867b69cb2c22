"""An agenda as it would be drafted today. `view.what`: "slot/SERIES SLOT", "title/TITLE" of a meeting in no series, or "meeting/ID" of one
that was called already. LookupError where there is no such thing."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import Said
from tenor.desk.pages.meeting_acts import acts_of, agenda_data, state_of
from tenor.desk.pages.view import Data, View
from tenor.documents.people import contacts
from tenor.ledger.events.meetings import AgendaIssued, MeetingHeld, MeetingRefused
from tenor.review.agenda import Item, agenda, before_start, of_step
from tenor.review.before_start import TITLE
from tenor.review.model import Review
from tenor.review.offered import offered
from tenor.review.rhythm import series_of
from tenor.terms.model import StepTerms


def make(view: View) -> Data:
    """{"items", "roles", "mode", "offers", …}; `last`: the agenda as it last went out, where it did."""
    kind, _, id = view.what.partition("/")
    review = view.review
    if kind == "slot":
        series, _, label = id.rpartition(" ")
        return _of_slot(review, series, label) | {"offers": offered(review, "slot", id), "last": None, "names": _names(review)}
    if kind == "title":
        return _of_title(review, id) | {"offers": offered(review, "meeting of no series", id), "last": None, "names": _names(review)}
    stood = state_of(review, id) if kind == "meeting" else None
    if stood is None or stood[0] != "called":
        raise LookupError(view.what)
    event = stood[1].event
    found = _of_slot(review, event.series, event.slot) if event.series else _of_title(review, event.title)
    last = agenda_data(review, acts_of(review, AgendaIssued, id)[-1])
    return found | {"offers": offered(review, "meeting", id), "last": last, "names": _names(review)}


def _names(review: Review) -> dict[str, str]:
    """role -> the first of its side's contacts that has it."""
    found: dict[str, str] = {}
    for side in ("buyer", "supplier"):
        for person in contacts(review, side, review.on):
            found.setdefault(person.role.lower(), person.name)
    return found


def _of_slot(review: Review, series: str, label: str) -> Data:
    meeting = series_of(review, series)
    slot = next((one for one in review.meetings if (one.series, one.label) == (series, label)), None)
    if meeting is None or (slot is None and label):
        raise LookupError(label)
    return {
        "title": meeting.title,
        "series": series,
        "slot": label,
        "said": said_data(slot.period.said) if slot else None,
        "due": day_data(slot.due) if slot else None,
        "because": said_data(slot.because) if slot and slot.because else None,
        "clause": list(meeting.clause),
        "next": None,
        "held": [id for id in (slot.meeting, *slot.further) if id] if slot else [],
        "absent": list(slot.absent) if slot else [],
        "called": _called(review, series, label) if slot else [],
        "must": list(meeting.must_attend),
        "invited": list(meeting.invited),
        "mode": meeting.mode,
        "items": [_item(each) for each in agenda(review, series)],
    }


def _called(review: Review, series: str, label: str) -> list[str]:
    """The meetings called for a slot and neither held nor refused."""
    ids = dict.fromkeys(a.event.meeting for a in review.facts.of(AgendaIssued) if (a.event.series, a.event.slot) == (series, label))
    gone = {a.event.meeting for a in review.facts.of(MeetingHeld, MeetingRefused)}
    return [id for id in ids if id not in gone]


def _of_title(review: Review, title: str) -> Data:
    step = next((one for one in review.terms.steps.values() if one.name == title and one.kind == "meeting"), None)
    if step is None and title != TITLE:
        raise LookupError(title)
    must = tuple(dict.fromkeys(role for meeting in review.terms.meetings for role in meeting.must_attend))
    return {
        "title": title,
        "series": "",
        "slot": "",
        "said": None,
        "due": None,
        "because": None,
        "clause": list(step.clause) if step else [],
        "next": _next(review) if step else None,
        "held": [],
        "absent": [],
        "called": [],
        "must": [],
        "invited": list(must),
        "mode": next((meeting.mode for meeting in review.terms.meetings if meeting.mode), ""),
        "items": [_item(each) for each in _items(review, step)],
    }


def _next(review: Review) -> Data | None:
    """The first slot that nothing was held in and that is not over: what a step asks for may as well be spoken of there."""
    slot = next((one for one in review.meetings if one.held_on is None and one.due >= review.on), None)
    return {"series": slot.series, "label": slot.label, "said": said_data(slot.period.said)} if slot else None


def _items(review: Review, step: StepTerms | None) -> tuple[Item, ...]:
    return before_start(review) if step is None else of_step(review, step)


def _item(each: Item) -> Data:
    title = said_data(each.title) if isinstance(each.title, Said) else each.title
    facts = [said_data(line) for line in each.facts]
    return {"key": each.key, "title": title, "clause": list(each.clause), "facts": facts, "of_terms": each.of_terms}
