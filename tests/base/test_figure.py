from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.figure import (
    Amount,
    Comparison,
    Number,
    compare,
    exact_text,
    holds,
    lowest,
    minor_units,
    money,
    parse_number,
    pooled,
    rounded,
    rounded_amount,
    show,
    show_percent,
)

numbers = st.builds(Number, st.integers(-(10**9), 10**9), st.integers(0, 6))


def share(numerator: int, denominator: int) -> Amount:
    return Amount(numerator=numerator, denominator=denominator, unit="percent")


def number(text: str) -> Number:
    found = parse_number(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pair", "comparison", "bound", "kept"),
    [
        ((23, 40), "at least", "57.5", True),
        ((23, 40), "above", "57.5", False),
        ((17, 25), "at least", "68", True),
        ((17, 25), "exactly", "68.00", True),
        ((5, 6), "at least", "83.3", True),
        ((5, 6), "at most", "83.3", False),
        ((896, 1000), "at least", "90", False),
        ((1, 3), "below", "33.34", True),
        ((0, 7), "at most", "0", True),
    ],
)
def test_on_the_edge(pair: tuple[int, int], comparison: Comparison, bound: str, kept: bool) -> None:
    assert holds(comparison, share(*pair), number(bound)) is kept


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6), numbers)
def test_comparing_is_exact(numerator: int, denominator: int, bound: Number) -> None:
    left, right = Fraction(numerator, denominator), Fraction(*bound.ratio)
    assert compare(numerator, denominator, bound) == (left > right) - (left < right)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4), st.integers(0, 4))
def test_rounding_is_half_up(numerator: int, denominator: int, decimals: int) -> None:
    exact = abs(Fraction(numerator, denominator)) * 10**decimals
    assert abs(rounded(numerator, denominator, decimals).digits) == int(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "shown"),
    [(895, 10, 0, "90"), (8955, 100, 1, "89.6"), (8945, 100, 1, "89.5"), (1, 3, 2, "0.33"), (-5, 2, 0, "-3"), (1, 2, 0, "1")],
)
def test_rounded(numerator: int, denominator: int, decimals: int, shown: str) -> None:
    assert str(rounded(numerator, denominator, decimals)) == shown


def test_rounded_before_the_bands() -> None:
    assert holds("at least", rounded_amount(share(895, 1000), 0), number("90"))
    assert not holds("at least", rounded_amount(share(895, 1000), 1), number("90"))
    assert str(rounded(5, 2, 0)) == show(rounded_amount(Amount(numerator=5, denominator=2), 0)) == "3"


@given(numbers)
def test_a_number_is_read_as_it_is_written(value: Number) -> None:
    assert parse_number(str(value)) == value


@given(numbers, numbers)
def test_numbers_are_ordered_by_value(first: Number, second: Number) -> None:
    assert (first < second) == (Fraction(*first.ratio) < Fraction(*second.ratio))
    assert (first == second) == (Fraction(*first.ratio) == Fraction(*second.ratio))
    assert first != second or hash(first) == hash(second)


@pytest.mark.parametrize("text", ["1,500", "1e3", ".5", "5.", "+5", "", "abc", "\uff15", "1 000", "0x10"])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [(500, 6, "250/3"), (917, 10, "91.7"), (1, 8, "0.125"), (6, 3, "2"), (-1, 4, "-0.25"), (0, 5, "0"), (-500, 6, "-250/3")],
)
def test_exact_text(numerator: int, denominator: int, text: str) -> None:
    assert exact_text(numerator, denominator) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (share(5, 6), "5 of 6 = 83.3%"),
        (share(23, 40), "23 of 40 = 57.5%"),
        (share(6, 6), "6 of 6 = 100%"),
        (share(1999, 2000), "1999 of 2000 = 99.95%"),
        (share(89999, 100000), "89999 of 100000 = 89.999%"),
        (share(1, 100000), "1 of 100000 = 0.001%"),
        (share(0, 0), "0 of 0"),
        (Amount(numerator=4), "4"),
        (Amount(numerator=10, denominator=4), "2.5"),
        (Amount(numerator=5, denominator=2, unit="hours"), "2.5 hours"),
        (Amount(numerator=1, unit="days"), "1 day"),
        (Amount(numerator=0, denominator=0, unit="days"), "-"),
        (money(number("1250.5"), "GBP"), "GBP 1,250.50"),
        (money(number("-1250"), "GBP"), "GBP -1,250.00"),
        (money(number("500"), "JPY"), "JPY 500"),
    ],
)
def test_show(amount: Amount, text: str) -> None:
    assert show(amount) == text


def test_show_percent() -> None:
    assert show_percent(share(5, 6)) == "83.3%"


def test_several_months_together_are_pooled() -> None:
    assert pooled([share(5, 6), share(1, 4)]) == share(6, 10)
    with pytest.raises(ValueError, match="one unit"):
        pooled([share(5, 6), Amount(numerator=1)])


def test_nothing_to_measure_is_no_value() -> None:
    for mistake in (lambda: lowest(0, 0), lambda: compare(0, 0, Number(1)), lambda: rounded(0, 0, 1)):
        with pytest.raises(ZeroDivisionError):
            mistake()
    with pytest.raises(ValueError, match="never below 0"):
        Amount(numerator=1, denominator=-1)


def test_money_is_whole_pence() -> None:
    assert money(number("500.5"), "GBP") == Amount(numerator=50050, denominator=100, unit="GBP")
    assert minor_units("KWD") == 3
