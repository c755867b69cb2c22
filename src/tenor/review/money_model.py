"""The nouns of money: a line that says its sum, and the statement of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from tenor.base.period import Period
from tenor.base.wording import Said
from tenor.review.holding import Firmness
from tenor.terms.model import Clause

Way = Literal["deduct", "pay", "withhold", "add", "return"]
Standing = Literal[
    "waits",
    "provisional",
    "disputed",
    "nothing",
    "to be claimed",
    "claimed",
    "waived",
    "settled",
    "withheld",
    "released",
    "kept",
]
OWED_TO = {"deduct": "buyer", "pay": "buyer", "withhold": "buyer", "add": "supplier", "return": "supplier"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """One sum and all it was worked out from. Amounts are whole numbers of the smallest coin (pence); None: something is not known yet,
    which `waits` says. `before` is the sum before any cap; `day` the day it falls on, in whose month it stands; `settled_on`: for
    sums of money not rounded nothing is said, `rounded` says that half a penny went up. `up_to`: the most; a person decides how much."""

    id: str
    rule: str
    clause: Clause
    way: Way
    of: str
    day: date
    label: str
    state: Firmness
    because: Sequence[Said]
    rate: str
    quantity: Fraction
    currency: str
    kpi: str = ""
    base: int | None = None
    base_said: Said | None = None
    before: int | None = None
    amount: int | None = None
    rounded: bool = False
    caps: tuple[Said, ...] = ()
    waits: tuple[Said, ...] = ()
    up_to: bool = False
    settled: str = ""

    @property
    def owed_to(self) -> str:
        """The side that may claim it."""
        return OWED_TO[self.way]

    @property
    def counts(self) -> bool:
        """Whether it is final and known, so that it can be claimed."""
        return self.state == "final" and self.amount is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What people did about a line by a day. `claimed`: how much, of "up to" what a person decided; `settled_in`: the invoice."""

    standing: Standing
    claimed: int | None = None
    settled: int = 0
    settled_in: str = ""
    since: date | None = None
    because: tuple[Said, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the contract works out for a month, line by line, and what became of each by the day. Sums are in the smallest coin, of what is
    final and known: `total` what goes to the buyer, less what goes to the supplier."""

    period: Period
    on: date
    currency: str
    lines: Sequence[tuple[MoneyLine, Handled]]
    total: int
    provisional: int
    by_standing: dict[str, int] = field(default_factory=dict)


def way_code(line: MoneyLine, done: Handled) -> str:
    """The sentence that says which way a sum goes: what is held back, and then released or kept, may be withheld no more."""
    held = line.way == "withhold" and done.standing in ("withheld", "released", "kept")
    return "money-way-withheld" if held else f"money-way-{line.way}"
