"""What every page needs: the organisation whose name and colour stand at the top, the main menu, the day it is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tenor.desk import clock
from tenor.desk.lookups import organisations
from tenor.desk.models import Person
from tenor.web import look

# The main menu and the footer: name of the address, and its label. Only what exists is shown.
MENU = (
    ("home", gettext_noop("Home")),
    ("contracts", gettext_noop("Contracts")),
    ("calendar", gettext_noop("Calendar")),
    ("organisation", gettext_noop("Organisation")),
)
FOOTER = (
    ("help", gettext_noop("Help")),
    ("accessibility", gettext_noop("Accessibility statement")),
    ("privacy", gettext_noop("Privacy")),
    ("glossary", gettext_noop("Glossary")),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Values every template may use; a page's own values of the same name win."""
    person = getattr(request, "user", None)
    known = person is not None and person.is_authenticated
    return {
        "demo": settings.DEMO,
        "today": clock.today(),
        "organisation": SimpleLazyObject(lambda: organisation_of(request)) if known else None,
        "menu": main_menu(request) if known else [],
        "footer": [{"href": href, "label": _(label)} for name, label in FOOTER if (href := address(name))],
        "home_href": address("home") or "/",
        "sign_out_href": address("account_logout"),
        "person_href": address("person") if known else "",
        "search_href": address("search") if known else "",
        "language_href": address("set_language"),  # Welsh shows its switch once the site has this address
        "no_keys": bool(known and getattr(person, "settings", {}).get("no_keys")),
    }


def address(name: str) -> str:
    """The address of a page; "" where the site has none of this name."""
    return _address(name, get_urlconf())


@lru_cache(maxsize=256)
def _address(name: str, urlconf: str | None) -> str:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


def main_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries that exist, the present one marked: a page below an entry's address belongs to it."""
    listed: list[dict[str, Any]] = [{"href": href, "label": _(label)} for name, label in MENU if (href := address(name))]
    below = [each for each in listed if each["href"] != "/" and request.path.startswith(each["href"])]
    for each in listed:
        each["current"] = each in below or (each["href"] == request.path)
    return listed


def organisation_of(request: HttpRequest) -> dict[str, Any] | None:
    """Name, colour, logo and help of the organisation the person works for. One query a request, and none where a page does not ask.

    Whoever works for several sees the one the page set as `request.organisation`, else the first by name.
    """
    made = getattr(request, "organisation", None) or organisations.organisation_of(cast(Person, request.user))
    return None if made is None else look.of(made)
