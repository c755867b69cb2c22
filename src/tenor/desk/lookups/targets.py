"""KPIs as they can be changed: the newest definition of each in boxes, what is free for a new one, and gaps that new bands would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tenor.base.period import whole_period
from tenor.base.problem import Problem
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.agreements import VariationAgreed
from tenor.ledger.terms_on import change_of
from tenor.review.bands import unit_of
from tenor.review.rate import kpis_ever
from tenor.review.target_boxes import Box, boxes_of
from tenor.terms.check_bands import bands
from tenor.terms.model import Kpi, Terms

DAY = timedelta(days=1)
TOLD = ("band-gap", "band-overlap", "band-unreachable", "band-edge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A KPI by its newest definition, as boxes."""

    terms: Terms
    kpi: Kpi
    boxes: Mapping[str, Box]
    unit: str
    levels: tuple[str, ...]


def newest(place: Place) -> Terms:
    """The terms with all that is agreed, also what holds only from a day to come."""
    review = review_of(place.contract, place.actor.side)
    return review.timeline.on(review.terms.contract.ends)


def find_kpi(place: Place, id: str) -> Held | None:
    """None for one that is not there, or ends by what is agreed."""
    terms = newest(place)
    kpi = terms.kpi(id)
    if kpi is None:
        return None
    return Held(terms=terms, kpi=kpi, boxes=boxes_of(terms, kpi), unit=unit_of(kpi.measure), levels=terms.levels)


def taken_ids(place: Place) -> list[str]:
    """Ids of every KPI there ever was, and of datasets: a new KPI is called otherwise."""
    review = review_of(place.contract, place.actor.side)
    return [*(kpi.id for kpi in kpis_ever(review.timeline)), *review.terms.datasets]


def next_month(on: date) -> date:
    """The first day of the month after a day: what a change holds from, as a rule."""
    return whole_period("month", on).last + DAY


def new_defects(place: Place, changes: Mapping[str, str], from_: date) -> Sequence[Problem]:
    """Gaps, overlaps and bands nobody can reach that there would be with these changes, and are not now. Nothing where the changes cannot
    be read at all: that is told otherwise."""
    review = review_of(place.contract, place.actor.side)
    agreed = [change_of(act.event, act.day) for act in review.facts.of(VariationAgreed)]
    tried = change_of(VariationAgreed(variation="tried", from_=from_, changes=changes), review.on)
    base = review.timeline.on(review.terms.contract.starts)
    stands = replace(base, variations=(*base.variations, *agreed))
    try:
        stood = {repr(each.values) for each in bands(stands)}
        then = list(bands(replace(stands, variations=(*stands.variations, tried))))
    except ValueError:
        return ()
    return [each for each in then if each.code in TOLD and repr(each.values) not in stood]


def is_open_gap(problem: Problem) -> bool:
    """A figure that would have no level at all."""
    return any(getattr(problem.values.get(name), "code", "") == "gap-uncovered" for name in ("covered", "follows"))
