"""Reviews made for this process, the last few kept: the pages of one contract are often opened one after the other."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date
from typing import Literal
from uuid import UUID

from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.models import Contract
from tenor.review.model import Review
from tenor.review.whole import review

Side = Literal["buyer", "supplier"]
MOST = 8
_Key = tuple[UUID, str, str, date, date | None]
_kept: OrderedDict[_Key, Review] = OrderedDict()
_lock = threading.Lock()


def review_of(contract: Contract, side: Side, *, on: date | None = None, as_known_at: date | None = None) -> Review:
    """The review of a contract as one side may have it, today's where no day is given."""
    day = on or clock.today()
    one = held(contract)
    # where nothing is kept from either side, both have the same review
    for_side = side if any(entry.seen_by != "both" for entry in one.entries) else "both"
    key = (contract.pk, contract.head, for_side, day, as_known_at)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = review(one.terms, one.seen_by(side), on=day, as_known_at=as_known_at)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Drop what this process keeps."""
    with _lock:
        _kept.clear()
