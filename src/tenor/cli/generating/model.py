"""The nouns of generating: a contract as made, its people, and the acts of a mould from which contracts are struck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from tenor.ledger.events import Event
from tenor.ledger.model import SeenBy
from tenor.terms.model import Side, Terms

Part: TypeAlias = Literal["contract manager", "head of service", "supplier contract manager", "field worker"]
PARTS: tuple[Part, ...] = ("contract manager", "head of service", "supplier contract manager", "field worker")
Who: TypeAlias = Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person of a contract. `known_as`: how its entries name them; `contact_role`: the role the terms give them ("" = none)."""

    known_as: str
    side: Side
    part: Part
    name: str
    email: str
    contact_role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A contract as it was made, whole and in memory. `name`: its folder; `bodies` and `files`: name in their folder -> bytes;
    `lines`: the chain, a canonical line an entry without its line end. `traits`: what is odd about it ("silent", "no manager")."""

    name: str
    reference: str
    title: str
    terms: str
    lines: Sequence[bytes]
    bodies: Mapping[str, bytes]
    files: Mapping[str, bytes]
    people: tuple[Somebody, ...]
    traits: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all of it."""
        parts = (*self.bodies.values(), *self.files.values())
        return len(self.terms.encode()) + sum(len(line) + 1 for line in self.lines) + sum(map(len, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A row as it came to be in the end. `dated`: the day that says which period it belongs to. Each date in it is known from its day."""

    dataset: str
    id: str
    values: Mapping[str, str]
    words: Mapping[str, str]
    dated: date
    dates: tuple[str, ...]  # the fields that are dates

    def known_on(self, day: str) -> dict[str, str]:
        """The values as they were known at the close of a day, written 2023-06-14."""
        return {name: text for name, text in self.values.items() if name not in self.dates or text <= day}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An act of a mould. `minute`: of the London day at which it is recorded; `says`: what kind of words lie beside it ("" = none);
    `thread`: acts that stand or fall together; `left_out`: in how many contracts of a hundred the thread is missing."""

    on: date
    minute: int
    event: Event
    by: Who
    side: Side
    says: str = ""
    content: Mapping[str, Any] | None = None  # of a body of rows
    beside: Mapping[str, Any] | None = None  # of the words beside those rows
    seen_by: SeenBy = "both"
    thread: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a mould is made for: its terms, moved; `until`: the day before which everything happened; `last`: the last day of the months."""

    terms: Terms
    until: date
    last: date
    temper: Temper

    @property
    def starts(self) -> date:
        return self.terms.contract.starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """How well a supplier does, in per cent: a slip in a good month and in a bad one, how often a bad spell begins and goes on."""

    name: str
    slip: int
    bad_slip: int
    begins: int
    goes_on: int
    late: int = 8
    absent: int = 0


TEMPERS = (
    Temper(name="steady", slip=1, bad_slip=6, begins=3, goes_on=20, late=3),
    Temper(name="good", slip=2, bad_slip=12, begins=6, goes_on=35),
    Temper(name="fair", slip=4, bad_slip=20, begins=10, goes_on=45, late=12),
    Temper(name="patchy", slip=6, bad_slip=30, begins=14, goes_on=55, late=15, absent=2),
    Temper(name="poor", slip=10, bad_slip=40, begins=20, goes_on=65, late=25, absent=4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A stretch of the terms' text that each contract says in its own words: from, to, and what stands there."""

    start: int
    end: int
    what: str
    was: str = field(default="")
