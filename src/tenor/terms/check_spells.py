"""The bands of a KPI through the contract: a table by year or a variation gives it new ones, and each must be sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period, months_after, periods
from tenor.base.phrases.every import Every, EveryPeriod, NamedPeriods
from tenor.terms.changes import in_order
from tenor.terms.model import Kpi, ShareOfRows, ShareOfUnits, Terms, Unit
from tenor.terms.settle import settle
from tenor.terms.tables import moments

MOST_MOMENTS = 60
MOST_YEARS = 100  # a contract without end is written as one that ends in 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A KPI as it stands from a day to another, both inside; `terms` are those of its first day. `later`: it stood differently before."""

    terms: Terms
    kpi: Kpi
    first: date
    last: date
    later: bool


def spells(terms: Terms) -> list[Spell]:
    """Each KPI once for each way in which it stands."""
    found: list[Spell] = []
    days = _days(terms)
    ends = [*days[1:], None]
    known: dict[str, Spell] = {}
    for day, after in zip(days, ends, strict=True):
        then = terms if len(days) == 1 else _terms_on(terms, day)
        last = terms.contract.ends if after is None else date.fromordinal(after.toordinal() - 1)
        for kpi in then.kpis:
            before = known.get(kpi.id)
            if before is not None and _judged(before.kpi) == _judged(kpi):
                known[kpi.id] = Spell(terms=before.terms, kpi=before.kpi, first=before.first, last=last, later=before.later)
                continue
            if before is not None:
                found.append(before)
            known[kpi.id] = Spell(terms=then, kpi=kpi, first=day, last=last, later=day > terms.contract.starts)
    return sorted([*found, *known.values()], key=lambda spell: (_order(terms, spell.kpi), spell.first))


def through(terms: Terms) -> list[Terms]:
    """The terms of each day on which a table or a variation may change them."""
    days = _days(terms)
    return [terms] if len(days) == 1 else [_terms_on(terms, day) for day in days]


def _judged(kpi: Kpi) -> object:
    """What a figure is judged by."""
    return kpi.bands, kpi.otherwise, kpi.otherwise_reading, kpi.rounded, kpi.over, kpi.measure, kpi.every


def _order(terms: Terms, kpi: Kpi) -> int:
    return next((n for n, each in enumerate(terms.kpis) if each.id == kpi.id), len(terms.kpis))


def _days(terms: Terms) -> list[date]:
    """The first day of the contract and each on which a table or a variation may change it."""
    contract = terms.contract
    kinds, days = moments(terms.document.tree)
    found = {contract.starts, *days, *(change.from_ for change in terms.variations)}
    if "year" in kinds:
        years = min(contract.ends.year - contract.starts.year, MOST_MOMENTS)
        found |= {months_after(contract.starts, 12 * k) for k in range(1, years + 1)}
    if kinds & {"period", "quarter"}:
        found |= {period.first for period in contract_periods(terms, EveryPeriod(kind="month"))}
    return sorted(day for day in found if contract.starts <= day <= contract.ends)[:MOST_MOMENTS]


def _terms_on(terms: Terms, day: date) -> Terms:
    choices = {reading.id: reading.chosen for reading in terms.readings}
    changes = [change for change in in_order(terms.variations) if change.from_ <= day]
    return settle(terms.document, choices=choices, changes=changes, on=day)


def contract_periods(terms: Terms, every: Every) -> tuple[Period, ...]:
    """The periods of a rhythm within the contract, for a hundred years at most; none of what comes once."""
    if isinstance(every, NamedPeriods):
        return terms.periods.get(every.name, ())
    if not isinstance(every, EveryPeriod):
        return ()
    starts = terms.contract.starts
    ends = min(terms.contract.ends, date(min(starts.year + MOST_YEARS, 9990), 12, 31))
    return periods(every.kind, starts, ends, terms.quarters, every.step)


def kpi_periods(terms: Terms, kpi: Kpi) -> tuple[Period, ...]:
    """The periods in which a KPI is measured."""
    return tuple(
        p
        for p in contract_periods(terms, kpi.every)
        if (kpi.starts is None or kpi.starts <= p.first) and (kpi.ends is None or p.first <= kpi.ends)
    )


def denominators(spell: Spell) -> list[int]:
    """How many things a share can be of, in the periods of a spell: the units expected, or one row for each of them. Empty: unknown."""
    measure, terms = spell.kpi.measure, spell.terms
    at = measure.at if isinstance(measure, ShareOfUnits) else "every day"
    if not isinstance(measure, ShareOfUnits) and not (isinstance(measure, ShareOfRows) and _has_unit(terms, measure.of)):
        return []
    along = kpi_periods(terms, spell.kpi)
    single = [sum(expected(unit, period, at) for unit in terms.units) for period in along]
    over, found = spell.kpi.over, set()
    for n, period in enumerate(along):
        if spell.first <= period.first <= spell.last and (over == 0 or n + 1 >= over):
            found.add(sum(single[: n + 1] if over == 0 else single[n + 1 - over : n + 1]))
    return sorted(found - {0})


def _has_unit(terms: Terms, dataset: str) -> bool:
    """Whether its rows are told apart by their unit: those with a number of their own may be any number for each unit."""
    held = terms.datasets.get(dataset)
    return held is not None and any(field.kind == "unit" for name, field in held.fields.items() if not held.key or name in held.key)


def expected(unit: Unit, period: Period, at: str) -> bool:
    """Whether a unit is open in a period, by the terms alone (semantics 2): on every day, any, the first or the last."""
    if unit.opens is None:
        return False
    first, last = {"first day": (period.first, period.first), "last day": (period.last, period.last)}.get(at, (period.first, period.last))
    closes = unit.closes or date.max
    if at == "any day":
        return unit.opens <= last and closes >= first
    return unit.opens <= first and closes >= last and not any(a <= last and b >= first for a, b in unit.away)
