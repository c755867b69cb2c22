"""What a row says, as days, exact numbers and texts: derived dates and deadlines are looked up here, so the engine knows no holidays.

Days are ordinals (`date.toordinal`) inside figures: comparing whole numbers means the same in every engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from tenor.base.deadline import london_day
from tenor.base.figure import parse_number
from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase
from tenor.figures.columns import MARK, PERIOD_ENDS, Column, anchor_of
from tenor.ledger.model import Row
from tenor.terms.model import Dataset, Derived, Terms
from tenor.terms.work_out import Moorings, work_out

Value = int | str | None
SCALE = 9  # decimals of a number in the engine; bounds may use one fewer
_PARTS = re.compile(r"[,;\n]")


@lru_cache(maxsize=65536)
def day_number(text: str) -> int | None:
    """The day of a date or a moment (its London day) as written; None for a text that is neither."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text).toordinal()
        return london_day(datetime.fromisoformat(text)).toordinal()
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def number_text(text: str) -> str | None:
    """A number as the engine takes it, 9 decimals at most; None for a text that is no number.

    One that is finer keeps 8 decimals and a 5 after them: not equal to any bound (bounds have 8 at most), and on its right side of each.
    """
    number = parse_number(text.removesuffix("%"))
    if number is None:
        return None
    if number.scale <= SCALE:
        return str(number)
    kept, rest = divmod(abs(number.digits), 10 ** (number.scale - SCALE + 1))
    digits = str(kept * 10 + (5 if rest else 0)).rjust(SCALE + 1, "0")
    return f"{'-' if number.digits < 0 else ''}{digits[:-SCALE]}.{digits[-SCALE:]}"


def several(text: str) -> tuple[str, ...]:
    """The values of a field that may hold more than one."""
    return tuple(part.strip() for part in _PARTS.split(text) if part.strip())


class Values:
    """Reads the rows of one dataset by one contract's calendar. Each deadline is worked out once a day it is counted from."""

    def __init__(self, terms: Terms, dataset: Dataset) -> None:
        self.terms = terms
        self.dataset = dataset
        self._due: dict[DuePhrase, dict[int | Period | None, int | None]] = {}

    def day(self, row: Row, field: str, period: Period | None = None) -> int | None:
        """A date of the row, given or derived."""
        derived = self.dataset.derived.get(field)
        if derived is not None:
            return self._derived(row, derived, period)
        text = row.values.get(field)
        return None if text is None else day_number(text)

    def due(self, row: Row, phrase: DuePhrase, period: Period | None = None) -> int | None:
        """The last day of a deadline counted from a field of the row, or from its period; None while that is missing."""
        anchor = anchor_of(phrase)
        start: int | Period | None = period
        if anchor is not None and (anchor in self.dataset.fields or anchor in self.dataset.derived):
            start = self.day(row, anchor, period)
            if start is None:
                return None
        known = self._due.setdefault(phrase, {})
        if start not in known:
            known[start] = self._worked_out(phrase, anchor or "", start)
        return known[start]

    def reader(self, column: Column) -> Callable[[Row, Period], Value]:
        """What reads a column of a row that lies in a period."""
        field, due = column.field, column.due
        if column.kind == "due" and due is not None:
            return lambda row, period: self.due(row, due, period)
        if field in PERIOD_ENDS:
            return lambda row, period: (period.first if field == "period start" else period.last).toordinal()
        if column.kind == "day":
            return lambda row, period: self.day(row, field, period)
        if column.kind == "number":
            return lambda row, period: None if field not in row.values else number_text(row.values[field])
        if column.kind == "several":
            return lambda row, period: None if field not in row.values else f"{MARK}{MARK.join(several(row.values[field]))}{MARK}"
        if column.kind == "distinct":
            return lambda row, period: MARK.join(self.text(row, one) or "" for one in column.fields)
        return lambda row, period: self.text(row, field)

    def text(self, row: Row, field: str) -> str | None:
        """A field as written; a derived date as 2023-06-14."""
        if field in self.dataset.derived:
            day = self.day(row, field)
            return None if day is None else date.fromordinal(day).isoformat()
        return row.values.get(field)

    def _derived(self, row: Row, derived: Derived, period: Period | None) -> int | None:
        if derived.due is not None:
            return self.due(row, derived.due, period)
        days = [self.day(row, one, period) for one in derived.latest_of or derived.earliest_of]
        known = [day for day in days if day is not None]
        if derived.latest_of:
            return max(known) if len(known) == len(days) else None
        return min(known, default=None)

    def _worked_out(self, phrase: DuePhrase, anchor: str, start: int | Period | None) -> int | None:
        if isinstance(start, int):
            moorings = Moorings(anchors={" ".join(anchor.lower().split()): date.fromordinal(start)})
        else:
            moorings = Moorings(period=start)
        deadline = work_out(self.terms, phrase, moorings)
        return None if deadline is None else deadline.due.toordinal()
