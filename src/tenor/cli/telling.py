"""How far a long piece of work is: said once it takes longer than a moment, and never in what is printed."""

from __future__ import annotations

import sys
import time

import typer

from tenor.base.wording import Said, say

QUIET = 2  # seconds before anything is said


class Telling:
    """Called with how many are done, and of how many: one line of the error stream, written over on a terminal. `code`: its sentence."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._began = self._last = time.monotonic()

    def __call__(self, n: int, of: int) -> None:
        now = time.monotonic()
        if now - self._began < QUIET or (now - self._last < 1 and n < of):
            return
        self._last = now
        live = sys.stderr.isatty()
        typer.echo(("\r" if live else "") + say(Said(self._code, {"n": n, "of": of})), err=True, nl=not live or n == of)
