"""What trouble with some units puts at risk: of the units a KPI expects in the period, those that were named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period, period_of
from tenor.figures.count import periods_of
from tenor.figures.units import expected, known_units
from tenor.review.bands import level_of
from tenor.review.flexible_effect import units_with_rows
from tenor.review.model import Pair, Review
from tenor.terms.model import Clause, Kpi, ShareOfRows, ShareOfUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """One KPI in the period of the day. `named` of `expected` units; `had`: those of the named that already have what is counted.
    `at_best`: the figure if nothing comes of the others named and everything of the rest; `level`: what it would be rated, "" where
    more than this period is rated together. `also`: KPIs that count the same rows, so fewer of them."""

    kpi: str
    number: str
    title: str
    clause: Clause
    dataset: str
    period: Period
    named: tuple[str, ...]
    expected: int
    had: tuple[str, ...]
    at_best: Pair
    level: str
    reading: str
    also: tuple[str, ...]


def at_risk(review: Review, units: Sequence[str], on: date) -> tuple[AtRisk, ...]:
    """For each KPI that counts units, in the order of the terms; nothing where none of those named is expected in the period."""
    found = []
    for kpi in review.terms.kpis:
        period = period_of(on, periods_of(kpi, review.terms))
        if isinstance(kpi.measure, ShareOfUnits) and period is not None:
            one = _at_risk(review, kpi, period, units)
            found += [one] if one is not None else []
    return tuple(found)


def _at_risk(review: Review, kpi: Kpi, period: Period, units: Sequence[str]) -> AtRisk | None:
    assert isinstance(kpi.measure, ShareOfUnits)
    measure, now = kpi.measure, review.on.toordinal()
    known = known_units(review.terms, review.facts).values()
    wanted = [
        one.unit.id
        for several in known
        for one in several
        if one.from_day <= now < one.until_day and expected(one.unit, period, measure.at)
    ]
    named = tuple(id for id in wanted if id in units)
    if not named:
        return None
    rows = units_with_rows(review, kpi, period)
    had = tuple(id for id in named if rows.get(id, 0) >= measure.at_least)
    figure = (len(wanted) - len(named) + len(had), len(wanted))
    level, reading = level_of(kpi, figure) if kpi.over == 1 else ("", "")
    return AtRisk(
        kpi=kpi.id,
        number=kpi.number,
        title=kpi.title,
        clause=kpi.clause,
        dataset=measure.have,
        period=period,
        named=named,
        expected=len(wanted),
        had=had,
        at_best=figure,
        level=level,
        reading=reading,
        also=tuple(other.id for other in review.terms.kpis if isinstance(other.measure, ShareOfRows) and other.measure.of == measure.have),
    )
