"""The roles: what a person can be on a contract, and for which side.

A role's scope says how much of a contract its pages show: all of it, the units of the post, the rows the person entered, or one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["buyer", "supplier"]
Scope = Literal["all", "own units", "own rows", "one page", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """`everywhere`: may be given for all contracts of an organisation at once."""

    name: str
    side: Side
    scope: Scope = "all"
    everywhere: bool = False


MANAGER = "contract manager"
HEAD = "head of service"
EQUALITY = "equality officer"
UNIT = "service manager"
LEGAL = "legal"
AUDITOR = "auditor"
MEMBER = "member"
SUPPLIER = "supplier contract manager"
VISITOR = "visitor"
OWNER = "system owner"

ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        Role(name=MANAGER, side="buyer"),
        Role(name=HEAD, side="buyer", everywhere=True),
        Role(name=EQUALITY, side="buyer", everywhere=True),
        Role(name=UNIT, side="buyer", scope="own units"),
        Role(name=LEGAL, side="buyer", everywhere=True),
        Role(name=AUDITOR, side="buyer", everywhere=True),
        Role(name=MEMBER, side="buyer", scope="one page", everywhere=True),
        Role(name=SUPPLIER, side="supplier"),
        Role(name=VISITOR, side="supplier", scope="own rows"),
        Role(name=OWNER, side="buyer", scope="none", everywhere=True),
    )
}
EVERYBODY = tuple(ROLES)
