"""Orders about how it is to work together: praise, good practice, a concern, a lesson; and the four marks for the other side."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import say
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events.working_together import FeedbackGiven, OtherSideRated
from tenor.returns.spelling import prose

KINDS = ("praise", "good practice", "concern", "lesson")
MOST_WORDS = 4000


def give_feedback(place: Place, *, kind: str, text: str, meeting: str, own: bool, turn: UUID) -> tuple[Problem, ...]:
    """Say something of the other side, or of working together. `own`: only one's own side sees it; `meeting`: what for, "" for none."""
    wrong = [problem("words-missing")] if not prose(text) else []
    wrong += [problem("feedback-kind-missing")] if kind not in KINDS else []
    wrong += [problem("about-unknown")] if not _is_meeting(place, meeting) else []
    if wrong:
        return tuple(wrong)
    event = FeedbackGiven(feedback=f"feedback-{turn.hex[:10]}", kind=kind, meeting=meeting)
    return say(place, event, {"text": prose(text)[:MOST_WORDS]}, turn=turn, seen_by=place.actor.side if own else "both").problems


def rate_other_side(place: Place, *, marks: Mapping[str, int], text: str, meeting: str, turn: UUID) -> tuple[Problem, ...]:
    """Answer the four questions about the other side, each from 1 to 5."""
    if not _is_meeting(place, meeting):
        return (problem("about-unknown"),)
    event = OtherSideRated(
        rated=f"rated-{turn.hex[:10]}",
        meeting=meeting,
        tells=marks["tells"],
        answers=marks["answers"],
        solves=marks["solves"],
        fair=marks["fair"],
    )
    return say(place, event, {"text": prose(text)[:MOST_WORDS]}, turn=turn).problems


def _is_meeting(place: Place, meeting: str) -> bool:
    known = page_data(place.contract, place.actor.side, "feedback")["meetings"]
    return not meeting or meeting in [one["id"] for one in known]
