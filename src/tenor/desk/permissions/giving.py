"""Which roles a person may give and end: pure, from the roles they hold themselves. Nobody gives a role of the other side,
except that a council names a supplier's first contract manager, because nobody else could."""

from __future__ import annotations

from collections.abc import Iterable

from tenor.desk.permissions.roles import MANAGER, OWNER, ROLES, SUPPLIER, VISITOR

# role held on a contract -> the roles it gives and ends there
GIVES: dict[str, tuple[str, ...]] = {
    MANAGER: tuple(role.name for role in ROLES.values() if role.side == "buyer" and role.name != OWNER),
    SUPPLIER: (SUPPLIER, VISITOR),
}
# what a system owner gives on all contracts of the organisation, and the one role of a single contract
EVERYWHERE: tuple[str, ...] = tuple(role.name for role in ROLES.values() if role.everywhere)
OWNER_GIVES_ON_ONE: tuple[str, ...] = (MANAGER,)


def may_give(roles: Iterable[str], *, supplier_has_manager: bool) -> tuple[str, ...]:
    """The roles that somebody with these roles may give on a contract, in the order of the table of roles."""
    held = set(roles)
    found = {given for role in held for given in GIVES.get(role, ())}
    if MANAGER in held and not supplier_has_manager:
        found.add(SUPPLIER)
    return tuple(role for role in ROLES if role in found)


def may_end(roles: Iterable[str]) -> tuple[str, ...]:
    """The roles that somebody with these roles may end on a contract."""
    found = {given for role in set(roles) for given in GIVES.get(role, ())}
    return tuple(role for role in ROLES if role in found)
