"""Entries of a contract one by one: who made them, what was said with them, what their maker saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenor.base.said_data import said_data
from tenor.desk.held import held
from tenor.desk.models import Contract, Membership, Post
from tenor.desk.reviews import Side, review_of
from tenor.ledger.codec import encode
from tenor.ledger.model import Entry
from tenor.review.frozen import differences
from tenor.review.told import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry, opened. `texts`: the words that lie with it; `erased`: there were some and they are gone; `rows`: how many rows it has.
    `differs`: what a review says today otherwise than its maker saw: (what, seen, now)."""

    entry: Entry
    said: Mapping[str, Any]
    fields: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    erased: bool
    rows: int
    seen: tuple[tuple[str, str], ...]
    differs: tuple[tuple[str, str, str], ...]


def find_entry(contract: Contract, side: Side, seq: int) -> Told | None:
    """The entry at a place of the chain, as one side may see it; None where there is none or it is not for this side."""
    entries = held(contract).seen_by(side)
    if not 0 < seq <= len(entries) or entries[seq - 1].event is None:
        return None
    entry = entries[seq - 1]
    review = review_of(contract, side)
    seen = dict(getattr(entry.event, "seen", {}))
    bodies = [body for body in (entry.body, entry.words) if body is not None]
    kept = {"body": bool(entry.body_hash) and entry.body is None, "words": bool(entry.words_hash) and entry.words is None}
    content = entry.body.content.get("rows", {}) if entry.body is not None and entry.body.kind == "rows" else {}
    return Told(
        entry=entry,
        said=said_data(told(entry, review.terms)),
        fields=tuple((name, _text(value)) for name, value in encode(entry.event).items() if name != "seen"),
        texts=tuple(
            (str(key), str(value)) for body in bodies if body.kind == "words" for key, value in body.content.items() if key != "rows"
        ),
        erased=any(kept.values()),
        rows=sum(len(several) for several in content.values()),
        seen=tuple(seen.items()),
        differs=tuple(differences(review, seen)) if seen else (),
    )


def names_of(contract: Contract) -> dict[str, str]:
    """The opaque `by` of entries -> the name of whoever it stands for, as far as they have an account: by a post, or by a role on all
    contracts of the organisation. One query."""
    general = Membership.objects.filter(organisation=contract.organisation_id).exclude(role="")
    posts = Post.objects.filter(contract=contract).values_list("known_as", "person__name")
    return dict(posts.union(general.values_list("person__code", "person__name")))


def _texts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The words of a body; texts of rows are shown with their rows."""
    return [(str(key), str(value)) for key, value in content.items() if key != "rows" and value]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
