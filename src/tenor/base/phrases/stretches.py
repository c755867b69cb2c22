"""Stretches of figures: plain ones, yes or no, and those that lean on another figure (the target, a baseline, an earlier period)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tenor.base.figure import PERCENT, POINTS, YES_NO, Amount, Number, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A stretch of figures. `lower` or `upper` None: open on that side; `lower_in`, `upper_in`: whether the end itself is inside.

    `unit`: "percent" (numbers are per cent of a share), "percentage points", "count", "yes/no", "minutes", "hours", "days", "weeks",
    "months", "quarters", "years" or a currency; `kind`: the kind of day ("working day") or the clock of minutes and hours, as written.
    """

    lower: Number | None = None
    lower_in: bool = True
    upper: Number | None = None
    upper_in: bool = True
    unit: str = "count"
    kind: str | None = None
    words: str = ""  # as written, where that is not what it comes to: "at least 95% of target"

    def holds(self, numerator: int, denominator: int = 1) -> bool:
        """Whether numerator/denominator lies inside, exactly. For "percent" the pair is the share: 23 of 40 is 57.5%;
        a gap of percentage points is the difference of two shares."""
        top = numerator * 100 if self.unit in (PERCENT, POINTS) else numerator
        if self.lower is not None and compare(top, denominator, self.lower) < (0 if self.lower_in else 1):
            return False
        return self.upper is None or compare(top, denominator, self.upper) <= (0 if self.upper_in else -1)

    def holds_for(self, amount: Amount) -> bool:
        """Whether an amount lies inside. The caller sees to it that the units fit (`check_unit`)."""
        return self.holds(amount.numerator, amount.denominator)


BaseKind = Literal["target", "baseline", "previous period", "same period last year", "KPI"]
BASES: tuple[BaseKind, ...] = ("target", "baseline", "previous period", "same period last year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a bound leans on; `kpi` is the id of another KPI."""

    kind: BaseKind
    kpi: str = ""

    def __str__(self) -> str:
        return f"KPI {self.kpi}" if self.kind == "KPI" else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """ "95% of target", "5 percentage points above baseline": so many per cent of a base, or so much above or below it. An end that leans
    on nothing has no base."""

    number: Number
    way: Literal["of", "above", "below"] = "of"
    base: Base | None = None

    def exact(self, base: tuple[int, int] | None) -> tuple[int, int]:
        """Where it lies, as a pair, once the base is known; both in the unit of the figure as compared (per cent of a share)."""
        n, d = self.number.ratio
        if self.base is None or base is None:
            return n, d
        top, under = base
        if self.way == "of":
            return top * n, under * d * 100
        return top * d + (n if self.way == "above" else -n) * under, under * d


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning(Bound):
    """A bound that leans on another figure. By itself it holds of nothing, and has no edge that could be drawn; `holds_by` says whether it
    holds once its bases are known. `unit`: of what is added or taken off; "" where it is a part of its base."""

    low: End | None = None
    high: End | None = None

    def holds(self, numerator: int, denominator: int = 1) -> bool:
        """Nothing is known of it without its base."""
        return False

    @property
    def bases(self) -> tuple[Base, ...]:
        return tuple(dict.fromkeys(end.base for end in (self.low, self.high) if end is not None and end.base is not None))

    def holds_by(self, figure: tuple[int, int], bases: Mapping[Base, tuple[int, int]]) -> bool | None:
        """Whether a figure lies inside; None while a base is not known. Pairs as they are compared: a share times 100."""
        if any(base not in bases for base in self.bases):
            return None
        inside = True
        for end, sign, included in ((self.low, 1, self.lower_in), (self.high, -1, self.upper_in)):
            if end is not None:
                n, d = end.exact(bases[end.base] if end.base is not None else None)
                apart = sign * (figure[0] * d - n * figure[1])
                inside = inside and (apart > 0 or (apart == 0 and included))
        return inside

    def settled(self, target: Bound) -> Bound | None:
        """A bound that leans on the target alone, as a plain one; None where the target is no single number."""
        number = target.lower if target.lower is not None else target.upper
        if number is None or (target.lower is not None and target.upper is not None and target.lower != target.upper):
            return None
        low, high = (None if end is None else _of_target(end, number) for end in (self.low, self.high))
        return Bound(lower=low, lower_in=self.lower_in, upper=high, upper_in=self.upper_in, unit=target.unit, kind=target.kind)


def _shortest(digits: int, scale: int) -> Number:
    """38.00 as 38."""
    while scale and digits % 10 == 0:
        digits, scale = digits // 10, scale - 1
    return Number(digits, scale)


def _of_target(end: End, target: Number) -> Number:
    if end.base is None:
        return end.number
    if end.way == "of":
        return _shortest(end.number.digits * target.digits, end.number.scale + target.scale + 2)
    scale = max(end.number.scale, target.scale)
    digits = end.number.digits * 10 ** (scale - end.number.scale)
    return Number(target.digits * 10 ** (scale - target.scale) + (digits if end.way == "above" else -digits), scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The bound of a yes-or-no check."""

    yes: bool

    def holds(self, numerator: int, denominator: int = 1) -> bool:
        """A check's figure is 1 for yes, 0 for no."""
        return (numerator == denominator) == self.yes

    @property
    def bound(self) -> Bound:
        """The same as a stretch of figures: exactly 1, or exactly 0."""
        here = Number(1 if self.yes else 0)
        return Bound(lower=here, upper=here, unit=YES_NO)
