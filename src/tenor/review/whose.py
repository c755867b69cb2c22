"""Which side a role is of: "supplier contract manager" is the supplier's, whatever the contract calls its people."""

from __future__ import annotations

from tenor.terms.model import Terms


def side_of(terms: Terms, who: str) -> str:
    """ "buyer", "supplier", or "" for somebody who stands on neither side by name."""
    name = " ".join(who.lower().split())
    contact = next((contact.side for contact in terms.contacts if contact.role and contact.role.lower() == name), "")
    for side in ("buyer", "supplier"):
        if name == side or name.startswith(f"{side} ") or name.endswith(f" {side}"):
            return side
    return contact


def sides_of(terms: Terms, several: tuple[str, ...]) -> set[str]:
    """The sides of several, without those that stand on neither."""
    return {side_of(terms, who) for who in several} - {""}
