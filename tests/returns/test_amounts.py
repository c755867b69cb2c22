"""Numbers as exact text."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.figures.values import hours_number
from tenor.returns.amounts import exact, read_hours, read_money, read_number, read_percent
from tenor.returns.sheets import WrittenNumber
from tenor.returns.taken import Refused, Took


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (3.0, "3"), (0.1, "0.1"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (7, "7"), (1e5, "100000"), (1.5e-3, "0.0015"),
        (123456789012345.0, "123456789012345"),
        ("3.0", "3"), ("1,250.50", "1250.5"), (" 12 ", "12"), ("-3", "-3"), ("−3", "-3"), ("+4", "4"), ("007", "7"), ("0.10", "0.1"),
        (WrittenNumber("1e3"), "1000"), (WrittenNumber("0.30"), "0.3"),
    ],
)  # fmt: skip
def test_numbers(raw: Any, text: str) -> None:
    assert read_number(raw) == Took(text)


@pytest.mark.parametrize(
    "raw",
    ["five", "", "1,25", "1 250", "91,7", "1.250,5", "1e5", "0x10", "½", "٣",
     "--3", ".5", "5.", "NaN", float("nan"), float("inf"), True, None, "=1+1"]
)  # fmt: skip
def test_no_numbers(raw: Any) -> None:
    found = read_number(raw)
    assert isinstance(found, Refused)
    assert found.code == "return-not-a-number"


@pytest.mark.parametrize("raw", [1e16, "1" * 16, "1" * 90, 1e300, WrittenNumber("1e999"), WrittenNumber("0." + "1" * 60)])
def test_numbers_that_nothing_keeps_exactly(raw: Any) -> None:
    found = read_number(raw)
    assert isinstance(found, Refused)
    assert found.code == "return-number-too-large"


def test_per_cents() -> None:
    assert read_percent(0.917, True) == Took("91.7")
    assert read_percent(0.07, True) == Took("7"), "0.07 * 100 is 7.000000000000001 in floats"
    assert read_percent(91.7, False) == Took("91.7")
    assert read_percent("91.70 %", False) == Took("91.7")
    assert read_percent("0.5%", False) == Took("0.5")
    assert read_percent(1.0, True) == Took("100")
    assert read_percent(0.917, False) == Took("0.917", "return-share-or-percent")
    assert read_percent("0.917", False) == Took("0.917", "return-share-or-percent")
    assert read_percent(0, False) == Took("0")


@given(st.integers(0, 10_000_000), st.integers(0, 5))
def test_a_per_cent_cell_is_exact(digits: int, places: int) -> None:
    percent = Decimal(digits).scaleb(-places)
    assert read_percent(float(percent) / 100, True) == Took(exact(percent))


def test_money() -> None:
    for text in ("£1,250.50", "1250.5", "1250.50 GBP", "GBP 1,250.50"):
        assert read_money(text) == Took("1250.5")
    for text in ("€5", "5 EUR", "$5"):
        found = read_money(text)
        assert isinstance(found, Refused)
        assert found.code == "return-other-currency"
    assert isinstance(read_money("a fiver"), Refused)


def test_hours() -> None:
    assert read_hours(7.5) == Took("7.5")
    assert read_hours(time(7, 30)) == Took("7.5")
    assert read_hours(timedelta(hours=30, minutes=3)) == Took("30.05")
    assert read_hours("1:30") == Took("1.5")
    assert read_hours("100:00:36") == Took("100.01")
    assert read_hours(time(0, 20)) == read_hours("0:20") == Took("0.333333333", "return-hours-rounded")
    for wrong in (-1, timedelta(hours=-1), "1:75", "half an hour"):
        assert isinstance(read_hours(wrong), Refused)


@given(st.integers(0, 10**7))
def test_a_duration_gives_back_its_seconds(seconds: int) -> None:
    found = read_hours(timedelta(seconds=seconds))
    assert isinstance(found, Took)
    assert hours_number(found.text) == seconds


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=6))
def test_every_number_is_read_back(number: Decimal) -> None:
    found = read_number(str(number) if "E" not in str(number) else format(number, "f"))
    assert isinstance(found, Took)
    assert Decimal(found.text) == number


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    for read in (read_number, read_money, read_hours, lambda raw: read_percent(raw, False)):
        assert isinstance(read(text), (Took, Refused))
