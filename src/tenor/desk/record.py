"""The one way into a contract's ledger: entry, bodies and files together, in one transaction, after person and contract were asked.

Writers take turns: the contract's row is locked (PostgreSQL), or the whole database (SQLite, IMMEDIATE), and within a process a lock
keeps the order fair. Whatever slips past these, the unique keys refuse: a chain never forks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import connection, transaction

from tenor.base.problem import Problem, problem, stopping
from tenor.desk import clock
from tenor.desk.erasing import erase_named
from tenor.desk.held import Held, held
from tenor.desk.models import Body, Contract, Entry, File
from tenor.desk.parsed import signed_terms
from tenor.desk.permissions.actor import Actor, may_record
from tenor.desk.snapshots import renew_soon
from tenor.ledger.bodies import body_bytes
from tenor.ledger.canonical import sha256
from tenor.ledger.frame import line_of
from tenor.ledger.model import Entry as Made
from tenor.ledger.record import Proposed, Recorded, append_proposed, draw, moment_of_turn
from tenor.review.allow import allow, allow_by_side
from tenor.review.frozen import FROZEN, with_what_was_seen
from tenor.review.whole import review

_turn = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that came with an act; its entry names it by its SHA-256."""

    data: bytes
    name: str = ""
    seen_by: str = "both"


@dataclass(slots=True)
class Tip:
    """The end of a contract's chain, as the locked row has it."""

    contract: Contract
    length: int
    head: str
    last_at: datetime | None
    new: dict[str, Made] = field(default_factory=dict)

    def find(self, id: str) -> Made | None:
        """The entry of this id: among the new ones, or read from the database."""
        if id in self.new:
            return self.new[id]
        stored = Entry.objects.filter(contract=self.contract, entry_id=id).exists()
        return next((e for e in held(self.contract).entries if e.id == id), None) if stored else None

    def add(self, made: Made) -> None:
        self.length, self.head, self.last_at = made.seq, made.hash, made.at
        self.new[made.id] = made


class _NotRecordedError(Exception):
    """Leaves the transaction with the reasons; nothing is written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)


def record(
    contract: Contract,
    several: Sequence[Proposed],
    *,
    actor: Actor | None,
    act: str = "",
    files: Sequence[Received] = (),
    head: str = "",
    units: Sequence[str] = (),
    also: Callable[[], None] | None = None,
) -> Recorded:
    """Record acts as one, or say why not.

    `actor`: who does it; None: the system itself. `act`: which act of the table is meant, where an event can be several.
    `head`: the ledger's head that the act was worked out from, if it may not have gone on since. `units`: those the rows are about.
    `also`: what else belongs to the same transaction (a draft that is used up).
    """
    wrong = [p for one in several if actor for p in may_record(actor, one.event, act=act, units=units)]
    if wrong:
        return Recorded(problems=tuple(wrong))
    try:
        with _in_turn(), transaction.atomic():
            done = _record(contract, several, files, head)
            if also is not None:
                also()
    except _NotRecordedError as why:
        return Recorded(problems=why.problems)
    contract.refresh_from_db(fields=["head", "length", "last_at", "one_sided"])
    return done


def _in_turn() -> AbstractContextManager[object]:
    """Threads of one process wait in order, instead of asking SQLite again and again."""
    inside = connection.in_atomic_block  # tests, or a caller's own transaction: it has its turn
    return nullcontext() if inside or connection.vendor != "sqlite" else _turn


def _record(contract: Contract, several: Sequence[Proposed], files: Sequence[Received], head: str) -> Recorded:
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if head and locked.head != head:
        raise _NotRecordedError([problem("changed-meanwhile")])
    tip = Tip(locked, locked.length, locked.head, locked.last_at)
    at = moment_of_turn(clock.now, tip.last_at)
    asked = _Asked(locked)
    made = []
    for proposed in several:
        entry = _append(tip, asked.ready(proposed, tip), at)
        made.append(entry)
        if entry.seq > tip.length:
            tip.add(entry)
            asked.add(entry)
    _write(tip, files, at)
    return Recorded(entries=tuple(made), problems=tuple(asked.notes))


class _Asked:
    """The rules of the contract, asked of the chain as it stands under the lock; a review is made only where the act needs one."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._held: Held | None = None
        self._new: list[Made] = []
        self.notes: list[Problem] = []

    def ready(self, proposed: Proposed, tip: Tip) -> Proposed:
        """The act with what its maker saw; leaves with the reasons where it may not be recorded."""
        if proposed.id and tip.find(proposed.id) is not None:
            return proposed  # sent twice: one entry
        today = clock.today()
        known = signed_terms(self._contract).datasets
        quick = allow_by_side(proposed.event, side=proposed.side, on=proposed.on, today=today, seen_by=proposed.seen_by, datasets=known)
        if quick is not None:
            found = quick
        else:
            worded = proposed.words is not None or (proposed.body is not None and proposed.body.kind == "words")
            now = review(self._all().terms, [*self._all().entries, *self._new], on=today)
            found = allow(now, proposed.event, side=proposed.side, on=proposed.on, seen_by=proposed.seen_by, worded=worded, by=proposed.by)
        if wrong := stopping(found):
            raise _NotRecordedError(wrong)
        self.notes.extend(found)
        if not isinstance(proposed.event, FROZEN):
            return proposed
        seen = review(self._all().terms, [*self._all().entries, *self._new], on=min(proposed.on, today))
        return replace(proposed, event=with_what_was_seen(seen, proposed.event, tip.head))

    def add(self, entry: Made) -> None:
        self._new.append(entry)

    def _all(self) -> Held:
        if self._held is None:
            self._held = held(self._contract)
        return self._held


def _append(tip: Tip, proposed: Proposed, at: datetime) -> Made:
    made = append_proposed(tip, proposed, at, draw)
    if isinstance(made, tuple):
        raise _NotRecordedError(made)
    return made


def _write(tip: Tip, files: Sequence[Received], at: datetime) -> None:
    """Entries, bodies and files to the database, and the contract's row to the new tip."""
    contract, new = tip.contract, list(tip.new.values())
    Entry.objects.bulk_create(stored_entry(contract, one) for one in new)
    Body.objects.bulk_create(
        Body(contract=contract, entry_id=one.id, part=part, text=body_bytes(body).decode())
        for one in new
        for part, body in (("body", one.body), ("words", one.words))
        if body is not None
    )
    erase_named(contract, new)
    File.objects.bulk_create((stored_file(contract, one, at) for one in files), ignore_conflicts=True)
    if new:
        hidden = contract.one_sided or any(one.seen_by != "both" for one in new)
        Contract.objects.filter(pk=contract.pk).update(head=tip.head, length=tip.length, last_at=tip.last_at, one_sided=hidden)
        transaction.on_commit(lambda: renew_soon(contract.pk))  # pages read snapshots


def stored_entry(contract: Contract, made: Made) -> Entry:
    """The row of an entry."""
    return Entry(contract=contract, seq=made.seq, entry_id=made.id, prev=made.prev, hash=made.hash, line=line_of(made).decode())


def stored_file(contract: Contract, file: Received, at: datetime) -> File:
    """The row of a file received."""
    return File(
        contract=contract,
        sha256=sha256(file.data),
        name=file.name[:255],
        size=len(file.data),
        data=file.data,
        seen_by=file.seen_by,
        kept_at=at,
    )
