"""The duties around an answer: to establish receipt, to answer, and to give again what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.period import parse_label
from tenor.base.wording import Said, Value, said
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.answers import AnswerStory, Given
from tenor.review.asked import Asked, done_by
from tenor.review.given import duty_of
from tenor.review.names import notice_named, plan_named
from tenor.review.plans import again_due
from tenor.terms.model import NOTHING_FOLLOWS, Following


def answer_duties(timeline: Timeline, facts: Facts, story: AnswerStory, on: date) -> list[Asked]:
    """Of one thing given by a day. A notice's receipt is asked for where notices are, a plan is given again where plans are."""
    given, act = story.given, story.given.act
    named = given_named(timeline, facts, given)
    received = story.received_on if story.received_on is not None and story.received_on <= on else None
    kind = act.entry.type
    found = []
    if kind != "NoticeIssued" and not (received and received == act.day):
        found.append(
            Asked(
                id=f"establish receipt of {given.duty.removeprefix('answer to ')}",
                what=said("duty-receipt-given", thing=named, given=act.day),
                who=given.by,
                clause=given.clause,
                kind="answer",
                done_on=received,
                why_no_day=said("no-day-for-receipt"),
            )
        )
    outcome = story.outcome_on(on)
    found.append(
        Asked(
            id=given.duty,
            what=said("duty-answer", thing=named, choices=_one_of(given.answer.choices)),
            who=(given.answer.by,),
            to=given.by,
            clause=given.clause,
            kind="answer",
            deadline=story.deadline,
            done_on=outcome.day if outcome else None,
            done_at=outcome.act.entry.moment if outcome and outcome.act else None,
            why_no_day=said("no-day-until-receipt") if received is None else said("no-day-to-answer"),
            because=(outcome.because,) if outcome else _if_silent(story),
        )
    )
    if kind in ("DutyDone", "ReturnReceived"):
        found += _again(timeline, facts, story)
    return found


def _one_of(choices: Sequence[str]) -> Value:
    """ "accept or dispute"."""
    found: Value = choices[0] if choices else ""
    for each in choices[1:]:
        found = said("one-or-other", one=found, other=each)
    return found


def _if_silent(story: AnswerStory) -> tuple[Said, ...]:
    """What will happen, or will not, if nobody answers."""
    silence = story.given.answer.silence
    if not silence:
        return (said("silence-not-said"),)
    if story.deadline is None or story.received_on is None:
        return (said("silence-waits-for-receipt", choice=silence),)
    return (said("silence-will-count", choice=silence, day=max(story.deadline.due, story.received_on)),) if story.given.may_deem else ()


def given_named(timeline: Timeline, facts: Facts, given: Given) -> Said:
    """What people call it: the notice or plan by its day, a return by its period, a duty by its words; never an id."""
    act = given.act
    if act.entry.type == "NoticeIssued":
        return notice_named(given.name, act.day)
    if act.entry.type == "ReturnReceived":
        period = parse_label(act.event.covers, timeline.on(act.day, act.day).contract.starts)
        return said("the-return", ret=given.name, period=period.said if period else act.event.covers)
    listed = duty_of(timeline, act) if act.entry.type == "DutyDone" else None
    if listed is not None:
        return said("the-duty", what=listed.what)
    asked = next((each.day for each in facts.of(PlanRequested) if each.event.plan == given.id), act.day)
    return plan_named(given.name, asked)


def following_of(timeline: Timeline, story: AnswerStory) -> Following:
    """What the terms of its day say may follow on a duty or a return."""
    terms = timeline.on(story.given.act.day, story.given.act.day)
    by_id = {one.id: one.following for one in terms.returns} | {one.id: one.following for one in terms.duties}
    return by_id.get(story.given.name, NOTHING_FOLLOWS)


def _again(timeline: Timeline, facts: Facts, story: AnswerStory) -> list[Asked]:
    following = following_of(timeline, story)
    outcome = story.outcome
    if (
        outcome is None
        or following.if_refused is None
        or not following.if_refused.again
        or outcome.choice not in story.given.answer.refusing
    ):
        return []
    given = story.given
    id = f"{given.id} again"
    return [
        Asked(
            id=id,
            what=said("duty-give-again", thing=given_named(timeline, facts, given), on=outcome.day),
            who=given.by,
            clause=given.clause,
            kind="answer" if given.act.entry.type == "ReturnReceived" else "duty",
            deadline=again_due(timeline, following, story),
            **done_by(_given_again(facts, story, id, outcome.day)),
            why_no_day=said("no-day-until-receipt"),
        )
    ]


def _given_again(facts: Facts, story: AnswerStory, id: str, after: date) -> list[Act]:
    returns = [a for a in facts.of(ReturnReceived) if f"{a.event.ret} {a.event.covers}" == story.given.id and a.day >= after]
    acts = [a for a in returns if a.order > story.given.act.order]
    return [*acts, *(a for a in facts.of(DutyDone) if a.event.duty == id)]
