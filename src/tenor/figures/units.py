"""When a unit is open, by what was known on a day; and which units are expected in a period (semantics 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.ledger.events.agreements import UnitClosed, UnitOpened
from tenor.ledger.model import Facts
from tenor.terms.model import Terms, Unit
from tenor.terms.open_units import open_on_any_day

At = Literal["every day", "any day", "first day", "last day"]
_DAY = timedelta(days=1)
LONG_AGO, FOR_EVER = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it was known from a day up to, not including, another (ordinals)."""

    from_day: int
    until_day: int
    unit: Unit


def known_units(terms: Terms, facts: Facts) -> Mapping[str, Sequence[KnownUnit]]:
    """Each unit through time: as the terms have it, then as each opening or closing makes it from its own day on. The latest act wins."""
    found = {unit.id: [KnownUnit(LONG_AGO, FOR_EVER, unit)] for unit in terms.units}
    for act in facts.of(UnitOpened, UnitClosed):
        event, day = act.event, act.day.toordinal()
        history = found.setdefault(event.unit, [])
        before = history.pop() if history else KnownUnit(day, day, Unit(id=event.unit))
        if before.from_day < day:
            history.append(replace(before, until_day=day))
        after = opened(before.unit, event.first_day) if isinstance(event, UnitOpened) else replace(before.unit, closes=event.last_day)
        history.append(KnownUnit(day, FOR_EVER, after))
    return found


def with_units_known(terms: Terms, facts: Facts) -> Terms:
    """The terms with every unit as it is known by now, those opened since the signature among them: what a return is read by."""
    known = known_units(terms, facts)
    units = tuple(history[-1].unit for history in known.values())
    return terms if units == terms.units else replace(terms, units=units)


def opened(unit: Unit, first_day: date) -> Unit:
    """A unit that opens on a day; one that had closed before it opens again, and was away in between."""
    if unit.opens is not None and unit.closes is not None and unit.opens <= unit.closes < first_day:
        gap = ((unit.closes + _DAY, first_day - _DAY),) if first_day - unit.closes > _DAY else ()
        return replace(unit, closes=None, away=unit.away + gap)
    return replace(unit, opens=first_day)


def why_not_open(unit: Unit, day: date) -> Said | None:
    """Why a row of that day cannot count for the unit; None where it was open."""
    if unit.opens is None:
        return said("uncounted-unit-no-opening", unit=unit.id)
    if day < unit.opens:
        return said("uncounted-unit-not-yet", unit=unit.id, on=day, opens=unit.opens)
    if unit.closes is not None and day > unit.closes:
        return said("uncounted-unit-closed", unit=unit.id, on=day, closes=unit.closes)
    for first, last in unit.away:
        if first <= day <= last:
            return said("uncounted-unit-away", unit=unit.id, on=day, first=first, last=last)
    return None


def expected(unit: Unit, period: Period, at: At) -> bool:
    """Whether a unit is expected in a period, already clipped to the contract: open on every day of it, on any, on its first or last."""
    if unit.opens is None:
        return False
    if at in ("first day", "last day"):
        return why_not_open(unit, period.first if at == "first day" else period.last) is None
    closes = date.max if unit.closes is None else unit.closes
    if at == "every day":
        away = any(first <= period.last and last >= period.first for first, last in unit.away)
        return unit.opens <= period.first and closes >= period.last and not away
    return open_on_any_day(unit, period.first, period.last)
