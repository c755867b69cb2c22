"""A deadline of the contract made a day: its phrase, what it is counted from, and the contract's own calendar (semantics 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tenor.base.deadline import Deadline, IfClosed
from tenor.base.period import Period
from tenor.base.phrases.due import ClearDays, DuePhrase, NextMeeting, OnAnchor, SameDay, SpanDue
from tenor.base.phrases.due_on import due_on
from tenor.terms.model import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Moorings:
    """What a deadline may be counted from: the period it covers, and the days of anchors by name, in small letters."""

    period: Period | None = None
    anchors: Mapping[str, date] = field(default_factory=dict)


def work_out(terms: Terms, phrase: DuePhrase, moorings: Moorings, if_closed: IfClosed | None = None) -> Deadline | None:
    """The day a phrase comes to, and how. None: its anchor has not happened yet, or the phrase names no day."""
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


def anchor_day(terms: Terms, anchor: str, moorings: Moorings) -> date | None:
    """The day of an anchor: one that the caller names, of the contract, or of the period."""
    name = " ".join(anchor.lower().split())
    if name in moorings.anchors:
        return moorings.anchors[name]
    if name == "contract start":
        return terms.contract.starts
    if name == "contract end":
        return terms.contract.ends
    if moorings.period is not None and name in ("period start", "period end"):
        return moorings.period.first if name == "period start" else moorings.period.last
    return None
