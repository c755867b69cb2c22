"""What if, by choosing: something of an open period is late, is not done, or is done in time; or a KPI ends at a figure.

All that is still open is taken to go well, so that what differs comes from the one thing chosen. The figures that this makes are
supposed on the day on which the period settles, with the return in time; what would follow is then read off a review of that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from tenor.base.wording import Said
from tenor.ledger.events.returns import FigureCorrected, ReturnReceived
from tenor.ledger.model import Body, Entry
from tenor.review.differences import differences
from tenor.review.model import Pair, Rating, Review, Step
from tenor.review.outlook import Chance, chances
from tenor.review.what_if import Supposed, supposed
from tenor.review.whole import review
from tenor.terms.counted import brings, return_periods
from tenor.terms.model import CountOfRows, ShareOfRows, ShareOfUnits, Terms

Happens = Literal["late", "not done", "in time"]
HAPPENS: tuple[Happens, ...] = get_args(Happens)
NOTHING = Body(kind="rows", salt="", content={"rows": {}})
TOLD_BESIDE = ("what-if-rating", "what-if-overall", "what-if-step", "what-if-nothing")  # differences that are told beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that is still open: a unit without a row yet, or a row that is not done. `due`: None where its day is not known yet."""

    id: str  # "unit:…" or "row:…"
    unit: str
    row: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Open:
    """A period that has begun and is not settled. By KPI: `ratings`, and `chances` where it can be told how it may still end."""

    label: str
    said: Said
    final_on: date
    ratings: Mapping[str, Rating]
    chances: Mapping[str, Chance]
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """The figures of the period if all goes well and if the chosen thing happens, and the reviews of the day it settles.

    `met`, `not_met`: steps that come only of the chosen thing, or only without it; `anyway`: those that come by then either way;
    `follows`: what else differs."""

    well: Mapping[str, Pair]
    then: Mapping[str, Pair]
    after_well: Review
    after: Review
    met: tuple[Step, ...]
    not_met: tuple[Step, ...]
    anyway: tuple[Step, ...]
    follows: tuple[Said, ...]


def open_periods(made: Review) -> tuple[Open, ...]:
    """The open periods, the nearest to be settled first."""
    known: dict[str, dict[str, Chance]] = {}
    for chance in chances(made):
        known.setdefault(chance.rating.period.label, {})[chance.kpi.id] = chance
    found: dict[str, dict[str, Rating]] = {}
    for kpi, by_period in made.ratings.by_kpi.items():
        for label, rating in by_period.items():
            if rating.period.first <= made.on < rating.final_on and rating.at(made.on).state in ("provisional", "not due"):
                found.setdefault(label, {})[kpi] = rating
    several = (_open(label, ratings, known.get(label, {})) for label, ratings in found.items())
    return tuple(sorted(several, key=lambda period: period.final_on))


def _open(label: str, ratings: Mapping[str, Rating], known: Mapping[str, Chance]) -> Open:
    return Open(
        label=label,
        said=next(iter(ratings.values())).period.said,
        final_on=max(rating.final_on for rating in ratings.values()),
        ratings=ratings,
        chances=known,
        things=tuple(_things(list(known.values()))),
    )


def _things(several: Sequence[Chance]) -> Iterator[Thing]:
    """Rows with the nearest day first, then units."""
    rows = {row.row: row for chance in several for row in chance.open_rows}
    found = [Thing(id=f"row:{id}", unit=row.unit, row=id, due=_due(row.why)) for id, row in rows.items()]
    yield from sorted(found, key=lambda thing: (thing.due is None, thing.due or date.max, thing.id))
    yield from (Thing(id=f"unit:{unit}", unit=unit) for unit in dict.fromkeys(u for chance in several for u in chance.units_left))


def _due(why: Said | None) -> date | None:
    due = why.values.get("due") if why is not None else None
    return due if isinstance(due, date) else None


# --- figures -----------------------------------------------------------------------------------------------------


def figures_if_well(period: Open) -> dict[str, Pair]:
    """The best figure of each KPI that has one; of a count that should be high, as it stands."""
    best = {kpi: chance.best or chance.worst for kpi, chance in period.chances.items()}
    return {kpi: pair for kpi, pair in best.items() if pair is not None}


def figures_if(period: Open, thing: Thing, happens: Happens) -> dict[str, Pair]:
    """The same with one thing otherwise."""
    return {kpi: _changed(period.chances[kpi], pair, thing, happens) for kpi, pair in figures_if_well(period).items()}


def _changed(chance: Chance, pair: Pair, thing: Thing, happens: Happens) -> Pair:
    """What is not there at all is in neither part of a share of rows; of units it is one that lacks."""
    measure = chance.kpi.measure
    if happens == "in time" or isinstance(measure, CountOfRows):
        return pair
    if isinstance(measure, ShareOfUnits):
        return (pair[0] - 1, pair[1]) if happens == "not done" and not thing.row and thing.unit in chance.units_left else pair
    if not isinstance(measure, ShareOfRows):
        return pair
    if thing.row:
        return (pair[0] - 1, pair[1]) if any(row.row == thing.row for row in chance.open_rows) else pair
    if thing.unit not in chance.units_left:
        return pair
    return (pair[0] - 1, pair[1] - 1) if happens == "not done" else (pair[0] - 1, pair[1])


def most_telling(period: Open) -> tuple[Thing, Happens] | None:
    """The first open thing whose lateness, else whose absence, changes a figure. None where nothing is open."""
    well = figures_if_well(period)
    ways: tuple[Happens, ...] = ("late", "not done")
    for happens in ways:
        for thing in period.things:
            if figures_if(period, thing, happens) != well:
                return thing, happens
    return None


# --- what would follow -------------------------------------------------------------------------------------------


def outcome(made: Review, terms: Terms, entries: Sequence[Entry], period: Open, then: Mapping[str, Pair]) -> Outcome:
    """Both worlds on the day the period settles. `terms`: as signed; `entries`: those the review was made from."""
    well = figures_if_well(period)
    after_well, after = (_settled(made, terms, entries, period, figures) for figures in (well, then))
    now, one, other = ({step.id: step for step in each.steps} for each in (made, after_well, after))
    return Outcome(
        well=well,
        then=then,
        after_well=after_well,
        after=after,
        met=tuple(step for id, step in other.items() if id not in one),
        not_met=tuple(step for id, step in one.items() if id not in other),
        anyway=tuple(step for id, step in other.items() if id in one and id not in now),
        follows=tuple(line for line in differences(after_well, after) if not line.code.startswith(TOLD_BESIDE)),
    )


def _settled(made: Review, terms: Terms, entries: Sequence[Entry], period: Open, figures: Mapping[str, Pair]) -> Review:
    returns = list(_returns(made, period))
    acts: list[Supposed] = [*returns, *_figures(period, figures)]
    bodies = [NOTHING if isinstance(event, ReturnReceived) else None for event, _, _ in acts]
    return review(terms, [*entries, *supposed(entries, acts, bodies)], on=period.final_on)


def _returns(made: Review, period: Open) -> Iterator[Supposed]:
    """The returns of the period that have not come, each on its last day."""
    came = {(act.event.ret, act.event.covers) for act in made.facts.of(ReturnReceived)}
    for ret in made.terms.returns:
        kpis = tuple(kpi.id for kpi in made.terms.kpis if kpi.id in period.ratings and brings(ret, kpi))
        labels = {one.label for one in return_periods(made.terms, ret)}
        if kpis and period.label in labels and not {(ret.id, period.label), ("", period.label)} & came:
            day = min(min(period.ratings[kpi].due or date.max, period.ratings[kpi].final_on) for kpi in kpis)
            yield ReturnReceived(ret=ret.id, covers=period.label, reports=kpis), "supplier", max(day, made.on)


def _figures(period: Open, figures: Mapping[str, Pair]) -> Iterator[Supposed]:
    """Each figure on its own final day: the last on which it is given, not questioned."""
    for kpi, (numerator, denominator) in figures.items():
        day = period.ratings[kpi].final_on
        if denominator > 0:
            yield FigureCorrected(kpi=kpi, period=period.label, numerator=numerator, denominator=denominator), "supplier", day
