"""Things that one can write about or take an action from: by kind and id ("plan plan-1"), with a name a reader knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tenor.base.wording import Said, said
from tenor.ledger.events import assurance as s
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import meetings as m
from tenor.ledger.events import working_together as w
from tenor.review.model import Review

# kind -> what brings it into being, and the field that names it
_MADE: dict[str, tuple[type, str]] = {
    "meeting": (m.MeetingHeld, "meeting"),
    "capacity problem": (w.CapacityRaised, "problem"),
    "flexibility request": (w.FlexibilityAsked, "request"),
    "information request": (w.InformationAsked, "request"),
    "risk": (w.RiskRaised, "risk"),
    "failure": (s.StandardFailed, "failure"),
    "audit": (s.AuditHeld, "audit"),
    "finding": (s.FindingMade, "finding"),
    "training": (b.TrainingHeld, "training"),
    "message": (w.MessageSent, "message"),
    "action": (m.ActionAgreed, "action"),
}
KINDS = ("plan", "notice", *_MADE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One of them. `seen_by`: "both", or the side that keeps it to itself."""

    kind: str
    id: str
    on: date
    name: Said
    seen_by: str = "both"

    @property
    def about(self) -> str:
        """How events name it: "plan plan-1"."""
        return f"{self.kind} {self.id}"


def parted(about: str) -> tuple[str, str]:
    """Kind and id of what an event names; ("", "") where it names nothing that is known by kind."""
    kind = next((kind for kind in KINDS if about.startswith(f"{kind} ")), "")
    return (kind, about[len(kind) + 1 :]) if kind else ("", "")


def things(review: Review) -> tuple[Thing, ...]:
    """All there are at the close of the review's day, the newest first. Two of one kind and day are told apart by their ids."""
    found = sorted([*_plans(review), *_made(review)], key=lambda one: one.on, reverse=True)
    alike = Counter((one.kind, one.on) for one in found)
    return tuple(replace(one, name=said("named-twin", name=one.name, id=one.id)) if alike[one.kind, one.on] > 1 else one for one in found)


def namer(review: Review) -> Callable[[str], Said]:
    """What names a thing as an event does ("plan plan-1"); what is not there, or not for this side, keeps the event's own words."""
    names = {one.about: one.name for one in things(review)}
    return lambda about: names.get(about, said("named-other", about=about))


def _plans(review: Review) -> Iterator[Thing]:
    for plan in review.plans:
        yield Thing(kind="plan", id=plan.id, on=plan.requested_on, name=said("named-plan", step=plan.step, on=plan.requested_on))
    for notice in review.notices:
        yield Thing(kind="notice", id=notice.id, on=notice.issued_on, name=said("named-notice", step=notice.step, on=notice.issued_on))


def _made(review: Review) -> Iterator[Thing]:
    for kind, (event, field) in _MADE.items():
        for act in review.facts.of(event):
            name = said(f"named-{kind.replace(' ', '-')}", on=act.day)
            yield Thing(kind=kind, id=getattr(act.event, field), on=act.day, name=name, seen_by=act.entry.seen_by)
