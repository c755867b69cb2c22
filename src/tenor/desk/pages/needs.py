"""What needs a side: every line of Home, with its days."""

from __future__ import annotations

from datetime import date

from tenor.desk.pages.view import Data, View
from tenor.review.need_data import need_data
from tenor.review.needs import needs


def make(view: View) -> Data:
    """{"needs": […]}: `review.need_groups` says which of them stand on Home on a day."""
    return {"needs": [need_data(need) for need in needs(view.review, side=view.side)]}


def columns(data: Data) -> Data:
    """The day from which something stands on Home, and the oldest day of what does."""
    soon = [date.fromisoformat(need["soon_from"]) for need in data["needs"] if need["soon_from"]]
    due = [date.fromisoformat(day) for need in data["needs"] if (day := need["due"] or need["since"])]
    return {"soon_from": min(soon, default=None), "first_due": min(due, default=None)}
