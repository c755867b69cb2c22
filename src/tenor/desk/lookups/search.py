"""Searching all that a person may see: contracts, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.desk.lookups.portfolio import snapshots_of
from tenor.desk.models import Contract, Person

Kind = Literal["contract", "kpi", "clause", "person", "meeting"]
KINDS: tuple[Kind, ...] = ("contract", "kpi", "clause", "person", "meeting")
SHORTEST = 2
MOST_CONTRACTS = 60  # read for one search; the words narrow it
MOST_OF_A_KIND = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found. `at`: its id within the contract."""

    kind: Kind
    text: str
    more: str
    at: str
    contract: Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found, by kind; `cut`: there is more than is shown."""

    groups: tuple[tuple[Kind, tuple[Found, ...]], ...]
    cut: bool = False

    @property
    def n(self) -> int:
        return sum(len(found) for _, found in self.groups)


def search(person: Person, words: str, day: date) -> Search:
    """Whatever has all the words, in any order. One query; words shorter than two letters find nothing."""
    wanted = [word for word in words.casefold().split() if len(word) >= SHORTEST][:8]
    if not wanted:
        return Search(groups=())
    kept = snapshots_of(person, "search", day).select_related("contract")
    for word in wanted:
        escaped = json.dumps(word, ensure_ascii=False)[1:-1]
        kept = kept.filter(data__icontains=escaped)
    read = list(kept.order_by("contract__title", "pk")[: MOST_CONTRACTS + 1])
    all_found = [one for snapshot in read[:MOST_CONTRACTS] for one in _in(snapshot.data, snapshot.contract, wanted)]
    groups = tuple((kind, tuple(one for one in all_found if one.kind == kind)) for kind in KINDS)
    cut = len(read) > MOST_CONTRACTS or any(len(found) > MOST_OF_A_KIND for _, found in groups)
    return Search(groups=tuple((kind, found[:MOST_OF_A_KIND]) for kind, found in groups if found), cut=cut)


def _in(data: str, contract: Contract, wanted: list[str]) -> Iterator[Found]:
    for each in json.loads(data)["found"]:
        text = f"{each['text']} {each['more']}".casefold()
        if all(word in text for word in wanted):
            yield Found(kind=each["kind"], text=each["text"], more=each["more"], at=each["at"], contract=contract)
