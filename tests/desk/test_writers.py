"""Several processes write to one contract, and one is killed in the middle: the chain is whole and nothing that was answered is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from tests.cast import CONTRACTS
from tests.sites import ROOT, Place, new_database

PROCESSES, ACTS = 4, 4
CONTRACT = "from tenor.server.ready import wake; wake(); from tenor.desk.models import Contract; print(Contract.objects.get().pk)"
LEDGER = """
from tenor.server.ready import wake
wake()
from tenor.desk.models import Body, Contract, Entry
from tenor.ledger.verify import parts_of
contract = Contract.objects.get()
stored = set(Body.objects.values_list("entry_id", "part"))
from tenor.desk.held import held
entries = held(contract).entries  # raises where the chain does not prove
wanted = {(e.id, part) for e in entries for part, expected in parts_of(e) if expected}
assert wanted == stored, (wanted ^ stored)
assert (contract.length, contract.head) == (len(entries), entries[-1].hash) and Entry.objects.count() == len(entries)
print(len(entries), len({e.id for e in entries}), len({e.prev for e in entries}))
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation with one contract of 79 entries, on each kind of database."""
    database = "" if request.param == "sqlite" else new_database(request.getfixturevalue("postgres"))
    found = Place(tmp_path_factory.mktemp("writers"), database)
    found.tenor("import", CONTRACTS / "reg-44-visits", "--until", "2023-06-11")
    found.about["id"] = found.python("-c", CONTRACT).stdout.strip()
    return found


def writer(place: Place, name: str, acts: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.desk.writing", place.about["id"], name, str(acts)]
    return subprocess.Popen(command, cwd=ROOT, env=place.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def length_of(place: Place) -> int:
    return int(place.python("-c", LEDGER).stdout.split()[0])


def is_whole(place: Place, reference: str, length: int, tmp_path: Path) -> None:
    """Entries, bodies and the contract's row agree, none is there twice, and what is taken out proves."""
    assert place.python("-c", LEDGER).stdout.split() == [str(length)] * 3
    place.tenor("export", reference, tmp_path / "out")
    assert f"The ledger proves: {length} entries" in place.tenor("verify", tmp_path / "out").stdout


def test_four_processes_write_one_chain(place: Place, tmp_path: Path) -> None:
    before = length_of(place)
    writers = [writer(place, f"w-{n}", ACTS) for n in range(PROCESSES)]
    told: list[int] = []
    for each in writers:
        out, err = each.communicate(timeout=240)
        assert each.returncode == 0, err
        told += map(int, out.split())
    assert sorted(told) == list(range(before + 1, before + 1 + PROCESSES * ACTS)), "each act has a number of its own, and none is missing"
    is_whole(place, "R44-2022", before + PROCESSES * ACTS, tmp_path)


def test_killed_in_the_middle_of_its_writes_nothing_is_half_recorded(place: Place, tmp_path: Path) -> None:
    """What it said was recorded is there with its words; what it was at is there whole or not at all; others go on writing."""
    before = length_of(place)
    doomed, other = writer(place, "doomed", 100_000), writer(place, "other", ACTS)
    told = [int(next(lines(doomed))) for _ in range(5)]
    doomed.send_signal(signal.SIGKILL)
    told += map(int, doomed.communicate(timeout=60)[0].split())
    out, err = other.communicate(timeout=240)
    assert other.returncode == 0, err
    told += map(int, out.split())
    length = length_of(place)
    assert set(told) <= set(range(before + 1, length + 1))
    assert length - before - len(told) in (0, 1), "at most the one act whose answer was never read"
    is_whole(place, "R44-2022", length, tmp_path)


def lines(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout
