"""Roles in the words of the pages: those people have in Tenor, and those a contract's text names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenor.desk.models import Contract
from tenor.desk.permissions import roles as r

WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    r.MANAGER: (_("contract manager"), _("Runs the contract for the council: returns, meetings, plans, letters.")),
    r.HEAD: (_("head of service"), _("Sees everything and decides what matters most.")),
    r.EQUALITY: (_("equality officer"), _("Sees everything, with full counts, and advises.")),
    r.UNIT: (_("service manager"), _("Confirms what happened at the places they look after. Sees nothing else.")),
    r.LEGAL: (_("legal or procurement"), _("Sets contracts up, agrees readings and changes, advises.")),
    r.AUDITOR: (_("auditor"), _("Reads everything and changes nothing.")),
    r.MEMBER: (_("member"), _("Reads one page a contract.")),
    r.SUPPLIER: (_("supplier’s contract manager"), _("Runs the contract for the supplier.")),
    r.VISITOR: (_("visitor"), _("Logs what they did. Sees only that.")),
    r.OWNER: (_("system owner"), _("Looks after people and how the pages look. Sees no contract.")),
}


def role_word(role: str) -> str:
    """What a role is called on a page."""
    return str(WORDS[role][0]) if role in WORDS else role


def role_choices(roles: tuple[str, ...]) -> list[tuple[str, str]]:
    """Roles as answers of a form."""
    return [(role, role_word(role)[:1].upper() + role_word(role)[1:]) for role in roles]


def role_hints(roles: tuple[str, ...]) -> dict[str, str]:
    """What each role does, as hints of a form."""
    return {role: str(WORDS[role][1]) for role in roles}


def who(role: str, contract: Contract) -> str:
    """Who a contract's text means, by name: "supplier contract manager" is "Example Supplier Ltd's contract manager"."""
    sides = {
        "buyer": contract.organisation.name or gettext("the council"),
        "supplier": contract.supplier_name or gettext("the supplier"),
    }
    side, _space, post = role.partition(" ")
    name = sides.get(side.lower())
    if name is None:
        return role
    return gettext("%(side)s's %(role)s") % {"side": name, "role": post} if post else name


def the(role: str, contract: Contract) -> str:
    """The same inside a sentence: "the safety officer", "Example Supplier Ltd's contract manager"."""
    named = who(role, contract)
    return named if named != role else gettext("the %(role)s") % {"role": role}


def who_choices(roles: Iterable[str], contract: Contract) -> list[tuple[str, str]]:
    """Roles of a contract's text as answers of a form; what is kept is the role as the contract has it."""
    return [(role, who(role, contract)[:1].upper() + who(role, contract)[1:]) for role in roles]


def who_line(line: str, contract: Contract) -> str:
    """ "Robin Placeholder, supplier contract manager" with the role by name; a line without one stays."""
    before, comma, role = line.rpartition(", ")
    return f"{before}{comma}{who(role, contract)}"
