"""`tenor check`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.given import TERMS, contract, data, said


def test_sound_terms_list_what_the_contract_leaves_open() -> None:
    text = said("check", TERMS)
    assert "Grounds maintenance (GM-1)" in text
    assert "- gap (clause 3.1): From 60% up to 70% no word is printed." in text
    assert "Held meanwhile: poor. Or: fair." in text
    assert "The appendix is missing. (clause 7)" in text
    assert "0 problems stop" in text


def test_what_stops_is_named_with_its_place_and_the_exit_is_1(tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text(
        TERMS.read_text().replace("target_level: good", "target_level: splendid").replace("every: month, due: 5", "evry: month, due: 5")
    )
    text = said("check", file, code=1)
    assert "Stops the terms from being used" in text
    assert "terms.yaml:" in text
    found = data_of(file)
    assert not found["sound"]
    assert all(problem["where"]["line"] for problem in found["stops"])


def data_of(file: Path) -> dict[str, object]:
    import json

    return json.loads(said("check", file, "--json", code=1))  # type: ignore[no-any-return]


def test_json_says_the_same(tmp_path: Path) -> None:
    found = data("check", contract(tmp_path, story=False), "--json")
    assert found["contract"] == {"reference": "GM-1", "title": "Grounds maintenance"}
    assert found["sound"]
    assert [reading["id"] for reading in found["readings"]] == ["gap", "working-day"]
    assert found["readings"][0]["options"] == ["fair", "poor"]
    assert found["remarks"] == [{"clause": ["7"], "remark": "The appendix is missing."}]


def test_a_reading_that_was_agreed_is_no_longer_open(folder: Path) -> None:
    said("record", folder, "reading-agreed", "reading=gap", "choice=fair", "--on", "2023-05-02")
    assert [reading["id"] for reading in data("check", folder, "--json")["readings"]] == ["working-day"]


def test_an_empty_file_and_rubbish_are_said(tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    for text in ("", "just words", "{", "- a\n- b\n", "tenor: '1'\ntenor: '1'\n"):
        file.write_text(text)
        assert "Stops the terms" in said("check", file, code=1)
