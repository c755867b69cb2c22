"""Clocks: add and elapsed against each other and against a count of every minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import clocks as slow

from tenor.base.clock import DAY_MINUTES, Clock, add_time, clock_of_hours, clock_of_stretch
from tenor.base.days import calendar
from tenor.base.figure import Number
from tenor.base.moment import in_london, moment_of, moment_text, parse_moment, seconds_of
from tenor.base.wording import say

# around the change of clocks in spring with Good Friday, in autumn, and around Christmas
NEAR = (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC), datetime(2026, 12, 23, tzinfo=UTC))
CLOSURES = (date(2026, 3, 31), date(2026, 10, 25), date(2026, 12, 24))
HOLIDAYS = calendar("england-and-wales", closed_weekdays=(), closures=CLOSURES)
HOLIDAYS_THEN = ("2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-12-25", "2026-12-28", "2027-01-01")
SHUT = {*CLOSURES, *map(date.fromisoformat, HOLIDAYS_THEN)}


def text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def stretches(draw: st.DrawFn) -> list[tuple[int, tuple[int, int]]]:
    found = []
    for _ in range(draw(st.integers(1, 5))):
        opens = draw(st.integers(0, DAY_MINUTES // 30 - 1)) * 30
        closes = draw(st.integers(opens // 30 + 1, DAY_MINUTES // 30)) * 30
        found.append((draw(st.integers(0, 6)), (opens, closes)))
    return found


STARTS = st.builds(lambda near, minutes: near + timedelta(minutes=minutes), st.sampled_from(NEAR), st.integers(0, 6 * DAY_MINUTES))


@settings(deadline=None)
@given(stretches(), st.booleans(), STARTS, st.integers(0, 9 * DAY_MINUTES))
def test_what_elapsed_is_what_counting_every_minute_gives(
    week: list[tuple[int, tuple[int, int]]], shut: bool, start: datetime, minutes: int
) -> None:
    clock = clock_of_hours("any", week, HOLIDAYS if shut else None)
    openings = [(day, text(opens), text(closes)) for day, (opens, closes) in week]
    end = start + timedelta(minutes=minutes)
    counted = clock.elapsed(seconds_of(start), seconds_of(end))
    assert counted == 60 * slow.minutes_between(start, end, openings, SHUT if shut else set())
    assert clock.elapsed(seconds_of(end), seconds_of(start)) == -counted


@settings(deadline=None)
@given(stretches(), st.booleans(), STARTS, st.integers(0, 200))
def test_what_is_added_ends_where_counting_every_minute_does(
    week: list[tuple[int, tuple[int, int]]], shut: bool, start: datetime, minutes: int
) -> None:
    clock = clock_of_hours("any", week, HOLIDAYS if shut else None)
    openings = [(day, text(opens), text(closes)) for day, (opens, closes) in week]
    found = moment_of(clock.add(seconds_of(start), 60 * minutes))
    assert found == slow.after_minutes(start, minutes, openings, SHUT if shut else set())


@settings(deadline=None)
@given(stretches(), st.booleans(), st.integers(1_500_000_000, 1_900_000_000), st.integers(0, 5_000_000), st.integers(0, 5_000_000))
def test_add_and_elapsed_undo_each_other(week: list[tuple[int, tuple[int, int]]], shut: bool, start: int, n: int, more: int) -> None:
    clock = clock_of_hours("any", week, HOLIDAYS if shut else None)
    end = clock.add(start, n)
    assert clock.elapsed(start, end) == n
    assert end <= clock.add(start, n + more) == clock.add(end, more) if n and more else True
    later = start + more
    back = clock.add(start, clock.elapsed(start, later))
    assert back <= later
    assert clock.elapsed(back, later) == 0


@settings(deadline=None)
@given(st.integers(0, 6), st.integers(0, DAY_MINUTES - 1), st.integers(0, 6), st.integers(1, DAY_MINUTES))
def test_a_stretch_runs_as_long_as_it_says(first: int, opens: int, last: int, closes: int) -> None:
    clock = clock_of_stretch("any", (first, opens), (last, closes), None)
    monday = seconds_of(datetime(2026, 6, 1, tzinfo=UTC)) - 3600
    week = 7 * DAY_MINUTES
    length = ((last * DAY_MINUTES + closes) - (first * DAY_MINUTES + opens) - 1) % week + 1
    assert clock.elapsed(monday, monday + 60 * week) == 60 * length
    assert clock.elapsed(monday + 60 * (first * DAY_MINUTES + opens), monday + 60 * (first * DAY_MINUTES + opens + length)) == 60 * length


def test_a_clock_far_away_counts_the_same() -> None:
    """The table is widened, and what was known stays."""
    clock = clock_of_hours("any", [(0, (480, 1080))], None)
    old, far = seconds_of(datetime(2012, 1, 2, 8, tzinfo=UTC)), seconds_of(datetime(2045, 1, 2, 12, tzinfo=UTC))
    weeks = (far - old) // (7 * 86400)
    assert clock.elapsed(far, old) == -(weeks * 36000 + 4 * 3600)
    assert clock.add(old, weeks * 36000 + 4 * 3600) == far


def test_no_clock_runs_never_or_backwards() -> None:
    with pytest.raises(ValueError, match="hour of the week"):
        Clock(name="never", week=((),) * 7)
    with pytest.raises(ValueError, match="backwards"):
        clock_of_hours("any", [(0, (480, 1080))], None).add(0, -1)


def test_it_says_how_a_moment_was_worked_out() -> None:
    """By hand: reported Thursday 2 April 2026 at 16:30, so an hour and a half that day; Good Friday, the weekend and Easter Monday are
    shut; two and a half hours on Tuesday and an hour and a half more that was waited: 12:00."""
    clock = clock_of_hours("working", [(day, (480, 1080)) for day in range(5)], calendar(closed_weekdays=()))
    start = datetime(2026, 4, 2, 15, 30, tzinfo=UTC)
    found = add_time(start, Number(4), "hour", clock, 5400)
    assert say(found.worked_out) == (
        "Tue 7 Apr 2026 12:00: 4 working hours after Thu 2 Apr 2026 16:30, moved on by the 1 hour 30 minutes waited "
        "(working hours run Monday to Friday 08:00 to 18:00; skipping Fri 3 Apr 2026 and Mon 6 Apr 2026)"
    )
    assert found.day == date(2026, 4, 7)
    assert say(add_time(start, Number(25, 1), "hour", None).worked_out) == "Thu 2 Apr 2026 19:00: 2.5 hours after Thu 2 Apr 2026 16:30"


@pytest.mark.parametrize(
    ("local", "moment", "times"),
    [
        ("2026-03-29T00:59", "2026-03-29T00:59Z", "once"),
        ("2026-03-29T01:30", "2026-03-29T01:30Z", "never"),
        ("2026-03-29T02:00", "2026-03-29T01:00Z", "once"),
        ("2026-10-25T00:59", "2026-10-24T23:59Z", "once"),
        ("2026-10-25T01:30", "2026-10-25T00:30Z", "twice"),
        ("2026-10-25T02:00", "2026-10-25T02:00Z", "once"),
        ("2026-06-05T14:30:15", "2026-06-05T13:30:15Z", "once"),
    ],
)
def test_london_time_is_read_as_a_moment(local: str, moment: str, times: str) -> None:
    found, often = in_london(datetime.fromisoformat(local))
    assert (moment_text(found), often) == (moment, times)
    assert parse_moment(moment) == parse_moment(local) == found


@pytest.mark.parametrize("text", ["", "2026-06-05", "at noon", "2026-06-05T25:00Z"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert parse_moment(text) is None
