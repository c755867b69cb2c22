"""The Summary of a contract: the finding with its figures, the year strip, where it stands, what follows, next dates, who to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.summary_people import people_data
from tenor.desk.pages.summary_strip import cell, kpi_words, strip_data
from tenor.desk.pages.view import Data, View
from tenor.review.as_data import kpi_in_force
from tenor.review.flags import flags
from tenor.review.ladder import ladder
from tenor.review.model import Card, OverallRating, Rating, Review
from tenor.review.next_dates import next_dates
from tenor.review.rungs import rung_names
from tenor.review.standing_data import date_data
from tenor.review.subcontractors import subcontracts
from tenor.review.summary_data import following_data, ladder_data
from tenor.review.trend import in_order
from tenor.review.what_follows import what_follows

MOST_DATES = 8
NAMED = 2  # KPIs whose figures the lead tells


def make(view: View) -> Data:
    """All years of the strip at once: the page shows one. Days, never "overdue": the page of a later day reads the same data."""
    review = view.review
    return {
        "on": day_data(review.on),
        "levels": list(review.terms.levels),
        "target": review.terms.target_level,
        "finding": finding(review),
        "strip": strip_data(review),
        "ladder": ladder_data(ladder(review)),
        "follows": following_data(what_follows(review)),
        "next": [date_data(each) for each in next_dates(review, MOST_DATES)],
        "people": people_data(review),
        "subcontractors": [
            {"name": each.who.name, "last_day": day_data(each.last_day)}
            for each in subcontracts(review)
            if each.state_on(review.on) == "in place"
        ],
        "flags": [
            {"kind": f.kind, "from": day_data(f.from_day), "until": day_data(f.until), "n": f.n, "side": f.side} for f in flags(review)
        ],
        "buyer": review.terms.contract.buyer,
        "supplier": review.terms.contract.supplier,
    }


# --- the finding -------------------------------------------------------------------------------------------------


def finding(review: Review) -> Data:
    """What waits for a decision, the gravest first, and how the last settled period went."""
    order = rung_names(review.terms)
    cards = sorted(review.cards, key=lambda card: (-_grave(card, review, order), card.since))
    return {"cards": [_card(review, card) for card in cards], "latest": latest(review), "open": _open(review)}


def _grave(card: Card, review: Review, order: Sequence[str]) -> int:
    """How far up the ladder it leads; what is on no rung comes last."""
    names = [name for id in card.steps if (step := review.step(id)) for name in step.consequences]
    return max((order.index(name) for name in names if name in order), default=-1)


def _card(review: Review, card: Card) -> Data:
    steps = [step for id in card.steps if (step := review.step(id)) is not None]
    named = review.terms.steps.get(card.then)
    return {
        "then": card.then,
        "kind": named.kind if named else "",
        "since": day_data(card.since),
        "clause": list(card.clause),
        "may": card.may,
        "steps": list(card.steps),
        "disputed": any(step.in_dispute for step in steps),
        "advice": all(step.state == "advice" for step in steps),
    }


def latest(review: Review) -> Data | None:
    """The last period whose rating is settled: the overall level, and the KPIs below target with their figures, the worst first."""
    overall = [r for r in in_order(review.ratings.overall.values(), review.on) if r.at(review.on).state == "final"]
    rated = [r for by_period in review.ratings.by_kpi.values() for r in in_order(by_period.values(), review.on)]
    settled = [r for r in rated if r.at(review.on).state in ("final", "disputed") and r.at(review.on).rating]
    if not settled and not overall:
        return None
    last: Rating | OverallRating = overall[-1] if overall else max(settled, key=lambda r: r.period.last)
    here = [r for r in settled if r.period == last.period and not _only_shown(review, r)]
    worse = sorted((r for r in here if _below(review, r)), key=lambda r: -review.terms.levels.index(str(r.at(review.on).rating)))
    return {
        "label": last.period.label,
        "period": said_data(last.period.said),
        "level": overall[-1].at(review.on).rating if overall else None,
        "kpis": len(here),
        "below": [figure for rating in worse[:NAMED] for figure in _figures(review, rating)],
        "missed": len(worse),
        "more": max(len(worse) - NAMED, 0),
    }


def _only_shown(review: Review, rating: Rating) -> bool:
    """Whether the contract sets no target by intent."""
    own = kpi_in_force(review, rating)
    return own is not None and own.context


def _below(review: Review, rating: Rating) -> bool:
    levels, level = review.terms.levels, rating.at(review.on).rating
    return level in levels and levels.index(level) > levels.index(review.terms.target_level)


def _figures(review: Review, rating: Rating) -> Iterator[Data]:
    """A KPI in its period, and in the period before."""
    several = in_order(review.ratings.by_kpi[rating.kpi].values(), review.on)
    at = several.index(rating)
    own: Data = {"kpi": rating.kpi, **kpi_words(review, rating.kpi), **(cell(review, rating) or {})}
    if at and (before := cell(review, several[at - 1])) and "figure" in before:
        own["before"] = {"period": said_data(several[at - 1].period.said), **before}
    yield own


def _open(review: Review) -> list[Data]:
    """The periods that have begun and whose figures can still change, with the day on which they become final."""
    found: dict[str, dict[str, Any]] = {}
    for by_period in review.ratings.by_kpi.values():
        for rating in by_period.values():
            if rating.period.first <= review.on and rating.at(review.on).state in ("provisional", "not due"):
                one = found.setdefault(
                    rating.period.label, {"period": said_data(rating.period.said), "final_on": day_data(rating.final_on)}
                )
                one["label"] = rating.period.label
    return list(found.values())
