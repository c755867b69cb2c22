from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.days import DIVISIONS, PUBLISHED, Calendar, calendar, edition, holidays_of, published_through
from tenor.base.wording import say

days = st.dates(date(1995, 1, 1), date(2060, 12, 31))
calendars = st.builds(
    calendar,
    st.sampled_from([None, *DIVISIONS]),
    closed_weekdays=st.sets(st.integers(0, 6), max_size=5),
    closures=st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31)), max_size=5),
    openings=st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31)), max_size=5),
)
ENGLAND = calendar()


@given(calendars, days, st.integers(1, 60))
def test_adding_walks_one_open_day_at_a_time(by: Calendar, start: date, n: int) -> None:
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= by.is_open(day)
    assert by.add(start, n) == day
    assert by.open_days(start + timedelta(days=1), day) == n


@given(calendars, days, st.integers(0, 60))
def test_back_and_forth(by: Calendar, start: date, n: int) -> None:
    first = by.next_open(start)
    assert by.add(by.add(first, n), -n) == first
    assert by.is_open(by.previous_open(start))
    assert by.previous_open(start) <= start <= first


@given(calendars, st.dates(date(2019, 1, 1), date(2025, 12, 31)))
def test_a_day_is_open_or_says_why_not(by: Calendar, day: date) -> None:
    why = by.why_closed(day)
    assert (why is None) == by.is_open(day)
    assert why is None or say(why)


@given(calendars, st.dates(date(2019, 1, 1), date(2025, 12, 31)), st.integers(0, 40))
def test_skipped_are_the_unexpected_ones_between(by: Calendar, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    between = [first + timedelta(days=n) for n in range(1, (last - first).days)]
    assert by.skipped(first, last) == tuple(day for day in between if not by.is_open(day) and day.weekday() not in by.closed_weekdays)


def test_closures_openings_and_weekdays() -> None:
    by = calendar(closed_weekdays=(6,), closures=[date(2023, 6, 7)], openings=[date(2023, 5, 8)])
    assert by.is_open(date(2023, 6, 10))
    assert not by.is_open(date(2023, 6, 7))
    assert by.is_open(date(2023, 5, 8))
    closed = by.why_closed(date(2023, 6, 7))
    assert closed is not None
    assert say(closed) == "closed by this contract"
    assert by.of_kind("weekday").is_open(date(2023, 6, 7))
    assert by.of_kind("day").is_open(date(2023, 6, 11))
    assert not by.of_kind("open day scotland").is_open(date(2023, 6, 7))


def test_the_same_question_has_the_same_calendar() -> None:
    assert calendar("scotland") is calendar("scotland")
    assert ENGLAND.of_kind("open day") is ENGLAND
    assert ENGLAND.of_kind("weekday") is ENGLAND.of_kind("weekday")


@pytest.mark.parametrize("kind", ["business day", "open day wales", ""])
def test_unknown_kinds_are_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="no such kind of day"):
        ENGLAND.of_kind(kind)


def test_what_makes_no_calendar() -> None:
    with pytest.raises(ValueError, match="no such division"):
        calendar("wales")
    with pytest.raises(ValueError, match="weekday that is open"):
        calendar(closed_weekdays=range(7))


def test_uk_any_closes_where_any_part_does() -> None:
    assert set(holidays_of("uk-any")) == {day for part in PUBLISHED for day in holidays_of(part)}


def test_the_edition_is_known() -> None:
    assert ENGLAND.edition.startswith(edition()["edition"])
    assert ENGLAND.published_through == published_through() == date(2028, 12, 31)
    assert ENGLAND.of_kind("weekday").published_through == date.max


@pytest.mark.parametrize("division", PUBLISHED)
def test_the_same_days_as_gov_uk(division: str) -> None:
    bank_holidays = pytest.importorskip("govuk_bank_holidays.bank_holidays", reason="the second list of bank holidays is not installed")
    published = bank_holidays.BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    theirs = {holiday["date"] for holiday in published if 2018 <= holiday["date"].year <= 2028}
    ours = {day for day in holidays_of(division) if 2018 <= day.year <= 2028}
    # proclaimed after the second list was made
    later = {date(2026, 6, 15)} if division == "scotland" else set()
    assert ours - later == theirs - later
    assert all(day.weekday() < 5 for day in ours)


@pytest.mark.parametrize(
    "day", [date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)], ids=date.isoformat
)
def test_one_off_holidays_are_closed_everywhere(day: date) -> None:
    assert all(day in holidays_of(division) for division in DIVISIONS)


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30)], ids=date.isoformat)
def test_moved_holidays_are_open(day: date) -> None:
    assert not any(day in holidays_of(division) for division in DIVISIONS)
