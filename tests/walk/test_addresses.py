"""Every address of the site is in the table that the walks are made from, and every page has a door."""

from __future__ import annotations

import pytest
from tests.walk.addresses import Route, listed, routes

WHERE = "list it in tests/walk/addresses.py (and an example of each new argument in tests/walk/stage.py): else nobody walks it"


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name or route.path)
def test_every_address_is_listed(route: Route) -> None:
    assert route.name, f"/{route.path} has no name: give it one, and {WHERE}"
    assert route.name in listed(), f"“{route.name}” (/{route.path}) is new: {WHERE}"


def test_the_table_has_no_address_that_is_gone() -> None:
    gone = listed().keys() - {route.name for route in routes()}
    assert not gone, f"take these out of tests/walk/addresses.py, the site has no such addresses: {sorted(gone)}"


def test_every_name_is_one_address() -> None:
    names = [route.name for route in routes()]
    assert not {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize("route", [one for one in routes() if not one.path.startswith("account/")], ids=lambda route: route.name)
def test_every_page_has_its_door(route: Route) -> None:
    """Of a contract: `on_contract`. Else `signed_in`, unless the table says that it is open to nobody in particular ("nobody 200")."""
    line = listed().get(route.name)
    if route.path.startswith("c/"):
        assert route.acts, f"{route.name}: put @on_contract(…) outermost, so that a stranger finds nothing there"
        assert line is None or line.part == "contract", f"{route.name} belongs into the part CONTRACT of tests/walk/addresses.py"
    elif line is not None and not {"nobody", "anybody"} & set(line.others):
        assert route.signed_in or route.view.__module__ == "tenor.web.look", f"{route.name}: put @signed_in on it, or say that it is open"
