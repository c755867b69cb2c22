"""Clocks: time that counts only while a service is open, "4 working hours after it was reported" (terms-language 2; issue 5).

A clock runs in weekly hours by London's clocks and, unless the contract says otherwise, stands still all day on holidays and on the
contract's own closed days. An instant is open when London's clocks show an hour inside the opening hours: in spring an hour that
does not exist is not counted, in autumn one that comes twice counts twice. Plain hours and minutes run always, in real seconds.

A deadline is looked up: the first moment at which so much has been counted. So 10 hours begun on Friday at 8:00, of a clock that stops at
18:00, are over on Friday at 18:00, and not on Monday at 8:00.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from tenor.base.days import WEEKDAYS, Calendar
from tenor.base.deadline import LONDON, london_day, start_of_day
from tenor.base.figure import Number
from tenor.base.moment import HOUR, Seconds, day_of_seconds, moment_of, seconds_of
from tenor.base.wording import Said, Value, said

DAY_MINUTES = 24 * 60
_DAY = timedelta(days=1)
_AT_ONCE = 400  # days by which a table is widened, and a little more than a year
Hours = tuple[int, int]  # minutes of the local day, the second left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock of the contract. `week`: for each weekday (0 Monday) the stretches it runs, in minutes of the local day, in order.

    `calendar`: its holidays and closed days are days on which the clock stands still; None: it runs on all of them. ValueError for one that
    never runs.
    """

    name: str
    week: tuple[tuple[Hours, ...], ...]
    calendar: Calendar | None = None
    _tables: _Tables = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != len(WEEKDAYS) or not any(self.week):
            raise ValueError("a clock needs an hour of the week at which it runs")
        object.__setattr__(self, "_tables", _tables(self.week, self.calendar))

    def elapsed(self, start: Seconds, end: Seconds) -> Seconds:
        """The seconds counted from one moment to another; below 0 if the end is earlier."""
        table = self._tables.around(min(start, end), max(start, end))
        return table.counted(end) - table.counted(start)

    def add(self, start: Seconds, n: Seconds) -> Seconds:
        """The first moment at which n seconds have been counted since `start`; `start` itself for 0. ValueError for a number below 0.

        OverflowError where the calendar ends before.
        """
        if n < 0:
            raise ValueError(f"{n} seconds: a clock does not run backwards")
        reach, found = 40, start if n == 0 else None
        while found is None:
            table = self._tables.around(start, start, reach)
            found = table.first_at(table.counted(start) + n)
            reach *= 4
        return found

    def skipped(self, start: Seconds, end: Seconds) -> tuple[date, ...]:
        """Days from one moment to another on which the clock would have run, but for a holiday or a closed day of the contract."""
        if self.calendar is None:
            return ()
        first, last = day_of_seconds(start) - _DAY, day_of_seconds(end) + _DAY
        return tuple(day for day in self.calendar.skipped(first, last) if self.week[day.weekday()])


def clock_of_hours(name: str, stretches: Sequence[tuple[int, Hours]], calendar: Calendar | None) -> Clock:
    """A clock of (weekday, minutes) stretches, joined where they touch. One whose end is not after its start runs on into the next day."""
    week: list[list[Hours]] = [[] for _ in WEEKDAYS]
    for weekday, (opens, closes) in stretches:
        if closes > opens:
            week[weekday].append((opens, closes))
        else:
            week[weekday].append((opens, DAY_MINUTES))
            if closes:
                week[(weekday + 1) % 7].append((0, closes))
    return Clock(name=name, week=tuple(_joined(day) for day in week), calendar=calendar)


def clock_of_stretch(name: str, opens: Hours, closes: Hours, calendar: Calendar | None) -> Clock:
    """A clock that runs once a week without a stop, from (weekday, minute) to (weekday, minute)."""
    days = (closes[0] - opens[0]) % 7
    if days == 0 and closes[1] <= opens[1]:
        days = 7
    stretches = [
        ((opens[0] + n) % 7, (opens[1] if n == 0 else 0, closes[1] if n == days else DAY_MINUTES))
        for n in range(days + 1)
        if n < days or closes[1] > 0
    ]
    return clock_of_hours(name, stretches, calendar)


def _joined(stretches: Sequence[Hours]) -> tuple[Hours, ...]:
    found: list[Hours] = []
    for opens, closes in sorted(stretches):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(closes, found[-1][1]))
        else:
            found.append((opens, closes))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Table:
    """The stretches a clock runs between two days, in UTC seconds, with how much was counted before each: a moment is one look-up."""

    low: int
    high: int
    starts: Sequence[Seconds]
    lengths: Sequence[Seconds]
    before: Sequence[Seconds]

    def counted(self, at: Seconds) -> Seconds:
        """Seconds counted from the table's first day to a moment inside it."""
        place = bisect_right(self.starts, at) - 1
        return self.before[place] + min(at - self.starts[place], self.lengths[place]) if place >= 0 else 0

    def first_at(self, wanted: Seconds) -> Seconds | None:
        """The first moment at which so much (more than 0) has been counted; None beyond the table."""
        # the last stretch before which less was counted
        place = bisect_left(self.before, wanted) - 1
        over = wanted - self.before[place] if place >= 0 else 0
        return self.starts[place] + over if 0 < over <= self.lengths[place] else None


class _Tables:
    """The table of one week and calendar, made anew when it is asked beyond its ends. One assignment, so that threads may share it."""

    __slots__ = ("_calendar", "_last", "_week")

    def __init__(self, week: tuple[tuple[Hours, ...], ...], calendar: Calendar | None) -> None:
        self._week, self._calendar = week, calendar
        self._last: _Table | None = None

    def around(self, first: Seconds, last: Seconds, reach: int = 0) -> _Table:
        """A table that holds two moments, and so many days after them."""
        low, high = day_of_seconds(first).toordinal() - 1, day_of_seconds(last).toordinal() + 1 + reach
        table = self._last
        if table is None or low < table.low or high > table.high:
            if low < 2 or high > date.max.toordinal() - 1:
                raise OverflowError("the calendar ends before so much is counted")
            was = (low, high) if table is None else (table.low, table.high)
            low, high = min(was[0], max(low - _AT_ONCE, 2)), max(was[1], min(high + _AT_ONCE, date.max.toordinal() - 1))
            table = self._last = self._fill(low, high)
        return table

    def _fill(self, low: int, high: int) -> _Table:
        starts: list[Seconds] = []
        lengths: list[Seconds] = []
        before: list[Seconds] = []
        total = 0
        for day in map(date.fromordinal, range(low, high + 1)):
            if self._calendar is not None and not self._calendar.is_open(day):
                continue
            for opens, closes in open_seconds(day, self._week[day.weekday()]):
                starts.append(opens)
                lengths.append(closes - opens)
                before.append(total)
                total += closes - opens
        return _Table(low, high, starts, lengths, before)


@lru_cache(maxsize=128)
def _tables(week: tuple[tuple[Hours, ...], ...], calendar: Calendar | None) -> _Tables:
    return _Tables(week, calendar)


def open_seconds(day: date, hours: Sequence[Hours]) -> list[tuple[Seconds, Seconds]]:
    """The stretches of UTC seconds of a London day at which its clocks show one of these hours."""
    if not hours:
        return []
    found: list[tuple[Seconds, Seconds]] = []
    for first, last, offset in _parts_of(day):
        midnight = seconds_of(datetime.combine(day, time(0), tzinfo=UTC)) - offset
        for opens, closes in hours:
            start, end = max(first, midnight + opens * 60), min(last, midnight + closes * 60)
            if start < end:
                found.append((start, end))
    return found


@lru_cache(maxsize=16384)
def _parts_of(day: date) -> tuple[tuple[Seconds, Seconds, int], ...]:
    """A London day as stretches of UTC seconds with how far its clocks are before UTC: two on the days they change."""
    first, last = seconds_of(start_of_day(day)), seconds_of(start_of_day(day + _DAY))
    early, late = _offset(first), _offset(last - 1)
    if early == late:
        return ((first, last, early),)
    low, high = first, last - 1  # clocks change between the two: the last second of the old time, the first of the new
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle) == early else (low, middle)
    return (first, high, early), (high, last, late)


def _offset(at: Seconds) -> int:
    offset = moment_of(at).astimezone(LONDON).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentDue:
    """Due by a moment, to the second: at it is still in time. `worked_out` says which hours counted; `skipped`: closed days passed over."""

    due: datetime
    worked_out: Said
    skipped: tuple[date, ...] = ()

    @property
    def day(self) -> date:
        """Its London day: the matter is open at the close of every day before it."""
        return london_day(self.due)


def add_time(start: datetime, n: Number, unit: str, clock: Clock | None, waited: Seconds = 0) -> MomentDue:
    """n minutes or hours after a moment, counted by a clock (None: plain time), moved on by the seconds waited.

    What was waited is counted on by the same clock. Parts of a second are left out. OverflowError where the calendar ends first.
    """
    begins = seconds_of(start)
    wanted = whole_seconds(n, unit) + waited
    ends = begins + wanted if clock is None else clock.add(begins, wanted)
    due = moment_of(ends)
    skipped = () if clock is None else clock.skipped(begins, ends)
    values: dict[str, Value] = {"due": due, "span": span_said(n, unit, clock), "from": start}
    code = "moment-after"
    if waited:
        code, values["waited"] = "moment-after-waiting", length_said(waited)
    worked_out = Said(code, values)
    if clock is not None:
        runs: dict[str, Value] = {"first": worked_out, "clock": clock.name, "runs": runs_said(clock)}
        worked_out = said("moment-skipping", **runs, skipped=skipped) if skipped else Said("moment-by-clock", runs)
    return MomentDue(due=due, worked_out=worked_out, skipped=skipped)


def whole_seconds(n: Number, unit: str) -> Seconds:
    """n minutes or hours in seconds, parts of a second left out."""
    numerator, denominator = n.ratio
    return numerator * (HOUR if unit == "hour" else 60) // denominator


def span_said(n: Number, unit: str, clock: Clock | None) -> Said:
    """ "4 working hours", "30 minutes"."""
    values: dict[str, Value] = {"n": str(n), "unit": said(f"unit-{unit}", n=1 if str(n) == "1" else 2)}
    return Said("span-plain", values) if clock is None else Said("span-by-clock", {**values, "clock": clock.name})


def length_said(seconds: Seconds) -> Said:
    """Seconds as hours and minutes: "2 hours 30 minutes"."""
    hours, rest = divmod(seconds, HOUR)
    minutes, odd = divmod(rest, 60)
    if odd:
        return said("length-seconds", hours=hours, minutes=minutes, seconds=odd)
    return said("length-hours", hours=hours) if not minutes else said("length-hours-minutes", hours=hours, minutes=minutes)


def runs_said(clock: Clock) -> tuple[Said, ...]:
    """When a clock runs: "Monday to Friday 08:00 to 18:00", days with the same hours together."""
    found: list[tuple[int, int]] = []
    for weekday, hours in enumerate(clock.week):
        if found and found[-1][1] == weekday - 1 and clock.week[found[-1][0]] == hours:
            found[-1] = (found[-1][0], weekday)
        else:
            found.append((weekday, weekday))
    return tuple(
        said(
            "clock-runs" if first == last else "clock-runs-from-to",
            first=said(f"weekday-{WEEKDAYS[first]}"),
            last=said(f"weekday-{WEEKDAYS[last]}"),
            hours=tuple(f"{_hour(opens)} to {_hour(closes)}" for opens, closes in clock.week[first]),
        )
        for first, last in found
        if clock.week[first]
    )


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
