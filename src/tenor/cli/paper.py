"""What is printed: lines wrapped to the width there is; colour on a terminal, plain text everywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import typer

if TYPE_CHECKING:
    from rich.console import Console

Piece: TypeAlias = "str | tuple[str, str]"  # a text, or a text and how it looks

PLAIN_WIDTH = 100  # when nobody looks: the same every time
NARROWEST, WIDEST = 40, 110  # longer lines are hard to read

# How each kind of text looks on a terminal; a rating also has its letter and its word, so colour alone says nothing.
_LOOKS = {"title": "bold", "head": "bold", "dim": "dim", "good": "green", "middle": "yellow", "bad": "bold red", "strong": "bold"}


class Paper:
    """Lines to standard output. Sections are headings with indented lines below; nothing is drawn with boxes."""

    def __init__(self) -> None:
        self._terminal = sys.stdout.isatty()
        self._console: Console | None = None
        self._fresh = True
        self.width = _width(self._terminal)

    def heading(self, text: str) -> None:
        """A section's heading, with an empty line above it."""
        if not self._fresh:
            self.blank()
        self.raw((text, "head"))

    def blank(self) -> None:
        self._put([])

    def raw(self, *pieces: Piece) -> None:
        """A line that is not wrapped."""
        self._put([_pair(piece) for piece in pieces])

    def line(self, *pieces: Piece, indent: int = 0, hang: int = 2) -> None:
        """A line wrapped at the width, what goes on being indented by `hang` more."""
        for n, words in enumerate(_wrapped([_pair(p) for p in pieces], self.width - indent, hang)):
            self._put([(" " * (indent + (hang if n else 0)), ""), *words])

    def item(self, *pieces: Piece, indent: int = 2) -> None:
        """One of several, after a dash."""
        self.line("- ", *pieces, indent=indent)

    def _put(self, pieces: Sequence[tuple[str, str]]) -> None:
        self._fresh = False
        if not self._terminal:
            typer.echo("".join(text for text, _ in pieces).rstrip())
            return
        from rich.text import Text  # rich is slow to load, and only a terminal shows what it does

        line = Text()
        for look, words in groupby(pieces, key=lambda piece: piece[1]):
            line.append("".join(text for text, _ in words), _LOOKS.get(look, ""))
        self._rich().print(line, soft_wrap=True, highlight=False)

    def _rich(self) -> Console:
        if self._console is None:
            from rich.console import Console

            self._console = Console(file=sys.stdout)
        return self._console


def capital(text: str) -> str:
    """The text with a capital first letter; names inside keep theirs."""
    return text[:1].upper() + text[1:]


def _width(terminal: bool) -> int:
    given = os.environ.get("COLUMNS", "")
    if not terminal and not given.isdigit():
        return PLAIN_WIDTH
    return max(NARROWEST, min(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, WIDEST))


def _pair(piece: Piece) -> tuple[str, str]:
    return (piece, "") if isinstance(piece, str) else piece


def _wrapped(pieces: Sequence[tuple[str, str]], width: int, hang: int) -> Iterator[list[tuple[str, str]]]:
    """The words of a line in as many lines as they need; a word longer than the width stands alone and is not cut."""
    line: list[tuple[str, str]] = []
    used, room = 0, width
    for text, look in _words(pieces):
        if line and used + len(text.rstrip()) > room:
            yield line
            line, used, room = [], 0, width - hang
        line.append((text, look))
        used += len(text)
    yield line


def _words(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Words with the space that follows them; pieces that touch (a word and its comma) stay together as one word of two looks."""
    for text, look in pieces:
        start = 0
        for at, sign in enumerate(text):
            if sign == " " and (at + 1 == len(text) or text[at + 1] != " "):
                yield text[start : at + 1], look
                start = at + 1
        if start < len(text):
            yield text[start:], look
