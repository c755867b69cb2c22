"""Questions to answers, to days set to put things right, and to more time that is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.deadline import Deadline
from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.events.answers import DutyAnswered, ReceiptAcknowledged
from tenor.review.answers import AnswerStory
from tenor.review.cures import CureStory, cure_story
from tenor.review.given import answer_stories, latest
from tenor.review.model import Review
from tenor.review.notices import notice_stories
from tenor.review.plans import plan_stories
from tenor.review.things import Question
from tenor.review.whose import side_of, sides_of
from tenor.terms.model import NOTHING_FOLLOWS, Following
from tenor.terms.work_out import Moorings, work_out


def stories_of(review: Review) -> list[AnswerStory]:
    """What awaits, or had, an answer on the review's day."""
    notices = notice_stories(review.timeline, review.facts)
    plans = plan_stories(review.timeline, review.facts, notices)
    return latest(answer_stories(review.timeline, review.facts, notices, plans))


def _story(review: Review, duty: str) -> AnswerStory | None:
    return next((one for one in stories_of(review) if one.duty == duty), None)


def choices_of(review: Review, duty: str) -> tuple[str, ...]:
    """The options of an answer; none for any other duty."""
    if not duty.startswith("answer to "):
        return ()
    story = _story(review, duty)
    return story.given.answer.choices if story else ()


def something_to_answer(asked: Question) -> Iterator[Problem]:
    if _story(asked.then, asked.event.duty) is None:
        yield problem("nothing-to-answer", duty=asked.event.duty)


def option_of_answer(asked: Question) -> Iterator[Problem]:
    choices = choices_of(asked.then, asked.event.duty)
    if choices and asked.event.choice not in choices:
        yield problem("answer-no-option", choice=asked.event.choice, duty=asked.event.duty, options=[f'"{each}"' for each in choices])


def what_its_side_received(asked: Question) -> Iterator[Problem]:
    """Who answers says that it arrived; who gave it, that the answer did: each once."""
    story = _story(asked.then, asked.event.duty)
    if story is None:
        return
    answers = side_of(asked.then.terms, story.given.answer.by) == asked.side
    acts = [
        a for a in asked.then.facts.of(ReceiptAcknowledged, DutyAnswered) if a.event.duty == story.duty and a.order > story.given.act.order
    ]
    answered = next((a for a in acts if isinstance(a.event, DutyAnswered)), None)
    if not answers and answered is None:
        yield problem("nothing-received", duty=story.duty)
    before = [a for a in acts if isinstance(a.event, ReceiptAcknowledged) and a.entry.side == asked.side]
    if before:
        yield problem("answer-received-before", duty=story.duty, on=before[0].day)
    elif answers and (answered is not None or (story.given.received_on is not None and story.given.received_on <= asked.on)):
        yield problem("answer-received-before", duty=story.duty, on=story.received_on or asked.on)


# --- time to cure ------------------------------------------------------------------------------------------------


def _cure(asked: Question) -> CureStory | None:
    review = asked.then
    notice = next(one for one in notice_stories(review.timeline, review.facts) if one.id == asked.event.notice)
    return cure_story(review.timeline, review.facts, notice)


def day_to_cure(asked: Question) -> Iterator[Problem]:
    """Not earlier than the contract lets; while that is not known, not in the past."""
    story = _cure(asked)
    if story is None or not story.set_by:
        yield problem("no-cure-to-set", notice=asked.event.notice)
    elif story.earliest is not None and asked.event.to < story.earliest.due:
        first: Deadline = story.earliest
        yield problem("cure-too-early", clause=story.step.clause, day=asked.event.to, earliest=first.due, how=first.worked_out)
    elif asked.event.to < asked.on:
        yield problem("day-not-later", day=asked.event.to, on=asked.on)


def time_to_cure_over(asked: Question) -> Iterator[Problem]:
    """That it was put right can be said at once; that it was not, once the time for it is over."""
    story = _cure(asked)
    if story is None:
        yield problem("no-cure", notice=asked.event.notice)
    elif asked.event.outcome == "not cured" and (story.deadline is None or asked.on <= story.deadline.due):
        until = said("cure-until", due=story.deadline.due) if story.deadline else said("cure-unset")
        yield problem("cure-not-over", clause=story.step.clause, notice=asked.event.notice, until=until)


# --- more time ---------------------------------------------------------------------------------------------------


def _following(asked: Question) -> Following:
    """What the terms say may follow on the thing whose day is moved: a plan, a listed duty, a return, a meeting, a step decided on."""
    id, terms = str(asked.event.duty), asked.then.terms
    plan = next((plan for plan in asked.then.plans if id == f"agree plan {plan.id}"), None)
    if plan is not None:
        return terms.steps[plan.step].following if plan.step in terms.steps else NOTHING_FOLLOWS
    decided = terms.steps.get(id.rpartition(" after ")[0])
    if decided is not None:
        return decided.following
    if id.startswith("meeting ") and terms.meetings:
        named = id.removeprefix("meeting ").rpartition(" ")[0]
        return next((one.following for one in terms.meetings if one.id == named or len(terms.meetings) == 1), NOTHING_FOLLOWS)
    listed = {one.id: one.following for one in terms.returns} | {one.id: one.following for one in terms.duties}
    return listed.get(id.split(" ")[0], NOTHING_FOLLOWS)


def may_extend(asked: Question) -> set[str]:
    """The sides that the contract lets give more time, where it names them."""
    ruled = _following(asked).may_extend
    return sides_of(asked.then.terms, ruled.by) if ruled else set()


def as_far_as_allowed(asked: Question) -> Iterator[Problem]:
    """No later than so long after the day it was first due."""
    ruled = _following(asked).may_extend
    duty = asked.duty(asked.event.duty)
    first: date | None = duty.first_due or duty.due
    if ruled is None or first is None:
        return
    if not may_extend(asked) & {asked.side}:
        yield problem("extension-not-by", clause=duty.clause, duty=duty.id, who=list(ruled.by))
    limit = work_out(asked.then.terms, ruled.up_to, Moorings(anchors={"due": first})) if ruled.up_to else None
    if limit is not None and asked.event.to > limit.due:
        yield problem("extension-too-long", clause=duty.clause, duty=duty.id, most=limit.due, how=limit.worked_out)
