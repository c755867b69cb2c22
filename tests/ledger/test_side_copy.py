"""What is made for a side holds nothing that is not for it, in any byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ledger.given import SOURCE, day, noon, proposed, rows, words

from tenor.ledger.canonical import dump
from tenor.ledger.erase import erase
from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.notices import NoticeIssued
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.events.working_together import RiskRaised
from tenor.ledger.folder import read_folder, verify_folder
from tenor.ledger.record import keep_file, record, record_many
from tenor.ledger.side_copy import make_side_copy

AT = noon(day("2023-06-30"))
SECRET = "planted-secret"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger of both sides, with a secret of each in every place that can hold one."""
    path = tmp_path / "contract"
    path.mkdir()
    (path / "terms.yaml").write_text(SOURCE, encoding="utf-8")
    shared, own, named = (keep_file(path, data) for data in (b"the return", f"advice {SECRET}".encode(), b"named in a letter"))
    several = [
        proposed(ReturnReceived(ret="monthly", covers="2023-06", reports=(), file=shared), body=rows(visits={"A/1": {"unit": "A"}})),
        proposed(DecisionTaken(rule=SECRET, outcome="advice"), body=words(advice=SECRET), side="buyer", seen_by="buyer", id=f"id-{SECRET}"),
        proposed(NoticeIssued(notice="n", step="warning"), body=words(annex=named), side="buyer"),
        proposed(RiskRaised(risk=SECRET), seen_by="buyer", side="buyer", by=SECRET),
        proposed(NoticeIssued(notice="draft", step=SECRET, text_hash=own), seen_by="buyer", side="buyer"),
        proposed(ReturnReceived(ret=SECRET, covers="2023-06", reports=(), file=own), words=words(x=SECRET), seen_by="buyer"),
        proposed(DutyDone(duty="ours"), seen_by="supplier", body=words(note="supplier only")),
        proposed(DutyDone(duty="last"), body=words(note="for both")),
    ]
    assert record_many(path, several, at=AT).problems == ()
    (path / "bodies/left-over.json").write_text(SECRET)
    (path / "ledger.jsonl.cut-1").write_text(SECRET)
    (path / "note.txt").write_text(SECRET)
    return path


def test_no_planted_secret_leaks(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "for-supplier"
    assert erase(folder, f"id-{SECRET}", by="p-1", side="buyer", on=day("2023-06-30"), at=AT, reason=SECRET).problems == ()
    assert make_side_copy(folder, "supplier", target) == ()
    for path in target.rglob("*"):
        assert SECRET not in str(path)
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes()
    assert sorted(path.name for path in target.iterdir()) == ["bodies", "files", "ledger.jsonl", "side", "terms.yaml"]
    assert sorted(path.read_bytes() for path in (target / "files").iterdir()) == [b"named in a letter", b"the return"]


def test_the_copy_is_proved_and_says_what_is_hidden(folder: Path, tmp_path: Path) -> None:
    make_side_copy(folder, "supplier", tmp_path / "copy")
    result = verify_folder(tmp_path / "copy")
    assert (result.good, result.entries, result.hidden, result.head) == (True, 8, 4, read_folder(folder).chain.head)
    assert [str(p) for p in result.problems] == [
        "chain-hidden: 4 entries are hidden from this copy: the place in the chain is proved, what was said is not"
    ]
    held = read_folder(tmp_path / "copy")
    assert held.problems == ()
    assert [entry.hidden for entry in held.entries] == [False, True, False, True, True, True, False, False]
    assert (tmp_path / "copy/ledger.jsonl").read_bytes().splitlines()[1].startswith(b'{"hash":"')


def test_each_side_has_its_own(folder: Path, tmp_path: Path) -> None:
    make_side_copy(folder, "buyer", tmp_path / "copy")
    everything = b"".join(path.read_bytes() for path in (tmp_path / "copy").rglob("*") if path.is_file())
    assert SECRET.encode() in everything
    assert b"supplier only" not in everything
    assert verify_folder(tmp_path / "copy").hidden == 1


def test_a_copy_of_a_copy_stays_hidden_and_can_be_written_on(folder: Path, tmp_path: Path) -> None:
    make_side_copy(folder, "supplier", tmp_path / "one")
    make_side_copy(tmp_path / "one", "buyer", tmp_path / "two")
    assert verify_folder(tmp_path / "two").hidden == 5
    assert record(tmp_path / "one", proposed(DutyDone(duty="x")), at=AT).problems == ()
    assert verify_folder(tmp_path / "one").entries == 9


def test_only_into_an_empty_folder_and_only_from_a_whole_ledger(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").write_text("x")
    assert [p.code for p in make_side_copy(folder, "supplier", tmp_path / "full")] == ["copy-not-empty"]
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"last"', b'"lost"'))
    assert [p.code for p in make_side_copy(folder, "supplier", tmp_path / "new")] == ["chain-hash"]
    assert not (tmp_path / "new").exists()


def test_an_entry_cut_down_in_the_master_is_named(folder: Path) -> None:
    """Only a copy made for a side, which says whose it is, may hold an entry of which nothing but its place is left."""
    ledger = folder / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    frame = json.loads(lines[2])
    lines[2] = dump({"hash": frame["hash"], "prev": frame["prev"], "seq": frame["seq"]}) + b"\n"
    ledger.write_bytes(b"".join(lines))
    result = verify_folder(folder)
    assert (result.good, result.broken) == (False, 3)
    assert "chain-hidden-in-master" in [p.code for p in result.problems if p.weight == "stops"]
    assert "chain-hidden-in-master" in [p.code for p in read_folder(folder).problems]
