"""What would be met if the rule did not spare the beginning of the contract: "not yet: first six months" (needs.md 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.base.phrases.window import Consecutive
from tenor.base.wording import Said, Value, said
from tenor.review.met_by import series_of
from tenor.review.model import Review
from tenor.terms.model import KpiIs, Rule
from tenor.terms.work_out import Moorings, work_out


@dataclass(frozen=True, slots=True, kw_only=True)
class NotYet:
    """A rule whose run of periods began too early to count. `until`: the last day that it spares."""

    rule: str
    clause: tuple[str, ...]
    then: tuple[str, ...]
    until: date
    said: Said


def not_yet(review: Review) -> tuple[NotYet, ...]:
    """One for each rule whose newest settled periods would meet it, did it not leave out those that began before its first day."""
    return tuple(found for rule in review.terms.rules if rule.from_ is not None for found in _of(review, rule))


def _of(review: Review, rule: Rule) -> Iterator[NotYet]:
    deadline = work_out(review.terms, rule.from_, Moorings()) if rule.from_ is not None else None
    if deadline is None:
        return
    for branch in rule.branches:
        counted = [c for c in branch if isinstance(c, KpiIs)]
        for condition in counted:
            if not isinstance(condition.window, Consecutive) or len(counted) > 1:
                continue
            for who, run in _runs(review, condition, condition.window.n):
                if run[-condition.window.n].first < deadline.due:
                    periods: list[Value] = [period.said for period in run[-condition.window.n :]]
                    until = date.fromordinal(deadline.due.toordinal() - 1)
                    told = said("not-yet-spared", who=who, periods=periods, then=rule.steps, until=until)
                    yield NotYet(rule=rule.id, clause=rule.clause, then=rule.steps, until=until, said=told)
                    return


def _runs(review: Review, condition: KpiIs, n: int) -> Iterator[tuple[Said | str, list[Period]]]:
    """Things whose newest settled periods all hit, where there are enough of them."""
    for _of_step, who, ratings in series_of(review, condition):
        settled = [(hits, period) for hits, period, final in ratings if final and period.first <= review.on]
        run: list[Period] = []
        for hits, period in reversed(settled):
            if not hits:
                break
            run.insert(0, period)
        if len(run) >= n:
            yield who, run
