"""What is written of the commands is true: each option is in the reference, and the README shows what is really printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from tests.cli.given import said

from tenor.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
COMMANDS: dict[str, Any] = dict(getattr(typer.main.get_command(app), "commands", {}))


def section(name: str) -> str:
    """The part of the reference about one command."""
    text = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    found = re.search(rf"^## tenor {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/reference/cli.md has no section '## tenor {name}'"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_reference(name: str) -> None:
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("-")}
    missing = {option for option in options - {"--help", "-h"} if not re.search(rf"(?<![\w-]){option}\b", section(name))}
    assert not missing, f"docs/reference/cli.md, tenor {name}: {sorted(missing)}"
    strays = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", section(name).split("\n\n")[1])) - options - {"--then"}
    assert not strays, f"docs/reference/cli.md, tenor {name}: there is no {sorted(strays)}"


def blocks() -> Iterator[tuple[str, list[str]]]:
    """Each command of the README with the lines that are shown of it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Sixty seconds")[2].partition("\n## ")[0]
    command = ""
    for prose, block in re.findall(r"(.*?)^```\n(.*?)^```\n", text, re.MULTILINE | re.DOTALL):
        named = re.findall(r"`\./tenor ([^`]*)`", prose)
        command = named[-1] if named and " " in named[-1] else command
        lines = [line for line in block.splitlines() if line.strip() and line.strip() != "..."]
        if lines[0].startswith("$ ./tenor "):
            command = lines.pop(0).removeprefix("$ ./tenor ")
        yield command, lines


def test_the_readme_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    import shlex

    monkeypatch.chdir(ROOT)
    found = list(blocks())
    assert len(found) == 4
    for command, lines in found:
        printed = said(*shlex.split(command)).splitlines()
        missing = [line for line in lines if line not in printed]
        assert not missing, f"README.md shows of {command!r} what is not printed: {missing}"
