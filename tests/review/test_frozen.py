"""What a maker saw is frozen with the act."""

from __future__ import annotations

from tests.review.history import reviewed

from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.review.frozen import differences, with_what_was_seen


def test_a_decision_keeps_the_figures_it_rested_on() -> None:
    review = reviewed("2023-05-09")
    decided = with_what_was_seen(review, DecisionTaken(rule="plan", outcome="taken"), head="ab12")
    assert decided.seen["head"] == "ab12"
    assert decided.seen["terms"] == review.terms.document.sha256
    assert decided.seen["figure reports 2023-04"] == "5/7 amber final"
    assert decided.seen["step plan/2023-05-09"].startswith("met 2023-05-09, by two-ambers")
    assert differences(review, decided.seen) == []


def test_what_is_counted_otherwise_later_is_told() -> None:
    review = reviewed("2023-05-09")
    seen = {"head": "ab12", "figure reports 2023-04": "6/7 amber final"}
    assert differences(review, seen) == [("reports 2023-04", "6/7 amber final", "5/7 amber final")]


def test_other_acts_are_as_they_were() -> None:
    event = DutyDone(duty="ready")
    assert with_what_was_seen(reviewed("2023-05-09"), event, head="ab12") is event
