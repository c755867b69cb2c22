"""What would follow if: told in sentences, and nothing recorded."""

from __future__ import annotations

from typing import Any

from tests.review.history import day, example, history, reviewed

from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DecisionTaken
from tenor.ledger.events.meetings import MinutesAnswered
from tenor.ledger.events.notices import NoticeWithdrawn
from tenor.ledger.events.plans import PlanRequested
from tenor.ledger.events.returns import FigureCorrected, ReturnReceived
from tenor.ledger.model import Body
from tenor.review.what_if import WhatIf, what_if

Act = tuple[Event, Any, str]


def supposed(on: str, *acts: Act, known: str | None = None, until: str = "", **more: Any) -> WhatIf:
    events = [(event, side, day(when)) for event, side, when in acts]
    as_known_at = day(known) if known else None
    return what_if(example(), history(until or on), events, on=day(on), as_known_at=as_known_at, **more)


def told(found: WhatIf) -> list[str]:
    return [say(each) for each in found.differences]


def test_nothing_different() -> None:
    assert told(supposed("2023-05-12")) == ["nothing would be different on Fri 12 May 2023"]


def test_a_plan_asked_for_starts_its_clock() -> None:
    asked: Act = (PlanRequested(plan="p1", kpis=("reports",)), "buyer", "2023-05-10")
    assert told(supposed("2023-05-12", asked, until="2023-05-09")) == [
        "the improvement plan of Wed 10 May 2023 would be new: requested",
        (
            "Agree the improvement plan of Wed 10 May 2023 (KPI 2): a new duty of the buyer and supplier "
            "(Wed 24 May 2023: 10 working days after Wed 10 May 2023)"
        ),
    ]


def test_a_decision() -> None:
    found = told(supposed("2023-05-09", (DecisionTaken(rule="plan", outcome="not taken"), "buyer", "2023-05-09")))
    assert found == ['the step of the rule "plan" met on Tue 9 May 2023 would be "not taken", not "open"']


def test_a_figure_corrected_in_time_takes_a_step_away() -> None:
    corrected: Act = (FigureCorrected(kpi="reports", period="2023-04", numerator=7, denominator=7), "supplier", "2023-05-08")
    found = told(supposed("2023-05-12", corrected, until="2023-05-09"))
    assert 'the rule "plan" (clause 6.3), met on Tue 9 May 2023, would not be met: improvement plan' in found
    assert "KPI 2, April 2023: stretch (7 of 7 = 100%), not amber (5 of 7 = 71.4%)" in found
    assert "overall, April 2023: stretch, not green" in found


def test_a_figure_corrected_too_late_is_disputed() -> None:
    corrected: Act = (FigureCorrected(kpi="reports", period="2023-04", numerator=7, denominator=7), "supplier", "2023-05-11")
    found = told(supposed("2023-05-12", corrected, until="2023-05-09"))
    assert "KPI 2, April 2023: amber, disputed (5 of 7 = 71.4%), not amber (5 of 7 = 71.4%)" in found
    assert not any("would not be met" in each for each in found)


def test_a_return_with_its_rows() -> None:
    """What if the September return came as it is: its rows are handed in beside the act."""
    values = {"unit": "A", "visited_on": "2023-09-05", "sent_to_council_on": "2023-09-07", "sent_to_ofsted_on": "2023-09-07"}
    body = Body(kind="rows", salt="", content={"rows": {"visits": [{"id": "A-2023-09-05", "values": values}]}})
    came: Act = (ReturnReceived(ret="monthly", covers="2023-09", reports=("visits", "reports", "sent_back")), "supplier", "2023-09-29")
    found = told(supposed("2023-09-29", came, bodies=[body]))
    assert "KPI 1, September 2023: red, provisional (1 of 7 = 14.3%), not not due" in found
    assert "Send the monthly return for September 2023: done (deadline Fri 29 Sep 2023), not due (deadline Fri 29 Sep 2023)" in found


def test_a_warning_withdrawn_ends_its_watch() -> None:
    found = told(supposed("2023-09-08", (NoticeWithdrawn(notice="w1"), "buyer", "2023-08-01")))
    assert any("red-after-warning" in each and "would not be met" in each for each in found)
    assert 'the formal warning of Tue 13 Jun 2023 would be "withdrawn", not "watching"' in found


def test_an_answer_in_time() -> None:
    found = told(supposed("2023-05-12", (MinutesAnswered(meeting="m1", answer="withheld", items=("4",)), "supplier", "2023-05-11")))
    assert 'the minutes of Tue 18 Apr 2023 would be "withheld", not "deemed agreed"' in found


def test_nothing_is_recorded_and_the_day_before_says_the_same() -> None:
    entries = history("2023-05-09")
    before = list(entries)
    asked = (PlanRequested(plan="p1", kpis=("reports",)), "buyer", day("2023-05-10"))
    found = what_if(example(), entries, [asked], on=day("2023-05-12"))  # type: ignore[list-item]
    assert entries == before
    assert [plan.id for plan in found.before.plans] == []
    assert [plan.id for plan in found.after.plans] == ["p1"]


def test_as_known_at_an_earlier_day() -> None:
    """What one knew on 8 May, and had one then asked for a plan: what came later is not known, the supposed act is."""
    asked: Act = (PlanRequested(plan="px", kpis=("reports",)), "buyer", "2023-05-12")
    found = supposed("2023-05-12", asked, known="2023-05-08")
    assert [plan.id for plan in found.before.plans] == []
    assert [plan.id for plan in found.after.plans] == ["px"]
    assert found.after.as_known_at == day("2023-05-08")


def test_the_review_before_is_the_review() -> None:
    found = supposed("2023-05-12")
    assert [step.id for step in found.before.steps] == [step.id for step in reviewed("2023-05-12").steps]
