"""What a duty to answer is about: when it was given and received, what may be answered, what silence means and from which day."""

from __future__ import annotations

from datetime import timedelta

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.view import Data
from tenor.review.model import Review
from tenor.review.questions_answers import stories_of

DAY = timedelta(days=1)


def answer_data(review: Review, duty: str) -> Data | None:
    """None for every other duty. `silent_on`: the first day on which silence is the answer, where that is known."""
    story = next((one for one in stories_of(review) if one.duty == duty), None) if duty.startswith("answer to ") else None
    if story is None:
        return None
    given, outcome = story.given, story.outcome_on(review.on)
    speaks = given.answer.silence and given.may_deem and story.deadline is not None and story.received_on is not None
    last = max(story.deadline.due, story.received_on) if speaks and story.deadline and story.received_on else None
    return {
        "given_on": day_data(given.act.day),
        "choices": list(given.answer.choices),
        "silence": given.answer.silence,
        "silent_on": day_data(last + DAY) if last else None,
        "received_on": day_data(story.received_on),
        "how": said_data(story.how_received) if story.how_received else None,
        "methods": list(review.terms.notices.by) if review.terms.notices else [],
        "outcome": None
        if outcome is None
        else {
            "choice": outcome.choice,
            "on": day_data(outcome.day),
            "by_silence": outcome.by_silence,
            "received_on": day_data(outcome.received_on),
        },
    }
