"""`tenor what-if`: acts added in memory, never recorded, and what would then be said otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tenor.base.wording import said, say, show_day
from tenor.cli.days import read_day, today
from tenor.cli.ends import USAGE, stop
from tenor.cli.opening import Opened, open_contract
from tenor.cli.options import AsJson, AsSide, Dir, On
from tenor.cli.paper import Paper, capital

if TYPE_CHECKING:
    from tenor.ledger.events import Event

SETTINGS = {"ignore_unknown_options": True}  # so that --then stays where it stands, between two acts

Acts = Annotated[
    list[str],
    typer.Argument(metavar="EVENT key=value... [--then EVENT ...]", help="What would happen; on=DATE gives an act a day of its own."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One act that might happen, with its day and the rows it would bring."""

    event: Event
    on: date
    rows: Any = None


def what_if(path: Dir, acts: Acts, on: On = None, as_json: AsJson = False, side: AsSide = None) -> None:
    """Say what would change if something happened. Nothing is recorded."""
    day = on or today()
    several = [_read(words, day) for words in _split(acts)]
    opened = open_contract(path, side)
    from tenor.cli.recording import entered, rows_body, side_of
    from tenor.review.what_if import what_if as suppose

    supposed = [(one.event, side_of(one.event, None), one.on) for one in several]
    bodies = [None if one.rows is None else rows_body(entered(opened.terms, one.rows).rows) for one in several]
    found = suppose(opened.terms, opened.entries, supposed, on=day, bodies=bodies)
    if as_json:
        from tenor.review.as_data import as_data

        differences = [say(line) for line in found.differences]
        typer.echo(json.dumps({"differences": differences, "review": as_data(found.after)}, ensure_ascii=False, indent=2))
        return
    _print(opened, several, day, found.differences)


def _print(opened: Opened, several: Sequence[Supposition], day: date, differences: Sequence[Any]) -> None:
    from tenor.cli.event_words import event_words

    paper = Paper()
    paper.line((opened.terms.contract.title, "title"), f", {show_day(day)}. ", say(said("cli-what-if")), hang=0)
    paper.heading("If")
    for one in several:
        paper.item(event_words(one.event), f", {show_day(one.on)}")
    paper.heading("Then")
    for line in differences:
        paper.item(capital(say(line)))
    _print_in_the_way(paper, opened, several, day)


def _print_in_the_way(paper: Paper, opened: Opened, several: Sequence[Supposition], day: date) -> None:
    """Why the one act could not be recorded as things stand; of several each rests on those before, and nothing is said."""
    if len(several) != 1 or several[0].on > day:
        return
    from tenor.cli.recording import side_of
    from tenor.cli.review import make_review
    from tenor.review.allow import allow

    (one,) = several
    wrong = allow(make_review(opened, day), one.event, side=side_of(one.event, None), on=one.on)
    if wrong:
        paper.heading("As things stand it could not be recorded")
        for problem in wrong:
            paper.item(say(problem.said))


def _split(acts: Sequence[str]) -> Iterator[list[str]]:
    """The words of each act, parted by --then."""
    words: list[str] = []
    for word in acts:
        if word in ("--then", "then"):
            yield words
            words = []
        elif word.startswith("-"):
            stop(USAGE, said("cli-no-such-option", option=word))
        else:
            words.append(word)
    yield words


def _read(words: Sequence[str], day: date) -> Supposition:
    from tenor.cli.event_words import read_event
    from tenor.cli.record import json_of

    if not words:
        stop(USAGE, said("cli-act-missing"))
    given = [word for word in words[1:] if not word.startswith(("on=", "rows=@"))]
    own = next((word.removeprefix("on=") for word in words[1:] if word.startswith("on=")), "")
    rows = next((word.removeprefix("rows=@") for word in words[1:] if word.startswith("rows=@")), "")
    return Supposition(event=read_event(words[0], given), on=read_day(own) if own else day, rows=json_of(Path(rows)) if rows else None)
