"""Rules that count ratings: which periods hit, from which day on, and the steps that follow (semantics 5 and 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.period import Period, whole_period
from tenor.base.phrases.window import AnyIn, AroundEvent, InLast, SamePeriod, Window
from tenor.ledger.model import Act
from tenor.review.look import SKIP, WAIT, Seen, all_of, any_of, look_at, look_at_overall, turned
from tenor.review.model import OverallRating, Rating
from tenor.review.notices import NoticeStory, around_event, event_of
from tenor.review.scene import Scene
from tenor.review.track import Track
from tenor.review.windows import Positions, groups, proofs, still_proves
from tenor.terms.model import MISSING_DEFAULT, KpiIs, MissingPolicy, Rule, Terms
from tenor.terms.work_out import Moorings, work_out


def tracks_of(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    """The steps of one branch of a rule, a track for each thing it is about."""
    main = _main(rule, branch)
    if main is None:
        return []
    if _around(main.window) is not None:
        return _after_events(scene, rule, branch, main)
    if main.overall:
        return [_walk(scene, rule, branch, (), "")]
    scope = _scope(scene, main)
    if main.same == "nothing" and main.window is not None:
        return [_walk(scene, rule, branch, scope, "")]
    return [_walk(scene, rule, branch, (kpi,), "" if main.named else kpi) for kpi in scope]


def _main(rule: Rule, branch: int) -> KpiIs | None:
    """The condition that says which things a branch is about: the first on KPIs, before one on the overall rating."""
    if branch >= len(rule.branches):
        return None
    counted = [c for c in rule.branches[branch] if isinstance(c, KpiIs) and not c.none]
    return next((c for c in counted if not c.overall), counted[0] if counted else None)


def _scope(scene: Scene, main: KpiIs) -> tuple[str, ...]:
    return tuple(k for k in scene.ratings.by_kpi if not main.of or k in main.of)


def _around(window: Window | None) -> AroundEvent | None:
    return window.stretch if isinstance(window, AnyIn) and isinstance(window.stretch, AroundEvent) else None


def _after_events(scene: Scene, rule: Rule, branch: int, main: KpiIs) -> list[Track]:
    """One track an event; its proof may rest on several KPIs unless the terms want the same."""
    stretch = _around(main.window)
    assert stretch is not None
    scope = () if main.overall else _scope(scene, main)
    wants_same = main.same == "kpi" and isinstance(main.window, AnyIn) and main.window.k > 1
    found = []
    for story in scene.notices:
        if story.step.lower() == event_of(stretch.event)[1]:
            for kpis in [(k,) for k in scope] if wants_same and scope else [scope]:
                found.append(_walk(scene, rule, branch, kpis, story.id, story))
    return found


# --- the walk ----------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Lens:
    """Every position seen by one wording of the rule."""

    rule: Rule
    main: KpiIs
    conditions: tuple[KpiIs, ...]
    seen: list[Seen]
    from_day: date
    until_day: date | None


@dataclass(slots=True, eq=False)
class _KpiWalk:
    scene: Scene
    rule_id: str
    branch: int
    kpis: tuple[str, ...]
    event: NoticeStory | None
    track: Track
    spans: Sequence[Period] = ()
    parts: list[list[Rating | OverallRating]] = field(default_factory=list)
    lenses: dict[int, _Lens] = field(default_factory=dict)

    def go(self, days: Iterable[tuple[date, set[int]]]) -> None:
        decisions: dict[date, list[Act]] = {}
        for act in self.scene.decisions(self.rule_id):
            decisions.setdefault(act.day, []).append(act)
        changes = dict(days)
        breaks = set(self.scene.timeline.known_days)
        for day in sorted({*changes, *decisions}):
            if day > self.scene.on:
                break
            looked = self._look(day, range(len(self.spans)) if day in breaks else changes.get(day, ()))
            if looked or day in decisions:
                self._feed(day)
            for act in decisions.get(day, ()):
                self.scene.apply(self.track, act)

    def lens_at(self, position: int, day: date) -> _Lens | None:
        """The rule in force on the first day of a period, by what was agreed by a day."""
        rule = self.scene.rule_on(self.rule_id, self.spans[position].first, day)
        return None if rule is None else self._lens(rule)

    def _lens(self, rule: Rule) -> _Lens | None:
        if id(rule) not in self.lenses:
            main = _main(rule, self.branch)
            if main is None:
                return None
            conditions = tuple(c for c in rule.branches[self.branch] if isinstance(c, KpiIs))
            terms = self.scene.terms
            start = work_out(terms, rule.from_, Moorings()) if rule.from_ else None
            until = work_out(terms, rule.until, Moorings()) if rule.until else None
            self.lenses[id(rule)] = _Lens(
                rule,
                main,
                conditions,
                [WAIT] * len(self.spans),
                start.due if start else terms.contract.starts,
                until.due if until else None,
            )
        return self.lenses[id(rule)]

    def _look(self, day: date, positions: Iterable[int]) -> bool:
        """See positions anew by every wording in use; whether anything looks different."""
        if not self.lenses or self.scene.timeline.known_days:
            for i in range(len(self.spans)):
                self.lens_at(i, day)
        different = False
        for lens in self.lenses.values():
            for i in positions:
                now = self._seen(lens, i, day)
                if now != lens.seen[i]:
                    lens.seen[i] = now
                    different = True
        last_n = any(isinstance(lens.main.window, InLast) for lens in self.lenses.values())
        return different or last_n or day in self.scene.timeline.known_days

    def _seen(self, lens: _Lens, i: int, day: date) -> Seen:
        if len(lens.conditions) == 1:
            return self._condition(lens, lens.main, i, day)
        return all_of([self._condition(lens, c, i, day) for c in lens.conditions])

    def _condition(self, lens: _Lens, condition: KpiIs, i: int, day: date) -> Seen:
        terms = self.scene.timeline.on(self.spans[i].first, day)
        if condition.overall:
            overall = self.scene.ratings.overall.get(self.spans[i].label)
            policy = policy_of(terms, lens.rule, None)
            seen = look_at_overall(overall.at(day), condition.levels, policy) if overall else SKIP
        else:
            of = (
                self.kpis
                if condition is lens.main
                else tuple(k for k in self.scene.ratings.by_kpi if not condition.of or k in condition.of)
            )
            ratings = [r for r in self.parts[i] if isinstance(r, Rating) and r.kpi in of]
            looks = [look_at(r.at(day), condition.levels, policy_of(terms, lens.rule, r.kpi)) for r in ratings]
            seen = looks[0] if len(looks) == 1 else any_of(looks)
        return turned(seen) if condition.none else seen

    def _feed(self, day: date) -> None:
        used, held = self.track.used_up, self.track.held
        lenses = {i: self.lens_at(i, day) for i in range(len(self.spans))} if self.scene.timeline.known_days else None
        found: list[Positions] = []
        for lens in self.lenses.values():
            found += self._proofs(lens, day, used, held, lenses)
        sliding = any(isinstance(lens.main.window, InLast) for lens in self.lenses.values())
        self.track.feed(day, groups(found), lambda months: self._still(months, day), sliding=sliding)

    def _proofs(self, lens: _Lens, day: date, used: set[int], held: set[int], lenses: dict[int, _Lens | None] | None) -> list[Positions]:
        window = lens.main.window
        inside = self._inside(lens, day)

        def usable(i: int) -> bool:
            seen = lens.seen[i]
            hit = seen.look == "hit" or (seen.disputed and seen.standing == "hit" and i in held)
            return hit and i not in used and self._counts(lens, i) and (inside is None or i in inside)

        if not any(usable(i) for i in range(len(self.spans))):
            return []
        looks = [s.look for s in lens.seen]
        latest = self._latest(day) if isinstance(window, InLast) else len(looks) - 1
        return proofs(window, looks, usable, lambda i: lenses is None or lenses.get(i) is lens, latest, self._longer(window))

    def _latest(self, day: date) -> int:
        """The last position whose final day has come."""
        return max((i for i, ratings in enumerate(self.parts) if ratings and max(r.final_on for r in ratings) <= day), default=-1)

    def _counts(self, lens: _Lens, i: int) -> bool:
        first = self.spans[i].first
        return first >= lens.from_day and (lens.until_day is None or first < lens.until_day)

    def _inside(self, lens: _Lens, day: date) -> set[int] | None:
        """The positions in the stretch of the track's event; none before it takes effect or once it is withdrawn."""
        stretch = _around(lens.main.window)
        if stretch is None or self.event is None:
            return None
        if not self.event.effective(day):
            return set()
        labels = {p.label for p in around_event(self.scene.terms, stretch, self.event)}
        return {i for i, p in enumerate(self.spans) if p.label in labels}

    def _still(self, months: Positions, day: date) -> bool:
        lens = self.lens_at(max(months), day)
        if lens is None:
            return False
        inside = self._inside(lens, day)

        def usable(i: int) -> bool:
            seen = lens.seen[i]
            hit = seen.look == "hit" or (seen.disputed and seen.standing == "hit")
            return hit and self._counts(lens, i) and (inside is None or i in inside)

        return still_proves(lens.main.window, months, [s.look for s in lens.seen], usable)

    def _longer(self, window: Window | None) -> Callable[[int], str]:
        """The longer period a position lies in, for windows within one."""
        starts = self.scene.terms.contract.starts
        kind = window.stretch.period if isinstance(window, AnyIn) and isinstance(window.stretch, SamePeriod) else ""
        return lambda i: whole_period(kind, self.spans[i].first, starts).label if kind else ""


def policy_of(terms: Terms, rule: Rule, kpi: str | None) -> MissingPolicy:
    """What a period without a settled level does: the rule's word, else the KPI's, else the contract's, else the default."""
    own = terms.kpi(kpi) if kpi else None
    middle = own.missing.over(terms.missing) if own else terms.missing
    return rule.missing.over(middle.over(MISSING_DEFAULT))


def _walk(scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...], of: str, event: NoticeStory | None = None) -> Track:
    spans, parts = _parts(scene, rule, branch, kpis)
    track = Track(rule=rule.id, of=of, branch=branch, labels=tuple(p.label for p in spans))
    walk = _KpiWalk(scene, rule.id, branch, kpis, event, track, spans, parts)
    walk.go(_days(scene, rule, walk, event))
    return track


def _parts(scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...]) -> tuple[list[Period], list[list[Rating | OverallRating]]]:
    """The periods a track counts in, and the ratings that speak in each: a longer period speaks in the last shorter one it holds."""
    by_overall = [r for r in scene.ratings.overall.values()]
    own = [list(scene.ratings.by_kpi[k].values()) for k in kpis]
    if not own:
        return [r.period for r in by_overall], [[r] for r in by_overall]
    spans = [r.period for r in max(own, key=len)]
    parts: list[list[Rating | OverallRating]] = [[] for _ in spans]
    for ratings in own:
        for rating in ratings:
            at = next((i for i, p in enumerate(spans) if p.label == rating.period.label), None)
            if at is None:
                at = next((i for i, p in enumerate(spans) if p.first <= rating.period.last <= p.last), None)
            if at is not None:
                parts[at].append(rating)
    for i, period in enumerate(spans):
        others = _others(scene, rule, branch, kpis, period)
        parts[i] += others
    return spans, parts


def _others(scene: Scene, rule: Rule, branch: int, kpis: tuple[str, ...], period: Period) -> list[Rating | OverallRating]:
    """Ratings that further conditions of the branch look at in the same period."""
    found: list[Rating | OverallRating] = []
    for condition in rule.branches[branch]:
        if isinstance(condition, KpiIs) and condition.overall and period.label in scene.ratings.overall:
            found.append(scene.ratings.overall[period.label])
        elif isinstance(condition, KpiIs) and not condition.overall:
            of = [k for k in scene.ratings.by_kpi if k not in kpis and (k in condition.of)]
            found += [scene.ratings.by_kpi[k][period.label] for k in of if period.label in scene.ratings.by_kpi[k]]
    return found


def _days(scene: Scene, rule: Rule, walk: _KpiWalk, event: NoticeStory | None) -> list[tuple[date, set[int]]]:
    """Each day on which a position may look different, with those positions."""
    found: dict[date, set[int]] = {day: set() for day in scene.timeline.known_days}
    for i, ratings in enumerate(walk.parts):
        for rating in ratings:
            for day in rating.days:
                found.setdefault(day, set()).add(i)
            found.setdefault(rating.final_on, set())
    if event is not None:
        everything = set(range(len(walk.spans)))
        for turn in (event.received_on, event.withdrawn_on, event.issued.day):
            if turn is not None:
                found.setdefault(turn, set()).update(everything)
    return list(found.items())
