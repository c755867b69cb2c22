"""What a person who enters rows is shown: the rows entered by this person, and nothing of anybody else's."""

from __future__ import annotations

from tenor.desk import clock
from tenor.desk.pages.view import Data
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place

RECENT = 12


def own_rows(place: Place) -> Data:
    """{"kinds", "units": those that may be chosen, "still", "rows", "to_send": rows with days to come, the first due first,
    "sent_back": rows that were sent back and wait for an answer first}. One query where the snapshot holds."""
    data = page_data(place.contract, place.actor.side, "own")
    allowed = set(place.actor.units)
    units = [unit for unit in data["units"] if not allowed or unit["id"] in allowed]
    rows = [_named(row, data) for row in data["rows"] if place.actor.by in row["owners"]]
    known = {unit["id"] for unit in units}
    still = [{**one, "units": [data["names"][id] for id in one["units"] if id in known]} for one in data["still"]]
    today = clock.today().isoformat()
    back = [row for row in rows if row["backs"]]
    return {
        "kinds": data["kinds"],
        "units": units,
        "still": [one for one in still if one["units"]],
        "rows": rows,
        "recent": rows[:RECENT],
        "to_send": sorted((row for row in rows if row["open"] and row["day"] <= today), key=lambda row: (row["due"] or "9", row["day"])),
        "sent_back": sorted(back, key=lambda row: (not any(one["waits"] for one in row["backs"]), row["backs"][-1]["on"])),
    }


def find_own_row(place: Place, dataset: str, id: str) -> Data | None:
    """One of the person's own rows; None where it is another's or not there."""
    return next((row for row in own_rows(place)["rows"] if (row["dataset"], row["id"]) == (dataset, id)), None)


def _named(row: Data, data: Data) -> Data:
    return {**row, "unit_name": data["names"].get(row["unit"], row["unit"])}
