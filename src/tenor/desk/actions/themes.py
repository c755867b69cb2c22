"""Orders about themes: tag rows with one, take one off a row."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from tenor.base.problem import Problem, problem
from tenor.desk.actions.say import propose, say
from tenor.desk.record import record
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.ledger.events.meetings import ThemeTagged
from tenor.returns.spelling import same, tidy

MOST_NAME = 80
MOST_ROWS = 100


def tag_rows(place: Place, *, theme: str, name: str, dataset: str, rows: Sequence[str], turn: UUID) -> tuple[Problem, ...]:
    """Tag rows of a dataset with a theme that is known by its key, or with one of a new name; a name that is there is that theme."""
    data = page_data(place.contract, place.actor.side, "themes")
    names = data["names"]
    wanted = tidy(name)[:MOST_NAME]
    if not wanted and theme not in names:
        return (problem("theme-name-missing"),)
    known = {
        row["id"]
        for each in page_data(place.contract, place.actor.side, "rows")["datasets"]
        if each["id"] == dataset
        for row in each["rows"]
    }
    several = [row for row in dict.fromkeys(rows) if row in known][:MOST_ROWS]
    if not several:
        return (problem("theme-rows-missing"),)
    key = next(
        (key for key, one in names.items() if wanted and same(one) == same(wanted)), theme if not wanted else f"theme-{turn.hex[:10]}"
    )
    has = {row["id"] for one in data["themes"] if (one["key"], one["dataset"]) == (key, dataset) for row in one["rows"]}
    new = [row for row in several if row not in has]
    said = {"name": wanted or names[key]}
    acts = [
        propose(place, ThemeTagged(theme=key, dataset=dataset, row=row), said, turn=uuid5(turn, row) if n else turn)
        for n, row in enumerate(new)
    ]
    return record(place.contract, acts, actor=place.actor).problems if acts else ()


def take_off(place: Place, *, theme: str, dataset: str, row: str, turn: UUID) -> tuple[Problem, ...]:
    """Take a theme off a row that has it."""
    data = page_data(place.contract, place.actor.side, "themes")
    has = [one["id"] for each in data["themes"] if (each["key"], each["dataset"]) == (theme, dataset) for one in each["rows"]]
    if row not in has:
        return (problem("theme-not-there"),)
    event = ThemeTagged(theme=theme, dataset=dataset, row=row, off=True)
    return say(place, event, {"name": data["names"].get(theme, "")}, turn=turn).problems
