"""What releases, or keeps for good, a sum that is withheld: the first such event since."""

from __future__ import annotations

from datetime import date

from tenor.review.occurrences import occurrences
from tenor.review.scene import Scene


def event_since(scene: Scene, name: str, since: date) -> date | None:
    """The first day on or after `since` on which an event happened that still counts; of a plan also that it was agreed or approved."""
    days = [one.day for one in occurrences(scene, name) if one.until is None or one.until > scene.on]
    for ending in (" approved", " agreed"):
        if name.lower().endswith(ending):
            step = name[: -len(ending)].lower()
            agreed = [story.agreed_on(scene.on) for story in scene.plans if story.step.lower() == step]
            days += [day for day in agreed if day is not None]
    return min((day for day in days if since <= day <= scene.on), default=None)
