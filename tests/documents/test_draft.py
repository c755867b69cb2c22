"""The letter that asks for a plan: readable goldens, and when there is no letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.review.history import day, entry, history, reviewed

from tenor.base.problem import Problem
from tenor.base.wording import say
from tenor.documents.draft import draft
from tenor.documents.model import Heading, Letter, Lines, Paragraph, Table
from tenor.documents.write_text import WIDTH, write_text
from tenor.ledger.events import Event
from tenor.ledger.events.agreements import ContactNamed
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.returns import FigureDisputed, ReturnReceived
from tenor.ledger.model import Body, Entry
from tenor.review.model import Review, Step
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

HERE = Path(__file__).parent


def golden(name: str, text: str) -> None:
    """The text as it stands in `expected/`; write it there by hand, and read it, when the letter changes."""
    assert text == (HERE / "expected" / name).read_text(encoding="utf-8")


def letter(on: Review, rule: str, **of: str) -> Letter:
    found = draft(on, step(on, rule))
    assert isinstance(found, Letter), str(found)
    return found


def step(on: Review, rule: str) -> Step:
    return next(step for step in on.steps if step.rule == rule)


def ferry(*acts: tuple[str, str, Event, Body | None]) -> list[Entry]:
    return [entry(seq, *act) for seq, act in enumerate(acts, 1)]


def quarter(covers: str, on: str, on_time: tuple[int, int], cancelled: int) -> tuple[str, str, Event, Body]:
    figures = [
        {"kpi": "on-time", "period": covers, "numerator": on_time[0], "denominator": on_time[1]},
        {"kpi": "cancelled", "period": covers, "numerator": cancelled, "denominator": 1},
    ]
    event = ReturnReceived(ret="quarterly", covers=covers, reports=("on-time", "cancelled"))
    return on, "supplier", event, Body(kind="rows", salt="00" * 16, content={"figures": figures})


def ferry_review(on: str, *acts: tuple[str, str, Event, Body | None]) -> Review:
    read = read_yaml((HERE / "small.yaml").read_text(encoding="utf-8"))
    assert read.terms is not None, [str(each) for each in read.problems]
    return review(read.terms, ferry(*acts), on=day(on))


def test_the_request_for_a_plan() -> None:
    golden("plan-request.txt", write_text(letter(reviewed("2023-05-10"), "plan")))


def test_the_request_of_another_contract() -> None:
    """Other levels, quarters, stated figures, no contacts and nothing printed: the letter says what there is, and invents nothing."""
    on = ferry_review("2023-05-02", quarter("2023-Q1", "2023-04-14", (150, 200), 6))
    golden("plan-request-ferry.txt", write_text(letter(on, "recover")))


def test_the_days_are_counted_from_the_letter() -> None:
    found = letter(reviewed("2023-05-15", entries=history("2023-05-09")), "plan")
    assert (found.on, found.due) == (date(2023, 5, 15), date(2023, 5, 30))
    asked = letter(reviewed("2023-06-30"), "plan")
    assert (asked.on, asked.due) == (date(2023, 5, 10), date(2023, 5, 24)), "the plan was asked for on 10 May"


def test_a_letter_leaves_once_the_day_is_over() -> None:
    """The conditions are met at the close of Tue 9 May: the letter is of the next day."""
    assert letter(reviewed("2023-05-09"), "plan").on == date(2023, 5, 10)


def test_every_block_says_what_it_stands_on() -> None:
    found = letter(reviewed("2023-05-10"), "plan")
    table = next(block for block in found.blocks if isinstance(block, Table))
    assert [row.because for row in table.rows] == [("visits 2023-03",), ("reports 2023-03",), ("reports 2023-04",)]
    assert {row.clause for row in table.rows} == {("3.1",)}
    grounds = [block for block in found.blocks if isinstance(block, Paragraph) and found.step in block.because]
    assert {block.clause for block in grounds} == {("6.3",), ("6.3", "6.4")}


def test_who_writes_and_who_is_written_to() -> None:
    named = ContactNamed(side="supplier", order=1, role="supplier contract manager", has_email=True)
    entries = history("2023-05-10", ("2023-05-02", "supplier", named))
    content = {"name": "Robin Sample", "email": "robin@supplier.example"}
    words = Body(kind="words", salt="00" * 16, content=content)
    entries = [replace(each, body=words) if each.event == named else each for each in entries]
    text = write_text(letter(reviewed("2023-05-10", entries=entries), "plan"))
    assert "Robin Sample\nsupplier contract manager\nVisiting Voices CIC\nrobin@supplier.example\n" in text
    assert "Dear Robin Sample," in text
    erased = [replace(each, body=None) if each.event == named else each for each in entries]
    assert "Dear contract manager," in write_text(letter(reviewed("2023-05-10", entries=erased), "plan"))


def test_a_dispute_is_said() -> None:
    disputed = FigureDisputed(kpi="reports", period="2023-04")
    on = reviewed("2023-05-12", ("2023-05-11", "supplier", disputed))
    assert "One of these figures is in dispute." in write_text(letter(on, "plan"))


NO_LETTER = [
    ("2023-05-09", "act", "there is no letter yet for decide action"),
    ("2023-06-30", "further-plan", "there is no letter yet for improvement plan"),
]


@pytest.mark.parametrize(("on", "rule", "says"), NO_LETTER)
def test_no_letter_yet(on: str, rule: str, says: str) -> None:
    """Other steps have no letter yet; a plan that a notice asks for by itself needs none."""
    now = reviewed(on)
    found = draft(now, step(now, rule))
    assert isinstance(found, Problem)
    assert says in str(found)


def test_no_letter_for_a_step_that_is_closed() -> None:
    decided = entry(99, "2023-05-11", "buyer", DecisionTaken(rule="plan", outcome="not taken"))
    on = reviewed("2023-05-12", entries=[*history("2023-05-09"), decided])
    found = draft(on, step(on, "plan"))
    assert isinstance(found, Problem)
    assert found.code == "letter-step-closed"


@pytest.mark.parametrize("on", ["2023-05-10", "2023-05-31"])
def test_no_line_is_too_long(on: str) -> None:
    assert max(len(line) for line in write_text(letter(reviewed(on), "plan")).splitlines()) <= WIDTH


def test_nobody_is_blamed() -> None:
    """It describes figures: no word for whoever did not reach them."""
    text = write_text(letter(reviewed("2023-05-10"), "plan")).lower()
    assert not [word for word in ("fail", "breach", "default", "non-compli", "unacceptable", "poor perform") if word in text]


def test_a_table_wider_than_the_page_wraps_its_cells() -> None:
    from tenor.documents.model import TableRow

    rows = (TableRow(cells=("x" * 100, "a few words that go on", "1")),)
    wide = Letter(title="t", on=date(2023, 1, 1), step="", clause=(), blocks=(Table(head=("one", "two", "three"), rows=rows),))
    lines = write_text(wide).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert "".join(line.split("  ")[0].strip() for line in lines if line.startswith("x")) == "x" * 100


def test_the_blocks_are_data() -> None:
    found = letter(reviewed("2023-05-10"), "plan")
    headings = [say(block.text) for block in found.blocks if isinstance(block, Heading) and not isinstance(block.text, str)]
    assert headings == ["What the figures were", "What we ask for", "By when", "How to answer"]
    assert isinstance(found.blocks[0], Lines)
