"""Where a contract stands: what the list of contracts shows, and the columns by which it filters and sorts."""

from __future__ import annotations

from datetime import date
from typing import Any

from tenor.desk.pages.view import Data, View
from tenor.review.standing import standing
from tenor.review.standing_data import standing_data


def make(view: View) -> Data:
    """{"standing": …, "levels": […]} for the side of the view; days, never "overdue"."""
    review = view.review
    return {"standing": standing_data(standing(review, side=view.side)), "levels": list(review.terms.levels)}


def columns(data: Data) -> Data:
    """What lists are filtered and sorted by."""
    stands = data["standing"]
    flags: dict[str, list[Data]] = {}
    for flag in stands["flags"]:
        flags.setdefault(flag["kind"], []).append(flag)
    return {
        "overall": stands["level"] or "",
        "level_rank": data["levels"].index(stands["level"]) if stands["level"] in data["levels"] else None,
        "trend": stands["trend"]["direction"],
        "waiting": sum(flag["n"] for flag in flags.get("conditions met", ())),
        "return_late_from": _first(flags.get("return late", ())),
        "silent_from": _first(flags.get("silent", ())),
        "warning": "warning in force" in flags,
        "plan": "plan in force" in flags,
        "no_manager": "no manager" in flags,
        "questioned": "figure questioned" in flags,
        "next_on": next((date.fromisoformat(each["day"]) for each in stands["next_dates"]), None),
    }


def _first(flags: Any) -> date | None:
    return min((date.fromisoformat(flag["from_day"]) for flag in flags), default=None)
