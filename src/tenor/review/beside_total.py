"""A total beside other conditions: what it had come to when a period ended (terms-language.md 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tenor.base.period import Period, later_by
from tenor.base.phrases.window import AnyStretch, SamePeriod
from tenor.base.wording import Said, said
from tenor.review.by_total import final_sums, standing_words, turns_of
from tenor.review.look import HIT, WAIT, Seen
from tenor.review.scene import Scene
from tenor.review.settling import label_of
from tenor.terms.model import TotalIs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BesideTotal:
    """Of a stretch of any months those that end with the period's last month; of the same period, or the contract, what lies in it up to
    then. What is final by the day counts; more may yet become final, so it waits and never misses."""

    scene: Scene
    condition: TotalIs
    _sums: dict[date, list[tuple[Period, Fraction]]] = field(default_factory=dict)

    def look(self, period: Period, day: date) -> Seen:
        """Whether the total lies in its bound at the close of a day."""
        found = self._total(period, day)
        return HIT if self.condition.bound.holds(found.numerator, found.denominator) else WAIT

    def days(self, spans: Sequence[Period]) -> Iterator[tuple[date, Period]]:
        """The days on which it may be another."""
        for day in turns_of(self.scene, self.condition.of):
            yield from ((day, period) for period in spans if period.first <= day)

    def because(self, period: Period, day: date) -> tuple[Said, ...]:
        """What it comes to."""
        had = standing_words(self.condition, self._total(period, day))
        return (said("because-total", account=self.condition.of, text=self.condition.text, had=had, period=period.said),)

    def _total(self, period: Period, day: date) -> Fraction:
        if day not in self._sums:
            self._sums[day] = final_sums(self.scene, self.condition, day)
        return sum((n for month, n in self._sums[day] if self._counts(month, period)), Fraction(0))

    def _counts(self, month: Period, period: Period) -> bool:
        stretch, terms, last = self.condition.stretch, self.scene.terms, period.last
        if month.first > last:
            return False
        if isinstance(stretch, AnyStretch):
            return later_by(month.first.replace(day=1), stretch.n, stretch.period) > last
        if isinstance(stretch, SamePeriod):
            return label_of(terms, stretch.period, month.last) == label_of(terms, stretch.period, last)
        return True
