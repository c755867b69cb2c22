"""Rules that count events, rows, duties and judgements, and the steps that follow (semantics 6 to 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.period import periods
from tenor.review.beside import beside
from tenor.review.by_times import Happenings, counted, turns
from tenor.review.grounds import BY_TIME, grounds
from tenor.review.happened import Limits, happened, judged, limits, of_duties, shared
from tenor.review.model import Decision, Ground
from tenor.review.occurrences import Occurrence
from tenor.review.plans import plan_terms
from tenor.review.scene import Scene
from tenor.review.track import Track
from tenor.review.windows import Row, groups, proofs
from tenor.terms.model import Counted, DutyIs, EventIs, JudgedIs, RowsIs, Rule, TotalIs


def tracks_of(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    """The steps of a branch that counts events, rows, a duty, or a person's finding."""
    main = main_of(rule.branches[branch])
    counts = limits(scene, rule)
    if main is None:
        return [_absent(scene, rule, branch, counts)]
    if isinstance(main, DutyIs | JudgedIs) and getattr(main, "window", None) is None:
        several = grounds(scene, main) if isinstance(main, DutyIs) else [("", "", judged(scene, rule))]
        inside = [(of, [g for g in found if g.met_on in counts]) for _, of, found in several]
        return [_by_grounds(scene, rule, branch, main, of, found) for of, found in inside]
    others, ends = beside(scene, rule, branch, main), scene.terms.contract.ends
    if isinstance(main, EventIs | RowsIs) and main.window is None:
        each = _apart(main, [o for o in happened(scene, rule, main) if o.at in counts])
        return [_single(scene, rule, branch, Happenings(found, others, ends)) for found in each]
    tracks: list[Track] = []
    for of, found in _together(scene, rule, main):
        several_ = Happenings([o for o in found if o.at in counts], others, ends)
        tracks += counted(scene, rule, branch, main.window, of, several_)  # type: ignore[union-attr, arg-type]
    return tracks


def main_of(branch: Sequence[Counted]) -> Counted | None:
    """The condition that says which things a branch is about: the first that is not under none; a total only where nothing else is."""
    counted = [c for c in branch if not getattr(c, "none", False)]
    return next((c for c in counted if not isinstance(c, TotalIs)), counted[0] if counted else None)


def _together(scene: Scene, rule: Rule, main: Counted) -> list[tuple[str, list[Occurrence]]]:
    """What is counted together, by what it is about."""
    if isinstance(main, EventIs | RowsIs):
        return list(shared(happened(scene, rule, main), main.same))
    if isinstance(main, DutyIs):
        by_name = of_duties(scene, main)
        return [("", sorted((o for _, found in by_name for o in found), key=lambda o: o.at))] if main.together else by_name
    return []


def _apart(main: Counted, found: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """One step an event; the versions of one row are one thing."""
    if not isinstance(main, RowsIs):
        return [[each] for each in found]
    rows: dict[str, list[Occurrence]] = {}
    for each in found:
        rows.setdefault(each.id, []).append(each)
    return list(rows.values())


def _rungs(rule: Rule) -> int:
    return len(rule.steps) if rule.in_order else 1


# --- one event, one step -----------------------------------------------------------------------------------------


def _single(scene: Scene, rule: Rule, branch: int, happenings: Happenings) -> Track:
    first = happenings.found[0]
    because = happenings.because(len(happenings.found) - 1, scene.on)
    track = Track(rule=rule.id, of=first.id, branch=branch, labels=(first.id,), reasons=(because,), rungs=_rungs(rule))
    for day, acts in turns(scene, rule, list(happenings.days())):
        holds = bool(happenings.now(day))
        track.feed(day, [frozenset((0,))] if holds and not track.used_up and not track.held else [], lambda life, h=holds: h)  # type: ignore[misc]
        if day == first.day and first.plan and _asks_for_plan(scene, rule):
            # the notice itself asks for the plan: nobody decides it again
            track.decide(Decision(on=day, outcome="taken", choice="", entry=first.entry), replaces=False)
        scene.hear(track, acts)
    return track


def _asks_for_plan(scene: Scene, rule: Rule) -> bool:
    return any(plan_terms(scene.terms, step) for step in rule.steps)


# --- nothing of the kind -----------------------------------------------------------------------------------------


def _absent(scene: Scene, rule: Rule, branch: int, counts: Limits) -> Track:
    """Every month of the contract in which none of it happened; neighbouring ones are one run, so one step that goes on."""
    contract = scene.terms.contract
    spans = [p for p in periods("month", contract.starts, contract.ends) if p.first in counts]
    others = beside(scene, rule, branch, None)
    track = Track(rule=rule.id, branch=branch, spans=spans, labels=tuple(p.label for p in spans), rungs=_rungs(rule))
    for day, acts in turns(scene, rule, [day for each in others for day, _ in each.days(spans)]):
        hits = {i for i, p in enumerate(spans) if p.first <= day and all(each.look(p, day).look == "hit" for each in others)}
        found = groups(proofs(None, Row(hits=sorted(hits - track.used_up))))
        track.feed(day, found, lambda life, hits=hits: bool(life.months & hits))  # type: ignore[misc]
        scene.hear(track, acts)
    return track


# --- duties and findings -----------------------------------------------------------------------------------------


def _by_grounds(scene: Scene, rule: Rule, branch: int, main: Counted, of: str, found: list[Ground]) -> Track:
    """One step as long as it is undecided; a new ground after a decision is a new step. Taken away, it is no longer met."""
    several = [Occurrence(id=g.name, day=g.met_on, until=g.until, entry="", because=g.because) for g in found]
    happenings = Happenings(several, beside(scene, rule, branch, main), scene.terms.contract.ends)
    reasons = [happenings.because(i, scene.on) for i in range(len(several))]
    track = Track(rule=rule.id, of=of, branch=branch, labels=tuple(g.name for g in found), reasons=reasons, rungs=_rungs(rule))
    taken: set[int] = set()
    for day, acts in turns(scene, rule, list(happenings.days())):
        now = set(happenings.now(day))
        for i in sorted(now - taken):
            _take(track, day, i, found[i])
        taken = now
        track.feed(day, [], lambda life, now=now: not life.months.isdisjoint(now))  # type: ignore[misc]
        scene.hear(track, acts)
    return track


def _take(track: Track, day: date, i: int, ground: Ground) -> None:
    alive = next((life for life in track.lives if life.alive), None)
    if alive is None:
        track.open(day, frozenset((i,)))
    elif ground.name not in ("not improved", *BY_TIME):
        alive.months |= {i}  # a further failure of the same standard goes on in the open step
