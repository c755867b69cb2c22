"""What stands around the sentences: parties, people, places, notices, clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.base.figure import Amount
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.reader import Span
from tenor.terms.model.document import Clause, Hole, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A right to let the contract go on: for how long at most, who may, and by when it has to be said (None: the contract names no day).

    `up_to` as written, `most` the same as a length (None: the contract names none). It is counted from the last day as it stood before
    the right was first used, so two extensions by one right share it; a second right is a line of its own."""

    clause: Clause
    up_to: str = ""
    by: tuple[str, ...] = ()
    due: DuePhrase | None = None
    most: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontractor:
    """Who does part of the work for the supplier; `from_` and `until`: its first and last day, None: the contract's."""

    id: str
    name: str
    clause: Clause = ()
    what: str = ""
    from_: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    reference: str
    title: str
    buyer: str
    supplier: str
    starts: date
    ends: date
    schedule: str = ""
    scope: str = ""
    subcontractors: tuple[Subcontractor, ...] = ()
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A sum that money phrases name: so much each month, quarter, year, contract or row, as the terms say (`amount`) or as it is invoiced
    (`from_invoices`). Neither: the contract has a hole here, and what is reckoned from it waits."""

    name: str
    clause: Clause
    each: Literal["month", "quarter", "year", "contract", "row"]
    amount: Amount | None = None
    from_invoices: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    side: Side
    order: int
    role: str = ""
    name: str | Hole = ""
    position: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A place or service served; `opens` and `closes` are its first and last day. No opening date: not expected, and asked for.
    `away`: closed for a time. `subcontractor`: who serves it for the supplier, by id."""

    id: str
    name: str = ""
    opens: date | None = None
    closes: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    subcontractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeClause:
    """When a notice counts as received, by the way it was sent; "any" where the clause makes no difference."""

    clause: Clause
    by: tuple[str, ...]
    received: Mapping[str, DuePhrase]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClause:
    number: str
    heading: str = ""
    text: str = ""
