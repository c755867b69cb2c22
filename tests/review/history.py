"""The example contract with a year of its life in a few lines, as entries in memory, for the tests of review and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.meetings import MeetingHeld, MinutesReceived, MinutesSent
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanReviewed, PlanSigned
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body, Entry
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

CONTRACT = Path(__file__).parents[2] / "contracts/reg-44-visits/terms.yaml"
RECEIVED = {"2022-09": "2022-09-30", "2022-12": "2022-12-30", "2023-03": "2023-03-31"}

Months = Sequence[tuple[str, str, int, int, int]]
Acts = Sequence[tuple[str, str, Event]]

# month, day the return was received, visits made, of which reported late, and reports sent back
MONTHS = [
    ("2022-09", "2022-09-30", 6, 0, 0),
    ("2022-10", "2022-10-28", 6, 0, 0),
    ("2022-11", "2022-11-25", 6, 0, 0),
    ("2022-12", "2022-12-30", 6, 0, 0),
    ("2023-01", "2023-01-27", 6, 1, 0),
    ("2023-02", "2023-02-24", 6, 1, 1),
    ("2023-03", "2023-03-31", 5, 1, 1),
    ("2023-04", "2023-04-28", 7, 2, 0),
    ("2023-05", "2023-05-26", 7, 3, 1),
    ("2023-06", "2023-06-30", 7, 0, 0),
    ("2023-07", "2023-07-28", 7, 0, 0),
    ("2023-08", "2023-08-25", 7, 4, 0),
]

# what people did: day, side, act
ACTS: list[tuple[str, str, Event]] = [
    ("2023-04-18", "buyer", MeetingHeld(meeting="m1", series="performance")),
    ("2023-04-24", "buyer", MinutesSent(meeting="m1")),
    ("2023-04-25", "supplier", MinutesReceived(meeting="m1")),
    ("2023-05-10", "buyer", DecisionTaken(rule="plan", outcome="taken")),
    ("2023-05-10", "buyer", PlanRequested(plan="p1", kpis=("reports",), rule="plan")),
    ("2023-05-22", "supplier", PlanProposed(plan="p1", review_on=date(2023, 6, 9))),
    ("2023-05-23", "supplier", PlanSigned(plan="p1", side="supplier")),
    ("2023-05-24", "buyer", PlanSigned(plan="p1", side="buyer")),
    ("2023-06-09", "buyer", PlanReviewed(plan="p1", outcome="not improved")),
    ("2023-06-12", "buyer", DecisionTaken(rule="no-improvement", outcome="taken", of="p1")),
    ("2023-06-13", "buyer", NoticeIssued(notice="w1", step="formal warning", kpis=("reports",), plan="p2")),
    ("2023-06-14", "supplier", NoticeReceived(notice="w1")),
]


def day(text: str) -> date:
    return date.fromisoformat(text)


def example() -> Terms:
    """The terms of the example contract."""
    read = read_yaml(CONTRACT.read_text(encoding="utf-8"))
    assert read.terms is not None, [str(each) for each in read.problems]
    return read.terms


def entry(seq: int, on: str, side: str, event: Event, body: Body | None = None, **more: Any) -> Entry:
    """An entry as the review needs it; the chain is proved elsewhere."""
    at = datetime.combine(day(on), time(11), tzinfo=UTC) + timedelta(seconds=seq)
    known: dict[str, Any] = {"seq": seq, "id": f"e{seq}", "type": type(event).__name__, "v": 1, "on": day(on), "at": at, "by": "someone"}
    plain: dict[str, Any] = {"side": side, "seen_by": "both", "event": event, "prev": "", "hash": "", "body": body}
    return Entry(**{**known, **plain, **more})


def history(until: str = "2023-12-31", *also: tuple[str, str, Event], months: Months = MONTHS, acts: Acts = ACTS) -> list[Entry]:
    """Returns and acts up to a day, with some of your own among them; or with other months, or other acts."""
    told = [(on, "supplier", event, body) for on, event, body in _returns(months)]
    told += [(on, side, event, None) for on, side, event in (*acts, *also)]
    several = sorted((one for one in told if one[0] <= until), key=lambda one: one[0])
    return [entry(seq, on, side, event, body) for seq, (on, side, event, body) in enumerate(several, 1)]


def reviewed(on: str, *also: tuple[str, str, Event], entries: Sequence[Entry] | None = None) -> Review:
    """The review of a day of the example."""
    return review(example(), history(on, *also) if entries is None else entries, on=day(on))


def _returns(months: Months) -> Iterator[tuple[str, Event, Body]]:
    for month, received, made, late, back in months:
        visits = [_visit(f"{month}-{4 + n:02}", "ABCDEFG"[n], n < late) for n in range(made)]
        returned = [_sent_back(f"{month}-20", "ABCDEFG"[n], f"{month}-{4 + n:02}") for n in range(back)]
        content = {"rows": {"visits": visits, "sent_back": returned}}
        yield received, ReturnReceived(ret="monthly", covers=month, reports=("visits", "reports", "sent_back")), _rows(content)


def _rows(content: dict[str, Any]) -> Body:
    return Body(kind="rows", salt="00" * 16, content=content)


def _visit(on: str, unit: str, late: bool) -> dict[str, Any]:
    sent = (day(on) + timedelta(days=12 if late else 3)).isoformat()
    line = "ABCDEFG".index(unit) + 2
    values = {"unit": unit, "visited_on": on, "sent_to_council_on": sent, "sent_to_ofsted_on": sent}
    return {"id": f"{unit}-{on}", "values": values, "cells": {name: f"Visits!{'ABCD'[i]}{line}" for i, name in enumerate(values)}}


def _sent_back(on: str, unit: str, visited: str) -> dict[str, Any]:
    values = {"unit": unit, "visited_on": visited, "returned_on": on, "reason": "omission"}
    return {"id": f"{unit}-{visited}-{on}", "values": values, "cells": {"returned_on": "Sent back!C2"}}
