"""What holds of every example contract: it is made anew to the byte, it proves, its golden reviews hold, and words can be erased.

After a change that is meant: `python scripts/make_contracts.py` (ledgers), `python scripts/make_contracts.py --goldens` (reviews);
read the difference before committing it.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path

import pytest
from scripts.histories.filling import terms_for
from scripts.histories.recording import terms_of
from scripts.histories.telling import Sent
from scripts.make_contracts import fill, goldens, history_of, make_ledger
from tests.contracts.given import CONTRACTS, NAMES, contract

from tenor.base.wording import say
from tenor.ledger.erase import bodies_of, erase, is_rows
from tenor.ledger.folder import read_folder, verify_folder
from tenor.ledger.side_copy import make_side_copy
from tenor.returns.read import read_return
from tenor.review.as_data import as_data
from tenor.review.ladder import ladder
from tenor.review.whole import review

every_contract = pytest.mark.parametrize("name", NAMES)


def files_of(folder: Path) -> dict[str, bytes]:
    """The ledger, bodies and files of a contract, by path."""
    made = [folder / "ledger.jsonl", *(folder / "bodies").iterdir(), *(folder / "files").iterdir()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def copied(name: str, target: Path, *parts: str) -> Path:
    for part in parts:
        source = CONTRACTS / name / part
        target.mkdir(exist_ok=True)
        shutil.copytree(source, target / part) if source.is_dir() else shutil.copy(source, target / part)
    return target


@pytest.mark.slow
@every_contract
def test_the_history_makes_the_same_ledger_to_the_byte(name: str, tmp_path: Path) -> None:
    folder = copied(name, tmp_path / name, "terms.yaml", "returns")
    make_ledger(name, folder)
    again, there = files_of(folder), files_of(CONTRACTS / name)
    assert sorted(again) == sorted(there), "python scripts/make_contracts.py, then read the difference"
    assert [path for path in again if again[path] != there[path]] == []


@every_contract
def test_the_returns_hold_what_the_history_tells(name: str) -> None:
    history, folder = history_of(name), CONTRACTS / name
    terms = terms_of(folder)
    for one in history.acts:
        if isinstance(one, Sent):
            files = (folder / "returns" / one.file).read_bytes(), fill(history, one, terms)
            lying, told = (
                read_return(data, one.file, terms_for(terms, one), ret=one.ret, covers=one.covers, today=one.on).return_ for data in files
            )
            assert lying is not None
            assert told is not None
            assert (lying.rows, lying.figures) == (told.rows, told.figures), f"{one.file}: python scripts/make_contracts.py --returns"


@every_contract
def test_the_chain_and_every_body_prove(name: str) -> None:
    result = verify_folder(CONTRACTS / name)
    assert result.good
    assert result.problems == ()
    assert result.entries == len(history_of(name).acts)


@every_contract
def test_every_file_received_is_kept_under_its_hash(name: str) -> None:
    lying = {sha256(path.read_bytes()).hexdigest() for path in (CONTRACTS / name / "returns").iterdir()}
    kept = {path.name for path in (CONTRACTS / name / "files").iterdir()}
    named = {entry.event.file for entry in contract(name).held.entries if entry.type == "ReturnReceived"}
    assert lying == kept == named


@every_contract
def test_golden_reviews(name: str) -> None:
    """After a change that is meant: python scripts/make_contracts.py --goldens"""
    expected = CONTRACTS / name / "expected"
    there = {path.name: path.read_text(encoding="utf-8").splitlines() for path in expected.iterdir()}
    now = {file: text.splitlines() for file, text in goldens(name, CONTRACTS / name)}
    assert sorted(now) == sorted(there)
    differing = [line for file in now for line in unified_diff(there[file], now[file], f"expected/{file}", "now", lineterm="", n=1)]
    assert not differing, "\n".join(differing[:60])


@every_contract
def test_words_can_all_be_erased_and_review_and_verify_say_the_same(name: str, tmp_path: Path) -> None:
    folder = copied(name, tmp_path / name, "terms.yaml", "ledger.jsonl", "bodies")
    before = {on: as_data(review(contract(name).terms, contract(name).held.entries, on=on)) for on in history_of(name).telling}
    with_words = [entry for entry in contract(name).held.entries if any(not is_rows(entry, part) for part in bodies_of(entry))]
    assert with_words
    last = max(before)
    for entry in with_words:
        done = erase(folder, entry.id, by="keeper", side="system", on=last, at=datetime(2030, 1, 1, tzinfo=UTC))
        assert done.problems == ()
    held = read_folder(folder)
    assert {on: as_data(review(contract(name).terms, held.entries, on=on)) for on in before} == before
    result = verify_folder(folder)
    assert (result.good, result.erased) == (True, len(with_words))


@every_contract
def test_the_suppliers_copy_proves(name: str, tmp_path: Path) -> None:
    assert make_side_copy(CONTRACTS / name, "supplier", tmp_path / "copy") == ()
    assert verify_folder(tmp_path / "copy").good


def test_what_the_council_keeps_to_itself_is_nowhere_in_the_suppliers_copy(tmp_path: Path) -> None:
    target = tmp_path / "copy"
    make_side_copy(CONTRACTS / "reg-44-visits", "supplier", target)
    held = contract("reg-44-visits").held
    hidden = [entry for entry in held.entries if entry.seen_by == "buyer"]
    assert {entry.type for entry in hidden} == {"RiskRaised", "RiskAssessed", "DecisionTaken", "NoticeDrafted", "NoticeApproved"}
    everything = b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
    for secret in (b"one illness", b"legal services", *(entry.id.encode() for entry in hidden)):
        assert secret not in everything
    made = review(contract("reg-44-visits").terms, read_folder(target).entries, on=date(2023, 10, 6))
    whole = contract("reg-44-visits").on("2023-10-06")
    assert [(step.id, step.met_on) for step in made.steps] == [(step.id, step.met_on) for step in whole.steps]


@every_contract
def test_the_ladder_of_each_contract_can_be_told(name: str) -> None:
    """From good months to the end, each rung with what would meet it, at the start and at the end of the story."""
    entries = contract(name).held.entries
    for day in (entries[0].on, entries[-1].on):
        for rung in ladder(contract(name).on(day.isoformat())):
            assert say(rung.title), rung
