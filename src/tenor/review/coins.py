"""Sums exactly, and to the smallest coin: half a penny goes up, once for each line."""

from __future__ import annotations

from fractions import Fraction

from tenor.base.figure import Amount, minor_units, rounded, show_money


def coins(currency: str) -> int:
    """Places after the point in which a currency is counted."""
    return minor_units(currency)


def to_coins(exact: Fraction, currency: str) -> tuple[int, bool]:
    """A sum in the smallest coin, half up, and whether anything was rounded."""
    whole = exact * 10 ** coins(currency)
    found = rounded(whole.numerator, whole.denominator, 0).digits
    return found, whole.denominator != 1


def coin_words(amount: int, currency: str) -> str:
    """A sum in the smallest coin as people read it: "GBP 1,250.00"."""
    return show_money(Amount(numerator=amount, denominator=10 ** coins(currency), unit=currency))


def money_words(exact: Fraction, currency: str) -> str:
    """An exact sum as people read it."""
    return show_money(Amount(numerator=exact.numerator, denominator=exact.denominator, unit=currency))
