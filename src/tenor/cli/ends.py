"""How a command ends: four exit codes, and what is said on the way out. No command ends in a traceback for what a person gave it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

import typer

from tenor.base.problem import Problem
from tenor.base.wording import Said, say

FINE = 0  # done
NO = 1  # done, and the answer is no: problems were found, or nothing was recorded
USAGE = 2  # the command was written wrongly
CANNOT = 3  # something could not be read or written

EXIT_CODES = "Exit codes: 0 fine, 1 the answer is no (problems found, nothing recorded), 2 wrong usage, 3 cannot read or write."


def stop(code: int, *lines: Said | str | Problem) -> NoReturn:
    """Say these lines on the error stream and leave with this code."""
    for line in lines:
        typer.echo(words(line), err=True)
    raise typer.Exit(code)


def words(line: Said | str | Problem) -> str:
    """One line in words."""
    return say(line) if isinstance(line, Said) else str(line)


def near(word: str, known: Iterable[str], n: int = 3) -> list[str]:
    """What a misspelt word may have meant: the nearest known ones, first those that hold it."""
    several = list(dict.fromkeys(known))
    lower = word.lower()
    holding = [name for name in several if lower and lower in name.lower()]
    by_lower = {name.lower(): name for name in several}
    alike = [by_lower[name] for name in get_close_matches(lower, by_lower, n, cutoff=0.5)]
    return list(dict.fromkeys([*holding, *alike]))[:n]
