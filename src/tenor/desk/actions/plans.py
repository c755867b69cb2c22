"""Orders about improvement plans: ask for one, propose a version, agree it, report a milestone, review it, close it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.actions.plan_draft import MOST_ROWS, MOST_TEXT, forget_plan_draft
from tenor.desk.actions.say import say
from tenor.desk.held import held
from tenor.desk.reviews import review_of
from tenor.desk.visible import Place
from tenor.ledger.events.plans import (
    EngagementFailed,
    MilestoneReported,
    PlanClosed,
    PlanProposed,
    PlanRequested,
    PlanReviewed,
    PlanSigned,
)
from tenor.ledger.model import Entry
from tenor.returns.spelling import prose
from tenor.review.model import Plan
from tenor.review.plan_text import day_in, gaps
from tenor.review.plan_versions import versions_of
from tenor.review.things import known, taken

Outcome = Literal["improved", "not improved", "not engaged"]
MOST_WORDS = 4000
NUMBERED = re.compile(r"plan-(\d{1,6})")


def ask_for_plan(
    place: Place, *, step: str, kpis: Sequence[str], rule: str = "", about: str = "", text: str = "", turn: UUID
) -> tuple[str, tuple[Problem, ...]]:
    """Ask for a plan for these KPIs, or for what `about` names (a failure, a finding); gives its id."""
    if (before := _recorded(place, turn)) is not None:
        return str(getattr(before.event, "plan", "")), ()  # sent twice
    review = review_of(place.contract, place.actor.side, on=clock.today())
    wrong = [problem("plan-nothing-asked")] if not kpis and not about else []
    if about and about not in known(review, "failure") and about not in known(review, "finding"):
        wrong.append(problem("plan-about-unknown"))
    if wrong or (wrong := _many(text)):
        return "", tuple(wrong)
    plan = _next_id(taken(review, "plan"))
    event = PlanRequested(plan=plan, kpis=tuple(kpis), step=step, rule=rule, about=about)
    return plan, say(place, event, {"text": prose(text)}, turn=turn).problems


def _next_id(known_ids: set[str]) -> str:
    numbers = [int(found[1]) for id in known_ids if (found := NUMBERED.fullmatch(id))]
    return f"plan-{max(numbers, default=0) + 1}"


def propose_plan(
    place: Place,
    plan: str,
    *,
    rows: Sequence[Mapping[str, str]],
    review_on: date | None,
    targets: Mapping[str, str],
    note: str = "",
    turn: UUID,
    head: str = "",
) -> tuple[Problem, ...]:
    """Propose a version: complete where every task has milestone, day and resource and there is a review date; else as incomplete."""
    if _recorded(place, turn) is not None:
        return ()  # sent twice
    if find_plan(place, plan) is None:
        return (problem("plan-unknown"),)
    if len(rows) > MOST_ROWS:
        return (problem("plan-rows-many", most=MOST_ROWS),)
    told = [{name: prose(text)[:MOST_TEXT] for name, text in row.items() if prose(text)} for row in rows]
    days = {row["key"]: row["by"] for row in told if day_in(row.get("by", "")) is not None}
    versions = versions_of(review_of(place.contract, place.actor.side, on=clock.today()).facts, plan, clock.today())
    event = PlanProposed(
        plan=plan,
        version=max((each.number for each in versions), default=0) + 1,
        complete=not gaps([{"by": "", **row} for row in told], review_on),
        review_on=review_on,
        milestones=days,
        targets=dict(targets),
    )
    words = {"rows": told, "note": prose(note)[:MOST_WORDS]}
    return say(place, event, words, turn=turn, head=head, also=lambda: forget_plan_draft(place, plan)).problems


def sign_plan(place: Place, plan: str, *, version: int, turn: UUID) -> tuple[Problem, ...]:
    """Agree the version that was read, for one's own side and no other."""
    found = versions_of(review_of(place.contract, place.actor.side, on=clock.today()).facts, plan, clock.today())
    if not found:
        return (problem("plan-unknown"),)
    if found[-1].number != version and _recorded(place, turn) is None:
        return (problem("plan-version-moved", seen=version, latest=found[-1].number),)
    return say(place, PlanSigned(plan=plan, side=place.actor.side, version=version), turn=turn).problems


def report_milestone(place: Place, plan: str, milestone: str, *, met: bool, text: str = "", turn: UUID) -> tuple[Problem, ...]:
    """Say whether a milestone was met; a later word takes the place of an earlier one."""
    wrong = _many(text)
    event = MilestoneReported(plan=plan, milestone=milestone, met=met)
    return tuple(wrong) or say(place, event, {"text": prose(text)}, turn=turn).problems


def review_plan(place: Place, plan: str, outcome: Outcome, *, text: str, early: bool = False, turn: UUID) -> tuple[Problem, ...]:
    """Say how the plan did, with why. Before the day in the plan only by whoever says that this is meant."""
    found = find_plan(place, plan)
    if found is None:
        return (problem("plan-unknown"),)
    wrong = [problem("plan-why-missing")] if not prose(text) else _many(text)
    if outcome == "not engaged":
        return tuple(wrong) or say(place, EngagementFailed(plan=plan), {"text": prose(text)}, turn=turn).problems
    if found.review_on is not None and clock.today() < found.review_on and not early:
        wrong.append(problem("plan-before-review", on=found.review_on))
    return tuple(wrong) or say(place, PlanReviewed(plan=plan, outcome=outcome), {"text": prose(text)}, turn=turn).problems


def close_plan(place: Place, plan: str, *, text: str, turn: UUID) -> tuple[Problem, ...]:
    """Nothing more is expected of it."""
    wrong = [problem("plan-why-missing")] if not prose(text) else _many(text)
    return tuple(wrong) or say(place, PlanClosed(plan=plan), {"text": prose(text)}, turn=turn).problems


def find_plan(place: Place, plan: str) -> Plan | None:
    """The plan of this id as it is today."""
    review = review_of(place.contract, place.actor.side, on=clock.today())
    return next((each for each in review.plans if each.id == plan), None)


def _many(text: str) -> list[Problem]:
    return [problem("words-many", most=MOST_WORDS)] if len(text) > MOST_WORDS else []


def _recorded(place: Place, turn: UUID) -> Entry | None:
    return next((entry for entry in held(place.contract).entries if entry.id == str(turn)), None)
