"""`tenor verify`, `erase`, `export`, `schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.given import data, run, said

SAID = ("risk-raised", "risk=R1", "--on", "2023-04-11", "--words", "names somebody")

# --- verify -----------------------------------------------------------------------------------------------------------


def test_a_sound_ledger_proves(folder: Path) -> None:
    text = said("verify", folder)
    assert text.startswith("The ledger proves: 6 entries, 0 bodies erased, 0 hidden from this side.")
    head = data("verify", folder, "--json")["head"]
    assert said("verify", folder, "--head", head)
    assert "first broken" not in text


def test_the_first_broken_entry_is_named(folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join([*lines[:3], lines[3].replace(b'"M1"', b'"M2"'), *lines[4:]]))
    assert said("verify", folder, code=1).startswith("The ledger does not prove. The first broken entry is number 4.")
    found = json.loads(said("verify", folder, "--json", code=1))
    assert (found["good"], found["broken"]) == (False, 4)


def test_a_head_that_is_gone_is_missed(folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    head = data("verify", folder, "--json")["head"]
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    assert run("verify", folder).exit_code == 1 or said("verify", folder)
    assert said("verify", folder, "--head", head, code=1)


def test_a_changed_body_is_named(folder: Path) -> None:
    body = sorted((folder / "bodies").iterdir())[0]
    body.write_bytes(body.read_bytes().replace(b"2023", b"2024", 1))
    assert body.name in said("verify", folder, code=1)
    assert "does not hold together" in said("review", folder, code=3)


# --- erase ------------------------------------------------------------------------------------------------------------


def test_words_are_erased_and_everything_else_stays_said(folder: Path) -> None:
    said("record", folder, *SAID)
    before = said("review", folder, "--on", "2023-04-11")
    text = said("erase", folder, "7", "--reason", "retention", "--by", "p-1")
    assert text == "Entry 7: its body is deleted, and entry 8 says so.\n"
    assert not any("names somebody" in body.read_text() for body in (folder / "bodies").iterdir())
    assert "1 body erased" in said("verify", folder)
    assert said("review", folder, "--on", "2023-04-11") == before


def test_an_entry_is_found_by_its_id_too(folder: Path) -> None:
    said("record", folder, *SAID, "--id", "risk-entry-1")
    said("erase", folder, "risk-entry-1", "--reason", "retention")


@pytest.mark.parametrize(("entry", "code"), [("99", 2), ("no-such", 2), ("1", 1), ("3", 1)])
def test_what_cannot_be_erased(folder: Path, entry: str, code: int) -> None:
    said("erase", folder, entry, "--reason", "retention", code=code)
    assert "The ledger proves: 6 entries" in said("verify", folder)


def test_a_reason_is_needed(folder: Path) -> None:
    said("erase", folder, "1", code=2)


def test_a_number_that_no_entry_has_is_not_likened_to_ids(folder: Path) -> None:
    assert said("erase", folder, "99", "--reason", "x", code=2) == 'There is no entry "99". Give its number, 1 to 6, or its id.\n'


# --- export -----------------------------------------------------------------------------------------------------------


def test_the_copy_for_a_side_holds_nothing_that_is_hidden_from_it(folder: Path, tmp_path: Path) -> None:
    said("record", folder, "risk-raised", "risk=R-SECRET", "--on", "2023-04-11", "--seen-by", "buyer", "--words", "W-SECRET")
    target = tmp_path / "copy"
    assert "The copy for the supplier is in" in said("export", folder, target, "--side", "supplier")
    assert not any(b"SECRET" in file.read_bytes() for file in target.rglob("*") if file.is_file())
    assert "1 hidden from this side" in said("verify", target)
    assert said("review", target, "--on", "2023-04-11") == said("review", folder, "--on", "2023-04-11", "--side", "supplier").replace(
        ", as the supplier sees it", ""
    )


def test_a_copy_never_overwrites(folder: Path) -> None:
    assert "No copy was made" in said("export", folder, folder, "--side", "supplier", code=3)
    said("export", folder, folder / "terms.yaml", "--side", "supplier", code=3)


# --- schema -----------------------------------------------------------------------------------------------------------


def test_the_schema_is_json_for_editors(tmp_path: Path) -> None:
    assert data("schema")["$schema"].startswith("https://json-schema.org/")
    target = tmp_path / "terms.schema.json"
    said("schema", "-o", target)
    assert json.loads(target.read_text())["title"] == "Terms of a contract"
    said("schema", "-o", tmp_path / "no" / "x.json", code=3)


# --- how --------------------------------------------------------------------------------------------------------------


def test_a_question_is_answered_within_one_screen() -> None:
    for question, answer in (
        ("silence is approval", "silence: approved"),
        ("points doubled for a repeat failure", "points: twice"),
        ("three months in a row", "for: 3 consecutive months"),
        ("unless it was the council's fault", "except: {judged:"),
        ("the clock stops while we wait for the customer", "less waited"),
        ("withheld until they send the plan", "released:"),
    ):
        told = said("how", *question.split())
        assert answer in " ".join(told.split()), question
        assert len(told.splitlines()) <= 40, question


def test_a_key_is_found_by_what_it_means() -> None:
    assert "grace: Days past the due day" in said("how", "grace")


def test_what_is_not_kept_is_said() -> None:
    assert "Nothing is kept about “xylophones”" in said("how", "xylophones", code=1)


def test_without_words_everything_is_shown() -> None:
    told = said("how")
    assert told.count("(rule)") > 15
    assert told.count("(KPI)") > 15
