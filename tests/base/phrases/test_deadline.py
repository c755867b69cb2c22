from __future__ import annotations

from datetime import date, time

import pytest

from tenor.base.figure import Number
from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import (
    AtAllTimes,
    AtOnce,
    ClearDays,
    DayOfYear,
    DueForm,
    DuePhrase,
    EndOf,
    EndOfMonth,
    NextMeeting,
    NthDay,
    NthWeekday,
    OnAnchor,
    OnDate,
    SameDay,
    SpanDue,
)
from tenor.base.phrases.reader import PhraseError, Span
from tenor.base.wording import say


def span(n: int, unit: str, kind: str | None = None) -> Span:
    return Span(n=Number(n), unit=unit, kind=kind)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("10 working days after receipt", SpanDue(span=span(10, "day", "working day"), way="after", anchor="receipt")),
        ("14 business days before meeting", SpanDue(span=span(14, "day", "business day"), way="before", anchor="meeting")),
        ("1 day after issue of plan", SpanDue(span=span(1, "day", "day"), way="after", anchor="issue of plan")),
        ("30 days beginning with notice", SpanDue(span=span(30, "day", "day"), way="beginning with", anchor="notice")),
        ("6 months after contract start", SpanDue(span=span(6, "month"), way="after", anchor="contract start")),
        ("7 clear days after receipt", ClearDays(n=7, anchor="receipt")),
        ("last Friday of the month", NthWeekday(n=-1, weekday=4, period="month")),
        ("first monday of the next quarter", NthWeekday(n=1, weekday=0, period="quarter", next=True)),
        ("5th working day of the next month", NthDay(n=5, kind="working day", period="month", next=True)),
        ("15th day of the next month", NthDay(n=15, kind="day", period="month", next=True)),
        ("last working day of the contract year", NthDay(n=-1, kind="working day", period="contract year")),
        ("end of the month", EndOf(period="month")),
        ("end of the next quarter", EndOf(period="quarter", next=True)),
        ("end of December", EndOfMonth(month=12)),
        ("31 December", DayOfYear(day=31, month=12)),
        ("29 February", DayOfYear(day=29, month=2)),
        ("2026-10-31", OnDate(day=date(2026, 10, 31))),
        ("same working day as sending", SameDay(anchor="sending", kind="working day")),
        ("same day as meeting", SameDay(anchor="meeting", kind="day")),
        ("by contract start", OnAnchor(anchor="contract start", by=True)),
        ("on award", OnAnchor(anchor="award", by=False)),
        ("at the next review meeting", NextMeeting(meeting="review meeting")),
        ("at once", AtOnce()),
        ("At All Times", AtAllTimes()),
    ],
)
def test_deadlines(text: str, form: DueForm) -> None:
    found = parse_deadline(text)
    assert isinstance(found, DuePhrase)
    assert found.form == form
    assert found.by_time is None


def test_by_the_hour() -> None:
    found = parse_deadline("5th working day of the next month by 12:00")
    assert isinstance(found, DuePhrase)
    assert found.by_time == time(12)


WRITE = 'write "{}".'.format


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "within 10 working days",
            'after what? Write "10 working days after receipt", or after, before or beginning with whatever sets it off.',
        ),
        ("10 working days", 'after what? Write "10 working days after receipt", or after, before or beginning with whatever sets it off.'),
        ("10 working days of receipt", WRITE("10 working days after receipt")),
        ("within 10 days after receipt", WRITE("10 days after receipt")),
        ("no later than 10 days after receipt", WRITE("10 days after receipt")),
        ("10 days following receipt", WRITE("10 days after receipt")),
        ("10 days prior to meeting", WRITE("10 days before meeting")),
        (
            "10 days from receipt",
            'is that day itself counted? Write "10 days after receipt" if not, "10 days beginning with receipt" if it is day 1.',
        ),
        ("last Friday", 'of which period? Write "last Friday of the month" or "last Friday of the next month".'),
        ("Friday", 'which Friday? Write "last Friday of the month" or "first Friday of the next month".'),
        ("5th of the month", 'the 5th day, or the 5th working day? Write "5th day of the month" or "5th working day of the month".'),
        (
            "monthly",
            (
                'that says how often, which is the key "every"; here say by which day: "last day of the month", '
                '"5th working day of the next month".'
            ),
        ),
        ("as soon as possible", 'write "at once" if that is meant; if the contract names no day, write "not said".'),
        ("immediately", WRITE("at once")),
        ("10-12 days after receipt", "that is two lines: not_before: 10 days after receipt, and due: 12 days after receipt."),
        ("two weeks after receipt", 'write the number 2 in figures: "2 weeks after receipt".'),
        ("by 31 December", WRITE("31 December")),
        ("by end of December", WRITE("end of December")),
        ("31 December 2026", WRITE("2026-12-31")),
        ("30 February", "30 February is no day of the calendar."),
        ("2026-02-30", "2026-02-30 is no day of the calendar."),
        ("2.5 days after receipt", "days, weeks, months and years are counted whole."),
        ("99999 days after receipt", "99999 is more than any contract counts: check the number."),
        ("10 days after", "a deadline is counted from something: name the event, duty or field."),
        ("end of month", 'end of what? Write "end of the month", "end of the next quarter" or "end of December".'),
    ],
)
def test_other_spellings_are_refused_with_the_right_one(text: str, sentence: str) -> None:
    found = parse_deadline(text)
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == ("phrase-deadline", sentence)


@pytest.mark.parametrize(
    "text", ["", "10", "10 moons after receipt", "by", "on", "same", "at the next", "end of", "last", "at once please", "0 days"]
)
def test_what_is_no_deadline(text: str) -> None:
    found = parse_deadline(text)
    assert isinstance(found, PhraseError)
    assert found.code == "phrase-deadline"
    assert say(found.said)


@pytest.mark.parametrize(("text", "unit", "kind"), [("4 hours after notice", "hour", None), ("4 desk hours after receipt", "hour", "desk")])
def test_hours_are_counted_on_from_a_moment(text: str, unit: str, kind: str | None) -> None:
    found = parse_deadline(text)
    assert isinstance(found, DuePhrase)
    assert isinstance(found.form, SpanDue)
    assert (found.form.span.unit, found.form.span.kind) == (unit, kind)


@pytest.mark.parametrize("text", ["30 minutes before meeting", "4 desk hours beginning with notice"])
def test_hours_are_not_counted_back(text: str) -> None:
    found = parse_deadline(text)
    assert isinstance(found, PhraseError)
    assert found.code == "phrase-deadline"
