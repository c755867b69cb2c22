"""When each rung of the ladder could next be reached at the earliest, if every figure still open were as bad as the rule asks: never a
forecast, only the first day on which the contract could speak of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tenor.base.period import Period
from tenor.base.phrases.window import AnyIn, AroundEvent, Consecutive
from tenor.base.wording import Said, Value, said
from tenor.review.met_by import any_series, begun_run, first_day, watched
from tenor.review.model import Review
from tenor.terms.model import Clause, DutyIs, EventIs, KpiIs, Rule

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earliest:
    """`on` None: an act of a person, on any day."""

    on: date | None
    said: Said
    clause: Clause
    rule: str


def earliest(review: Review, step: str) -> tuple[Earliest, ...]:
    """The first days by each rule that leads to a step, the earliest first."""
    rules = [rule for rule in review.terms.rules if step in rule.steps]
    found = [one for rule in rules for branch in rule.branches if (one := _of_branch(review, rule, branch)) is not None]
    return tuple(sorted(found, key=lambda one: (one.on is None, one.on or date.max)))


def _of_branch(review: Review, rule: Rule, branch: Sequence[object]) -> Earliest | None:
    """The branch holds when the last of its conditions does; None where one of them can no longer hold, or is a person's to judge."""
    days: list[tuple[date, Said]] = []
    by_act: Said | None = None
    for condition in branch:
        if isinstance(condition, KpiIs):
            found = None if condition.none else _rated(review, rule, condition)
        elif isinstance(condition, DutyIs):
            found = _plan(review, condition)
        elif isinstance(condition, EventIs):
            by_act = said("earliest-chosen" if condition.chosen else "earliest-act", name=condition.name, choice=condition.chosen)
            continue
        else:
            return None
        if found is not None:
            days.append(found)
        elif not (isinstance(condition, KpiIs) and (condition.overall or condition.none)):
            return None
    if not days:
        return None if by_act is None else Earliest(on=None, said=by_act, clause=rule.clause, rule=rule.id)
    day, told = max(days, key=lambda one: one[0])
    return Earliest(on=day, said=told, clause=rule.clause, rule=rule.id)


def _rated(review: Review, rule: Rule, condition: KpiIs) -> tuple[date, Said] | None:
    """The day the last period that is still wanted is settled."""
    wanted = list(_wanted(review, rule, condition))
    if not wanted:
        return None
    periods: list[Value] = [period.said for period in wanted]
    last = max(_final_on(review, period) for period in wanted)
    return last, said("earliest-rated", on=last, periods=periods, n=len(periods))


def _wanted(review: Review, rule: Rule, condition: KpiIs) -> Iterator[Period]:
    window = condition.window
    if isinstance(window, AnyIn) and isinstance(window.stretch, AroundEvent):
        yield from watched(review, window.stretch.event)[: window.k]
        return
    if isinstance(window, Consecutive) and (begun := begun_run(review, rule, condition, window.n)):
        yield from begun[1]
        return
    ahead = [period for period in _open(review) if period.first >= first_day(review, rule)]
    n = window.n if isinstance(window, Consecutive) else window.k if window is not None else 1
    if len(ahead) >= n:
        yield from ahead[:n]


def _open(review: Review) -> list[Period]:
    """The periods that are not settled yet, in order."""
    several = [rating for rating in any_series(review).values() if rating.final_on > review.on]
    return [rating.period for rating in sorted(several, key=lambda one: one.period.last)]


def _final_on(review: Review, period: Period) -> date:
    """When the last KPI of a period settles."""
    own = [by_period[period.label].final_on for by_period in review.ratings.by_kpi.values() if period.label in by_period]
    return max(own, default=period.last)


def _plan(review: Review, condition: DutyIs) -> tuple[date, Said] | None:
    """The review of a plan that is agreed, or the day after one should have been."""
    found = []
    for plan in review.plans:
        if not plan.open or plan.step.lower() not in {name.lower() for name in condition.duties}:
            continue
        if plan.review_on is not None and plan.agreed_on is not None:
            day = max(plan.review_on, review.on)
            found.append((day, said("earliest-plan-review", on=day)))
        elif plan.due is not None and plan.due >= review.on:
            found.append((plan.due + DAY, said("earliest-plan-due", due=plan.due)))
    return min(found, key=lambda one: one[0], default=None)
