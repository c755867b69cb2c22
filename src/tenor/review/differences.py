"""Two reviews of one day held against each other, in sentences: what the second says that the first does not."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.clause import show_clauses
from tenor.base.wording import Said, said
from tenor.review.coins import coin_words
from tenor.review.model import Duty, Rating, Review
from tenor.review.money_model import Handled, MoneyLine
from tenor.review.money_open import has_money
from tenor.review.names import minutes_named, notice_named, plan_named
from tenor.review.shown import figure_said, kpi_name, overall_level, rating_said
from tenor.review.statement import handled


def differences(before: Review, after: Review) -> Iterator[Said]:
    """Steps first, then ratings, overall ratings, plans and minutes, duties, sums of money."""
    yield from _steps(before, after)
    yield from _ratings(before, after)
    yield from _overall(before, after)
    yield from _states(before, after)
    yield from _duties(before, after)
    if has_money(before) or has_money(after):
        yield from _money(before, after)


def _steps(before: Review, after: Review) -> Iterator[Said]:
    old, new = {step.id: step for step in before.steps}, {step.id: step for step in after.steps}
    for step in new.values():
        was = old.get(step.id)
        if was is None:
            yield said("what-if-step-met", rule=step.rule, then=step.consequences, met=step.met_on, under=show_clauses(step.clause))
        elif was.state != step.state:
            yield said("what-if-step-state", rule=step.rule, met=step.met_on, was=was.state, now=step.state)
        elif was.proof != step.proof:
            yield said("what-if-step-proof", rule=step.rule, met=step.met_on, was=was.proof, now=step.proof)
    for step in old.values():
        if step.id not in new:
            yield said("what-if-step-not-met", rule=step.rule, then=step.consequences, met=step.met_on, under=show_clauses(step.clause))


def _ratings(before: Review, after: Review) -> Iterator[Said]:
    for kpi, by_period in after.ratings.by_kpi.items():
        for label, now in by_period.items():
            was = before.ratings.by_kpi.get(kpi, {}).get(label)
            then = None if was is None else was.at(before.on)
            version = now.at(after.on)
            same = then is not None and (then.state, then.rating, then.figure, then.other) == (
                version.state,
                version.rating,
                version.figure,
                version.other,
            )
            if not same:
                yield said(
                    "what-if-rating",
                    kpi=kpi_name(after, kpi),
                    period=now.period.said,
                    was=_told(before, was),
                    now=_told(after, now),
                )


def _told(review: Review, rating: Rating | None) -> Said:
    """ "amber (5 of 6 = 83.3%)", "not due"."""
    if rating is None:
        return said("state-not-applicable")
    version = rating.at(review.on)
    if version.figure is None or version.rating is None:
        return rating_said(version)
    return said("rating-with-figure", rating=rating_said(version), figure=figure_said(review, rating, version.figure))


def _overall(before: Review, after: Review) -> Iterator[Said]:
    for label, now in after.ratings.overall.items():
        was = before.ratings.overall.get(label)
        old, new = (overall_level(rating, review.on) for rating, review in ((was, before), (now, after)))
        if old != new:
            yield said("what-if-overall", period=now.period.said, was=old or said("state-none"), now=new or said("state-none"))


def _states(before: Review, after: Review) -> Iterator[Said]:
    """Plans, notices and minutes that are new or in another state."""
    for old, new in (
        ({p.id: p.state for p in before.plans}, {p.id: (plan_named(p.step, p.requested_on), p.state) for p in after.plans}),
        ({n.id: n.state for n in before.notices}, {n.id: (notice_named(n.step, n.issued_on), n.state) for n in after.notices}),
        ({m.meeting: m.state for m in before.minutes}, {m.meeting: (minutes_named(m.held_on), m.state) for m in after.minutes}),
    ):
        for id, (named, state) in new.items():
            if id not in old:
                yield said("what-if-new", named=named, now=state)
            elif old[id] != state:
                yield said("what-if-state", named=named, was=old[id], now=state)


def _duties(before: Review, after: Review) -> Iterator[Said]:
    old, new = {duty.id: duty for duty in before.duties}, {duty.id: duty for duty in after.duties}
    for duty in new.values():
        was = old.get(duty.id)
        if was is None:
            yield _new_duty(duty)
        elif (was.due, was.state) != (duty.due, duty.state):
            yield said("what-if-duty", what=duty.what, was=_duty_told(was), now=_duty_told(duty))
    for duty in old.values():
        if duty.id not in new:
            yield said("what-if-duty-gone", what=duty.what)


def _new_duty(duty: Duty) -> Said:
    how = duty.worked_out or said("no-day-until-started")
    return said("what-if-duty-new", what=duty.what, who=duty.who, how=how)


def _duty_told(duty: Duty) -> Said:
    return said("duty-state", state=duty.state) if duty.due is None else said("duty-state-due", state=duty.state, due=duty.due)


def _money(before: Review, after: Review) -> Iterator[Said]:
    """Sums that are new, another, or stand otherwise."""
    old, new = handled(before), handled(after)
    for id, (line, done) in new.items():
        now = _sum_told(line, done)
        if id not in old:
            yield said("what-if-money-new", line=id, rate=line.rate, now=now)
        elif (was := _sum_told(*old[id])) != now:
            yield said("what-if-money", line=id, rate=line.rate, was=was, now=now)
    for id in old:
        if id not in new:
            yield said("what-if-money-gone", line=id, was=_sum_told(*old[id]))


def _sum_told(line: MoneyLine, done: Handled) -> Said:
    """ "GBP 850.00, released", or that it is not known yet."""
    if line.amount is None:
        return said("money-told-waits")
    amount = coin_words(line.amount if done.claimed is None else done.claimed, line.currency)
    most = line.up_to and done.claimed is None
    return said("money-told", amount=said("money-open-up-to", total=amount) if most else amount, now=done.standing)
