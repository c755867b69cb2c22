"""All that was given and awaits an answer: versions of plans, notices, duties done, returns; each with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenor.base.wording import said
from tenor.ledger.events.decisions import DutyDone
from tenor.ledger.events.meetings import AgendaIssued, MeetingHeld, MeetingRefused
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Act, Facts
from tenor.ledger.terms_on import Timeline
from tenor.review.answers import AnswerStory, Given, answer_story
from tenor.review.notices import NoticeStory
from tenor.review.plans import PlanStory
from tenor.terms.model import DutyTerms, ReturnTerms


def answer_stories(timeline: Timeline, facts: Facts, notices: Sequence[NoticeStory], plans: Sequence[PlanStory]) -> list[AnswerStory]:
    """Of a contract without a single answer: none, at no cost."""
    found = [one for plan in plans for one in plan.answers]
    for notice in notices:
        found += _of_notice(timeline, facts, notice)
    for act in facts.of(DutyDone):
        found += _of_duty(timeline, facts, act)
    for ret in {ret.id: ret for terms in timeline.variants() for ret in terms.returns if ret.following.answer is not None}.values():
        found += _of_returns(timeline, facts, ret)
    if any(meeting.following.answer is not None for terms in timeline.variants() for meeting in terms.meetings):
        found += _of_meetings(timeline, facts)
    return found


def latest(stories: Sequence[AnswerStory]) -> list[AnswerStory]:
    """Of several versions of one thing the newest."""
    return list({one.duty: one for one in stories}.values())


def _of_notice(timeline: Timeline, facts: Facts, notice: NoticeStory) -> Iterator[AnswerStory]:
    """A notice that was withdrawn is answered by nobody any more."""
    step = timeline.on(notice.issued.day, notice.issued.day).steps.get(notice.step)
    if step is None or step.following.answer is None:
        return
    given = Given(
        name=step.name,
        id=notice.id,
        answer=step.following.answer,
        clause=step.clause,
        act=notice.issued,
        by=step.by,
        received_on=notice.received_on,
        how_received=notice.how_received,
        received_when=notice.received_when,
    )
    story = answer_story(timeline, facts, given)
    if notice.withdrawn_on is not None and story.outcome is not None and story.outcome.known_from > notice.withdrawn_on:
        story = replace(story, outcome=None)
    yield story


def duty_of(timeline: Timeline, act: Act) -> DutyTerms | None:
    """The listed duty that something done is one of, by the terms of its day: an id has no space, what follows one is its period."""
    terms = timeline.on(act.day, act.day)
    return next((duty for duty in terms.duties if duty.id == act.event.duty.split(" ")[0]), None)


def _of_duty(timeline: Timeline, facts: Facts, act: Act) -> Iterator[AnswerStory]:
    duty = duty_of(timeline, act)
    if duty is not None and duty.following.answer is not None:
        given = Given(name=duty.id, id=act.event.duty, answer=duty.following.answer, clause=duty.clause, act=act, by=duty.by)
        yield answer_story(timeline, facts, given)


def _of_returns(timeline: Timeline, facts: Facts, ret: ReturnTerms) -> Iterator[AnswerStory]:
    """A return is received when it reaches the other side; one given again replaces it."""
    acts = [act for act in facts.of(ReturnReceived) if act.event.ret == ret.id]
    for n, act in enumerate(acts):
        ruled = next((one for one in timeline.on(act.day, act.day).returns if one.id == ret.id), ret)
        if ruled.following.answer is None:
            continue
        given = Given(
            name=ret.id,
            id=f"{ret.id} {act.event.covers}",
            answer=ruled.following.answer,
            clause=ruled.clause,
            act=act,
            by=ruled.by,
            received_on=act.day,
            how_received=said("received-entered", on=act.day, entry=act.ref),
            received_when=act.when,
        )
        yield answer_story(timeline, facts, given, next((a for a in acts[n + 1 :] if a.event.covers == act.event.covers), None))


def _of_meetings(timeline: Timeline, facts: Facts) -> Iterator[AnswerStory]:
    """An invitation, by its agenda: accepted, or another day asked for. A later agenda of the meeting replaces it; held before anybody had
    to answer, it is answered by nobody any more."""
    acts = facts.of(AgendaIssued)
    over = {act.event.meeting: act for act in reversed(facts.of(MeetingHeld, MeetingRefused))}
    for n, act in enumerate(acts):
        meeting = next((one for one in timeline.on(act.day, act.day).meetings if one.id == act.event.series), None)
        if meeting is None or meeting.following.answer is None:
            continue
        given = Given(
            name=meeting.id, id=act.event.meeting, answer=meeting.following.answer, clause=meeting.clause, act=act, by=(meeting.by,)
        )
        story = answer_story(timeline, facts, given, next((a for a in acts[n + 1 :] if a.event.meeting == act.event.meeting), None))
        ended = over.get(act.event.meeting)
        answered = story.outcome is not None and (ended is None or story.outcome.known_from <= ended.day)
        if ended is None or answered or (story.deadline is not None and story.deadline.due < ended.day):
            yield story
