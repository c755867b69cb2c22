"""Pages of a contract for whoever asks: kept where they are of today, made where another day is asked for."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tenor.desk import clock
from tenor.desk.models import Contract
from tenor.desk.pages.registry import maker
from tenor.desk.pages.view import Data, View
from tenor.desk.snapshots import page_data

Side = Literal["buyer", "supplier"]
LONGEST = 80  # signs of a kept page's name


def page_on(contract: Contract, side: Side, page: str, *, on: date | None = None, as_known_at: date | None = None) -> Data:
    """A page's data; of today it is kept, of another day it is made for this once. LookupError where there is no such thing on it."""
    if "\x00" in page:  # from an address; PostgreSQL takes no such text
        raise LookupError(page)
    if on is None and as_known_at is None and len(page) <= LONGEST:
        return page_data(contract, side, page)
    name, _, what = page.partition(":")
    return maker(name)(View(contract=contract, side=side, on=on or clock.today(), as_known_at=as_known_at, what=what))
