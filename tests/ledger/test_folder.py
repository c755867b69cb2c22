"""The folder of a contract, read and proved."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.ledger.given import SOURCE, day, noon, proposed, rows, words

from tenor.base.wording import say
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.returns import RowsLogged
from tenor.ledger.folder import Folder, read_folder, verify_folder
from tenor.ledger.record import keep_file, record, record_many

AT = noon(day("2023-06-14"))


def folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    (path / "terms.yaml").write_text(SOURCE, encoding="utf-8")
    made = record_many(
        path,
        [
            proposed(RowsLogged(datasets=("visits",)), body=rows(visits={"A/1": {"unit": "A"}}), words=words(note="née"), id="first"),
            proposed(DutyDone(duty="d"), body=words(reason="as agreed"), id="second"),
            proposed(DutyDone(duty="e"), id="third"),
        ],
        at=AT,
    )
    assert made.problems == ()
    return path


def codes(path: Path) -> list[str]:
    return [problem.code for problem in verify_folder(path).problems]


def test_what_was_recorded_is_read(tmp_path: Path) -> None:
    held = read_folder(folder(tmp_path))
    assert held.problems == ()
    first, second, third = held.entries
    assert first.body is not None
    assert first.body.content == {"figures": [], "rows": {"visits": [{"id": "A/1", "values": {"unit": "A"}}]}, "withdrawn": {}}
    assert first.words is not None
    assert dict(first.words.content) == {"note": "née"}
    assert second.body is not None
    assert second.body.content["reason"] == "as agreed"
    assert third.body is None
    assert verify_folder(tmp_path).good


def test_words_are_read_only_when_looked_at_and_once(tmp_path: Path) -> None:
    second = read_folder(folder(tmp_path)).entries[1]
    (tmp_path / "bodies/second.json").unlink()
    assert second.body is not None
    assert dict(second.body.content) == {}  # gone before anybody looked
    other = read_folder(folder(tmp_path / "other")).entries[1]
    assert other.body is not None
    assert len(other.body.content) == 1
    (tmp_path / "other/bodies/second.json").unlink()
    assert other.body.content["reason"] == "as agreed"


def test_no_terms_no_ledger(tmp_path: Path) -> None:
    held = read_folder(tmp_path)
    assert [p.code for p in held.problems] == ["folder-no-terms"]
    assert codes(tmp_path) == ["folder-no-terms"]
    (tmp_path / "terms.yaml").write_text(SOURCE)
    assert read_folder(tmp_path).entries == []
    assert verify_folder(tmp_path).good


def test_terms_changed_after_signing(tmp_path: Path) -> None:
    terms = folder(tmp_path) / "terms.yaml"
    terms.write_text(SOURCE.replace("2026-08-31", "2027-08-31"))
    assert codes(tmp_path) == ["chain-terms"]
    assert [p.code for p in read_folder(tmp_path).problems] == ["chain-terms"]


def test_a_half_written_line_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    ledger = folder(tmp_path) / "ledger.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:-20])
    held = read_folder(tmp_path)
    assert ([p.code for p in held.problems], len(held.entries)) == (["ledger-cut"], 2)
    assert "was cut off while it was written" in say(held.problems[0].said)
    assert ledger.read_bytes() == whole[:-20]
    ledger.write_bytes(whole[:-1])  # even if only the line end is missing
    assert codes(tmp_path) == ["ledger-cut"]


def test_a_changed_row_stops_and_changed_words_are_found_by_verify(tmp_path: Path) -> None:
    bodies = folder(tmp_path) / "bodies"
    (bodies / "second.json").write_bytes((bodies / "second.json").read_bytes().replace(b"agreed", b"denied"))
    held = read_folder(tmp_path)
    assert held.problems == ()
    assert held.entries[1].body is not None
    assert dict(held.entries[1].body.content) == {}
    assert codes(tmp_path) == ["body-changed"]
    (bodies / "first.json").write_bytes((bodies / "first.json").read_bytes().replace(b'"A"', b'"B"'))
    held = read_folder(tmp_path)
    assert [str(p) for p in held.problems] == [
        "bodies/first.json:1 body-changed: The body of entry 1 (first) was changed after it was recorded"
    ]
    assert held.entries[0].body is None
    assert verify_folder(tmp_path).broken == 1


def test_a_body_that_belongs_to_nothing_is_said(tmp_path: Path) -> None:
    (folder(tmp_path) / "bodies/left.json").write_text("{}")
    result = verify_folder(tmp_path)
    assert result.good
    assert [(p.code, str(p.where)) for p in result.problems] == [("body-stray", "bodies/left.json")]


def test_a_folder_that_was_copied_is_the_same(tmp_path: Path) -> None:
    shutil.copytree(folder(tmp_path / "a"), tmp_path / "b")
    assert verify_folder(tmp_path / "b") == verify_folder(tmp_path / "a")
    assert record(tmp_path / "b", proposed(DutyDone(duty="x")), at=AT).problems == ()


def test_two_copies_written_to_cannot_be_joined(tmp_path: Path) -> None:
    shutil.copytree(folder(tmp_path / "a"), tmp_path / "b")
    for name in "ab":
        record(tmp_path / name, proposed(DutyDone(duty=name)), at=AT)
    one, other = (Folder(tmp_path / name).ledger for name in "ab")
    one.write_bytes(one.read_bytes() + other.read_bytes().splitlines(keepends=True)[-1])
    result = verify_folder(tmp_path / "a")
    assert (result.broken, [p.code for p in result.problems]) == (5, ["chain-seq"])


def test_a_file_changed_after_it_was_received(tmp_path: Path) -> None:
    name = keep_file(folder(tmp_path), b"the return")
    assert verify_folder(tmp_path).problems == ()
    (tmp_path / "files" / name).write_bytes(b"another return")
    assert codes(tmp_path) == ["file-changed"]
    (tmp_path / "files" / name).unlink()
    assert verify_folder(tmp_path).good
