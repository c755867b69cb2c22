"""What follows: the rules of the contract held against ratings, events and duties, day by day, into steps (semantics 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tenor.base.figure import Amount, show
from tenor.base.phrases.due import DuePhrase
from tenor.base.problem import problem
from tenor.base.wording import Said, said
from tenor.ledger.events.decisions import DecisionTaken
from tenor.review import by_event, by_kpi
from tenor.review.bands import unit_of
from tenor.review.lens import policy_of
from tenor.review.look import look_at
from tenor.review.model import UNRATED, Card, Later, Plan, Rating, Step
from tenor.review.occurrences import occurrences
from tenor.review.scene import Scene
from tenor.review.track import Life, Track
from tenor.terms.model import KpiIs, Measure, Rule
from tenor.terms.work_out import Moorings, work_out


def escalate(scene: Scene, plans: Sequence[Plan]) -> list[Step]:
    """Every step ever met by the day of the review, in order of the day it was met (same day: order of the terms)."""
    steps: list[Step] = []
    for rule in rules_ever(scene):
        for branch in range(len(rule.branches)):
            tracks = _tracks(scene, rule, branch)
            steps += [_step(scene, rule, track, life) for track in tracks for life in track.lives if life.met_on <= scene.on]
    _unheard(scene)
    order = {rule.id: i for i, rule in enumerate(rules_ever(scene))}
    return sorted((_covered(s, scene, plans) for s in steps), key=lambda s: (s.met_on, order[s.rule], s.id))


def rules_ever(scene: Scene) -> list[Rule]:
    """Every rule of any version of the terms; the newest wording of each."""
    found: dict[str, Rule] = {}
    for terms in scene.timeline.variants():
        for rule in terms.rules:
            found[rule.id] = rule
    return list(found.values())


def _tracks(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    counts_ratings = any(isinstance(c, KpiIs) for c in rule.branches[branch])
    return by_kpi.tracks_of(scene, rule, branch) if counts_ratings else by_event.tracks_of(scene, rule, branch)


def _unheard(scene: Scene) -> None:
    """A decision that found no step that waits for it is a Problem and without effect."""
    for act in scene.facts.of(DecisionTaken):
        if act.day <= scene.on and act.ref not in scene.heard:
            scene.problems.append(problem("decision-without-step", weight="said", rule=act.event.rule, on=act.day, entry=act.ref))


# --- a life told as a step ---------------------------------------------------------------------------------------


def _step(scene: Scene, rule: Rule, track: Track, life: Life) -> Step:
    labels = tuple(track.labels[i] for i in sorted(life.months))
    kpis = _kpis_of(scene, rule, track, life, labels)
    gate, due = _gate(scene, rule, life), _due(scene, rule, life)
    return Step(
        id=life.id,
        rule=rule.id,
        clause=rule.clause,
        consequences=rule.steps,
        may=rule.may,
        of=track.of,
        proof=labels,
        kpis=kpis,
        met_on=life.met_on,
        state=_state(life),  # type: ignore[arg-type]
        unmet_on=life.unmet_on,
        in_dispute=life.merged_on is None and _in_dispute(scene, rule, track, labels, kpis),
        decisions=tuple(life.decisions),
        first=gate if not life.closed else (),
        due=due,
        branch=track.branch,
        choose=rule.choose,
        because=Later(lambda: _because(scene, rule, track, life, labels, kpis)),
        readings=rule.readings,
    )


def _state(life: Life) -> str:
    if life.merged_on is not None:
        return "merged"
    if life.closed:
        return life.decisions[-1].outcome
    if life.unmet_on is not None:
        return "no longer met"
    return "advice" if life.decisions else "open"


def _main(rule: Rule, branch: int) -> KpiIs | None:
    return next((c for c in rule.branches[branch] if isinstance(c, KpiIs) and not c.overall and not c.none), None)


def _kpis_of(scene: Scene, rule: Rule, track: Track, life: Life, labels: tuple[str, ...]) -> tuple[str, ...]:
    """The KPIs that hit in the proof, in the order of the terms; of a plan, its own."""
    if _main(rule, track.branch) is None:
        return next((s.kpis for s in scene.plans if s.id == track.of), ())
    if track.of in scene.ratings.by_kpi:
        return (track.of,)
    day = life.decisions[-1].on if life.closed else life.met_on if life.unmet_on else scene.on
    judging = _judging(scene, rule, labels, day)
    main = _main(judging, track.branch)
    if main is None:
        return ()
    scope = scene.ratings.scope(main.of)
    return tuple(kpi for kpi in scope if any(_hits(scene, judging, main, kpi, label, day) for label in labels))


def _judging(scene: Scene, rule: Rule, labels: tuple[str, ...], day: date) -> Rule:
    """The wording that judged the proof: in force on the first day of its last period (semantics 3)."""
    last = next((r.period for ratings in scene.ratings.by_kpi.values() if (r := _rating_in(ratings, labels[-1]))), None)
    return (scene.rule_on(rule.id, last.first, day) if last else None) or rule


def _hits(scene: Scene, rule: Rule, main: KpiIs, kpi: str, label: str, day: date) -> bool:
    """Whether a KPI's period is a hit, by its level or because what it lacks counts as one."""
    found = _rating_in(scene.ratings.by_kpi[kpi], label)
    if found is None:
        return False
    policy = policy_of(scene.timeline.on(found.period.first, day), rule, kpi)
    return look_at(found.at(day), main.levels, policy).standing == "hit"


def _rating_in(ratings: Mapping[str, Rating], label: str) -> Rating | None:
    """A KPI's rating of a period, or of the longer one that ends in it."""
    if label in ratings:
        return ratings[label]
    return next((r for r in ratings.values() if f"{r.period.last.year:04}-{r.period.last.month:02}" == label), None)


def _in_dispute(scene: Scene, rule: Rule, track: Track, labels: tuple[str, ...], kpis: tuple[str, ...]) -> bool:
    """Whether a figure the step rests on is disputed, its own or one that the overall rating is made of."""
    found = [_rating_in(scene.ratings.by_kpi[k], label) for k in kpis for label in labels if k in scene.ratings.by_kpi]
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


def _due(scene: Scene, rule: Rule, life: Life) -> date | None:
    if not isinstance(rule.due, DuePhrase):
        return None
    deadline = work_out(scene.terms, rule.due, Moorings(anchors={"met": life.met_on}))
    return deadline.due if deadline else None


def _because(scene: Scene, rule: Rule, track: Track, life: Life, labels: tuple[str, ...], kpis: tuple[str, ...]) -> tuple[Said, ...]:
    """The figures or events the step rests on, a sentence each."""
    if track.reasons:
        return tuple(line for i in sorted(life.months) for line in track.reasons[i])
    judging = _judging(scene, rule, labels, scene.on)
    main = _main(judging, track.branch)
    found = [_figure_line(scene, judging, kpi, label, main) for kpi in kpis for label in labels] if main else []
    overall = [c for c in rule.branches[track.branch] if isinstance(c, KpiIs) and c.overall]
    if overall:
        found += [_overall_line(scene, label) for label in labels]
    return tuple(line for line in found if line is not None)


def _figure_line(scene: Scene, rule: Rule, kpi: str, label: str, main: KpiIs) -> Said | None:
    rating = _rating_in(scene.ratings.by_kpi[kpi], label) if kpi in scene.ratings.by_kpi else None
    if rating is None:
        return None
    version = rating.at(scene.on)
    terms = scene.timeline.on(rating.period.first, scene.on)
    own = terms.kpi(kpi)
    if own is None or not _hits(scene, rule, main, kpi, label, scene.on):
        return None
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
        settled=rating.final_on,
    )


def figure_words(measure: Measure, figure: tuple[int, int]) -> str:
    """A figure as people read it: "5 of 6 = 83.3%"."""
    return show(Amount(numerator=figure[0], denominator=figure[1], unit=unit_of(measure)))


def _overall_line(scene: Scene, label: str) -> Said | None:
    rating = scene.ratings.overall.get(label)
    if rating is None or rating.at(scene.on).rating is None:
        return None
    return said("because-overall", period=rating.period.said, level=rating.at(scene.on).rating or "")


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
