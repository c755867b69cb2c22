"""What starts when a formal letter is received, worked out before it goes: the plan's clock, meetings, months under watch, the count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.clause import show_clauses
from tenor.base.period import Period, whole_period
from tenor.base.phrases.every import EveryPeriod
from tenor.base.phrases.window import AroundEvent, TheContract, Times
from tenor.base.wording import said
from tenor.documents.model import Text
from tenor.documents.notice_letter import by_rule_of
from tenor.documents.notice_model import Start
from tenor.review.model import Review
from tenor.review.notices import around_day, event_of, receipt, stretches
from tenor.review.plans import plan_due
from tenor.terms.model import EventIs, Rhythm, Rule, Terms


def expected_receipt(review: Review, method: str = "") -> date:
    """The day a letter issued today would count as received: by the contract's own rule, else the next working day, as an example."""
    terms = review.terms
    found, _ = receipt(terms, review.on, method, None)
    return found or terms.calendar.add(review.on, 1)


def starts(review: Review, name: str, *, issued: date, received: date) -> tuple[Start, ...]:
    """What a letter of this step starts, issued and received on these days."""
    terms = review.terms
    return (*_plan(terms, name, received), *_meetings(terms, name, issued, received), *_watch(terms, name, received), *_count(review, name))


def _plan(terms: Terms, name: str, received: date) -> Iterator[Start]:
    by_rule = by_rule_of(terms, name)
    if by_rule is None:
        return
    anchors = {"receipt": received, "request": received, f"receipt of {name}": received, name.lower(): received}
    deadline = plan_due(terms, by_rule.step, anchors, by_rule.rule)
    if deadline is not None:
        when, what = said("notice-start-by", on=deadline.due), said("notice-start-plan", step=by_rule.step)
        yield Start(kind="plan", when=when, what=what, clause=by_rule.clause, note=deadline.worked_out, due=deadline.due)


def _meetings(terms: Terms, name: str, issued: date, received: date) -> Iterator[Start]:
    """A rhythm that begins with such a letter, from the month after."""
    for meeting in terms.meetings:
        for rhythm in meeting.rhythms:
            way, step = event_of(rhythm.from_event) if rhythm.from_event else ("", "")
            if step != name.lower() or meeting.if_several == "quarterly only" or not isinstance(rhythm.every, EveryPeriod):
                continue
            first = _month_after(issued if way == "issue" or not rhythm.from_event.startswith("receipt") else received)
            when = said("notice-start-every", every=rhythm.every.kind)
            what = said("notice-start-meetings", title=meeting.title or meeting.id, month=first.said)
            yield Start(kind="meetings", when=when, what=what, clause=rhythm.clause or meeting.clause, note=_until(rhythm))


def _until(rhythm: Rhythm) -> Text:
    return said("notice-start-until", who=rhythm.until_decided_by) if rhythm.until_decided_by else ""


def _month_after(day: date) -> Period:
    return whole_period("month", date.fromordinal(whole_period("month", day).last.toordinal() + 1))


def _watch(terms: Terms, name: str, received: date) -> Iterator[Start]:
    for rule in terms.rules:
        for stretch in stretches(rule):
            watched = _watched(terms, stretch, name, received)
            if watched:
                when = said("notice-start-periods", first=watched[0].said, last=watched[-1].said)
                what = said("notice-start-watch", under=show_clauses(rule.clause), then=list(rule.steps))
                note = said("notice-start-watched", n=len(watched), period=stretch.period)
                yield Start(kind="watch", when=when, what=what, clause=rule.clause, note=note)


def _watched(terms: Terms, stretch: AroundEvent, name: str, received: date) -> tuple[Period, ...]:
    if stretch.way == "before" or event_of(stretch.event)[1] != name.lower():
        return ()
    return around_day(terms, stretch, received)


def _count(review: Review, name: str) -> Iterator[Start]:
    """How many such letters there have been in the contract's life, with this one, where a rule counts them."""
    for rule in review.terms.rules:
        needed = needed_of(rule, name)
        if needed:
            before = sum(1 for one in review.notices if one.step.lower() == name.lower() and one.counts)
            when = said("notice-start-count", n=before + 1, of=needed)
            what = said("notice-start-counted", step=name, of=needed, then=list(rule.steps))
            yield Start(kind="count", when=when, what=what, clause=rule.clause)


def needed_of(rule: Rule, name: str) -> int:
    """How many of them the rule asks for, in the contract as a whole; 0 where it counts none."""
    counted = [c for branch in rule.branches for c in branch if isinstance(c, EventIs) and event_of(c.name)[1] == name.lower()]
    windows = [c.window for c in counted]
    return next((w.k for w in windows if isinstance(w, Times) and isinstance(w.stretch, TheContract)), 0)
