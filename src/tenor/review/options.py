"""What may be chosen about a step whose conditions are met: the ways the terms give, and those there always are, none before another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tenor.ledger.events.decisions import DecisionTaken
from tenor.review.allow import allow
from tenor.review.model import Review, Step
from tenor.review.questions_steps import REVIEW_DATE
from tenor.terms.model import Hole, StepTerms

Outcome = Literal["taken", "not taken", "advice"]
OBJECTIVES = "objectives"  # as the language of terms spells it among what a step holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to decide. `choice`: the contract's own word for it, "" where it has none. `leads_to`: the steps of the terms that it brings
    about. `closed`: what must have happened before it may be taken."""

    outcome: Outcome
    choice: str = ""
    leads_to: tuple[str, ...] = ()
    kind: str = ""  # of the first step it brings about
    review_day: bool = False
    objectives: bool = False
    own_day: bool = False  # the contract leaves open by when: a person says
    closed: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a form sends."""
        return f"{self.outcome}:{self.choice}"


def options(review: Review, step: Step) -> tuple[Option, ...]:
    """In the order of the terms: what the rule lets one choose from, the choices of its step, or to take it; then "not now" where the
    terms have no word for it; then to take advice."""
    own = {name: outcome for one in _terms(review, step.consequences) for name, outcome in one.choices.items()}
    found: list[Option] = []
    if step.choose:
        found += [_taken(review, step, (name,), choice=name) for name in step.consequences]
    found += [_own(review, step, choice, outcome) for choice, outcome in own.items()]
    if not found:
        found.append(_taken(review, step, step.consequences))
    if not own and not any(_does_nothing(one) for one in found):
        found.append(Option(outcome="not taken"))
    if not any(one.outcome == "advice" for one in found):
        found.append(Option(outcome="advice"))
    return tuple(found)


def decision_of(step: Step, option: Option, *, replaces: bool = False) -> DecisionTaken:
    """The act by which one step, and no other, is decided so."""
    return DecisionTaken(rule=step.rule, outcome=option.outcome, choice=option.choice, of=step.of, steps=(step.id,), replaces=replaces)


def open_to(review: Review, step: Step, *, replaces: bool = False) -> bool:
    """Whether the table of acts lets the buyer decide the step (or decide it otherwise) on the review's day."""
    tried = decision_of(step, Option(outcome="advice"), replaces=replaces)
    return not allow(review, tried, side="buyer", on=review.on)


def offered_from(review: Review, step: Step) -> date:
    """The first day on which pages offer the decision: what rests on figures is met only once the day they settle on is over."""
    by_figures = any(label in by_period for by_period in review.ratings.by_kpi.values() for label in step.proof)
    return date.fromordinal(step.met_on.toordinal() + 1) if by_figures else step.met_on


def together(review: Review, step: Step) -> tuple[Step, ...]:
    """The steps decided about together with one: all that wait and have the same consequence; of one that does not wait, itself."""
    if not step.waiting:
        return (step,)
    return tuple(one for one in review.steps if one.waiting and one.then == step.then)


def _terms(review: Review, names: Sequence[str]) -> list[StepTerms]:
    return [review.terms.steps[name] for name in names if name in review.terms.steps]


def _taken(review: Review, step: Step, names: tuple[str, ...], choice: str = "") -> Option:
    several = _terms(review, names)
    held = {each for one in several if one.kind != "plan" for each in one.holds}
    return Option(
        outcome="taken",
        choice=choice,
        leads_to=names,
        kind=several[0].kind if several else "",
        review_day=REVIEW_DATE in held,
        objectives=OBJECTIVES in held,
        own_day=any(isinstance(one.due, Hole) and one.kind in ("meeting", "duty") for one in several),
        closed=step.first,
    )


def _own(review: Review, step: Step, choice: str, outcome: Outcome) -> Option:
    """A choice of the step's own. Taken, it brings about what the rules say of that very choice."""
    if outcome != "taken":
        return Option(outcome=outcome, choice=choice)
    return Option(outcome=outcome, choice=choice, kind="decision", closed=step.first)


def _does_nothing(option: Option) -> bool:
    """A way of the contract's own to leave it at that: a decision among meetings, plans and letters."""
    return bool(option.choice) and option.kind == "decision"
