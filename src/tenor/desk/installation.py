"""The installation's own chain: who signed in, who was given what, what was exported. The code of a contract's ledger, another table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tenor.base.deadline import london_day
from tenor.desk import clock
from tenor.desk.models import InstallationEntry, Person
from tenor.ledger.canonical import sha256
from tenor.ledger.chain import append
from tenor.ledger.events import Event
from tenor.ledger.frame import line_of
from tenor.ledger.model import Entry
from tenor.ledger.record import draw
from tenor.ledger.verify import VerifyResult, verify

BEGINNING = sha256(b"the chain of a Tenor installation")


@dataclass(slots=True)
class _Tip:
    length: int
    head: str
    last_at: datetime | None

    def find(self, id: str) -> Entry | None:
        return None


def note(event: Event, *, person: Person | None = None) -> Entry:
    """Append one entry. `person`: who did it; None: the system, or somebody who is not known."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(7326437)")  # one writer of this chain at a time
        last = InstallationEntry.objects.last()
        tip = _Tip(last.seq, last.hash, None) if last else _Tip(0, BEGINNING, None)
        at = clock.now()
        made = append(tip, event, by=person.code if person else "system", side="system", on=london_day(at), at=at, draw=draw)
        if isinstance(made, tuple):
            raise ValueError("; ".join(map(str, made)))
        InstallationEntry.objects.create(seq=made.seq, entry_id=made.id, prev=made.prev, hash=made.hash, line=line_of(made).decode())
    return made


def verify_installation() -> VerifyResult:
    """Prove the whole chain."""
    lines = InstallationEntry.objects.values_list("line", flat=True)
    return verify([line.encode() for line in lines], BEGINNING, lambda id, part: None)
