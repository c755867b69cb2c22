"""The first text of the minutes of a meeting (`view.what`), for whoever writes them: the agenda's items with what is known of the day."""

from __future__ import annotations

from dataclasses import asdict

from tenor.desk.pages.minutes import methods_of
from tenor.desk.pages.view import Data, View
from tenor.desk.reviews import review_of
from tenor.documents.people import contacts
from tenor.review.minutes_draft import first_text
from tenor.review.minutes_story import minutes_story


def make(view: View) -> Data:
    """{"items", "present", "apologies", "actions", "methods", "must": keys that cannot be left out}. LookupError: no such meeting."""
    story = minutes_story(view.review, view.what)
    if story is None:
        raise LookupError(view.what)
    held_on = story.held.day
    then = review_of(view.contract, view.side, on=held_on, as_known_at=view.as_known_at)
    people = [person for side in ("buyer", "supplier") for person in contacts(then, side, held_on)]
    first = first_text(view.review, then, story, names={person.role: person.name for person in people if person.role})
    return {
        "items": [{**asdict(item), "clause": list(item.clause)} for item in first.items],
        "must": [item.key for item in first.items if item.must],
        "present": list(first.present),
        "apologies": "; ".join(first.apologies),
        "actions": [dict(each) for each in first.actions],
        "methods": methods_of(view.review.terms),
    }
