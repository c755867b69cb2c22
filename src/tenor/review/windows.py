"""Which periods together prove a rule: consecutive, any k in n, k in the last n, k after an event (semantics 5).

Pure shape. Periods are positions 0, 1, 2 … in calendar order; of these the hits that may count are given, and the ones
to be jumped over ("skipped": then neighbours become neighbours). All the rest end a run, whatever they are.
A proof is a set of positions; proofs that share a position belong to one group, hence to one step.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tenor.base.phrases.window import AnyStretch, Consecutive, InLast, SamePeriod, Window

Look = Literal["hit", "miss", "wait", "break", "skip"]
Positions = frozenset[int]


@dataclass(slots=True, kw_only=True)
class Row:
    """What there is to prove with. `hits` and `skipped` in order. `latest`: the last position whose final day has passed (for "in the
    last n"). `ends_here`: whether the rule as asked judges a run that ends there.
    `longer`: the longer period a position lies in."""

    hits: Sequence[int]
    skipped: Sequence[int] = ()
    latest: int = -1
    ends_here: Callable[[int], bool] = lambda position: True
    longer: Callable[[int], str] = lambda position: ""

    def place(self, position: int) -> int:
        """A position counted without those jumped over."""
        return position - bisect_left(self.skipped, position) if self.skipped else position

    def places(self) -> Sequence[int]:
        """The places of all hits."""
        return [self.place(i) for i in self.hits] if self.skipped else self.hits


def proofs(window: Window | None, row: Row) -> list[Positions]:
    """All proofs, each as large as its run or stretch."""
    if not row.hits:
        return []
    if window is None:
        return _runs(1, row)
    if isinstance(window, Consecutive):
        return _runs(window.n, row)
    if isinstance(window, InLast):
        return _in_last(window.k, window.n, row)
    # a period is rated once, so "k times" and "any k" of ratings are the same
    if isinstance(window.stretch, AnyStretch):
        return _any_in(window.k, window.stretch.n, row)
    return _in_each(window.k, row, row.longer if isinstance(window.stretch, SamePeriod) else (lambda position: ""))


def still_proves(window: Window | None, months: Positions, row: Row) -> bool:
    """Whether periods that once proved a rule still do: all of them by the same wording, in a window that does not slide."""
    left = [i for i in row.hits if i in months]
    return bool(proofs(window, Row(hits=left, skipped=row.skipped, longer=row.longer)))


def groups(found: Sequence[Positions]) -> list[Positions]:
    """Proofs that share a position joined into one, in order of their first position."""
    joined: list[set[int]] = []
    for proof in found if len(found) < 2 else sorted(found, key=min):
        if joined and not joined[-1].isdisjoint(proof):
            joined[-1] |= proof
        else:
            joined.append(set(proof))
    return [frozenset(group) for group in joined]


def _runs(n: int, row: Row) -> list[Positions]:
    """Hits that are neighbours, n or more; of a run only as much as a run that the rule judges proves."""
    found: list[Positions] = []
    run: list[int] = []
    proved, before = 0, 0
    for i, place in zip(row.hits, row.places(), strict=True):
        if run and place != before + 1:
            found += [frozenset(run[:proved])] if proved else []
            run, proved = [], 0
        before = place
        run.append(i)
        if len(run) >= n and row.ends_here(i):
            proved = len(run)
    return [*found, frozenset(run[:proved])] if proved else found


def _any_in(k: int, n: int, row: Row) -> list[Positions]:
    """For each hit the hits of the n periods that end with it, k or more; stretches that share a hit are one."""
    joined: list[tuple[int, int]] = []
    first, places = 0, row.places()
    for at, i in enumerate(row.hits):
        while places[first] <= places[at] - n:
            first += 1
        if at + 1 - first >= k and row.ends_here(i):
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], at)
            else:
                joined.append((first, at))
    return [frozenset(row.hits[low : high + 1]) for low, high in joined]


def _in_last(k: int, n: int, row: Row) -> list[Positions]:
    """The hits of the latest n periods."""
    end = row.place(row.latest + 1)
    latest = frozenset(i for i in row.hits if i <= row.latest and row.place(i) >= end - n)
    return [latest] if len(latest) >= k and row.ends_here(row.latest) else []


def _in_each(k: int, row: Row, longer: Callable[[int], str]) -> list[Positions]:
    """k hits in the same longer period, or in all of the positions given (an event's own stretch, the contract), as far as the last of
    them that the rule judges."""
    together: dict[str, list[int]] = {}
    proved: dict[str, int] = {}
    for i in row.hits:
        hits = together.setdefault(longer(i), [])
        hits.append(i)
        if len(hits) >= k and row.ends_here(i):
            proved[longer(i)] = len(hits)
    return [frozenset(together[name][:n]) for name, n in proved.items()]
