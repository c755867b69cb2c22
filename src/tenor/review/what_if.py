"""What would follow if …: acts added in memory, never recorded, and what the review would then say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from tenor.base.deadline import start_of_day
from tenor.base.wording import Said, said
from tenor.ledger.events import VERSIONS, Event
from tenor.ledger.model import Body, Entry
from tenor.review.differences import differences
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms

Supposed: TypeAlias = tuple[Event, Literal["buyer", "supplier", "system"], date]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WhatIf:
    """The same day, as it is and as it would be. `differences` tells the second by the first, most weighty first."""

    before: Review
    after: Review
    differences: tuple[Said, ...]


def what_if(
    terms: Terms,
    entries: Sequence[Entry],
    events: Sequence[Supposed],
    *,
    on: date,
    as_known_at: date | None = None,
    bodies: Sequence[Body | None] = (),
) -> WhatIf:
    """The review of a day with these acts added, each with its side and its day; nothing is recorded.

    `bodies`: the rows that an act brings, in the order of the acts (a return). Acts count as known even where `as_known_at` lies
    before them: "what if we had …". Whether they may be recorded is for `allow` to say.
    """
    before = review(terms, entries, on=on, as_known_at=as_known_at)
    known = [entry for entry in entries if as_known_at is None or entry.hidden or entry.at < start_of_day(as_known_at + _DAY)]
    after = replace(review(terms, [*known, *supposed(known, events, bodies)], on=on), as_known_at=as_known_at)
    found = tuple(differences(before, after)) or (said("what-if-nothing", on=on),)
    return WhatIf(before=before, after=after, differences=found)


_DAY = timedelta(days=1)


def supposed(entries: Sequence[Entry], events: Sequence[Supposed], bodies: Sequence[Body | None]) -> Iterator[Entry]:
    """Entries for the acts, each last of its own day. They carry no hash: no chain will ever hold them."""
    seq = max((entry.seq for entry in entries), default=0)
    for at, (event, side, on) in enumerate(events):
        yield Entry(
            seq=seq + at + 1,
            id=f"if-{at + 1}",
            type=type(event).__name__,
            v=VERSIONS[type(event).__name__],
            on=on,
            at=start_of_day(on + _DAY) - timedelta(microseconds=len(events) - at),
            by="nobody",
            side=side,
            seen_by="both",
            event=event,
            prev="",
            hash="",
            body=bodies[at] if at < len(bodies) else None,
        )
