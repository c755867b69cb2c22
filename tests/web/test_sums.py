"""A sum of money as it is typed: to the penny, never through a float."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tenor.web.forms.sums import Sum, plain_sum


@pytest.mark.parametrize(
    ("typed", "currency", "coins"),
    [
        ("10.50", "GBP", 1050),
        ("£1,250", "GBP", 125_000),
        (" 1 250.5 ", "GBP", 125_050),
        ("0.1", "GBP", 10),
        ("GBP 3.", "GBP", 300),
        ("€2.00", "EUR", 200),
        ("90071992547409.93", "GBP", 9007199254740993),  # a float would be a penny off
        ("1500", "JPY", 1500),
    ],
)
def test_read(typed: str, currency: str, coins: int) -> None:
    assert Sum(currency=currency).clean(typed) == coins


@pytest.mark.parametrize("typed", ["1.2.3", "ten", "1e3", "٣", "1,00", "1.005", "-4", "$4", "£", "12" * 30])
def test_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        Sum(label="How much?").clean(typed)


def test_bounds() -> None:
    assert Sum(required=False).clean("") is None
    for field, typed in ((Sum(), "0"), (Sum(most=500), "5.01"), (Sum(), "")):
        with pytest.raises(ValidationError):
            field.clean(typed)
    assert Sum(least=0).clean("0") == 0


def test_shown_as_it_is_typed() -> None:
    assert [plain_sum(amount, "GBP") for amount in (5, 1050, 125_000_00)] == ["0.05", "10.50", "125,000.00"]
    assert plain_sum(1500, "JPY") == "1,500"
