"""What a formal letter on a step rests on: its KPIs, the figures from the first hit to now, the plan before it, messages without answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenor.review.messages import Message, unanswered
from tenor.review.model import Notice, Plan, Rating, Review, Step
from tenor.review.need_model import Side
from tenor.review.plan_progress import PlanProgress, plan_progress, step_behind
from tenor.review.trend import in_order
from tenor.terms.model import EventIs

MOST_PERIODS = 24  # a letter shows the latest of a long row
WITHOUT_GROUND = 3  # so many of the latest periods, where no step says where it began


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGrounds:
    """`ratings`: by KPI, from the first period that hit to the latest final one, in order. `messages`: those of the side that writes."""

    kpis: tuple[str, ...]
    ratings: tuple[tuple[str, tuple[Rating, ...]], ...]
    plan: Plan | None
    progress: PlanProgress | None
    messages: tuple[Message, ...]
    notices: tuple[Notice, ...]


def notice_grounds(review: Review, step: Step | None, kpis: Sequence[str] = (), *, side: Side = "buyer") -> NoticeGrounds:
    """What is known for a letter on a step; `kpis`: where there is no step, or it names none."""
    chain = _chain(review, step)
    plan = next((found for one in chain if (found := _plan_of(review, one)) is not None), None)
    notices = tuple(notice for notice in review.notices if any(notice.id in (one.of, *one.proof) for one in chain))
    about: tuple[str, ...] = _kpis(review, chain, plan, notices, kpis)
    return NoticeGrounds(
        kpis=about,
        ratings=tuple((kpi, ratings) for kpi in about if (ratings := _ratings(review, chain, kpi))),
        plan=plan,
        progress=plan_progress(review, plan.id) if plan else None,
        messages=unanswered(review, f"plan {plan.id}", side=side) if plan else (),
        notices=notices,
    )


def _chain(review: Review, step: Step | None) -> list[Step]:
    """The step, and what it came from: the step behind its plan, or the steps of the decision it follows from."""
    if step is None:
        return []
    found = [step]
    plan = _plan_of(review, step)
    behind = step_behind(review, plan) if plan else None
    found += [behind] if behind is not None else []
    rule = review.timeline.on(step.met_on, review.on).rule(step.rule)
    names = {c.name for branch in rule.branches for c in branch if isinstance(c, EventIs)} if rule else set()
    led = [one for one in review.steps if names & set(one.consequences) and one.state == "taken" and one.id != step.id]
    return [*found, *([max(led, key=lambda one: one.met_on)] if led else [])]


def _plan_of(review: Review, step: Step) -> Plan | None:
    return next((plan for plan in review.plans if plan.id == step.of), None)


def _kpis(review: Review, chain: Sequence[Step], plan: Plan | None, notices: Sequence[Notice], given: Sequence[str]) -> tuple[str, ...]:
    named = next((one.kpis for one in chain if one.kpis), ()) or (plan.kpis if plan else ())
    of_notices = {kpi for act in review.facts.acts if act.entry.id in {n.entry for n in notices} for kpi in getattr(act.event, "kpis", ())}
    asked = set(given) or set(named) or of_notices
    return tuple(kpi for kpi in review.ratings.by_kpi if kpi in asked)


def _ratings(review: Review, chain: Sequence[Step], kpi: str) -> tuple[Rating, ...]:
    """Only figures that are final, or questioned since, speak in a letter."""
    ratings = in_order(review.ratings.by_kpi.get(kpi, {}).values(), review.on)
    speaking = [one for one in ratings if (v := one.at(review.on)).state in ("final", "disputed") and v.figure is not None]
    hits = {label for one in chain if kpi in one.kpis for label in one.proof}
    first = next((one.period.first for one in speaking if one.period.label in hits), None)
    if first is None:
        return tuple(speaking[-WITHOUT_GROUND:])
    return tuple(one for one in speaking if one.period.first >= first)[-MOST_PERIODS:]
