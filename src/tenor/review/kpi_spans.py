"""The periods a rule counts in, and the ratings that speak in each."""

from __future__ import annotations

from tenor.base.period import Period, whole_period
from tenor.review.lens import around, main_of
from tenor.review.meant import kpis_meant
from tenor.review.model import OverallRating, Rating
from tenor.review.notices import around_day
from tenor.review.occurrences import Occurrence
from tenor.review.scene import Scene
from tenor.terms.model import KpiIs, Rule


def spans_and_parts(
    scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...], event: Occurrence | None
) -> tuple[list[Period], list[list[Rating | OverallRating]]]:
    """The periods a track counts in, and the ratings that speak in each: a longer period speaks in the last shorter one it holds."""
    own = [list(scene.ratings.by_kpi[k].values()) for k in kpis]
    spans = [r.period for r in max(own, key=len)] if own else [r.period for r in scene.ratings.overall.values()]
    spans = _near(scene, rule, branch, event, spans)
    at = {p.label: i for i, p in enumerate(spans)}
    parts: list[list[Rating | OverallRating]] = [[] if own else [scene.ratings.overall[p.label]] for p in spans]
    for ratings in own:
        for rating in ratings:
            i = at.get(rating.period.label, -1)
            if i < 0:
                i = next((i for i, p in enumerate(spans) if p.first <= rating.period.last <= p.last), -1)
            if i >= 0:
                parts[i].append(rating)
    for i, period in enumerate(spans if len(rule.branches[branch]) > 1 else ()):
        parts[i] += _others(scene, rule, branch, kpis, period)
    return spans, parts


def _near(scene: Scene, rule: Rule, branch: int, event: Occurrence | None, spans: list[Period]) -> list[Period]:
    """Of a track about an event only the periods around it matter (all, where the terms have changed and the stretch with them)."""
    main = main_of(rule, branch)
    stretch = around(main.window) if main else None
    if event is None or stretch is None or scene.timeline.known_days:
        return spans
    labels = {p.label for p in around_day(scene.terms, stretch, event.day)}
    return [p for p in spans if p.label in labels]


def _others(scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...], period: Period) -> list[Rating | OverallRating]:
    """Ratings that further conditions of the branch look at in the same period."""
    found: list[Rating | OverallRating] = []
    for condition in rule.branches[branch]:
        if isinstance(condition, KpiIs) and condition.overall and (kpis or condition is not main_of(rule, branch)):
            overall = scene.ratings.overall
            label = period.label if period.label in overall else whole_period("month", period.last).label
            found += [overall[label]] if label in overall else []
        elif isinstance(condition, KpiIs) and not condition.overall:
            of = [k for k in kpis_meant(scene, condition) if k not in kpis]
            found += [scene.ratings.by_kpi[k][period.label] for k in of if period.label in scene.ratings.by_kpi[k]]
    return found
