"""`tenor erase`: the words of an entry are deleted, and the ledger says so; what was rated stays rated."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.problem import stopping
from tenor.base.wording import said, say
from tenor.cli.days import now, today
from tenor.cli.ends import CANNOT, NO, USAGE, near, stop
from tenor.cli.opening import Opened, open_contract
from tenor.cli.options import By, Dir, Side

if TYPE_CHECKING:
    from tenor.ledger.model import Entry

Which = Annotated[str, typer.Argument(metavar="ENTRY", help="The entry: its number in the ledger, or its id.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a word of your retention rules; no names.")]
WithRows = Annotated[
    bool, typer.Option("--rows", help="Also its rows, once figures-kept is recorded for every figure they were counted in.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
DoneBy = Annotated[Side, typer.Option("--side", help="Which side does it.")]


def erase(path: Dir, entry: Which, reason: Reason, by: By = "", side: DoneBy = "buyer", rows: WithRows = False, yes: Yes = False) -> None:
    """Delete the words that lie beside an entry. The chain still proves; this cannot be undone."""
    opened = open_contract(path)
    found = get_entry(opened, entry)
    if sys.stdin.isatty() and not yes and not typer.confirm(say(said("cli-erase-sure", seq=found.seq, type=found.type))):
        stop(NO, said("cli-erase-left"))
    from tenor.cli.recording import who_by
    from tenor.ledger.erase import erase as erase_entry

    done = erase_entry(opened.path, found.id, by=who_by(by), side=side, on=today(), at=now, reason=reason, rows=rows)
    wrong = stopping(done.problems)
    if wrong:
        stop(CANNOT if any(p.code.startswith("folder-") for p in wrong) else NO, said("cli-not-erased"), *wrong)
    for problem in done.problems:
        typer.echo(say(problem.said))
    for one in done.entries:
        part = one.event.part if one.event else ""
        typer.echo(say(said("cli-erased", seq=found.seq, part=part, n=1 + (part == "words"), by=one.seq)))


def get_entry(opened: Opened, word: str) -> Entry:
    """An entry by its number, its id or the beginning of its id; ends with exit code 2, and the nearest ids, for none."""
    entries = [e for e in opened.entries if not e.hidden]
    exact = [e for e in entries if word in (e.id, str(e.seq))]
    found = exact or [e for e in entries if len(word) >= 4 and e.id.startswith(word)]
    if len(found) != 1:
        names = [e.id for e in found] or ([] if word.isdigit() else near(word, [e.id for e in entries]))
        stop(
            USAGE,
            said(
                "cli-entry-unknown",
                entry=word,
                last=len(opened.entries),
                near=said("cli-did-you-mean", names=names) if names else said("cli-full-stop"),
            ),
        )
    return found[0]
