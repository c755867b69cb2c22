"""What was said with an act, for sentences that would otherwise have to call a thing by its id."""

from __future__ import annotations

from tenor.ledger.model import Act

MOST = 80


def in_words(act: Act, most: int = MOST) -> str:
    """The text that lies beside an act, cut at a word; "" where there is none, or it was erased."""
    body = act.entry.body
    text = " ".join(str(body.content.get("text", "")).split()) if body is not None and body.kind == "words" else ""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
