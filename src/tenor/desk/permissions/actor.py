"""Who acts, and whether they may: pure predicates over roles, nothing of the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.desk.permissions.roles import ROLES, Side
from tenor.desk.permissions.table import ACT_OF, ALSO, MAY
from tenor.ledger.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person on one contract. `by`: the opaque id that entries name; `units`: those that a post is limited to."""

    name: str
    by: str
    side: Side
    roles: tuple[str, ...]
    units: tuple[str, ...] = ()

    def may(self, act: str) -> bool:
        """Whether one of the roles may. KeyError for an act that no table names: a mistake of ours."""
        return bool(set(self.roles) & set(MAY[act]))

    @property
    def limited_to_units(self) -> bool:
        """Whether every role is limited to the units of the post."""
        return all(ROLES[role].scope == "own units" for role in self.roles)

    @property
    def sees_all(self) -> bool:
        """Whether the pages of the contract are for this person, not only a part of them."""
        return self.may("see the contract")


def may_record(actor: Actor, event: Event, *, act: str = "", units: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Why this person may not do this, whatever the state of the contract; nothing where they may.

    `act`: which of the acts an event can be is meant, where it can be several; `units`: those that the rows with it are about.
    """
    meant = act or ACT_OF[type(event)]
    if meant not in (ACT_OF[type(event)], *ALSO.get(type(event), ())):
        raise ValueError(f"{type(event).__name__} is never the act {meant!r}")
    if not actor.may(meant):
        return (problem("person-may-not", act=said(f"person-act-{meant.replace(' ', '-')}"), roles=list(actor.roles)),)
    strange = sorted(set(units) - set(actor.units)) if actor.limited_to_units else []
    return (problem("person-not-own-unit", units=strange),) if strange else ()


def holds_on(since: date | None, until: date | None, day: date) -> bool:
    """Whether a post or a membership holds on a day; both ends count."""
    return (since is None or since <= day) and (until is None or day <= until)


def side_of(roles: Iterable[str]) -> Side:
    """The side these roles are of. ValueError where they are of both, or none is known: nobody sits on both sides of a table."""
    sides = {ROLES[role].side for role in roles if role in ROLES}
    if len(sides) != 1:
        raise ValueError("roles of one person on one contract must be of one side")
    return sides.pop()
