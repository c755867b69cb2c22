"""A plan that somebody is still writing: kept for the side that writes it, seen by nobody else until it is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenor.base.problem import Problem, problem
from tenor.desk import clock
from tenor.desk.models import Draft
from tenor.desk.visible import Place
from tenor.ledger.canonical import sha256
from tenor.review.plan_text import FIELDS

PLAN = "plan"  # the kind of draft
MOST_ROWS, MOST_AIMS, MOST_TEXT = 20, 24, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """Rows as typed (a day as typed too); `aims`: {"kpi", "period", "way", "n"}. `turn`: how often it was saved; 0: not yet."""

    rows: tuple[Mapping[str, str], ...]
    aims: tuple[Mapping[str, str], ...] = ()
    review_on: str = ""
    note: str = ""
    turn: int = 0
    saved_by: str = ""
    saved_at: Any = None


def find_plan_draft(place: Place, plan: str) -> PlanDraft | None:
    """What this side has written so far; None where nothing is kept."""
    draft = Draft.objects.filter(contract=place.contract, kind=PLAN, key=_key(plan), seen_by=place.side).select_related("saved_by").first()
    if draft is None:
        return None
    body = draft.body
    return PlanDraft(
        rows=tuple({name: str(row.get(name, "")) for name in ("key", *FIELDS)} for row in body.get("rows", ())),
        aims=tuple({name: str(aim.get(name, "")) for name in ("kpi", "period", "way", "n")} for aim in body.get("aims", ())),
        review_on=str(body.get("review_on", "")),
        note=str(body.get("note", "")),
        turn=draft.turn,
        saved_by=draft.saved_by.name if draft.saved_by else "",
        saved_at=draft.saved_at,
    )


def save_plan_draft(place: Place, plan: str, draft: PlanDraft) -> tuple[Problem, ...]:
    """Keep it. Whoever saves over what somebody else of the side saved since is told first; one's own savings nobody is asked about."""
    if len(draft.rows) > MOST_ROWS:
        return (problem("plan-rows-many", most=MOST_ROWS),)
    body = {
        "rows": [dict(row) for row in draft.rows],
        "aims": [dict(aim) for aim in draft.aims],
        "review_on": draft.review_on,
        "note": draft.note,
    }
    fields: dict[str, Any] = {"body": body, "head": place.contract.head, "saved_by": place.person, "saved_at": clock.now()}
    named = {"contract": place.contract, "kind": PLAN, "key": _key(plan), "seen_by": place.side}
    kept, new = Draft.objects.get_or_create(**named, defaults=fields)
    if new:
        return ()
    if kept.turn != draft.turn and kept.saved_by_id != place.person.pk:
        return (problem("plan-draft-moved", who=kept.saved_by.name if kept.saved_by else ""),)
    Draft.objects.filter(pk=kept.pk).update(**fields, turn=kept.turn + 1)
    return ()


def forget_plan_draft(place: Place, plan: str) -> None:
    """It was proposed, or is not wanted."""
    Draft.objects.filter(contract=place.contract, kind=PLAN, key=_key(plan), seen_by=place.side).delete()


def _key(plan: str) -> str:
    """A plan's id as a draft can be named by it."""
    return plan if len(plan) <= 100 else sha256(plan.encode())
