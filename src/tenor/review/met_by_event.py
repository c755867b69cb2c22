"""What would meet a step, of conditions that look at no ratings: events, rows, duties, findings, with what is there already taken off."""

from __future__ import annotations

from collections.abc import Sequence

from tenor.base.phrases.window import AnyIn, AnyStretch, AroundEvent, Consecutive, InLast, SamePeriod, TheContract, Times, Window
from tenor.base.wording import Said, said
from tenor.review.model import Review
from tenor.review.notices import event_of
from tenor.review.where_said import where_said
from tenor.terms.model import Counted, DutyIs, EventIs, JudgedIs, RowsIs


def happens(review: Review, condition: Counted) -> Said:
    """One condition in words."""
    if isinstance(condition, EventIs):
        return _happened(review, condition)
    if isinstance(condition, DutyIs):
        return _duty(condition)
    if isinstance(condition, RowsIs):
        return _rows(review, condition)
    if isinstance(condition, JudgedIs):
        return said("met-by-judged", text=condition.text, who=condition.by)
    return said("met-by-other")


def _happened(review: Review, condition: EventIs) -> Said:
    """So many in the life of the contract: those that count already are taken off."""
    name, window = event_of(condition.name)[1], condition.window
    if condition.chosen:
        found = said("met-by-chosen", name=condition.name, choice=condition.chosen)
        return found if window is None else said("met-by-counted", what=found, when=when_said(window))
    if window is None:
        return said("met-by-event", name=condition.name)
    had = sum(1 for notice in review.notices if notice.counts and notice.step.lower() == name)
    if isinstance(window, Times) and isinstance(window.stretch, TheContract) and not condition.same and 0 < had < window.k:
        return said("met-by-more", name=name, n=window.k - had, had=had)
    return _of_same(said("met-by-event-times", name=name, when=when_said(window)), condition.same)


def _of_same(found: Said, same: Sequence[str]) -> Said:
    """What the counted ones must share."""
    return said("met-by-of-same", what=found, same=" and ".join(same)) if same else found


def _rows(review: Review, condition: RowsIs) -> Said:
    """Each such row; or so many."""
    ruled = review.terms.datasets.get(condition.dataset)
    where = where_said(condition.where)
    row = ruled.row if ruled else condition.dataset
    found = said("met-by-row", row=row)
    if where is not None:
        found = said("met-by-row-where", row=row, such=where)
    if condition.window is None:
        return found
    return _of_same(said("met-by-counted", what=found, when=when_said(condition.window)), condition.same)


def _duty(condition: DutyIs) -> Said:
    states = [_state(condition, state) for state in condition.states]
    found = said("met-by-duty", duties=condition.duties, states=said("met-by-any", several=or_said(states)))
    return found if condition.window is None else said("met-by-counted", what=found, when=when_said(condition.window))


def _state(condition: DutyIs, state: str) -> str:
    """As the terms say it."""
    if state == "late" and condition.late_by is not None:
        return f"late by more than {condition.late_by.text.removesuffix(' after due')}"
    return f"done by {condition.done_by}" if state == "done" and condition.done_by is not None else state


def when_said(window: Window | None) -> Said:
    """How often, in what stretch of time."""
    match window:
        case None:
            return said("met-by-once")
        case Consecutive(n=n, period=period):
            return said("met-by-in-a-row", n=n, period=period)
        case AnyIn(k=k, stretch=AroundEvent(n=n, period=period, way=way, event=event)):
            return said("met-by-around", k=k, n=n, period=period, way=way, event=event)
        case Times(k=k, stretch=AroundEvent(n=n, period=period, way=way, event=event)):
            return said("met-by-times-around", k=k, n=n, period=period, way=way, event=event)
        case AnyIn(k=k, stretch=AnyStretch(n=n, period=period)) | InLast(k=k, n=n, period=period):
            return said("met-by-k-of-n", k=k, n=n, period=period)
        case Times(k=k, stretch=AnyStretch(n=n, period=period)):
            return said("met-by-times-in", k=k, n=n, period=period)
        case AnyIn(k=k, stretch=SamePeriod(period=period)):
            return said("met-by-k-of-same", k=k, period=period)
        case Times(k=k, stretch=SamePeriod(period=period)):
            return said("met-by-times-same", k=k, period=period)
        case AnyIn(k=k) | Times(k=k):
            return said("met-by-times", k=k)


def or_said(several: Sequence[str]) -> str:
    """One or another, in the words of the terms."""
    return " or ".join(several)
