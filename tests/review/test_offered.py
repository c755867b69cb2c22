"""What pages offer is what the table of acts allows, for each thing of the stage and each side."""

from __future__ import annotations

import pytest
from tests.spec.test_acts import stage

from tenor.ledger.events import TYPES, kebab
from tenor.review.acts import ACTS
from tenor.review.offered import _TRIED, offered
from tenor.review.things import known

KINDS = sorted({ACTS[event].of for event in _TRIED} - {"rule"})


@pytest.mark.parametrize("kind", KINDS)
def test_offered_is_what_the_table_says(kind: str) -> None:
    """Nothing is offered to a side or in a state that the table does not name, and something is where it does."""
    seen = set()
    for id, state in known(stage(), kind).items():
        for side, names in offered(stage(), kind, id).items():
            for name in names:
                permit = next(permit for event, permit in ACTS.items() if kebab(event.__name__) == name)
                assert permit.of == kind
                assert side in permit.by
                assert not permit.when or state in permit.when
            seen |= set(names)
    assert seen == {kebab(event.__name__) for event, permit in ACTS.items() if permit.of == kind} - NOT_HERE


# acts of the stage that no thing of it is open to as the side that may
NOT_HERE = {"substitute-agreed"}  # nobody was missing at the meetings of the stage


def test_a_thing_that_is_not_there_is_open_to_nothing() -> None:
    assert offered(stage(), "plan", "nowhere") == {"buyer": [], "supplier": []}


def test_every_act_about_a_thing_can_be_tried() -> None:
    """Those that name more than the thing (a figure, a row, a return, a rule, a duty) have pages of their own that ask."""
    own = {"figure", "reading", "unit", "rule", "duty", "listed duty", "entry", "received return", "entered return", "query"}
    about = {name for name, event in TYPES.items() if ACTS[event].of and ACTS[event].of not in own}
    assert about == {event.__name__ for event in _TRIED} | {"NoticeApproved", "SubstituteAgreed"}
