"""What a row adds to a sum, a mean or the like: a whole number of small parts, so that adding up is exact in every engine.

A field's number is held in thousand-millionths (a finer one is cut there); of a percentage a hundred times as many make the whole, so that
91.7 is 0.917 of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tenor.base.figure import PERCENT, exact_text, parse_number
from tenor.base.period import Period
from tenor.figures import lengths
from tenor.figures.lengths import elapsed_reader
from tenor.figures.values import Values
from tenor.ledger.model import Row
from tenor.terms.model import FieldValue, RowValue

DECIMALS = 9
ReadAmount: TypeAlias = Callable[[Row, Period | None], int | None]


def amount_reader(values: Values, value: RowValue) -> ReadAmount:
    """What reads how many parts a row adds; None while it says nothing."""
    if isinstance(value, FieldValue):
        return lambda row, period: _parts(row.values.get(value.field))
    return elapsed_reader(values, value)


def parts_of(value: RowValue) -> int:
    """How many parts make one unit of the figure."""
    if isinstance(value, FieldValue):
        return int(10**DECIMALS) * (100 if value.unit == PERCENT else 1)
    return lengths.parts_of(value)


def amount_text(value: RowValue, parts: int) -> str:
    """Parts as the number they are: what a row gave."""
    return exact_text(parts * (100 if isinstance(value, FieldValue) and value.unit == PERCENT else 1), parts_of(value))


def _parts(text: str | None) -> int | None:
    number = None if text is None else parse_number(text.removesuffix("%"))
    if number is None:
        return None
    if number.scale <= DECIMALS:
        return int(number.digits * 10 ** (DECIMALS - number.scale))
    cut: int = abs(number.digits) // 10 ** (number.scale - DECIMALS)
    return -cut if number.digits < 0 else cut
