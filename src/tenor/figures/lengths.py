"""How long something took, from one field of a row to another: an exact whole number of parts of its unit (terms-language 4).

Minutes and hours run between moments, by a clock of the contract or plainly, less what was waited (never below 0 for that). Days are
those after the first up to the last, of their kind; what was waited makes the first day later. A week is seven days. A month is
whole months, and of the days left as many parts as the next month has days: 4 June to 19 June is half a month.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import lcm

from tenor.base.moment import HOUR, day_of_seconds
from tenor.base.period import Period, months_after
from tenor.figures.values import ReadDay, Values, start_of
from tenor.ledger.model import Row
from tenor.terms.model import Elapsed

_DAY = timedelta(days=1)
_MONTH = lcm(28, 29, 30, 31)
_PARTS = {"minutes": 60, "hours": HOUR, "days": 1, "weeks": 7, "months": _MONTH}


def parts_of(elapsed: Elapsed) -> int:
    """How many parts make one of its unit: an hour has 3600 (seconds), a day 1, a week 7, a month 377,580."""
    return _PARTS[elapsed.unit]


def elapsed_reader(values: Values, elapsed: Elapsed) -> ReadDay:
    """What reads a length of time of a row, in parts of its unit; None while its start is missing. Without its end, to the period's end."""
    return _by_seconds(values, elapsed) if elapsed.unit in ("minutes", "hours") else _by_days(values, elapsed)


def _by_seconds(values: Values, elapsed: Elapsed) -> ReadDay:
    clock = values.terms.clocks[elapsed.kind] if elapsed.kind else None
    read_start, read_end = values.moment_reader(elapsed.from_), values.moment_reader(elapsed.to)

    def read(row: Row, period: Period | None) -> int | None:
        start, end = read_start(row, period), read_end(row, period)
        if end is None and period is not None:
            end = start_of(period.last.toordinal() + 1)
        if start is None or end is None:
            return None
        counted = end - start if clock is None else clock.elapsed(start, end)
        waited = values.waited(row, elapsed.less)
        return counted if counted < 0 else max(counted - waited, 0)

    return read


def _by_days(values: Values, elapsed: Elapsed) -> ReadDay:
    read_end, between = values.day_reader(elapsed.to), _between(values, elapsed)
    read_moment, read_day = values.moment_reader(elapsed.from_), values.day_reader(elapsed.from_)

    def read(row: Row, period: Period | None) -> int | None:
        start, end = read_day(row, period), read_end(row, period)
        if end is None and period is not None:
            end = period.last.toordinal()
        waited = values.waited(row, elapsed.less)
        at = read_moment(row, period) if waited else None
        if at is not None and start is not None:
            start += (day_of_seconds(at + waited) - day_of_seconds(at)).days
        if start is None or end is None:
            return None
        first, last = date.fromordinal(start), date.fromordinal(end)
        return between(first, last) if first <= last else -between(last, first)

    return read


def _between(values: Values, elapsed: Elapsed) -> Callable[[date, date], int]:
    if elapsed.unit == "months":
        return _months
    if elapsed.unit == "days" and elapsed.kind:
        days = values.terms.days(elapsed.kind)
        return lambda first, last: days.open_days(first + _DAY, last)
    return lambda first, last: (last - first).days


def _months(first: date, last: date) -> int:
    """Whole months and the days left of the next, in parts."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    while months_after(first, whole) > last:
        whole -= 1
    begins, ends = months_after(first, whole), months_after(first, whole + 1)
    return whole * _MONTH + (last - begins).days * _MONTH // (ends - begins).days
