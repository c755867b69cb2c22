"""A contract as the database holds it, read and proved: terms, entries, bodies.

What was read is kept by this process. A chain only grows, so the next read takes the new lines alone; an entry whose body was erased
meanwhile loses it here too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from tenor.desk import parsed
from tenor.desk.models import Body as StoredBody
from tenor.desk.models import Contract
from tenor.desk.models import Entry as StoredEntry
from tenor.desk.parsed import signed_terms
from tenor.ledger.bodies import read_body
from tenor.ledger.chain import Chain
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.facts import visible_to
from tenor.ledger.model import Entry
from tenor.ledger.verify import parts_of, read_chain
from tenor.terms.model import Terms

MOST_ENTRIES = 20_000  # kept by a process, over all contracts: about 60 MB
MOST_CONTRACTS = 64  # each with its terms, about 1 MB: many new contracts have few entries


class LedgerBrokenError(Exception):
    """The entries of a contract do not prove: nothing may be worked out from them, or written after them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """A contract read: never changed, so threads may share it."""

    id: UUID
    terms: Terms
    entries: tuple[Entry, ...]
    head: str

    def chain(self) -> Chain:
        """A chain of its own to go on with."""
        chain = Chain(terms_hash=self.terms.document.sha256)
        chain.entries = list(self.entries)
        chain.ids = {entry.id: entry for entry in self.entries}
        chain.last_at = self.entries[-1].at if self.entries else None
        return chain

    def seen_by(self, side: Literal["buyer", "supplier"]) -> Sequence[Entry]:
        """The entries as one side may have them."""
        return visible_to(self.entries, side)


_held: OrderedDict[UUID, Held] = OrderedDict()
_lock = threading.Lock()


def held(contract: Contract) -> Held:
    """The contract with all entries up to its head. LedgerBrokenError where they do not prove; no terms yet: SignedTerms.DoesNotExist."""
    known = _known(contract.pk)
    if known is not None and known.head == contract.head:
        return known
    found = _read(contract, known)
    _keep(found)
    return found


def forget() -> None:
    """Drop what this process keeps."""
    with _lock:
        _held.clear()
    parsed.forget()


def _known(id: UUID) -> Held | None:
    with _lock:
        known = _held.get(id)
        if known is not None:
            _held.move_to_end(id)
        return known


def _keep(found: Held) -> None:
    with _lock:
        _held[found.id] = found
        _held.move_to_end(found.id)
        total = sum(len(one.entries) for one in _held.values())
        while (total > MOST_ENTRIES or len(_held) > MOST_CONTRACTS) and len(_held) > 1:
            total -= len(_held.popitem(last=False)[1].entries)


def _read(contract: Contract, known: Held | None) -> Held:
    terms = known.terms if known else signed_terms(contract)
    chain = known.chain() if known else Chain(terms_hash=terms.document.sha256)
    from_seq = chain.length
    lines = StoredEntry.objects.filter(contract=contract, seq__gt=from_seq).order_by("seq").values_list("line", flat=True)
    chain, broken = read_chain((line.encode() for line in lines), terms.document.sha256, chain)
    if broken:
        raise LedgerBrokenError(f"{contract.reference}: {'; '.join(map(str, broken))}")
    _attach(contract, chain, from_seq)
    return Held(id=contract.pk, terms=terms, entries=tuple(chain.entries), head=chain.head)


def _attach(contract: Contract, chain: Chain, from_seq: int) -> None:
    """Join the new entries with their bodies, and take from all what was erased."""
    new = chain.entries[from_seq:]
    ids = [entry.id for entry in new if entry.body_hash or entry.words_hash]
    stored = _bodies(contract, ids, whole=from_seq == 0)
    erased = {(e.event.entry, e.event.part) for e in new if isinstance(e.event, BodyErased)}
    for at, entry in enumerate(chain.entries):
        if at < from_seq and not any((entry.id, part) in erased for part in ("body", "words")):
            continue
        found: dict[str, Any] = {
            part: None if (entry.id, part) in erased else _of(stored, entry, part, expected, at < from_seq)
            for part, expected in parts_of(entry)
            if expected
        }
        chain.entries[at] = replace(entry, **found) if found else entry


def _of(stored: dict[tuple[str, str], str], entry: Entry, part: str, expected: str, before: bool) -> Any:
    if before:
        return getattr(entry, part)
    text = stored.get((entry.id, part))
    return None if text is None else read_body(text.encode(), expected)


def _bodies(contract: Contract, ids: Sequence[str], *, whole: bool) -> dict[tuple[str, str], str]:
    if not ids:
        return {}
    rows = StoredBody.objects.filter(contract=contract)
    found: Iterable[tuple[str, str, str]] = (rows if whole else rows.filter(entry_id__in=ids)).values_list("entry_id", "part", "text")
    return {(id, part): text for id, part, text in found}
