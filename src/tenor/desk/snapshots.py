"""Snapshots: read where they still hold, made anew where the ledger went on, their day came, or Tenor itself is another.

The pages "standing" and "needs" are what lists and Home read, so they are made anew soon after every write, by a thread beside
the requests.
"""

from __future__ import annotations

import json
import logging
import queue
import threading
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections

from tenor import __version__
from tenor.desk import clock
from tenor.desk.held import held
from tenor.desk.keeping import keep
from tenor.desk.models import Contract, Snapshot
from tenor.desk.pages.registry import DAILY, columns_of, maker
from tenor.desk.pages.view import Data, View
from tenor.desk.parsed import TREE
from tenor.desk.reviews import review_of
from tenor.ledger.events.agreements import ContactEnded, ContactNamed, ReadingAgreed, UnitClosed, UnitOpened, VariationAgreed
from tenor.review.after import after
from tenor.review.dates_of_assurance import dates_of_assurance
from tenor.review.subcontractors import subcontracts

Side = Literal["buyer", "supplier"]
SIDES: tuple[Side, Side] = ("buyer", "supplier")
STANDING, NEEDS = "standing", "needs"
DAY = timedelta(days=1)
WEEK = 7 * DAY
SEVERAL = 500  # rows cleared away by one statement
MOST_ANEW = 5  # of one list, in one look
LISTED = (STANDING, NEEDS, "search")
# What a contract's menu opens: made beforehand by the tick, so that nobody waits for the first look of a day.
OPENED = ("summary", "performance", "rows", "returns", "meetings", "changes", "people", "documents", "history")


def page_data(contract: Contract, side: Side, page: str, *, today: date | None = None) -> Data:
    """The data of one page, as it is today. One query where the snapshot holds."""
    day = today or clock.today()
    kept = Snapshot.objects.filter(contract=contract, side=kept_for(contract, side, page), page=page).first()
    if kept is not None and holds(kept, contract, day):
        data: Data = json.loads(kept.data)
        return data
    return make(contract, side, page, day)


def holds(kept: Snapshot, contract: Contract, day: date) -> bool:
    """Whether a snapshot still says what a new one would."""
    return (
        kept.head == contract.head and kept.on <= day and (kept.changes_on is None or day < kept.changes_on) and kept.made_by == __version__
    )


def make(contract: Contract, side: Side, page: str, day: date, *, must: bool = False) -> Data:
    """Make the data of a page and keep it. `must`: OperationalError where the database would not; a look goes on without."""
    data, fields = _made(contract, side, page, day)
    # asked once the data is there: an entry of one side alone may have come after `contract` was read, and be in it
    own = any(entry.seen_by != "both" for entry in held(contract).entries)
    keep(contract, side if own else kept_for(contract, side, page), page, fields, must=must)
    return data


def _made(contract: Contract, side: Side, page: str, day: date) -> tuple[Data, dict[str, Any]]:
    """The data of a page, and the columns that a snapshot of it has."""
    view = View(contract=contract, side=side, on=day, what=page.partition(":")[2])
    data = maker(page)(view)
    fields: dict[str, Any] = {
        "on": day,
        "head": contract.head,
        "made_by": __version__,
        "changes_on": day + DAY if page.partition(":")[0] in DAILY else min(_changes(contract, side, day), default=None),
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")),
    }
    return data, fields | columns_of(page, data)


def freshen(several: Iterable[Snapshot], day: date) -> None:
    """Make anew those of a list that no longer hold, so that a list is right at once after an act: the first few, for a look must not
    take long; the others stay as they were kept until the thread or the tick comes to them."""
    for kept in islice((each for each in several if not holds(each, each.contract, day)), MOST_ANEW):
        try:
            side: Side = "supplier" if kept.side == "supplier" else "buyer"
            _data, fields = _made(kept.contract, side, kept.page, day)
        except Exception:
            log.exception("the page %s of contract %s could not be made anew", kept.page, kept.contract.pk)
            continue
        for name, value in fields.items():
            setattr(kept, name, value)
        keep(kept.contract, kept.side, kept.page, fields)


def _changes(contract: Contract, side: Side, day: date) -> Iterator[date]:
    """Days to come on which a page says something else: of the review, of the end, and of units and contacts, which no figure hangs on."""
    review = review_of(contract, side, on=day)
    ends = review.terms.contract.ends
    found = [review.changes_on, after(review).decide_from, ends + DAY]
    found += [one.day + DAY for one in dates_of_assurance(review)]  # from then on it is no date ahead
    for unit in review.terms.units:
        found += [unit.opens, unit.closes and unit.closes + DAY]
        found += [day for away in unit.away for day in (away[0], away[1] + DAY)]
    for each in subcontracts(review):
        found += [each.first_day, each.last_day and each.last_day + DAY]
    for act in review.facts.of(UnitOpened, UnitClosed, ContactNamed, ContactEnded, VariationAgreed, ReadingAgreed):
        event = act.event
        if isinstance(event, UnitOpened):
            found.append(event.first_day)
        elif isinstance(event, UnitClosed | ContactEnded):
            found.append(event.last_day and event.last_day + DAY)
        else:
            found.append(event.from_)
    counted = {act.ref for act in review.facts.acts}
    if any(day - WEEK < entry.on <= day and entry.event and entry.id not in counted for entry in held(contract).seen_by(side)):
        found.append(day + DAY)  # done past the hour at which the contract's days end: it counts from the next working day
    return (each for each in found if each is not None and each > day)


def kept_for(contract: Contract, side: Side, page: str) -> str:
    """Whose a page is kept as. A page is made from what its side may see and from nothing else, so where both sides see the same history
    one is enough; what needs a side, and what lists join with a person's sides, is each side's own."""
    return side if contract.one_sided or page in LISTED else "both"


def renew(contract: Contract, day: date | None = None) -> None:
    """Make anew, for both sides, what Home, the list of contracts and the search read."""
    for side in SIDES:
        for page in LISTED:
            make(contract, side, page, day or clock.today(), must=True)


def make_ready(contract: Contract, day: date) -> None:
    """Make the pages of the contract's menu that are not there as they would be today."""
    for side in SIDES if contract.one_sided else SIDES[:1]:
        for page in OPENED:
            page_data(contract, side, page, today=day)


def behind(day: date) -> list[Contract]:
    """Signed contracts whose standing is missing, or behind its ledger, or whose day has come."""
    from django.db.models import Exists, F, OuterRef, Q

    fresh = Snapshot.objects.filter(
        Q(changes_on__isnull=True) | Q(changes_on__gt=day),
        contract=OuterRef("pk"),
        page=STANDING,
        head=F("contract__head"),
        made_by=__version__,
        on__lte=day,
    )
    signed = Contract.objects.filter(state="signed")
    return list(signed.filter(~Exists(fresh.filter(side="buyer")) | ~Exists(fresh.filter(side="supplier"))).order_by("pk"))


def forget_old(most: int) -> int:
    """Clear away, at most so many, the pages of one look (a figure, a row) of a ledger that went on; how many there were. The pages of
    lists and menus stay: the next of each takes the place of the one before."""
    from django.db.models import F

    looked_at = Snapshot.objects.exclude(page__in=[*LISTED, *OPENED, TREE]).exclude(head=F("contract__head"))
    old = list(looked_at.order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(old), SEVERAL):
        Snapshot.objects.filter(pk__in=old[start : start + SEVERAL]).delete()
    return len(old)


log = logging.getLogger("tenor")
_waiting: queue.SimpleQueue[UUID] = queue.SimpleQueue()
_started = threading.Lock()
_thread: threading.Thread | None = None


def renew_soon(id: UUID) -> None:
    """Have the standing of a contract made anew by the thread beside the requests; where the settings have none, by the next look."""
    if settings.RENEW_SOON == "never":
        return
    global _thread
    with _started:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="renewing standings", daemon=True)
            _thread.start()
    _waiting.put(id)


def _work() -> None:
    """Make standings anew as they come; of one contract named several times, once. What fails here is made by the next tick or look."""
    while True:
        ids = {_waiting.get()}
        while not _waiting.empty():
            ids.add(_waiting.get())
        for id in ids:
            try:
                close_old_connections()
                renew(Contract.objects.get(pk=id))
            except Exception:
                log.exception("the standing of contract %s could not be made anew", id)
