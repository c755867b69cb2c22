"""Trouble that was told, as far as a person may see it: all of their side's contract, or only what they told themselves."""

from __future__ import annotations

from tenor.desk.pages.view import Data
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place


def own_capacity(place: Place) -> Data:
    """{"problems": newest first, each with the names of its units and what a talk can look at; "units": those that may be chosen}. Two
    queries where snapshots hold."""
    data = page_data(place.contract, place.actor.side, "own-capacity")
    open_now = page_data(place.contract, place.actor.side, "own")["units"]
    allowed = set(place.actor.units)
    mine = [one for one in data["problems"] if place.actor.sees_all or one["by"] == place.actor.by]
    return {
        "problems": [
            {
                **one,
                "clause": data["clause"],
                "looked_at": data["looked_at"],
                "unit_names": [data["names"].get(id, id) for id in one["units"]],
            }
            for one in mine
        ],
        "units": [unit for unit in open_now if not (allowed or place.actor.limited_to_units) or unit["id"] in allowed],
    }


def find_problem(place: Place, id: str) -> Data | None:
    """One of them; None where it is not for this person or not there."""
    return next((one for one in own_capacity(place)["problems"] if one["id"] == id), None)
