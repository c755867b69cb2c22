"""Events that rules may count, by the name the terms give them: from which day each counts, and until when (semantics 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tenor.base.wording import Said, said
from tenor.ledger.events.assurance import AuditHeld, FindingMade
from tenor.ledger.events.decisions import DecisionTaken, NamedEvent
from tenor.ledger.events.meetings import MeetingHeld, MeetingRefused
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.events.returns import QueryAnswered, ReturnReceived
from tenor.ledger.events.working_together import CapacityRaised, FeedbackGiven, FlexibilityAsked, InformationAsked
from tenor.ledger.model import Act
from tenor.review.names import notice_named
from tenor.review.notices import NoticeStory, event_of
from tenor.review.plans import PlanStory
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
    """One happening: it counts from `day`, and no more from `until` (withdrawn). `dated`: the day it lies on in time, where that is another
    than the day it is known from (a row of a return). `of`: the plan, the duty or the KPI that it is about, where it names one. `shared`:
    what it is about, by "kpi", "unit" or a field."""

    id: str
    day: date
    until: date | None
    entry: str
    because: tuple[Said, ...]
    plan: str = ""  # the plan a notice asks for by itself
    dated: date | None = None
    of: str = ""
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    when: date | datetime | None = None  # what hours are counted from; None: its day

    @property
    def at(self) -> date:
        """The day it lies on in time."""
        return self.dated or self.day

    def effective(self, day: date) -> bool:
        """Known and not withdrawn, at the close of a day."""
        return self.day <= day and (self.until is None or self.until > day)


def occurrences(scene: Scene, name: str, chosen: str = "") -> list[Occurrence]:
    """All of a name up to the day of the review, in order."""
    way, bare = event_of(name)
    found = [*_notices(scene, way, bare), *_acts(scene, bare), *_ends(scene, bare), *_answers(scene, bare, chosen)]
    if chosen or any(s.kind == "decision" for s in scene.terms.steps.values() if s.name.lower() == bare):
        found += _decisions(scene, bare, chosen)
    return sorted((o for o in found if o.day <= scene.on), key=lambda o: o.day)


def _notices(scene: Scene, way: str, step: str) -> list[Occurrence]:
    found = []
    for story in scene.notices:
        day = story.issued.day if way == "issue" else story.received_on
        if story.step.lower() == step and day is not None:
            why = said(
                "because-notice", notice=story.id, named=notice_named(story.step, story.issued.day), on=day, how=story.how_received or ""
            )
            about = _about(scene, story.kpis, story.issued.event.units)
            found.append(
                Occurrence(
                    id=story.id,
                    day=day,
                    until=story.withdrawn_on,
                    entry=story.issued.ref,
                    because=(why,),
                    plan=story.plan,
                    shared=about,
                    when=story.issued.when if way == "issue" else story.received_when,
                )
            )
    return found


def _about(scene: Scene, kpis: Iterable[str], units: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """The KPIs and the units that something is about: a KPI measured for a unit is about that unit."""
    named = tuple(kpis)
    known = [kpi for id in named if (kpi := scene.kpi(id)) is not None]
    of_kpis = [kpi.each_of[1] for kpi in known if kpi.each_of[0] == "unit"]
    return {"kpi": named, "unit": tuple(dict.fromkeys((*units, *of_kpis)))}


def _acts(scene: Scene, name: str) -> list[Occurrence]:
    facts = scene.facts
    found = [
        (a, a.event.about or a.ref, a.event.about, _of_named(scene, a.event.about))
        for a in facts.of(NamedEvent)
        if a.event.name.lower() == name
    ]
    if name in KNOWN:
        kind, field_ = KNOWN[name]
        found += [(a, str(getattr(a.event, field_)), "", _about(scene, ())) for a in facts.of(kind)]
    found += [(a, a.event.plan, a.event.plan, _about(scene, a.event.kpis)) for a in facts.of(PlanRequested) if a.event.step.lower() == name]
    found += [(a, a.event.meeting, "", _about(scene, ())) for a in facts.of(MeetingHeld) if _names_meeting(name, a, "held")]
    found += [(a, a.event.meeting, "", _about(scene, ())) for a in facts.of(MeetingRefused) if _names_meeting(name, a, "refused")]
    returned = [a for a in facts.of(ReturnReceived) if a.event.ret.lower() == name]
    found += [(a, f"{a.event.ret} {a.event.covers}", f"{a.event.ret} {a.event.covers}", _about(scene, ())) for a in returned]
    return [_act(a, id, of, name, about) for a, id, of, about in found]


def _act(act: Act, id: str, of: str, name: str, about: Mapping[str, tuple[str, ...]]) -> Occurrence:
    why = said("because-event", name=name, on=act.day, entry=act.ref)
    return Occurrence(id=id, day=act.day, until=None, entry=act.ref, because=(why,), of=of, shared=about, when=act.when)


def _of_named(scene: Scene, about: str) -> dict[str, tuple[str, ...]]:
    """What a named event says it is about may be a KPI or a unit."""
    return {"kpi": (about,) if scene.kpi(about) else (), "unit": (about,) if any(u.id == about for u in scene.terms.units) else ()}


def _names_meeting(name: str, act: Act, what: str) -> bool:
    """ "meeting", "meeting held", the series' or the step's own name, alone or with "held"."""
    names = {"meeting", str(act.event.series).lower(), str(getattr(act.event, "title", "")).lower()} - {""}
    return any(name in (f"{n} {what}", n if what == "held" else f"{n} {what}") for n in names)


# --- what became of a plan or a notice ---------------------------------------------------------------------------


def _ends(scene: Scene, name: str) -> list[Occurrence]:
    """ "improvement plan agreed", "agreement of improvement plan", "warning withdrawn", "think of ending taken" …"""
    if name.startswith("agreement of "):
        name = f"{name.removeprefix('agreement of ')} agreed"
    bare, _, what = name.rpartition(" ")
    if what not in ("agreed", "approved", "proposed", "closed", "withdrawn", "taken"):
        return []
    found = [(s.id, _plan_day(s, what), s.requested.ref, s.kpis) for s in scene.plans if s.step.lower() == bare]
    found += [(s.id, _notice_day(s, what), s.issued.ref, s.kpis) for s in scene.notices if s.step.lower() == bare]
    several = [
        Occurrence(
            id=id,
            day=day,
            until=None,
            entry=entry,
            because=(said("because-event", name=name, on=day, entry=entry),),
            of=id,
            shared=_about(scene, kpis),
        )
        for id, day, entry, kpis in found
        if day is not None
    ]
    return [*several, *(_decisions(scene, bare, "") if what == "taken" else [])]


def _answers(scene: Scene, name: str, chosen: str) -> list[Occurrence]:
    """ "answer to X", with the option asked for, and "X refused" by the option's own name: from the day each holds, silence too.
    Of a plan, that it was approved is told above."""
    found = []
    for story in scene.answers:
        outcome, of = story.outcome, story.given.name.lower()
        if outcome is None:
            continue
        choice = outcome.choice.lower()
        named = name == f"{of} {choice}" and choice not in ("agreed", "approved")
        if named or (name == f"answer to {of}" and chosen.lower() in ("", choice)):
            entry = outcome.act.ref if outcome.act else story.given.act.ref
            about_it = {s.id: s.kpis for s in scene.plans} | {s.id: s.kpis for s in scene.notices}
            kpis = about_it.get(story.given.id, ())
            about = _about(scene, kpis)
            why = (outcome.because,)
            found.append(Occurrence(id=story.given.id, day=outcome.known_from, until=None, entry=entry, because=why, shared=about))
    return found


def _plan_day(story: PlanStory, what: str) -> date | None:
    if what == "proposed":
        return min((act.day for act in story.proposals), default=None)
    return story.closed_on if what == "closed" else story.agreed_known_on(date.max) if what in ("agreed", "approved") else None


def _notice_day(story: NoticeStory, what: str) -> date | None:
    return {"withdrawn": story.withdrawn_on, "closed": story.closed_on}.get(what)


def _decisions(scene: Scene, step: str, chosen: str) -> list[Occurrence]:
    """A decision step is an event when it was decided: with the option asked for, or simply taken."""
    rules = {r.id for t in scene.timeline.variants() for r in t.rules if step in (s.lower() for s in r.steps)}
    found = []
    for act in scene.facts.of(DecisionTaken):
        fits = act.event.choice == chosen if chosen else act.event.outcome == "taken"
        if act.event.rule in rules and fits:
            why = said("because-decided", rule=act.event.rule, on=act.day, entry=act.ref)
            found.append(Occurrence(id=act.ref, day=act.day, until=None, entry=act.ref, because=(why,), of=act.event.of, when=act.when))
    return found
