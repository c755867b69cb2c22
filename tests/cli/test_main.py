"""The front door: help, exit codes, wrong words, and that no mistake of a person ends in a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.given import EXAMPLE, run, said

from tenor.cli.main import main

COMMANDS = (
    *("check", "review", "due", "why", "write", "template", "receive", "record"),
    *("what-if", "verify", "erase", "export", "how", "schema", "tour"),
    *("demo", "serve", "import", "invite-owner", "tick"),
)


def test_help_names_every_command_and_the_exit_codes() -> None:
    text = said("--help")
    assert all(f"  {command} " in text for command in COMMANDS)
    assert "Exit codes: 0 fine" in text
    assert not re.search(r"\w\.\.\.$", text, re.MULTILINE), "a line of the list of commands is cut: shorten it in cli/main.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_at_60_columns(command: str) -> None:
    text = said(command, "--help", width=60)
    assert "Exit codes" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_wrong_command_is_wrong_usage() -> None:
    assert "No such command" in said("reveiw", code=2)


def test_main_gives_back_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no-such-folder"]) == 3
    assert main(["--help"]) == 0
    assert main(["review", "somewhere", "--on", "32 May 2023"]) == 2
    assert '"32 May 2023" is not a day' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue 14 Jun 2023", "that day is Wed 14 Jun 2023"),
        ("14/06/2023", "for Wed 14 Jun 2023 write 2023-06-14"),
        ("31/02/2023", "is not a day"),
        ("Tue or so", "is not a day"),
    ],
)
def test_a_day_that_is_not_taken_says_why(text: str, expected: str) -> None:
    assert expected in " ".join(said("review", EXAMPLE, "--on", text, code=2).split())


@pytest.mark.parametrize(
    "command", ["check", "review", "due", "verify", "why x", "write x", "template --period 2023-01", "erase 1 --reason x"]
)
def test_a_path_that_is_no_contract_is_said_and_ends_with_3(command: str, tmp_path: Path) -> None:
    name, *rest = command.split()
    assert "There is nothing at" in said(name, tmp_path / "gone", *rest, code=3)
    assert "no terms.yaml" in said(name, tmp_path, *rest, code=3)
    file = tmp_path / "letter.txt"
    file.write_text("Dear sir")
    assert "not one of terms" in said(name, file, *rest, code=3)


@pytest.mark.parametrize("command", ["review", "due", "why x"])
def test_terms_that_cannot_be_used_are_said(command: str, tmp_path: Path) -> None:
    name, *rest = command.split()
    (tmp_path / "terms.yaml").write_text("tenor: [1, 2\n")
    assert "cannot be used yet" in said(name, tmp_path, *rest, code=3)
    (tmp_path / "terms.yaml").write_bytes(b"\xff\xfe\x00")
    assert "not text in UTF-8" in said(name, tmp_path, *rest, code=3)


def test_a_near_folder_is_offered(folder: Path) -> None:
    assert str(folder) in said("review", folder.parent / "ground", code=3)


def test_a_broken_ledger_gives_no_review(folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"covers":"2023-02"', b'"covers":"2023-01"'))
    text = said("review", folder, code=3)
    assert "does not hold together" in text
    assert "ledger.jsonl:2" in text


def test_a_half_written_line_is_said_and_the_rest_is_read(folder: Path) -> None:
    with open(folder / "ledger.jsonl", "ab") as ledger:
        ledger.write(b'{"at":"2023')
    assert "To put right" in said("review", folder, "--on", "2023-04-11")


def test_a_folder_that_may_not_be_read_is_said(folder: Path) -> None:
    (folder / "terms.yaml").unlink()
    (folder / "terms.yaml").symlink_to(folder / "terms.yaml")
    assert run("review", folder).exit_code == 3


def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own, its output piped."""
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "tenor.cli.main", *words], capture_output=True, text=True, encoding="utf-8", env=clean | environment
    )


def test_piped_output_is_plain_and_the_same_each_time(folder: Path) -> None:
    first, second = (start("review", str(folder), "--on", "2023-04-11") for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    assert "\x1b" not in first.stdout
    assert not set("│─┌└╭") & set(first.stdout)
    assert max(map(len, first.stdout.splitlines())) <= 100


def test_a_terminal_that_knows_only_ascii_still_works(folder: Path) -> None:
    done = start("review", str(folder), "--on", "2023-04-11", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr


def terminal(*words: str, **environment: str) -> bytes:
    """What a terminal of 80 columns would show."""
    import pty

    reader, writer = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR",)} | {"TERM": "xterm-256color", "COLUMNS": "80", **environment}
    process = subprocess.Popen([sys.executable, "-P", "-m", "tenor.cli.main", *words], stdout=writer, stderr=writer, env=env)
    os.close(writer)
    shown = b""
    while True:
        try:
            piece = os.read(reader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(reader)
    assert process.wait() == 0, shown
    return shown


def test_a_terminal_gets_colour_unless_it_asks_for_none(folder: Path) -> None:
    assert b"\x1b[" in terminal("review", str(folder), "--on", "2023-04-11")
    plain = terminal("review", str(folder), "--on", "2023-04-11", NO_COLOR="1")
    assert b"\x1b[3" not in plain
    assert b"Improvement plan" in plain


def test_nothing_heavy_is_loaded_for_help() -> None:
    heavy = ("rich", "duckdb", "sqlglot", "ruamel.yaml")
    code = f"import sys; from tenor.cli.main import main; main(['--help']); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
