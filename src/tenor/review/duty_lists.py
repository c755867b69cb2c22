"""Every duty a contract asks for, from where it is asked: returns, meetings, minutes, plans, notices, terms, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import Deadline, on_day
from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.asked import Asked
from tenor.review.decided import to_do
from tenor.review.listed_duties import listed
from tenor.review.minutes import Standing
from tenor.review.model import Ratings, Slot, Step
from tenor.review.notices import NoticeStory
from tenor.review.people import people
from tenor.review.plans import PlanStory, agree_duty
from tenor.review.scene import Scene
from tenor.review.settling import deadline_of
from tenor.review.skipped import legal_checks
from tenor.terms.counted import return_periods
from tenor.terms.model import ReturnTerms, Terms


def asked(
    timeline: Timeline,
    facts: Facts,
    *,
    slots: Sequence[Slot],
    minutes: Sequence[Standing],
    plans: Sequence[PlanStory],
    notices: Sequence[NoticeStory],
    steps: Sequence[Step],
    on: date,
) -> list[Asked]:
    """All that exist by a day."""
    terms = timeline.on(on, on)
    scene = Scene(timeline=timeline, facts=facts, ratings=Ratings(by_kpi={}, overall={}), notices=notices, plans=plans, on=on)
    return [
        *_returns(timeline, facts, on),
        *_meetings(terms, slots),
        *(one for standing in minutes for one in _minutes(standing)),
        *(one for story in plans if story.requested_on <= on for one in _plan(timeline, story, on)),
        *(one for story in notices if story.issued.day <= on for one in _notice(terms, story, on)),
        *(one for duty in terms.duties for one in listed(scene, duty)),
        *people(terms, facts, steps, on),
        *to_do(timeline, facts, steps, plans),
        *legal_checks(terms, steps, {*(one.step.lower() for one in plans), *(one.step.lower() for one in notices)}),
    ]


def _returns(timeline: Timeline, facts: Facts, on: date) -> list[Asked]:
    """Past returns and the next one. A return is due by the terms of its period's first day; done = first return covering it."""
    found = []
    terms = timeline.on(on, on)
    for ret in terms.returns:
        first = {a.event.covers: a for a in reversed(facts.of(ReturnReceived)) if a.event.ret in ("", ret.id)}
        for period in return_periods(terms, ret):
            own = timeline.on(period.first, on)
            ruled = next((r for r in own.returns if r.id == ret.id), ret)
            found.append(_return(own, ruled, period, first))
            deadline = found[-1].deadline
            if (deadline.due if deadline else period.last) > on:
                break  # of a recurring duty there are all past ones and the next
    return found


def _return(terms: Terms, ret: ReturnTerms, period: Period, first: dict[str, Act]) -> Asked:
    act = first.get(period.label)
    return Asked(
        id=f"{ret.id} {period.label}",
        what=said("duty-return", period=period.said, ret=ret.id),
        who=ret.by,
        to=ret.to,
        clause=ret.clause,
        kind="return",
        deadline=deadline_of(terms, ret, period),
        done_on=act.day if act is not None else None,
    )


def _meetings(terms: Terms, slots: Sequence[Slot]) -> list[Asked]:
    found = []
    for slot in slots:
        meeting = next(m for m in terms.meetings if m.id == slot.series)
        several = len(terms.meetings) > 1
        found.append(
            Asked(
                id=f"meeting {slot.series} {slot.label}" if several else f"meeting {slot.label}",
                what=said("duty-meeting", title=meeting.title, slot=slot.period.said),
                who=(meeting.by,),
                clause=slot.clause,
                kind="meeting",
                deadline=slot.deadline,
                done_on=slot.held_on,
                because=(slot.because,) if slot.because else (),
            )
        )
    return found


def _minutes(standing: Standing) -> list[Asked]:
    """To send, to establish receipt, to answer, to issue the final version: each from the day it can be asked."""
    found = [
        _of_minutes(
            standing,
            "send minutes",
            "duty-send-minutes",
            by=standing.ruled.by,
            deadline=standing.send_due,
            done_on=standing.sent[0].day if standing.sent else None,
        )
    ]
    if standing.version is None:
        return found
    found.append(
        _of_minutes(
            standing,
            "establish receipt of minutes",
            "duty-receipt-minutes",
            by=standing.ruled.by,
            done_on=standing.received_on,
            why_no_day=said("no-day-for-receipt"),
        )
    )
    answered = standing.first_answer.day if standing.first_answer else None
    found.append(
        _of_minutes(
            standing,
            "answer minutes",
            "duty-answer-minutes",
            by=standing.ruled.answer_by,
            deadline=standing.answer_due,
            done_on=answered or (standing.agreed_on if standing.deemed else None),
            why_no_day=said("no-day-until-receipt"),
        )
    )
    if standing.final_due is not None or standing.agreed_on is not None:
        found.append(
            _of_minutes(
                standing,
                "issue final minutes",
                "duty-final-minutes",
                by=standing.ruled.by,
                deadline=standing.final_due,
                done_on=standing.final_on,
            )
        )
    return found


def _of_minutes(
    standing: Standing,
    name: str,
    code: str,
    *,
    by: str,
    deadline: Deadline | None = None,
    done_on: date | None = None,
    why_no_day: Said | None = None,
) -> Asked:
    sent = standing.version.day if standing.version else None
    return Asked(
        id=f"{name} {standing.id}",
        what=said(code, meeting=standing.id, held=standing.held.day, sent=sent),
        who=(by,),
        clause=standing.ruled.clause,
        kind="minutes",
        deadline=deadline,
        done_on=done_on,
        why_no_day=why_no_day,
    )


def _plan(timeline: Timeline, story: PlanStory, on: date) -> list[Asked]:
    terms = timeline.on(story.requested_on, on)
    step = terms.steps.get(story.step)
    clause = step.clause if step else ()
    agreed, review_on = story.agreed_on(on), story.review_on(on)
    reviewed = next((a.day for a in story.reviews if a.day <= on), None)
    found = [
        Asked(
            id=agree_duty(story.id),
            what=said("duty-agree-plan", plan=story.id, kpis=_numbers(terms, story.kpis))
            if story.kpis
            else said("duty-agree-plan-plain", plan=story.id),
            who=step.agreed_by if step and step.agreed_by else ("supplier", "buyer"),
            clause=clause,
            kind="plan",
            deadline=story.due_on(on),
            done_on=agreed,
        )
    ]
    if review_on is not None:
        found.append(
            Asked(
                id=f"review plan {story.id}",
                what=said("duty-review-plan", plan=story.id),
                who=("buyer",),
                clause=clause,
                kind="plan",
                deadline=on_day(review_on),
                done_on=reviewed,
            )
        )
    return found


def _numbers(terms: Terms, kpis: Sequence[str]) -> tuple[str, ...]:
    own = [terms.kpi(k) for k in kpis]
    return tuple(f"KPI {k.number}" if k and k.number else id for k, id in zip(own, kpis, strict=True))


def _notice(terms: Terms, story: NoticeStory, on: date) -> list[Asked]:
    """Until receipt is known no clock runs: finding it out is itself to be done."""
    received = story.received_on if story.received_on is not None and story.received_on <= on else None
    if story.withdrawn_on is not None and story.withdrawn_on <= on:
        return []
    step = terms.steps.get(story.step)
    return [
        Asked(
            id=f"establish receipt of {story.step} {story.id}",
            what=said("duty-receipt-notice", step=story.step, notice=story.id, issued=story.issued.day),
            who=step.by if step else ("buyer",),
            clause=step.clause if step else (),
            kind="notice",
            done_on=received,
            why_no_day=said("no-day-for-receipt"),
        )
    ]
