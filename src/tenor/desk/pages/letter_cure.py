"""The time that a letter leaves to put things right: who sets the day, from when on it may be, until when it is, and what was found."""

from __future__ import annotations

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.acts_told import told_act
from tenor.desk.pages.view import Data
from tenor.review.cures import cure_story
from tenor.review.model import Review
from tenor.review.notices import notice_stories
from tenor.review.whose import side_of


def cure_data(review: Review, notice: str) -> Data | None:
    """None where the contract leaves no such time. `set_by`: the side that sets the day, "" where the contract counts it itself."""
    sent = next((one for one in notice_stories(review.timeline, review.facts) if one.id == notice), None)
    story = cure_story(review.timeline, review.facts, sent) if sent else None
    if story is None:
        return None
    first, due = story.earliest, story.deadline
    return {
        "set_by": (side_of(review.terms, story.set_by) or "buyer") if story.set_by else "",
        "earliest": day_data(first.due) if first else None,
        "how_earliest": said_data(first.worked_out) if first else None,
        "due": day_data(due.due) if due else None,
        "how": said_data(due.worked_out) if due else None,
        "set_on": day_data(story.set_on),
        "found": [told_act(act) | {"outcome": act.event.outcome} for act in story.found],
    }
