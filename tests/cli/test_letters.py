"""A formal letter from the command line: two people, the same words, and never to the other side before it is issued."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.given import EXAMPLE, said

from tenor.documents.notice_text import hash_of
from tenor.ledger.folder import read_folder

ON = "2024-02-01"
NAME = "formal warning"


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    folder = tmp_path / "contract"
    shutil.copytree(EXAMPLE, folder)
    return folder


@pytest.fixture
def letter(contract: Path, tmp_path: Path) -> Path:
    """As `tenor write` makes it, filled in by a person."""
    file = tmp_path / "letter.txt"
    said("write", contract, NAME, "--on", ON, "-o", file)
    text = file.read_text(encoding="utf-8")
    assert "(a) Performance is not adequate" in text
    assert "By when: [no day yet]" in text
    said_all = text.replace("[nothing said yet]", "The figures of the winter.").replace("[no day yet]", "Fri 16 Feb 2024")
    file.write_text(said_all, encoding="utf-8")
    return file


def ask(contract: Path, letter: Path, *more: str, code: int = 0) -> str:
    words = ("record", contract, "notice-drafted", "notice=w2", f"step={NAME}", "kpis=reports", "--words", f"@{letter}", "--on", ON)
    return said(*words, *(more or ("--by", "b-1")), code=code)


def record(contract: Path, *words: str, code: int = 0) -> str:
    return said("record", contract, *words, "--on", ON, code=code)


def test_one_writes_another_approves_and_the_same_words_go_out(contract: Path, letter: Path) -> None:
    ask(contract, letter)
    record(contract, "notice-approved", "notice=w2", "--by", "b-2")
    record(contract, "notice-issued", "notice=w2", "method=post", "--by", "b-1")
    drafted, approved, issued = read_folder(contract).entries[-3:]
    assert [each.seen_by for each in (drafted, approved, issued)] == ["buyer", "buyer", "both"]
    assert drafted.event.text_hash == approved.event.text_hash == issued.event.text_hash == hash_of(issued.body.content)
    assert drafted.event.stated == ("1", "2", "3")
    assert (issued.event.step, issued.event.kpis, issued.event.method) == (NAME, ("reports",), "post")
    assert issued.event.plan == "plan-3", "the rule of the contract leads to another plan from its receipt; two have been asked for"
    assert dict(drafted.body.content) == dict(issued.body.content)
    said("verify", contract)


def test_the_buyers_letter_does_not_go_out_without_a_second_person(contract: Path, letter: Path) -> None:
    issue = ("notice-issued", "notice=w2", f"step={NAME}", "kpis=reports", "--by", "b-1")
    assert "no second person has approved" in record(contract, *issue, code=1)
    ask(contract, letter)
    assert "no second person has approved" in record(contract, *issue, code=1)
    assert "cannot approve it" in record(contract, "notice-approved", "notice=w2", "--by", "b-1", code=1)
    record(contract, "notice-approved", "notice=w2", "--by", "b-2")
    assert "are not those that were asked about" in record(contract, *issue, f"text_hash={'0' * 64}", code=1)
    record(contract, *issue)
    assert "there is already a notice" in record(contract, *issue, code=1)


def test_nobody_named_is_nobody_else(contract: Path, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two acts of somebody who does not say who they are may be acts of one."""
    monkeypatch.delenv("TENOR_BY", raising=False)
    ask(contract, letter, "--side", "buyer")
    assert "cannot approve it" in record(contract, "notice-approved", "notice=w2", code=1)


@pytest.mark.parametrize("part", ["(a) Performance is not adequate", "(b) Why this is so", "(c) A further improvement plan is required"])
def test_with_a_part_missing_nobody_is_asked(contract: Path, letter: Path, part: str) -> None:
    """needs.md 3A, 6.8."""
    letter.write_text(letter.read_text(encoding="utf-8").replace(part, "Something else"), encoding="utf-8")
    assert "the letter does not say" in ask(contract, letter, code=1)


def test_with_a_gap_left_nobody_is_asked(contract: Path, tmp_path: Path) -> None:
    file = tmp_path / "gap.txt"
    said("write", contract, NAME, "--on", ON, "-o", file)
    assert "the letter does not say" in ask(contract, file, code=1)


def test_what_to_type_next_follows_the_letter(contract: Path) -> None:
    """The step was decided on 12 Jun 2023; the letter of the example went out the day after."""
    from datetime import date

    from tenor.cli.opening import open_contract
    from tenor.cli.when_done import when_done
    from tenor.review.whole import review

    opened = open_contract(contract)
    typed = []
    for kinds in ((), ("NoticeDrafted",), ("NoticeDrafted", "NoticeApproved")):
        entries = [e for e in opened.held.entries if not e.type.startswith("Notice") or e.type in kinds]
        made = review(opened.terms, entries, on=date(2023, 6, 13))
        duty = next(duty for duty in made.duties if duty.what.code == "duty-decided-notice")
        typed.append(when_done(made, duty))
    assert typed == [
        "record DIR notice-drafted notice=NAME 'step=formal warning' --words @FILE",
        "record DIR notice-approved notice=warning-1",
        "record DIR notice-issued notice=warning-1",
    ]
