"""The scene of a review that was made: for what is worked out later, and only where it is asked for."""

from __future__ import annotations

from tenor.review.given import answer_stories
from tenor.review.model import Review
from tenor.review.notices import notice_stories
from tenor.review.plans import plan_stories
from tenor.review.scene import Scene


def scene_of(review: Review) -> Scene:
    """What the rules of a review are held against."""
    timeline, facts = review.timeline, review.facts
    notices = notice_stories(timeline, facts)
    plans = plan_stories(timeline, facts, notices)
    answers = answer_stories(timeline, facts, notices, plans)
    return Scene(timeline=timeline, facts=facts, ratings=review.ratings, notices=notices, plans=plans, on=review.on, answers=answers)
