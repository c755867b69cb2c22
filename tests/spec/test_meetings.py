"""# Who was there

The contract names those who must attend. A meeting without one of them is held, and is not whole: either somebody stood in whom the other
side accepts, or the two sides meet again in the same period with everybody there. The slot is held on the day of its first meeting.
"""

from __future__ import annotations

import pytest
from tests.review.history import entry, reviewed

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events import meetings as m
from tenor.ledger.model import Entry
from tenor.review.need_meetings import meetings
from tenor.review.needs import needs

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


# --- what Home says ----------------------------------------------------------------------------------------------

NOT_WHOLE = "The meeting for quarter 1 of 2023 was without the {}: accept who stood in, or meet again"
SIGN = "Sign what is expected from the start, as talked through on Sun 21 Aug 2022"
START = ("2022-08-21", "buyer", m.MeetingHeld(meeting="s", title="pre-start meeting"))
HOME: list[tuple[str, list[tuple[str, str, Event]], list[str], list[str]]] = [
    # what happened -> the lines of the buyer, of the supplier
    ("everybody was there", [held("a", "2023-01-19", BUYER, SUPPLIER)], [], []),
    ("the supplier's was missing", [held("a", "2023-01-19", BUYER)], [NOT_WHOLE.format(SUPPLIER)], []),
    ("the buyer's was missing", [held("a", "2023-01-19", SUPPLIER)], [NOT_WHOLE.format(BUYER)], [NOT_WHOLE.format(BUYER)]),
    ("met again", [held("a", "2023-01-19", BUYER), held("b", "2023-02-02", BUYER, SUPPLIER)], [], []),
    ("a slot before the last", [held("z", "2022-11-10", BUYER, slot="2022-Q4"), held("a", "2023-01-19", BUYER, SUPPLIER)], [], []),
    ("nobody has signed", [START], [SIGN], [SIGN]),
    ("one side has signed", [START, ("2022-08-22", "supplier", m.StartSigned(meeting="s", side="supplier"))], [SIGN], []),
]


@pytest.mark.parametrize(("what_happened", "acts", "buyer", "supplier"), HOME, ids=[case[0] for case in HOME])
def test_what_home_says(what_happened: str, acts: list[tuple[str, str, Event]], buyer: list[str], supplier: list[str]) -> None:
    """Who may accept, or calls the next meeting, is told; who has not signed, too."""
    found = reviewed(ON, entries=entries(acts))
    assert [say(one.what) for one in meetings(found, "buyer")] == buyer, what_happened
    assert [say(one.what) for one in meetings(found, "supplier")] == supplier, what_happened
    assert all(one in needs(found, side="buyer") for one in meetings(found, "buyer"))
