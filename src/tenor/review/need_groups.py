"""In which group a line of Home stands on a day, and the order of the lines. No calendar is asked: a kept line is right on a later day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tenor.review.need_model import GROUPS, KINDS, ON_HOME, Group, Kind, Need

_BY_KIND: dict[Kind, Group] = {
    "decide": "decide",
    "query": "answer",
    "figure": "answer",
    "becoming final": "becoming final",
    "silent": "silent",
    "unowned": "equality",
}


def group_of(need: Need, on: date) -> Group:
    """The group of a line on a day. "later": not yet on Home; "over": the day has passed and nothing can be done any more.

    A day is overdue from the day after. Figures are final at the close of their final day."""
    if need.kind == "becoming final" and need.due is not None and on >= need.due:
        return "over"
    if need.until is not None and on > need.until:
        return "over"
    if need.soon_from is None or on < need.soon_from:
        return "later"
    if need.kind == "chase":
        return "overdue"
    if need.kind in _BY_KIND:
        return _BY_KIND[need.kind]
    return "overdue" if need.due is not None and on > need.due else "due soon"


def ordered(needs: Iterable[Need], on: date) -> tuple[Need, ...]:
    """The lines that stand on Home on a day, group by group, in each the oldest day first; of a group those without a day last."""
    return tuple(sorted((need for need in needs if group_of(need, on) in ON_HOME), key=lambda need: _place(need, on)))


def later(needs: Iterable[Need], on: date) -> tuple[Need, ...]:
    """What this side has to do later on, the next first: what an empty Home says is next. Of several reminders of one day, the last."""
    ahead = (n for n in needs if group_of(n, on) == "later" and n.due is not None and n.until is None and n.kind != "chase")
    return tuple(sorted(ahead, key=lambda need: _place(need, on)))


def _place(need: Need, on: date) -> tuple[int, bool, date, date, int, str]:
    day = need.since if need.kind in ("decide", "query", "figure", "silent") else need.due
    began = need.since or need.soon_from or date.max
    return (GROUPS.index(group_of(need, on)), day is None, day or began, began, KINDS.index(need.kind), need.id)
