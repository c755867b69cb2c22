from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.days import DIVISIONS, calendar
from tenor.base.deadline import (
    Counting,
    Deadline,
    count,
    count_span,
    end_of,
    given_on,
    london_day,
    nth_weekday,
    on_day,
    ordinal,
    shift,
    start_of_day,
)
from tenor.base.period import whole_period
from tenor.base.wording import say

RULES = Path(os.environ.get("TENOR_RULES", Path(__file__).resolve().parents[2].parent / "shared/reference/rules"))
ENGLAND = calendar()
days = st.dates(date(2012, 1, 1), date(2028, 12, 31))
calendars = st.sampled_from([calendar(division) for division in DIVISIONS])
WORKING: list[Counting] = ["working days after", "working days before", "working days beginning with"]


def truth_table() -> list[Any]:
    """The cases worked out by hand, where they are at hand."""
    table = RULES / "counting.json"
    if not table.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="the truth tables are not at hand: set TENOR_RULES"))]
    rows = [row for case in json.loads(table.read_text(encoding="utf-8")) for row in case["count"]]
    return [pytest.param(row, id=f"{row['n']} {row['kind']} {row['from']}") for row in rows]


@pytest.mark.parametrize("row", truth_table())
def test_the_truth_table(row: dict[str, Any]) -> None:
    deadline = count(row["kind"], row["n"], date.fromisoformat(row["from"]), ENGLAND)
    assert deadline.due.isoformat() == row["gives"]
    if "skips" in row:
        skipped = deadline.worked_out.values["skipped"]
        assert isinstance(skipped, tuple)
        assert [str(day) for day in skipped] == row["skips"]


@pytest.mark.parametrize("kind", WORKING)
@given(n=st.integers(1, 60), start=days, by=calendars)
def test_working_day_deadlines_are_working_days(kind: Counting, n: int, start: date, by: Any) -> None:
    assert by.is_open(count(kind, n, start, by).due)


@given(n=st.integers(0, 60), start=days, by=calendars)
def test_before_undoes_after(n: int, start: date, by: Any) -> None:
    first = by.next_open(start)
    assert count("working days before", n, count("working days after", n, first, by).due, by).due == first


@given(n=st.integers(1, 60), start=days, by=calendars)
def test_beginning_with_is_one_day_earlier(n: int, start: date, by: Any) -> None:
    first = by.next_open(start)
    assert count("working days beginning with", n, first, by).due == count("working days after", n - 1, first, by).due
    assert count("calendar days beginning with", n, start, by).due == start + timedelta(days=n - 1)
    assert count("clear days", n, start, by).due == start + timedelta(days=n + 1)


@given(day=days, by=calendars)
def test_what_is_moved_is_open(day: date, by: Any) -> None:
    assert by.is_open(shift(on_day(day), "next working day", by).due)
    assert by.is_open(shift(on_day(day), "working day before", by).due)
    assert shift(on_day(day), "stays", by) == on_day(day)


@given(n=st.integers(0, 30), start=days, unit=st.sampled_from(["day", "week", "month", "quarter", "half-year", "year"]))
def test_every_deadline_says_how(n: int, start: date, unit: Any) -> None:
    for way in ("after", "before", "beginning with", "clear days after"):
        if n or way != "beginning with":
            assert say(count_span(n, unit, way, start, ENGLAND).worked_out)


@pytest.mark.parametrize(("n", "kind"), [(-1, "working days after"), (0, "working days beginning with"), (0, "months beginning with")])
def test_what_cannot_be_counted(n: int, kind: Counting) -> None:
    with pytest.raises(ValueError, match="no such day"):
        count(kind, n, date(2023, 5, 10), ENGLAND)
    with pytest.raises(ValueError, match="no such way"):
        count("fortnights after", 1, date(2023, 5, 10), ENGLAND)  # type: ignore[arg-type]


def test_a_moved_deadline_beyond_the_calendar_says_so() -> None:
    moved = shift(on_day(date(2029, 1, 6)), "next working day", ENGLAND)
    assert moved.past_calendar
    assert moved.due == date(2029, 1, 8)
    assert shift(on_day(date(2029, 1, 5)), "next working day", ENGLAND).past_calendar
    assert not shift(on_day(date(2029, 1, 6)), "stays", ENGLAND).past_calendar
    assert on_day(date(2029, 1, 6)).note is None


def test_a_deadline_keeps_its_edition() -> None:
    assert count("working days after", 5, date(2023, 5, 10), ENGLAND).edition == ENGLAND.edition
    assert count("months after", 5, date(2023, 5, 10), ENGLAND) == Deadline(
        due=date(2023, 10, 10), worked_out=count("months after", 5, date(2023, 5, 10), ENGLAND).worked_out
    )


def test_a_period_without_a_fifth_friday() -> None:
    month = whole_period("month", date(2023, 5, 1))
    assert nth_weekday(month, 5, 4) is None
    assert say(end_of(month).worked_out) == "Wed 31 May 2023: the end of May 2023"


@given(day=days)
def test_a_london_day_is_from_midnight_to_midnight(day: date) -> None:
    assert london_day(start_of_day(day)) == day
    assert london_day(start_of_day(day) - timedelta(microseconds=1)) == day - timedelta(days=1)
    assert start_of_day(day).tzinfo is UTC


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2023, 5, 1, 12, 0))
    assert given_on(date(2023, 5, 1), None, time(17), ENGLAND) == date(2023, 5, 2)


@pytest.mark.parametrize(
    ("n", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (112, "112th")]
)
def test_ordinal(n: int, text: str) -> None:
    assert ordinal(n) == text
