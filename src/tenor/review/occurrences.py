"""Events that rules may count, by the name the terms give them: from which day each counts, and until when (semantics 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenor.base.wording import Said, said
from tenor.ledger.events.assurance import AuditHeld, FindingMade
from tenor.ledger.events.decisions import DecisionTaken, NamedEvent
from tenor.ledger.events.meetings import MeetingHeld, MeetingRefused
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.events.returns import QueryAnswered
from tenor.ledger.events.working_together import CapacityRaised, FeedbackGiven, FlexibilityAsked, InformationAsked
from tenor.ledger.model import Act
from tenor.review.notices import event_of
from tenor.review.scene import Scene

# events known without being defined (terms-language.md 6), and the field that names each
KNOWN: dict[str, tuple[type, str]] = {
    "capacity problem": (CapacityRaised, "problem"),
    "flexibility request": (FlexibilityAsked, "request"),
    "information request": (InformationAsked, "request"),
    "audit": (AuditHeld, "audit"),
    "finding": (FindingMade, "finding"),
    "feedback": (FeedbackGiven, "feedback"),
    "query answered": (QueryAnswered, "query"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One happening: it counts from `day`, and no more from `until` (withdrawn)."""

    id: str
    day: date
    until: date | None
    entry: str
    because: tuple[Said, ...]
    plan: str = ""  # the plan a notice asks for by itself


def occurrences(scene: Scene, name: str, chosen: str = "") -> list[Occurrence]:
    """All of a name up to the day of the review, in order."""
    way, bare = event_of(name)
    found = [*_notices(scene, way, bare), *_acts(scene, bare)]
    if chosen or any(s.kind == "decision" for s in scene.terms.steps.values() if s.name.lower() == bare):
        found += _decisions(scene, bare, chosen)
    return sorted((o for o in found if o.day <= scene.on), key=lambda o: o.day)


def _notices(scene: Scene, way: str, step: str) -> list[Occurrence]:
    found = []
    for story in scene.notices:
        day = story.issued.day if way == "issue" else story.received_on
        if story.step.lower() == step and day is not None:
            why = said("because-notice", notice=story.id, step=story.step, on=day, how=story.how_received or "")
            found.append(
                Occurrence(id=story.id, day=day, until=story.withdrawn_on, entry=story.issued.ref, because=(why,), plan=story.plan)
            )
    return found


def _acts(scene: Scene, name: str) -> list[Occurrence]:
    facts = scene.facts
    found = [(a, a.event.about or a.ref) for a in facts.of(NamedEvent) if a.event.name.lower() == name]
    if name in KNOWN:
        kind, field = KNOWN[name]
        found += [(a, str(getattr(a.event, field))) for a in facts.of(kind)]
    found += [(a, a.event.plan) for a in facts.of(PlanRequested) if a.event.step.lower() == name]
    found += [(a, a.event.meeting) for a in facts.of(MeetingHeld) if _names_meeting(name, a, "held")]
    found += [(a, a.event.meeting) for a in facts.of(MeetingRefused) if _names_meeting(name, a, "refused")]
    return [
        Occurrence(id=id, day=a.day, until=None, entry=a.ref, because=(said("because-event", name=name, on=a.day, entry=a.ref),))
        for a, id in found
    ]


def _names_meeting(name: str, act: Act, what: str) -> bool:
    """ "meeting", "meeting held", the series' or the step's own name, alone or with "held"."""
    names = {"meeting", str(act.event.series).lower(), str(getattr(act.event, "title", "")).lower()} - {""}
    return any(name in (f"{n} {what}", n if what == "held" else f"{n} {what}") for n in names)


def _decisions(scene: Scene, step: str, chosen: str) -> list[Occurrence]:
    """A decision step is an event when it was decided: with the option asked for, or simply taken."""
    rules = {r.id for t in scene.timeline.variants() for r in t.rules if step in (s.lower() for s in r.steps)}
    found = []
    for act in scene.facts.of(DecisionTaken):
        fits = act.event.choice == chosen if chosen else act.event.outcome == "taken"
        if act.event.rule in rules and fits:
            why = said("because-decided", rule=act.event.rule, on=act.day, entry=act.ref)
            found.append(Occurrence(id=act.ref, day=act.day, until=None, entry=act.ref, because=(why,)))
    return found
