"""Questions to acts about meetings, minutes, plans and notices."""

from __future__ import annotations

from collections.abc import Iterator

from tenor.base.period import KINDS
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, said
from tenor.ledger.codec import nearest
from tenor.ledger.events.agreements import AgreementAnswered, AgreementProposed, AgreementWithdrawn, ContactEnded, ContactNamed
from tenor.ledger.events.answers import CureDaySet, CureJudged, DutyAnswered
from tenor.ledger.events.decisions import NamedEvent, PersonJudged
from tenor.ledger.events.meetings import MeetingHeld, MinutesAnswered, MinutesIssued, MinutesReceived, MinutesSent
from tenor.ledger.events.notices import NoticeClosed, NoticeDrafted, NoticeIssued, NoticeReceived, NoticeWithdrawn
from tenor.ledger.events.plans import PlanProposed, PlanSigned
from tenor.ledger.events.returns import QueryAnswered, QueryRaised
from tenor.ledger.events.working_together import (
    CapacityRaised,
    CapacitySeen,
    FlexibilityAnswered,
    FlexibilityAsked,
    MessageAnswered,
    MessageSent,
)
from tenor.ledger.model import Act
from tenor.review.minutes import meeting_of
from tenor.review.names import plan_named
from tenor.review.questions_findings import who_finds
from tenor.review.things import Question, taken, thing_id
from tenor.review.whose import sides_of
from tenor.terms.model import MinutesTerms

_MAKERS = {
    QueryAnswered: QueryRaised,
    FlexibilityAnswered: FlexibilityAsked,
    CapacitySeen: CapacityRaised,
    MessageAnswered: MessageSent,
    AgreementAnswered: AgreementProposed,
    AgreementWithdrawn: AgreementProposed,
}


def who_the_terms_say(asked: Question) -> Iterator[Problem]:
    """Where the contract names who does it, it is for the side of those it names."""
    named = _named(asked)
    sides = sides_of(asked.then.terms, named)
    if sides and asked.side not in sides:
        yield problem("act-not-by-role", act=said(f"act-{asked.kind}"), who=named)


def _named(asked: Question) -> tuple[str, ...]:
    """Those whom the terms name for this act; nobody where they are silent."""
    event, terms = asked.event, asked.then.terms
    if isinstance(event, MinutesSent | MinutesAnswered | MinutesIssued):
        ruled = _minutes_terms(asked)
        if ruled is None:
            return ("supplier",) if isinstance(event, MinutesAnswered) else ()
        return (ruled.answer_by if isinstance(event, MinutesAnswered) else ruled.by,)
    if isinstance(event, DutyAnswered):
        return asked.duty(event.duty).who
    if isinstance(event, PersonJudged):
        rule = terms.rule(event.rule)
        return who_finds(rule, event.finds) if rule else ()
    if isinstance(event, NamedEvent):
        declared = {name.lower(): who for name, who in terms.events.items()}.get(event.name.lower(), "")
        return tuple(declared.split(", ")) if declared else ()
    step = terms.steps.get(_step_of(asked))
    return step.by if step else ()


def _step_of(asked: Question) -> str:
    """The step of the terms that a plan or a notice is one of."""
    event = asked.event
    if isinstance(event, NoticeIssued | NoticeDrafted):
        return event.step
    if isinstance(event, NoticeWithdrawn | NoticeClosed | CureDaySet | CureJudged):
        return next(notice.step for notice in asked.then.notices if notice.id == event.notice)
    return next(plan.step for plan in asked.then.plans if plan.id == event.plan)


def _minutes_terms(asked: Question) -> MinutesTerms | None:
    held = next(act for act in asked.then.facts.of(MeetingHeld) if act.event.meeting == asked.event.meeting)
    meeting = meeting_of(asked.then.timeline.on(held.day, held.day), held.event.series)
    return meeting.minutes if meeting else None


def own_side(asked: Question) -> Iterator[Problem]:
    """A side signs for itself. Contacts the buyer may also enter for the supplier, who told them."""
    event = asked.event
    entered = isinstance(event, ContactNamed | ContactEnded) and asked.side == "buyer"
    if event.side != asked.side and not entered:
        yield problem("act-for-another-side", act=said(f"act-{asked.kind}"), side=said(f"side-{event.side}"))


def other_side(asked: Question) -> Iterator[Problem]:
    """A question is answered by the side that did not ask it."""
    if _maker(asked).entry.side == asked.side:
        yield problem("act-by-the-other-side", act=said(f"act-{asked.kind}"), side=said(f"side-{asked.side}"))


def own_proposal(asked: Question) -> Iterator[Problem]:
    """What was proposed is taken back by the side that proposed it; the other may refuse it."""
    maker = _maker(asked).entry.side
    if maker != asked.side:
        yield problem("act-by-its-proposer", act=said(f"act-{asked.kind}"), side=said(f"side-{maker}"))


def _maker(asked: Question) -> Act:
    makers = asked.then.facts.of(_MAKERS[type(asked.event)])
    return next(act for act in makers if thing_id(asked.permit.of, act.event) == asked.id)


# --- meetings and minutes ----------------------------------------------------------------------------------------


def slot_of_series(asked: Question) -> Iterator[Problem]:
    event = asked.event
    labels = {slot.label for slot in asked.then.meetings if event.series in ("", slot.series)}
    if event.slot and event.slot not in labels:
        yield problem("no-such-period", what=event.series, period=event.slot, nearest=nearest(event.slot, labels))


def frequency(asked: Question) -> Iterator[Problem]:
    if asked.event.every not in KINDS:
        yield problem("frequency-unknown", every=asked.event.every, known=KINDS)


def _versions(asked: Question) -> list[Act]:
    event = asked.event
    about = "plan" if isinstance(event, PlanProposed | PlanSigned) else "meeting"
    kind = PlanProposed if about == "plan" else MinutesSent
    return [act for act in asked.then.facts.of(kind) if getattr(act.event, about) == getattr(event, about)]


def later_version(asked: Question) -> Iterator[Problem]:
    """Each version has a number of its own, higher than those before, so that nobody signs or answers another than he read."""
    last = max((act.event.version for act in _versions(asked)), default=0)
    if asked.event.version <= last:
        yield problem("version-not-later", version=asked.event.version, last=last)


def before_silence(asked: Question) -> Iterator[Problem]:
    if asked.state == "deemed agreed":
        agreed = next(minutes.agreed_on for minutes in asked.then.minutes if minutes.meeting == asked.event.meeting)
        yield problem("answer-after-silence", weight="said", meeting=asked.event.meeting, on=agreed)
    elif asked.state == "approved":
        yield problem("answer-approved", meeting=asked.event.meeting)


def both_texts(asked: Question) -> Iterator[Problem]:
    ruled = _minutes_terms(asked)
    if asked.state == "withheld" and ruled is not None and ruled.if_withheld != "keep both texts":
        yield problem("minutes-withheld", clause=ruled.clause, meeting=asked.event.meeting)


# --- plans -------------------------------------------------------------------------------------------------------


def plan_of_terms(asked: Question) -> Iterator[Problem]:
    yield from _step_of_kind(asked, "plan")


def notice_of_terms(asked: Question) -> Iterator[Problem]:
    yield from _step_of_kind(asked, "notice")


def ground_of_notice(asked: Question) -> Iterator[Problem]:
    """A notice, like any act, needs no step before it (semantics 8); that it rests on none is said."""
    led_to = [s for s in asked.then.steps if asked.event.step in s.consequences and s.state in ("open", "advice", "covered", "taken")]
    if not led_to:
        yield problem("notice-without-ground", weight="said", step=asked.event.step)


def _step_of_kind(asked: Question, kind: str) -> Iterator[Problem]:
    names = [step.name for step in asked.then.terms.steps.values() if step.kind == kind]
    if asked.event.step not in names:
        yield problem("step-not-of-kind", step=asked.event.step, kind=said(f"thing-{kind}"), known=names or [said("no-options")])


def review_date(asked: Question) -> Iterator[Problem]:
    """A plan cannot be complete without the day on which it is looked at again."""
    event = asked.event
    if event.complete and event.review_on is None:
        yield problem("plan-without-review", named=_plan_named(asked))
    elif event.review_on is not None and event.review_on <= asked.on:
        yield problem("day-not-later", day=event.review_on, on=asked.on)


def _plan_named(asked: Question) -> Said:
    """What people call the plan the act is about."""
    plan = next((plan for plan in asked.then.plans if plan.id == asked.event.plan), None)
    return plan_named(plan.step, plan.requested_on) if plan is not None else said("a-plan")


def complete_version(asked: Question) -> Iterator[Problem]:
    """A signature holds for the latest version, and for a complete one; on any other it is none."""
    event, versions = asked.event, _versions(asked)
    latest = versions[-1]
    if event.version not in (0, latest.event.version):
        yield problem("version-not-latest", named=_plan_named(asked), version=event.version, latest=latest.event.version)
    elif not latest.event.complete:
        yield problem("act-not-now", named=_plan_named(asked), id=event.plan, state="incomplete", advice=said("needs-plan-signed"))
    signed = [act for act in asked.then.facts.of(PlanSigned) if act.event.plan == event.plan and act.event.side == event.side]
    if any((act.day, act.order) > (latest.day, latest.order) for act in signed):
        yield problem("signed-before", named=_plan_named(asked), side=said(f"side-{event.side}"), on=signed[-1].day)


# --- notices -----------------------------------------------------------------------------------------------------


def new_plan(asked: Question) -> Iterator[Problem]:
    """The plan that a notice asks for is a new one, or the one it already named."""
    event = asked.event
    named = {act.event.plan for act in asked.now.facts.of(NoticeIssued) if act.event.notice == event.notice}
    if event.plan and event.plan not in named and event.plan in taken(asked.now, "plan"):
        yield problem("thing-taken", thing=said("thing-plan"), id=event.plan)


def not_acknowledged(asked: Question) -> Iterator[Problem]:
    """That something arrived is said once; of minutes, once for each version that was sent."""
    if isinstance(asked.event, MinutesReceived):
        yield from _minutes_not_acknowledged(asked)
        return
    before = [act for act in asked.then.facts.of(NoticeReceived) if act.event.notice == asked.event.notice]
    if before:
        yield problem("received-before", notice=asked.event.notice, on=before[0].day)


def _minutes_not_acknowledged(asked: Question) -> Iterator[Problem]:
    latest = _versions(asked)[-1]
    acts = [act for act in asked.then.facts.of(MinutesReceived) if act.event.meeting == asked.event.meeting]
    before = [act for act in acts if (act.day, act.order) > (latest.day, latest.order)]
    if before:
        yield problem("minutes-received-before", meeting=asked.event.meeting, on=before[0].day)
