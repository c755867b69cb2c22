"""Where a contract stands, for the list of contracts and its filters: the strip, the trend, what stands out, the next dates."""

from __future__ import annotations

from tenor.review.flags import flags
from tenor.review.model import OverallRating, Review
from tenor.review.need_model import Side
from tenor.review.next_dates import next_dates
from tenor.review.silence import SILENT_AFTER
from tenor.review.standing_model import Mark, Standing
from tenor.review.trend import in_order, overall_trend


def standing(review: Review, *, side: Side, silent_after: int = SILENT_AFTER) -> Standing:
    """Both sides see the same facts; `side` says whose copy it is. Days are kept from which a flag stands, so that a list on a later
    day needs no new review. A contract without an overall rating has no strip, no level and no trend."""
    strip = tuple(_mark(review, rating) for rating in in_order(review.ratings.overall.values(), review.on))
    settled = next((mark for mark in reversed(strip) if mark.state == "final"), None)
    return Standing(
        side=side,
        strip=strip,
        level=settled.level if settled else None,
        level_of=settled.period if settled else "",
        trend=overall_trend(review),
        flags=flags(review, silent_after),
        next_dates=next_dates(review, 12),
    )


def _mark(review: Review, rating: OverallRating) -> Mark:
    version, label = rating.at(review.on), rating.period.label
    under = [own.at(review.on) for kpi, _ in version.marks if (own := review.ratings.by_kpi[kpi].get(label))]
    return Mark(
        period=label,
        first=rating.period.first,
        last=rating.period.last,
        level=version.rating,
        state=version.state,
        disputed=version.disputed,
        reading=any(each.reading for each in under),
    )
