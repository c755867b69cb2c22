"""The minutes that went out, newest meeting first: for whoever was there, on either side."""

from __future__ import annotations

from tenor.base.said_data import day_data
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.meetings import MinutesSent
from tenor.review.minutes_story import minutes_story


def make(view: View) -> Data:
    """{"minutes": [{"meeting", "title", "held_on", "state"}]}."""
    sent = dict.fromkeys(act.event.meeting for act in view.review.facts.of(MinutesSent))
    stories = [story for meeting in sent if (story := minutes_story(view.review, meeting)) is not None]
    stories.sort(key=lambda story: (story.held.day, story.held.order), reverse=True)
    return {
        "minutes": [{"meeting": one.meeting, "title": one.title, "held_on": day_data(one.held.day), "state": one.state} for one in stories]
    }
