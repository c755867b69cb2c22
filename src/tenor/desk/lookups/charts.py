"""A chart of a contract, drawn: kept by its key, so that it is drawn once and not again until it would look different."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal

from tenor import __version__
from tenor.desk import clock
from tenor.desk.drawing import draw
from tenor.desk.lookups.pages import LONGEST, page_on
from tenor.desk.models import Contract, Snapshot
from tenor.desk.snapshots import kept_for
from tenor.documents.charts.kept import from_data

Side = Literal["buyer", "supplier"]


def drawn_chart(
    contract: Contract, side: Side, year: int, name: str, key: str, *, on: date | None = None, as_known_at: date | None = None
) -> tuple[str, str]:
    """(the key it has now, its SVG). LookupError where the contract has no such chart in that year.

    A key of yesterday's page gives today's chart with today's key."""
    kept_as = f"chart:{year}-{name}"
    found = _kept(contract, side, kept_as, key)
    if found is not None:
        return key, found
    one = page_on(contract, side, f"charts:{year}", on=on, as_known_at=as_known_at)[name]
    now: str = one["key"]
    found = _kept(contract, side, kept_as, now) if now != key else None
    if found is None:
        found = draw(from_data(one["chart"]))
        if on is None and as_known_at is None:
            _keep(contract, side, kept_as, now, found)
    return now, found


def _kept(contract: Contract, side: Side, page: str, key: str) -> str | None:
    found = (
        Snapshot.objects.filter(contract=contract, side=kept_for(contract, side, page), page=page).values_list("data", flat=True).first()
    )
    data = json.loads(found) if found else {}
    svg: str | None = data.get("svg") if data.get("key") == key else None
    return svg


def _keep(contract: Contract, side: Side, page: str, key: str, svg: str) -> None:
    """What a drawing shows hangs on its key alone, whatever the head and the day; a name too long for its column is not kept."""
    if len(page) > LONGEST:
        return
    fields = {
        "on": clock.today(),
        "head": contract.head,
        "made_by": __version__,
        "changes_on": None,
        "data": json.dumps({"key": key, "svg": svg}, ensure_ascii=False, separators=(",", ":")),
    }
    Snapshot.objects.update_or_create(contract=contract, side=kept_for(contract, side, page), page=page, defaults=fields)
