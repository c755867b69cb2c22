"""What pages offer is what the table of acts allows, for each thing of the stage and each side."""

from __future__ import annotations

import pytest
from tests.spec.test_acts import stage

from tenor.ledger.events import TYPES, kebab
from tenor.review.acts import ACTS
from tenor.review.offered import _TRIED, offered
from tenor.review.things import known

# sums of money are offered on a contract that has some: test_money_acts.py
KINDS = sorted({ACTS[event].of for event in _TRIED} - {"rule", "sum of money"})


@pytest.mark.parametrize("kind", KINDS)
def test_offered_is_what_the_table_says(kind: str) -> None:
    """Nothing is offered to a side or in a state that the table does not name, and something is where it does."""
    seen = set()
    for id, state in known(stage(), kind).items():
        for side, names in offered(stage(), kind, id).items():
            for name in names:
                permit = next(permit for event, permit in ACTS.items() if kebab(event.__name__) == name)
                assert permit.of == kind or name in BEGIN
                assert side in permit.by
                assert not permit.when or state in permit.when
            seen |= set(names) - BEGIN
    assert seen == {kebab(event.__name__) for event, permit in ACTS.items() if permit.of == kind} - OF_ANSWERS


# this contract asks for no answers and leaves no time to cure: `tests/spec/test_answers_and_silence.py`
OF_ANSWERS = {"receipt-acknowledged", "duty-answered", "cure-day-set", "cure-judged"}

# what a meeting that was called is open to besides: it is not there yet, so no act is about it
BEGIN = {"agenda-issued", "meeting-held", "meeting-refused"}


@pytest.mark.parametrize(
    ("kind", "id", "buyer", "supplier"),
    [
        ("meeting", "called", BEGIN, BEGIN),
        ("meeting", "half", {"substitute-agreed"}, set()),  # the supplier's was missing: the buyer accepts who stood in
        ("meeting", "new", set(), set()),
        ("meeting", "start", {"start-signed"}, {"start-signed"}),
        ("slot", "performance 2023-09", BEGIN, BEGIN),
        ("slot", "performance 2023-04", set(), set()),  # no slot of this contract
        ("meeting of no series", "urgent meeting", BEGIN, BEGIN),
        ("series", "performance", {"frequency-decided", "risk-assessed"}, set()),
        ("series", "nowhere", set(), set()),
    ],
)
def test_what_begins_about_meetings(kind: str, id: str, buyer: set[str], supplier: set[str]) -> None:
    assert {side: set(names) for side, names in offered(stage(), kind, id).items()} == {"buyer": buyer, "supplier": supplier}


def test_a_thing_that_is_not_there_is_open_to_nothing() -> None:
    assert offered(stage(), "plan", "nowhere") == {"buyer": [], "supplier": []}


def test_every_act_about_a_thing_can_be_tried() -> None:
    """Those that name more than the thing (a figure, a row, a return, a rule, a duty) have pages of their own that ask."""
    own = {"figure", "reading", "unit", "rule", "listed duty", "entry", "received return", "entered return", "query"}
    about = {name for name, event in TYPES.items() if ACTS[event].of and ACTS[event].of not in own}
    assert about == {event.__name__ for event in _TRIED} | {
        "BreachFound",
        "DutyAnswered",
        "NoticeApproved",
        "MilestoneReported",
        "NoticeAdvised",
        "SubstituteAgreed",
    }
