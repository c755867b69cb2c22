"""The history of a contract: every entry in one sentence, in the order of the chain."""

from __future__ import annotations

from tenor.base.said_data import said_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.model import Entry
from tenor.review.told import told


def make(view: View) -> Data:
    """{"entries": [{"seq", "id", "type", "subject", "on", "at", "by", "side", "said", "words", "own"}], "head"}; oldest first. Of an
    entry that is hidden from this side there is its place and nothing else. `own`: only this side sees it."""
    terms = view.review.terms
    return {"entries": [_line(entry, said_data(told(entry, terms))) for entry in view.entries], "head": view.contract.head}


def _line(entry: Entry, said: Data) -> Data:
    if entry.event is None:
        return {"seq": entry.seq, "hidden": True, "said": said}
    return {
        "seq": entry.seq,
        "id": entry.id,
        "type": entry.type,
        "subject": type(entry.event).__module__.rpartition(".")[2].replace("_", " "),
        "on": entry.on.isoformat(),
        "at": entry.at.isoformat(timespec="seconds"),
        "by": entry.by,
        "side": entry.side,
        "said": said,
        "words": bool(entry.body_hash or entry.words_hash),
        "own": entry.seen_by != "both",
    }
