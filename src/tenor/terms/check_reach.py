"""The results that a contract's own numbers allow: of 6 units one missed is 83.3%, and nothing lies between that and 100%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tenor.base.figure import PERCENT, Amount, rounded_amount, show_percent
from tenor.base.wording import Said, Value, said, show_list
from tenor.terms.check_scale import Scale, Stretch
from tenor.terms.check_spells import Spell, denominators
from tenor.terms.model import Hole, Kpi, ShareOfUnits

MOST_THINGS = 200  # beyond it results lie closer than half of one per cent
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """So many of so many; `figure` as it is held against the bands, in per cent. `band`: the one that takes it, None: no band does."""

    top: int
    of: int
    figure: Fraction
    bands: tuple[int, ...]

    @property
    def band(self) -> int | None:
        return self.bands[0] if self.bands else None

    @property
    def percent(self) -> str:
        return show_percent(Amount(numerator=self.top, denominator=self.of, unit=PERCENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """All results of a share, by the numbers of things it can be of."""

    kpi: Kpi
    numbers: tuple[int, ...]
    results: tuple[Result, ...]

    @property
    def things(self) -> Said:
        """ "6 or 7 units", "6 or 7 rows (one row for each open unit was tried)"."""
        many = len(self.numbers) > MOST_SHOWN
        several = said("numbers-between", low=self.numbers[0], high=self.numbers[-1]) if many else one_of(self.numbers)
        of_units = isinstance(self.kpi.measure, ShareOfUnits)
        things = "units" if of_units else "rows"
        return said(f"reach-of-{things}" if self.kpi.over == 1 else f"reach-pooled-{things}", numbers=several, n=self.numbers[-1])

    def in_gap(self, gap: Stretch, scale: Scale) -> Said:
        """Which results lie in a gap: one missed always, some, or none."""
        hits = [each for each in self.results if gap.holds(each.figure)]
        if not hits:
            return said("gap-none", things=self.things)
        always = [m for m in range(1, self.numbers[-1] + 1) if [e.of for e in hits if e.of - e.top == m] == list(self.numbers)]
        if len(always) > 1:
            return said("gap-always-several", things=self.things, least=always[0], most=always[-1])
        if always:
            percents = _several([each.percent for each in hits if each.of - each.top == always[0]])
            return said("gap-always", things=self.things, missed=always[0], percents=percents)
        shown: list[Value] = [said("gap-result", top=each.top, of=each.of, percent=each.percent) for each in hits[:MOST_SHOWN]]
        return said("gap-some", things=self.things, results=shown, n=len(hits))

    def without(self, band: int, taken: Sequence[Said]) -> Said | None:
        """That no result is in a band by itself, with any of the numbers or with some of them."""
        missing = [n for n in self.numbers if not any(each.band == band for each in self.results if each.of == n)]
        if not missing:
            return None
        level = self.kpi.bands[band].level
        if len(missing) < len(self.numbers):
            with_one = one_of([n for n in self.numbers if n not in missing])
            return said("reach-sometimes", level=level, missing=one_of(missing), others=with_one, things=self.things)
        better = next((each.band for each in self.results if band in each.bands), None)
        instead = self._instead(level)
        if better is not None and not instead:
            return said("reach-not-alone", things=self.things, level=level, better=self.kpi.bands[better].level)
        stretches: list[Value] = list(taken)
        return said("reach-never", things=self.things, level=level, stretches=stretches, instead=instead)

    def _instead(self, level: str) -> Said | str:
        """A level that only the reading of a gap gives."""
        if self.kpi.otherwise != level or all(each.bands for each in self.results):
            return ""
        by = self.kpi.otherwise_reading
        return said("reach-by-reading", level=level, reading=by) if by else said("reach-by-otherwise", level=level)


def reach_of(spell: Spell) -> Reach | None:
    """The results the periods of a spell allow; None where nothing is known of them, or so many that every band has one."""
    numbers = denominators(spell)
    one_row = not isinstance(spell.kpi.measure, ShareOfUnits) and numbers[-1:] == [1]  # says nothing of rows
    if not numbers or numbers[-1] > MOST_THINGS or one_row:
        return None
    results = tuple(_result(spell.kpi, top, of) for of in numbers for top in range(of + 1))
    return Reach(kpi=spell.kpi, numbers=tuple(numbers), results=results)


def _result(kpi: Kpi, top: int, of: int) -> Result:
    amount = Amount(numerator=top, denominator=of, unit=PERCENT)
    if kpi.rounded is not None:
        amount = rounded_amount(amount, kpi.rounded)
    pair = amount.numerator, amount.denominator
    held = tuple(n for n, band in enumerate(kpi.bands) if not isinstance(band.bound, Hole) and band.bound.holds(*pair))
    return Result(top=top, of=of, figure=Fraction(100 * pair[0], pair[1]), bands=held)


def one_of(numbers: Sequence[int]) -> str:
    """ "6 or 7"."""
    return show_list([str(n) for n in numbers], "or")


def _several(percents: Sequence[str]) -> str:
    if len(percents) <= MOST_SHOWN:
        return show_list(percents, "or")
    return f"{percents[0]} … {percents[-1]}"
