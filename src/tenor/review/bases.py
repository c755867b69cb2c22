"""What a bound leans on: the figure of an earlier period, of another KPI, or the baseline that was fixed (terms-language.md 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.figure import Amount, scaled, show
from tenor.base.period import Period, months_after, period_of
from tenor.base.phrases.bound import Base
from tenor.base.wording import Said, said
from tenor.review.bands import bases_of
from tenor.review.baseline import pooled_figures, taken, unscored
from tenor.review.model import Pair, Rating
from tenor.terms.baselines import first_final
from tenor.terms.measured_in import unit_of
from tenor.terms.model import Kpi

Rated = Mapping[str, Mapping[str, Rating]]
HELD = ("final", "disputed", "provisional")


@dataclass(frozen=True, slots=True)
class Ground:
    """The bases of a KPI's bounds on a day, as they are compared (a share times 100). `settled`: none of them may still move by itself."""

    pairs: Mapping[Base, Pair] = field(default_factory=dict)
    settled: bool = True
    said: tuple[Said, ...] = ()


NOTHING = Ground()


class Bases:
    """Looks at ratings as they are found: periods are walked in order, so that what a bound leans on is there before it."""

    def __init__(self, rated: Rated, kpis: Mapping[str, Kpi]) -> None:
        self._rated, self._kpis = rated, kpis

    def days(self, kpi: Kpi, period: Period) -> set[date]:
        """The days on which a base may change."""
        found: set[date] = set()
        for base in bases_of(kpi):
            several = self._before(kpi, period) if base.kind == "baseline" else [self._rating(kpi, base, period)]
            found.update(day for rating in several if rating is not None for day in rating.days)
        return found

    def on(self, kpi: Kpi, period: Period, day: date) -> Ground:
        """What its bounds lean on at the close of a day."""
        bases = bases_of(kpi)
        if not bases:
            return NOTHING
        pairs: dict[Base, Pair] = {}
        lines, settled = [], True
        for base in bases:
            found = self._baseline(kpi, period, day) if base.kind == "baseline" else self._figure(kpi, base, period, day)
            if found is None:
                lines.append(said("because-no-base", base=str(base)))
                continue
            own, figure, sure = found
            amount = Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(own.measure))
            pairs[base], settled = scaled(amount), settled and sure
            lines.append(said("because-base", base=str(base), figure=show(amount)))
        return Ground(pairs, settled, tuple(lines))

    def _figure(self, kpi: Kpi, base: Base, period: Period, day: date) -> tuple[Kpi, Pair, bool] | None:
        rating = self._rating(kpi, base, period)
        if rating is None or day < rating.days[0]:
            return None
        own, version = self._kpis.get(rating.kpi, kpi), rating.at(day)
        figure = version.figure
        if figure is None or figure[1] == 0 or not (version.state in HELD or unscored(own, rating)):
            return None
        return own, figure, version.state != "provisional"

    def _rating(self, kpi: Kpi, base: Base, period: Period) -> Rating | None:
        if base.kind == "KPI":
            return _in(self._rated.get(base.kpi, {}), period)
        own = list(self._before(kpi, period))
        if base.kind == "previous period":
            return own[-1] if own else None
        day = months_after(period.last, -12)
        return next((rating for rating in own if rating.period.first <= day <= rating.period.last), None)

    def _before(self, kpi: Kpi, period: Period) -> list[Rating]:
        return [rating for rating in self._rated.get(kpi.id, {}).values() if rating.period.first < period.first]

    def _baseline(self, kpi: Kpi, period: Period, day: date) -> tuple[Kpi, Pair, bool] | None:
        """Fixed by the first so many periods that became final, in the order in which they did."""
        wanted = first_final(kpi.baseline.get("take", "")) or 0
        known = [figure for _, figure in taken(kpi, self._before(kpi, period), wanted, day)]
        if not wanted or len(known) < wanted:
            return None
        figure = pooled_figures(kpi, known)
        return None if figure is None or figure[1] == 0 else (kpi, figure, True)


def _in(rated: Mapping[str, Rating], period: Period) -> Rating | None:
    """The rating of the same period; of a longer one that holds its last day; else of the last shorter one in it."""
    if period.label in rated:
        return rated[period.label]
    several: Sequence[Rating] = list(rated.values())
    holding = period_of(period.last, [rating.period for rating in several])
    return None if holding is None else rated[holding.label]
