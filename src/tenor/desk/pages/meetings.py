"""The meetings of a contract: each series with its rhythm and why, what comes next, what was held; and the meetings of no series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.meeting_acts import attendance_clause, is_erased, minutes_state, said_with, state_of, who
from tenor.desk.pages.view import Data, View
from tenor.desk.pages.why import clauses
from tenor.ledger.events.meetings import AgendaIssued, FrequencyDecided, MeetingHeld, MeetingRefused, RiskAssessed
from tenor.ledger.model import Act
from tenor.review.before_start import TITLE
from tenor.review.model import Review, Slot
from tenor.review.offered import offered
from tenor.review.rhythm import Stretch, stretches
from tenor.review.things import known
from tenor.terms.model import MeetingTerms, Reading


def make(view: View) -> Data:
    """{"series": […], "others": meetings of no series, newest first, "steps": those that a step asks for, "before_start"}."""
    review = view.review
    states = known(review, "minutes")
    others = _others(review, states)
    return {
        "series": [_series(review, meeting, states) for meeting in review.terms.meetings],
        "others": others,
        "steps": _steps(review),
        "before_start": {
            "title": TITLE,
            "starts": day_data(review.terms.contract.starts),
            "done": any(one["title"] == TITLE for one in others),
            "offers": offered(review, "meeting of no series", TITLE),
        },
    }


def _series(review: Review, meeting: MeetingTerms, states: Mapping[str, str]) -> Data:
    numbers = dict.fromkeys([*meeting.clause, *(n for rhythm in meeting.rhythms for n in rhythm.clause), *attendance_clause(meeting)])
    slots = [_slot(review, slot, states) for slot in review.meetings if slot.series == meeting.id]
    ahead, known_slots = stretches(review, meeting.id), {slot["label"] for slot in slots}
    return {
        "id": meeting.id,
        "title": meeting.title,
        "clause": list(meeting.clause),
        "by": meeting.by,
        "must": list(meeting.must_attend),
        "must_clause": list(attendance_clause(meeting)),
        "invited": list(meeting.invited),
        "mode": meeting.mode,
        "stretches": [_stretch(each) for each in ahead],
        "next": next((said_data(period.said) for each in ahead for period in each.slots if period.label not in known_slots), None),
        "decided": _decided(review, meeting.id),
        "assessed": _assessed(review),
        "slots": slots[::-1],
        "readings": [_reading(one) for one in review.terms.readings if set(one.clause) & set(numbers)],
        "remarks": [{"text": one.remark, "clause": list(one.clause)} for one in review.terms.remarks if set(one.clause) & set(numbers)],
        "clauses": clauses(review, tuple(numbers)),
        "offers": offered(review, "series", meeting.id),
    }


def _stretch(each: Stretch) -> Data:
    return {
        "every": each.every,
        "first": day_data(each.first),
        "last": day_data(each.last),
        "clause": list(each.clause),
        "because": said_data(each.because),
    }


def _slot(review: Review, slot: Slot, states: Mapping[str, str]) -> Data:
    called = [a.event for a in review.facts.of(AgendaIssued) if (a.event.series, a.event.slot) == (slot.series, slot.label)]
    gone = {a.event.meeting for a in review.facts.of(MeetingHeld, MeetingRefused)}
    open_ones = {event.meeting: event.meets_on for event in called if event.meeting not in gone}
    return {
        "label": slot.label,
        "said": said_data(slot.period.said),
        "first": day_data(slot.first),
        "due": day_data(slot.due),
        "held_on": day_data(slot.held_on),
        "meeting": slot.meeting,
        "further": list(slot.further),
        "absent": list(slot.absent),
        "clause": list(slot.clause),
        "because": said_data(slot.because) if slot.because else None,
        "minutes": minutes_state(review, slot.meeting, states),
        "called": [{"id": id, "meets_on": day_data(day)} for id, day in open_ones.items()],
        "offers": offered(review, "slot", f"{slot.series} {slot.label}"),
    }


def _decided(review: Review, series: str) -> Data | None:
    """The latest decision on how often to meet."""
    found = [act for act in review.facts.of(FrequencyDecided) if act.event.series in ("", series)]
    if not found:
        return None
    event = found[-1].event
    return {
        "every": event.every,
        "intensity": event.intensity,
        "reason": _reason(found[-1]),
        "erased": is_erased(found[-1]),
        **who(found[-1]),
    }


def _reason(act: Act) -> str:
    return str(said_with(act, "reason") or said_with(act, "text"))


def _assessed(review: Review) -> Data | None:
    """The latest look at risk."""
    found = review.facts.of(RiskAssessed)
    if not found:
        return None
    event = found[-1].event
    return {
        "suggested": event.suggested,
        "intensity": event.intensity,
        "answers": dict(event.answers),
        "text": _reason(found[-1]),
        **who(found[-1]),
    }


def _reading(reading: Reading) -> Data:
    return {
        "id": reading.id,
        "unclear": reading.unclear,
        "held": reading.chosen,
        "others": [name for name in reading.options if name != reading.chosen],
        "clause": list(reading.clause),
    }


def _others(review: Review, states: Mapping[str, str]) -> list[Data]:
    """Meetings of no series: those a step asked for, the one before the start."""
    ids: dict[str, date] = {}
    for act in review.facts.of(AgendaIssued, MeetingHeld, MeetingRefused):
        title = str(getattr(act.event, "title", ""))
        if not act.event.series and (title or isinstance(act.event, MeetingRefused)):
            ids[act.event.meeting] = act.event.meets_on if isinstance(act.event, AgendaIssued) else act.day
    found = []
    for id, day in ids.items():
        stood = state_of(review, id)
        if stood is None or stood[1].event.series:
            continue
        title = str(getattr(stood[1].event, "title", ""))
        found.append({"id": id, "title": title, "on": day_data(day), "state": stood[0], "minutes": minutes_state(review, id, states)})
    return sorted(found, key=lambda one: str(one["on"]), reverse=True)


def _steps(review: Review) -> list[Data]:
    """Meetings that a decision asked for and that have not been held."""
    waiting = [duty for duty in review.duties if duty.what.code == "duty-decided-meeting" and duty.state in ("upcoming", "due", "overdue")]
    names = dict.fromkeys(str(duty.what.values.get("step", "")) for duty in waiting)
    return [
        {
            "title": name,
            "clause": list(review.terms.steps[name].clause),
            "offers": offered(review, "meeting of no series", name),
            "due": next((day_data(duty.due) for duty in waiting if duty.what.values.get("step") == name), None),
        }
        for name in names
        if name in review.terms.steps
    ]
