"""A line of Home as plain data and back: what is kept between a write and the pages that show it."""

from __future__ import annotations

from typing import Any

from tenor.base.said_data import day_data, day_of, said_data, said_of
from tenor.review.need_model import Need

Data = dict[str, Any]


def need_data(need: Need) -> Data:
    """JSON-able: days as ISO text, sentences as `said_data` has them."""
    return {
        "id": need.id,
        "kind": need.kind,
        "side": need.side,
        "what": said_data(need.what),
        "clause": list(need.clause),
        "why": [said_data(line) for line in need.why],
        "due": day_data(need.due),
        "soon_from": day_data(need.soon_from),
        "since": day_data(need.since),
        "worked_out": None if need.worked_out is None else said_data(need.worked_out),
        "who": list(need.who),
        "act": need.act,
        "about": dict(need.about),
        "until": day_data(need.until),
        "due_by": need.due_by,
    }


def need_of(data: Data) -> Need:
    """The line that `need_data` made this of."""
    return Need(
        id=data["id"],
        kind=data["kind"],
        side=data["side"],
        what=said_of(data["what"]),
        clause=tuple(data["clause"]),
        why=tuple(said_of(line) for line in data["why"]),
        due=day_of(data["due"]),
        soon_from=day_of(data["soon_from"]),
        since=day_of(data["since"]),
        worked_out=None if data["worked_out"] is None else said_of(data["worked_out"]),
        who=tuple(data["who"]),
        act=data["act"],
        about=tuple(data["about"].items()),
        until=day_of(data["until"]),
        due_by=data.get("due_by", ""),
    )
