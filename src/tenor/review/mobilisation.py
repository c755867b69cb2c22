"""What was to be ready before the first day: the duties of the terms that fall due by then, with those under the same heading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tenor.base.phrases.due import AtAllTimes, DuePhrase
from tenor.review.checklists import lines, tally
from tenor.review.model import Duty, Review
from tenor.review.need_duties import DONE
from tenor.terms.model import DutyTerms, EventIs


class Ready(NamedTuple):
    """One of them. `duty` None: it begins with an event of `terms.when` that has not happened."""

    terms: DutyTerms
    duty: Duty | None

    @property
    def is_done(self) -> bool:
        return self.duty is not None and self.duty.state in DONE

    @property
    def begins_with(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.terms.when if isinstance(each, EventIs))


def to_be_ready(review: Review) -> Sequence[Ready]:
    """In the order of the terms; done and not done."""
    by_id = {duty.id: duty for duty in review.duties}
    once = [each for each in review.terms.duties if each.every is None and not _always(each)]
    starts = review.terms.contract.starts
    headings = {each.heading for each in once if _before(by_id.get(each.id), starts)}
    return [Ready(each, by_id.get(each.id)) for each in once if each.heading in headings and not _later(by_id.get(each.id), starts)]


class Readiness(NamedTuple):
    """How many of what is to be ready are done: duties of the terms, and items of the list for it."""

    done: int
    n: int


def readiness(review: Review) -> Readiness:
    """ "9 of 10 done": what is not needed is not counted."""
    duties, items = to_be_ready(review), tally(lines(review, "mobilisation"), review.on)
    return Readiness(done=sum(each.is_done for each in duties) + items.done, n=len(duties) + items.n)


def _always(duty: DutyTerms) -> bool:
    return isinstance(duty.due, DuePhrase) and isinstance(duty.due.form, AtAllTimes)


def _before(duty: Duty | None, starts: date) -> bool:
    return duty is not None and duty.due is not None and duty.due <= starts


def _later(duty: Duty | None, starts: date) -> bool:
    return duty is not None and duty.due is not None and duty.due > starts
