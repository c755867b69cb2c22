"""What if as plain data: what can be chosen, and what the chosen thing would make of figures, ratings and steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.summary_strip import kpi_words
from tenor.documents.charts.series import count_text, figure_text
from tenor.ledger.model import Entry
from tenor.review.as_data import kpi_in_force
from tenor.review.bands import level_of, unit_of
from tenor.review.model import Pair, Review, Step
from tenor.review.suppose import Happens, Open, Outcome, Thing, figures_if, figures_if_well, most_telling, open_periods, outcome
from tenor.terms.model import Terms

Data = dict[str, Any]
MOST_THINGS = 200


def opening(review: Review, terms: Terms, entries: Sequence[Entry]) -> Data:
    """What can be chosen, with the most telling thing of the nearest period tried."""
    periods = open_periods(review)
    data = open_data(review, periods)
    for period in periods:
        telling = most_telling(period)
        if telling is not None:
            return data | tried(review, terms, entries, period, *telling)
    return data


def open_data(review: Review, periods: Sequence[Open]) -> Data:
    """The open periods: their things, and the KPIs that a figure can be given for."""
    names = {unit.id: unit.name or unit.id for unit in review.terms.units}
    return {
        "on": day_data(review.on),
        "levels": list(review.terms.levels),
        "periods": [_period(review, period, names) for period in periods],
        "chosen": None,
        "outcome": None,
    }


def _period(review: Review, period: Open, names: Mapping[str, str]) -> Data:
    return {
        "label": period.label,
        "said": said_data(period.said),
        "final_on": day_data(period.final_on),
        "things": [_thing(thing, names) for thing in period.things[:MOST_THINGS]],
        "kpis": [_kpi(review, period, kpi) for kpi in period.ratings],
    }


def _kpi(review: Review, period: Open, kpi: str) -> Data:
    """A KPI that a figure can be given for. `best`: the figure if all goes well, where that can be told."""
    own = kpi_in_force(review, period.ratings[kpi])
    is_share = own is not None and unit_of(own.measure) == "percent"
    best = figures_if_well(period).get(kpi)
    return {"kpi": kpi, **kpi_words(review, kpi), "best": best and list(best), "is_count": not is_share}


def _thing(thing: Thing, names: Mapping[str, str]) -> Data:
    return {"id": thing.id, "name": names.get(thing.unit, thing.unit) or thing.row, "row": thing.row, "due": day_data(thing.due)}


def tried(review: Review, terms: Terms, entries: Sequence[Entry], period: Open, thing: Thing, happens: Happens) -> Data:
    """What one thing would make."""
    names = {unit.id: unit.name or unit.id for unit in review.terms.units}
    found = outcome(review, terms, entries, period, figures_if(period, thing, happens))
    chosen = {"period": period.label, "said": said_data(period.said), "thing": _thing(thing, names), "happens": happens}
    return {"chosen": chosen, "outcome": outcome_data(review, period, found)}


def tried_figure(review: Review, terms: Terms, entries: Sequence[Entry], period: Open, kpi: str, figure: Pair) -> Data:
    """What one figure would make, all else going well."""
    found = outcome(review, terms, entries, period, {**figures_if_well(period), kpi: figure})
    own = kpi_in_force(review, period.ratings[kpi])
    shown = figure_text(own, figure) if own else ""
    chosen = {
        "period": period.label,
        "said": said_data(period.said),
        "kpi": kpi,
        **kpi_words(review, kpi),
        "figure": shown,
        "pair": list(figure),
    }
    return {"chosen": chosen, "outcome": outcome_data(review, period, found)}


def outcome_data(review: Review, period: Open, found: Outcome) -> Data:
    """A line a KPI: today, if all goes well, if this happens; the overall rating; then what would follow."""
    return {
        "final_on": day_data(period.final_on),
        "lines": list(_lines(review, period, found)),
        "overall": _overall(period, found),
        "met": [_step(step) for step in found.met],
        "not_met": [_step(step) for step in found.not_met],
        "anyway": [_step(step) for step in found.anyway],
        "follows": [said_data(line) for line in found.follows],
    }


def _lines(review: Review, period: Open, found: Outcome) -> Iterator[Data]:
    for kpi in period.ratings:
        if kpi not in found.then:
            continue
        chance = period.chances.get(kpi)
        so_far = None
        if chance is not None and chance.so_far is not None:
            so_far = {"figure": count_text(chance.kpi, chance.so_far), "level": level_of(chance.kpi, chance.so_far)[0]}
        yield {
            "kpi": kpi,
            **kpi_words(review, kpi),
            "now": so_far,
            "well": _rated(review, found.after_well, period, kpi, found.well[kpi]) if kpi in found.well else None,
            "then": _rated(review, found.after, period, kpi, found.then[kpi]),
            "differs": found.well.get(kpi) != found.then[kpi],
        }


def _rated(review: Review, after: Review, period: Open, kpi: str, pair: Pair) -> Data:
    """The level that the review of that day gives, not one of our own."""
    version = after.ratings.by_kpi[kpi][period.label].at(after.on)
    own = kpi_in_force(review, period.ratings[kpi])
    shown = figure_text(own, pair) if own and pair[1] else ""
    return {"level": version.rating, "state": version.state, "figure": shown, "reading": bool(version.reading)}


def _overall(period: Open, found: Outcome) -> Data | None:
    well, then = (each.ratings.overall.get(period.label) for each in (found.after_well, found.after))
    if well is None or then is None:
        return None
    return {"well": well.at(found.after_well.on).rating, "then": then.at(found.after.on).rating}


def _step(step: Step) -> Data:
    return {"then": step.then, "on": day_data(step.met_on), "clause": list(step.clause), "may": step.may}
