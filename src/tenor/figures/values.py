"""What a row says, as days, exact numbers and texts: derived dates and deadlines are looked up here, so the engine knows no holidays.

Days are ordinals (`date.toordinal`) inside figures, moments are whole seconds since 1970: comparing whole numbers means the same in
every engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from tenor.base.clock import Clock, MomentDue, add_time, whole_seconds
from tenor.base.deadline import start_of_day
from tenor.base.figure import parse_number
from tenor.base.moment import HOUR, Seconds, day_of_seconds, moment_of, parse_moment, seconds_of
from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import Span
from tenor.figures.columns import MARK, PERIOD_ENDS, Column, anchor_of, by_clock
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
    except ValueError:
        return None
    moment = moment_number(text)
    return None if moment is None else day_of_seconds(moment).toordinal()


@lru_cache(maxsize=65536)
def moment_number(text: str) -> Seconds | None:
    """A moment in seconds; None for a text that is none. Without a zone it is by London's clocks, as moments were once written."""
    moment = parse_moment(text)
    return None if moment is None else seconds_of(moment)


@lru_cache(maxsize=65536)
def hours_number(text: str) -> Seconds:
    """Hours as written, in whole seconds, half up; 0 for what is no number, or below 0."""
    number = parse_number(text)
    if number is None or number.digits < 0:
        return 0
    numerator, denominator = number.ratio
    return (2 * numerator * HOUR + denominator) // (2 * denominator)


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
def _known_dues(decides: tuple[object, ...]) -> dict[DuePhrase, dict[object, int | None]]:
    """Deadlines worked out before by the same calendar, words and contract dates: every review of a contract asks the same ones."""
    return {}


@lru_cache(maxsize=65536)
def _moment_after(clock: Clock | None, span: Span, start: Seconds, waited: Seconds) -> Seconds:
    wanted = whole_seconds(span.n, span.unit) + waited
    return start + wanted if clock is None else clock.add(start, wanted)


@lru_cache(maxsize=8192)
def start_of(day: int) -> Seconds:
    """The first moment of a London day."""
    return seconds_of(start_of_day(date.fromordinal(day)))


class Values:
    """Reads the rows of one dataset by one contract's calendar. Each deadline is worked out once a day it is counted from."""

    def __init__(self, terms: Terms, dataset: Dataset) -> None:
        self.terms = terms
        self.dataset = dataset
        contract = terms.contract
        self._dues = _known_dues((terms.calendar, tuple(sorted(terms.day_kinds.items())), contract.starts, contract.ends))
        self._days: dict[str, ReadDay] = {}
        self._moments: dict[str, ReadDay] = {}

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

    def moment_reader(self, field: str) -> ReadDay:
        """What reads a moment of a row in seconds; of a date, and of the period's start, its first moment; of the period's end its last."""
        known = self._moments.get(field)
        if known is not None:
            return known
        if field in self.dataset.fields and self.dataset.fields[field].kind == "moment":

            def read(row: Row, period: Period | None) -> int | None:
                text = row.values.get(field)
                return None if text is None else moment_number(text)
        else:
            read_day, later = self.day_reader(field), 1 if field == "period end" else 0

            def read(row: Row, period: Period | None) -> int | None:
                day = read_day(row, period)
                return None if day is None else start_of(day + later)

        self._moments[field] = read
        return read

    def waited(self, row: Row, less: str) -> Seconds:
        """What was waited, by a field of hours, in seconds; 0 where nothing is written."""
        return hours_number(row.values[less]) if less and less in row.values else 0

    def due_moment_reader(self, phrase: DuePhrase, less: str = "") -> ReadDay:
        """What reads the moment, in seconds, of a deadline counted in hours or minutes; None while what it is counted from is missing."""
        assert isinstance(phrase.form, SpanDue)
        span, clock = phrase.form.span, self.clock_of(phrase.form.span)
        read = self.moment_reader(phrase.form.anchor)

        def due(row: Row, period: Period | None) -> int | None:
            start = read(row, period)
            return None if start is None else _moment_after(clock, span, start, self.waited(row, less))

        return due

    def clock_of(self, span: Span) -> Clock | None:
        """The clock of the contract that a span is counted by; None for plain time."""
        return None if span.kind is None else self.terms.clocks[span.kind]

    def moment_due(self, phrase: DuePhrase, less: str, row: Row, period: Period | None) -> MomentDue | None:
        """A deadline counted in hours or minutes with how it was worked out; None while what it is counted from is missing."""
        assert isinstance(phrase.form, SpanDue)
        span, start = phrase.form.span, self.moment_reader(phrase.form.anchor)(row, period)
        if start is None:
            return None
        return add_time(moment_of(start), span.n, span.unit, self.clock_of(span), self.waited(row, less))

    def due_reader(self, phrase: DuePhrase, less: str = "") -> ReadDay:
        """What reads the last day of a deadline counted from a field of the row, or from its period; None while that is missing.

        What was waited (`less`) moves the day it is counted from on; of a deadline in hours, the hours themselves.
        """
        if by_clock(phrase):
            read_moment = self.due_moment_reader(phrase, less)
            return lambda row, period: None if (at := read_moment(row, period)) is None else day_of_seconds(at).toordinal()
        return self._later_reader(phrase, less) if less else self._due_reader(phrase)

    def _later_reader(self, phrase: DuePhrase, less: str) -> ReadDay:
        anchor = anchor_of(phrase) or ""
        read, known = self.moment_reader(anchor), self._dues.setdefault(phrase, {})
        ends = 1 if anchor == "period end" else 0  # the last day's own end is the next day's beginning

        def due(row: Row, period: Period | None) -> int | None:
            start = read(row, period)
            if start is None:
                return None
            day = day_of_seconds(start + self.waited(row, less)).toordinal() - ends
            if day not in known:
                known[day] = self._worked_out(phrase, anchor, day)
            return known[day]

        return due

    def _due_reader(self, phrase: DuePhrase) -> ReadDay:
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
            return self.due_reader(column.due, column.less)
        if column.kind == "due moment" and column.due is not None:
            return self.due_moment_reader(column.due, column.less)
        if column.kind == "moment":
            return self.moment_reader(field)
        if column.kind == "day":
            return self.day_reader(field)
        if column.kind == "number":
            return lambda row, period: None if field not in row.values else number_text(row.values[field])
        if column.kind == "amount" and column.value is not None:
            from tenor.figures.amounts import amount_reader  # it reads by these values itself

            return _as_text(amount_reader(self, column.value))
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


def _as_text(read: ReadDay) -> Callable[[Row, Period], Value]:
    """A whole number may be longer than an engine reads as a number."""

    def text(row: Row, period: Period) -> Value:
        amount = read(row, period)
        return None if amount is None else str(amount)

    return text


def _given(field: str) -> ReadDay:
    def read(row: Row, period: Period | None) -> int | None:
        text = row.values.get(field)
        return None if text is None else day_number(text)

    return read


def _period_start(row: Row, period: Period | None) -> int | None:
    return None if period is None else period.first.toordinal()


def _period_end(row: Row, period: Period | None) -> int | None:
    return None if period is None else period.last.toordinal()
