"""The next day on which a review would say something else with nothing new: what a snapshot is good until."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tenor.ledger.model import Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.certificates import turning_days
from tenor.review.duties import DUE_SOON
from tenor.review.minutes import Standing
from tenor.review.model import Duty, Ratings
from tenor.review.notices import NoticeStory, receipt, watch_of
from tenor.terms.model import Terms

DAY = timedelta(days=1)


def changes_on(
    terms: Terms,
    timeline: Timeline,
    ratings: Ratings,
    duties: Sequence[Duty],
    notices: Sequence[NoticeStory],
    minutes: Sequence[Standing],
    facts: Facts,
    on: date,
) -> date | None:
    """The earliest of all days on which time alone changes an answer; None when nothing is left to come."""
    days = [
        *_of_ratings(ratings),
        *(day for duty in duties for day in _of_duty(terms, duty)),
        *(day for story in notices for day in _of_notice(terms, story)),
        *(day for standing in minutes for day in _of_minutes(timeline, standing)),
        *turning_days(terms, facts),
    ]
    return min((day for day in days if day > on), default=None)


def _of_ratings(ratings: Ratings) -> Iterator[date]:
    """A period begins; a figure is due, settles, is not reported."""
    for by_period in ratings.by_kpi.values():
        for rating in by_period.values():
            yield rating.period.first
            yield from rating.days


def _of_duty(terms: Terms, duty: Duty) -> Iterator[date]:
    """It becomes due, the next of its kind comes up on its day (also where it was done before), it is overdue after it."""
    if duty.due is not None:
        yield duty.due
    if duty.due is not None and duty.state in ("upcoming", "due"):
        yield terms.calendar.add(duty.due, -DUE_SOON)
        yield duty.due + DAY


def _of_notice(terms: Terms, story: NoticeStory) -> Iterator[date]:
    """Received by the notice clause; no longer watched."""
    if story.received_on is not None:
        yield story.received_on
        yield from (watch[-1].last + DAY for watch in (watch_of(terms, story),) if watch)


def _of_minutes(timeline: Timeline, standing: Standing) -> Iterator[date]:
    """Received by the notice clause; deemed agreed."""
    version = standing.version
    if version is not None and standing.received_on is None:
        day, _ = receipt(timeline.on(version.day, version.day), version.day, version.event.method, None)
        yield from (each for each in (day,) if each is not None)
    if standing.answer_due is not None and standing.answer is None:
        yield standing.answer_due.due + DAY
