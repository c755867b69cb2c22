"""How far a plan has come: its milestones against what was reported, and what it aims at on the way against final figures.

Also what a reader of the plan is shown beside it: per KPI the month that set it off, and the latest final one (semantics 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.base.phrases.bound import Answer, Bound, parse_bound
from tenor.base.phrases.reader import PhraseError
from tenor.ledger.events.plans import MilestoneReported
from tenor.ledger.model import Act
from tenor.review.model import Plan, Rating, Review, Step
from tenor.review.plan_versions import PlanVersion, agreed_version, versions_of
from tenor.review.trend import in_order

MilestoneState = Literal["met", "missed", "not reported", "to come"]
TargetState = Literal["met", "not met", "not yet known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One milestone. `planned`: its day in the plan, None where the plan names none; `reports`: what was said of it, the last one holds."""

    key: str
    planned: date | None
    reports: tuple[Act, ...]
    state: MilestoneState

    @property
    def report(self) -> Act | None:
        return self.reports[-1] if self.reports else None

    @property
    def day(self) -> date | None:
        """By which it is known to people: the planned day, else that of the report."""
        return self.planned or (self.reports[-1].day if self.reports else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimTarget:
    """What the plan aims at for a KPI in a period on the way ("at least 80%"), and the rating it is held against."""

    kpi: str
    period: str
    wanted: str
    bound: Bound | Answer | None  # None: words that cannot be read as a bound
    rating: Rating | None
    state: TargetState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """Of the version that both agreed; before that, of the latest."""

    plan: str
    version: PlanVersion | None
    milestones: tuple[Milestone, ...]
    targets: tuple[InterimTarget, ...]

    @property
    def missed(self) -> tuple[Milestone, ...]:
        """Reported as missed: what a warning may rest on."""
        return tuple(each for each in self.milestones if each.state == "missed")

    @property
    def unreported(self) -> tuple[Milestone, ...]:
        """Their day is over and nobody has said."""
        return tuple(each for each in self.milestones if each.state == "not reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAndNow:
    """The figures beside a review: the period that set the plan off, and the latest final one."""

    kpi: str
    before: Rating | None
    now: Rating | None


def plan_progress(review: Review, plan: str) -> PlanProgress:
    """How far it has come at the close of the review's day. A milestone is missed when it was reported so; one whose day is over with no
    word is "not reported", which is not the same."""
    versions = versions_of(review.facts, plan, review.on)
    held = agreed_version(versions) or (versions[-1] if versions else None)
    return PlanProgress(
        plan=plan,
        version=held,
        milestones=tuple(sorted(_milestones(review, plan, held), key=_by_day)),
        targets=tuple(_targets(review, held)),
    )


def milestone_state(planned: date | None, met: bool | None, on: date) -> MilestoneState:
    """How a milestone stands at the close of a day; `met`: as last reported, None: no word yet."""
    if met is not None:
        return "met" if met else "missed"
    return "not reported" if planned is not None and planned < on else "to come"


def _milestones(review: Review, plan: str, held: PlanVersion | None) -> Iterator[Milestone]:
    planned = {key: _day(text) for key, text in held.act.event.milestones.items()} if held else {}
    reports: dict[str, list[Act]] = {key: [] for key in planned}
    for act in review.facts.of(MilestoneReported):
        if act.event.plan == plan and act.day <= review.on:
            reports.setdefault(act.event.milestone, []).append(act)
    for key, acts in reports.items():
        day = planned.get(key)
        state = milestone_state(day, acts[-1].event.met if acts else None, review.on)
        yield Milestone(key=key, planned=day, reports=tuple(acts), state=state)


def _by_day(one: Milestone) -> date:
    return one.day or date.max


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- interim targets ---------------------------------------------------------------------------------------------


def _targets(review: Review, held: PlanVersion | None) -> Iterator[InterimTarget]:
    for name, wanted in (held.act.event.targets if held else {}).items():
        kpi, _, period = name.rpartition(" ")
        rating = review.ratings.by_kpi.get(kpi, {}).get(period)
        bound = parse_bound(wanted)
        read = None if isinstance(bound, PhraseError) else bound
        yield InterimTarget(kpi=kpi, period=period, wanted=wanted, bound=read, rating=rating, state=_state(read, rating, review.on))


def _state(bound: Bound | Answer | None, rating: Rating | None, on: date) -> TargetState:
    """Only a final figure answers."""
    version = rating.at(on) if rating else None
    if bound is None or version is None or version.state != "final" or version.figure is None:
        return "not yet known"
    return "met" if bound.holds(*version.figure) else "not met"


# --- the figures beside a review ---------------------------------------------------------------------------------


def before_and_now(review: Review, plan: Plan) -> list[BeforeAndNow]:
    """Per KPI of the plan, the period that set it off and the latest final one on the review's day; the same one where none is newer."""
    step = step_behind(review, plan)
    found = []
    for kpi in plan.kpis:
        ratings = in_order(review.ratings.by_kpi.get(kpi, {}).values(), review.on)
        proof = [r for r in ratings if step is not None and kpi in step.kpis and r.period.label in step.proof]
        before = _latest_final(proof, plan.requested_on) or _latest_final(ratings, plan.requested_on)
        found.append(BeforeAndNow(kpi=kpi, before=before, now=_latest_final(ratings, review.on)))
    return found


def _latest_final(ratings: Sequence[Rating], on: date) -> Rating | None:
    known = [each for each in ratings if (version := each.at(on)).state == "final" and version.figure is not None]
    return known[-1] if known else None


def step_behind(review: Review, plan: Plan) -> Step | None:
    """The step on which a plan was asked for: the latest met by then of the rule that was named; None where none was."""
    asked = next((act.event for act in review.facts.acts if act.ref == plan.entry), None)
    rule = getattr(asked, "rule", "")
    led = [s for s in review.steps if rule == s.rule and plan.step in s.consequences and s.met_on <= plan.requested_on]
    of_kpis = [s for s in led if not plan.kpis or not s.kpis or set(s.kpis) & set(plan.kpis)]
    return max(of_kpis, key=lambda s: s.met_on, default=None)
