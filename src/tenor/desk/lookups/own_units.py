"""What somebody who looks after units is shown: the rows of these units, and nothing of any other, in no total either."""

from __future__ import annotations

from tenor.desk.pages.view import Data
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place


def own_units(place: Place) -> Data:
    """{"units": [{"id", "name", "rows": newest first, "still": periods without a row}], "kinds"}. One query where the snapshot holds."""
    data = page_data(place.contract, place.actor.side, "own")
    kinds = {kind["dataset"]: kind for kind in data["kinds"]}
    units = []
    for id in place.actor.units:
        if id not in data["names"]:
            continue
        rows = [{**row, "unit_name": data["names"][id], "kind": kinds[row["dataset"]]} for row in data["rows"] if row["unit"] == id]
        still = [{"kind": kinds[one["dataset"]], "period": one["period"]} for one in data["still"] if id in one["units"]]
        units.append({"id": id, "name": data["names"][id], "rows": rows, "still": still})
    return {"units": units, "kinds": list(kinds.values())}


def find_row_of_unit(place: Place, dataset: str, id: str) -> Data | None:
    """One row of a unit this person looks after; None where it is another unit's or not there."""
    rows = (row for unit in own_units(place)["units"] for row in unit["rows"])
    return next((row for row in rows if (row["dataset"], row["id"]) == (dataset, id)), None)
