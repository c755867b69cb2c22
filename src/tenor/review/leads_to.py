"""What each choice about a step leads to: the acts it comes to are supposed, and what the review then says anew is told. Nothing is decided
by this, and nothing recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenor.base.wording import Said, Value, said
from tenor.ledger.events import Event
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import PlanRequested
from tenor.review.ladder import ladder
from tenor.review.met_by import any_series, met_by
from tenor.review.model import Duty, Plan, Review, Slot, Step
from tenor.review.notices import event_of
from tenor.review.options import Option, decision_of
from tenor.review.rungs import rung_names
from tenor.review.what_if import Supposed, supposed
from tenor.review.whole import review as review_of
from tenor.terms.model import Clause, EventIs, Hole, StepTerms
from tenor.terms.settle import settle

IF = "if-this"  # the id of what is only supposed
NEAR = 2  # working days: how soon something urgent might be


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """One thing that would follow, with its clause."""

    said: Said
    clause: Clause = ()


def leads_to(review: Review, steps: Sequence[Step], option: Option) -> tuple[Led, ...]:
    """What follows if these steps, which wait, are decided so on the review's day."""
    if option.outcome == "advice":
        return (Led(said=said("leads-advice")),)
    closes = said("leads-closes-used" if _rests_on_periods(review, steps) else "leads-closes")
    if option.outcome == "not taken":
        return (Led(said=closes), *_goes_on(review), *_still_ahead(review, steps))
    kpis = tuple(dict.fromkeys(kpi for step in steps for kpi in step.kpis))
    named = [review.terms.steps[name] for name in option.leads_to if name in review.terms.steps]
    after = _after(review, steps, option, named, kpis)
    found = [led for one in named for led in _of(review, after, one, option)]
    return (*found, *_met_then(review, after), Led(said=closes))


def _rests_on_periods(review: Review, steps: Sequence[Step]) -> bool:
    return any(label in any_series(review) for step in steps for label in step.proof)


def _after(review: Review, steps: Sequence[Step], option: Option, named: Sequence[StepTerms], kpis: tuple[str, ...]) -> Review:
    """The same day once it is decided, and what was chosen is done at once: asked for; issued and received."""
    acts: list[Event] = [decision_of(step, option) for step in steps]
    for one in named:
        if one.kind == "plan":
            acts.append(PlanRequested(plan=IF, kpis=kpis, step=one.name, rule=steps[0].rule))
        elif one.kind == "notice":
            plan = IF if _asks_for_plan(review, one.name) else ""
            acts += [NoticeIssued(notice=IF, step=one.name, kpis=kpis, plan=plan), NoticeReceived(notice=IF, kpis=kpis, plan=plan)]
    entries = [act.entry for act in review.facts.acts]
    several: list[Supposed] = [(event, "buyer", review.on) for event in acts]
    return review_of(settle(review.terms.document), [*entries, *supposed(entries, several, ())], on=review.on)


def _asks_for_plan(review: Review, notice: str) -> str:
    """The plan that a notice asks for by itself; "" for none."""
    for rule in review.terms.rules:
        counted = [c for branch in rule.branches for c in branch if isinstance(c, EventIs) and c.window is None]
        plans = [name for name in rule.steps if name in review.terms.steps and review.terms.steps[name].kind == "plan"]
        if plans and any(event_of(c.name)[1] == notice.lower() for c in counted):
            return plans[0]
    return ""


# --- what was taken ----------------------------------------------------------------------------------------------


def _of(review: Review, after: Review, named: StepTerms, option: Option) -> Iterator[Led]:
    if named.kind == "plan":
        yield Led(said=said("leads-plan", step=named.name, how=_how(_plan(after))), clause=named.clause)
    elif named.kind == "notice":
        yield from _notice(review, after, named)
    elif named.kind == "meeting":
        yield Led(said=_meeting(review, after, named), clause=named.clause)
    elif named.kind in ("duty", "waiver"):
        yield Led(said=said("leads-duty", step=named.name, who=named.by), clause=named.clause)
    if option.review_day:
        yield Led(said=said("leads-review-day"), clause=named.clause)


def _plan(after: Review) -> Plan | None:
    return next((plan for plan in after.plans if plan.id == IF), None)


def _how(plan: Plan | None) -> Said:
    return plan.worked_out if plan is not None and plan.worked_out is not None else said("no-day-decided")


def _notice(review: Review, after: Review, named: StepTerms) -> Iterator[Led]:
    """The draft, the further plan, the meetings and the watch; and how many there would be."""
    yield Led(said=said("leads-notice", step=named.name, who=named.by), clause=named.clause)
    plan = _plan(after)
    if plan is not None:
        yield Led(said=said("leads-notice-plan", step=plan.step, on=review.on, how=_how(plan)), clause=plan.clause)
    meetings = _new_slots(review, after)
    if meetings:
        yield Led(said=said("leads-notice-meetings", period=meetings[0].period.said), clause=meetings[0].clause)
    watch = next((notice.watch for notice in after.notices if notice.id == IF), ())
    if watch:
        series = any_series(after)
        periods: list[Value] = [series[label].period.said if label in series else label for label in watch]
        yield Led(said=said("leads-notice-watch", periods=periods), clause=_watching(review, named))
    had = sum(1 for notice in review.notices if notice.counts and notice.step.lower() == named.name.lower())
    yield Led(said=said("leads-notice-first" if not had else "leads-notice-count", step=named.name, n=had + 1))


def _watching(review: Review, named: StepTerms) -> Clause:
    return next((rung.clause for rung in ladder(review) if rung.kind == "watch" and rung.step == named.name), ())


def _new_slots(review: Review, after: Review) -> list[Slot]:
    had = {(slot.series, slot.label) for slot in review.meetings}
    return [slot for slot in after.meetings if (slot.series, slot.label) not in had]


def _meeting(review: Review, after: Review, named: StepTerms) -> Said:
    """The contract's day; a day that it leaves open; or the next meeting of the series."""
    duty = _duty(after, named.name)
    if duty is not None and duty.due is not None:
        return said("leads-meeting", step=named.name, due=duty.due)
    if isinstance(named.due, Hole):
        near = review.terms.calendar.add(review.on, NEAR)
        return said("leads-meeting-open", n=NEAR, on=review.on, near=near)
    ahead = [slot for slot in review.meetings if slot.held_on is None and slot.due >= review.on]
    return said("leads-meeting-next", due=min(slot.due for slot in ahead)) if ahead else said("leads-meeting-none")


def _duty(after: Review, name: str) -> Duty | None:
    return next((duty for duty in after.duties if duty.id.startswith(f"{name} after ") and duty.done_on is None), None)


def _met_then(review: Review, after: Review) -> Iterator[Led]:
    """The steps whose conditions would be met by it."""
    known = {step.id for step in review.steps}
    for step in after.steps:
        if step.id not in known and step.waiting:
            yield Led(said=said("leads-step", then=step.then), clause=step.clause)


# --- what was not ------------------------------------------------------------------------------------------------


def _goes_on(review: Review) -> Iterator[Led]:
    for plan in review.plans:
        if plan.open:
            how = said("leads-plan-goes-on") if plan.review_on is None else said("leads-plan-goes-on-to", on=plan.review_on)
            yield Led(said=how, clause=plan.clause)


def _still_ahead(review: Review, steps: Sequence[Step]) -> Iterator[Led]:
    """Of the rungs above: what has begun already and which periods would complete it."""
    order = rung_names(review.terms)
    here = max((order.index(name) for step in steps for name in step.consequences if name in order), default=-1)
    waiting = {name for step in review.steps if step.waiting for name in step.consequences}
    for name in order[here + 1 :]:
        for line in () if name in waiting else met_by(review, name):
            if any(isinstance(test, Said) and test.code in ("met-by-run", "met-by-watch") for test in _tests(line)):
                yield Led(said=said("leads-ahead", then=name, line=line))


def _tests(line: Said) -> Sequence[Value]:
    tests = line.values.get("tests")
    return tests if isinstance(tests, tuple | list) else ()
