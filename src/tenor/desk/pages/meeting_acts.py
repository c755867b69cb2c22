"""What was recorded of one meeting, as plain data: its agendas, that it was held or refused, who was there, who signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenor.base.said_data import day_data
from tenor.desk.pages.view import Data
from tenor.ledger.events.meetings import AgendaIssued, MeetingHeld, MeetingRefused, SubstituteAgreed
from tenor.ledger.model import Act
from tenor.review.attendance import absent
from tenor.review.before_start import is_before_start, signatures, signers
from tenor.review.minutes import meeting_of
from tenor.review.model import Review
from tenor.review.whose import side_of
from tenor.terms.model import Clause, MeetingTerms


def acts_of(review: Review, kind: type, meeting: str) -> list[Act]:
    """The acts of a kind about a meeting, in order."""
    return [act for act in review.facts.of(kind) if act.event.meeting == meeting]


def said_with(act: Act, name: str, default: Any = "") -> Any:
    """What lies in an act's words under a name; the default where there is none, or it was erased."""
    for body in (act.entry.words, act.entry.body):
        if body is not None and body.kind == "words" and body.content.get(name):
            return body.content.get(name)
    return default


def is_erased(act: Act) -> bool:
    """Whether words lay with it and are gone."""
    entry = act.entry
    return bool((entry.body_hash and entry.body is None) or (entry.words_hash and entry.words is None))


def who(act: Act) -> Data:
    """Who recorded an act, and when."""
    at = act.entry.moment or act.entry.at
    return {"by": act.entry.by, "side": act.entry.side, "on": day_data(act.day), "at": at.isoformat(), "name": said_with(act, "name")}


def agenda_data(review: Review, act: Act) -> Data:
    """One version of an agenda. Items of old entries that kept no words have their headings by the terms."""
    event = act.event
    meeting = meeting_of(review.terms, event.series) if event.series or not event.title else None
    return {
        "version": event.version,
        "meets_on": day_data(event.meets_on),
        "time": str(said_with(act, "time")),
        "place": str(said_with(act, "place")),
        "mode": event.mode,
        "invited": [str(each) for each in _list(said_with(act, "invited", []))],
        "items": _items(meeting, act),
        "text": str(said_with(act, "text") or said_with(act, "note")),
        "erased": is_erased(act),
        "who": who(act),
    }


def _list(given: object) -> list[Any]:
    """What words hold as a list; nothing where an entry of another hand holds something else."""
    return list(given) if isinstance(given, (list, tuple)) else []


def _items(meeting: MeetingTerms | None, act: Act) -> list[Data]:
    told = {str(each.get("key", "")): each for each in _list(said_with(act, "items", [])) if hasattr(each, "get")}
    blocks = {str(n): block for n, block in enumerate(meeting.agenda if meeting else (), 1)}
    found = []
    for key in act.event.items or tuple(told):
        each, block = told.get(key, {}), blocks.get(key)
        found.append(
            {
                "key": key,
                "title": str(each.get("title", "")) or (block.item if block else ""),
                "text": str(each.get("text", "")),
                "nothing": key in act.event.nothing,
                "clause": list(block.clause) if block else [],
            }
        )
    return found


def held_data(act: Act) -> Data:
    """That it was held: who was there, how, what was decided."""
    names = said_with(act, "names", {})
    names = names if hasattr(names, "get") else {}
    return {
        "on": day_data(act.day),
        "mode": act.event.mode,
        "present": [{"role": role, "name": str(names.get(role, ""))} for role in act.event.present],
        "text": str(said_with(act, "text") or said_with(act, "note")),
        "erased": is_erased(act),
        "who": who(act),
    }


def attendance_data(review: Review, held: Act) -> Data:
    """Who must attend, who was missing, who stood in; and whether the slot has a meeting that was whole."""
    event = held.event
    meeting = None if event.title and not event.series else meeting_of(review.terms, event.series)
    slot = next((one for one in review.meetings if event.meeting in (one.meeting, *one.further)), None)
    stood_in = acts_of(review, SubstituteAgreed, event.meeting)
    return {
        "must": list(meeting.must_attend) if meeting else [],
        "known": bool(event.present),
        "absent": [{"role": role, "side": side_of(review.terms, role)} for role in absent(meeting, held, review.facts)],
        "stood_in": [{"role": act.event.role, "text": str(said_with(act, "text")), **who(act)} for act in stood_in],
        "clause": list(attendance_clause(meeting)),
        "made_good": slot is not None and not slot.absent,
        "slot": {"series": slot.series, "label": slot.label} if slot else None,
        "others": [id for id in (slot.meeting, *slot.further) if id != event.meeting] if slot else [],
    }


def attendance_clause(meeting: MeetingTerms | None) -> Clause:
    """Where the contract says who must attend; else where it speaks of the meetings."""
    if meeting is None:
        return ()
    return meeting.attendance or meeting.clause


def start_data(review: Review, act: Act) -> Data | None:
    """Of the meeting before the start, and of one whose terms ask it: who has signed. None for every other."""
    event = act.event
    day = act.day if isinstance(event, MeetingHeld) else getattr(event, "meets_on", act.day)
    signing = signers(review.terms, getattr(event, "title", ""), event.series, day)
    signed = signatures(review.facts, event.meeting)
    return {side: who(signed[side]) if side in signed else None for side in signing} or None


def meeting_before_start(review: Review) -> Data | None:
    """The meeting before the start as far as it is: {"id", "state", "signed": how many sides}. None where nobody called or held one."""
    for act in reversed(review.facts.of(AgendaIssued, MeetingHeld)):
        event = act.event
        day = event.meets_on if isinstance(event, AgendaIssued) else act.day
        stood = state_of(review, event.meeting)
        if stood is not None and stood[0] != "refused" and is_before_start(review.terms, event.title, event.series, day):
            return {"id": event.meeting, "state": stood[0], "signed": len(signatures(review.facts, event.meeting))}
    return None


def minutes_state(review: Review, meeting: str, states: Mapping[str, str]) -> str:
    """Of the states of minutes, its own. Minutes that no clause asks for are not "to be sent": nobody owes them."""
    state = states.get(meeting, "")
    ruled = any(one.meeting == meeting for one in review.minutes)
    return "not asked for" if state == "to be sent" and not ruled else state


def state_of(review: Review, meeting: str) -> tuple[str, Act] | None:
    """ "held", "refused" or "called", with the act that made it so; None where nothing was recorded of such a meeting."""
    for kind, state in ((MeetingHeld, "held"), (MeetingRefused, "refused"), (AgendaIssued, "called")):
        if found := acts_of(review, kind, meeting):
            return state, found[-1]
    return None
