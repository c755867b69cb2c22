"""The rows behind a figure of a review: those that were given, or those made of duties, events and ratings."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tenor.figures.model import CountedRow
from tenor.figures.which import which
from tenor.ledger.model import Facts
from tenor.review.made_rows import made
from tenor.review.model import Review
from tenor.terms.made import made_in, with_made
from tenor.terms.model import Terms


def rows_behind(review: Review, terms: Terms, kpi: str, label: str, on: date) -> tuple[CountedRow, ...]:
    """As `figures.which`, for any KPI."""
    own = terms.kpi(kpi)
    if own is None or not made_in(terms, own.measure):
        return which(terms, review.facts, kpi, label, on)
    return which(with_made(terms), facts_with_made(review), kpi, label, on)


@lru_cache(maxsize=4)
def facts_with_made(review: Review) -> Facts:
    """What holds, with the rows that are made of it."""
    return made(review.timeline, review.facts, review.ratings.by_kpi, review.ratings.kpis).facts
