"""Dates as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base.moment import london_text, moment_text
from tenor.returns.dates import read_date, read_moment
from tenor.returns.taken import Refused, Took


@pytest.mark.parametrize(
    "text",
    [
        "2023-06-14", "2023/06/14", "14/06/2023", "14-06-2023", "14.6.2023", "14 6 2023", "14 Jun 2023", "14 June 2023", "14-Jun-2023",
        "14th June 2023", "14th of June, 2023", "Wed 14 Jun 2023", "Wednesday, 14 June 2023", "June 14, 2023", "14Jun2023",
        "2023-06-14 00:00:00", "2023-06-14T00:00", " 14/06/2023\u200b", "14\u00a0Jun\u00a02023", "14 SEPT 2023".replace("SEPT", "june"),
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert read_date(text) == Took("2023-06-14")


@pytest.mark.parametrize("raw", [date(2023, 6, 14), datetime(2023, 6, 14)])
def test_a_real_date(raw: date) -> None:
    assert read_date(raw) == Took("2023-06-14")


def test_what_could_be_read_month_first_is_noted() -> None:
    assert read_date("03/04/2023") == Took("2023-04-03", "return-day-first")
    assert read_date("04/04/2023") == Took("2023-04-04")
    assert read_date("2023/04/03") == Took("2023-04-03")
    assert read_date("3 Apr 2023") == Took("2023-04-03")


@pytest.mark.parametrize("raw", [datetime(2023, 6, 14, 9, 30), "14/06/2023 09:30", "2023-06-14T09:30:15"])
def test_a_time_of_day_is_dropped_and_noted(raw: Any) -> None:
    assert read_date(raw) == Took("2023-06-14", "return-time-dropped")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("31/02/2023", "return-no-such-day"),
        ("06/14/2023", "return-no-such-day"),
        ("00/01/2023", "return-no-such-day"),
        ("14/06/0000", "return-no-such-day"),
        ("14/06/23", "return-two-digit-year"),
        ("14 Jun 23", "return-two-digit-year"),
        ("Mon 14 Jun 2023", "return-wrong-weekday"),
        ("14 Foo 2023", "return-not-a-date"),
        ("14.06/2023", "return-not-a-date"),
        ("soon", "return-not-a-date"),
        ("٤/٦/٢٠٢٣", "return-not-a-date"),
        ("2023-06-14T23:30Z", "return-not-a-date"),
        ("14/06/2023 25:00", "return-no-such-day"),
        ("1" * 5000, "return-not-a-date"),
        (45091, "return-date-is-number"),
        (45091.0, "return-date-is-number"),
        (45091.5, "return-not-a-date"),
        (-3, "return-not-a-date"),
        (1e300, "return-not-a-date"),
        (float("inf"), "return-not-a-date"),
        (float("nan"), "return-not-a-date"),
        (True, "return-not-a-date"),
        (time(0, 0), "return-not-a-date"),
        (timedelta(hours=30), "return-not-a-date"),
    ],
)
def test_what_is_no_date(raw: Any, code: str) -> None:
    found = read_date(raw)
    assert isinstance(found, Refused)
    assert found.code == code


def test_the_number_of_a_day_is_shown_as_that_day() -> None:
    found = read_date(45091)
    assert isinstance(found, Refused)
    assert found.values["day"] == date(2023, 6, 14)


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d-%m-%Y", "%a %d %B %Y"]))
def test_every_day_is_read_back(day: date, form: str) -> None:
    if day.year >= 1000:
        found = read_date(day.strftime(form))
        assert isinstance(found, Took)
        assert found.text == day.isoformat()


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_every_moment_is_read_back_as_it_is_shown(moment: datetime) -> None:
    kept = moment_text(moment)
    found = read_moment(london_text(kept))
    assert isinstance(found, Took)
    assert found.text == kept


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(read_date(text), (Took, Refused))
    assert isinstance(read_moment(text), (Took, Refused))


def test_moments() -> None:
    assert read_moment(datetime(2023, 6, 14, 9, 30)) == Took("2023-06-14T08:30Z"), "London keeps summer time"
    assert read_moment(datetime(2023, 6, 14, 9, 29, 59, 999_000)) == Took("2023-06-14T08:30Z"), "a workbook is a little off"
    assert read_moment("14/06/2023 9:30") == Took("2023-06-14T08:30Z")
    assert read_moment("2023-06-14T09:30+02:00") == Took("2023-06-14T07:30Z")
    assert read_moment("2023-12-14 08:30:05") == Took("2023-12-14T08:30:05Z")
    assert read_moment("03/04/2023 9:30") == Took("2023-04-03T08:30Z", "return-day-first")
    assert read_moment("2026-10-25 01:30") == Took("2026-10-25T00:30Z", "return-time-twice")
    assert read_moment("2026-10-25 01:30+00:00") == Took("2026-10-25T01:30Z")
    for gone in ("29/03/2026 01:30", datetime(2026, 3, 29, 1, 30)):
        refused = read_moment(gone)
        assert isinstance(refused, Refused)
        assert refused.code == "return-no-such-time"
    for raw in ("14/06/2023", date(2023, 6, 14)):
        found = read_moment(raw)
        assert isinstance(found, Refused)
        assert found.code == "return-no-time"
