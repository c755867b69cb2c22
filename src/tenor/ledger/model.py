"""The nouns of the ledger: an entry, a body, a row as it held from a day to a day, and the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from tenor.base.deadline import london_day, start_of_day
from tenor.ledger.events import Event

SeenBy = Literal["both", "buyer", "supplier"]
E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What lies apart from the frame. `words`: names and texts, never needed to rate, escalate or date. `rows`: typed rows and stated
    figures, counted. Content is JSON of text, whole numbers, lists and maps."""

    kind: Literal["words", "rows"]
    salt: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the chain. `on`: the London day the act was done; `at`: the moment (UTC) it entered the ledger.

    Hidden from the side it was made for: only `seq`, `prev` and `hash` say anything, and `event` is None."""

    seq: int
    id: str
    type: str
    v: int
    on: date
    at: datetime
    by: str
    side: Literal["buyer", "supplier", "system"]
    seen_by: SeenBy
    event: Event | None  # None: hidden from the side this was made for
    prev: str
    hash: str
    moment: datetime | None = None
    body_hash: str = ""
    words_hash: str = ""  # a second body of words beside rows
    body: Body | None = None  # None: there is none, it was erased, or it is not for this reader
    words: Body | None = None

    @property
    def hidden(self) -> bool:
        return self.event is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An entry as it counts: `day` is the day it is given, after any cut-off; `order` sorts acts of one day."""

    day: date
    order: int
    entry: Entry

    @property
    def event(self) -> Any:
        return self.entry.event

    @property
    def when(self) -> date | datetime:
        """What hours are counted from: its moment; of one that counts on a later day (a cut-off), the beginning of that day; its day
        alone where nobody knows the hour."""
        moment = self.entry.moment
        own = london_day(moment) if moment is not None else date.max
        return self.day if moment is None or own > self.day else moment if own == self.day else start_of_day(self.day)

    @property
    def ref(self) -> str:
        """How a `because` names it."""
        return self.entry.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One version of one row: it holds from `from_day` up to, not including, `until_day`.

    `values`: field -> exact text (dates as 2023-06-14, numbers as written); a blank field is left out.
    `origin`: "return" or "log"; `covers`: the period its return covered ("" for a log). `relief`: the act by which both agreed that the
    row counts in neither numerator nor denominator: this version is shown and counts nowhere.
    `cells`: field -> "Calls!C7"; a value kept from an earlier entry says whose cell it is: "<entry id>#Calls!C7"."""

    dataset: str
    id: str
    values: Mapping[str, str]
    from_day: date
    until_day: date | None
    act: Act
    origin: Literal["return", "log"]
    covers: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    relief: Act | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.until_day is None or day < self.until_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A figure a return gives as such: numerator and denominator (1 for counts)."""

    kpi: str
    period: str
    numerator: int
    denominator: int
    act: Act
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """What holds by what was known: acts in order of day, then of recording; rows and figures with the days they hold."""

    acts: Sequence[Act]
    rows: Sequence[Row]
    stated: Sequence[StatedFigure]
    by_type: Mapping[str, Sequence[Act]]
    last_day: date | None = None  # contract ended early

    def of(self, *kinds: type) -> list[Act]:
        """All acts of these kinds, in order."""
        if len(kinds) == 1:
            return list(self.by_type.get(kinds[0].__name__, ()))
        return sorted((a for k in kinds for a in self.by_type.get(k.__name__, ())), key=lambda a: (a.day, a.order))
