"""Erasing: the words that a new entry says are erased leave the database with it, and so does all that was made from them."""

from __future__ import annotations

from collections.abc import Sequence

from tenor.desk.models import Body, Contract, Snapshot
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.model import Entry


def erase_named(contract: Contract, new: Sequence[Entry]) -> None:
    """Take away the bodies that new entries erase, and every page kept of the contract; in the transaction of the entries themselves."""
    erased = [entry.event for entry in new if isinstance(entry.event, BodyErased)]
    for event in erased:
        Body.objects.filter(contract=contract, entry_id=event.entry, part=event.part).delete()
    if erased:
        Snapshot.objects.filter(contract=contract).delete()
