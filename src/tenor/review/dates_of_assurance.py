"""The days ahead of certificates, shared data and risks: reminders, last days, days to look again."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.deadline import on_day
from tenor.base.wording import said
from tenor.review.certificates import REMINDERS, Certificate, certificates
from tenor.review.in_words import in_words
from tenor.review.model import Review
from tenor.review.risks import risks
from tenor.review.sharing import sharing
from tenor.review.standing_model import NextDate


def dates_of_assurance(review: Review) -> Iterator[NextDate]:
    """Those from the review's day to the last day of the contract."""
    found = (*_certificates(review), *_sharing(review), *_risks(review))
    return (each for each in found if review.on <= each.day <= review.terms.contract.ends)


def _certificates(review: Review) -> Iterator[NextDate]:
    for one in certificates(review.terms, review.facts):
        if not one.replaced_by and one.last_day < review.terms.contract.ends:
            yield from _certificate(review, one)


def _certificate(review: Review, one: Certificate) -> Iterator[NextDate]:
    duty = next((each for each in review.terms.duties if each.id == one.duty), None)
    standard, clause = (duty.what, duty.clause) if duty else (one.duty, ())
    for day, days in zip(one.reminders, REMINDERS, strict=True):
        what = said("date-certificate-reminder", days=days, standard=standard)
        why = said("need-certificate-days", days=days, last=one.last_day)
        yield NextDate(day=day, what=what, worked_out=why, clause=clause, side="", kind="certificate")
    what, why = said("date-certificate-ends", standard=standard), on_day(one.last_day).worked_out
    yield NextDate(day=one.last_day, what=what, worked_out=why, clause=clause, side="", kind="certificate")


def _sharing(review: Review) -> Iterator[NextDate]:
    for one in sharing(review.facts):
        what = said("need-sharing")
        yield NextDate(day=one.next_check, what=what, worked_out=one.worked_out, clause=(), side="buyer", kind="sharing")


def _risks(review: Review) -> Iterator[NextDate]:
    for one in risks(review.terms, review.facts):
        if one.closed is None:
            what = said(f"need-{one.kind}", risk=in_words(one.raised) or one.id)
            yield NextDate(day=one.look_on, what=what, worked_out=one.worked_out, clause=(), side=one.side, kind="risk")  # type: ignore[arg-type]
