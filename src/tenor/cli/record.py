"""`tenor record`: something happened; one entry, or many from a file, after the rules of the contract were asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import typer

from tenor.base.wording import said, show_day
from tenor.cli.days import find_day, read_moment, today
from tenor.cli.ends import USAGE, near, stop
from tenor.cli.opening import Opened, open_contract, unreadable
from tenor.cli.options import By, On, Side
from tenor.cli.paper import Paper

if TYPE_CHECKING:
    from tenor.ledger.model import Entry
    from tenor.ledger.record import Proposed

SeenBy: TypeAlias = Literal["both", "buyer", "supplier"]

WhatDir = Annotated[Path | None, typer.Argument(metavar="DIR", help="The folder of a contract.", show_default=False)]
What = Annotated[str, typer.Argument(metavar="EVENT", help="What happened: plan-requested, notice-received ... (--list shows all).")]
Given = Annotated[list[str] | None, typer.Argument(metavar="key=value...", help="What the event says; lists as A,B.", show_default=False)]
DoneBy = Annotated[Side | None, typer.Option("--side", help="Which side did it.", show_default="the only side that may, else the buyer")]
Moment = Annotated[
    datetime | None, typer.Option("--moment", parser=read_moment, metavar="TIME", help="When on that day, if the hour matters: ...T23:30Z.")
]
Seen = Annotated[
    SeenBy | None,
    typer.Option("--seen-by", help="Who may see it.", show_default="both; a letter that is not issued yet: the side that writes it"),
]
Words = Annotated[
    str, typer.Option("--words", metavar="TEXT|@FILE", help="A text that goes with it (a reason, names): kept apart, erasable.")
]
Rows = Annotated[
    Path | None, typer.Option("--rows", metavar="FILE", help="Rows that go with it, as JSON: for rows-logged, rows-corrected.")
]
Id = Annotated[str, typer.Option("--id", metavar="UUID", help="The act's own id: sent twice, it is one entry.")]
From = Annotated[Path | None, typer.Option("--from", metavar="FILE", help="Many acts, one JSON object a line, recorded as one.")]
List = Annotated[bool, typer.Option("--list", help="List every event that can be recorded.")]
Describe = Annotated[str, typer.Option("--describe", metavar="EVENT", help="Describe one event and its fields.")]

_LINE = ("event", "fields", "on", "moment", "by", "side", "seen_by", "words", "rows", "id")


def record(
    path: WhatDir = None,
    event: What = "",
    given: Given = None,
    on: On = None,
    moment: Moment = None,
    by: By = "",
    side: DoneBy = None,
    seen_by: Seen = None,
    words: Words = "",
    rows: Rows = None,
    id: Id = "",
    from_file: From = None,
    list_all: List = False,
    describe: Describe = "",
) -> None:
    """Record what happened: a request, a decision, a notice, a meeting ... Nothing is recorded that the rules do not allow."""
    if list_all or describe:
        return _explain(describe)
    if path is None or (not event and from_file is None):
        stop(USAGE, said("cli-record-usage"))
    opened: Opened | None = None
    if from_file is not None:
        several = list(_from_file(from_file, by))
    else:
        line = {"on": on, "moment": moment, "side": side, "seen_by": seen_by, "id": id, "by": by}
        opened = open_contract(path) if _is_letter(event) else None
        several = [_from_words(event, given or [], line, _text(words), rows, opened)]
    if any(type(one.event).__name__ == "BodyErased" for one in several):
        stop(USAGE, said("cli-erase-instead"))
    opened = opened or open_contract(path)
    from tenor.cli.recording import ready, record_acts

    known = len(opened.held.entries)
    _say(record_acts(opened, [ready(opened.terms, one) for one in several]), known)
    return None


def _say(entries: tuple[Entry, ...], known: int) -> None:
    from tenor.cli.event_words import event_words

    paper = Paper()
    for entry in entries:
        word = "Recorded" if entry.seq > known else "Known already"
        paper.line(
            (f"{word} as entry {entry.seq}", "good"), f" ({entry.id}), {show_day(entry.on)}, {entry.side}: ", event_words(entry.event)
        )


def _explain(describe: str) -> None:
    from tenor.cli.event_words import describe as describe_event
    from tenor.cli.event_words import get_type, names_by_subject

    paper = Paper()
    if describe:
        for line in describe_event(get_type(describe)):
            paper.line(line.lstrip(), indent=len(line) - len(line.lstrip()))
        return
    for subject, names in names_by_subject():
        paper.heading(subject.capitalize())
        paper.line(", ".join(names), indent=2, hang=0)


def _is_letter(event: str) -> bool:
    from tenor.cli.event_words import get_type
    from tenor.cli.recording_letters import LETTERS

    return get_type(event) in LETTERS


def _from_words(event: str, given: list[str], line: Mapping[str, Any], words: str, rows: Path | None, letters: Opened | None) -> Proposed:
    """The act as it was typed; of a letter (`letters`: the contract it is of) what follows from its text is filled in."""
    from tenor.cli.event_words import get_type, read_event

    if letters is None:
        return _proposed(read_event(event, given), line, words, json_of(rows) if rows else None)
    from tenor.cli.recording import side_of
    from tenor.cli.recording_letters import PRIVATE, filled_in
    from tenor.ledger.model import Body

    given, content = filled_in(letters, get_type(event), given, words)
    made = read_event(event, given)
    seen_by = line.get("seen_by") or (side_of(made, line.get("side")) if type(made).__name__ in PRIVATE else "both")
    proposed = _proposed(made, {**line, "seen_by": seen_by}, words, None)
    return replace(proposed, body=Body(kind="words", salt="", content=content)) if content else proposed


def _proposed(event: Any, line: Mapping[str, Any], words: str, rows: Any) -> Proposed:
    """One act to be recorded; an event with rows keeps them as its body and a text beside them."""
    from tenor.cli.recording import rows_body, side_of, who_by, words_body
    from tenor.ledger.record import Proposed

    texts = words_body(words)
    return Proposed(
        event=event,
        by=who_by(line.get("by") or ""),
        side=side_of(event, line.get("side")),
        on=line.get("on") or today(),
        seen_by=line.get("seen_by") or "both",
        moment=line.get("moment"),
        body=rows_body(rows) if rows is not None else texts,
        words=texts if rows is not None else None,
        id=line.get("id") or "",
    )


def _from_file(file: Path, by: str) -> Iterator[Proposed]:
    """The acts of a file of lines; ends with exit code 2 at the first line that is none, and names it."""
    from tenor.cli.event_words import event_of, get_type

    for n, text in enumerate(read_text(file).splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError as why:
            stop(USAGE, said("cli-line-not-json", file=str(file), line=n, why=str(why)))
        if not isinstance(line, dict) or not isinstance(line.get("event"), str) or not isinstance(line.get("fields", {}), dict):
            stop(USAGE, said("cli-line-no-event", file=str(file), line=n))
        for key in (key for key in line if key not in _LINE):
            nearest = near(key, _LINE, 1)
            stop(
                USAGE,
                said("cli-line-key", file=str(file), line=n, key=key, nearest=said("cli-did-you-mean", names=nearest) if nearest else ()),
            )
        event = event_of(get_type(line["event"]), line.get("fields", {}).items())
        yield _proposed(event, {**line, **_days(line, file, n), "by": line.get("by") or by}, str(line.get("words") or ""), line.get("rows"))


def _days(line: Mapping[str, Any], file: Path, n: int) -> dict[str, date | datetime | None]:
    on, moment = line.get("on"), line.get("moment")
    day = find_day(str(on)) if on else None
    if on and day is None:
        stop(USAGE, said("cli-line-day", file=str(file), line=n, text=str(on)[:40]))
    return {"on": day, "moment": read_moment(str(moment)) if moment else None}


def _text(words: str) -> str:
    return read_text(Path(words[1:])) if words.startswith("@") else words


def read_text(file: Path) -> str:
    """The text of a file; ends with exit code 3 where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as why:
        unreadable(file, why)
    except UnicodeDecodeError as why:
        from tenor.cli.ends import CANNOT

        stop(CANNOT, said("cli-not-text", file=str(file), at=why.start))


def json_of(file: Path) -> Any:
    """What a JSON file holds; ends with exit code 2 where it is none."""
    try:
        return json.loads(read_text(file))
    except ValueError as why:
        stop(USAGE, said("cli-file-not-json", file=str(file), why=str(why)))
