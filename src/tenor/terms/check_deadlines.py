"""Deadlines that contradict one another: a first day that comes after the last, an answer that is due when what it answers is over, more
time that is none, a day moved where there is none to move."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

from tenor.base.deadline import Deadline
from tenor.base.period import Period
from tenor.base.phrases.due import AtAllTimes, ClearDays, DuePhrase, OnAnchor, SameDay, SpanDue
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.terms.check_ground import place
from tenor.terms.check_spells import contract_periods
from tenor.terms.model import DutyTerms, MeetingTerms, ReturnTerms, StepTerms, Terms
from tenor.terms.names import tidy
from tenor.terms.work_out import Moorings, work_out

Timed: TypeAlias = "ReturnTerms | MeetingTerms | DutyTerms | StepTerms"
DAYS = 366  # from the contract's start: so many days on which something may happen are tried
BY_START = ("request", "notice", "receipt", "trigger", "decision", "met")  # plain words for what starts a thing: one day


def _timed(terms: Terms) -> Iterator[tuple[str, Timed, tuple[str, ...]]]:
    """Everything with a day: what it is called, and where it stands. Returns of a rhythm are looked at in their periods elsewhere."""
    yield from ((one.id, one, ("returns", one.id)) for one in terms.returns)
    yield from ((one.id, one, ("meetings", one.id)) for one in terms.meetings)
    yield from ((one.id, one, ("duties", one.heading, one.id)) for one in terms.duties)
    yield from ((one.name, one, ("steps", one.name)) for one in terms.steps.values())


def first_after_last(terms: Terms) -> Iterator[Problem]:
    """What may not be done before a day that comes after the one by which it is due."""
    for name, one, path in _timed(terms):
        if not isinstance(one.due, DuePhrase) or one.not_before is None or (isinstance(one, ReturnTerms) and not one.when):
            continue
        for moorings, since in _samples(terms, one, (one.due, one.not_before)):
            due, first = (work_out(terms, phrase, moorings, one.if_closed) for phrase in (one.due, one.not_before))
            if due is not None and first is not None and _later(first, due):
                values: dict[str, Value] = {"what": name, "earliest": first.due, "due": due.due, "since": since}
                yield Problem(
                    code="first-after-last", where=place(terms, *path, "not_before"), clause=one.clause, weight="said", values=values
                )
                break


def _later(first: Deadline, last: Deadline) -> bool:
    if first.due == last.due and first.moment is not None and last.moment is not None:
        return first.moment > last.moment
    return first.due > last.due


def _samples(terms: Terms, one: Timed, phrases: tuple[DuePhrase, ...]) -> Iterator[tuple[Moorings, Said]]:
    """The periods it has, or days on which what starts it may happen; none where two are counted from different things."""
    anchors = {_anchor(phrase) for phrase in phrases} - {""}
    start = anchors & {*BY_START, *(tidy(str(getattr(c, "name", ""))) for c in getattr(one, "when", ()))}
    if len(anchors - start) + bool(start) > 1:
        return
    every = one.every if isinstance(one, DutyTerms) else _rhythm(one) if isinstance(one, MeetingTerms) else None
    if isinstance(every, EveryPeriod | NamedPeriods):
        for period in contract_periods(terms, every):
            yield Moorings(period=period, anchors=dict.fromkeys(anchors, period.first)), said("since-period", period=period.said)
        return
    for n in range(DAYS if anchors else 1):
        day = terms.contract.starts + timedelta(days=n)
        of_day: dict[str, date] = dict.fromkeys((*anchors, ""), day)
        whole = Period(kind="contract", first=terms.contract.starts, last=terms.contract.ends, label="contract")
        yield Moorings(period=None if anchors else whole, anchors=of_day), said("since-day", day=day)


def _rhythm(meeting: MeetingTerms) -> object:
    return next((each.every for each in meeting.rhythms if each.every is not None and not each.from_event), None)


def _anchor(phrase: object) -> str:
    """What has to happen first; "" for the contract's own days."""
    form = phrase.form if isinstance(phrase, DuePhrase) else None
    name = tidy(form.anchor) if isinstance(form, SpanDue | ClearDays | SameDay | OnAnchor) else ""
    return "" if name in ("contract start", "contract end", "period start", "period end") else name


def answered_too_late(terms: Terms) -> Iterator[Problem]:
    """An answer that is due when what it answers is over: the time to put something right, the last day of a meeting."""
    for name, one, path in _timed(terms):
        answer = one.following.answer
        over = one.following.cure if isinstance(one, StepTerms) else one.due if isinstance(one, MeetingTerms) and one.when else None
        if answer is None or not isinstance(answer.due, DuePhrase) or not isinstance(over, DuePhrase):
            continue
        for n in range(DAYS):
            day = terms.contract.starts + timedelta(days=n)
            # sent, received and asked for on one day: on any later one the answer is due later still
            both = Moorings(anchors=dict.fromkeys(("", _anchor(answer.due), _anchor(over)), day))
            due, last = work_out(terms, answer.due, both), work_out(terms, over, both)
            if due is not None and last is not None and _later(due, last):
                where = place(terms, *path, "answer", "due")
                yield problem("answer-due-when-over", where, one.clause, "said", what=name, due=due.due, over=last.due, since=day)
                break


def nothing_to_move(terms: Terms) -> Iterator[Problem]:
    """More time, or days of grace, that are none; and those of what is owed at all times."""
    for name, one, path in _timed(terms):
        ruled = one.following
        for key, span in (
            ("grace", ruled.grace.allow if ruled.grace else None),
            ("may_extend", ruled.may_extend.up_to if ruled.may_extend else None),
        ):
            form = span.form if span is not None else None
            if isinstance(form, SpanDue) and form.span.n.ratio[0] == 0:
                yield problem("more-time-none", place(terms, *path, key), one.clause, "said", what=name)
        always = isinstance(one.due, DuePhrase) and isinstance(one.due.form, AtAllTimes)
        if always and (ruled.grace or ruled.may_extend or one.not_before):
            key = "grace" if ruled.grace else "may_extend" if ruled.may_extend else "not_before"
            yield problem("no-day-to-move", place(terms, *path, key), one.clause, "said", what=name, key=key)


def never_counts(terms: Terms) -> Iterator[Problem]:
    """Rules that count only from a day that is not before the one on which they cease to."""
    for rule in terms.rules:
        first = work_out(terms, rule.from_, Moorings()) if rule.from_ is not None else None
        last = work_out(terms, rule.until, Moorings()) if rule.until is not None else None
        if first is not None and last is not None and first.due >= last.due:
            where = place(terms, "rules", rule.id, "from")
            yield problem("rule-counts-nothing", where, rule.clause, "said", rule=rule.id, first=first.due, last=last.due)
