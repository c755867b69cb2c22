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
ReadDay = Callable[[Row, Period | None], int | None]
SCALE = 9  # decimals of a number in the engine; bounds may use one fewer
_PARTS = re.compile(r"[;\n]")  # a choice may itself hold a comma


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


@lru_cache(maxsize=128)
def _known_dues(decides: tuple[object, ...]) -> dict[DuePhrase, dict[int | Period | None, int | None]]:
    """Deadlines worked out before by the same calendar, words and contract dates: every review of a contract asks the same ones."""
    return {}


class Values:
    """Reads the rows of one dataset by one contract's calendar. Each deadline is worked out once a day it is counted from."""

    def __init__(self, terms: Terms, dataset: Dataset) -> None:
        self.terms = terms
        self.dataset = dataset
        contract = terms.contract
        self._dues = _known_dues((terms.calendar, tuple(sorted(terms.day_kinds.items())), contract.starts, contract.ends))
        self._days: dict[str, ReadDay] = {}

    def day_reader(self, field: str) -> ReadDay:
        """What reads a date of a row that lies in a period (None: not known yet), given or derived, or an end of the period."""
        found = self._days.get(field)
        if found is None:
            derived = self.dataset.derived.get(field)
            self._days[field] = _given(field)  # a date derived from itself is never known, and must not be asked for ever
            if field in PERIOD_ENDS:
                found = _period_start if field == "period start" else _period_end
            elif derived is not None:
                found = self._derived_reader(derived)
            else:
                found = _given(field)
            self._days[field] = found
        return found

    def due_reader(self, phrase: DuePhrase) -> ReadDay:
        """What reads the last day of a deadline counted from a field of the row, or from its period; None while that is missing."""
        anchor = anchor_of(phrase) or ""
        known = self._dues.setdefault(phrase, {})
        of_row = anchor in self.dataset.fields or anchor in self.dataset.derived
        read_start = self.day_reader(anchor) if of_row else None

        def due(row: Row, period: Period | None) -> int | None:
            start = period if read_start is None else read_start(row, period)
            if start is None and read_start is not None:
                return None
            if start not in known:
                known[start] = self._worked_out(phrase, anchor, start)
            return known[start]

        return due

    def reader(self, column: Column) -> Callable[[Row, Period], Value]:
        """What reads a column of a row."""
        field = column.field
        if column.kind == "due" and column.due is not None:
            return self.due_reader(column.due)
        if column.kind == "day":
            return self.day_reader(field)
        if column.kind == "number":
            return lambda row, period: None if field not in row.values else number_text(row.values[field])
        if column.kind == "several":
            return lambda row, period: None if field not in row.values else f"{MARK}{MARK.join(several(row.values[field]))}{MARK}"
        if column.kind == "distinct":
            return lambda row, period: MARK.join(self.text(row, one, period) or "" for one in column.fields)
        return lambda row, period: self.text(row, field, period)

    def text(self, row: Row, field: str, period: Period | None = None) -> str | None:
        """A field as written; a derived date as 2023-06-14."""
        if field in self.dataset.derived:
            day = self.day_reader(field)(row, period)
            return None if day is None else date.fromordinal(day).isoformat()
        return row.values.get(field)

    def _derived_reader(self, derived: Derived) -> ReadDay:
        if derived.due is not None:
            return self.due_reader(derived.due)
        readers = [self.day_reader(one) for one in derived.latest_of or derived.earliest_of]

        def latest(row: Row, period: Period | None) -> int | None:
            days = [read(row, period) for read in readers]
            known = [day for day in days if day is not None]
            return max(known) if known and len(known) == len(days) else None

        def earliest(row: Row, period: Period | None) -> int | None:
            return min((day for day in (read(row, period) for read in readers) if day is not None), default=None)

        return latest if derived.latest_of else earliest

    def _worked_out(self, phrase: DuePhrase, anchor: str, start: int | Period | None) -> int | None:
        if isinstance(start, int):
            moorings = Moorings(anchors={" ".join(anchor.lower().split()): date.fromordinal(start)})
        else:
            moorings = Moorings(period=start)
        deadline = work_out(self.terms, phrase, moorings)
        return None if deadline is None else deadline.due.toordinal()


def _given(field: str) -> ReadDay:
    def read(row: Row, period: Period | None) -> int | None:
        text = row.values.get(field)
        return None if text is None else day_number(text)

    return read


def _period_start(row: Row, period: Period | None) -> int | None:
    return None if period is None else period.first.toordinal()


def _period_end(row: Row, period: Period | None) -> int | None:
    return None if period is None else period.last.toordinal()
