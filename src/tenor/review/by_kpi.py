"""Rules that count ratings: which periods hit, from which day on, and the steps that follow (semantics 5 and 6)."""

from __future__ import annotations

from tenor.base.phrases.window import AnyIn, Times
from tenor.review.kpi_spans import spans_and_parts
from tenor.review.kpi_walk import KpiWalk, days_of
from tenor.review.lens import around, main_of
from tenor.review.notices import NoticeStory, event_of
from tenor.review.scene import Scene
from tenor.review.track import Track
from tenor.terms.model import KpiIs, Rule


def tracks_of(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    """The steps of one branch of a rule, a track for each thing it is about."""
    main = main_of(rule, branch)
    if main is None:
        return []
    if around(main.window) is not None:
        return _after_events(scene, rule, branch, main)
    if main.overall:
        return [_walk(scene, rule, branch, (), "")]
    scope = _scope(scene, main)
    if main.same == "nothing" and main.window is not None:
        return [_walk(scene, rule, branch, scope, "")]
    return [_walk(scene, rule, branch, (kpi,), "" if main.named else kpi) for kpi in scope]


def _scope(scene: Scene, main: KpiIs) -> tuple[str, ...]:
    return scene.ratings.scope(main.of)


def _after_events(scene: Scene, rule: Rule, branch: int, main: KpiIs) -> list[Track]:
    """One track an event; its proof may rest on several KPIs unless the terms want the same."""
    stretch = around(main.window)
    assert stretch is not None
    scope = () if main.overall else _scope(scene, main)
    wants_same = main.same == "kpi" and isinstance(main.window, AnyIn | Times) and main.window.k > 1
    found = []
    for story in scene.notices:
        if story.step.lower() == event_of(stretch.event)[1]:
            for kpis in [(k,) for k in scope] if wants_same and scope else [scope]:
                found.append(_walk(scene, rule, branch, kpis, story.id, story))
    return found


def _walk(scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...], of: str, event: NoticeStory | None = None) -> Track:
    spans, parts = spans_and_parts(scene, rule, branch, kpis, event)
    track = Track(rule=rule.id, of=of, branch=branch, labels=tuple(p.label for p in spans))
    walk = KpiWalk(scene, rule.id, branch, kpis, event, track, spans, parts)
    walk.go(days_of(walk, rule))
    return track
