"""Where a contract stands, as plain data and back: what the contracts list keeps of each contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tenor.base.said_data import day_data, day_of, said_data, said_of
from tenor.review.standing_model import Flag, Mark, NextDate, Standing, Trend

Data = dict[str, Any]


def standing_data(standing: Standing) -> Data:
    """JSON-able: days as ISO text, sentences as `said_data` has them."""
    return {
        "side": standing.side,
        "strip": [{**asdict(mark), "first": day_data(mark.first), "last": day_data(mark.last)} for mark in standing.strip],
        "level": standing.level,
        "level_of": standing.level_of,
        "trend": asdict(standing.trend),
        "flags": [{**asdict(flag), "from_day": day_data(flag.from_day), "until": day_data(flag.until)} for flag in standing.flags],
        "next_dates": [date_data(each) for each in standing.next_dates],
    }


def standing_of(data: Data) -> Standing:
    """The standing that `standing_data` made this of."""
    return Standing(
        side=data["side"],
        strip=tuple(Mark(**{**mark, "first": day_of(mark["first"]), "last": day_of(mark["last"])}) for mark in data["strip"]),
        level=data["level"],
        level_of=data["level_of"],
        trend=Trend(**data["trend"]),
        flags=tuple(Flag(**{**flag, "from_day": day_of(flag["from_day"]), "until": day_of(flag["until"])}) for flag in data["flags"]),
        next_dates=tuple(date_of(each) for each in data["next_dates"]),
    )


def date_data(each: NextDate) -> Data:
    """A day that lies ahead."""
    return {
        "day": day_data(each.day),
        "what": said_data(each.what),
        "worked_out": None if each.worked_out is None else said_data(each.worked_out),
        "clause": list(each.clause),
        "side": each.side,
        "kind": each.kind,
    }


def date_of(data: Data) -> NextDate:
    """The day that `date_data` made this of."""
    day = day_of(data["day"])
    assert day is not None
    return NextDate(
        day=day,
        what=said_of(data["what"]),
        worked_out=None if data["worked_out"] is None else said_of(data["worked_out"]),
        clause=tuple(data["clause"]),
        side=data["side"],
        kind=data["kind"],
    )
