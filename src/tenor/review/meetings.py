"""When meetings are to be held: a slot a period, monthly after a notice, back only by decision (semantics 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tenor.base.deadline import Deadline, end_of
from tenor.base.period import Period, periods, whole_period
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import EveryPeriod, Once
from tenor.base.wording import Said, said
from tenor.ledger.events.meetings import FrequencyDecided, MeetingHeld
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.attendance import absent_from_all
from tenor.review.in_force import ever
from tenor.review.model import Slot
from tenor.review.names import notice_named
from tenor.review.notices import NoticeStory, event_of, watch_of
from tenor.terms.model import MeetingTerms, Rhythm, Terms
from tenor.terms.work_out import Moorings, work_out

_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "contract year": 12}
Span: TypeAlias = "tuple[Period, Rhythm, Said]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How often to meet, as somebody decided on a day. `ref`: the entry; "" where it is only supposed."""

    day: date
    every: str
    ref: str = ""


def slots_on(timeline: Timeline, facts: Facts, notices: Sequence[NoticeStory], on: date) -> list[Slot]:
    """Of every series: the slots begun by a day, and the next."""
    return [slot for series in ever(timeline, _meetings, on).values() for slot in _series(timeline, series, facts, notices, on)]


def _meetings(terms: Terms) -> Sequence[MeetingTerms]:
    return terms.meetings


def _series(timeline: Timeline, wordings: Sequence[MeetingTerms], facts: Facts, notices: Sequence[NoticeStory], on: date) -> list[Slot]:
    """The slots of each wording that fall on a day on which it was in force: one that ended leaves its past, a new one has none."""
    now, found = timeline.on(on, on), []
    for meeting in wordings:
        held = [a for a in facts.of(MeetingHeld) if a.day <= on and a.event.series in ("", meeting.id) and not a.event.title]
        for period, rhythm, why in spans_of(timeline, now, meeting, facts, notices, on):
            if meeting in timeline.during(period, on).meetings:
                found.append(_slot(timeline, meeting, (period, rhythm, why), held, facts))
    found.sort(key=lambda slot: slot.first)
    begun = [slot for slot in found if slot.first <= on]
    return begun + [slot for slot in found if slot.first > on][:1]


def spans_of(
    timeline: Timeline,
    terms: Terms,
    meeting: MeetingTerms,
    facts: Facts,
    notices: Sequence[NoticeStory],
    on: date,
    supposing: Sequence[Decided] = (),
) -> list[Span]:
    """Every slot of a series to the contract's end, each with its rhythm and why, by what was decided and sent by a day.

    `supposing`: decisions that nobody has taken, to see what they would change."""
    acts = [a for a in facts.of(FrequencyDecided) if a.day <= on and a.event.series in ("", meeting.id)]
    decided = [*(Decided(day=a.day, every=a.event.every, ref=a.ref) for a in acts), *supposing]
    return _spans(terms, meeting, _switches(timeline, terms, meeting, decided, notices, on), decided)


def _slot(timeline: Timeline, meeting: MeetingTerms, span: Span, held: Sequence[Act], facts: Facts) -> Slot:
    period, rhythm, why = span
    once = isinstance(rhythm.every, Once)
    inside = [a for a in held if a.event.slot == period.label or (not a.event.slot and (once or a.day in period))]
    first = inside[0] if inside else None
    return Slot(
        series=meeting.id,
        period=period,
        deadline=meeting_day(timeline, facts, meeting, meeting.due, period) or end_of(period),
        clause=rhythm.clause or meeting.clause,
        held_on=first.day if first else None,
        held_at=first.entry.moment if first else None,
        meeting=first.event.meeting if first else "",
        absent=absent_from_all(meeting, inside, facts),
        because=why,
        further=tuple(a.event.meeting for a in inside[1:]),
        earliest=meeting_day(timeline, facts, meeting, meeting.not_before, period),
    )


def meeting_day(timeline: Timeline, facts: Facts, meeting: MeetingTerms, phrase: DuePhrase | None, period: Period) -> Deadline | None:
    """A day of a meeting as its series says. Counted from the receipt of a return, of the first that came within the meeting's period:
    None until it has come."""
    if phrase is None:
        return None
    terms = timeline.on(max(period.first, timeline.starts), max(period.first, timeline.starts))
    returned = [a for a in facts.of(ReturnReceived) if a.day in period]
    anchors = {name: a.when for a in reversed(returned) for name in (f"receipt of {a.event.ret}".lower(), a.event.ret.lower())}
    return work_out(terms, phrase, Moorings(period=period, anchors=anchors), meeting.if_closed)


class _Switch:
    """A stretch of months with the rhythm of a notice. `last` None: goes on."""

    def __init__(self, rhythm: Rhythm, first: date, last: date | None, why: Said) -> None:
        self.rhythm, self.first, self.last, self.why = rhythm, first, last, why

    def covers(self, month: Period) -> bool:
        return self.first <= month.first and (self.last is None or month.last <= self.last)


def _switches(
    timeline: Timeline, terms: Terms, meeting: MeetingTerms, decided: Sequence[Decided], notices: Sequence[NoticeStory], on: date
) -> list[_Switch]:
    """Monthly from the month after a notice was issued, until it is decided otherwise (and its watch is over), or withdrawn."""
    found = []
    for rhythm in meeting.rhythms:
        if not rhythm.from_event or meeting.if_several == "quarterly only":
            continue
        way, step = event_of(rhythm.from_event)
        for story in notices:
            day = story.issued.day if way == "issue" or not rhythm.from_event.startswith("receipt") else story.received_on
            if story.step.lower() != step or day is None or day > on:
                continue
            code = "because-meetings-after-notice" if day == story.issued.day else "because-meetings-after-receipt"
            why = said(code, notice=story.id, named=notice_named(story.step, story.issued.day), on=day)
            found.append(_Switch(rhythm, _next_month(day).first, _switch_end(terms, rhythm, story, decided, on), why))
    return found


def _switch_end(terms: Terms, rhythm: Rhythm, story: NoticeStory, decided: Sequence[Decided], on: date) -> date | None:
    """The earlier of the month of a withdrawal and the day a decision brings; None while neither has come."""
    ends = [_decided_end(terms, rhythm, story, decided, on)]
    if story.withdrawn_on is not None and story.withdrawn_on <= on:
        ends.append(whole_period("month", story.withdrawn_on).last)
    return min((end for end in ends if end is not None), default=None)


def _decided_end(terms: Terms, rhythm: Rhythm, story: NoticeStory, decided: Sequence[Decided], on: date) -> date | None:
    """The decision's month, or the end of the watch if that is later; none while receipt is unknown."""
    if not rhythm.until_decided_by:
        return None
    back = next((a for a in decided if a.day >= story.issued.day and a.every != "month"), None)
    if back is None or story.received_on is None or story.received_on > on:
        return None
    watch = watch_of(terms, story) if rhythm.until_not_before is not None else ()
    window_end = watch[-1].last if watch else back.day
    return max(whole_period("month", back.day).last, whole_period("month", window_end).last)


def _spans(terms: Terms, meeting: MeetingTerms, switches: Sequence[_Switch], decided: Sequence[Decided]) -> list[Span]:
    """Every slot of the contract, in order: the base rhythm, broken into months where a switch or a decision says so."""
    base = _base(meeting)
    if base is not None and isinstance(base.every, Once):
        return [(_once(terms, meeting), base, said("because-meetings-once"))]
    if base is None or not isinstance(base.every, EveryPeriod):
        return []
    contract = terms.contract
    months = periods("month", contract.starts, contract.ends)
    found: list[tuple[Period, Rhythm, Said]] = []
    plain = said("because-meetings-every", every=base.every.kind)
    for span in periods(base.every.kind, contract.starts, contract.ends, terms.quarters, base.every.step):
        inside = [m for m in months if span.first <= m.first <= span.last]
        monthly = [(m, s) for m in inside for s in [_monthly(m, switches, meeting, decided)] if s is not None]
        if monthly and span.kind != "month":
            found += [(m, s[0], s[1]) for m, s in monthly]
        elif _begins_whole(span, terms):
            found.append((span, base, plain))
    return found


def _once(terms: Terms, meeting: MeetingTerms) -> Period:
    """A meeting held once has one slot, on the day it is due; of no day, the contract's last."""
    deadline = work_out(terms, meeting.due, Moorings(), meeting.if_closed) if meeting.due is not None else None
    day = deadline.due if deadline is not None else terms.contract.ends
    return Period(kind="day", first=min(day, terms.contract.starts), last=max(day, terms.contract.starts), label="once")


def _base(meeting: MeetingTerms) -> Rhythm | None:
    """The most frequent of the plain rhythms (the first of equals)."""
    plain = [r for r in meeting.rhythms if r.every is not None and not r.from_event]
    return min(plain, key=_length, default=None)


def _length(rhythm: Rhythm) -> int:
    every = rhythm.every
    return _MONTHS.get(every.kind, 0) * every.step if isinstance(every, EveryPeriod) else 999


def _monthly(month: Period, switches: Sequence[_Switch], meeting: MeetingTerms, decided: Sequence[Decided]) -> tuple[Rhythm, Said] | None:
    """The switch, or the decision by risk, that makes this a month with a meeting of its own."""
    switch = next((s for s in switches if s.covers(month)), None)
    by_risk = next((r for r in meeting.rhythms if r.set_by is not None), None)
    latest = next((a for a in reversed(decided) if a.day < month.first), None)
    if meeting.if_several == "latest decision" and latest is not None and latest.every != "month":
        return None
    if switch is not None:
        return switch.rhythm, switch.why
    if by_risk is not None and latest is not None and latest.every == "month":
        return by_risk, said("because-meetings-decided", every="month", on=latest.day, entry=latest.ref)
    return None


def _begins_whole(span: Period, terms: Terms) -> bool:
    """A slot for each calendar period that begins on or after the start."""
    return span.kind not in _MONTHS or whole_period(span.kind, span.last, terms.contract.starts).first >= terms.contract.starts


def _next_month(day: date) -> Period:
    return whole_period("month", date.fromordinal(whole_period("month", day).last.toordinal() + 1))
