"""# Who was there

The contract names those who must attend. A meeting without one of them is held, and is not whole: either somebody stood in whom the other
side accepts, or the two sides meet again in the same period with everybody there. The slot is held on the day of its first meeting.
"""

from __future__ import annotations

import pytest
from tests.review.history import entry, reviewed

from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.ledger.model import Entry

BUYER, SUPPLIER = "buyer contract manager", "supplier contract manager"
ON = "2023-02-28"


def held(meeting: str, on: str, *present: str, slot: str = "2023-Q1") -> tuple[str, str, Event]:
    return on, "buyer", m.MeetingHeld(meeting=meeting, series="performance", slot=slot, present=present)


def stood_in(meeting: str, on: str, role: str, side: str) -> tuple[str, str, Event]:
    return on, side, m.SubstituteAgreed(meeting=meeting, role=role)


# what happened in the first quarter of 2023 -> who is missing from the slot at the end of February
CASES: list[tuple[str, list[tuple[str, str, Event]], tuple[str, ...]]] = [
    ("both were there", [held("a", "2023-01-19", BUYER, SUPPLIER)], ()),
    ("it was not recorded who was there", [held("a", "2023-01-19")], ()),
    ("one was missing", [held("a", "2023-01-19", BUYER, "service manager")], (SUPPLIER,)),
    ("both were missing", [held("a", "2023-01-19", "service manager")], (BUYER, SUPPLIER)),
    (
        "one was missing, the other side accepts who stood in",
        [held("a", "2023-01-19", BUYER, "director"), stood_in("a", "2023-01-20", SUPPLIER, "buyer")],
        (),
    ),
    (
        "a substitute for one of two",
        [held("a", "2023-01-19", "service manager"), stood_in("a", "2023-01-20", SUPPLIER, "buyer")],
        (BUYER,),
    ),
    (
        "a substitute accepted later than the day that is asked about",
        [held("a", "2023-01-19", BUYER), stood_in("a", "2023-03-01", SUPPLIER, "buyer")],
        (SUPPLIER,),
    ),
    (
        "a substitute at another meeting",
        [held("a", "2022-11-10", BUYER, slot="2022-Q4"), held("b", "2023-01-19", BUYER), stood_in("a", "2023-01-20", SUPPLIER, "buyer")],
        (SUPPLIER,),
    ),
    ("met again, and whole", [held("a", "2023-01-19", BUYER), held("b", "2023-02-02", BUYER, SUPPLIER)], ()),
    ("met again, and not whole", [held("a", "2023-01-19", BUYER), held("b", "2023-02-02", SUPPLIER)], (BUYER,)),
    ("met again, and it was not recorded who was there", [held("a", "2023-01-19", BUYER), held("b", "2023-02-02")], (SUPPLIER,)),
    ("the first was whole", [held("a", "2023-01-19", BUYER, SUPPLIER), held("b", "2023-02-02", BUYER)], ()),
    (
        "met again without one, for whom somebody stood in",
        [held("a", "2023-01-19", BUYER), held("b", "2023-02-02", BUYER), stood_in("b", "2023-02-03", SUPPLIER, "buyer")],
        (),
    ),
    (
        "met again in another period",
        [held("a", "2023-01-19", BUYER), held("b", "2023-02-02", BUYER, SUPPLIER, slot="2022-Q4")],
        (SUPPLIER,),
    ),
]


def entries(acts: list[tuple[str, str, Event]]) -> list[Entry]:
    told = sorted(acts, key=lambda one: one[0])
    return [entry(seq, on, side, event) for seq, (on, side, event) in enumerate(told, 1)]


@pytest.mark.parametrize(("case", "acts", "missing"), CASES, ids=[case[0] for case in CASES])
def test_who_is_missing(case: str, acts: list[tuple[str, str, Event]], missing: tuple[str, ...]) -> None:
    slot = next(one for one in reviewed(ON, entries=entries(acts)).meetings if one.label == "2023-Q1")
    assert slot.absent == missing, case
    first = min(on for on, _, event in acts if getattr(event, "slot", "") == "2023-Q1")
    assert slot.held_on is not None
    assert slot.held_on.isoformat() == first
    assert slot.meeting == next(event.meeting for on, _, event in acts if on == first)  # type: ignore[union-attr]


def test_further_meetings_are_named() -> None:
    acts = [held("a", "2023-01-19", BUYER), held("b", "2023-02-02", BUYER, SUPPLIER)]
    slot = next(one for one in reviewed(ON, entries=entries(acts)).meetings if one.label == "2023-Q1")
    assert (slot.meeting, slot.further) == ("a", ("b",))
