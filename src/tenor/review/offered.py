"""Which acts a thing is open to as it stands: the table of acts asked for every act about it, for each side. Pages draw their buttons
from this and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from tenor.base.problem import stopping
from tenor.ledger.events import Event, kebab
from tenor.ledger.events import answers as v
from tenor.ledger.events import assurance as s
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import decisions as d
from tenor.ledger.events import meetings as m
from tenor.ledger.events import money as y
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.ledger.events import working_together as w
from tenor.ledger.events.agreements import AgreementAnswered, AgreementWithdrawn, SubcontractEnded
from tenor.ledger.model import SeenBy
from tenor.review.acts import ACTS
from tenor.review.allow import allow
from tenor.review.attendance import absent
from tenor.review.minutes import meeting_of
from tenor.review.model import Review
from tenor.review.offered_meetings import begun
from tenor.review.plan_versions import agreed_version, versions_of
from tenor.review.questions_answers import choices_of
from tenor.review.whose import side_of

Side = Literal["buyer", "supplier"]
SIDES: tuple[Side, Side] = ("buyer", "supplier")
HIGH = 1_000_000  # a version later than any there is
MONTH = timedelta(days=31)

# act -> how it would be made of a thing's id, a side and a day, as whoever records it would; what it says besides is asked when it is said
_TRIED: Mapping[type[Event], Callable[[str, Side, date], Event]] = {
    AgreementAnswered: lambda id, side, on: AgreementAnswered(proposal=id, agreed=True),
    AgreementWithdrawn: lambda id, side, on: AgreementWithdrawn(proposal=id),
    SubcontractEnded: lambda id, side, on: SubcontractEnded(subcontractor=id, last_day=on),
    m.StartSigned: lambda id, side, on: m.StartSigned(meeting=id, side=side),
    m.MinutesSent: lambda id, side, on: m.MinutesSent(meeting=id, version=HIGH),
    m.MinutesReceived: lambda id, side, on: m.MinutesReceived(meeting=id),
    m.MinutesAnswered: lambda id, side, on: m.MinutesAnswered(meeting=id, answer="agreed"),
    m.MinutesCommented: lambda id, side, on: m.MinutesCommented(meeting=id),
    m.MinutesIssued: lambda id, side, on: m.MinutesIssued(meeting=id),
    m.ActionDone: lambda id, side, on: m.ActionDone(action=id),
    m.ActionMoved: lambda id, side, on: m.ActionMoved(action=id, due=date.max),
    p.PlanProposed: lambda id, side, on: p.PlanProposed(plan=id, version=HIGH, review_on=on + MONTH),
    p.PlanSigned: lambda id, side, on: p.PlanSigned(plan=id, side=side),
    p.PlanReviewed: lambda id, side, on: p.PlanReviewed(plan=id, outcome="improved"),
    p.EngagementFailed: lambda id, side, on: p.EngagementFailed(plan=id),
    p.PlanClosed: lambda id, side, on: p.PlanClosed(plan=id),
    n.NoticeReceived: lambda id, side, on: n.NoticeReceived(notice=id),
    n.NoticeWithdrawn: lambda id, side, on: n.NoticeWithdrawn(notice=id),
    n.NoticeClosed: lambda id, side, on: n.NoticeClosed(notice=id),
    n.NoticeSentBack: lambda id, side, on: n.NoticeSentBack(notice=id),
    w.CapacitySeen: lambda id, side, on: w.CapacitySeen(problem=id),
    w.CapacityDiscussed: lambda id, side, on: w.CapacityDiscussed(problem=id),
    w.FlexibilityAnswered: lambda id, side, on: w.FlexibilityAnswered(request=id, agreed=True),
    w.InformationDateAgreed: lambda id, side, on: w.InformationDateAgreed(request=id, due=on + MONTH),
    w.InformationSupplied: lambda id, side, on: w.InformationSupplied(request=id),
    w.MessageAnswered: lambda id, side, on: w.MessageAnswered(message=id),
    w.RiskScored: lambda id, side, on: w.RiskScored(risk=id, likelihood=1, impact=1),
    w.RiskClosed: lambda id, side, on: w.RiskClosed(risk=id),
    s.StandardInvestigated: lambda id, side, on: s.StandardInvestigated(failure=id),
    s.FindingInvestigated: lambda id, side, on: s.FindingInvestigated(finding=id),
    s.FindingClosed: lambda id, side, on: s.FindingClosed(finding=id),
    s.SharingChecked: lambda id, side, on: s.SharingChecked(agreement=id),
    d.DutyDone: lambda id, side, on: d.DutyDone(duty=id),
    d.DutyWaived: lambda id, side, on: d.DutyWaived(duty=id),
    d.DutyExtended: lambda id, side, on: d.DutyExtended(duty=id, to=on + MONTH),
    v.ReceiptAcknowledged: lambda id, side, on: v.ReceiptAcknowledged(duty=id),
    v.BreachFound: lambda id, side, on: v.BreachFound(duty=id),
    v.CureDaySet: lambda id, side, on: v.CureDaySet(notice=id, to=date.max),
    v.CureJudged: lambda id, side, on: v.CureJudged(notice=id, outcome="cured"),
    y.MoneyClaimed: lambda id, side, on: y.MoneyClaimed(line=id, amount=1),
    y.MoneyWaived: lambda id, side, on: y.MoneyWaived(line=id),
    y.MoneySettled: lambda id, side, on: y.MoneySettled(line=id, by_way="paid", amount=1),
    y.MoneyReleased: lambda id, side, on: y.MoneyReleased(line=id),
    y.MoneyKept: lambda id, side, on: y.MoneyKept(line=id),
    b.ItemDone: lambda id, side, on: b.ItemDone(item=id),
    b.ItemNotNeeded: lambda id, side, on: b.ItemNotNeeded(item=id),
}


def offered(review: Review, kind: str, id: str, *, seen_by: SeenBy = "both") -> dict[Side, list[str]]:
    """The acts that each side may record about a thing on the review's day, by their names as they are typed ("minutes-sent"), in the
    order of the table. `kind`: a thing's, as the table calls it ("minutes", "plan", "letter"), or "slot", "series", "meeting of no
    series". `seen_by`: the side that keeps the thing to itself, so the acts too. Whether a person may is not asked."""
    of_kind = [event for event, permit in ACTS.items() if permit.of == kind]
    new = list(begun(review, kind, id))
    return {
        side: [
            *(kebab(type(event).__name__) for event in new if not stopping(allow(review, event, side=side, on=review.on))),
            *(kebab(event.__name__) for event in of_kind if _may(review, event, id, side, seen_by)),
        ]
        for side in SIDES
    }


def open_to(review: Review, *tried: Event) -> dict[Side, list[str]]:
    """Of acts about no one thing, made as they would be recorded on the review's day, those that each side may, by their names."""
    return {side: [kebab(type(e).__name__) for e in tried if not stopping(allow(review, e, side=side, on=review.on))] for side in SIDES}


def _may(review: Review, event: type[Event], id: str, side: Side, seen_by: SeenBy) -> bool:
    made = _made(review, event, id, side)
    return made is not None and not stopping(allow(review, made, side=side, on=review.on, seen_by=seen_by))


def _made(review: Review, event: type[Event], id: str, side: Side) -> Event | None:
    """The act as it would be tried; None where it is not offered about a thing by itself."""
    if event is n.NoticeApproved or event is n.NoticeAdvised:
        drafted = [act.event for act in review.facts.of(n.NoticeDrafted) if act.event.notice == id]
        return event(notice=id, text_hash=drafted[-1].text_hash) if drafted else None
    if event is p.MilestoneReported:
        return _milestone(review, id)
    if event is m.SubstituteAgreed:
        return _substitute(review, id, side)
    if event is v.DutyAnswered:
        choices = choices_of(review, id)
        return v.DutyAnswered(duty=id, choice=choices[0]) if choices else None
    tried = _TRIED.get(event)
    return tried(id, side, review.on) if tried else None


def _milestone(review: Review, id: str) -> Event:
    """The first milestone of the plan; some key where it names none."""
    agreed = agreed_version(versions_of(review.facts, id, review.on))
    return p.MilestoneReported(plan=id, milestone=next(iter(agreed.act.event.milestones), "1") if agreed else "1", met=True)


def _substitute(review: Review, id: str, side: Side) -> Event | None:
    """For the first role of the other side that was missing from a meeting whose slot is still without a whole one."""
    held = next((act for act in review.facts.of(m.MeetingHeld) if act.event.meeting == id), None)
    slot = next((slot for slot in review.meetings if slot.absent and id in (slot.meeting, *slot.further)), None)
    missing = absent(meeting_of(review.terms, slot.series), held, review.facts) if held and slot else ()
    others = [role for role in missing if side_of(review.terms, role) != side]
    return m.SubstituteAgreed(meeting=id, role=others[0]) if others else None
