"""A history recorded: each act through the same doors as a person's, with ids, salts and times that are the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from scripts.histories.filling import terms_for
from scripts.histories.telling import Act, History, Sent

from tenor.base.deadline import london_day
from tenor.base.problem import Problem, stopping
from tenor.ledger.chain import Chain
from tenor.ledger.compare import compare
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.facts import facts
from tenor.ledger.folder import TERMS, read_folder
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed, keep_file, record_many
from tenor.ledger.resolve import resolve
from tenor.returns.read import read_return
from tenor.returns.reports import reports
from tenor.review.allow import allow
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml


class HistoryError(Exception):
    """An act of a history was refused, and why."""


def terms_of(folder: Path) -> Terms:
    """The terms of a contract's folder; HistoryError where they cannot be used."""
    read = read_yaml((folder / TERMS).read_text(encoding="utf-8"), TERMS)
    if read.terms is None:
        raise HistoryError("\n".join(str(problem) for problem in read.problems))
    return read.terms


def record_history(history: History, folder: Path) -> None:
    """Record all of it in a folder that holds the terms and the returns, and no ledger yet."""
    terms = terms_of(folder)
    draw = draws(history.folder)
    for one in history.acts:
        proposed = _return(one, folder, terms) if isinstance(one, Sent) else _act(one)
        done = record_many(folder, (proposed,), at=one.at, draw=draw, may=asking(terms, one))
        if stopping(done.problems):
            raise HistoryError(_told(one, done.problems))


def draws(seed: str) -> Callable[[], str]:
    """What a history draws instead of something random: 32 digits, the same ones in the same order."""
    drawn = 0

    def draw() -> str:
        nonlocal drawn
        drawn += 1
        return sha256(f"{seed} {drawn}".encode()).hexdigest()[:32]

    return draw


def asking(terms: Terms, one: Act | Sent) -> Callable[[Chain, Proposed], Sequence[Problem]]:
    """Whether the contract allows it, as any door asks under the lock."""

    def may(chain: Chain, proposed: Proposed) -> Sequence[Problem]:
        now = review(terms, chain.entries, on=london_day(one.at))
        found = allow(now, proposed.event, side=proposed.side, on=proposed.on, seen_by=proposed.seen_by, by=proposed.by)
        return stopping(found)

    return may


def _act(one: Act) -> Proposed:
    words = Body(kind="words", salt="", content=dict(one.words)) if one.words else None
    return Proposed(event=one.event, by=one.by.id, side=one.by.side, on=one.on, seen_by=one.seen_by, moment=one.moment, body=words)


def _return(one: Sent, folder: Path, signed: Terms) -> Proposed:
    """The file as it lies under `returns/`: read, checked, compared with what is known, its questions answered."""
    terms = terms_for(signed, one)
    data = (folder / "returns" / one.file).read_bytes()
    read = read_return(data, one.file, terms, ret=one.ret, covers=one.covers, today=one.on)
    if read.return_ is None:
        raise HistoryError(_told(one, read.problems))
    given = read.return_
    known = facts(read_folder(folder).entries, terms)
    compared = compare(given.rows, known, terms, covers=given.covers, day=one.on, replaces=one.replaces, datasets=given.datasets)
    resolved = resolve(compared, one.answers, given.figures)
    if isinstance(resolved, tuple):
        raise HistoryError(_told(one, resolved))
    event = ReturnReceived(
        ret=given.ret, covers=given.covers, reports=reports(given, terms), file=keep_file(folder, data), replaces=one.replaces
    )
    return Proposed(
        event=event,
        by=one.by.id,
        side=one.by.side,
        on=one.on,
        body=Body(kind="rows", salt="", content=resolved.rows),
        words=Body(kind="words", salt="", content=dict(resolved.words)) if resolved.words else None,
    )


def _told(one: Act | Sent, problems: Sequence[Problem]) -> str:
    what = one.file if isinstance(one, Sent) else repr(one.event)
    return "\n".join([f"{one.at:%Y-%m-%d %H:%M} {what}", *(f"  {problem}" for problem in problems)])
