"""Requests for another day, as far as a person may see them: those of the contract, or only those of the person's own units."""

from __future__ import annotations

from tenor.desk.pages.view import Data
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place


def own_requests(place: Place) -> Data:
    """{"requests": newest first, each with "unit_name"; "units": those that may be chosen}. Two queries where snapshots hold."""
    data = page_data(place.contract, place.actor.side, "flexibility")
    open_now = page_data(place.contract, place.actor.side, "own")["units"]
    mine = [one for one in data["requests"] if place.actor.sees_all or one["unit"] in place.actor.units]
    allowed = set(place.actor.units)
    return {
        "requests": [{**one, "clause": data["clause"], "unit_name": data["names"].get(one["unit"], one["unit"])} for one in mine],
        "units": [unit for unit in open_now if not place.actor.limited_to_units or unit["id"] in allowed],
    }


def find_request(place: Place, id: str) -> Data | None:
    """One of them; None where it is another unit's or not there."""
    return next((one for one in own_requests(place)["requests"] if one["id"] == id), None)
