"""Writing: one at a time, all or nothing, and what a crash leaves."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.ledger.given import SOURCE, day, noon, proposed, words

from tenor.base.problem import problem
from tenor.ledger import record as record_module
from tenor.ledger.canonical import sha256
from tenor.ledger.events.decisions import DutyDone, DutyWaived
from tenor.ledger.folder import read_folder, verify_folder
from tenor.ledger.record import keep_file, locked, record, record_many

AT = noon(day("2023-06-14"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms.yaml").write_text(SOURCE, encoding="utf-8")
    return tmp_path


ROOT = Path(__file__).parents[2]
WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.record import record
from tests.ledger.given import proposed, words
for n in range(15):
    act = proposed(DutyDone(duty=f"{sys.argv[2]}-{n}"), body=words(by=sys.argv[2]))
    done = record(Path(sys.argv[1]), act, at=lambda: datetime.now(UTC), wait=60)
    assert done.problems == (), [str(p) for p in done.problems]
"""
DIE = """
import os, sys
from pathlib import Path
from tenor.ledger.record import locked
with locked(Path(sys.argv[1])):
    os._exit(0)
"""


def process(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Another Python, with this one's modules."""
    known = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], env=known)


def test_writers_wait_for_each_other_and_never_fork(folder: Path) -> None:
    writers = [process(WRITE, folder, name) for name in "abcd"]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0, 0]
    result = verify_folder(folder)
    assert (result.good, result.entries, result.problems) == (True, 60, ())
    duties = [entry.event.duty for entry in read_folder(folder).entries]
    for name in "abcd":
        assert [d for d in duties if d.startswith(name)] == [f"{name}-{n}" for n in range(15)]


def test_a_lock_held_by_another_is_said_with_its_process(folder: Path) -> None:
    with locked(folder):
        done = record(folder, proposed(DutyDone(duty="d")), at=AT, wait=0.1)
    (found,) = done.problems
    assert (found.code, found.values["process"]) == ("folder-locked", str(os.getpid()))
    assert record(folder, proposed(DutyDone(duty="d")), at=AT).problems == ()


def test_a_dead_writer_leaves_no_lock(folder: Path) -> None:
    assert process(DIE, folder).wait(60) == 0
    assert (folder / "ledger.lock").exists()
    assert record(folder, proposed(DutyDone(duty="d")), at=AT, wait=0.5).problems == ()


def test_all_or_nothing(folder: Path) -> None:
    several = [
        proposed(DutyDone(duty="a"), body=words(x="y")),
        proposed(DutyDone(duty="b\n")),
        proposed(DutyDone(duty="c"), on="2024-01-01"),
    ]
    done = record_many(folder, several, at=AT)
    assert done.entries == ()
    assert [p.code for p in done.problems] == ["event-value"]
    assert not (folder / "ledger.jsonl").exists()
    assert not (folder / "bodies").exists()


def test_the_same_act_twice_is_recorded_once(folder: Path) -> None:
    act = proposed(DutyDone(duty="a"), id="from-the-phone", body=words(x="y"))
    first, again = record(folder, act, at=AT), record(folder, act, at=AT + timedelta(hours=1))
    assert again.entries == tuple(read_folder(folder).entries)
    assert again.entries[0].hash == first.entries[0].hash
    assert len((folder / "ledger.jsonl").read_bytes().splitlines()) == 1
    other = proposed(DutyWaived(duty="a"), id="from-the-phone")
    assert [p.code for p in record(folder, other, at=AT).problems] == ["entry-id-taken"]


def test_twice_in_one_batch(folder: Path) -> None:
    act = proposed(DutyDone(duty="a"), id="one")
    done = record_many(folder, [act, act], at=AT)
    assert [entry.seq for entry in done.entries] == [1, 1]


def test_a_cut_line_is_set_aside_and_never_guessed(folder: Path) -> None:
    for n in (1, 2):
        record(folder, proposed(DutyDone(duty="kept")), at=AT)
        with (folder / "ledger.jsonl").open("ab") as ledger:
            ledger.write(b'{"at":"2023-')
        done = record(folder, proposed(DutyDone(duty="after")), at=AT)
        assert [(p.code, p.weight) for p in done.problems] == [("ledger-cut-aside", "said")]
        assert (folder / f"ledger.jsonl.cut-{n}").read_bytes() == b'{"at":"2023-'
    assert verify_folder(folder).problems == ()
    assert verify_folder(folder).entries == 4


def test_nothing_is_set_aside_when_nothing_is_recorded(folder: Path) -> None:
    (folder / "ledger.jsonl").write_bytes(b'{"at"')
    assert [p.code for p in record(folder, proposed(DutyDone(duty="\n")), at=AT).problems] == ["event-value"]
    assert (folder / "ledger.jsonl").read_bytes() == b'{"at"'


def test_a_broken_ledger_is_not_written_on(folder: Path) -> None:
    record_many(folder, [proposed(DutyDone(duty="a")), proposed(DutyDone(duty="b"))], at=AT)
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"duty":"a"', b'"duty":"z"'))
    assert [p.code for p in record(folder, proposed(DutyDone(duty="c")), at=AT).problems] == ["chain-hash"]


def test_a_full_disk_takes_nothing_half(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(folder, proposed(DutyDone(duty="a")), at=AT)
    before = (folder / "ledger.jsonl").read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(record_module.os, "fsync", full)
    (found,) = record(folder, proposed(DutyDone(duty="b")), at=AT).problems
    assert str(found).endswith("the folder of the contract cannot be written to (No space left on device)")
    monkeypatch.undo()
    assert (folder / "ledger.jsonl").read_bytes() == before
    assert verify_folder(folder).good


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [p.code for p in record(tmp_path / "none", proposed(DutyDone(duty="a")), at=AT).problems] == ["folder-not-written"]


def test_the_rules_are_asked_under_the_lock_with_what_is_there_by_then(folder: Path) -> None:
    seen = []

    def may(chain, act):  # type: ignore[no-untyped-def]
        seen.append(len(chain.entries))
        return [problem("erase-unknown", id="x")] if act.event.duty == "no" else []

    assert record_many(folder, [proposed(DutyDone(duty="a")), proposed(DutyDone(duty="b"))], at=AT, may=may).problems == ()
    assert record(folder, proposed(DutyDone(duty="no")), at=AT, may=may).problems[0].code == "erase-unknown"
    assert seen == [0, 1, 2]
    assert verify_folder(folder).entries == 2


def test_a_clock_a_little_behind_is_taken_and_one_far_behind_is_said(folder: Path) -> None:
    record(folder, proposed(DutyDone(duty="a")), at=AT)
    assert record(folder, proposed(DutyDone(duty="b")), at=lambda: AT - timedelta(seconds=30)).entries[0].at == AT
    late = record(folder, proposed(DutyDone(duty="c")), at=lambda: AT - timedelta(hours=1))
    assert [p.code for p in late.problems] == ["entry-at-earlier"]


def test_files_are_kept_under_their_hash(folder: Path) -> None:
    name = keep_file(folder, b"a return")
    assert name == sha256(b"a return") == keep_file(folder, b"a return")
    assert [path.name for path in (folder / "files").iterdir()] == [name]


def test_many_at_once(folder: Path) -> None:
    several = [proposed(DutyDone(duty=str(n)), body=words(n=n)) for n in range(60)]
    assert len(record_many(folder, several, at=AT).entries) == 60
    assert verify_folder(folder).problems == ()
    assert sorted(path.suffix for path in (folder / "bodies").iterdir()) == [".json"] * 60
