"""How often a series meets: in stretches from today on, each with its reason; and what a decision would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.base.wording import Said
from tenor.review.meetings import Decided, Span, spans_of
from tenor.review.model import Review
from tenor.review.notices import notice_stories
from tenor.terms.model import Clause, MeetingTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Slots that follow each other for the same reason. `every`: their kind; `last` None: as far as the contract goes."""

    every: str
    first: date
    last: date | None
    clause: Clause
    because: Said
    slots: tuple[Period, ...]


def series_of(review: Review, series: str) -> MeetingTerms | None:
    """A series of the terms in force."""
    return next((one for one in review.terms.meetings if one.id == series), None)


def stretches(review: Review, series: str, *, supposing: str = "") -> tuple[Stretch, ...]:
    """From the slot that today lies in, or the next. `supposing`: as if that frequency were decided today."""
    meeting = series_of(review, series)
    if meeting is None:
        return ()
    more = [Decided(day=review.on, every=supposing)] if supposing else []
    notices = notice_stories(review.timeline, review.facts)
    spans = spans_of(review.timeline, review.terms, meeting, review.facts, notices, review.on, more)
    ahead = [span for span in spans if span[0].last >= review.on]
    groups: list[list[Span]] = []
    for span in ahead:
        if groups and groups[-1][-1][2] == span[2] and groups[-1][-1][0].kind == span[0].kind:
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(_stretch(meeting, group, end=group is groups[-1]) for group in groups)


def _stretch(meeting: MeetingTerms, group: list[Span], *, end: bool) -> Stretch:
    first, rhythm, why = group[0]
    return Stretch(
        every=first.kind,
        first=first.first,
        last=None if end else group[-1][0].last,
        clause=rhythm.clause or meeting.clause,
        because=why,
        slots=tuple(period for period, _, _ in group),
    )


def changes_from(review: Review, series: str, every: str) -> date | None:
    """The first day of the first slot that such a decision, taken today, would make otherwise; None where it changes nothing."""
    now = [period for one in stretches(review, series) for period in one.slots]
    then = [period for one in stretches(review, series, supposing=every) for period in one.slots]
    changed = [period for period in now if period not in then] + [period for period in then if period not in now]
    return min((period.first for period in changed), default=None)
