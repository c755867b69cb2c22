"""`tenor how`: how do I say …? What contracts say, with the terms that say it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import NO, stop
from tenor.cli.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tenor.terms.sayings import Saying

Question = Annotated[
    list[str] | None, typer.Argument(metavar="[WORDS]", help="What the contract says, in its own words.", show_default=False)
]
KEYS_AT_MOST = 8  # with the sayings, about one screen


def how(question: Question = None) -> None:
    """Look up how a contract's words are said in terms: tenor how silence is approval. Without words, everything there is."""
    from tenor.terms.sayings import keys_about, sayings_about

    asked = " ".join(question or [])
    found, keys = sayings_about(asked), keys_about(asked)
    if not found and not keys:
        stop(NO, said("cli-how-nothing", question=asked))
    paper = Paper()
    for part, several in groupby(found, key=lambda each: each.part):
        paper.heading(part)
        _sayings(paper, several)
    if keys:
        paper.heading(say(said("cli-how-keys")))
        for each in keys[:KEYS_AT_MOST]:
            paper.item((each.key, "strong"), f"{f' ({each.section})' if each.section else ''}: {each.meaning}")


def _sayings(paper: Paper, several: Iterable[Saying]) -> None:
    for each in several:
        paper.item((each.contract, "strong"), f" ({each.kind})")
        paper.line(each.terms, indent=6)
