"""Where a contract stands and what needs somebody: kept for Home and the list of contracts, which filter by its columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from tenor.desk.pages.view import Data, View
from tenor.review.need_data import need_data
from tenor.review.needs import needs
from tenor.review.standing import standing
from tenor.review.standing_data import standing_data


def make(view: View) -> Data:
    """{"standing": …, "needs": […], "levels": […]} for the side of the view; days, never "overdue"."""
    review = view.review
    return {
        "standing": standing_data(standing(review, side=view.side)),
        "needs": [need_data(need) for need in needs(review, side=view.side)],
        "levels": list(review.terms.levels),
    }


def columns(data: Data) -> dict[str, Any]:
    """What lists are filtered and sorted by, out of a standing's data."""
    stands = data["standing"]
    flags: dict[str, list[Data]] = {}
    for flag in stands["flags"]:
        flags.setdefault(flag["kind"], []).append(flag)
    due = [need["due"] or need["since"] for need in data["needs"] if need["due"] or need["since"]]
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
        "first_due": min(map(date.fromisoformat, due), default=None),
        "next_on": next((date.fromisoformat(each["day"]) for each in stands["next_dates"]), None),
    }


def _first(flags: Any) -> date | None:
    return min((date.fromisoformat(flag["from_day"]) for flag in flags), default=None)
