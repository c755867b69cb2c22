from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.period import (
    contract_year,
    contract_year_period,
    every_12_months,
    months_after,
    parse_label,
    period_of,
    periods,
    whole_period,
)
from tenor.base.wording import say

START, END = date(2022, 9, 15), date(2026, 8, 31)
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("kind", "step", "first", "second", "last"),
    [
        ("month", 1, "2022-09 2022-09-15 2022-09-30", "2022-10 2022-10-01 2022-10-31", "2026-08 2026-08-01 2026-08-31"),
        ("quarter", 1, "2022-Q3 2022-09-15 2022-09-30", "2022-Q4 2022-10-01 2022-12-31", "2026-Q3 2026-07-01 2026-08-31"),
        ("half-year", 1, "2022-H2 2022-09-15 2022-12-31", "2023-H1 2023-01-01 2023-06-30", "2026-H2 2026-07-01 2026-08-31"),
        ("year", 1, "2022 2022-09-15 2022-12-31", "2023 2023-01-01 2023-12-31", "2026 2026-01-01 2026-08-31"),
        ("contract year", 1, "Y1 2022-09-15 2023-09-14", "Y2 2023-09-15 2024-09-14", "Y4 2025-09-15 2026-08-31"),
        ("month", 2, "2022-09-15 2022-09-15 2022-11-14", "2022-11-15 2022-11-15 2023-01-14", "2026-07-15 2026-07-15 2026-08-31"),
        ("week", 1, "2022-09-12 2022-09-15 2022-09-18", "2022-09-19 2022-09-19 2022-09-25", "2026-08-31 2026-08-31 2026-08-31"),
        ("week", 2, "2022-09-15 2022-09-15 2022-09-28", "2022-09-29 2022-09-29 2022-10-12", "2026-08-27 2026-08-27 2026-08-31"),
    ],
)
def test_periods_are_clipped_and_keep_their_label(kind: str, step: int, first: str, second: str, last: str) -> None:
    found = periods(kind, START, END, step=step)
    assert [f"{p.label} {p.first} {p.last}" for p in (found[0], found[1], found[-1])] == [first, second, last]


def test_quarters_of_the_contract_begin_with_it() -> None:
    found = periods("quarter", date(2022, 9, 1), date(2023, 8, 31), quarters="contract")
    assert [(p.first, p.last) for p in found][:2] == [(date(2022, 9, 1), date(2022, 11, 30)), (date(2022, 12, 1), date(2023, 2, 28))]
    assert len(found) == 4


@pytest.mark.parametrize("kind", ["day", "week", "month", "quarter", "half-year", "year", "contract year"])
@given(starts=st.dates(date(2015, 1, 1), date(2030, 1, 1)), length=st.integers(0, 700), step=st.integers(1, 4))
def test_periods_cover_the_contract_once(kind: str, starts: date, length: int, step: int) -> None:
    ends = starts + timedelta(days=length)
    found = periods(kind, starts, ends, step=step)
    assert found[0].first == starts
    assert found[-1].last == ends
    assert all(after.first == before.last + timedelta(days=1) for before, after in pairwise(found))
    assert all(period_of(p.first, found) == p == period_of(p.last, found) for p in found)
    assert len({p.label for p in found}) == len(found)
    assert [p.label for p in found] == sorted((p.label for p in found), key=lambda label: (len(label), label))


def test_outside_there_is_no_period() -> None:
    found = periods("month", START, END)
    assert period_of(date(2022, 9, 14), found) is None
    assert period_of(date(2026, 9, 1), found) is None
    assert period_of(date(2022, 9, 1), ()) is None
    assert periods("month", END, START) == ()
    with pytest.raises(ValueError, match="no such kind"):
        periods("fortnight", START, END)


@given(days, st.integers(0, 300))
def test_months_after_keeps_the_day_or_takes_the_last(day: date, n: int) -> None:
    found = months_after(day, n)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == n
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@given(days, days)
def test_every_day_lies_in_its_contract_year(day: date, starts: date) -> None:
    k = contract_year(day, starts)
    assert day in contract_year_period(k, starts)


@given(days, st.integers(1, 30))
def test_windows_of_12_months_meet(starts: date, k: int) -> None:
    assert every_12_months(starts, k).last + timedelta(days=1) == every_12_months(starts, k + 1).first
    assert every_12_months(starts, 1).first == starts


@pytest.mark.parametrize("kind", ["month", "quarter", "half-year", "year", "contract year"])
@given(day=days)
def test_a_label_names_its_period(kind: str, day: date) -> None:
    period = whole_period(kind, day, date(1990, 1, 1))
    assert parse_label(period.label, date(1990, 1, 1)) == period
    assert day in period


@pytest.mark.parametrize("label", ["2023-13", "2023-00", "2023-Q5", "2023-H3", "Y0", "23", "2023-06-31", "", "June 2023", "Y1", "0000"])
def test_no_label(label: str) -> None:
    assert parse_label(label) is None


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2023-06", "June 2023"),
        ("2023-Q2", "quarter 2 of 2023"),
        ("2023-H1", "half 1 of 2023"),
        ("2023", "2023"),
        ("Y2", "contract year 2"),
        ("2023-06-15", "Thu 15 Jun 2023"),
    ],
)
def test_said(label: str, words: str) -> None:
    period = parse_label(label, date(2022, 9, 1))
    assert period is not None
    assert say(period.said) == words
    assert str(period) == label


def test_periods_of_two_months_are_said_by_their_days() -> None:
    assert say(periods("month", START, END, step=2)[0].said) == "Thu 15 Sep 2022 to Mon 14 Nov 2022"
