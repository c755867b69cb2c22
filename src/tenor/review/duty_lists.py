"""Every duty a contract asks for, from where it is asked: returns, meetings, minutes, plans, notices, terms, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.deadline import Deadline, on_day
from tenor.base.wording import Said, said
from tenor.ledger.model import Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.answer_duties import answer_duties
from tenor.review.asked import Asked
from tenor.review.cures import cure_duties, cure_story
from tenor.review.decide_by import decisions_due
from tenor.review.decided import to_do
from tenor.review.given import latest
from tenor.review.in_force import ever
from tenor.review.listed_duties import listed
from tenor.review.minutes import Standing
from tenor.review.model import Slot, Step
from tenor.review.names import notice_named, plan_named
from tenor.review.notices import NoticeStory
from tenor.review.people import people
from tenor.review.plans import PlanStory, agree_duty
from tenor.review.return_duties import returns_asked
from tenor.review.scene import Scene
from tenor.review.signing import to_sign
from tenor.review.skipped import legal_checks
from tenor.terms.model import MeetingTerms, StepTerms, Terms
from tenor.terms.work_out import Moorings, work_out


def asked(scene: Scene, *, slots: Sequence[Slot], minutes: Sequence[Standing], steps: Sequence[Step]) -> list[Asked]:
    """All that exist by the scene's day."""
    timeline, facts, terms, on = scene.timeline, scene.facts, scene.terms, scene.on
    plans, notices = scene.plans, scene.notices
    cures = (cure_story(timeline, facts, story) for story in notices if story.issued.day <= on)
    return [
        *returns_asked(scene),
        *_meetings(timeline, facts, slots, on),
        *(one for standing in minutes for one in _minutes(standing)),
        *(one for story in plans if story.requested_on <= on for one in _plan(timeline, story, on)),
        *(one for story in notices if story.issued.day <= on for one in _notice(terms, story, on)),
        *(one for story in latest(scene.answers) if story.given.act.day <= on for one in answer_duties(timeline, facts, story, on)),
        *(one for cure in cures if cure is not None for one in cure_duties(terms, cure, on)),
        *(one for wordings in ever(timeline, lambda each: each.duties, on).values() for one in listed(scene, wordings[0])),
        *people(terms, facts, steps, on),
        *decisions_due(terms, steps),
        *to_do(scene, steps),
        *legal_checks(terms, steps, {*(one.step.lower() for one in plans), *(one.step.lower() for one in notices)}),
    ]


def _meetings(timeline: Timeline, facts: Facts, slots: Sequence[Slot], on: date) -> list[Asked]:
    found = []
    series = ever(timeline, lambda terms: terms.meetings, on)
    for slot in slots:
        meeting, several = series[slot.series][0], len(series) > 1
        found.append(
            Asked(
                id=f"meeting {slot.series} {slot.label}" if several else f"meeting {slot.label}",
                what=said("duty-meeting-once", title=meeting.title)
                if slot.label == "once"
                else said("duty-meeting", title=meeting.title, slot=slot.period.said),
                who=(meeting.by,),
                clause=slot.clause,
                kind="meeting",
                deadline=slot.deadline,
                done_on=slot.held_on,
                done_at=slot.held_at,
                to=meeting.to,
                earliest=slot.earliest,
                series=f"meeting {slot.series}",
                grace=meeting.following.grace,
                because=(*((slot.because,) if slot.because else ()), *_consulted(meeting)),
            )
        )
        found += to_sign(facts, meeting, slot, slot.clause)
    return found


def _consulted(meeting: MeetingTerms) -> tuple[Said, ...]:
    return (said("meeting-consulted", who=meeting.consulted),) if meeting.consulted else ()


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
    agreed, named = story.agreed_on(on), plan_named(story.step, story.requested_on)
    if step is not None and step.following.answer is not None:
        found = _given_plan(terms, story, step, on)
        return [*found, *_review_of(story, clause, on)] if agreed else found
    found = [
        Asked(
            id=agree_duty(story.id),
            what=said("duty-agree-plan", plan=story.id, named=named, kpis=_numbers(terms, story.kpis))
            if story.kpis
            else said("duty-agree-plan-plain", plan=story.id, named=named),
            who=step.agreed_by if step and step.agreed_by else ("supplier", "buyer"),
            clause=clause,
            kind="plan",
            deadline=story.due_on(on),
            done_on=agreed,
            because=_plan_because(terms, story, on),
            earliest=_not_before(terms, story),
        )
    ]
    return [*found, *_review_of(story, clause, on)]


def _review_of(story: PlanStory, clause: tuple[str, ...], on: date) -> list[Asked]:
    review_on = story.review_on(on)
    if review_on is None:
        return []
    what = said("duty-review-plan", plan=story.id, named=plan_named(story.step, story.requested_on))
    reviewed = next((a.day for a in story.reviews if a.day <= on), None)
    id = f"review plan {story.id}"
    return [Asked(id=id, what=what, who=("buyer",), clause=clause, kind="plan", deadline=on_day(review_on), done_on=reviewed)]


def _given_plan(terms: Terms, story: PlanStory, step: StepTerms, on: date) -> list[Asked]:
    """Where an answer is asked for the plan is given, and given again when it was refused: the answer is a duty of its own."""
    whole = [act for act in story.proposals if act.event.complete and act.day <= on]
    who, clause = step.by, step.clause
    what = said("duty-give-plan", plan=story.id, named=plan_named(story.step, story.requested_on))
    id, first = agree_duty(story.id), next(iter(whole), None)
    found = [
        Asked(
            id=id,
            what=what,
            who=who,
            to=step.to,
            clause=clause,
            kind="plan",
            deadline=story.due_on(on),
            done_on=first.day if first else None,
            done_at=first.entry.moment if first else None,
            because=_plan_because(terms, story, on),
            earliest=_not_before(terms, story),
        )
    ]
    refused = story.refusal_on(on)
    if refused is None or step.following.if_refused is None or not step.following.if_refused.again:
        return found
    what = said("duty-give-again", thing=plan_named(story.step, story.requested_on), on=refused[1].day)
    again, why = story.again.get(story.answers.index(refused[0])), said("no-day-until-receipt")
    return [*found, Asked(id=f"give plan {story.id} again", what=what, who=who, clause=clause, kind="plan", deadline=again, why_no_day=why)]


def _plan_because(terms: Terms, story: PlanStory, on: date) -> tuple[Said, ...]:
    """Where the rest of it stands; and that days of grace are used up, once its day is over."""
    step, due = terms.steps.get(story.step), story.due_on(on)
    where = (said("duty-found-in", document=step.found_in),) if step is not None and step.found_in else ()
    return (*where, *(story.grace_said if due is not None and on > due.due else ()))


def _not_before(terms: Terms, story: PlanStory) -> Deadline | None:
    step = terms.steps.get(story.step)
    if step is None or step.not_before is None:
        return None
    received = story.by_notice.received_when if story.by_notice else None
    anchors = dict.fromkeys(("request", "receipt", "notice"), received or story.requested.when)
    return work_out(terms, step.not_before, Moorings(anchors=anchors), step.if_closed)


def _numbers(terms: Terms, kpis: Sequence[str]) -> tuple[str, ...]:
    own = [terms.kpi(k) for k in kpis]
    return tuple(f"KPI {k.number}" if k and k.number else id for k, id in zip(own, kpis, strict=True))


def _receipt_of(story: NoticeStory) -> Said:
    issued = story.issued.day
    return said("duty-receipt-notice", notice=story.id, step=story.step, issued=issued, named=notice_named(story.step, issued))


def _notice(terms: Terms, story: NoticeStory, on: date) -> list[Asked]:
    """Until receipt is known no clock runs: finding it out is itself to be done."""
    received = story.received_on if story.received_on is not None and story.received_on <= on else None
    if story.withdrawn_on is not None and story.withdrawn_on <= on:
        return []
    step = terms.steps.get(story.step)
    return [
        Asked(
            id=f"establish receipt of {story.step} {story.id}",
            what=_receipt_of(story),
            who=step.by if step else ("buyer",),
            clause=step.clause if step else (),
            kind="notice",
            done_on=received,
            why_no_day=said("no-day-for-receipt"),
        )
    ]
