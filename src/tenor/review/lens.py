"""One wording of a rule, and how every period looks by it: what hits, what is jumped over, what an unsettled period does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tenor.base.period import Period
from tenor.base.phrases.window import AnyIn, AroundEvent, TheContract, Times, Window
from tenor.base.wording import Said
from tenor.review.look import Seen
from tenor.terms.model import MISSING_DEFAULT, KpiIs, MissingPolicy, Rule, Terms


class Other(Protocol):
    """A further condition, looked at in a period."""

    def look(self, period: Period, day: date) -> Seen: ...

    def days(self, spans: Sequence[Period]) -> Iterator[tuple[date, Period]]: ...

    def because(self, period: Period, day: date) -> tuple[Said, ...]: ...


@dataclass(slots=True, eq=False)
class Lens:
    """Every position seen by one wording of the rule. `first`, `last`: the positions that begin late and early enough to count."""

    rule: Rule
    main: KpiIs
    conditions: tuple[KpiIs, ...]
    seen: list[Seen]
    first: int
    last: int
    longer: Callable[[int], str]  # the longer period a position lies in, for windows within one
    beside: Sequence[Other] = ()  # what else must hold in the same period, and looks at no ratings of its own
    hits: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    policies: dict[tuple[int, str | None], MissingPolicy] = field(default_factory=dict)

    def see(self, i: int, now: Seen) -> bool:
        """Take in how a position looks; whether that can make or unmake a proof. How a run ends does not matter: only what hits
        (or stands as a hit while disputed) and what is jumped over do."""
        was, self.seen[i] = self.seen[i], now
        if was is now or was == now:
            return False
        if self.first <= i < self.last:
            _keep(self.hits, i, now.look == "hit" or (now.disputed and now.standing == "hit"))
        _keep(self.skipped, i, now.look == "skip")
        return any(s.look in ("hit", "skip") or s.standing == "hit" for s in (was, now))

    def policy(self, terms: Terms, kpi: str | None) -> MissingPolicy:
        """What an unsettled period does, looked up once for each wording of the terms."""
        key = (id(terms), kpi)
        if key not in self.policies:
            self.policies[key] = policy_of(terms, self.rule, kpi)
        return self.policies[key]


def policy_of(terms: Terms, rule: Rule, kpi: str | None) -> MissingPolicy:
    """What a period without a settled level does: the rule's word, else the KPI's, else the contract's, else the default."""
    own = terms.kpi(kpi) if kpi else None
    middle = own.missing.over(terms.missing) if own else terms.missing
    return rule.missing.over(middle.over(MISSING_DEFAULT))


def _keep(positions: list[int], i: int, wanted: bool) -> None:
    """A position in, or not in, a list in order."""
    at = bisect_left(positions, i)
    there = at < len(positions) and positions[at] == i
    if wanted and not there:
        positions.insert(at, i)
    elif there and not wanted:
        del positions[at]


def main_of(rule: Rule, branch: int) -> KpiIs | None:
    """The condition that says which things a branch is about: the one with a window, else on KPIs, else on the overall rating, else
    under none."""
    if branch >= len(rule.branches):
        return None
    rated = [c for c in rule.branches[branch] if isinstance(c, KpiIs)]
    counted = [c for c in rated if not c.none] or rated
    windowed = [c for c in counted if c.window is not None] or counted
    return next((c for c in windowed if not c.overall), windowed[0] if windowed else None)


def for_ever(window: Window | None) -> bool:
    """A count of the whole contract: nothing lapses, and a decision uses nothing up (semantics 6)."""
    return isinstance(window, AnyIn | Times) and isinstance(window.stretch, TheContract)


def around(window: Window | None) -> AroundEvent | None:
    return window.stretch if isinstance(window, AnyIn | Times) and isinstance(window.stretch, AroundEvent) else None
