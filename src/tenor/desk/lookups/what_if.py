"""What would follow if something of an open period were late, not done, or done in time, or a KPI ended at a figure: never recorded."""

from __future__ import annotations

from typing import Any, Literal

from tenor.desk.held import held
from tenor.desk.lookups.pages import page_on
from tenor.desk.lookups.what_if_data import open_data, tried, tried_figure
from tenor.desk.models import Contract
from tenor.desk.reviews import review_of
from tenor.review.model import Pair
from tenor.review.suppose import HAPPENS, Open, open_periods

Side = Literal["buyer", "supplier"]
Data = dict[str, Any]


def what_if_opening(contract: Contract, side: Side) -> Data:
    """The page as it opens, kept."""
    return page_on(contract, side, "what-if")


def what_if_thing(contract: Contract, side: Side, period: str, thing: str, happens: str) -> Data:
    """One thing tried. LookupError where there is no such period, thing or way."""
    review, one = review_of(contract, side), held(contract)
    periods = open_periods(review)
    found = _named(periods, period)
    chosen = next((each for each in found.things if each.id == thing), None)
    way = next((each for each in HAPPENS if each == happens), None)
    if chosen is None or way is None:
        raise LookupError(thing)
    return open_data(review, periods) | tried(review, one.terms, one.seen_by(side), found, chosen, way)


def what_if_figure(contract: Contract, side: Side, period: str, kpi: str, figure: Pair) -> Data:
    """One figure tried. LookupError where there is no such period, or nothing can be given for the KPI in it."""
    review, one = review_of(contract, side), held(contract)
    periods = open_periods(review)
    found = _named(periods, period)
    if kpi not in found.ratings or figure[1] < 1:
        raise LookupError(kpi)
    return open_data(review, periods) | tried_figure(review, one.terms, one.seen_by(side), found, kpi, figure)


def _named(periods: tuple[Open, ...], label: str) -> Open:
    found = next((each for each in periods if each.label == label), None)
    if found is None:
        raise LookupError(label)
    return found
