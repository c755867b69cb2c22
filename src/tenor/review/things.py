"""What acts are about: every kind of thing, the ids that are known, and the state each is in at the close of the review's day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tenor.ledger.events import Event, kebab
from tenor.ledger.events import agreements as a
from tenor.ledger.events import assurance as s
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import meetings as m
from tenor.ledger.events import notices as n
from tenor.ledger.events import returns as r
from tenor.ledger.events import working_together as w
from tenor.ledger.model import Act, SeenBy
from tenor.review.acts import Permit
from tenor.review.model import Duty, Review
from tenor.review.reviewed import scene_of
from tenor.review.row_duties import row_duties_by
from tenor.review.statement import handled
from tenor.review.subcontractors import subcontracts

# the field that names a thing in the events about it
NAMED_BY: Mapping[str, str] = {
    "plan": "plan",
    "sum of money": "line",
    "notice": "notice",
    "meeting": "meeting",
    "minutes": "meeting",
    "query": "query",
    "action": "action",
    "capacity problem": "problem",
    "flexibility request": "request",
    "information request": "request",
    "feedback": "feedback",
    "risk": "risk",
    "failure": "failure",
    "audit": "audit",
    "finding": "finding",
    "letter": "notice",
    "assessment": "assessment",
    "message": "message",
    "rating of the other side": "rated",
    "certificate": "certificate",
    "sharing agreement": "agreement",
    "item": "item",
    "training": "training",
    "reading": "reading",
    "variation": "variation",
    "proposal": "proposal",
    "unit": "unit",
    "subcontractor": "subcontractor",
    "rule": "rule",
    "duty": "duty",
    "listed duty": "duty",
    "figure": "period",
    "entry": "entry",
    "received return": "entry",
    "entered return": "entry",
}

# fields that refer to something an act does not change; blank means nothing is referred to
REFERS: Mapping[str, str] = {
    "kpi": "kpi",
    "kpis": "kpi",
    "reports": "kpi",
    "rule": "rule",
    "unit": "unit",
    "units": "unit",
    "dataset": "dataset",
    "datasets": "dataset",
    "series": "series",
    "ret": "return",
    "audit": "audit",
    "meeting": "meeting",
    "reading": "reading",
    "duty": "listed duty",
    "finding": "finding",
    "certificate": "certificate",
}

# things that are told by acts alone: what makes them, what goes on with them, and the state each leaves them in
_TOLD: Mapping[str, tuple[tuple[type, str], ...]] = {
    "meeting": ((m.MeetingHeld, "held"), (m.MeetingRefused, "refused")),
    "query": ((r.QueryRaised, "open"), (r.QueryAnswered, "answered")),
    "action": ((m.ActionAgreed, "open"), (m.ActionMoved, "open"), (m.ActionDone, "done")),
    "capacity problem": ((w.CapacityRaised, "raised"), (w.CapacitySeen, "seen"), (w.CapacityDiscussed, "discussed")),
    "flexibility request": ((w.FlexibilityAsked, "open"), (w.FlexibilityAnswered, "answered")),
    "information request": ((w.InformationAsked, "open"), (w.InformationDateAgreed, "open"), (w.InformationSupplied, "supplied")),
    "feedback": ((w.FeedbackGiven, "given"),),
    "risk": ((w.RiskRaised, "open"), (w.RiskScored, "open"), (w.RiskClosed, "closed")),
    "failure": ((s.StandardFailed, "open"), (s.StandardInvestigated, "investigated")),
    "audit": ((s.AuditHeld, "held"),),
    "finding": ((s.FindingMade, "open"), (s.FindingInvestigated, "investigated"), (s.FindingClosed, "closed")),
    "letter": ((n.NoticeDrafted, "drafted"), (n.NoticeApproved, "approved"), (n.NoticeSentBack, "sent back"), (n.NoticeIssued, "issued")),
    "assessment": ((m.RiskAssessed, "made"),),
    "message": ((w.MessageSent, "open"), (w.MessageAnswered, "answered")),
    "rating of the other side": ((w.OtherSideRated, "given"),),
    "certificate": ((s.CertificateShown, "shown"),),
    "sharing agreement": ((s.SharingAgreed, "in place"), (s.SharingChecked, "in place")),
    "item": ((b.ItemListed, "open"), (b.ItemDone, "done"), (b.ItemNotNeeded, "not needed")),
    "training": ((b.TrainingHeld, "held"),),
    "variation": ((a.VariationAgreed, "agreed"),),
}

# minutes of a meeting that the terms ask no minutes of, told by the acts alone
_MINUTES = ((m.MinutesSent, "sent, receipt unknown"), (m.MinutesReceived, "received"), (m.MinutesIssued, "final"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """An act that somebody wants to record. `then`: the review of the act's own day; `now`: the one that was handed in, which may
    know of things that came later."""

    event: Event
    side: str
    on: date
    seen_by: SeenBy
    permit: Permit
    then: Review
    now: Review
    by: str = ""  # who does it; "": not known, and nothing is asked of the person
    cache: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def refers_to(self, kind: str, id: str) -> bool:
        """Whether a field may name this. That a period does not apply may be said of a KPI for each unit or value as a whole."""
        whole = isinstance(self.event, r.PeriodNotApplicable) and kind == "kpi"
        return id in self.known(kind) or (whole and any(id == kpi.family for kpi in self.then.ratings.kpis.values()))

    def known(self, kind: str) -> Mapping[str, str]:
        """The things of a kind by their ids, with their states."""
        if kind not in self.cache:
            self.cache[kind] = {**known(self.then, kind), **(self._owed_for_rows() if kind == "duty" else {})}
        return self.cache[kind]

    def duty(self, id: str) -> Duty:
        """The duty of this id, as the act finds it; StopIteration where there is none."""
        return next(duty for duty in (*self.then.duties, *self.now.duties) if duty.id == id)

    def _owed_for_rows(self) -> Mapping[str, str]:
        """Duties owed for rows that lie before the act and came to be known after it: what a month's return tells of was done before it."""
        if self.now is self.then:
            return {}
        then = {duty.id for duty in self.then.duties}
        owed = row_duties_by(scene_of(self.now), self.on)
        return {duty.id: duty.state for duty in self.now.duties if duty.id in owed and duty.id not in then}

    @property
    def id(self) -> str:
        """The id of what the act makes or is about; of a figure "KPI PERIOD"."""
        return thing_id(self.permit.makes or self.permit.of, self.event)

    @property
    def state(self) -> str:
        """The state of what the act is about."""
        return self.known(self.permit.of).get(self.id, "")

    @property
    def kind(self) -> str:
        """The act in the spelling of sentences: "plan-signed"."""
        return kebab(type(self.event).__name__)


def thing_id(kind: str, event: Event) -> str:
    """The id by which an event names a thing of this kind; "" for none."""
    if kind == "figure":
        return f"{event.kpi} {event.period}"
    return str(getattr(event, NAMED_BY[kind])) if kind in NAMED_BY else ""


def known(review: Review, kind: str) -> Mapping[str, str]:
    """The things of a kind that there are at the close of the review's day, each with its state ("" where it has none)."""
    if kind in _TOLD:
        return _told(review, kind)
    find = _FINDERS[kind]
    return find(review)


def taken(review: Review, kind: str) -> set[str]:
    """The ids that belong to a thing of this kind already."""
    found = set(known(review, kind))
    if kind == "plan":
        found |= {act.event.plan for act in _acts(review, "NoticeIssued", "NoticeReceived") if act.event.plan}
    return found | ({change.id for change in review.terms.variations} if kind == "variation" else set())


def _acts(review: Review, *types: str) -> list[Act]:
    found = [act for name in types for act in review.facts.by_type.get(name, ())]
    return sorted(found, key=lambda act: (act.day, act.order))


def _told(review: Review, kind: str) -> Mapping[str, str]:
    states = {event.__name__: state for event, state in _TOLD[kind]}
    return {thing_id(kind, act.event): states[act.entry.type] for act in _acts(review, *states)}


def _minutes(review: Review) -> Mapping[str, str]:
    """As the review has them; of a meeting whose minutes the terms do not rule, as its acts tell."""
    ruled: dict[str, str] = {one.meeting: one.state for one in review.minutes}
    others = {act.event.meeting: "to be sent" for act in review.facts.of(m.MeetingHeld) if act.event.meeting not in ruled}
    states = {event.__name__: state for event, state in _MINUTES}
    for act in _acts(review, *states, "MinutesAnswered"):
        if act.event.meeting in others:
            answered = "approved" if getattr(act.event, "answer", "") == "agreed" else "withheld"
            others[act.event.meeting] = states.get(act.entry.type, answered)
    return ruled | others


def _proposals(review: Review) -> Mapping[str, str]:
    """What one side proposed to agree: open, agreed, refused or withdrawn."""
    found: dict[str, str] = {}
    for act in _acts(review, "AgreementProposed", "AgreementAnswered", "AgreementWithdrawn"):
        answered = "agreed" if getattr(act.event, "agreed", False) else "refused"
        states = {"AgreementProposed": "open", "AgreementWithdrawn": "withdrawn"}
        found[act.event.proposal] = states.get(act.entry.type, answered)
    return found


def _figures(review: Review) -> Mapping[str, str]:
    by_kpi = review.ratings.by_kpi
    return {f"{kpi} {label}": rating.at(review.on).state for kpi, ratings in by_kpi.items() for label, rating in ratings.items()}


def _units(review: Review) -> Mapping[str, str]:
    opened = {act.event.unit: "" for act in review.facts.of(a.UnitOpened)}
    return {unit.id: "" for unit in review.terms.units} | opened


def _received(review: Review) -> Mapping[str, str]:
    accepted = {act.event.entry for act in review.facts.of(r.ReturnAccepted)}
    return {act.ref: "accepted" if act.ref in accepted else "received" for act in review.facts.of(r.ReturnReceived)}


def _entered(review: Review) -> Mapping[str, str]:
    """Returns that the buyer typed in for the supplier."""
    confirmed = {act.event.entry for act in review.facts.of(r.ReturnConfirmed)}
    typed = [act.ref for act in review.facts.of(r.ReturnReceived) if act.entry.side == "buyer"]
    return {ref: "confirmed" if ref in confirmed else "to be confirmed" for ref in typed}


_FINDERS: Mapping[str, Callable[[Review], Mapping[str, str]]] = {
    "sum of money": lambda review: {id: done.standing for id, (_, done) in handled(review).items()},
    "plan": lambda review: {plan.id: plan.state for plan in review.plans},
    "notice": lambda review: {notice.id: notice.state for notice in review.notices},
    "minutes": _minutes,
    "proposal": _proposals,
    "figure": _figures,
    "unit": _units,
    "subcontractor": lambda review: {each.who.id: each.state_on(review.on) for each in subcontracts(review)},
    "kpi": lambda review: dict.fromkeys(review.ratings.by_kpi, ""),
    "rule": lambda review: dict.fromkeys([rule.id for rule in review.terms.rules] + [step.rule for step in review.steps], ""),
    "reading": lambda review: {reading.id: reading.chosen for reading in review.terms.readings},
    "duty": lambda review: {duty.id: duty.state for duty in review.duties},
    "listed duty": lambda review: {duty.id: "" for duty in review.terms.duties},
    "dataset": lambda review: dict.fromkeys(review.terms.datasets, ""),
    "series": lambda review: {meeting.id: "" for meeting in review.terms.meetings},
    "return": lambda review: {ret.id: "" for ret in review.terms.returns},
    "received return": _received,
    "entered return": _entered,
    "entry": lambda review: {act.entry.id: "" for act in review.facts.acts},
}
