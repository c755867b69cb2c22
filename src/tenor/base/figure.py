"""Exact amounts: a figure is a pair of integers, a number in a contract is decimal digits. No float ever decides a band.

`n/d >= t%` is `100 * s * n >= (t * s) * d` with s = 10 ** decimals of t (semantics 4). Rounding happens only where the
contract says so, half up, and only then is the figure compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering
from math import gcd
from typing import Literal

Comparison = Literal["at least", "at most", "above", "below", "exactly"]

PERCENT = "percent"
POINTS = "percentage points"
YES_NO = "yes/no"
JUDGED = "judged"  # a level that a person gave: there is no number
COUNT = "count"
MINUTES, HOURS, DAYS = "minutes", "hours", "days"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# places after the point in which a currency is counted; the rest have two
_MINOR_UNITS = {"JPY": 0, "KRW": 0, "ISK": 0, "KWD": 3, "BHD": 3, "TND": 3}


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A decimal as it was written: digits / 10 ** scale. 57.50 is digits 5750, scale 2, and equals 57.5."""

    digits: int
    scale: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and self.ratio == other.ratio

    def __lt__(self, other: Number) -> bool:
        return self.digits * _ten_to(other.scale) < other.digits * _ten_to(self.scale)

    def __hash__(self) -> int:
        return hash(self.ratio)

    @property
    def ratio(self) -> tuple[int, int]:
        """Numerator and denominator in lowest terms, the denominator above 0."""
        return lowest(self.digits, 10**self.scale)

    @property
    def whole(self) -> int | None:
        """The number as an integer, None if it has a fraction."""
        top, bottom = self.ratio
        return top if bottom == 1 else None

    def __str__(self) -> str:
        return _decimal(self.digits, self.scale)


def parse_number(text: str) -> Number | None:
    """A plain decimal, "57.5", "-3", "0.90"; None for anything else ("1,500", "1e3", ".5", "5.")."""
    if not _NUMBER.fullmatch(text.strip()) or not text.isascii():
        return None
    whole, _, part = text.strip().partition(".")
    return Number(int(whole + part), len(part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """`numerator / denominator` of a `unit`: "percent" (5 of 6 is 5/6, a share), "count", "minutes", "hours", "days" or a currency: "GBP".

    The pair is kept as counted, not in lowest terms: 4 of 6 is not 2 of 3. Money is whole pence over 100.
    The denominator is 0 where there was nothing to measure.
    """

    numerator: int
    denominator: int = 1
    unit: str = COUNT

    def __post_init__(self) -> None:
        if self.denominator < 0:
            raise ValueError("a denominator is never below 0")

    @property
    def is_share(self) -> bool:
        return self.unit == PERCENT


def lowest(numerator: int, denominator: int) -> tuple[int, int]:
    """A fraction in lowest terms. ZeroDivisionError where the denominator is 0."""
    if denominator == 0:
        raise ZeroDivisionError("nothing to measure has no value")
    common = gcd(numerator, denominator) * (1 if denominator > 0 else -1)
    return numerator // common, denominator // common


def scaled(amount: Amount) -> tuple[int, int]:
    """The fraction that is compared with a bound: a share, or a gap of shares, times 100; anything else as it is."""
    return (amount.numerator * 100 if amount.unit in (PERCENT, POINTS) else amount.numerator), amount.denominator


def compare(numerator: int, denominator: int, number: Number) -> int:
    """-1, 0 or 1 as numerator/denominator is below, equal to or above the number, by integers. ZeroDivisionError for denominator 0."""
    if denominator <= 0:
        raise ZeroDivisionError("nothing to measure cannot be compared")
    left, right = numerator * _ten_to(number.scale), number.digits * denominator
    return (left > right) - (left < right)


def holds(comparison: Comparison, amount: Amount, number: Number) -> bool:
    """Whether an amount keeps to one end of a bound. For a share the number is in per cent: 23 of 40 is at least 57.5."""
    found = compare(*scaled(amount), number)
    return {"at least": found >= 0, "at most": found <= 0, "above": found > 0, "below": found < 0, "exactly": found == 0}[comparison]


def rounded(numerator: int, denominator: int, decimals: int) -> Number:
    """numerator/denominator to so many decimals, half up (away from zero below zero). For a share's per cent give 100 * numerator."""
    if denominator <= 0:
        raise ZeroDivisionError("nothing to measure cannot be rounded")
    digits = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Number(-digits if numerator < 0 else digits, decimals)


def rounded_amount(amount: Amount, decimals: int) -> Amount:
    """An amount as a contract that rounds "to k decimals" compares it; of a share the per cent is rounded (semantics 4)."""
    number = rounded(*scaled(amount), decimals)
    return Amount(
        numerator=number.digits, denominator=10**number.scale * (100 if amount.unit in (PERCENT, POINTS) else 1), unit=amount.unit
    )


def pooled(amounts: list[Amount] | tuple[Amount, ...]) -> Amount:
    """Several periods together: numerators and denominators added up (semantics 4). ValueError for none, or for different units."""
    if len({amount.unit for amount in amounts}) != 1:
        raise ValueError("only amounts of one unit add up")
    return Amount(
        numerator=sum(amount.numerator for amount in amounts),
        denominator=sum(amount.denominator for amount in amounts),
        unit=amounts[0].unit,
    )


def exact_text(numerator: int, denominator: int) -> str:
    """The value with nothing lost: as a decimal where it ends ("57.5"), else as a fraction in lowest terms ("250/3")."""
    top, bottom = lowest(numerator, denominator)
    scale = _places(bottom)
    return f"{top}/{bottom}" if scale is None else _decimal(top * 10**scale // bottom, scale)


STATED_DECIMALS = 6  # of a plain number, which a return gives exactly


def show(amount: Amount, decimals: int = 1) -> str:
    """As people read it: "5 of 6 = 83.3%", "91.7%", "4", "2.5 hours", "GBP 1,250.00", "-" where there is nothing to measure.

    A value that ends within `decimals` is printed exactly, another rounded half up, with more decimals where it would look whole.
    """
    if amount.denominator == 0:
        return "0 of 0" if amount.is_share else "-"
    value = _shown(*scaled(amount), decimals)
    if amount.is_share:
        # a stated per cent (917 of 1000 for 91.7%) is no count of things; whoever shows one gives the text itself
        return f"{_how_many(amount.numerator, amount)} of {_how_many(amount.denominator, amount)} = {value}%"
    if amount.unit == COUNT:
        return _shown(*scaled(amount), max(decimals, STATED_DECIMALS))  # 4.51 is not 4.5: a band may begin between them
    if amount.unit == YES_NO:
        return "yes" if amount.numerator == amount.denominator else "no"
    if amount.unit == JUDGED:
        return "as judged"
    if amount.unit == POINTS:
        return f"{value} {'percentage point' if value == '1' else POINTS}"
    if amount.unit in (MINUTES, HOURS, DAYS):
        return f"{value} {amount.unit[:-1] if value == '1' else amount.unit}"
    return show_money(amount)


PARTS = 10**9  # of sums, which are held in thousand-millionths: no count of things is as large


def _how_many(end: int, amount: Amount) -> str:
    """One end of a share: a count, or a sum as the number it is."""
    return str(end) if amount.denominator < PARTS else exact_text(end, PARTS)


def show_percent(amount: Amount, decimals: int = 1) -> str:
    """A share as its per cent alone: "83.3%"."""
    return f"{_shown(*scaled(amount), decimals)}%"


def show_money(amount: Amount) -> str:
    """ "GBP 1,250.00", to the currency's smallest coin, half up."""
    number = rounded(amount.numerator, amount.denominator, minor_units(amount.unit))
    whole, point, part = str(Number(abs(number.digits), number.scale)).partition(".")
    return f"{amount.unit} {'-' if number.digits < 0 else ''}{int(whole):,}{point}{part}"


def minor_units(currency: str) -> int:
    """Places after the point in which a currency is counted: 2 for GBP, 0 for JPY."""
    return _MINOR_UNITS.get(currency, 2)


def money(number: Number, currency: str) -> Amount:
    """An amount of money from a number as written: 500.5 GBP is 50050 pence over 100."""
    places = max(minor_units(currency), number.scale)
    return Amount(numerator=number.digits * 10 ** (places - number.scale), denominator=10**places, unit=currency)


def _ten_to(places: int) -> int:
    power: int = 10**places
    return power


def _shown(numerator: int, denominator: int, decimals: int) -> str:
    number = rounded(numerator, denominator, decimals)
    if number.ratio == lowest(numerator, denominator):
        return exact_text(numerator, denominator)
    # 89.96% must not look like the 90% it does not reach, nor 99.95% like all
    return str(number) if number.whole is None else _shown(numerator, denominator, decimals + 1)


def _places(denominator: int) -> int | None:
    """How many decimals 1/denominator needs, denominator in lowest terms; None where it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def _decimal(digits: int, scale: int) -> str:
    text = str(abs(digits)).rjust(scale + 1, "0")
    sign = "-" if digits < 0 else ""
    return f"{sign}{text[:-scale]}.{text[-scale:]}" if scale else f"{sign}{text}"
