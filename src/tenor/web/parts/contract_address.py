"""Addresses of the pages of one contract; nothing where the site has no such page, or the person may not see it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from tenor.desk.visible import Place


def contract_address(place: Place, name: str, *args: str, **query: str) -> str:
    """The address of a page by its name, with a query; "" where there is none."""
    try:
        path = reverse(name, args=(place.contract.pk, *args))
    except NoReverseMatch:
        return ""
    asked = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path
