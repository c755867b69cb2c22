"""A template's terms moved in time: every day later or earlier by the same months, the end far enough off, other units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tenor.base.period import months_after
from tenor.cli.generating.model import Spot
from tenor.terms.document import read_document
from tenor.terms.model import Change, Document, Hole, Terms, Tree
from tenor.terms.write_yaml import with_changes

_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(\d{{4}})-(\d\d)-(\d\d)\b|\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_PLACES = (
    "Alder Birch Chapel Dale Elm Ferry Grange Harbour Ivy Juniper Kiln Larch Market North Orchard Priory Quarry River Station Tower".split()
)
FEWEST, MOST = 3, 9  # units, where a contract has any


def month_later(day: date, n: int) -> date:
    """The first day of the month n months later."""
    return months_after(day.replace(day=1), n)


def move(terms: Terms, months: int, until: date, rng: Random) -> str:
    """The text of the terms so that the contract starts `months` months before the month of `until`, and still runs then."""
    first = month_later(until, -months)
    shift = (first.year - terms.contract.starts.year) * 12 + first.month - terms.contract.starts.month
    text = _DAY.sub(lambda found: _later(found, shift), terms.document.text)
    document, problems = read_document(text)
    if document is None:
        raise ValueError("; ".join(map(str, problems)))
    ends = max(months_after(terms.contract.ends + timedelta(days=1), shift) - timedelta(days=1), _runs_to(until, rng))
    changes: dict[str, Tree] = {"contract.ends": ends.isoformat(), **_units(terms, months_after(terms.contract.starts, shift), rng)}
    return with_changes(document, [Change(id="moved", from_=first, agreed_on=first, changes=changes)])


def _runs_to(until: date, rng: Random) -> date:
    """The last day of a month between two months and two years ahead."""
    return month_later(until, rng.randint(3, 25)) - timedelta(days=1)


def _later(found: re.Match[str], shift: int) -> str:
    """A day as it is written, so many months later; what is no day of the calendar stays."""
    iso = found[1] is not None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if iso else date(int(found[6]), _MONTHS.index(found[5]) + 1, int(found[4]))
    except ValueError:
        return found[0]
    then = months_after(day, shift)
    return then.isoformat() if iso else f"{then.day} {_MONTHS[then.month - 1]} {then.year}"


def _units(terms: Terms, starts: date, rng: Random) -> dict[str, Tree]:
    """A few units fewer, or some more that open with the contract: as paths of a variation."""
    have = len(terms.units)
    if not have:
        return {}
    wanted = rng.randint(min(FEWEST, have), max(MOST, have))
    gone: dict[str, Tree] = {f"units.{unit.id}": "ended" for unit in terms.units[max(wanted, 1) :]}
    known = {unit.id.lower() for unit in terms.units}
    fresh = [id for id in (f"X{n}" for n in range(1, MOST + have)) if id.lower() not in known][: max(wanted - have, 0)]
    more: dict[str, Tree] = {f"units.{id}": {"name": f"Unit {id}", "opens": starts.isoformat()} for id in fresh}
    return {**gone, **more}


def spots(terms: Terms) -> list[Spot]:
    """Where each contract says something of its own, in order: reference, title, supplier, buyer, contacts, names of units."""
    found = [spot for what, value in _own(terms.document) if (spot := _spot(what, value, terms.document.text))]
    return sorted(found, key=lambda spot: spot.start)


def _own(document: Document) -> Iterator[tuple[str, Any]]:
    tree: Mapping[str, Any] = document.tree
    for name in ("reference", "title", "supplier", "buyer"):
        yield name, tree["contract"].get(name)
    for contact in _maps(tree.get("contacts")):
        where = f"{contact.get('side')}/{contact.get('order')}"
        for name in ("name", "email", "telephone"):
            yield f"contact {name} {where}", contact.get(name)
    for n, unit in enumerate(_maps(tree.get("units"))):
        yield f"unit {n}", unit.get("name")


def _maps(several: object) -> list[Mapping[str, Any]]:
    return [each for each in several if isinstance(each, Mapping)] if isinstance(several, list) else []


def _spot(what: str, value: Any, text: str) -> Spot | None:
    span = getattr(value, "span", None)
    if not isinstance(value, str) or span is None:
        return None
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    return Spot(start=start, end=end, what=what, was=str(value))


def own_words(text: str, places: Sequence[Spot], words: Mapping[str, str]) -> str:
    """The text with other words at its spots; a spot that nothing is said for stays as it is."""
    pieces, at = [], 0
    for spot in places:
        if spot.what in words:
            pieces += [text[at : spot.start], words[spot.what]]
            at = spot.end
    return "".join([*pieces, text[at:]])


def unnamed(terms: Terms) -> list[tuple[str, int, str]]:
    """Side, order and role of each contact the contract leaves open."""
    return [(c.side, c.order, c.role) for c in terms.contacts if isinstance(c.name, Hole)]


def place_name(n: int, rng: Random) -> str:
    """A name for the n-th unit of a contract."""
    return f"{_PLACES[(n + rng.randrange(len(_PLACES))) % len(_PLACES)]} {('House', 'Road', 'Court', 'Lodge')[rng.randrange(4)]}"
