"""Messages about something, and those without an answer: the dates a letter may rest on."""

from __future__ import annotations

from tests.review.history import day, entry, example, history

from tenor.ledger.events.working_together import MessageAnswered, MessageSent
from tenor.ledger.model import Body, Entry
from tenor.review.messages import messages, unanswered
from tenor.review.model import Review
from tenor.review.whole import review


def written(text: str) -> Body:
    return Body(kind="words", salt="00", content={"text": text})


def told(on: str) -> Review:
    """Three messages about a plan (1, 6, 8 June), one of them answered on the 7th; one about something else."""
    several: list[Entry] = [
        *history("2023-05-31"),
        entry(901, "2023-06-01", "buyer", MessageSent(message="msg-1", about="plan p1"), written("Who covers in June?")),
        entry(902, "2023-06-06", "buyer", MessageSent(message="msg-2", about="plan p1"), written("Has the cover begun?")),
        entry(903, "2023-06-07", "supplier", MessageAnswered(message="msg-1"), written("Our relief.")),
        entry(904, "2023-06-08", "buyer", MessageSent(message="msg-3", about="plan p1"), None, body_hash="ab" * 32),
        entry(905, "2023-06-08", "supplier", MessageSent(message="msg-4", about="meeting m1"), written("Can we move it?")),
    ]
    return review(example(), several, on=day(on))


def test_those_about_a_thing_with_their_answers() -> None:
    found = messages(told("2023-06-09"), "plan p1")
    assert [(one.id, one.on.isoformat(), one.text, one.answer.text if one.answer else None) for one in found] == [
        ("msg-1", "2023-06-01", "Who covers in June?", "Our relief."),
        ("msg-2", "2023-06-06", "Has the cover begun?", None),
        ("msg-3", "2023-06-08", "", None),
    ]
    assert [one.erased for one in found] == [False, False, True]


def test_unanswered_on_a_day() -> None:
    """What is unanswered depends on the day that is asked for; an answer of later is not known yet."""
    assert [one.id for one in unanswered(told("2023-06-06"), "plan p1")] == ["msg-1", "msg-2"]
    assert [one.id for one in unanswered(told("2023-06-09"), "plan p1")] == ["msg-2", "msg-3"]
    assert unanswered(told("2023-06-09"), "plan p9") == ()


def test_of_one_side_or_about_anything() -> None:
    on = told("2023-06-09")
    assert [one.id for one in unanswered(on)] == ["msg-2", "msg-3", "msg-4"]
    assert [one.id for one in unanswered(on, side="buyer")] == ["msg-2", "msg-3"]
    assert [one.id for one in unanswered(on, side="supplier")] == ["msg-4"]
