"""What starts a duty, a return or a meeting that no calendar asks for: events, each by itself or all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from tenor.base.phrases.due import ClearDays, DuePhrase, OnAnchor, SameDay, SpanDue
from tenor.review.occurrences import Occurrence, occurrences
from tenor.review.scene import Scene
from tenor.terms.model import Counted, EventIs

BY_START = ("request", "notice", "receipt", "trigger")


class Started(Protocol):
    """What has a `when` of its own: each of it starts it, or (`when_all`) all of it together."""

    @property
    def when(self) -> tuple[Counted, ...]: ...
    @property
    def when_all(self) -> bool: ...


def starts(scene: Scene, of: Started) -> list[Occurrence]:
    """In order of day, one a day. Of events that are all needed: the n-th start is on the day on which each has happened n times."""
    events = [c for c in of.when if isinstance(c, EventIs)]
    each = [_each_day(occurrences(scene, c.name, c.chosen)) for c in events]
    if of.when_all:
        return _each_day([max(together, key=lambda o: o.day) for together in zip(*each, strict=False)])
    return _each_day([o for several in each for o in several])


def _each_day(found: Sequence[Occurrence]) -> list[Occurrence]:
    """In order, one a day; one that was withdrawn started nothing that still stands."""
    return list({o.day: o for o in sorted(found, key=lambda o: o.day, reverse=True) if o.until is None}.values())[::-1]


FIXED = ("contract start", "contract end", "period start", "period end")


def anchor_of(phrase: object) -> str:
    """What has to have happened before a deadline has its day; "" for what needs nothing to happen."""
    form = phrase.form if isinstance(phrase, DuePhrase) else None
    name = form.anchor.lower() if isinstance(form, SpanDue | ClearDays | SameDay | OnAnchor) else ""
    return "" if name in FIXED else name


def anchors_of(scene: Scene, of: Started, start: Occurrence, anchor: str) -> Mapping[str, date | datetime]:
    """What a day may be counted from once it was started: by the events' names, by the plain words for a start, and by `anchor` itself, of
    what happened with the start or first after it."""
    names = [c.name.lower() for c in of.when if isinstance(c, EventIs)]
    anchors: dict[str, date | datetime] = dict.fromkeys((*names, *BY_START, "award"), start.when or start.day)
    if anchor not in ("", *anchors):
        found = occurrences(scene, anchor)
        after = [o for o in found if o.id == start.id] or [o for o in found if o.day >= start.day]
        anchors.update((anchor, o.when or o.day) for o in after[:1])
    return anchors
