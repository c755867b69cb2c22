"""What else must hold in the same period: a further condition of a branch, or what lifts the rule, looked at in a period of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.base.wording import Said
from tenor.review.happened import happened
from tenor.review.lens import Other, policy_of
from tenor.review.look import BREAK, HIT, MISS, WAIT, Seen, all_of, any_of, look_at, look_at_overall, turned
from tenor.review.meant import kpis_meant
from tenor.review.model import OverallRating, Rating
from tenor.review.occurrences import Occurrence
from tenor.review.scene import Scene
from tenor.review.settling import rows_settle
from tenor.review.windows import Look
from tenor.terms.model import Counted, JudgedIs, KpiIs, RowsIs, Rule, TotalIs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    """One further condition. `settles`: the day on which a period without it has none for good."""

    found: Sequence[Occurrence]
    none: bool
    lasts: bool  # a person's finding: it is about every period that has begun by its day, and may yet be made
    settles: Callable[[Period], date]

    def look(self, period: Period, day: date) -> Seen:
        """How the condition looks in a period at the close of a day."""
        if any(o.effective(day) and self._in(o, period) for o in self.found):
            seen = HIT
        else:
            seen = WAIT if self.lasts or day < self.settles(period) else MISS
        return turned(seen) if self.none else seen

    def _in(self, found: Occurrence, period: Period) -> bool:
        return found.at >= period.first if self.lasts else found.at in period

    def days(self, spans: Sequence[Period]) -> Iterator[tuple[date, Period]]:
        """The days on which it may look different in a period."""
        for period in spans:
            if self.none:
                yield self.settles(period), period
            for o in self.found:
                if self._in(o, period):
                    yield from ((day, period) for day in (o.day, o.until) if day is not None)

    def because(self, period: Period, day: date) -> tuple[Said, ...]:
        """What of it holds in a period."""
        return () if self.none else tuple(line for o in self.found if o.effective(day) and self._in(o, period) for line in o.because)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BesideRated:
    """A condition on ratings beside one that counts none: the ratings of the period, or of one that ends in it."""

    scene: Scene
    rule: Rule
    condition: KpiIs
    several: Sequence[Rating | OverallRating]

    def look(self, period: Period, day: date) -> Seen:
        seen = any_of([self._seen(r, day) for r in self._own(period)]) if self._own(period) else BREAK
        return turned(seen) if self.condition.none else seen

    def _own(self, period: Period) -> list[Rating | OverallRating]:
        return [r for r in self.several if r.period.last in period]

    def _seen(self, rating: Rating | OverallRating, day: date) -> Seen:
        terms = self.scene.timeline.during(rating.period, day)
        if isinstance(rating, OverallRating):
            return look_at_overall(rating.at(day), self.condition.levels, policy_of(terms, self.rule, None))
        return look_at(rating.at(day), self.condition.levels, policy_of(terms, self.rule, rating.kpi))

    def days(self, spans: Sequence[Period]) -> Iterator[tuple[date, Period]]:
        for period in spans:
            yield from ((day, period) for rating in self._own(period) for day in rating.days)

    def because(self, period: Period, day: date) -> tuple[Said, ...]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lifting:
    """An exception: the rule holds in a period in which not all of its conditions do. Where one of them may yet come, it waits."""

    several: Sequence[Other]

    def look(self, period: Period, day: date) -> Seen:
        """How the rule looks by it."""
        seen = all_of([each.look(period, day) for each in self.several])
        return Seen(_LIFTS.get(seen.look, "hit"), _LIFTS.get(seen.standing, "hit"), seen.disputed)

    def days(self, spans: Sequence[Period]) -> Iterator[tuple[date, Period]]:
        """The days on which that may change: also the one on which what has not come comes no more."""
        for each in self.several:
            yield from each.days(spans)
            yield from ((each.settles(period), period) for period in spans if isinstance(each, Beside))

    def because(self, period: Period, day: date) -> tuple[Said, ...]:
        """An exception that does not hold is no reason."""
        return ()


_LIFTS: dict[Look, Look] = {"hit": "miss", "wait": "wait"}


def beside(scene: Scene, rule: Rule, branch: int, main: Counted | None) -> list[Other]:
    """All further conditions of a branch, and what lifts the rule unless that is a person's to find. Beside ratings only what counts none:
    the ratings of a branch are looked at together."""
    rated = isinstance(main, KpiIs)
    further = [c for c in rule.branches[branch] if c is not main and not (rated and isinstance(c, KpiIs))]
    found: list[Other] = [_one(scene, rule, condition) for condition in further]
    lifting = [several for several in rule.except_ if not any(isinstance(c, JudgedIs) for c in several)]
    return [*found, *(Lifting(several=[_one(scene, rule, c) for c in several]) for several in lifting)]


def _one(scene: Scene, rule: Rule, condition: Counted) -> Other:
    if isinstance(condition, TotalIs):
        from tenor.review.beside_total import BesideTotal  # a total may be one of what other rules counted

        return BesideTotal(scene=scene, condition=condition)
    if isinstance(condition, KpiIs):
        ratings = scene.ratings
        several: list[Rating | OverallRating] = [*ratings.overall.values()] if condition.overall else []
        several += [r for k in kpis_meant(scene, condition) for r in ratings.by_kpi[k].values()] if not condition.overall else []
        return BesideRated(scene=scene, rule=rule, condition=condition, several=several)
    settles: Callable[[Period], date] = lambda period: period.last  # noqa: E731
    if isinstance(condition, RowsIs):
        settles = lambda period: rows_settle(scene.terms, condition.dataset, period)  # noqa: E731
    return Beside(
        found=happened(scene, rule, condition),
        none=getattr(condition, "none", False),
        lasts=isinstance(condition, JudgedIs),
        settles=settles,
    )
