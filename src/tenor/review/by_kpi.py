"""Rules that count ratings: which periods hit, from which day on, and the steps that follow (semantics 5 and 6)."""

from __future__ import annotations

from tenor.base.phrases.window import AnyIn, Times
from tenor.review.kpi_spans import spans_and_parts
from tenor.review.kpi_walk import KpiWalk, days_of
from tenor.review.lens import around, main_of
from tenor.review.meant import kpis_by, kpis_meant
from tenor.review.occurrences import Occurrence, occurrences
from tenor.review.scene import Scene
from tenor.review.track import Track
from tenor.terms.model import KpiIs, Rule


def tracks_of(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    """The steps of one branch of a rule, a track for each thing it is about."""
    walks = walks_of(scene, rule, branch)
    for walk in walks:
        walk.go(days_of(walk, rule))
    return [walk.track for walk in walks]


def walks_of(scene: Scene, rule: Rule, branch: int) -> list[KpiWalk]:
    """A walk for each thing a branch is about, not yet begun."""
    main = main_of(rule, branch)
    if main is None:
        return []
    if around(main.window) is not None:
        return _after_events(scene, rule, branch, main)
    if main.overall:
        return [_walk(scene, rule, branch, (), "")]
    scope = kpis_meant(scene, main)
    if main.none or (main.same == "nothing" and main.window is not None):
        return [_walk(scene, rule, branch, scope, "")]
    if main.same not in ("kpi", "nothing"):
        return [_walk(scene, rule, branch, kpis, value) for value, kpis in kpis_by(scene, main).items()]
    return [_walk(scene, rule, branch, (kpi,), "" if main.named and scope == main.of else kpi) for kpi in scope]


def _after_events(scene: Scene, rule: Rule, branch: int, main: KpiIs) -> list[KpiWalk]:
    """One walk an event; its proof may rest on several KPIs unless the terms want the same."""
    stretch = around(main.window)
    assert stretch is not None
    scope = () if main.overall else kpis_meant(scene, main)
    wants_same = main.same == "kpi" and isinstance(main.window, AnyIn | Times) and main.window.k > 1
    each: dict[str, tuple[str, ...]] = {kpi: (kpi,) for kpi in scope} if wants_same and len(scope) > 1 else {"": scope}
    if main.same not in ("kpi", "nothing"):
        each = kpis_by(scene, main)
    return [
        _walk(scene, rule, branch, kpis, f"{event.id} {of}".rstrip(), event)
        for event in occurrences(scene, stretch.event)
        for of, kpis in each.items()
    ]


def _walk(scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...], of: str, event: Occurrence | None = None) -> KpiWalk:
    spans, parts = spans_and_parts(scene, rule, branch, kpis, event)
    rungs = len(rule.steps) if rule.in_order else 1
    labels = tuple(p.label for p in spans)
    track = Track(rule=rule.id, of=of, branch=branch, kpis=kpis, spans=spans, labels=labels, rungs=rungs)
    return KpiWalk(scene, rule.id, branch, kpis, event, track, spans, parts)
