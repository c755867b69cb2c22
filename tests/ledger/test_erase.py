"""Erasing: the words are gone, the chain proves, and what was counted stays counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.given import SOURCE, day, noon, proposed, rows, terms, words

from tenor.ledger.erase import erase
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.returns import FiguresKept, ReturnReceived, RowsLogged
from tenor.ledger.facts import facts
from tenor.ledger.folder import read_folder, verify_folder
from tenor.ledger.model import Facts
from tenor.ledger.record import Proposed, record, record_many

AT = noon(day("2023-07-14"))
VISITS: dict[str, dict[str, str]] = {"A/2023-06-05": {"unit": "A", "visited_on": "2023-06-05"}}


def returned() -> Proposed:
    event = ReturnReceived(ret="monthly", covers="2023-06", reports=("reports", "sent_back"))
    return proposed(event, body=rows(visits=VISITS), words=words(rows={"visits": {"A/2023-06-05": {"note": "secret name"}}}), id="return")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    (path / "terms.yaml").write_text(SOURCE, encoding="utf-8")
    several = [
        returned(),
        proposed(DutyDone(duty="d"), body=words(reason="secret name"), id="done"),
        proposed(RowsLogged(), body=rows(visits={"B/1": {"unit": "B"}}), words=words(note="secret name"), id="log"),
        proposed(DutyDone(duty="e"), id="bare"),
        proposed(DutyDone(duty="f"), body=words(reason="secret name"), seen_by="buyer", id="advice"),
    ]
    assert record_many(path, several, at=AT).problems == ()
    return path


def gone(folder: Path, id: str, **more: Any) -> list[str]:
    done = erase(folder, id, by="p-2", side="buyer", on=day("2023-07-14"), at=AT, **more)
    return [problem.code for problem in done.problems]


def test_words_are_gone_and_the_chain_proves(folder: Path) -> None:
    assert gone(folder, "done", reason="retention") == []
    result = verify_folder(folder)
    assert (result.good, result.problems, result.erased) == (True, (), 1)
    assert not (folder / "bodies/done.json").exists()
    entry, said = read_folder(folder).chain.ids["done"], read_folder(folder).entries[-1]
    assert entry.body is None
    assert (said.type, said.event.entry, said.event.part, said.event.reason) == ("BodyErased", "done", "body", "retention")


def test_only_the_words_beside_rows_go(folder: Path) -> None:
    assert gone(folder, "return") == []
    assert (folder / "bodies/return.json").exists()
    assert not (folder / "bodies/return.words.json").exists()
    assert verify_folder(folder).good


def test_rows_go_once_their_figures_are_kept(folder: Path) -> None:
    assert gone(folder, "return", rows=True) == ["erase-not-kept", "erase-not-kept"]
    for kpi in ("reports", "sent_back"):
        record(folder, proposed(FiguresKept(kpi=kpi, period="2023-06", numerator=1, denominator=1, rows_hash="0" * 64)), at=AT)
    assert gone(folder, "return", rows=True, counted=[("reports", "2023-05")]) == ["erase-not-kept"]
    assert gone(folder, "return", rows=True) == []
    assert verify_folder(folder).good
    assert read_folder(folder).chain.ids["return"].body is None
    assert not (folder / "bodies/return.words.json").exists()


def test_rows_of_a_log_need_to_be_told_where_they_counted(folder: Path) -> None:
    assert gone(folder, "log", rows=True) == ["erase-counted"]
    assert gone(folder, "log", rows=True, counted=[]) == []
    assert verify_folder(folder).good


@pytest.mark.parametrize(("id", "code"), [("nothing", "erase-unknown"), ("bare", "erase-nothing")])
def test_what_cannot_be_erased(folder: Path, id: str, code: str) -> None:
    before = (folder / "ledger.jsonl").read_bytes()
    assert gone(folder, id) == [code]
    assert (folder / "ledger.jsonl").read_bytes() == before


def test_rows_alone_are_erased_by_name(folder: Path) -> None:
    record(folder, proposed(RowsLogged(), body=rows(visits={"A/2": {"unit": "A"}}), id="rows-only"), at=AT)
    assert gone(folder, "rows-only") == ["erase-only-rows"]


def test_erased_twice_says_so_and_ends_what_was_broken_off(folder: Path) -> None:
    body = folder / "bodies/done.json"
    data = body.read_bytes()
    gone(folder, "done")
    body.write_bytes(data)  # as if the machine had stopped before the file went
    assert [p.code for p in verify_folder(folder).problems] == ["body-not-erased"]
    assert gone(folder, "done") == ["erase-already"]
    assert not body.exists()
    assert verify_folder(folder).good
    assert sum(entry.type == "BodyErased" for entry in read_folder(folder).entries) == 1


def test_who_may_not_see_the_entry_may_not_see_it_erased(folder: Path) -> None:
    gone(folder, "advice")
    assert read_folder(folder).entries[-1].seen_by == "buyer"


def rows_and_acts(found: Facts) -> Any:
    return [(r.id, r.values, r.from_day, r.until_day) for r in found.rows], [a.ref for a in found.acts if a.entry.type != "BodyErased"]


@given(ids=st.sets(st.sampled_from(["return", "done", "log", "advice"])))
@settings(max_examples=16, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_erasing_any_words_changes_nothing(ids: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = made(tmp_path_factory.mktemp("contract") / "c")
    before = rows_and_acts(facts(read_folder(path).entries, terms()))
    for id in sorted(ids):
        assert gone(path, id) == []
    assert rows_and_acts(facts(read_folder(path).entries, terms())) == before
    assert verify_folder(path).good
    left = b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())
    assert left.count(b"secret name") == 4 - len(ids)
