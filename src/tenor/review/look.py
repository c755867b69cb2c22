"""A period as a rule sees it: hit, miss, wait, break or skip (semantics 5).

Principle 4: a step rests only on settled, rated periods; nothing unsettled helps or is jumped over. A contract that says
otherwise says so in `missing`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tenor.review.model import UNRATED, OverallVersion, RatingVersion
from tenor.review.windows import Look
from tenor.terms.model import MissingPolicy

_AS = {"waits": "wait", "breaks": "break", "skipped": "skip"}


@dataclass(frozen=True, slots=True)
class Seen:
    """`standing`: the look its disputed value would have; what a step that already holds the period goes by."""

    look: Look
    standing: Look
    disputed: bool = False


WAIT = Seen("wait", "wait")
MISS = Seen("miss", "miss")
HIT = Seen("hit", "hit")
BREAK = Seen("break", "break")
SKIP = Seen("skip", "skip")
_PLAIN: dict[str, Seen] = {"wait": WAIT, "miss": MISS, "hit": HIT, "break": BREAK, "skip": SKIP}


def look_at(version: RatingVersion, levels: frozenset[str], policy: MissingPolicy) -> Seen:
    """One KPI in one period. `policy` is complete: every state has a treatment."""
    if version.state in ("provisional", "not due"):
        return WAIT
    if version.state in ("not applicable", "not reported"):
        # it counts as something only once its last day to change has passed
        treatment = policy.not_applicable if version.state == "not applicable" else policy.not_reported
        return _treated(treatment, levels) if version.settled else WAIT
    by_level = HIT if version.rating in levels else MISS
    if version.rating == UNRATED or version.rating is None:
        by_level = _treated(policy.unrated, levels)
    if version.state != "disputed":
        return by_level
    if not version.settled:
        return WAIT  # a figure disputed before its final day is as provisional as any
    if version.rating == UNRATED:
        return Seen("wait", by_level.look, True)
    look = by_level.look if policy.disputed == "as reported" else _treated(policy.disputed, levels).look
    return Seen(look, by_level.look, True)


def look_at_overall(version: OverallVersion, levels: frozenset[str], policy: MissingPolicy) -> Seen:
    """The overall rating waits while it is provisional; where no KPI is rated it is as a KPI with nothing to measure."""
    by_level = HIT if version.rating in levels else MISS
    if version.disputed and version.rating is not None:
        return Seen("wait", by_level.look, True)
    if version.state in ("provisional", "not due"):
        return WAIT
    return _treated(policy.not_applicable, levels) if version.rating is None else by_level


def any_of(seen: list[Seen]) -> Seen:
    """A period counts when at least one KPI is there; else it waits if one waits, misses if one misses, breaks; skips only if all skip."""
    if not seen:
        return SKIP
    look = _first([s.look for s in seen], ("hit", "wait", "miss", "break"))
    standing = _first([s.standing for s in seen], ("hit", "wait", "miss", "break"))
    return Seen(look, standing, any(s.disputed for s in seen))


def all_of(seen: list[Seen]) -> Seen:
    """Several conditions on the same period: a miss of one decides, then what breaks, waits or skips; a hit only when all are."""
    look = _first([s.look for s in seen], ("miss", "break", "skip", "wait"), "hit")
    standing = _first([s.standing for s in seen], ("miss", "break", "skip", "wait"), "hit")
    return Seen(look, standing, any(s.disputed for s in seen))


def turned(seen: Seen) -> Seen:
    """Under `none`: what hits misses, what misses hits; the rest waits as before."""
    swap: dict[Look, Look] = {"hit": "miss", "miss": "hit"}
    return Seen(swap.get(seen.look, seen.look), swap.get(seen.standing, seen.standing), seen.disputed)


def _first(looks: list[Look], order: tuple[Look, ...], otherwise: Look = "skip") -> Look:
    return next((look for look in order if look in looks), otherwise)


def _treated(treatment: str | None, levels: frozenset[str]) -> Seen:
    """A treatment is a look by name, or a level that the period counts as."""
    if treatment in _AS:
        return _PLAIN[_AS[treatment]]
    return HIT if treatment in levels else MISS
