"""Every page as every role, as a stranger, as another council's manager and as nobody: what each is given comes from the doors and the
table of acts."""

from __future__ import annotations

import pytest
from tests.walk.addresses import Address, listed, routes, walked
from tests.walk.conftest import ClientOf
from tests.walk.stage import FOREIGN, NOBODY, STRANGER, WALKERS, Stage

from tenor.desk.permissions import roles as r
from tenor.desk.permissions.table import MAY

ACTS = {route.name: route.acts for route in routes()}


def expected(one: Address, who: str) -> int:
    """What opening a page gives somebody."""
    if who in one.others or "anybody" in one.others:
        return one.others.get(who) or one.others["anybody"]
    if who == NOBODY:
        return 302
    acts = ACTS[one.name]
    if acts is None:
        return one.gives
    if who in FOREIGN:
        return 404
    return one.gives if any(who in MAY[act] for act in acts) else 403


@pytest.mark.parametrize("one", walked(), ids=lambda one: one.name)
def test_who_may_open_a_page(one: Address, stage: Stage, client_of: ClientOf) -> None:
    address = stage.address(one)
    walkers = WALKERS if one.part != "account" else (r.MANAGER, STRANGER, NOBODY)  # a library's own pages know no roles
    given = {who: client_of(who).get(address).status_code for who in walkers}
    wrong = {who: f"{given[who]} instead of {expected(one, who)}" for who in walkers if given[who] != expected(one, who)}
    assert not wrong, f"{one.name} ({address}): {wrong}"


def test_no_exception_lets_a_foreigner_in() -> None:
    """The table may say of a role of the contract that it is given something else; never of those to whom the contract is not there."""
    for one in listed().values():
        if one.part == "contract":
            assert not set(one.others) & set(FOREIGN), one.name
            assert one.others.get(NOBODY, 401) == 401, one.name
