"""The quick answer is the slow one: for every act that it answers, and it never answers for one that asks how things stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tenor.ledger.events.meetings import MeetingHeld
from tenor.ledger.events.plans import PlanClosed
from tenor.ledger.events.returns import QueryRaised, RowsCorrected, RowsLogged
from tenor.ledger.folder import read_folder
from tenor.review.allow import allow, allow_by_side
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

FOLDER = Path(__file__).parent.parent.parent / "contracts" / "reg-44-visits"
TODAY = date(2023, 6, 12)


@pytest.mark.parametrize(
    ("event", "side", "on", "answered"),
    [
        (RowsLogged(datasets=("visits",)), "supplier", TODAY, True),
        (RowsLogged(datasets=("visits", "sent_back")), "buyer", date(2023, 6, 1), True),
        (RowsCorrected(datasets=("visits",)), "supplier", TODAY, True),
        (RowsLogged(), "supplier", TODAY, True),
        (RowsLogged(datasets=("no such",)), "supplier", TODAY, False),
        (RowsLogged(datasets=("visits",)), "system", TODAY, False),
        (RowsLogged(datasets=("visits",)), "supplier", date(2023, 6, 13), False),
        (QueryRaised(query="q"), "buyer", TODAY, False),
        (MeetingHeld(meeting="m"), "buyer", TODAY, False),
        (PlanClosed(plan="plan-1"), "buyer", TODAY, False),
    ],
)
def test_what_is_answered_at_once_is_answered_the_same(event: object, side: str, on: date, answered: bool) -> None:
    terms = read_yaml((FOLDER / "terms.yaml").read_text(encoding="utf-8")).terms
    assert terms is not None
    now = review(terms, read_folder(FOLDER).entries, on=TODAY)
    quick = allow_by_side(event, side=side, on=on, today=TODAY, datasets=terms.datasets)  # type: ignore[arg-type]
    assert (quick is not None) == answered
    if quick is not None:
        assert quick == allow(now, event, side=side, on=on)  # type: ignore[arg-type]
