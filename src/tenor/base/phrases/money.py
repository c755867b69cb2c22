"""Sums and caps of money: "0.5% of monthly charge per point", "500 GBP per working day late", "10% of monthly charge in the same month"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tenor.base.figure import Number
from tenor.base.phrases.window import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many per cent of a charge (`charge` by its name), or so much of a currency (`charge` empty)."""

    number: Number
    currency: str = ""
    charge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Per:
    """What a sum is multiplied by. `kind`: the kind of day or the clock of a time; `field`: a field of the row that holds the time;
    `whole`: only whole percents."""

    thing: Literal["occurrence", "row", "point", "late", "lasts", "field", "percent"] = "occurrence"
    unit: str = ""  # hour, day, week, month
    kind: str = ""
    field: str = ""
    of: str = ""  # of a percent: "below" or "above"
    base: str = ""  # and "target" or "level"
    whole: bool = False


ONCE = Per()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySum:
    """A rate and what it is per. `up_to`: a person decides how much, at most this."""

    rate: Rate
    per: Per = ONCE
    up_to: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCap:
    """The most: per occurrence or row, or within a stretch of time; neither: in all."""

    rate: Rate
    per: Per | None = None
    stretch: Stretch | None = None
    text: str = ""
