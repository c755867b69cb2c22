"""What releases, or keeps for good, a sum that is withheld: the first such event since that is about the same thing."""

from __future__ import annotations

from datetime import date

from tenor.review.occurrences import occurrences
from tenor.review.scene import Scene


def event_since(scene: Scene, name: str, since: date, of: str) -> date | None:
    """The first day on or after `since` on which an event happened that still counts; of a plan also that it was agreed or approved.
    `of`: the plan, the duty or the KPI that the sum is withheld for. What is about another one of the same kind, such as the return of
    another month, lets nothing go."""
    several = [one for one in occurrences(scene, name) if one.until is None or one.until > scene.on]
    days = [one.day for one in several if not _about_another(scene, one.of, of)]
    for ending in (" approved", " agreed"):
        if name.lower().endswith(ending):
            step = name[: -len(ending)].lower()
            plans = [story for story in scene.plans if story.step.lower() == step and not _about_another(scene, story.id, of)]
            days += [day for story in plans if (day := story.agreed_on(scene.on)) is not None]
    return min((day for day in days if since <= day <= scene.on), default=None)


def _about_another(scene: Scene, about: str, of: str) -> bool:
    """Whether an event names one thing and the sum another of the same kind: two plans, two KPIs, two periods of one return or duty."""
    return bool(about) and about != of and _kind(scene, about) == _kind(scene, of) != ""


def _kind(scene: Scene, thing: str) -> str:
    if any(story.id == thing for story in scene.plans):
        return "plan"
    if scene.kpi(thing) is not None:
        return "kpi"
    terms = scene.terms
    listed = (*(each.id for each in terms.returns), *(each.id for each in terms.duties))
    return next((f"duty {id}" for id in listed if thing == id or thing.startswith(f"{id} ")), "")
