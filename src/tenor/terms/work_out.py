"""A deadline of the contract made a day: its phrase, what it is counted from, and the contract's own calendar (semantics 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tenor.base.clock import add_time
from tenor.base.deadline import Deadline, IfClosed, at_moment, london_day, shift_hour, start_of_day
from tenor.base.period import Period
from tenor.base.phrases.due import ClearDays, DuePhrase, NextMeeting, OnAnchor, SameDay, SpanDue
from tenor.base.phrases.due_on import due_on
from tenor.base.wording import said
from tenor.terms.model import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Moorings:
    """What a deadline may be counted from: the period it covers, and the days of anchors by name, in small letters; of an anchor whose
    hour is known, its moment."""

    period: Period | None = None
    anchors: Mapping[str, date | datetime] = field(default_factory=dict)


STARTS = ("period start", "contract start")  # a day that begins something is counted from its first moment


def work_out(terms: Terms, phrase: DuePhrase, moorings: Moorings, if_closed: IfClosed | None = None) -> Deadline | None:
    """The day a phrase comes to, and how; of hours, the moment. None: its anchor has not happened yet, or the phrase names no day."""
    if isinstance(phrase.form, SpanDue) and phrase.form.span.by_clock:
        found = _by_clock(terms, phrase.form, moorings)
        return found if found is None or if_closed is None else shift_hour(found, if_closed, terms.calendar)
    return due_on(
        phrase,
        calendar=terms.calendar,
        anchor=anchor_day(terms, anchor_of(phrase), moorings),
        period=moorings.period,
        starts=terms.contract.starts,
        kind_of_day=lambda word: terms.day_kinds.get(word.lower(), word),
        if_closed=if_closed,
    )


def anchor_of(phrase: DuePhrase) -> str:
    """What a deadline is counted from, by its name; "" where it names nothing."""
    form = phrase.form
    if isinstance(form, SpanDue | ClearDays | SameDay | OnAnchor):
        return form.anchor
    return form.meeting if isinstance(form, NextMeeting) else ""


def _by_clock(terms: Terms, form: SpanDue, moorings: Moorings) -> Deadline | None:
    """Hours, by a clock of the contract or plain. From a day whose hour nobody knows they are counted from its end, so that nobody is
    held late by an hour that is only supposed."""
    day = anchor_day(terms, form.anchor, moorings)
    if day is None:
        return None
    name = _tidy(form.anchor)
    known = moorings.anchors.get(name)
    clock = terms.clocks[form.span.kind] if form.span.kind else None
    if isinstance(known, datetime):
        found = add_time(known, form.span.n, form.span.unit, clock)
        return at_moment(found.due, found.worked_out)
    if name in STARTS and known is None:
        found = add_time(start_of_day(day), form.span.n, form.span.unit, clock)
        return at_moment(found.due, found.worked_out)
    found = add_time(start_of_day(day + timedelta(days=1)), form.span.n, form.span.unit, clock)
    return at_moment(found.due, said("moment-hour-unknown", how=found.worked_out, day=day))


def _tidy(anchor: str) -> str:
    return " ".join(anchor.lower().split())


def anchor_day(terms: Terms, anchor: str, moorings: Moorings) -> date | None:
    """The day of an anchor: one that the caller names, of the contract, or of the period."""
    name = _tidy(anchor)
    if name in moorings.anchors:
        known = moorings.anchors[name]
        return london_day(known) if isinstance(known, datetime) else known
    if name == "contract start":
        return terms.contract.starts
    if name == "contract end":
        return terms.contract.ends
    if moorings.period is not None and name in ("period start", "period end"):
        return moorings.period.first if name == "period start" else moorings.period.last
    return None
