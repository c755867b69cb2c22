"""What follows: the rules of the contract held against ratings, events and duties, day by day, into steps (semantics 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tenor.base.problem import problem
from tenor.ledger.events.decisions import DecisionTaken, PersonJudged
from tenor.review import by_event, by_kpi, by_total
from tenor.review.decide_by import decide_by
from tenor.review.model import Card, Later, Plan, Step
from tenor.review.occurrences import occurrences
from tenor.review.rests_on import because, hits_in, judging_rule, rated_main, rating_in
from tenor.review.scene import Scene
from tenor.review.track import Life, Track
from tenor.terms.model import KpiIs, Rule, SetBy, TotalIs


def escalate(scene: Scene, plans: Sequence[Plan]) -> list[Step]:
    """Every step ever met by the day of the review, in order of the day it was met (same day: order of the terms)."""
    steps: list[Step] = []
    for rule in (rule for rule in scene.rules_ever() if rule.steps):  # one that only brings points or money leads to nothing to decide
        for branch in range(len(rule.branches)):
            tracks = _tracks(scene, rule, branch)
            steps += [_step(scene, rule, track, life) for track in tracks for life in track.lives if life.met_on <= scene.on]
    _unheard(scene)
    rules = scene.rules_ever()
    order = {rule.id: i for i, rule in enumerate(rules)}
    allowing = {rule.id for rule in rules if rule.allowed}  # what it obliges comes before what it allows
    in_order = [_covered(s, scene, plans) for s in steps]
    return sorted(in_order, key=lambda s: (s.met_on, order[s.rule], s.branch if s.rule in allowing else 0, s.id))


def _tracks(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    several = rule.branches[branch]
    if len(several) == 1 and isinstance(several[0], TotalIs):
        return by_total.tracks_of(scene, rule, branch)
    rated = [c for c in several if isinstance(c, KpiIs)]
    # under none ratings are looked at beside what is counted; where nothing else is, it is their periods that count
    counts_ratings = any(not c.none for c in rated) or (bool(rated) and by_event.main_of(several) is None)
    return by_kpi.tracks_of(scene, rule, branch) if counts_ratings else by_event.tracks_of(scene, rule, branch)


def _unheard(scene: Scene) -> None:
    """A decision, or another finding about steps, that found none that waits for it is a Problem and without effect."""
    stepless = {rule.id for rule in scene.rules_ever() if not rule.steps}  # what lifts one lifts its money, or its points
    judged = [act for act in scene.facts.of(PersonJudged) if act.event.finds in ("lifted", "not helped")]
    findings = [act for act in judged if act.event.finds != "lifted" or act.event.rule not in stepless]
    for act in [*scene.facts.of(DecisionTaken), *findings]:
        if act.day <= scene.on and act.ref not in scene.heard:
            scene.problems.append(problem("decision-without-step", weight="said", rule=act.event.rule, on=act.day, entry=act.ref))


# --- a life told as a step ---------------------------------------------------------------------------------------


def _step(scene: Scene, rule: Rule, track: Track, life: Life) -> Step:
    labels = tuple(track.labels[i] for i in sorted(life.months))
    kpis = _kpis_of(scene, rule, track, life, labels)
    names = _consequences(rule, track, life)
    gate, due = _gate(scene, rule, life), decide_by(scene, rule, names, life.met_on, labels)
    return Step(
        id=life.id,
        rule=rule.id,
        clause=rule.clause,
        consequences=names,
        may=rule.only_allows(track.branch),
        of=track.of,
        proof=labels,
        kpis=kpis,
        met_on=life.met_on,
        state=_state(life),  # type: ignore[arg-type]
        unmet_on=life.unmet_on,
        in_dispute=life.merged_on is None and _in_dispute(scene, rule, track, labels, kpis),
        decisions=tuple(life.decisions),
        first=gate if not life.closed else (),
        due=due.due if due is not None else _day_given(rule, life),
        due_because=due.worked_out if due is not None else None,
        branch=track.branch,
        choose=rule.choose,
        because=Later(lambda: because(scene, rule, track, life, labels, kpis)),
        readings=rule.readings,
    )


def _consequences(rule: Rule, track: Track, life: Life) -> tuple[str, ...]:
    """Of a ladder the step that it has come to."""
    return (rule.steps[min(life.rung, len(rule.steps) - 1)],) if rule.in_order else rule.leads_to(track.branch)


def _state(life: Life) -> str:
    if life.merged_on is not None:
        return "merged"
    if life.lifted_on is not None:
        return "lifted"
    if life.closed:
        return life.decisions[-1].outcome
    if life.unmet_on is not None:
        return "no longer met"
    return "advice" if life.decisions else "open"


def _kpis_of(scene: Scene, rule: Rule, track: Track, life: Life, labels: tuple[str, ...]) -> tuple[str, ...]:
    """The KPIs that hit in the proof, in the order of the terms; of a plan, its own."""
    if rated_main(rule, track.branch) is None:
        return next((s.kpis for s in scene.plans if s.id == track.of), ())
    if len(track.kpis) == 1 and track.of == track.kpis[0]:
        return track.kpis
    day = life.closed_on or (life.met_on if life.unmet_on else scene.on)
    judging = judging_rule(scene, rule, labels, day)
    main = rated_main(judging, track.branch)
    if main is None:
        return ()
    return tuple(kpi for kpi in track.kpis if any(hits_in(scene, judging, main, kpi, label, day) for label in labels))


def _in_dispute(scene: Scene, rule: Rule, track: Track, labels: tuple[str, ...], kpis: tuple[str, ...]) -> bool:
    """Whether a figure the step rests on is disputed, its own or one that the overall rating is made of."""
    found = [rating_in(scene.ratings.by_kpi[k], label) for k in kpis for label in labels if k in scene.ratings.by_kpi]
    if any(r is not None and r.at(scene.on).state == "disputed" for r in found):
        return True
    if not any(isinstance(c, KpiIs) and c.overall for c in rule.branches[track.branch]):
        return False
    return any(label in scene.ratings.overall and scene.ratings.overall[label].at(scene.on).disputed for label in labels)


def _gate(scene: Scene, rule: Rule, life: Life) -> tuple[str, ...]:
    """What must have happened before the step is taken, while none of it has."""
    for name in rule.only_after:
        since = name.lower().endswith(" since met")
        found = occurrences(scene, name.lower().removesuffix(" since met"))
        if any((o.until is None or o.until > scene.on) and (not since or o.day >= life.met_on) for o in found):
            return ()
    return rule.only_after


def _day_given(rule: Rule, life: Life) -> date | None:
    """Where the contract leaves the day to a person: the one given with the decision."""
    return life.decisions[-1].by_day if isinstance(rule.due, SetBy) and life.decisions else None


# --- covered steps and cards -------------------------------------------------------------------------------------


def _covered(step: Step, scene: Scene, plans: Sequence[Plan]) -> Step:
    """A plan step whose KPIs all lie in a plan still open is listed with that plan, and makes no card."""
    if not step.waiting or not step.kpis:
        return step
    if not all(s in scene.terms.steps and scene.terms.steps[s].kind == "plan" for s in step.consequences):
        return step
    covering = any(p.open and set(step.kpis) <= set(p.kpis) and p.step in step.consequences for p in plans)
    return replace(step, state="covered") if covering else step


def cards(steps: Sequence[Step]) -> list[Card]:
    """One card a consequence: all open steps that lead to it, since the earliest, rules in order of being met.

    Steps to choose from are options of one decision, hence one consequence."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.waiting:
            names = [step.then] if step.choose else list(step.consequences)
            for name in names:
                found.setdefault(name, []).append(step)
    return [_card(name, own) for name, own in found.items()]


def _card(name: str, own: Sequence[Step]) -> Card:
    return Card(
        then=name,
        since=own[0].met_on,
        rules=tuple(dict.fromkeys(s.rule for s in own)),
        steps=tuple(s.id for s in own),
        clause=tuple(dict.fromkeys(c for s in own for c in s.clause)),
        may=all(s.may for s in own),
    )
