"""Rules that count events, duties and judgements, and the steps that follow (semantics 6 to 8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tenor.base.period import later_by
from tenor.base.phrases.window import AnyStretch, AroundEvent, SamePeriod, TheContract, Times
from tenor.base.problem import problem
from tenor.base.wording import said
from tenor.ledger.events.assurance import StandardFailed
from tenor.ledger.events.decisions import DutyDone, PersonJudged
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act
from tenor.review.listed_duties import late_listed, not_in_time
from tenor.review.meetings import slots_on
from tenor.review.model import Decision, Ground
from tenor.review.notices import around_day
from tenor.review.occurrences import Occurrence, occurrences
from tenor.review.plans import grounds_of, plan_terms
from tenor.review.scene import Scene
from tenor.review.settling import deadline_of, label_of
from tenor.review.track import Life, Track
from tenor.terms.counted import return_periods
from tenor.terms.model import DutyIs, EventIs, JudgedIs, Rule

DAY = timedelta(days=1)
_COUNTED_STATES = ("not improved", "not engaged", "late", "not agreed", "not held", "failed", "done")
_BY_TIME = ("not engaged", "late", "not agreed")  # of several that fit on one day, the first (semantics 7)


def tracks_of(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    """The steps of a branch that counts events, a duty, or a person's finding."""
    main = rule.branches[branch][0]
    if isinstance(main, EventIs):
        found = occurrences(scene, main.name, main.chosen)
        return _counted(scene, rule, branch, main, found) if main.window else [_single(scene, rule, branch, o) for o in found]
    if isinstance(main, DutyIs):
        return [_by_grounds(scene, rule, branch, of, grounds) for of, grounds in _grounds(scene, main)]
    if isinstance(main, JudgedIs):
        judged = [a for a in scene.facts.of(PersonJudged) if a.event.rule == rule.id and a.day <= scene.on]
        grounds = [
            Ground(name=a.day.isoformat(), met_on=a.day, until=None, because=(said("because-judged", entry=a.ref, on=a.day),))
            for a in judged
        ]
        return [_by_grounds(scene, rule, branch, "", grounds)]
    return []


def _turns(scene: Scene, rule: Rule, days: Sequence[date | None]) -> list[tuple[date, list[Act]]]:
    """Every day on which something turns, with the decisions of that day."""
    decisions = scene.decisions(rule.id)
    wanted = sorted({d for d in days if d is not None and d <= scene.on} | {a.day for a in decisions})
    return [(day, [a for a in decisions if a.day == day]) for day in wanted]


# --- one event, one step -----------------------------------------------------------------------------------------


def _single(scene: Scene, rule: Rule, branch: int, found: Occurrence) -> Track:
    track = Track(rule=rule.id, of=found.id, branch=branch, labels=(found.id,), reasons=(found.because,))
    for day, decisions in _turns(scene, rule, (found.day, found.until)):
        holds = found.day <= day and (found.until is None or found.until > day)
        track.feed(day, [frozenset((0,))] if holds and not track.used_up and not track.held else [], lambda life, h=holds: h)  # type: ignore[misc]
        if day == found.day and found.plan and _asks_for_plan(scene, rule):
            # the notice itself asks for the plan: nobody decides it again
            track.decide(Decision(on=day, outcome="taken", choice="", entry=found.entry), replaces=False)
        scene.hear(track, decisions)
    return track


def _asks_for_plan(scene: Scene, rule: Rule) -> bool:
    return any(plan_terms(scene.terms, step) for step in rule.steps)


# --- so many events ----------------------------------------------------------------------------------------------


def _counted(scene: Scene, rule: Rule, branch: int, main: EventIs, found: list[Occurrence]) -> list[Track]:
    """So many in a stretch. A lifetime count uses nothing up: after a decision each further one meets the rule again."""
    window = main.window
    if not isinstance(window, Times):
        scene.problems.append(problem("rule-not-counted", weight="said", clause=rule.clause, rule=rule.id))
        return []
    track = Track(rule=rule.id, branch=branch, labels=tuple(o.id for o in found), reasons=[o.because for o in found])
    for day, decisions in _turns(scene, rule, [d for o in found for d in (o.day, o.until)]):
        now = [i for i, o in enumerate(found) if o.day <= day and (o.until is None or o.until > day)]
        _feed(scene, track, day, window, now, found)
        if scene.hear(track, decisions):
            _feed(scene, track, day, window, now, found)
    return [track]


def _feed(scene: Scene, track: Track, day: date, window: Times, now: list[int], found: list[Occurrence]) -> None:
    if isinstance(window.stretch, TheContract):
        _lifetime(track, day, window.k, now)
        return
    used = track.used_up
    sets = _in_stretch(scene, window, [i for i in now if i not in used], found)
    track.feed(day, sets, lambda life: len(life.months & set(now)) >= window.k)


def _lifetime(track: Track, day: date, k: int, now: list[int]) -> None:
    still: Callable[[Life], bool] = lambda life: len(life.months & set(now)) >= k  # noqa: E731
    alive = any(life.alive for life in track.lives)
    known = {i for life in track.lives for i in life.months}
    holds = len(now) >= k and (alive or not set(now) <= known)
    whole = frozenset(now)
    if holds and not alive:
        # its months overlap those of a decided step on purpose, so it is opened by hand
        track.feed(day, [], still)
        track.open(day, whole)
        return
    track.feed(day, [whole] if holds else [], still)


def _in_stretch(scene: Scene, window: Times, now: list[int], found: list[Occurrence]) -> list[frozenset[int]]:
    stretch = window.stretch
    if isinstance(stretch, SamePeriod):
        by: dict[str, set[int]] = {}
        for i in now:
            by.setdefault(label_of(scene.terms, stretch.period, found[i].day), set()).add(i)
        sets = [frozenset(s) for s in by.values()]
    elif isinstance(stretch, AnyStretch):
        ends = {i: later_by(found[i].day, stretch.n, stretch.period) for i in now}
        sets = [frozenset(j for j in now if found[i].day <= found[j].day < ends[i]) for i in now]
    elif isinstance(stretch, AroundEvent):
        sets = []
        for centre in occurrences(scene, stretch.event):
            labels = around_day(scene.terms, stretch, centre.day)
            sets.append(frozenset(i for i in now if any(found[i].day in p for p in labels)))
    else:
        sets = [frozenset(now)]
    return [s for s in sets if len(s) >= window.k]


# --- duties and findings -----------------------------------------------------------------------------------------


def _grounds(scene: Scene, main: DutyIs) -> list[tuple[str, list[Ground]]]:
    """What each duty or plan gives a rule to count, by what it is about."""
    found: list[tuple[str, list[Ground]]] = []
    unknown = [s for s in main.states if s not in _COUNTED_STATES and not s.startswith("late")]
    if unknown:
        scene.problems.append(problem("duty-state-not-counted", weight="said", states=tuple(unknown), duties=main.duties))
    for name in main.duties:
        if plan_terms(scene.terms, name):
            found += [(s.id, _chosen(grounds_of(s), main.states)) for s in scene.plans if s.step == name]
            continue
        if "failed" in main.states:
            found.append((name, _failures(scene, name)))
        if "done" in main.states:
            found.append((name, _done(scene, name)))
        if any(state.startswith("late") for state in main.states):
            found += _late_returns(scene, name, main)
            found += [late for duty in scene.terms.duties if duty.id == name for late in late_listed(scene, duty, main.late_by)]
        if {"late", "not held"} & set(main.states):
            found += _not_held(scene, name, main)
    return found


def _chosen(grounds: Sequence[Ground], states: tuple[str, ...]) -> list[Ground]:
    """Those a rule names; of the ones that time alone brings on one day, the first."""
    fitting = sorted((g for g in grounds if g.name in states), key=lambda g: (g.met_on, _order(g)))
    return [g for i, g in enumerate(fitting) if not (g.name in _BY_TIME and i and fitting[i - 1].met_on == g.met_on)]


def _order(ground: Ground) -> int:
    return _BY_TIME.index(ground.name) if ground.name in _BY_TIME else -1


def _failures(scene: Scene, duty: str) -> list[Ground]:
    return [
        Ground(name=a.event.failure, met_on=a.day, until=None, because=(said("because-failed", entry=a.ref, on=a.day),))
        for a in scene.facts.of(StandardFailed)
        if a.event.duty == duty and a.day <= scene.on
    ]


def _done(scene: Scene, duty: str) -> list[Ground]:
    return [
        Ground(name=f"done {a.day}", met_on=a.day, until=None, because=(said("because-done", entry=a.ref, on=a.day),))
        for a in scene.facts.of(DutyDone)
        if a.event.duty == duty and a.day <= scene.on
    ]


def _late_returns(scene: Scene, name: str, main: DutyIs) -> list[tuple[str, list[Ground]]]:
    """A return that was not received by its due day (or so much later as the terms say)."""
    found = []
    terms = scene.terms
    for ret in (r for r in terms.returns if r.id == name):
        for period in return_periods(terms, ret):
            deadline = deadline_of(scene.timeline.on(period.first, scene.on), ret, period)
            if deadline is None:
                continue
            acts = [a for a in scene.facts.of(ReturnReceived) if a.event.ret == name and a.event.covers == period.label]
            id = f"{name} {period.label}"
            grounds = not_in_time(scene.facts, id, deadline, acts[0].day if acts else None, terms, main.late_by)
            if grounds:
                found.append((id, [replace(each, because=(said("because-no-return", due=deadline.due),)) for each in grounds]))
    return found


def _not_held(scene: Scene, name: str, main: DutyIs) -> list[tuple[str, list[Ground]]]:
    """A meeting of a series that was not held by its last day."""
    found = []
    for slot in slots_on(scene.timeline, scene.facts, scene.notices, scene.on):
        if slot.series == name:
            id = f"meeting {slot.label}" if len(scene.terms.meetings) == 1 else f"meeting {name} {slot.label}"
            grounds = not_in_time(scene.facts, id, slot.deadline, slot.held_on, scene.terms, main.late_by)
            found += [(id, grounds)] if grounds else []
    return found


def _by_grounds(scene: Scene, rule: Rule, branch: int, of: str, grounds: list[Ground]) -> Track:
    """One step as long as it is undecided; a new ground after a decision is a new step. Taken away, it is no longer met."""
    track = Track(rule=rule.id, of=of, branch=branch, labels=tuple(g.name for g in grounds), reasons=[g.because for g in grounds])
    for day, decisions in _turns(scene, rule, [d for g in grounds for d in (g.met_on, g.until)]):
        for i, ground in enumerate(grounds):
            if ground.met_on == day:
                _take(track, day, i, ground)
        gone = {i for i, g in enumerate(grounds) if g.until is not None and g.until <= day}
        track.feed(day, [], lambda life, gone=gone: not life.months <= gone)  # type: ignore[misc]
        scene.hear(track, decisions)
    return track


def _take(track: Track, day: date, i: int, ground: Ground) -> None:
    alive = next((life for life in track.lives if life.alive), None)
    if alive is None:
        track.open(day, frozenset((i,)))
    elif ground.name not in ("not improved", *_BY_TIME):
        alive.months |= {i}  # a further failure of the same standard goes on in the open step
