"""What a card rests on: its conditions one by one, what is questioned and could undo one, and the evidence beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import Said, said, say
from tenor.desk.pages.plan_parts import milestones
from tenor.desk.pages.summary_strip import cell, kpi_words
from tenor.ledger.events.returns import FigureResolved, QueryAnswered, QueryRaised
from tenor.ledger.model import Act
from tenor.review.bands import level_of
from tenor.review.by_total import standing_words, total_of
from tenor.review.messages import unanswered
from tenor.review.model import Plan, Rating, Review, Step
from tenor.review.need_queries import asked_about
from tenor.review.plan_progress import plan_progress
from tenor.review.reviewed import scene_of
from tenor.review.what_if import supposed
from tenor.review.whole import review as review_of
from tenor.terms.counted import dataset_of
from tenor.terms.model import DutyIs, JudgedIs, TotalIs
from tenor.terms.settle import settle

Data = dict[str, Any]


def conditions(review: Review, group: Sequence[Step]) -> list[Data]:
    """In the order of the steps: what met each, and what else of its rule is left for a person to judge. One said twice stands once."""
    found: dict[str, Data] = {}
    for step in group:
        for line in (*_totals(review, step), *step.because):
            state = "questioned" if step.in_dispute else "met"
            found.setdefault(say(line), {"state": state, "said": said_data(line), "clause": list(step.clause), "step": step.id})
        for one in _judged(review, step):
            found.setdefault(repr(one), one)
    return list(found.values())


def _totals(review: Review, step: Step) -> Iterator[Said]:
    """What a total came to, and what the contract asks of it."""
    rule = review.terms.rule(step.rule)
    for condition in (branch[0] for branch in rule.branches if len(branch) == 1) if rule else ():
        if isinstance(condition, TotalIs):  # beside other conditions it stands among the step's reasons
            had = standing_words(condition, total_of(scene_of(review), condition, step.proof))
            yield said("total-of-step", account=condition.of, had=had, text=condition.text)


def _judged(review: Review, step: Step) -> Iterator[Data]:
    """The other ways of the rule that no figure answers: a plan that is not engaged with, a condition in words."""
    rule = review.terms.rule(step.rule)
    for condition in (c for branch in rule.branches for c in branch) if rule else ():
        if isinstance(condition, JudgedIs):
            yield {"state": "judge", "judged": condition.text, "clause": list(step.clause), "step": step.id}
        elif isinstance(condition, DutyIs) and "not engaged" in condition.states and "not engaged" not in step.proof:
            yield {"state": "judge", "engaged": step.of, "clause": list(step.clause), "step": step.id}


# --- what is questioned ------------------------------------------------------------------------------------------


def questioned(review: Review, group: Sequence[Step], figures: Sequence[Data]) -> list[Data]:
    """Figures behind the card that are disputed, each with the other value and whether that would undo a condition; and questions about
    them that nobody has answered."""
    shown = {(one["kpi"], one["label"]) for one in figures}
    shown |= {(kpi, label) for step in group for kpi in step.kpis for label in step.proof}
    ratings = [rating for kpi, label in sorted(shown) if (rating := review.ratings.by_kpi.get(kpi, {}).get(label))]
    disputed = [_disputed(review, group, rating) for rating in ratings if rating.at(review.on).state == "disputed"]
    answered = {act.event.query for act in review.facts.of(QueryAnswered)}
    asked = [act for act in review.facts.of(QueryRaised) if act.event.query not in answered]
    return [*disputed, *(_query(review, act) for act in asked if _bears_on(review, act.event, ratings))]


def _bears_on(review: Review, event: QueryRaised, ratings: Sequence[Rating]) -> bool:
    """It names one of the figures; or a row of the period that such a figure counts too."""
    for rating in ratings:
        if event.period == rating.period.label:
            kpis = [review.terms.kpi(one) for one in (event.kpi, rating.kpi)]
            rows = [dataset_of(kpi.measure) if kpi is not None else "" for kpi in kpis]
            if event.kpi == rating.kpi or (event.row and rows[0] and rows[0] == rows[1]):
                return True
    return False


def _query(review: Review, act: Act) -> Data:
    """A question that waits, named by what it is about."""
    told, _ = asked_about(review, act.event.query)
    return {
        "kind": "query",
        "query": act.event.query,
        "said": None if told is None else said_data(told),
        **kpi_words(review, act.event.kpi),
        "row": act.event.row,
        "on": day_data(act.day),
        "side": act.entry.side,
    }


def _disputed(review: Review, group: Sequence[Step], rating: Rating) -> Data:
    version, kpi = rating.at(review.on), review.terms.kpi(rating.kpi)
    level = level_of(kpi, version.other)[0] if kpi is not None and version.other is not None else ""
    return {
        "kind": "figure",
        "kpi": rating.kpi,
        **kpi_words(review, rating.kpi),
        "period": said_data(rating.period.said),
        "other_level": level,
        "undoes": version.other is not None and _undoes(review, group, rating),
        **(cell(review, rating) or {}),
    }


def _undoes(review: Review, group: Sequence[Step], rating: Rating) -> bool:
    """Whether a step of the card would no longer be met were the other value accepted today."""
    entries = [act.entry for act in review.facts.acts]
    accepted = FigureResolved(kpi=rating.kpi, period=rating.period.label, outcome="accepted")
    after = review_of(settle(review.terms.document), [*entries, *supposed(entries, [(accepted, "buyer", review.on)], ())], on=review.on)
    standing = {step.id for step in after.steps if step.unmet_on is None}
    return any(step.id not in standing for step in group)


# --- evidence ----------------------------------------------------------------------------------------------------


def evidence(review: Review, group: Sequence[Step]) -> list[Data]:
    """Of each plan that the card is about: its milestones, and the messages about it that the supplier left without an answer."""
    return [_plan(review, plan) for plan in _plans(review, group)]


def _plans(review: Review, group: Sequence[Step]) -> list[Plan]:
    """The plans a step rests on; and those for its KPIs that are still open, but for what its own decision asked for."""
    own = {step.of for step in group}
    decided = min((step.decided.on for step in group if step.decided is not None), default=date.max)
    kpis = {kpi for step in group for kpi in step.kpis}
    return [
        plan for plan in review.plans if plan.id in own or (plan.open and plan.requested_on < decided and not kpis.isdisjoint(plan.kpis))
    ]


def _plan(review: Review, plan: Plan) -> Data:
    sent = unanswered(review, f"plan {plan.id}", side="buyer")
    return {
        "id": plan.id,
        "step": plan.step,
        "state": plan.state,
        "requested_on": day_data(plan.requested_on),
        "agreed_on": day_data(plan.agreed_on),
        "review_on": day_data(plan.review_on),
        "clause": list(plan.clause),
        "milestones": milestones(plan_progress(review, plan.id)),
        "unanswered": [{"id": one.id, "on": day_data(one.on), "text": one.text, "erased": one.erased} for one in sent],
    }
