"""The target review: the block of the agenda that the terms give to targets, when it was last talked through, and the next meeting."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data
from tenor.ledger.events.meetings import MeetingHeld, MinutesIssued, MinutesSent
from tenor.review.minutes_text import text_of
from tenor.review.model import Review
from tenor.terms.model import MeetingTerms


def target_review(review: Review) -> Data | None:
    """None where no series has such a block."""
    for series in review.terms.meetings:
        key = _block(review, series)
        if key:
            item = series.agenda[int(key) - 1]
            return {
                "series": series.id,
                "item": item.item,
                "clause": list(item.clause),
                **_held(review, series, key),
                **_next(review, series),
            }
    return None


def _block(review: Review, series: MeetingTerms) -> str:
    """The number of the block that rests on a clause of a KPI: the first with one, for a clause of meetings alone is no review."""
    own = {clause for kpi in review.terms.kpis for clause in kpi.clause}
    return next((str(n) for n, item in enumerate(series.agenda, 1) if own & set(item.clause)), "")


def _held(review: Review, series: MeetingTerms, key: str) -> Data:
    """The last meeting of the series, and what its minutes say of it."""
    held = [act for act in review.facts.of(MeetingHeld) if act.event.series in ("", series.id) and not act.event.title]
    if not held:
        return {"last": None}
    minutes = [act for act in review.facts.of(MinutesSent, MinutesIssued) if act.event.meeting == held[-1].event.meeting]
    said = text_of(minutes[-1].entry) if minutes else None
    text = next((each.text for each in said.items if each.key == key), "") if said and not said.whole else ""
    return {"last": {"meeting": held[-1].event.meeting, "on": day_data(held[-1].day), "text": text, "minuted": bool(minutes)}}


def _next(review: Review, series: MeetingTerms) -> Data:
    """The slot of today's period where its meeting is still to be held, else the next."""
    slot = next((each for each in review.meetings if each.series == series.id and each.held_on is None and each.due >= review.on), None)
    return {"next": slot and {"slot": slot.label, "period": said_data(slot.period.said), "due": day_data(slot.due)}}
