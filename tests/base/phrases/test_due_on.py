from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tenor.base.days import calendar
from tenor.base.period import Period, parse_label, periods
from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.due_on import due_on, plain_kind
from tenor.base.wording import say

START = date(2022, 9, 1)
ENGLAND = calendar()


def worked(text: str, **given: Any) -> date | None:
    phrase = parse_deadline(text)
    assert isinstance(phrase, DuePhrase)
    found = due_on(phrase, calendar=ENGLAND, starts=START, **given)
    return found.due if found else None


def period(label: str) -> Period:
    found = parse_label(label, START)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "anchor", "due"),
    [
        ("10 working days after receipt", "2023-04-25", "2023-05-11"),
        ("10 business days after receipt", "2023-04-25", "2023-05-11"),
        ("10 days after receipt", "2023-04-25", "2023-05-05"),
        ("10 weekdays after receipt", "2023-04-25", "2023-05-09"),
        ("14 working days before meeting", "2023-05-24", "2023-05-03"),
        ("30 days beginning with notice", "2026-03-31", "2026-04-29"),
        ("7 clear days after notice", "2023-06-01", "2023-06-09"),
        ("6 months after contract start", "2022-08-31", "2023-02-28"),
        ("1 year after award", "2024-02-29", "2025-02-28"),
        ("2 weeks before meeting", "2023-05-24", "2023-05-10"),
        ("same working day as sending", "2023-05-06", "2023-05-09"),
        ("same day as sending", "2023-05-06", "2023-05-06"),
        ("by contract start", "2022-09-01", "2022-09-01"),
        ("at once", "2022-09-03", "2022-09-03"),
        ("at the next review meeting", "2023-05-24", "2023-05-24"),
        ("31 December", "2023-05-24", "2023-12-31"),
    ],
)
def test_from_an_anchor(text: str, anchor: str, due: str) -> None:
    assert worked(text, anchor=date.fromisoformat(anchor)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("text", "covers", "due"),
    [
        ("last Friday of the month", "2023-06", "2023-06-30"),
        ("last Friday of the month", "2024-03", "2024-04-02"),
        ("5th working day of the next month", "2023-04", "2023-05-09"),
        ("5th working day of the next month", "2023-Q2", "2023-07-07"),
        ("15th day of the next month", "2023-06", "2023-07-17"),
        ("end of the month", "2023-12", "2023-12-31"),
        ("end of the next month", "2023-12", "2024-01-31"),
        ("end of the quarter", "2023-05", "2023-06-30"),
        ("end of the contract year", "2023-05", "2023-08-31"),
        ("end of the period", "2023-Q2", "2023-06-30"),
        ("end of the next period", "2023-Q2", "2023-09-30"),
        ("end of December", "2023-05", "2023-12-31"),
        ("end of February", "2023-05", "2024-02-29"),
        ("30 September", "Y2", "2023-09-30"),
        ("31st day of the month", "2023-06", None),
    ],
)
def test_of_a_period(text: str, covers: str, due: str | None) -> None:
    assert worked(text, period=period(covers)) == (date.fromisoformat(due) if due else None)


def test_the_month_is_whole_where_the_contract_cuts_it() -> None:
    last = periods("month", START, date(2026, 8, 15))[-1]
    assert worked("last Friday of the month", period=last) == date(2026, 8, 28)
    assert worked("end of the period", period=last) == date(2026, 8, 15)


def test_two_months_are_followed_by_two_months() -> None:
    second = periods("month", START, date(2026, 8, 31), step=2)[1]
    assert worked("end of the next period", period=second) == date(2023, 2, 28)
    assert worked("last Friday of the next month", period=second) == date(2023, 1, 27)


def test_what_has_no_day_yet() -> None:
    assert worked("10 working days after receipt") is None
    assert worked("last Friday of the month") is None
    assert worked("at all times", anchor=START) is None


def test_counts_stand_and_named_days_move_unless_told() -> None:
    assert worked("7 days after receipt", anchor=date(2023, 5, 1)) == date(2023, 5, 8)
    assert worked("7 days after receipt", anchor=date(2023, 5, 1), if_closed="next working day") == date(2023, 5, 9)
    assert worked("last Friday of the month", period=period("2024-03"), if_closed="working day before") == date(2024, 3, 28)
    assert worked("last Friday of the month", period=period("2024-03"), if_closed="stays") == date(2024, 3, 29)


def test_the_contract_says_what_its_days_are() -> None:
    phrase = parse_deadline("8 business days beginning with notice")
    assert isinstance(phrase, DuePhrase)
    words = {"business day": "open day scotland"}
    found = due_on(phrase, calendar=ENGLAND, anchor=date(2025, 11, 26), kind_of_day=lambda word: words.get(word, plain_kind(word)))
    assert found is not None
    assert say(found.worked_out) == ("Mon 8 Dec 2025: 8 working days (Scotland) beginning with Wed 26 Nov 2025, skipping Mon 1 Dec 2025")


@pytest.mark.parametrize("unit", ["working days", "days", "weeks", "months", "quarters", "years"])
def test_the_longest_span_still_ends_in_the_calendar(unit: str) -> None:
    assert worked(f"1500 {unit} after receipt", anchor=date(2023, 5, 1))
    assert worked(f"1500 {unit} before receipt", anchor=date(2023, 5, 1))
