"""An act as pages of the log tell it: who, when, and the words that lie beside it."""

from __future__ import annotations

from tenor.desk.pages.view import Data
from tenor.ledger.model import Act
from tenor.review.messages import is_erased


def told_act(act: Act) -> Data:
    """{"by", "side", "on", "at", "seq", "erased", "words": name -> text}."""
    at = act.entry.moment.isoformat() if act.entry.moment is not None else act.day.isoformat()
    body = act.entry.body
    words = {str(k): str(v) for k, v in body.content.items()} if body is not None and body.kind == "words" else {}
    text = words.get("text") or words.get("note", "")
    seq = act.entry.seq
    return {
        "by": act.entry.by,
        "side": act.entry.side,
        "on": act.day.isoformat(),
        "at": at,
        "seq": seq,
        "erased": is_erased(act),
        "text": text,
        "words": words,
    }


def maybe_told(act: Act | None) -> Data | None:
    return None if act is None else told_act(act)
