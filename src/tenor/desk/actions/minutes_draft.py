"""Minutes in hand: what the writer's side keeps until it is sent. Nobody else sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenor.desk import clock
from tenor.desk.models import Draft
from tenor.desk.visible import Place

MINUTES = "minutes"  # kind of draft; its key is the meeting
Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """A draft as it was last kept. `turn` counts the savings; `follows`: the version sent before, 0 for none."""

    body: Body
    turn: int
    follows: int
    who: str
    at: datetime


def find_minutes(place: Place, meeting: str) -> InHand | None:
    """What this side has in hand for a meeting."""
    draft = _drafts(place, meeting).select_related("saved_by").first()
    if draft is None:
        return None
    who = draft.saved_by.name if draft.saved_by else ""
    return InHand(body=draft.body, turn=draft.turn, follows=int(draft.body.get("follows", 0)), who=who, at=draft.saved_at)


def keep_minutes(place: Place, meeting: str, body: Mapping[str, Any], *, turn: int) -> InHand | None:
    """Keep what was typed. `turn`: that of the draft it was typed into, 0 for none yet. None, and nothing is kept, where somebody else
    of the side saved since; their own savings nobody is asked about."""
    known = {"body": dict(body), "head": place.contract.head, "saved_by": place.person, "saved_at": clock.now()}
    whose = {"contract": place.contract, "kind": MINUTES, "key": meeting, "seen_by": place.side}
    draft, new = Draft.objects.get_or_create(**whose, defaults=known)
    if not new:
        if draft.turn != turn and draft.saved_by_id != place.person.pk:
            return None
        if not Draft.objects.filter(pk=draft.pk, turn=draft.turn).update(**known, turn=draft.turn + 1):
            return None
    return find_minutes(place, meeting)


def forget_minutes(place: Place, meeting: str) -> None:
    """Drop what is in hand: it was sent, or is not wanted."""
    _drafts(place, meeting).delete()


def _drafts(place: Place, meeting: str) -> Any:
    return Draft.objects.filter(contract=place.contract, kind=MINUTES, key=meeting, seen_by=place.side)
