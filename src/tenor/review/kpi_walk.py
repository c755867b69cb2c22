"""The days of one rule about one thing, walked in order: look at the periods, feed the track, hear the decisions (semantics 6)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.period import Period
from tenor.base.phrases.window import AnyIn, InLast, SamePeriod, Times, Window
from tenor.ledger.model import Act
from tenor.review.beside import beside
from tenor.review.happened import limits
from tenor.review.lens import Lens, around, for_ever, main_of
from tenor.review.look import SKIP, WAIT, Seen, all_of, any_of, look_at, look_at_overall, turned
from tenor.review.meant import kpis_meant
from tenor.review.model import OverallRating, OverallVersion, Rating, RatingVersion
from tenor.review.notices import around_day
from tenor.review.occurrences import Occurrence
from tenor.review.scene import Scene
from tenor.review.settling import label_of
from tenor.review.track import Life, Track
from tenor.review.windows import Positions, Row, groups, proofs, still_proves
from tenor.terms.model import KpiIs, Rule


def _anywhere(position: int) -> bool:
    """Where the terms never changed, one wording judges every run."""
    return True


@dataclass(slots=True, eq=False)
class KpiWalk:
    """The days of one track, walked in order: look, feed the track, hear the decisions."""

    scene: Scene
    rule_id: str
    branch: int
    kpis: tuple[str, ...]
    event: Occurrence | None
    track: Track
    spans: Sequence[Period] = ()
    parts: list[list[Rating | OverallRating]] = field(default_factory=list)
    lenses: dict[int, Lens] = field(default_factory=dict)
    sliding: bool = False

    def go(self, changes: dict[date, set[int]]) -> None:
        """Walk up to the day of the review."""
        decisions: dict[date, list[Act]] = {}
        for act in self.scene.decisions(self.rule_id):
            decisions.setdefault(act.day, []).append(act)
        agreed = set(self.scene.timeline.known_days)
        for day in sorted({*changes, *decisions}):
            if day > self.scene.on:
                break
            everything = day in agreed or self.sliding or self._event_turns(day)
            changed = range(len(self.spans)) if everything else changes.get(day, ())
            if self._look(day, changed) or day in agreed:
                self._feed(day, None if everything else changed)
            if self.scene.hear(self.track, decisions.get(day, ())):
                self._feed(day, None)

    def sliding_rule(self, rule: Rule) -> bool:
        """Whether its window moves with time."""
        main = main_of(rule, self.branch)
        return bool(self.scene.timeline.known_days) or (main is not None and isinstance(main.window, InLast))

    def lens_at(self, position: int, day: date) -> Lens | None:
        """The rule that a period is judged by, by what was agreed by a day."""
        rule = self.scene.rule_of(self.rule_id, self.spans[position], day)
        if rule is None:
            return None
        found = self.lenses.get(id(rule))
        return found or self._lens(rule)

    def _lens(self, rule: Rule) -> Lens | None:
        main = main_of(rule, self.branch)
        if main is None:
            return None
        starts = [p.first for p in self.spans]
        counts = limits(self.scene, rule)
        self.lenses[id(rule)] = Lens(
            rule,
            main,
            tuple(c for c in rule.branches[self.branch] if isinstance(c, KpiIs)),
            [WAIT] * len(self.spans),
            bisect_left(starts, counts.first) if counts.first else 0,
            bisect_left(starts, counts.last) if counts.last else len(starts),
            self._longer(main.window),
            beside(self.scene, rule, self.branch, main),
        )
        self.sliding = self.sliding or isinstance(main.window, InLast)
        return self.lenses[id(rule)]

    def _look(self, day: date, positions: Iterable[int]) -> bool:
        """See positions anew by every wording in use; whether anything that decides looks different."""
        if not self.lenses or self.scene.timeline.known_days:
            for i in range(len(self.spans)):
                self.lens_at(i, day)
        different = self.sliding
        for lens in self.lenses.values():
            for i in positions:
                different = lens.see(i, self._seen(lens, i, day)) or different
        return different or self._event_turns(day)

    def _event_turns(self, day: date) -> bool:
        return self.event is not None and day in (self.event.day, self.event.until)

    def _seen(self, lens: Lens, i: int, day: date) -> Seen:
        if len(lens.conditions) == 1 and not lens.beside:
            return self._condition(lens, lens.main, i, day)
        rated = [self._condition(lens, c, i, day) for c in lens.conditions]
        return all_of([*rated, *(each.look(self.spans[i], day) for each in lens.beside)])

    def _condition(self, lens: Lens, condition: KpiIs, i: int, day: date) -> Seen:
        terms = self.scene.timeline.during(self.spans[i], day)
        if condition.overall:
            overall = next((r for r in self.parts[i] if isinstance(r, OverallRating)), None)
            seen = look_at_overall(overall.at(day), condition.levels, lens.policy(terms, None)) if overall else SKIP
        else:
            of = self.kpis if condition is lens.main else kpis_meant(self.scene, condition)
            own = [r for r in self.parts[i] if isinstance(r, Rating) and r.kpi in of]
            looks = [look_at(r.at(day), condition.levels, lens.policy(terms, r.kpi)) for r in own]
            seen = looks[0] if len(looks) == 1 else any_of(looks)
        return turned(seen) if condition.none else seen

    def holding(self, day: date) -> list[int]:
        """The positions that hit and, with those before them, make up what the rule counts; whatever was decided."""
        self._look(day, range(len(self.spans)))
        found = []
        for i in sorted({i for lens in self.lenses.values() for i in lens.hits}):
            lens = self.lens_at(i, day)
            if lens is None:
                continue
            inside = self._inside(lens, day)
            hits = [j for j in lens.hits if j <= i and lens.seen[j].look == "hit" and (inside is None or j in inside)]
            row = Row(hits=hits, skipped=lens.skipped, latest=i, longer=lens.longer)
            if hits and hits[-1] == i and any(i in proof for proof in proofs(lens.main.window, row)):
                found.append(i)
        return found

    def _feed(self, day: date, changed: Collection[int] | None) -> None:
        """Give the track the groups that hold; `changed`: the only positions that look different (None: any may)."""
        if not self.track.lives and not any(lens.hits for lens in self.lenses.values()):
            return
        lenses = [self.lens_at(i, day) for i in range(len(self.spans))] if self.scene.timeline.known_days else None
        found: list[Positions] = []
        for lens in self.lenses.values():
            found += proofs(lens.main.window, self._row(lens, day, lenses))
        kept = [proof for life in self.track.lives if self.sliding and life.alive for proof in self._kept(life, day)]
        if any(for_ever(lens.main.window) for lens in self.lenses.values()):
            self.track.count_on(day, groups(found), lambda life: self._still(life, day))
            return
        self.track.feed(day, groups([*found, *kept]), lambda life: self._still(life, day), changed)

    def _kept(self, life: Life, day: date) -> list[Positions]:
        """What a step still holds of a window that slid on: whatever proves it of every stretch that was once the latest, by the wording of
        the stretch's last period. Time alone takes nothing away, nor does a wording that came later."""
        found: list[Positions] = []
        for last in range(min(life.months), self._latest(day) + 1):
            lens = self.lens_at(last, day)
            if lens is not None:
                hits = [i for i in lens.hits if i in life.months and i <= last]
                row = Row(hits=hits, skipped=lens.skipped, latest=last, ends_here=lambda i, last=last: i == last, longer=lens.longer)  # type: ignore[misc]
                found += proofs(lens.main.window, row)
        return found

    def _row(self, lens: Lens, day: date, lenses: Sequence[Lens | None] | None) -> Row:
        """The hits that may make a new proof or carry on a step: out of grace, not used up; a disputed one only in a step that holds it."""
        inside = self._inside(lens, day)
        used, held = (self.track.used_up, self.track.held) if self.track.lives else (set(), set())
        used = set() if for_ever(lens.main.window) else used
        hits = [i for i in lens.hits if i not in used and (lens.seen[i].look == "hit" or i in held) and (inside is None or i in inside)]
        return Row(
            hits=hits,
            skipped=lens.skipped,
            latest=self._latest(day) if self.sliding else -1,
            ends_here=_anywhere if lenses is None else (lambda i: lenses[i] is lens),
            longer=lens.longer,
        )

    def _still(self, life: Life, day: date) -> bool:
        """Whether a step's own periods still prove it; a disputed one keeps its standing value."""
        if self.sliding:
            return bool(self._kept(life, day))
        lens = self.lens_at(max(life.months), day)
        if lens is None:
            return False
        inside = self._inside(lens, day)
        hits = lens.hits if inside is None else [i for i in lens.hits if i in inside]
        return still_proves(lens.main.window, life.months, Row(hits=hits, skipped=lens.skipped, longer=lens.longer))

    def _latest(self, day: date) -> int:
        """The last position whose final day has come."""
        return max((i for i, ratings in enumerate(self.parts) if ratings and max(r.final_on for r in ratings) <= day), default=-1)

    def _inside(self, lens: Lens, day: date) -> set[int] | None:
        """The positions in the stretch of the track's event; none before it takes effect or once it is withdrawn."""
        stretch = around(lens.main.window)
        if stretch is None or self.event is None:
            return None
        if not self.event.effective(day):
            return set()
        labels = {p.label for p in around_day(self.scene.terms, stretch, self.event.day)}
        return {i for i, p in enumerate(self.spans) if p.label in labels}

    def _longer(self, window: Window | None) -> Callable[[int], str]:
        """The longer period a position lies in, for windows within one."""
        kind = window.stretch.period if isinstance(window, AnyIn | Times) and isinstance(window.stretch, SamePeriod) else ""
        return lambda i: label_of(self.scene.terms, kind, self.spans[i].first) if kind else ""


def days_of(walk: KpiWalk, rule: Rule) -> dict[date, set[int]]:
    """Each day on which a position may look different, with those positions. A version that looks like the one before it is passed over."""
    scene, event = walk.scene, walk.event
    found: dict[date, set[int]] = {day: set() for day in scene.timeline.known_days}
    plain, sliding = not scene.timeline.known_days, walk.sliding_rule(rule)
    for i, ratings in enumerate(walk.parts):
        for rating in ratings:
            for day in _turns_of(scene, rating) if plain else rating.days:
                found.setdefault(day, set()).add(i)
            if sliding:
                found.setdefault(rating.final_on, set())
    if event is not None:
        for turn in (event.day, event.until):
            if turn is not None:
                found.setdefault(turn, set()).update(range(len(walk.spans)))
    if len(rule.branches[walk.branch]) > 1 or rule.except_:
        _add_beside(walk, rule, found)
    return found


def _add_beside(walk: KpiWalk, rule: Rule, found: dict[date, set[int]]) -> None:
    """The days on which what must hold in the same period looks different."""
    at = {period.label: i for i, period in enumerate(walk.spans)}
    for each in beside(walk.scene, rule, walk.branch, main_of(rule, walk.branch)):
        for day, period in each.days(walk.spans):
            found.setdefault(day, set()).add(at[period.label])


def _turns_of(scene: Scene, rating: Rating | OverallRating) -> list[date]:
    """Worked out once for all the rules that look at a rating."""
    found = scene.turning.get(id(rating))
    if found is None:
        found = scene.turning[id(rating)] = turns(rating)
    return found


def turns(rating: Rating | OverallRating) -> list[date]:
    """The days of versions that a rule may tell from the one before: what waits looks alike."""
    found: list[date] = []
    last: object = None
    for version in rating.versions:
        settled = _settled(version)
        waits = not settled and version.state in ("not due", "provisional", "not reported", "not applicable")
        now: object = None if waits else (version.state, settled, version.rating)
        if now != last:
            found.append(version.from_day)
        last = now
    return found


def _settled(version: RatingVersion | OverallVersion) -> bool:
    """An overall rating made provisional by a dispute alone stands for the step that holds it."""
    return version.settled if isinstance(version, RatingVersion) else version.disputed
