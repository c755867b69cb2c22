"""Money: what was invoiced, and what people did about the sums that the contract works out. Nothing is ever taken by itself.

Amounts are whole numbers of the smallest coin: 1050 is GBP 10.50. `line` is the id of a line of a statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceReceived:
    """What a charge of the terms came to for a period ("2026-07"). A later one for the same charge and period replaces it."""

    charge: str
    period: str
    amount: int
    currency: str = "GBP"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyClaimed:
    """The side it is owed to claims a sum that was worked out; of "up to" a sum no larger than it."""

    line: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyWaived:
    """The side it is owed to lets it go; why is the words body."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySettled:
    """What was claimed is settled: set off against the invoice of a period, or paid."""

    line: str
    by_way: Literal["set off", "paid"]
    amount: int
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReleased:
    """What was withheld is let go by the side that withholds it."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyKept:
    """What was withheld is kept for good."""

    line: str
