"""What a step rests on: the figures that hit, the events, what held beside them; a sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tenor.base.figure import Amount, show
from tenor.base.wording import Said, said
from tenor.review import by_event
from tenor.review.bands import unit_of
from tenor.review.beside import beside
from tenor.review.by_total import total_line
from tenor.review.lens import main_of, policy_of
from tenor.review.look import look_at
from tenor.review.model import UNRATED, Rating, RatingVersion
from tenor.review.scene import Scene
from tenor.review.track import Life, Track
from tenor.terms.model import KpiIs, Measure, Rule, TotalIs


def because(scene: Scene, rule: Rule, track: Track, life: Life, labels: tuple[str, ...], kpis: tuple[str, ...]) -> tuple[Said, ...]:
    """The figures or events the step rests on, a sentence each; of a ladder also that the step before did not help."""
    return (*((said("because-not-helped", on=life.met_on),) if life.climbed else ()), *_rests_on(scene, rule, track, life, labels, kpis))


def _rests_on(scene: Scene, rule: Rule, track: Track, life: Life, labels: tuple[str, ...], kpis: tuple[str, ...]) -> tuple[Said, ...]:
    if track.reasons:
        total = next((c for c in rule.branches[track.branch] if isinstance(c, TotalIs)), None)
        in_all = (total_line(scene, total, labels),) if total is not None else ()
        return (*(line for i in sorted(life.months) for line in track.reasons[i]), *in_all)
    judging = judging_rule(scene, rule, labels, scene.on)
    main = rated_main(judging, track.branch)
    found: list[Said | None] = []
    if main is not None:
        found += [_figure_line(scene, judging, kpi, label, main, life.met_on) for kpi in kpis for label in labels]
    overall = [c for c in rule.branches[track.branch] if isinstance(c, KpiIs) and c.overall]
    if overall:
        found += [_overall_line(scene, label) for label in labels]
    found += _none_lines(judging, track, life) if main is None else []
    return (*(line for line in found if line is not None), *_beside_lines(scene, judging, track, life))


def _none_lines(rule: Rule, track: Track, life: Life) -> list[Said | None]:
    """Of a rule that holds where nothing of a kind is: the periods without it."""
    if by_event.main_of(rule.branches[track.branch]) is not None:
        return []
    return [said("because-none", period=track.spans[i].said) for i in sorted(life.months)]


def _beside_lines(scene: Scene, rule: Rule, track: Track, life: Life) -> tuple[Said, ...]:
    """What else held in the same periods."""
    if len(rule.branches[track.branch]) < 2 or not track.spans:
        return ()
    spans = [track.spans[i] for i in sorted(life.months)]
    several = beside(scene, rule, track.branch, main_of(rule, track.branch))
    found = [line for each in several for span in spans for line in each.because(span, scene.on)]
    # a finding is about several periods, and is told once
    return tuple(line for i, line in enumerate(found) if line not in found[:i])


def _figure_line(scene: Scene, rule: Rule, kpi: str, label: str, main: KpiIs, met_on: date) -> Said | None:
    rating = rating_in(scene.ratings.by_kpi[kpi], label) if kpi in scene.ratings.by_kpi else None
    if rating is None:
        return None
    version = rating.at(scene.on)
    terms = scene.timeline.during(rating.period, scene.on)
    own = terms.kpi(kpi)
    if own is None or not hits_in(scene, rule, main, kpi, label, scene.on):
        return None
    if version.figure is None and version.rating in main.levels:  # of several parts, or as a person judged it
        level, period = version.rating or "", rating.period.said
        return said("because-level", kpi=own.number or kpi, title=own.title, period=period, level=level, settled=rating.final_on)
    if version.figure is None or version.rating not in main.levels:
        state = said(f"state-{version.rating if version.rating == UNRATED else version.state.replace(' ', '-')}")
        return said("because-counts-as", kpi=own.number or kpi, title=own.title, period=rating.period.said, state=state)
    return said(
        "because-figure",
        kpi=own.number or kpi,
        title=own.title,
        period=rating.period.said,
        figure=figure_words(own.measure, version.figure),
        level=version.rating or "",
        settled=_final_since(rating, version, met_on, scene.on),
    )


def _final_since(rating: Rating, version: RatingVersion, met_on: date, on: date) -> date:
    """Since when a figure was final as the step rests on it: a question that later changed nothing makes it no later."""
    then = rating.at(met_on)
    return rating.final_from(met_on if then.state == "final" and then.figure == version.figure else on)


def figure_words(measure: Measure, figure: tuple[int, int]) -> str:
    """A figure as people read it: "5 of 6 = 83.3%"."""
    return show(Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(measure)))


def _overall_line(scene: Scene, label: str) -> Said | None:
    rating = scene.ratings.overall.get(label)
    if rating is None or rating.at(scene.on).rating is None:
        return None
    return said("because-overall", period=rating.period.said, level=rating.at(scene.on).rating or "")


def rated_main(rule: Rule, branch: int) -> KpiIs | None:
    return next((c for c in rule.branches[branch] if isinstance(c, KpiIs) and not c.overall and not c.none), None)


def judging_rule(scene: Scene, rule: Rule, labels: tuple[str, ...], day: date) -> Rule:
    """The wording that judged the proof: in force on the first day of its last period (semantics 3)."""
    last = next((r.period for ratings in scene.ratings.by_kpi.values() if (r := rating_in(ratings, labels[-1]))), None)
    return (scene.rule_of(rule.id, last, day) if last else None) or rule


def hits_in(scene: Scene, rule: Rule, main: KpiIs, kpi: str, label: str, day: date) -> bool:
    """Whether a KPI's period is a hit, by its level or because what it lacks counts as one."""
    found = rating_in(scene.ratings.by_kpi[kpi], label)
    if found is None:
        return False
    policy = policy_of(scene.timeline.during(found.period, day), rule, kpi)
    return look_at(found.at(day), main.levels, policy).standing == "hit"


def rating_in(ratings: Mapping[str, Rating], label: str) -> Rating | None:
    """A KPI's rating of a period, or of the longer one that ends in it."""
    if label in ratings:
        return ratings[label]
    return next((r for r in ratings.values() if f"{r.period.last.year:04}-{r.period.last.month:02}" == label), None)
