"""Orders about the views a person saved: a list's filters under a name of their own."""

from __future__ import annotations

from tenor.desk.models import Person

MOST = 20
LONGEST_NAME = 60


def save_view(*, person: Person, name: str, query: str) -> bool:
    """Keep the filters under a name; one of the same name is replaced. False where there is no name, or there are too many views."""
    name = " ".join(name.split())[:LONGEST_NAME]
    views = [view for view in person.settings.get("views", []) if view["name"] != name]
    if not name or len(views) >= MOST:
        return False
    person.settings = {**person.settings, "views": [*views, {"name": name, "query": query}]}
    person.save(update_fields=["settings"])
    return True


def forget_view(*, person: Person, name: str) -> None:
    """Take a saved view away."""
    person.settings = {**person.settings, "views": [view for view in person.settings.get("views", []) if view["name"] != name]}
    person.save(update_fields=["settings"])
