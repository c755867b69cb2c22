"""The days that lie ahead, of both sides, each with how it was worked out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.wording import Said, said
from tenor.review.dates_of_assurance import dates_of_assurance
from tenor.review.model import Rating, Review
from tenor.review.need_duties import DONE, sides_of
from tenor.review.need_model import Side
from tenor.review.standing_model import NextDate


def next_dates(review: Review, n: int) -> tuple[NextDate, ...]:
    """The first n, the nearest first: duties still to be done, figures that become final, and what is looked at again on a day."""
    found = [*_duties(review), *_final(review), *dates_of_assurance(review)]
    return tuple(sorted(found, key=lambda each: (each.day, each.kind, each.what.code))[:n])


def _duties(review: Review) -> Iterator[NextDate]:
    for duty in review.duties:
        if duty.state not in DONE and duty.due is not None and duty.due >= review.on:
            sides = sides_of(review.terms, duty)
            side: Side | str = next(iter(sides)) if len(sides) == 1 else ""
            yield NextDate(
                day=duty.due,
                what=duty.what,
                worked_out=duty.worked_out,
                clause=duty.clause,
                side=side,  # type: ignore[arg-type]
                kind=duty.kind,
            )


def _final(review: Review) -> Iterator[NextDate]:
    """One for each day on which figures of a period that has begun become final."""
    found: dict[tuple[date, str], tuple[Rating, Said | None]] = {}
    for by_period in review.ratings.by_kpi.values():
        for rating in by_period.values():
            if rating.period.first <= review.on < rating.final_on and rating.at(review.on).state in ("provisional", "not due"):
                found.setdefault((rating.final_on, rating.period.label), (rating, rating.worked_out))
    for (day, _), (rating, worked_out) in found.items():
        kpi = review.terms.kpi(rating.kpi)
        what = said("need-final", period=rating.period.said)
        yield NextDate(day=day, what=what, worked_out=worked_out, clause=kpi.clause if kpi else (), kind="final")
