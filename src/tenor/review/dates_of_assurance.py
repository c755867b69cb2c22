"""The days ahead of certificates, shared data and risks: reminders, last days, days to look again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.wording import Said, said
from tenor.review.certificates import REMINDERS, certificates
from tenor.review.in_words import in_words
from tenor.review.model import Review
from tenor.review.risks import risks
from tenor.review.sharing import sharing
from tenor.review.standing_model import NextDate


def dates_of_assurance(review: Review) -> Iterator[NextDate]:
    """Those from the review's day to the last day of the contract."""
    for day, what, kind in (*_certificates(review), *_sharing(review), *_risks(review)):
        if review.on <= day <= review.terms.contract.ends:
            yield NextDate(day=day, what=what, worked_out=None, clause=(), side="", kind=kind)


def _certificates(review: Review) -> Iterator[tuple[date, Said, str]]:
    for one in certificates(review.terms, review.facts):
        duty = next((each for each in review.terms.duties if each.id == one.duty), None)
        standard = duty.what if duty else one.duty
        if not one.replaced_by and one.last_day < review.terms.contract.ends:
            for day, days in zip(one.reminders, REMINDERS, strict=True):
                yield day, said("date-certificate-reminder", days=days, standard=standard), "certificate"
            yield one.last_day, said("date-certificate-ends", standard=standard), "certificate"


def _sharing(review: Review) -> Iterator[tuple[date, Said, str]]:
    return ((one.next_check, said("need-sharing"), "sharing") for one in sharing(review.facts))


def _risks(review: Review) -> Iterator[tuple[date, Said, str]]:
    for one in risks(review.terms, review.facts):
        if one.closed is None:
            yield one.look_on, said(f"need-{one.kind}", risk=in_words(one.raised) or one.id), "risk"
