"""Milestones and interim targets of a plan, its versions, and the figures beside its review: all on days."""

from __future__ import annotations

from datetime import date

import pytest
from tests.review.history import CONTRACT, history, reviewed

from tenor.ledger.events import Event
from tenor.ledger.events.plans import MilestoneReported, PlanProposed, PlanRequested, PlanSigned
from tenor.review.offered import offered
from tenor.review.plan_progress import before_and_now, milestone_state, plan_progress, step_behind
from tenor.review.plan_versions import agreed_version, versions_of
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

Said = tuple[str, str, Event]

FIVE = {"1": "2023-06-02", "2": "2023-06-05", "3": "2023-06-12", "4": "2023-06-30", "5": "2023-07-31"}
TARGETS = {"reports 2023-06": "at least 80%", "reports 2023-08": "at least 80%", "sent_back 2023-07": "at most 1"}
# the plan of the example, written again a day later with five milestones; both sign that one
SECOND: list[Said] = [
    ("2023-05-24", "supplier", PlanProposed(plan="p1", version=2, review_on=date(2023, 7, 31), milestones=FIVE, targets=TARGETS)),
    ("2023-05-24", "supplier", PlanSigned(plan="p1", side="supplier", version=2)),
    ("2023-05-25", "buyer", PlanSigned(plan="p1", side="buyer", version=2)),
]
REPORTED: list[Said] = [
    ("2023-06-02", "supplier", MilestoneReported(plan="p1", milestone="1", met=False)),
    ("2023-06-05", "supplier", MilestoneReported(plan="p1", milestone="2", met=False)),
]


def test_two_of_five_missed() -> None:
    """6.7: the list that a warning may rest on, with its days."""
    progress = plan_progress(reviewed("2023-06-12", *SECOND, *REPORTED), "p1")
    assert [each.state for each in progress.milestones] == ["missed", "missed", "to come", "to come", "to come"]
    assert [each.day for each in progress.missed] == [date(2023, 6, 2), date(2023, 6, 5)]


@pytest.mark.parametrize(("on", "state"), [("2023-06-12", "to come"), ("2023-06-13", "not reported")])
def test_a_milestone_is_overdue_from_the_day_after(on: str, state: str) -> None:
    """Its day must be over; with no word it is not reported, and not missed."""
    progress = plan_progress(reviewed(on, *SECOND, *REPORTED), "p1")
    assert progress.milestones[2].state == state
    assert len(progress.missed) == 2


def test_the_last_report_holds() -> None:
    late = ("2023-06-09", "supplier", MilestoneReported(plan="p1", milestone="2", met=True))
    second = plan_progress(reviewed("2023-06-12", *SECOND, *REPORTED, late), "p1").milestones[1]
    assert (second.state, len(second.reports)) == ("met", 2)


def test_a_report_of_what_the_plan_does_not_name() -> None:
    """Old plans hold their milestones in words: a report of one stands by its own day."""
    told = ("2023-06-05", "supplier", MilestoneReported(plan="p1", milestone="relief", met=False))
    (only,) = plan_progress(reviewed("2023-06-06", told), "p1").milestones
    assert (only.key, only.planned, only.day, only.state) == ("relief", None, date(2023, 6, 5), "missed")


def test_states_of_a_milestone() -> None:
    day = date(2023, 6, 12)
    assert milestone_state(day, True, date(2023, 6, 1)) == "met"
    assert milestone_state(None, None, day) == "to come"


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("2023-07-06", ["not yet known", "not yet known", "not yet known"]),  # June is final at the close of Fri 7 Jul
        ("2023-07-07", ["met", "not yet known", "not yet known"]),
        ("2023-09-08", ["met", "not met", "met"]),  # August 3 of 7, July none sent back
    ],
)
def test_interim_targets(on: str, states: list[str]) -> None:
    """Only a final figure answers."""
    progress = plan_progress(reviewed(on, *SECOND), "p1")
    assert [each.state for each in progress.targets] == states


def signed(on: str, *also: Said) -> list[tuple[int, list[str], int]]:
    found = versions_of(reviewed(on, *also).facts, "p1", date.fromisoformat(on))
    return [(each.number, sorted(each.signed), len(each.void)) for each in found]


def test_a_newer_version_makes_one_signature_void() -> None:
    newer: Said = ("2023-05-23", "supplier", PlanProposed(plan="p1", version=2, review_on=date(2023, 6, 9)))
    assert signed("2023-05-22", newer) == [(1, [], 0)]
    assert signed("2023-05-23") == [(1, ["supplier"], 0)]
    assert signed("2023-05-23", newer) == [(1, [], 1), (2, [], 0)]
    assert signed("2023-05-24", newer) == [(1, [], 1), (2, ["buyer"], 0)]


def test_what_both_signed_stands_until_both_sign_another() -> None:
    facts = reviewed("2023-06-12", *SECOND).facts
    assert signed("2023-05-24", *SECOND) == [(1, ["buyer", "supplier"], 0), (2, ["supplier"], 0)]
    days = {on: agreed_version(versions_of(facts, "p1", date.fromisoformat(on))) for on in ("2023-05-24", "2023-05-25")}
    assert [(v.number, v.agreed_on) for v in days.values() if v] == [(1, date(2023, 5, 24)), (2, date(2023, 5, 25))]


def test_a_signature_on_an_incomplete_version_is_none() -> None:
    begun: Said = ("2023-05-23", "supplier", PlanProposed(plan="p1", version=2, complete=False))
    assert signed("2023-05-24", begun) == [(1, [], 1), (2, [], 1)]


def test_who_writes_is_for_the_terms_to_say() -> None:
    """[V] Where the contract lets both write it, the buyer may type it in for the supplier; signing is each side's own."""
    text = CONTRACT.read_text(encoding="utf-8")
    before, after = "kind: plan\n    by: supplier", "kind: plan\n    by: [supplier, buyer]"
    assert before in text
    asked: Said = ("2023-06-12", "buyer", PlanRequested(plan="p9", kpis=("reports",)))
    for written, who in ((text, ["supplier"]), (text.replace(before, after), ["buyer", "supplier"])):
        terms = read_yaml(written).terms
        assert terms is not None
        found = offered(review(terms, history("2023-06-12", asked), on=date(2023, 6, 12)), "plan", "p9")
        assert [side for side, acts in sorted(found.items()) if "plan-proposed" in acts] == who


def test_the_figures_beside_a_review() -> None:
    """The step rested on March and April; the latest final one on 9 June is May."""
    review = reviewed("2023-06-09")
    plan = next(each for each in review.plans if each.id == "p1")
    (one,) = before_and_now(review, plan)
    assert one.before is not None
    assert one.now is not None
    assert (one.before.period.label, one.now.period.label) == ("2023-04", "2023-05")
    assert one.before.at(review.on).figure == (5, 7)
    assert one.now.at(review.on).figure == (4, 7)


def test_the_figures_beside_a_plan_that_rests_on_no_step() -> None:
    """The latest final month on the day it was asked for."""
    asked: Said = ("2023-06-12", "buyer", PlanRequested(plan="p9", kpis=("reports",)))
    review = reviewed("2023-07-31", asked)
    plan = next(each for each in review.plans if each.id == "p9")
    assert step_behind(review, plan) is None
    (one,) = before_and_now(review, plan)
    assert [each.period.label for each in (one.before, one.now) if each] == ["2023-05", "2023-06"]
