"""docs/first-contract.md is true: its terms check clean, and its commands can be typed one after another."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.cli.given import said

TEXT = (Path(__file__).resolve().parents[2] / "docs/first-contract.md").read_text(encoding="utf-8")


@pytest.fixture
def cleaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cleaning"
    folder.mkdir()
    (folder / "terms.yaml").write_text(TEXT.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_terms_have_nothing_wrong_with_them(cleaning: Path) -> None:
    text = said("check", cleaning)
    assert "0 problems stop the terms from being used; 0 defects, 0 readings still open, 0 remarks." in text


def test_the_commands_can_be_typed_one_after_another(cleaning: Path) -> None:
    for month in ("09", "10"):
        tree = f'"contract": "CLEAN-2024", "return": "monthly", "covers": "2024-{month}"'
        rows = f'{{"room": "Hall", "inspected_on": "2024-{month}-03", "passed": "no"}}'
        figure = f'{{"kpi": "complaints", "period": "2024-{month}", "value": 1}}'
        Path(f"{month}.json").write_text(f'{{{tree}, "rows": {{"inspections": [{rows}]}}, "figures": [{figure}]}}', encoding="utf-8")
    commands = [line.partition("  #")[0] for line in re.findall(r"^    tenor (.*)$", TEXT, re.MULTILINE)]
    assert len(commands) == 17
    for command in commands:
        if "plan/rooms" in command and "why" in command:
            said("receive", cleaning, "10.json", "--on", "2024-11-06")
        if "notice-drafted" in command:
            _fill_in(Path("warning.txt"))
        said(*shlex.split(command.replace("RETURN.xlsx", "09.json")))
    assert "Warning W1: in force" in said("review", cleaning, "--on", "2024-11-14")
    assert "REQUEST: IMPROVEMENT PLAN" in Path("letter.txt").read_text(encoding="utf-8")
    assert "Plan P1 (improvement plan): requested" in said("review", cleaning, "--on", "2024-11-08")


def _fill_in(letter: Path) -> None:
    """As a person does: every place that stands in square brackets."""
    text = letter.read_text(encoding="utf-8")
    assert "[" in text, "nothing would be left to a person"
    filled = text.replace("[nothing said yet]", "The rooms are not clean.").replace("[no day yet]", "Mon 2 Dec 2024")
    assert "[" not in filled
    letter.write_text(filled, encoding="utf-8")
