"""What stands in the menus: only pages that are there, that this person may see, and that the contract has something for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenor.desk.lookups.setup_start import is_setting_up
from tenor.desk.visible import Place

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a menu."""

    label: Text
    href: str
    current: bool = False


# Groups of a contract's menu, in the order of screens: how it goes; what is held together; (equality comes); the record.
GROUPS: tuple[tuple[tuple[str, Text], ...], ...] = (
    (("setup", _("Set up")),),
    (("summary", _("Summary")), ("performance", _("Performance")), ("rows", ""), ("returns", _("Returns")), ("money", _("Money"))),
    (
        ("meetings", _("Meetings")),
        ("plans", _("Plans and warnings")),
        ("actions", _("Actions")),
        ("risks", _("Risks and issues")),
        ("targets", _("Targets")),
        ("changes", _("Changes")),
        ("together", _("Working together")),
        ("capacity", _("Problems told")),
        ("phone", _("Log by phone")),
    ),
    (
        ("standards", _("Standards")),
        ("information-list", _("Information")),
        ("contract-people", _("People")),
        ("ending", _("Start and end")),
    ),
    (("documents", _("Documents")), ("history", _("History"))),
)

# pages that need more than seeing the contract: the act that opens them
FOR_WHOM = {"phone": "log rows", "money": "see the money"}


def contract_menu(request: HttpRequest, place: Place) -> list[list[Item]]:
    """The groups of a contract's menu; an empty one is left out."""
    groups = []
    signed, setting_up = place.contract.state == "signed", is_setting_up(place.contract)
    for several in GROUPS if place.actor.sees_all else ():
        group = [item for item in several if (setting_up if item[0] == "setup" else signed)]
        named = [(name, label or place.contract.rows_name) for name, label in group]  # rows are called as the contract calls them
        named = [(name, label) for name, label in named if name != "money" or place.contract.has_money]
        open_to = [(name, label) for name, label in named if label and (name not in FOR_WHOM or place.actor.may(FOR_WHOM[name]))]
        found = [(_reverse(name, place.contract.pk), label) for name, label in open_to]
        items = [Item(label=label, href=href, current=request.path == href) for href, label in found if href]
        groups += [items] if items else []
    return groups


def _reverse(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
