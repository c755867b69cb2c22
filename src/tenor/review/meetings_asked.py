"""Every meeting that the terms ask for: by a rhythm, and by what happened, each once for what asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tenor.base.deadline import Deadline, on_day
from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase
from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.model import Act
from tenor.review.attendance import absent_from_all
from tenor.review.in_force import ever
from tenor.review.meetings import slots_on
from tenor.review.model import Slot
from tenor.review.occurrences import Occurrence
from tenor.review.scene import Scene
from tenor.review.started import anchor_of, anchors_of, starts
from tenor.terms.model import MeetingTerms
from tenor.terms.work_out import Moorings, work_out


def slots_of(scene: Scene) -> list[Slot]:
    """The slots begun by the scene's day, and the next of each series that has a rhythm."""
    found = slots_on(scene.timeline, scene.facts, scene.notices, scene.on)
    series = ever(scene.timeline, lambda terms: terms.meetings, scene.on)
    return [*found, *(slot for wordings in series.values() if wordings[0].when for slot in _asked_for(scene, wordings[0]))]


def _asked_for(scene: Scene, meeting: MeetingTerms) -> list[Slot]:
    """One for each day on which it was asked for. A meeting fills the slot that it names; else the first that was asked for by then."""
    held = [a for a in scene.facts.of(MeetingHeld) if a.day <= scene.on and a.event.series == meeting.id and not a.event.title]
    found: list[Slot] = []
    taken: set[str] = set()
    for start in starts(scene, meeting):
        label = start.day.isoformat()
        free = [a for a in held if not a.event.slot and a.day >= start.day and a.ref not in taken][:1]
        own = [a for a in held if a.event.slot == label] or free
        taken.update(a.ref for a in own)
        found.append(_slot(scene, meeting, start, own))
    return found


def _slot(scene: Scene, meeting: MeetingTerms, start: Occurrence, held: Sequence[Act]) -> Slot:
    terms = scene.timeline.on(start.day, scene.on)
    ruled = next((one for one in terms.meetings if one.id == meeting.id), meeting)

    def worked_out(phrase: DuePhrase | None) -> Deadline | None:
        if phrase is None:
            return None
        anchors: dict[str, date | datetime] = {**anchors_of(scene, ruled, start, anchor_of(phrase)), "": start.day}
        return work_out(terms, phrase, Moorings(anchors=anchors), ruled.if_closed)

    deadline = worked_out(ruled.due) or on_day(terms.contract.ends)  # of no day yet, the contract's last
    first = held[0] if held else None
    return Slot(
        series=meeting.id,
        period=Period(kind="day", first=start.day, last=max(start.day, deadline.due), label=start.day.isoformat()),
        deadline=deadline,
        clause=ruled.clause,
        held_on=first.day if first else None,
        held_at=first.entry.moment if first else None,
        meeting=first.event.meeting if first else "",
        absent=absent_from_all(ruled, held, scene.facts),
        because=start.because[0] if start.because else None,
        further=tuple(a.event.meeting for a in held[1:]),
        earliest=worked_out(ruled.not_before),
    )
