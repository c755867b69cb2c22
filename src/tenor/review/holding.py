"""In which periods a rule holds: what points are doubled for, and what money is reckoned from.

A rule holds in a period that hits and, with the periods before it, makes up what the rule counts: of "2 consecutive" the second
failure and every later one of the run, never the first; of "any 3 in 6" the third and each further one that still has two within six.
No decision uses a period up here: nobody decides that points are added. What rests on settled figures alone is final; what needs a
figure that is provisional or disputed says so, and counts nothing yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from tenor.base.period import Period
from tenor.review import by_event, by_kpi
from tenor.review.kpi_walk import KpiWalk
from tenor.review.lens import main_of
from tenor.review.model import UNRATED, OverallRating, Rating
from tenor.review.scene import Scene
from tenor.terms.model import KpiIs, Rule

Firmness = Literal["final", "provisional", "disputed"]
_WEAKEST: tuple[Firmness, ...] = ("disputed", "provisional", "final")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A period in which a rule holds. `of`: the KPI a track is about ("" of the overall rating, or of several KPIs together);
    `kpis`: those that hit in this very period."""

    of: str
    kpis: tuple[str, ...]
    period: Period
    state: Firmness


def weakest(*states: Firmness) -> Firmness:
    """Something is as sure as the least sure of what it rests on."""
    return min(states, key=_WEAKEST.index, default="final")


def held(scene: Scene, rule: Rule, day: date, *, final_only: bool = False) -> list[Held]:
    """The periods in which a rule on ratings holds at the close of a day, in order of the terms and of time; of several branches that
    hold in one period the surest. `final_only`: nothing that is not final."""
    found: dict[tuple[str, str], Held] = {}
    for branch in range(len(rule.branches)):
        if main_of(rule, branch) is None:
            continue
        for walk in by_kpi.walks_of(scene, rule, branch):
            for one in _held_by(walk, day, final_only):
                known = found.get((one.of, one.period.label))
                if known is None or weakest(known.state, one.state) == known.state:
                    found[one.of, one.period.label] = one
    return [one for one in found.values() if not lifted(scene, rule, one.of, one.period.last, one.period.label)]


def lifted(scene: Scene, rule: Rule, of: str, day: date, label: str) -> bool:
    """Whether a person found, on that day or later, that the rule's exception holds for what it is about; where the finding names steps,
    for what those rest on. `label`: the period, or what happened."""
    found = [act.event for act in scene.findings(rule.id, "lifted") if act.event.of in ("", of) and day <= act.day]
    return any(not event.steps or label in _resting_on(scene, rule, event.steps) for event in found)


@lru_cache(maxsize=16)
def _resting_on(scene: Scene, rule: Rule, steps: tuple[str, ...]) -> frozenset[str]:
    """The periods, or what happened, that some steps of a rule rest on."""
    tracks_of = by_kpi.tracks_of if rates(rule) else by_event.tracks_of
    found: set[str] = set()
    for track in (track for branch in range(len(rule.branches)) for track in tracks_of(scene, rule, branch)):
        for life in (life for life in track.lives if life.id in steps):
            found |= {track.labels[i] for i in life.months} | ({track.of} if not rates(rule) else set())
    return frozenset(found)


def _held_by(walk: KpiWalk, day: date, final_only: bool) -> Iterator[Held]:
    firm = set(walk.holding(day))
    for i in firm:
        yield _held(walk, i, day, "final")
    if final_only:
        return
    guess = as_if_final(walk, day)
    for i in guess.holding(day):
        if i not in firm:
            yield _held(guess, i, day, _why(walk, day, i))


def _held(walk: KpiWalk, i: int, day: date, state: Firmness) -> Held:
    lens = walk.lens_at(i, day)
    main = lens.main if lens is not None else None
    hits = [r.kpi for r in walk.parts[i] if isinstance(r, Rating) and r.kpi in walk.kpis and main and r.at(day).rating in main.levels]
    return Held(of=walk.track.of or (walk.kpis[0] if len(walk.kpis) == 1 else ""), kpis=tuple(hits), period=walk.spans[i], state=state)


def _why(walk: KpiWalk, day: date, i: int) -> Firmness:
    """Disputed where a figure of the period, or of one before it, is; else provisional."""
    states = [r.at(day).state if isinstance(r, Rating) else _overall_state(r, day) for part in walk.parts[: i + 1] for r in part]
    return "disputed" if "disputed" in states else "provisional"


def _overall_state(rating: OverallRating, day: date) -> str:
    return "disputed" if rating.at(day).disputed else rating.at(day).state


def as_if_final(walk: KpiWalk, day: date) -> KpiWalk:
    """The same walk with every level taken as it stands: what would hold if nothing changed any more."""
    parts = [[_final(rating, day) for rating in part] for part in walk.parts]
    return replace(walk, parts=parts, lenses={})


def _final(rating: Rating | OverallRating, day: date) -> Rating | OverallRating:
    if isinstance(rating, OverallRating):
        overall = rating.at(day)
        if overall.rating is None:
            return rating
        return replace(rating, versions=[replace(overall, state="final", disputed=False)], days=[overall.from_day])
    version = rating.at(day)
    if version.rating in (None, UNRATED) or version.state not in ("provisional", "disputed"):
        return rating
    return replace(rating, versions=[replace(version, state="final", settled=True)], days=[version.from_day])


def rates(rule: Rule) -> bool:
    """Whether a rule counts ratings."""
    return any(isinstance(c, KpiIs) for branch in rule.branches for c in branch)


def ratings_of(scene: Scene, kpi: str) -> Mapping[str, Rating]:
    """A KPI's ratings by period; none where there is no such KPI."""
    return scene.ratings.by_kpi.get(kpi, {})
