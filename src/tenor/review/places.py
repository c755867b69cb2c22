"""Whether the unit that a KPI is measured for was served in a period, by what was known on a day."""

from __future__ import annotations

from datetime import date

from tenor.base.period import Period
from tenor.figures.units import expected, known_units
from tenor.ledger.events.agreements import UnitClosed, UnitOpened
from tenor.ledger.model import Facts
from tenor.ledger.terms_on import Timeline
from tenor.terms.families import UNIT
from tenor.terms.model import Kpi


class Places:
    """The units of a contract through time."""

    def __init__(self, timeline: Timeline, facts: Facts) -> None:
        newest = timeline.variants()[-1]
        self._known = known_units(newest, facts) if newest.families else {}
        self._days: dict[str, set[date]] = {}
        for act in facts.of(UnitOpened, UnitClosed) if newest.families else ():
            self._days.setdefault(act.event.unit, set()).add(act.day)

    def days(self, kpi: Kpi) -> set[date]:
        """The days on which it became known that the unit opens or closes."""
        return self._days.get(kpi.each_of[1], set()) if kpi.each_of[0] == UNIT else set()

    def serves(self, kpi: Kpi, period: Period, day: date) -> bool:
        """Whether the unit was open on some day of the period; true of a KPI that is not for one unit."""
        if kpi.each_of[0] != UNIT:
            return True
        at = day.toordinal()
        history = self._known.get(kpi.each_of[1], ())
        return any(known.from_day <= at < known.until_day and expected(known.unit, period, "any day") for known in history)
