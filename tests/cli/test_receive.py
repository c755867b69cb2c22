"""`tenor receive` and `tenor template`: from the form to the receipt."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from tests.cli.given import data, job_rows, return_file, said

ON = ("--on", "2023-05-05")


def entries(folder: Path) -> int:
    return len((folder / "ledger.jsonl").read_text().splitlines())


def test_a_return_is_recorded_with_a_receipt(folder: Path, tmp_path: Path) -> None:
    file = return_file(tmp_path, "2023-04", job_rows("2023-04", 10, 1))
    text = said("receive", folder, file, *ON)
    assert text.startswith("Received: the monthly return for April 2023, on Fri 5 May 2023, recorded as entry 7.")
    assert "10 new, 0 completed, 0 the same as before, 0 differences answered" in text
    assert "- KPI 1 Jobs done in time: 9 of 10 = 90%, good, provisional" in text
    assert "final on Tue 9 May 2023" in text
    assert len(list((folder / "files").iterdir())) == 1
    assert "The ledger proves: 7 entries" in said("verify", folder)


def test_a_dry_run_records_nothing(folder: Path, tmp_path: Path) -> None:
    file = return_file(tmp_path, "2023-04", job_rows("2023-04", 10, 1))
    assert said("receive", folder, file, *ON, "--dry-run").startswith("Nothing was recorded. This would be:")
    assert entries(folder) == 6
    assert not (folder / "files").exists()


def later(folder: Path, tmp_path: Path) -> Path:
    """A return that was received, and one after it that says something else of one job and brings a new one."""
    said("receive", folder, return_file(tmp_path, "2023-04", job_rows("2023-04", 3, 0)), *ON)
    rows = job_rows("2023-04", 4, 0)
    rows[1]["values"]["done_on"] = "2023-04-20"
    return return_file(tmp_path, "2023-04", rows)


def test_a_difference_must_be_answered(folder: Path, tmp_path: Path) -> None:
    file = later(folder, tmp_path)
    text = said("receive", folder, file, "--on", "2023-05-08", code=1)
    assert "differs from what is known in 1 place" in text
    question = next(line.split("question: ")[1] for line in text.splitlines() if "question: " in line)
    assert f'{{"{question}": "accept"}}' in text
    assert entries(folder) == 7
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({question: "accept"}))
    receipt = said("receive", folder, file, "--on", "2023-05-08", "--answers", answers)
    assert "1 new, 0 completed, 2 the same as before, 1 difference answered" in receipt
    assert "3 of 4 = 75%" in receipt


@pytest.mark.parametrize(("answer", "figure"), [("--accept-all", "3 of 4 = 75%"), ("--keep-all", "4 of 4 = 100%")])
def test_one_answer_for_all(folder: Path, tmp_path: Path, answer: str, figure: str) -> None:
    assert figure in said("receive", folder, later(folder, tmp_path), "--on", "2023-05-08", answer)


@pytest.mark.parametrize(
    ("answers", "code", "expected"),
    [
        ("{", 2, "is not JSON"),
        ("[]", 2, "one JSON object"),
        ('{"jobs/none": "accept"}', 1, "must be answered"),
        ('{"jobs/2023-04%2F2/done_on": "perhaps"}', 1, "perhaps"),
    ],
)
def test_wrong_answers_are_said(folder: Path, tmp_path: Path, answers: str, code: int, expected: str) -> None:
    file, answered = later(folder, tmp_path), tmp_path / "answers.json"
    answered.write_text(answers)
    assert expected in said("receive", folder, file, "--on", "2023-05-08", "--answers", answered, code=code)
    assert entries(folder) == 7


def test_two_ways_of_answering_are_wrong_usage(folder: Path, tmp_path: Path) -> None:
    file = return_file(tmp_path, "2023-04", job_rows("2023-04", 1, 0))
    assert "Give one of" in said("receive", folder, file, "--accept-all", "--keep-all", code=2)


def test_a_whole_period_may_be_replaced(folder: Path, tmp_path: Path) -> None:
    said("receive", folder, return_file(tmp_path, "2023-04", job_rows("2023-04", 3, 0)), *ON)
    fewer = return_file(tmp_path, "2023-04", job_rows("2023-04", 2, 0))
    assert "2 of 2 = 100%" in said("receive", folder, fewer, "--on", "2023-05-08", "--replace", "--accept-all")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"PK\x03\x04broken", "problem"),
        (b'{"covers": "2023-04"', "problem"),
        (b'{"contract": "GM-1", "return": "monthly", "covers": "1999-01", "rows": {"jobs": []}}', "1999-01"),
        (b"\x89PNG\r\n\x1a\n rest", "picture"),
    ],
)
def test_a_file_that_cannot_be_taken_stops_with_1(folder: Path, tmp_path: Path, content: bytes, expected: str) -> None:
    file = tmp_path / "return.json"
    file.write_bytes(content)
    text = said("receive", folder, file, *ON, code=1)
    assert text.startswith("Nothing was recorded: ")
    assert expected in text
    assert entries(folder) == 6
    assert not (folder / "files").exists()


def test_what_is_said_of_rows_stops_nothing(folder: Path, tmp_path: Path) -> None:
    rows = job_rows("2023-04", 3, 0)
    rows[0]["values"]["park"] = "X"
    text = said("receive", folder, return_file(tmp_path, "2023-04", rows), *ON)
    assert "Said of it (1)" in text


def test_a_return_from_tomorrow_is_not_recorded(folder: Path, tmp_path: Path) -> None:
    file = return_file(tmp_path, "2023-04", job_rows("2023-04", 3, 0))
    assert "Nothing was recorded" in said("receive", folder, file, "--on", "2090-01-01", code=1)


def test_a_file_that_is_not_there_ends_with_3(folder: Path, tmp_path: Path) -> None:
    assert "cannot be read" in said("receive", folder, tmp_path / "gone.xlsx", code=3)
    assert "cannot be read" in said("receive", folder, tmp_path, code=3)


# --- the form ---------------------------------------------------------------------------------------------------------


def test_the_form_comes_filled_in_and_goes_back_unchanged(folder: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert "Written to" in said("template", folder, "--period", "2023-03", "--on", "2023-04-06", "-o", form)
    page = openpyxl.load_workbook(form)["Jobs"]
    assert page.max_row >= 21
    text = said("receive", folder, form, "--on", "2023-04-06", "--dry-run")
    assert "0 new, 0 completed, 20 the same as before" in text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_other_forms(folder: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"form.{form}"
    said("template", folder, "--period", "March 2023", "--format", form, "-o", target)
    assert b"2023-03" in target.read_bytes()


def test_several_files_come_zipped(tmp_path: Path) -> None:
    from tests.cli.given import EXAMPLE

    target = tmp_path / "form.zip"
    said("template", EXAMPLE, "--period", "2023-06", "--format", "csv", "-o", target)
    assert "return.csv" in zipfile.ZipFile(target).namelist()


def test_without_a_name_the_form_names_itself(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said("template", folder, "--period", "2023-05", "--format", "json")
    assert (tmp_path / "GM-1-monthly-2023-05.json").exists()


@pytest.mark.parametrize(
    ("words", "code"), [(("--period", "1999-01"), 2), (("--period", "soon"), 2), (("--period", "2023-05", "--return", "x"), 2)]
)
def test_a_form_nobody_asked_for(folder: Path, words: tuple[str, ...], code: int) -> None:
    said("template", folder, *words, code=code)


def test_a_form_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    said("template", folder, "--period", "2023-05", "-o", tmp_path / "no" / "such.xlsx", code=3)


def test_the_receipt_and_the_review_say_the_same(folder: Path, tmp_path: Path) -> None:
    said("receive", folder, return_file(tmp_path, "2023-04", job_rows("2023-04", 10, 1)), *ON)
    figures = data("review", folder, "--on", "2023-05-05", "--json")["figures"]
    april = next(f for f in figures if (f["kpi"], f["period"]) == ("in_time", "2023-04"))
    assert (april["numerator"], april["denominator"], april["state"]) == (9, 10, "provisional")


def test_what_somebody_else_recorded_meanwhile_is_not_overlooked(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tenor.ledger import record

    first = return_file(tmp_path, "2023-04", job_rows("2023-04", 3, 0))
    kept = record.keep_file

    def slow(path: Path, data: bytes) -> str:
        monkeypatch.setattr(record, "keep_file", kept)
        said("record", folder, "risk-raised", "risk=R1", "--on", "2023-04-12")
        return kept(path, data)

    monkeypatch.setattr(record, "keep_file", slow)
    assert "somebody else recorded 1 entry meanwhile" in said("receive", folder, first, *ON, code=1)
    assert entries(folder) == 7


def test_a_form_is_not_written_over_one_that_was_filled_in(folder: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    words = ("template", folder, "--period", "2023-05", "--format", "json", "-o", form)
    said(*words)
    said(*words)
    form.write_text("filled in")
    assert "is there already" in said(*words, code=3)
    assert form.read_text() == "filled in"


def test_the_same_file_again_is_said_to_be_the_same(folder: Path, tmp_path: Path) -> None:
    file = return_file(tmp_path, "2023-04", job_rows("2023-04", 4, 0))
    assert "byte for byte" not in said("receive", folder, file, "--on", "2023-05-03")
    assert "The same file, byte for byte, was received before: entry 7." in said("receive", folder, file, "--on", "2023-05-04")


def test_a_figure_that_changes_says_what_it_was(folder: Path, tmp_path: Path) -> None:
    said("receive", folder, return_file(tmp_path, "2023-04", job_rows("2023-04", 4, 0)), "--on", "2023-05-03")
    changed = return_file(tmp_path, "2023-04", job_rows("2023-04", 4, 2))
    assert "2 of 4 = 50%" in (text := said("receive", folder, changed, "--on", "2023-05-04", "--accept-all"))
    assert "; it was 4 of 4 = 100%, good, provisional" in " ".join(text.split())


def test_what_is_said_again_and_again_is_said_three_times(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "late.json"
    tree = json.loads(return_file(tmp_path, "2023-03", job_rows("2023-03", 9, 0)).read_text()) | {"covers": "2023-07"}
    file.write_text(json.dumps(tree))
    text = said("receive", folder, file, *ON, code=1)
    assert "and 6 more like these" in text
    assert text.count("return-other-period") == 3
