"""The contracts of a person as a list: searched, filtered by what stands, sorted, and each with its standing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from tenor.desk.models import Contract, Person, Snapshot
from tenor.desk.permissions.roles import MEMBER
from tenor.desk.reach import reach_of
from tenor.desk.snapshots import freshen
from tenor.review.standing_data import standing_of
from tenor.review.standing_model import Standing

MOST_IN_PART = 100
FILTERS = ("conditions met", "return late", "warning in force", "plan in force", "silent", "no manager", "figure questioned")
SORTS = ("what stands", "name", "supplier", "rating", "next", "trend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One contract of the list, as the person's side sees it."""

    contract: Contract
    side: str
    standing: Standing
    levels: tuple[str, ...]


def snapshots_of(person: Person, page: str, day: date) -> QuerySet[Snapshot]:
    """The snapshots of a page for every contract that a person may see whole, each as the side the person is of."""
    return Snapshot.objects.filter(reach_of(person, day).snapshots(), page=page)


def stands(flag: str, day: date) -> Q:
    """The condition on a standing's columns by which a flag stands on a day. KeyError for a flag that is no filter."""
    return {
        "conditions met": Q(waiting__gt=0),
        "return late": Q(return_late_from__lte=day),
        "warning in force": Q(warning=True),
        "plan in force": Q(plan=True),
        "silent": Q(silent_from__lte=day),
        "no manager": Q(no_manager=True),
        "figure questioned": Q(questioned=True),
    }[flag]


def portfolio(person: Person, day: date, *, words: str = "", flags: Sequence[str] = (), sort: str = "") -> QuerySet[Snapshot]:
    """The standings that fit: `words` in name, number or supplier; any of the `flags`; in the order of `sort` ("-name": turned round)."""
    found = snapshots_of(person, "standing", day).select_related("contract")
    for word in words.split():
        found = found.filter(
            Q(contract__title__icontains=word) | Q(contract__reference__icontains=word) | Q(contract__supplier_name__icontains=word)
        )
    wanted = [flag for flag in flags if flag in FILTERS]
    if wanted:
        any_of = Q()
        for flag in wanted:
            any_of |= stands(flag, day)
        found = found.filter(any_of)
    return found.order_by(*_order(sort, day))


def tally(person: Person, day: date) -> dict[str, int]:
    """How many contracts there are, and on how many each flag stands: one query."""
    counts: dict[str, Any] = {f"n{n}": Count("pk", filter=stands(flag, day)) for n, flag in enumerate(FILTERS)}
    found = snapshots_of(person, "standing", day).aggregate(all=Count("pk"), **counts)
    return {"all": found["all"], **{flag: found[f"n{n}"] for n, flag in enumerate(FILTERS)}}


def lines(standings: Sequence[Snapshot], day: date) -> list[Line]:
    """The snapshots of one page of the list, read; the first few that are behind are made anew."""
    freshen(standings, day)
    found = []
    for kept in standings:
        data = json.loads(kept.data)
        found.append(Line(contract=kept.contract, side=kept.side, standing=standing_of(data["standing"]), levels=tuple(data["levels"])))
    return found


def in_part(person: Person, day: date) -> list[tuple[Contract, str]]:
    """The contracts of which a person is shown a part, each with the role that shows it: own rows, own units, or one page. No query for
    people who see whole contracts alone."""
    reach = reach_of(person, day)
    roles = dict(reach.in_part)
    posts = Contract.objects.filter(pk__in=list(roles)).order_by("title")[:MOST_IN_PART] if roles else []
    councils = [id for id, role in reach.memberships if role == MEMBER]
    general = Contract.objects.filter(organisation__in=councils, state="signed").order_by("title")[:MOST_IN_PART] if councils else []
    return [*((contract, roles[contract.pk]) for contract in posts), *((contract, MEMBER) for contract in general)]


def being_set_up(person: Person, day: date) -> list[Contract]:
    """Contracts that have not been signed here yet, of those a person sees whole."""
    reach = reach_of(person, day)
    own = Q(pk__in=reach.whole("buyer")) | Q(organisation__in=reach.councils)
    return list(Contract.objects.filter(own, state="being set up").order_by("title")[:50])


def _order(sort: str, day: date) -> list[Any]:
    key, down = sort.removeprefix("-"), sort.startswith("-")
    field = {"name": "contract__title", "supplier": "contract__supplier_name", "rating": "level_rank", "next": "next_on", "trend": "trend"}
    if key in field:
        first = F(field[key])
        # worst rating first, unless turned round
        turned = down != (key == "rating")
        return [first.desc(nulls_last=True) if turned else first.asc(nulls_last=True), "contract__title", "pk"]
    weight = Case(
        When(stands("conditions met", day), then=Value(0)),
        When(stands("return late", day), then=Value(1)),
        When(stands("silent", day), then=Value(2)),
        When(stands("warning in force", day), then=Value(3)),
        When(stands("no manager", day), then=Value(4)),
        When(stands("figure questioned", day), then=Value(5)),
        default=Value(6),
        output_field=IntegerField(),
    )
    return [weight.desc() if down else weight.asc(), "contract__title", "pk"]
