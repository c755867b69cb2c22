"""Acts that begin something about meetings: a first or another agenda, a meeting held or refused, another look at how often to meet.

They are about no thing that is there already, so each is tried as somebody would record it: for a slot, a meeting that was called, a
series, or a meeting of no series by its title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.review.minutes import meeting_of
from tenor.review.model import Review

NEW, HIGH = "a meeting that is still to be named", 1_000_000


def begun(review: Review, kind: str, id: str) -> Iterator[Event]:
    """The acts to try about such a thing, in the order of the table; none where there is no such thing."""
    make = _BY_KIND.get(kind)
    if make is not None:
        yield from make(review, id)


def called(review: Review, meeting: str) -> m.AgendaIssued | None:
    """The latest agenda of a meeting."""
    found = [act.event for act in review.facts.of(m.AgendaIssued) if act.event.meeting == meeting]
    return found[-1] if found else None


def _of_meeting(review: Review, id: str) -> Iterator[Event]:
    """Of one that was called: the agenda may be changed until it is held or refused."""
    agenda = called(review, id)
    if agenda is not None:
        yield replace(agenda, version=HIGH)
        yield m.MeetingHeld(meeting=id, series=agenda.series, slot=agenda.slot, title=agenda.title)
        yield m.MeetingRefused(meeting=id, series=agenda.series)


def _of_slot(review: Review, id: str) -> Iterator[Event]:
    series, _, slot = id.rpartition(" ")
    if any((one.series, one.label) == (series, slot) for one in review.meetings):
        yield _agenda(review, review.on, series, slot)
        yield m.MeetingHeld(meeting=NEW, series=series, slot=slot)
        yield m.MeetingRefused(meeting=NEW, series=series)


def _of_no_series(review: Review, title: str) -> Iterator[Event]:
    yield m.AgendaIssued(meeting=NEW, meets_on=review.on, title=title)
    yield m.MeetingHeld(meeting=NEW, title=title)
    yield m.MeetingRefused(meeting=NEW)


def _agenda(review: Review, day: date, series: str, slot: str) -> m.AgendaIssued:
    meeting = meeting_of(review.terms, series)
    items = tuple(str(n) for n, _ in enumerate(meeting.agenda if meeting else (), 1))
    return m.AgendaIssued(meeting=NEW, meets_on=day, series=series, slot=slot, items=items)


def _of_series(review: Review, id: str) -> Iterator[Event]:
    if any(one.id == id for one in review.terms.meetings):
        yield m.FrequencyDecided(every="month", series=id)
        yield m.RiskAssessed(assessment=NEW)


_BY_KIND: Mapping[str, Callable[[Review, str], Iterator[Event]]] = {
    "meeting": _of_meeting,
    "slot": _of_slot,
    "meeting of no series": _of_no_series,
    "series": _of_series,
}
