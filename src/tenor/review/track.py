"""The life of the steps of one rule about one thing: met, going on, joined, decided, no longer met (semantics 6).

A track is fed day by day with the proofs that hold. It never forgets a step: history is told, never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tenor.base.period import Period
from tenor.base.wording import Said
from tenor.review.model import Decision
from tenor.review.windows import Positions


@dataclass(slots=True, kw_only=True, eq=False)
class Life:
    """One step while it is being found. `months`: positions of its proof; frozen once it is decided."""

    id: str
    met_on: date
    months: Positions
    unmet_on: date | None = None
    merged_on: date | None = None
    lifted_on: date | None = None  # a person found that the rule's exception holds
    rung: int = 0  # of a ladder: which of the rule's steps it leads to
    climbed: bool = False  # met because the rung below did not help
    decisions: list[Decision] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Decided, taken or not, or lifted; advice closes nothing."""
        return self.lifted_on is not None or (bool(self.decisions) and self.decisions[-1].outcome != "advice")

    @property
    def closed_on(self) -> date | None:
        """The day it was decided or lifted; None while it waits."""
        return self.lifted_on or (self.decisions[-1].on if self.closed else None)

    @property
    def alive(self) -> bool:
        """It may still grow, shrink and be decided."""
        return not self.closed and self.unmet_on is None and self.merged_on is None


@dataclass(slots=True, kw_only=True, eq=False)
class Track:
    """The steps of one rule (one branch of it) about one thing, in order of being met."""

    rule: str
    of: str = ""
    branch: int = 0
    kpis: tuple[str, ...] = ()  # of ratings: the KPIs whose periods it counts
    spans: Sequence[Period] = ()  # those periods
    labels: tuple[str, ...] = ()  # what each position is called: periods, notices, occurrences
    rungs: int = 1  # of a ladder: how many steps it has
    reasons: Sequence[tuple[Said, ...]] = ()  # of events and duties: why each position counts
    lives: list[Life] = field(default_factory=list)

    @property
    def used_up(self) -> set[int]:
        """Positions a decision used up: they help no later step."""
        return {i for life in self.lives if life.closed for i in life.months}

    @property
    def held(self) -> set[int]:
        """Positions in a step that still lives: a dispute alone takes none of them away."""
        return {i for life in self.lives if life.alive for i in life.months}

    def open(self, day: date, months: Positions) -> Life:
        """A new step, met on this day. Its id says rule, thing and day, so that a later review finds it again."""
        words = [self.rule, *([str(self.branch + 1)] if self.branch else []), *([self.of] if self.of else []), day.isoformat()]
        plain = "/".join(words)
        same_day = sum(1 for life in self.lives if life.met_on == day)
        rung = max((life.rung for life in self.lives), default=0)  # a ladder goes on where it has come to
        life = Life(id=f"{plain}/{same_day + 1}" if same_day else plain, met_on=day, months=months, rung=rung)
        self.lives.append(life)
        return life

    def feed(self, day: date, found: Iterable[Positions], still: Callable[[Life], bool], changed: Collection[int] | None = None) -> None:
        """Take in the groups that hold at the close of a day. `still`: whether the positions of an older step prove by themselves;
        `changed`: the only positions that may be other than the day before (None: any)."""
        alive = [life for life in self.lives if life.alive]
        kept: set[str] = set()
        for group in found:
            # a step that was split keeps its first part; what falls apart from it is a step of its own
            owners = [life for life in alive if life.id not in kept and not life.months.isdisjoint(group)]
            if not owners:
                self.open(day, group)
                continue
            first, *rest = owners
            first.months = group
            kept.add(first.id)
            for other in rest:
                other.merged_on = day
        self._test(day, [life for life in alive if life.id not in kept and life.merged_on is None], still)
        self._retest(day, still, changed)

    def count_on(self, day: date, found: Sequence[Positions], still: Callable[[Life], bool]) -> None:
        """The same of a count that uses nothing up: after a decision each further one meets the rule again, with all before it."""
        alive = any(life.alive for life in self.lives)
        known = self.used_up
        new = [group for group in found if alive or not group <= known]
        if alive:
            self.feed(day, new, still)
            return
        self.feed(day, [], still)
        for group in new:
            self.open(day, group)

    def _test(self, day: date, left: list[Life], still: Callable[[Life], bool]) -> None:
        """What no group took up is no longer met unless it still proves by itself."""
        for life in left:
            if not still(life):
                life.unmet_on = day

    def _retest(self, day: date, still: Callable[[Life], bool], changed: Collection[int] | None) -> None:
        """A decided step keeps its decision and shows that its ground changed, or that it is as it was again."""
        for life in self.lives:
            if life.closed and life.merged_on is None and (changed is None or not life.months.isdisjoint(changed)):
                life.unmet_on = None if still(life) else life.unmet_on or day

    def decide(self, decision: Decision, *, replaces: bool, only: tuple[str, ...] = ()) -> bool:
        """Give a decision to the steps that wait for one (or, replacing, to the last one decided). False: there is none."""
        named = [life for life in self.lives if not only or life.id in only]
        chosen = [life for life in named if life.alive and life.met_on <= decision.on]
        if replaces:
            decided = [life for life in named if life.closed and life.lifted_on is None]
            chosen = [max(decided, key=lambda life: (life.decisions[-1].on, life.met_on))] if decided else chosen
        for life in chosen:
            life.decisions.append(decision)
        return bool(chosen)

    def lift(self, day: date, only: tuple[str, ...] = ()) -> bool:
        """The rule's exception holds for the steps that wait: they are closed, their positions used up. False: there is none."""
        found = [life for life in self.lives if life.alive and life.met_on <= day and (not only or life.id in only)]
        for life in found:
            life.lifted_on = day
        return bool(found)

    def climb(self, day: date, only: tuple[str, ...] = ()) -> bool:
        """The last step of a ladder that was taken did not help: the next one is met, on the same ground. False: there is none, or it waits
        already."""
        named = [life for life in self.lives if life.decisions and life.decisions[-1].outcome == "taken" and (not only or life.id in only)]
        if not named or named[-1].rung >= self.rungs - 1 or any(life.rung > named[-1].rung for life in self.lives):
            return False
        last = named[-1]
        life = self.open(day, last.months)
        life.rung, life.climbed = last.rung + 1, True
        return True
