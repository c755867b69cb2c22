"""# Counting days

How a deadline is found from the day that sets it off. Each table is a rule of counting; each line is a case that is tried.
The calendar is that of England and Wales unless a table says otherwise: Saturdays, Sundays and bank holidays are closed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tenor.base.days import calendar
from tenor.base.deadline import IfClosed, count, given_on, london_day, nth_day, nth_weekday, on_day, shift
from tenor.base.period import parse_label
from tenor.base.wording import say

ENGLAND = calendar("england-and-wales")


def day(text: str) -> date:
    return date.fromisoformat(text)


WORKING_DAYS_AFTER = [
    # n, after, is due, and how Tenor says it
    (5, "2022-09-14", "Thu 22 Sep 2022: 5 working days after Wed 14 Sep 2022, skipping Mon 19 Sep 2022"),
    (5, "2022-09-15", "Fri 23 Sep 2022: 5 working days after Thu 15 Sep 2022, skipping Mon 19 Sep 2022"),
    (5, "2022-09-17", "Mon 26 Sep 2022: 5 working days after Sat 17 Sep 2022, skipping Mon 19 Sep 2022"),
    (5, "2022-05-31", "Thu 9 Jun 2022: 5 working days after Tue 31 May 2022, skipping Thu 2 Jun 2022 and Fri 3 Jun 2022"),
    (5, "2023-05-03", "Thu 11 May 2023: 5 working days after Wed 3 May 2023, skipping Mon 8 May 2023"),
    (5, "2020-05-06", "Thu 14 May 2020: 5 working days after Wed 6 May 2020, skipping Fri 8 May 2020"),
    (5, "2025-12-22", "Wed 31 Dec 2025: 5 working days after Mon 22 Dec 2025, skipping Thu 25 Dec 2025 and Fri 26 Dec 2025"),
    (5, "2025-04-17", "Mon 28 Apr 2025: 5 working days after Thu 17 Apr 2025, skipping Fri 18 Apr 2025 and Mon 21 Apr 2025"),
    (5, "2026-05-01", "Mon 11 May 2026: 5 working days after Fri 1 May 2026, skipping Mon 4 May 2026"),
    (10, "2023-06-14", "Wed 28 Jun 2023: 10 working days after Wed 14 Jun 2023"),
    (1, "2023-06-14", "Thu 15 Jun 2023: 1 working day after Wed 14 Jun 2023"),
    (0, "2023-05-10", "Wed 10 May 2023: 0 working days after Wed 10 May 2023"),
    (0, "2023-05-13", "Mon 15 May 2023: 0 working days after Sat 13 May 2023"),
]


@pytest.mark.parametrize(("n", "start", "sentence"), WORKING_DAYS_AFTER)
def test_working_days_after(n: int, start: str, sentence: str) -> None:
    """The day itself never counts. Closed days are skipped, and said where their weekday is usually open."""
    assert say(count("working days after", n, day(start), ENGLAND).worked_out) == sentence


WORKING_DAYS_BEFORE = [
    (5, "2023-06-30", "Fri 23 Jun 2023: 5 working days before Fri 30 Jun 2023"),
    (1, "2024-04-02", "Thu 28 Mar 2024: 1 working day before Tue 2 Apr 2024, skipping Fri 29 Mar 2024 and Mon 1 Apr 2024"),
    (0, "2023-05-14", "Fri 12 May 2023: 0 working days before Sun 14 May 2023"),
]


@pytest.mark.parametrize(("n", "start", "sentence"), WORKING_DAYS_BEFORE)
def test_working_days_before(n: int, start: str, sentence: str) -> None:
    """The mirror of the table above."""
    assert say(count("working days before", n, day(start), ENGLAND).worked_out) == sentence


BEGINNING_WITH = [
    ("working days beginning with", 8, "2025-11-26", "2025-12-05"),
    ("working days beginning with", 1, "2023-05-08", "2023-05-09"),
    ("working days beginning with", 3, "2023-05-06", "2023-05-11"),
    ("calendar days beginning with", 30, "2026-03-31", "2026-04-29"),
    ("calendar days beginning with", 30, "2026-06-30", "2026-07-29"),
    ("calendar days beginning with", 1, "2023-05-08", "2023-05-08"),
    ("months beginning with", 6, "2022-09-01", "2023-02-28"),
]


@pytest.mark.parametrize(("kind", "n", "start", "due"), BEGINNING_WITH)
def test_beginning_with(kind: str, n: int, start: str, due: str) -> None:
    """ "Beginning with" makes the day itself day 1; of working days, the first that is open."""
    assert count(kind, n, day(start), ENGLAND).due == day(due)  # type: ignore[arg-type]


CALENDAR_AND_MONTHS = [
    ("clear days", 7, "2023-06-01", "2023-06-09"),
    ("clear days", 1, "2023-12-31", "2024-01-02"),
    ("calendar days after", 7, "2023-06-01", "2023-06-08"),
    ("calendar days before", 7, "2023-06-08", "2023-06-01"),
    ("months after", 1, "2023-01-31", "2023-02-28"),
    ("months after", 1, "2024-01-31", "2024-02-29"),
    ("months after", 6, "2022-09-01", "2023-03-01"),
    ("months after", 6, "2022-08-31", "2023-02-28"),
    ("months before", 3, "2026-08-31", "2026-05-31"),
    ("every 12 months", 1, "2024-02-29", "2025-02-27"),
    ("every 12 months", 4, "2024-02-29", "2028-02-28"),
    ("every 12 months", 2, "2022-09-01", "2024-08-31"),
]


@pytest.mark.parametrize(("kind", "n", "start", "due"), CALENDAR_AND_MONTHS)
def test_calendar_days_and_months(kind: str, n: int, start: str, due: str) -> None:
    """Clear days leave both ends out. Months keep the day-number, or take the last day. Windows of 12 months count from the start."""
    assert count(kind, n, day(start), ENGLAND).due == day(due)  # type: ignore[arg-type]


OTHER_CALENDARS = [
    ("england-and-wales", "open day", "2025-12-05"),
    ("scotland", "open day", "2025-12-08"),
    ("uk-any", "open day", "2025-12-08"),
    ("england-and-wales", "open day scotland", "2025-12-08"),
    ("england-and-wales", "weekday", "2025-12-05"),
    ("england-and-wales", "day", "2025-12-03"),
]


@pytest.mark.parametrize(("division", "kind", "due"), OTHER_CALENDARS)
def test_the_kind_of_day(division: str, kind: str, due: str) -> None:
    """8 days beginning with Wed 26 Nov 2025, by several calendars: St Andrew's Day is kept on Mon 1 Dec 2025."""
    assert count("working days beginning with", 8, day("2025-11-26"), calendar(division).of_kind(kind)).due == day(due)


NAMED_DAYS = [
    (-1, 4, "2024-03", "Fri 29 Mar 2024: last Friday of March 2024; Fri 29 Mar 2024 is closed (Good Friday), so Tue 2 Apr 2024"),
    (-1, 4, "2026-12", "Fri 25 Dec 2026: last Friday of December 2026; Fri 25 Dec 2026 is closed (Christmas Day), so Tue 29 Dec 2026"),
    (-1, 4, "2023-06", "Fri 30 Jun 2023: last Friday of June 2023"),
    (1, 0, "2023-05", "Mon 1 May 2023: 1st Monday of May 2023; Mon 1 May 2023 is closed (May Day), so Tue 2 May 2023"),
    (2, 2, "2023-Q3", "Wed 12 Jul 2023: 2nd Wednesday of quarter 3 of 2023"),
]


@pytest.mark.parametrize(("n", "weekday", "label", "sentence"), NAMED_DAYS)
def test_named_days(n: int, weekday: int, label: str, sentence: str) -> None:
    """A named day that is closed moves to the next working day, even into the next month."""
    period = parse_label(label)
    assert period is not None
    named = nth_weekday(period, n, weekday)
    assert named is not None
    assert say(shift(named, "next working day", ENGLAND).worked_out) == sentence


NTH_DAYS = [
    (5, "open day", "2023-05", "2023-05-09"),
    (-1, "open day", "2023-12", "2023-12-29"),
    (15, "day", "2023-05", "2023-05-15"),
    (-1, "day", "2024-02", "2024-02-29"),
    (31, "day", "2023-06", None),
]


@pytest.mark.parametrize(("n", "kind", "label", "due"), NTH_DAYS)
def test_nth_day_of_a_period(n: int, kind: str, label: str, due: str | None) -> None:
    """The 5th working day, the last day. A day that the period does not have is none: nobody guesses another."""
    period = parse_label(label)
    assert period is not None
    found = nth_day(period, n, ENGLAND.of_kind(kind))
    assert (found.due.isoformat() if found else None) == due


IF_CLOSED: list[tuple[str, IfClosed, str]] = [
    ("2024-03-29", "next working day", "Fri 29 Mar 2024 is closed (Good Friday), so Tue 2 Apr 2024"),
    ("2024-03-29", "working day before", "Fri 29 Mar 2024 is closed (Good Friday), so Thu 28 Mar 2024"),
    ("2024-03-29", "stays", "Fri 29 Mar 2024: the day itself"),
    ("2024-03-31", "next working day", "Sun 31 Mar 2024 is closed (a Sunday), so Tue 2 Apr 2024"),
    ("2024-03-28", "next working day", "Thu 28 Mar 2024: the day itself"),
]


@pytest.mark.parametrize(("due", "if_closed", "sentence"), IF_CLOSED)
def test_if_closed(due: str, if_closed: IfClosed, sentence: str) -> None:
    """What becomes of a deadline on a closed day, as the contract says."""
    assert say(shift(on_day(day(due)), if_closed, ENGLAND).worked_out) == sentence


GIVEN = [
    # moment in UTC, cut-off in London, given on
    ("2023-04-25T23:30", None, "2023-04-26"),
    ("2023-04-28T15:59", "17:00", "2023-04-28"),
    ("2023-04-28T16:00", "17:00", "2023-05-02"),
    ("2023-01-13T16:59", "17:00", "2023-01-13"),
    ("2023-01-13T17:00", "17:00", "2023-01-16"),
    ("2023-04-29T09:00", "17:00", "2023-05-02"),
    ("2023-04-29T18:00", "17:00", "2023-05-02"),
    ("2023-04-29T09:00", None, "2023-04-29"),
]


@pytest.mark.parametrize(("moment", "cut_off", "given"), GIVEN)
def test_given_on(moment: str, cut_off: str | None, given: str) -> None:
    """A moment lies in its London day. With a cut-off, an act at or after it, or on a closed day, is given on the next working day."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    clock = time.fromisoformat(cut_off) if cut_off else None
    assert given_on(london_day(at), at, clock, ENGLAND) == day(given)


def test_beyond_the_published_holidays() -> None:
    """Bank holidays are published two years ahead. A deadline beyond them is still a day, and says that it may move."""
    deadline = count("working days after", 5, day("2028-12-28"), ENGLAND)
    assert deadline.past_calendar
    assert deadline.note is not None
    assert say(deadline.note) == (
        "Thu 4 Jan 2029 lies beyond Sun 31 Dec 2028, up to which bank holidays are published: a holiday proclaimed later may move it"
    )
    assert not count("months after", 6, day("2028-12-28"), ENGLAND).past_calendar
