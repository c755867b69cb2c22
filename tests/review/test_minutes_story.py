"""Minutes as a story: versions, receipt, answers, remarks, the final text, and the days of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.review.history import entry, example, reviewed

from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesCommented, MinutesIssued, MinutesReceived, MinutesSent
from tenor.ledger.model import Body
from tenor.review.allow import allow
from tenor.review.minutes_clock import clock_days
from tenor.review.minutes_story import minutes_story
from tenor.review.minutes_text import Text, checked, final_words, hash_of, other_words, text_of

SALT = "00" * 16
M = "m1"  # held 18 April 2023, sent 24 April, acknowledged Tue 25 April


def body(**words: object) -> Body:
    return Body(kind="words", salt=SALT, content=words)


# day | state | what is known: received, last day to answer, agreed
DAYS = """
2023-04-18 | to be sent            |            |            |
2023-04-24 | sent, receipt unknown |            |            |
2023-04-25 | received              | 2023-04-25 | 2023-05-11 |
2023-05-11 | received              | 2023-04-25 | 2023-05-11 |
2023-05-12 | deemed agreed         | 2023-04-25 | 2023-05-11 | 2023-05-11
2023-09-01 | deemed agreed         | 2023-04-25 | 2023-05-11 | 2023-05-11
"""


@pytest.mark.parametrize("line", DAYS.strip().splitlines())
def test_silence(line: str) -> None:
    """Received Tue 25 Apr 2023: still "received" on Thu 11 May, deemed agreed once that day is over."""
    on, state, received, due, agreed = (cell.strip() for cell in line.split("|"))
    story = minutes_story(reviewed(on), M)
    assert story is not None
    found = (story.received_on, story.answer_due and story.answer_due.due, story.agreed_on)
    assert (story.state, *(str(day) if day else "" for day in found)) == (state, received, due, agreed)


def test_the_days_of_the_clock() -> None:
    """Ten business days; 1 and 8 May are holidays and there, weekends are not."""
    terms = example()
    ruled = terms.meetings[0].minutes
    assert ruled is not None
    days = clock_days(terms, ruled.answer_due, date(2023, 4, 25), date(2023, 5, 11))
    assert [(one.day.day, one.n) for one in days] == [
        *((26, 1), (27, 2), (28, 3), (1, 0), (2, 4), (3, 5), (4, 6), (5, 7), (8, 0), (9, 8), (10, 9), (11, 10))
    ]
    assert clock_days(terms, None, date(2023, 4, 25), date(2023, 5, 11)) == []
    assert clock_days(terms, ruled.answer_due, date(2023, 4, 25), date(2023, 5, 10)) == []  # not the day it comes to


def test_unknown_receipt_is_never_deemed() -> None:
    also = (
        ("2023-09-28", "buyer", MinutesSent(meeting="far", version=1)),
        ("2023-09-20", "buyer", MeetingHeld(meeting="far", series="performance")),
    )
    story = minutes_story(reviewed("2023-12-29", *also), "far")
    assert story is not None
    assert (story.state, story.received_on, story.counts_from, story.answer_due, story.agreed_on) == (
        *("sent, receipt unknown", None, None, None),
        None,
    )


def test_an_answer_once_silence_agreed_is_a_remark() -> None:
    review = reviewed("2023-05-16", ("2023-05-15", "supplier", MinutesAnswered(meeting=M, answer="withheld", items=("2",))))
    story = minutes_story(review, M)
    assert story is not None
    assert (story.state, story.answer, [act.event.items for act in story.late], story.others) == ("deemed agreed", None, [("2",)], {})


def test_a_new_version_begins_again() -> None:
    also = (
        ("2023-04-26", "supplier", MinutesAnswered(meeting=M, answer="withheld", items=("2",))),
        ("2023-04-27", "supplier", MinutesCommented(meeting=M, item="2")),
        ("2023-04-28", "buyer", MinutesSent(meeting=M, version=2)),
    )
    before, after = minutes_story(reviewed("2023-04-27", *also), M), minutes_story(reviewed("2023-04-28", *also), M)
    assert before is not None
    assert after is not None
    assert (before.state, len(before.remarks)) == ("withheld", 1)
    assert (after.state, after.answer, after.received_on, len(after.versions), len(after.remarks)) == (
        "sent, receipt unknown",
        None,
        None,
        2,
        1,
    )
    again = MinutesReceived(meeting=M)
    assert not allow(reviewed("2023-05-02", *also), again, side="supplier", on=date(2023, 5, 2))


def test_a_meeting_that_was_not_held_has_no_minutes() -> None:
    assert minutes_story(reviewed("2023-05-05"), "m9") is None


# --- what they say -----------------------------------------------------------------------------------------------

SENT = entry(1, "2023-04-24", "buyer", MinutesSent(meeting=M), body(items=[{"key": "4", "title": "T", "text": "Ours."}], present="Alex"))


@pytest.mark.parametrize(
    ("words", "items", "whole"),
    [
        ({"text": "Draft minutes"}, [("1", "Draft minutes")], True),
        ({"items": [{"key": "4", "text": "Ours."}, "odd", {"text": "no key"}]}, [("4", "Ours.")], False),
        ({"items": {"4": "a map"}}, [], False),
        ({}, [], False),
    ],
)
def test_words_of_any_age(words: dict[str, object], items: list[tuple[str, str]], whole: bool) -> None:
    text = text_of(replace(SENT, body=body(**words)))
    assert [(item.key, item.text) for item in text.items] == items
    assert text.whole == whole


def test_words_that_were_erased() -> None:
    gone = replace(SENT, body=None, body_hash="ab" * 32)
    assert text_of(gone) == Text(erased=True)
    assert checked(gone, "ab" * 32) == "erased"


def test_both_texts_are_kept() -> None:
    answer = entry(2, "2023-04-26", "supplier", MinutesAnswered(meeting=M, answer="withheld"), body(items={"4": "Theirs."}, text="Why"))
    words = final_words(text_of(SENT), other_words(answer), {"how": "withheld"})
    assert words["items"] == [{"key": "4", "title": "T", "text": "Ours.", "other": "Theirs."}]
    assert words["present"] == ["Alex"]
    old = replace(SENT, body=body(text="Draft minutes"))
    assert final_words(text_of(old), {"4": "Theirs."}, {}) == {"text": "Draft minutes", "other": "Theirs."}


def test_the_hash_locks_the_text() -> None:
    words = final_words(text_of(SENT), {}, {"how": "approved"})
    issued = entry(3, "2023-05-12", "buyer", MinutesIssued(meeting=M, text_hash=hash_of(words)), body(**words))
    assert checked(issued, issued.event.text_hash) == "unchanged"  # type: ignore[union-attr]
    assert checked(replace(issued, body=body(**{**words, "apologies": "x"})), hash_of(words)) == "changed"
    assert checked(replace(issued, body=None), hash_of(words)) == "no text"
    assert checked(issued, "") == "no hash"
