"""What needs a person today, over all their contracts, in the order of Home."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from django.db.models import F

from tenor.desk.lookups.portfolio import snapshots_of
from tenor.desk.models import Contract, Person, Snapshot
from tenor.desk.permissions.for_needs import may_do
from tenor.desk.reach import reach_of
from tenor.desk.snapshots import freshen
from tenor.review.need_data import need_of
from tenor.review.need_groups import group_of, later, ordered
from tenor.review.need_model import GROUPS, ON_HOME, Group, Need

AHEAD = 8  # later lines read of one contract: more than Home shows of all
MOST = 40  # contracts whose lines are read for one Home: whoever has more finds them in the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of Home, on its contract. `roles`: what the person is there."""

    need: Need
    contract: Contract
    side: str
    roles: tuple[str, ...] = ()

    @property
    def may(self) -> bool:
        """Whether this person may do what it asks for; else they may only look."""
        return may_do(self.need.act, self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Lines by group, in the order of Home; the lines of later days, the next first; how many contracts more have something."""

    groups: tuple[tuple[Group, tuple[Line, ...]], ...]
    later: tuple[Line, ...]
    beyond: int = 0


def home(person: Person, day: date) -> Home:
    """What needs this person on a day. One query, and one more for whoever has a great many contracts; what is behind is made anew."""
    waiting = snapshots_of(person, "needs", day).select_related("contract")
    read = list(waiting.order_by(F("soon_from").asc(nulls_last=True), "pk")[: MOST + 1])
    freshen(read[:MOST], day)
    due = [kept for kept in read if kept.soon_from is not None and kept.soon_from <= day]
    beyond = waiting.filter(soon_from__lte=day).count() - MOST if len(due) > MOST else 0
    reach = reach_of(person, day)
    mine = [line for kept in read[:MOST] for line in _lines(kept, reach.roles_on(kept.contract), day)]
    by_id = {id(line.need): line for line in mine}
    on_home = [by_id[id(need)] for need in ordered([line.need for line in mine], day)]
    groups = tuple((group, tuple(line for line in on_home if group_of(line.need, day) == group)) for group in GROUPS if group in ON_HOME)
    ahead = tuple(by_id[id(need)] for need in later([line.need for line in mine], day)[: AHEAD - 2])
    return Home(groups=tuple((group, found) for group, found in groups if found), later=ahead, beyond=beyond)


def _lines(kept: Snapshot, roles: tuple[str, ...], day: date) -> list[Line]:
    """Of one contract the lines that have come, and the next few that have not: years of later duties need not be read."""
    every = json.loads(kept.data)["needs"]
    come = [each for each in every if each["soon_from"] and each["soon_from"] <= day.isoformat()]
    ahead = [each for each in every if each["due"] and not (each["soon_from"] and each["soon_from"] <= day.isoformat())]
    read = [*come, *nsmallest(AHEAD, ahead, key=lambda each: str(each["due"]))]
    return [Line(need=need_of(each), contract=kept.contract, side=kept.side, roles=roles) for each in read]
