"""What stands in the menus: only pages that are there, that this person may see, and that the contract has something for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenor.desk.visible import Place

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a menu."""

    label: Text
    href: str
    current: bool = False


# name of the address, label. Main menu.
MAIN: tuple[tuple[str, Text], ...] = (("home", _("Home")), ("contracts", _("Contracts")), ("people", _("People")))

# Groups of a contract's menu, in the order of screens: how it goes; what is held together; (equality comes); the record.
GROUPS: tuple[tuple[tuple[str, Text], ...], ...] = (
    (("summary", _("Summary")), ("performance", _("Performance")), ("rows", _("Rows")), ("returns", _("Returns"))),
    (("changes", _("Changes")),),
    (("contract-people", _("People")),),
    (("documents", _("Documents")), ("history", _("History"))),
)


def main_menu(request: HttpRequest) -> list[Item]:
    """The entries of the main menu for whoever looks."""
    if not request.user.is_authenticated:
        return []
    found = [(_reverse(name), label) for name, label in MAIN]
    return [Item(label=label, href=href, current=_at(request, href)) for href, label in found if href]


def contract_menu(request: HttpRequest, place: Place) -> list[list[Item]]:
    """The groups of a contract's menu; an empty one is left out."""
    groups = []
    for group in GROUPS if place.actor.sees_all else ():
        found = [(_reverse(name, place.contract.pk), label) for name, label in group]
        items = [Item(label=label, href=href, current=request.path == href) for href, label in found if href]
        groups += [items] if items else []
    return groups


def _reverse(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _at(request: HttpRequest, href: str) -> bool:
    return request.path == href or (href != "/" and request.path.startswith(href))
