"""Where we stand: the rungs from monitoring to the last thing the contract leads to, in the order of its terms.

A rung is a step that a rule on ratings leads to, or that follows from another rung. Side roads are none: what is chosen among several
ways of talking, and what follows from other events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tenor.base.wording import Said, said
from tenor.review.met_by import any_series, met_by
from tenor.review.model import Notice, Plan, Review, Step
from tenor.review.need_decisions import each_once, short
from tenor.review.need_duties import DONE
from tenor.review.notices import event_of, stretches
from tenor.review.rungs import rung_names
from tenor.review.standing_model import Place, Rung
from tenor.terms.model import StepTerms


def ladder(review: Review) -> tuple[Rung, ...]:
    """From the bottom up. At most one rung is "here": the highest that is in force; what is in force below it says so."""
    rungs = [rung for name in rung_names(review.terms) for rung in _rungs(review, review.terms.steps[name])]
    top = max((i for i, rung in enumerate(rungs) if rung.place == "here"), default=-1)
    placed = [replace(rung, place="past") if rung.place == "here" and i != top else rung for i, rung in enumerate(rungs)]
    return (_monitoring(review, "here" if top < 0 else "past"), *placed)


def _monitoring(review: Review, place: Place) -> Rung:
    terms = review.terms
    clause = tuple(dict.fromkeys(each for ret in terms.returns for each in ret.clause))
    since = said("ladder-since", since=terms.contract.starts)
    return Rung(title=said("ladder-monitoring"), kind="monitoring", place=place, clause=clause, since=terms.contract.starts, said=(since,))


def _rungs(review: Review, named: StepTerms) -> Iterator[Rung]:
    """A rung; of a notice that is followed by a watch, the watch too."""
    steps = [step for step in review.steps if named.name in step.consequences]
    several: list[Plan | Notice] = [*review.plans, *review.notices]
    acts = [one for one in several if one.step.lower() == named.name.lower()]
    waiting = [step for step in steps if step.waiting]
    undone = _undone(review, named)
    place = _place(steps, acts, undone=undone)
    told = [*_told(steps, waiting, () if undone else acts), *((said("ladder-to-do"),) if undone and not waiting else ())]
    yield Rung(
        title=said("ladder-step", step=named.name),
        kind=named.kind,
        place=place,
        clause=named.clause,
        since=min((step.met_on for step in waiting), default=None) or _since(steps, () if undone else acts),
        said=tuple(told),
        met_by=met_by(review, named.name) if place == "not met" else (),
        step=named.name,
        steps=tuple(step.id for step in waiting or steps),
        about=acts[-1].id if acts else "",
    )
    yield from _watch(review, named, [one for one in acts if isinstance(one, Notice)])


def _place(steps: Sequence[Step], acts: Sequence[Plan | Notice], *, undone: bool) -> Place:
    """What waits for a decision comes first; then what was decided and is still to be done, or stands."""
    if any(step.waiting for step in steps):
        return "decide"
    if undone or any(_in_force(one) for one in acts):
        return "here"
    return "past" if acts or any(step.state == "taken" for step in steps) else "not met"


def _undone(review: Review, named: StepTerms) -> bool:
    """It was decided, and the act itself is not recorded yet."""
    return any(
        duty.state not in DONE and duty.what.code.startswith("duty-decided") and duty.what.values["step"] == named.name
        for duty in review.duties
    )


def _in_force(one: Plan | Notice) -> bool:
    return one.open if isinstance(one, Plan) else one.state not in ("closed", "withdrawn")


def _since(steps: Sequence[Step], acts: Sequence[Plan | Notice]) -> date | None:
    """The day the last of them began to count: asked for, received, or at least issued; else the day it was decided."""
    for one in acts[-1:]:
        return one.requested_on if isinstance(one, Plan) else one.received_on or one.issued_on
    return max((step.decided.on for step in steps if step.decided), default=None)


def _told(steps: Sequence[Step], waiting: Sequence[Step], acts: Sequence[Plan | Notice]) -> Iterator[Said]:
    """What waits with its grounds; else how it was decided last, and what came of it."""
    for step in waiting:
        yield said("ladder-met", on=step.met_on)
    yield from each_once(short(line) for step in waiting for line in step.because)
    if any(step.in_dispute for step in waiting):
        yield said("why-in-dispute")
    decided = [step.decided for step in steps if step.decided and not step.waiting]
    if decided and not waiting:
        last = max(decided, key=lambda decision: decision.on)
        yield said("ladder-taken" if last.outcome == "taken" else "ladder-not-taken", on=last.on)
    for one in acts[-1:]:
        yield from _plan_told(one) if isinstance(one, Plan) else _notice_told(one)


def _plan_told(plan: Plan) -> Iterator[Said]:
    yield said("ladder-plan-asked", plan=plan.id, step=plan.step, on=plan.requested_on)
    if plan.agreed_on is not None:
        yield said("ladder-plan-agreed", on=plan.agreed_on)
    if plan.reviewed_on is not None:
        yield said("ladder-plan-reviewed", on=plan.reviewed_on, state=plan.state)
    elif plan.review_on is not None:
        yield said("ladder-plan-review", on=plan.review_on)


def _notice_told(notice: Notice) -> Iterator[Said]:
    yield said("ladder-notice-issued", on=notice.issued_on)
    if notice.received_on is not None:
        yield said("ladder-notice-received", on=notice.received_on)
    if notice.state in ("closed", "withdrawn"):
        yield said("ladder-notice-over", state=notice.state)


# --- the watch ---------------------------------------------------------------------------------------------------


def _watch(review: Review, named: StepTerms, notices: Sequence[Notice]) -> Iterator[Rung]:
    """The periods looked at after a notice, by the rules that count in them."""
    watching = [
        (rule, stretch)
        for rule in review.terms.rules
        for stretch in stretches(rule)
        if stretch.way != "before" and event_of(stretch.event)[1] == named.name.lower()
    ]
    if not watching:
        return
    _, longest = max(watching, key=lambda one: one[1].n)
    clause = tuple(dict.fromkeys(each for rule, _ in watching for each in rule.clause))
    last = next((one for one in reversed(notices) if one.watch), None)
    place: Place = "not met" if last is None else "here" if last.state == "watching" else "past"
    told = said("ladder-watch-would", n=longest.n, period=longest.period, step=named.name)
    if last is not None:
        periods = any_series(review)
        told = said("ladder-watch", periods=tuple(periods[label].period.said if label in periods else label for label in last.watch))
    yield Rung(
        title=said("ladder-watch-title", n=longest.n, period=longest.period),
        kind="watch",
        place=place,
        clause=clause,
        since=last.received_on if last else None,
        said=(told,),
        step=named.name,
        about=last.id if last else "",
    )
