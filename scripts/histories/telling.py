"""The words a history is told in: who did what and when, what was sent, and what was true of the world meanwhile.

Times are London times, as people wrote them down: "2023-06-12 09:12".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from tenor.ledger.events import Event
from tenor.ledger.events.notices import NoticeApproved, NoticeDrafted, NoticeIssued
from tenor.ledger.model import SeenBy

LONDON = ZoneInfo("Europe/London")
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who records. The ledger knows only the opaque `id`."""

    id: str
    side: Literal["buyer", "supplier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act recorded `at` a moment. `on`: the day it was done; `words`: what was said with it, kept apart from the frame."""

    at: datetime
    by: Person
    event: Event
    on: date
    moment: datetime | None = None
    seen_by: SeenBy = "both"
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A return that reached the other side. `figures`: KPI -> what was written in its line; `instead`: row id -> fields as the sender
    had them, where that was not what happened; `answers`: to the questions it raised; `replaces`: for the whole period, by choice."""

    at: datetime
    by: Person
    on: date
    ret: str
    covers: str
    file: str
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[str, Values] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    answers: Mapping[str, Literal["accept", "keep"]] = field(default_factory=dict)
    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All of a contract: what was true (`rows`, by dataset: each date in a row is known from its own day on), and what was done.
    `telling`: the days on which a review is worth reading."""

    folder: str
    rows: Mapping[str, Sequence[Values]]
    acts: Sequence[Act | Sent]
    telling: Sequence[date]


def act(when: str, by: Person, event: Event, *, on: str = "", at_once: bool = False, seen_by: SeenBy = "both", **words: Any) -> Act:
    """An act on its day, or recorded later than the day `on`. `at_once`: the very moment counts."""
    at = moment(when)
    day = date.fromisoformat(on or when[:10])
    return Act(at=at, by=by, event=event, on=day, moment=at if at_once else None, seen_by=seen_by, words=words)


def approved(event: NoticeIssued, writer: Person, asked: str, second: Person, agreed: str, *, parts: int) -> list[Act | Sent]:
    """What goes before a letter is issued: its writer asks, and a second person approves the very text. `parts`: how many things it must
    state."""
    drafted = NoticeDrafted(
        notice=event.notice, step=event.step, text_hash=event.text_hash, kpis=event.kpis, stated=tuple(map(str, range(1, parts + 1)))
    )
    return [
        act(asked, writer, drafted, seen_by="buyer"),
        act(agreed, second, NoticeApproved(notice=event.notice, text_hash=event.text_hash), seen_by="buyer"),
    ]


def sent(
    when: str,
    by: Person,
    covers: str,
    file: str,
    *,
    ret: str = "monthly",
    on: str = "",
    figures: Mapping[str, tuple[str, ...]] | None = None,
    instead: Mapping[str, Values] | None = None,
    without: tuple[str, ...] = (),
    answers: Mapping[str, Literal["accept", "keep"]] | None = None,
    replaces: bool = False,
) -> Sent:
    """A return received; typed in later than the day `on` where it came on paper."""
    return Sent(
        at=moment(when),
        by=by,
        on=date.fromisoformat(on or when[:10]),
        ret=ret,
        covers=covers,
        file=file,
        figures=figures or {},
        instead=instead or {},
        without=without,
        answers=answers or {},
        replaces=replaces,
    )


def table(text: str, *names: str) -> list[Values]:
    """Rows written as lines of words under these names; "-" is a blank; the last name takes the rest of the line; # begins a remark."""
    rows: list[Values] = []
    for line in text.strip().splitlines():
        plain = line.partition("#")[0].split(maxsplit=len(names) - 1)
        if plain:
            rows.append({name: word.strip() for name, word in zip(names, plain, strict=False) if word.strip() != "-"})
    return rows


def moment(when: str) -> datetime:
    """A London time as the moment it was."""
    return datetime.fromisoformat(when).replace(tzinfo=LONDON).astimezone(UTC)


def in_order(*parts: Sequence[Act | Sent]) -> list[Act | Sent]:
    """Several strands of a history as one, in order of recording."""
    return sorted((one for part in parts for one in part), key=lambda one: one.at)
