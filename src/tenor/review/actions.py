"""The actions of a contract in one list: those agreed at meetings or from anything else, and the milestones of agreed plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tenor.ledger.events.meetings import ActionAgreed, ActionDone, ActionMoved
from tenor.ledger.events.plans import MilestoneReported
from tenor.ledger.model import Act
from tenor.review.messages import is_erased, text_of
from tenor.review.model import Review
from tenor.review.plan_versions import agreed_version, versions_of
from tenor.review.whose import side_of

What = Literal["agreed", "moved", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of an action's history; `due`: the day it had from then on."""

    what: What
    on: date
    moment: datetime | None
    by: str
    side: str
    due: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`source`: what it comes from, by kind and id ("meeting m-1"), "" for nothing. `side`: of its owner, "" where no name says so.
    `plan`: the plan whose milestone it is; such a one is reported on with its plan. "dropped": its plan ended without it."""

    id: str
    text: str
    owner: str
    side: str
    agreed_on: date
    due: date | None
    source: str
    state: Literal["open", "done", "dropped"]
    done_on: date | None = None
    erased: bool = False
    plan: str = ""
    history: tuple[Happened, ...] = ()

    @property
    def moved(self) -> int:
        """How often it was carried over."""
        return sum(one.what == "moved" for one in self.history)


def actions(review: Review) -> tuple[Action, ...]:
    """All of them, in the order in which they were agreed."""
    return tuple(sorted([*_agreed(review), *_milestones(review)], key=lambda one: (one.agreed_on, one.id)))


def due_of(acts: list[Act]) -> date | None:
    """The day an action has after these acts about it: the latest that was agreed."""
    days: list[date] = [act.event.due for act in acts if isinstance(act.event, ActionAgreed | ActionMoved) and act.event.due is not None]
    return days[-1] if days else None


def _agreed(review: Review) -> Iterator[Action]:
    told: dict[str, list[Act]] = {}
    for act in review.facts.of(ActionAgreed, ActionMoved, ActionDone):
        told.setdefault(act.event.action, []).append(act)
    for id, acts in told.items():
        first = acts[0]
        done = next((act for act in acts if isinstance(act.event, ActionDone)), None)
        yield Action(
            id=id,
            text=text_of(first),
            erased=is_erased(first),
            owner=first.event.owner,
            side=side_of(review.terms, first.event.owner),
            agreed_on=first.day,
            due=due_of(acts),
            source=first.event.source or (f"meeting {first.event.meeting}" if first.event.meeting else ""),
            state="open" if done is None else "done",
            done_on=None if done is None else done.day,
            history=tuple(_happened(act) for act in acts),
        )


def _happened(act: Act) -> Happened:
    what: What = "agreed" if isinstance(act.event, ActionAgreed) else "moved" if isinstance(act.event, ActionMoved) else "done"
    return Happened(
        what=what,
        on=act.day,
        moment=act.entry.moment,
        by=act.entry.by,
        side=act.entry.side,
        due=getattr(act.event, "due", None),
        text="" if what == "agreed" else text_of(act),
    )


# --- milestones of plans -----------------------------------------------------------------------------------------


def _milestones(review: Review) -> Iterator[Action]:
    """Of each plan that both agreed: the milestones of the version they agreed, as far as they are known by keys."""
    for plan in review.plans:
        version = agreed_version(versions_of(review.facts, plan.id, review.on))
        if version is None:
            continue
        agreed = version.act
        for key, by in agreed.event.milestones.items():
            reported = [a for a in review.facts.of(MilestoneReported) if (a.event.plan, a.event.milestone) == (plan.id, key)]
            met = reported[-1].day if reported and reported[-1].event.met else None
            row = _row(agreed, key)
            owner = row.get("owner") or "supplier"
            yield Action(
                id=f"{plan.id} {key}",
                text=row.get("milestone") or row.get("action", ""),
                owner=owner,
                side=side_of(review.terms, owner) or "supplier",
                agreed_on=plan.agreed_on or agreed.day,
                due=date.fromisoformat(by),
                source=f"plan {plan.id}",
                state="done" if met else "open" if plan.open else "dropped",
                done_on=met,
                plan=plan.id,
            )


def _row(act: Act, key: str) -> dict[str, str]:
    """The row of a milestone in the plan's words; empty where they are of an older shape, or erased."""
    body = act.entry.body if act.entry.body is not None else act.entry.words
    rows = body.content.get("rows", ()) if body is not None and body.kind == "words" else ()
    found = next((row for row in rows if isinstance(row, dict) and row.get("key") == key), {})
    return {str(name): str(text) for name, text in found.items() if text}
