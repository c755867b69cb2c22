"""Which periods together prove a rule: consecutive, any k in n, k in the last n, k after an event (semantics 5).

Pure shape: periods are positions 0, 1, 2 … in calendar order, each looked at as `hit`, `miss`, `wait`, `break` or `skip`.
A proof is a set of positions; proofs that share a position belong to one group, hence to one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from tenor.base.phrases.window import AnyIn, AnyStretch, AroundEvent, Consecutive, InLast, SamePeriod, Window

Look = Literal["hit", "miss", "wait", "break", "skip"]
Positions = frozenset[int]


def proofs(
    window: Window | None,
    looks: Sequence[Look],
    usable: Callable[[int], bool],
    ends_here: Callable[[int], bool],
    latest: int,
    same: Callable[[int], str] = lambda position: "",
) -> list[Positions]:
    """All proofs. `usable`: a hit that may count (out of grace, not used up); `ends_here`: the rule as asked holds for a
    run that ends there; `latest`: the last position whose final day has passed (for "in the last n");
    `same`: the longer period a position lies in (for "in the same contract year")."""
    if window is None:
        return _runs(1, looks, usable, ends_here)
    if isinstance(window, Consecutive):
        return _runs(window.n, looks, usable, ends_here)
    if isinstance(window, InLast):
        return _in_last(window.k, window.n, looks, usable, ends_here, latest)
    if isinstance(window, AnyIn) and isinstance(window.stretch, AnyStretch):
        return _any_in(window.k, window.stretch.n, looks, usable, ends_here)
    if isinstance(window, AnyIn):
        by = same if isinstance(window.stretch, SamePeriod) else (lambda position: "")
        return _in_each(window.k, [i for i in range(len(looks)) if usable(i) and ends_here(i)], by)
    return []


def _in_each(k: int, hits: Sequence[int], same: Callable[[int], str]) -> list[Positions]:
    """k hits in the same longer period, or in all of the positions given (an event's own stretch, the contract)."""
    found: dict[str, set[int]] = {}
    for i in hits:
        found.setdefault(same(i), set()).add(i)
    return [frozenset(group) for group in found.values() if len(group) >= k]


def still_proves(window: Window | None, months: Positions, looks: Sequence[Look], usable: Callable[[int], bool]) -> bool:
    """Whether periods that once proved a rule still do. Time passing (a last-n window sliding on) takes nothing away."""
    if isinstance(window, InLast) or (isinstance(window, AnyIn) and isinstance(window.stretch, AroundEvent)):
        return sum(1 for i in months if usable(i)) >= window.k
    return bool(proofs(window, looks, lambda i: i in months and usable(i), lambda i: True, len(looks) - 1))


def groups(found: Iterable[Positions]) -> list[Positions]:
    """Proofs that share a position joined into one, in order of their first position."""
    joined: list[set[int]] = []
    for proof in sorted(found, key=min):
        if joined and not joined[-1].isdisjoint(proof):
            joined[-1] |= proof
        else:
            joined.append(set(proof))
    return [frozenset(group) for group in joined]


def _runs(n: int, looks: Sequence[Look], usable: Callable[[int], bool], ends_here: Callable[[int], bool]) -> list[Positions]:
    found: list[Positions] = []
    run: list[int] = []
    proved = 0
    for i in range(len(looks) + 1):
        if i < len(looks) and usable(i):
            run.append(i)
            if len(run) >= n and ends_here(i):
                proved = len(run)
        elif i < len(looks) and looks[i] == "skip":
            continue
        else:
            if proved:
                found.append(frozenset(run[:proved]))
            run, proved = [], 0
    return found


def _any_in(k: int, n: int, looks: Sequence[Look], usable: Callable[[int], bool], ends_here: Callable[[int], bool]) -> list[Positions]:
    counted = [i for i in range(len(looks)) if looks[i] != "skip"]
    found = []
    for at, i in enumerate(counted):
        if usable(i) and ends_here(i):
            hits = frozenset(j for j in counted[max(0, at - n + 1) : at + 1] if usable(j))
            if len(hits) >= k:
                found.append(hits)
    return found


def _in_last(
    k: int, n: int, looks: Sequence[Look], usable: Callable[[int], bool], ends_here: Callable[[int], bool], latest: int
) -> list[Positions]:
    counted = [i for i in range(min(latest + 1, len(looks))) if looks[i] != "skip"][-n:]
    hits = frozenset(i for i in counted if usable(i))
    return [hits] if len(hits) >= k and ends_here(latest) else []
