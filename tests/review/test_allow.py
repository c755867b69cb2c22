"""May this be recorded? The answers that say what, why and what to do. The whole table is tried in `tests/spec/test_acts.py`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.review.history import day, entry, history, reviewed

from tenor.ledger.events import Event
from tenor.ledger.events.agreements import ContactEnded, ContractEnded, ReadingAgreed, UnitClosed, UnitOpened, VariationAgreed
from tenor.ledger.events.decisions import DecisionTaken, DutyDone, DutyExtended, DutyWaived, NamedEvent, PersonJudged
from tenor.ledger.events.meetings import (
    ActionAgreed,
    FrequencyDecided,
    MeetingHeld,
    MinutesAnswered,
    MinutesIssued,
    MinutesReceived,
    MinutesSent,
)
from tenor.ledger.events.notices import NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import PlanProposed, PlanRequested, PlanSigned
from tenor.ledger.events.returns import (
    FigureCorrected,
    FigureDisputed,
    FigureResolved,
    QueryAnswered,
    QueryRaised,
    ReliefAgreed,
    ReturnReceived,
    RowConfirmed,
)
from tenor.ledger.events.working_together import CapacityRaised, RiskClosed, RiskRaised
from tenor.ledger.model import Entry
from tenor.review.acts import ACTS
from tenor.review.allow import allow

Act = tuple[str, str, Event]


def answers(on: str, side: str, event: Event, *also: Act, now: str = "", **more: Any) -> list[str]:
    known: Any = side
    return [str(each) for each in allow(reviewed(now or on, *also), event, side=known, on=day(on), **more)]


ASKED = ("2023-05-10", "buyer", PlanRequested(plan="px", kpis=("reports",)))
PART = ("2023-05-11", "supplier", PlanProposed(plan="px", complete=False))
WHOLE = ("2023-05-12", "supplier", PlanProposed(plan="px", version=2, review_on=date(2023, 7, 31)))
SIGNED = ("2023-05-12", "supplier", PlanSigned(plan="px", side="supplier"))

# what is wanted: day, side, act, what happened before; what the answer says
REFUSED: list[tuple[str, str, Event, tuple[Act, ...], str]] = [
    # plans
    ("2023-05-11", "supplier", PlanSigned(plan="px", side="supplier"), (ASKED,), "has no complete version"),
    ("2023-05-12", "supplier", PlanSigned(plan="px", side="supplier"), (ASKED, PART), "Ask for milestone, date and resource of each task"),
    ("2023-05-12", "supplier", PlanSigned(plan="px", side="buyer"), (ASKED, WHOLE), "is for the buyer itself"),
    ("2023-05-12", "buyer", PlanSigned(plan="px", side="buyer", version=1), (ASKED, PART, WHOLE), "sign the latest"),
    (
        "2023-05-13",
        "supplier",
        PlanSigned(plan="px", side="supplier"),
        (ASKED, WHOLE, SIGNED),
        "signed this version of the improvement plan of Wed 10 May 2023 on Fri 12 May 2023",
    ),
    ("2023-05-13", "supplier", PlanProposed(plan="px", version=2, complete=False), (ASKED, WHOLE), "version 2 was given already"),
    ("2023-05-13", "supplier", PlanProposed(plan="px"), (ASKED,), "the improvement plan of Wed 10 May 2023 has no review date"),
    ("2023-05-13", "supplier", PlanProposed(plan="px", review_on=date(2023, 5, 1)), (ASKED,), "does not lie after Sat 13 May 2023"),
    ("2023-05-13", "buyer", PlanProposed(plan="px", review_on=date(2023, 9, 1)), (ASKED,), "is for the supplier, by the contract"),
    ("2023-05-13", "buyer", PlanRequested(plan="p1", kpis=("reports",)), (), "there is already a plan p1"),
    (
        "2023-05-13",
        "buyer",
        PlanRequested(plan="p9", kpis=("report",)),
        (),
        "there is no KPI report on Sat 13 May 2023; did you mean reports?",
    ),
    ("2023-05-13", "buyer", PlanRequested(plan="p9", kpis=("reports",), step="formal warning"), (), '"formal warning" is no plan'),
    # notices
    ("2023-06-12", "supplier", NoticeReceived(notice="w1"), (), "there is no notice w1 on Mon 12 Jun 2023"),
    ("2023-06-16", "supplier", NoticeReceived(notice="w1"), (), "receipt of notice w1 was acknowledged on Wed 14 Jun 2023"),
    ("2023-06-16", "supplier", NoticeIssued(notice="w2", step="formal warning"), (), "is for the buyer, by the contract"),
    ("2023-06-16", "buyer", NoticeIssued(notice="w2", step="improvement plan"), (), '"improvement plan" is no notice of these terms'),
    ("2023-06-16", "buyer", NoticeIssued(notice="w2", step="formal warning", plan="p1"), (), "there is already a plan p1"),
    # decisions
    (
        "2023-05-08",
        "buyer",
        DecisionTaken(rule="plan", outcome="taken"),
        (),
        'no step of the rule "plan" waits for a decision on Mon 8 May 2023',
    ),
    ("2023-05-12", "buyer", DecisionTaken(rule="plan", outcome="not taken"), (), "was decided on Wed 10 May 2023"),
    ("2023-04-12", "buyer", DecisionTaken(rule="act", outcome="not taken", replaces=True), (), "no decision under the rule"),
    ("2023-05-12", "buyer", DecisionTaken(rule="plans", outcome="taken"), (), "did you mean plan?"),
    (
        "2023-05-12",
        "buyer",
        DecisionTaken(rule="act", outcome="taken", steps=("act/reports/2023-02-06",)),
        (),
        "did you mean act/reports/2023-02-07?",
    ),
    ("2023-06-08", "buyer", DecisionTaken(rule="single-red", outcome="taken", choice="wait"), (), '"wait" is no option'),
    ("2023-09-08", "buyer", DecisionTaken(rule="red-after-warning", outcome="taken"), (), "which option"),
    (
        "2023-09-08",
        "buyer",
        DecisionTaken(rule="red-after-warning", outcome="taken", choice="not now"),
        (),
        '"not now" comes to "not taken"',
    ),
    (
        "2023-09-08",
        "buyer",
        DecisionTaken(rule="act", outcome="taken", look_again_on=date(2023, 10, 1)),
        (),
        "goes with advice or with not now",
    ),
    ("2023-09-08", "buyer", DecisionTaken(rule="act", outcome="advice", look_again_on=date(2023, 9, 8)), (), "does not lie after"),
    ("2023-09-08", "supplier", DecisionTaken(rule="act", outcome="taken"), (), "is not for the supplier to record but for the buyer"),
    (
        "2023-05-12",
        "buyer",
        DecisionTaken(rule="continual-failure", outcome="taken"),
        (("2023-05-11", "buyer", PersonJudged(rule="continual-failure")),),
        "only after standards action plan, which has not happened",
    ),
    # figures
    ("2023-05-12", "supplier", FigureDisputed(kpi="reports", period="2023-05"), (), 'figure reports 2023-05 is "not due"'),
    ("2023-06-12", "supplier", FigureDisputed(kpi="reports", period="2023-50"), (), "there is no figure reports 2023-50"),
    ("2023-06-12", "supplier", FigureResolved(kpi="reports", period="2023-05", outcome="stands"), (), "There is no dispute to resolve"),
    ("2023-06-12", "supplier", FigureCorrected(kpi="reports", period="2023-05", numerator=8, denominator=7), (), "8 of 7 is no figure"),
    (
        "2023-06-12",
        "supplier",
        FigureCorrected(kpi="sent_back", period="2023-05", numerator=1, denominator=2),
        (),
        "a count one whole number",
    ),
    ("2023-06-12", "buyer", ReliefAgreed(dataset="visits", row="A-2023-05-40", reason="storm"), (), "there is no row A-2023-05-40"),
    ("2023-06-12", "buyer", RowConfirmed(dataset="visits", row="A-2023-05-40"), (), "there is no row A-2023-05-40"),
    (
        "2023-06-12",
        "buyer",
        RowConfirmed(dataset="visits", row="A-2023-05-04"),
        (("2023-06-09", "buyer", RowConfirmed(dataset="visits", row="A-2023-05-04")),),
        "row A-2023-05-04 is confirmed already",
    ),
    ("2023-06-12", "supplier", ReturnReceived(ret="monthly", covers="2023-07", reports=()), (), "July 2023 begins on Sat 1 Jul 2023"),
    ("2023-06-12", "supplier", ReturnReceived(ret="monthly", covers="2023-Q2", reports=()), (), "monthly has no period 2023-Q2"),
    ("2023-06-12", "buyer", QueryAnswered(query="q"), (("2023-06-11", "buyer", QueryRaised(query="q")),), "is for the other side"),
    ("2023-06-12", "supplier", QueryRaised(query="q", kpi="reports", period="2022-08"), (), "reports has no period 2022-08"),
    # the contract
    ("2023-05-10", "buyer", ReadingAgreed(reading="kpi-1-gap", choice="blue"), (), 'the options are "amber", "red" and "unrated"'),
    ("2023-05-10", "buyer", ReadingAgreed(reading="kpi-1-gaps", choice="red"), (), "did you mean kpi-1-gap?"),
    ("2023-05-10", "supplier", ReadingAgreed(reading="kpi-1-gap", choice="red"), (), "is not for the supplier to record"),
    ("2023-05-10", "buyer", VariationAgreed(variation="v", from_=date(2024, 1, 1)), (), "changes nothing"),
    (
        "2023-05-10",
        "buyer",
        VariationAgreed(variation="v", from_=date(2030, 1, 1), changes={"kpis.reports.title": "x"}),
        (),
        "lies outside",
    ),
    ("2023-05-10", "buyer", UnitOpened(unit="H", first_day=date(2026, 1, 1)), (), "lies outside"),
    ("2023-05-10", "buyer", UnitClosed(unit="H", last_day=date(2024, 1, 1)), (), "there is no unit H"),
    ("2023-05-10", "buyer", UnitClosed(unit="G", last_day=date(2023, 3, 1)), (), "lies outside: from Sat 1 Apr 2023"),
    ("2023-05-10", "buyer", ContractEnded(last_day=date(2026, 1, 1)), (), "lies outside"),
    ("2023-05-10", "buyer", ContactEnded(side="buyer", order=7), (), "the buyer has no contact number 7"),
    ("2023-05-10", "supplier", ContactEnded(side="buyer", order=1), (), "is for the buyer itself"),
    # meetings and minutes
    ("2023-05-10", "buyer", MeetingHeld(meeting="m1"), (), "there is already a meeting m1"),
    ("2023-05-10", "buyer", MeetingHeld(meeting="m2", series="performances"), (), "did you mean performance?"),
    ("2023-05-10", "buyer", MeetingHeld(meeting="m2", slot="2023-Q9"), (), "has no period 2023-Q9"),
    ("2023-04-20", "supplier", MinutesAnswered(meeting="m1", answer="agreed"), (), "record the sending first"),
    ("2023-04-26", "buyer", MinutesAnswered(meeting="m1", answer="agreed"), (), "is for the supplier, by the contract"),
    ("2023-05-11", "buyer", MinutesIssued(meeting="m1"), (), "waits for an answer"),
    ("2023-05-13", "buyer", MinutesSent(meeting="m1"), (), "version 1 was given already"),
    ("2023-04-27", "buyer", MinutesReceived(meeting="m1"), (), "said already, for Tue 25 Apr 2023"),
    ("2023-05-13", "buyer", FrequencyDecided(every="fortnight"), (), '"fortnight" is no frequency'),
    ("2023-05-13", "buyer", ActionAgreed(action="a", owner="buyer", meeting="m7"), (), "there is no meeting m7"),
    # duties and events
    ("2023-06-12", "supplier", DutyWaived(duty="monthly 2023-06"), (), "is owed to the buyer: only they can let it go"),
    ("2023-06-12", "buyer", DutyWaived(duty="monthly 2023-05"), (), "is done or waived"),
    ("2023-06-12", "buyer", DutyWaived(duty="standards"), (), "changed by a variation"),
    ("2023-06-12", "buyer", DutyExtended(duty="monthly 2023-06", to=date(2023, 6, 1)), (), "does not lie after"),
    ("2023-06-12", "buyer", NamedEvent(name="full moon"), (), "there is no event of the terms full moon"),
    ("2023-06-12", "supplier", PersonJudged(rule="continual-failure"), (), "is for the buyer, by the contract"),
]


@pytest.mark.parametrize(
    ("on", "side", "event", "before", "says"), REFUSED, ids=[f"{type(e).__name__} {i}" for i, (_, _, e, _, _) in enumerate(REFUSED)]
)
def test_refused(on: str, side: str, event: Event, before: tuple[Act, ...], says: str) -> None:
    found = answers(on, side, event, *before)
    assert any(says in each for each in found), found


def test_the_sentence_of_the_brief() -> None:
    """What is wrong, why, and what to do."""
    assert answers("2023-05-11", "supplier", PlanSigned(plan="px", side="supplier"), ASKED) == [
        (
            'act-not-now: the improvement plan of Wed 10 May 2023 is "requested". '
            "It has no complete version that could be signed: a signature now would be none. "
            "Ask for milestone, date and resource of each task, and a review date."
        )
    ]


def test_whose_dispute_it_is() -> None:
    """The other side accepts, the buyer decides, whoever brought it may let it go; the supplier sets no figure alone."""
    corrected = ("2023-06-12", "supplier", FigureCorrected(kpi="reports", period="2023-05", numerator=7, denominator=7))
    by_buyer = ("2023-06-12", "buyer", FigureCorrected(kpi="reports", period="2023-05", numerator=2, denominator=7))

    def resolved(side: str, outcome: Any, dispute: Act) -> list[str]:
        pair = {"numerator": 5, "denominator": 7} if outcome == "set" else {}
        event = FigureResolved(kpi="reports", period="2023-05", outcome=outcome, **pair)
        return [each.split(":")[0] for each in answers("2023-06-14", side, event, dispute)]

    assert resolved("buyer", "accepted", corrected) == []
    assert resolved("supplier", "accepted", corrected) == ["figure-accepted-by-itself"]
    assert resolved("supplier", "stands", corrected) == []
    assert resolved("supplier", "accepted", by_buyer) == []
    assert resolved("supplier", "set", by_buyer) == ["figure-set-by-buyer"]
    assert resolved("buyer", "set", by_buyer) == []
    disputed = ("2023-06-12", "supplier", FigureDisputed(kpi="reports", period="2023-05"))
    assert resolved("buyer", "accepted", disputed) == ["no-other-figure"]


def test_an_answer_after_silence_is_kept_as_a_comment() -> None:
    """It may be recorded, and it is said that it changes nothing."""
    late = MinutesAnswered(meeting="m1", answer="withheld")
    found = allow(reviewed("2023-05-12"), late, side="supplier", on=day("2023-05-12"))
    assert [(each.code, each.weight) for each in found] == [("answer-after-silence", "said")]
    assert not allow(reviewed("2023-05-11"), late, side="supplier", on=day("2023-05-11"))


def test_an_act_of_an_earlier_day_is_judged_by_that_day() -> None:
    """Signed on paper on 23 May, recorded after the plan was reviewed: on its day the plan was proposed and waited for a signature."""
    whole = ("2023-05-12", "supplier", PlanProposed(plan="px", review_on=date(2023, 7, 31)))
    closed = ("2023-06-20", "buyer", DecisionTaken(rule="no-improvement", outcome="taken", of="p2"))
    signed = PlanSigned(plan="px", side="supplier")
    assert answers("2023-05-23", "supplier", signed, ASKED, whole, closed, now="2023-07-15") == []
    assert "has no complete version" in answers("2023-05-11", "supplier", signed, ASKED, whole, now="2023-07-15")[0]


def test_what_came_later_is_known_to_be_there() -> None:
    found = answers("2023-06-12", "supplier", NoticeReceived(notice="w1"), now="2023-06-20")
    assert found == ["thing-later: notice w1 did not yet exist on Mon 12 Jun 2023: look at the day of the act"]
    taken = answers("2023-04-20", "buyer", MeetingHeld(meeting="m9"), ("2023-06-15", "buyer", MeetingHeld(meeting="m9")), now="2023-06-20")
    assert taken == ["thing-taken: there is already a meeting m9: give the new one a name of its own"]


def test_a_plan_is_called_by_what_it_is_and_its_day() -> None:
    """A problem names no id: people know the plan by its step and the day it was asked for."""
    asked = ("2023-05-10", "buyer", PlanRequested(plan="p9", kpis=("reports",), step="improvement plan"))
    found = answers("2023-05-12", "supplier", PlanProposed(plan="p9"), asked)
    assert [each.split(": ")[:2] for each in found] == [
        ["plan-without-review", "the improvement plan of Wed 10 May 2023 has no review date, so it is not complete"]
    ]


def test_the_future_is_not_recorded() -> None:
    found = answers("2023-06-13", "buyer", MeetingHeld(meeting="m9"), now="2023-06-12")
    assert [each.split(":")[0] for each in found] == ["act-in-future"]
    assert "Tue 13 Jun 2023 lies after Mon 12 Jun 2023" in found[0]


def test_nothing_new_begins_once_the_contract_has_ended() -> None:
    """What was open goes on: a return of a past period is still received."""
    ended = ("2023-06-01", "buyer", ContractEnded(last_day=date(2023, 6, 30), how="termination"))
    assert answers("2023-06-30", "buyer", PlanRequested(plan="p9", kpis=("reports",)), ended) == []
    late = answers("2023-07-01", "buyer", PlanRequested(plan="p9", kpis=("reports",)), ended)
    assert late == ["act-after-end: asking for a plan begins something new, and the contract ended on Fri 30 Jun 2023"]
    assert "act-after-end" in answers("2023-07-01", "supplier", CapacityRaised(problem="c"), ended)[0]
    received = ReturnReceived(ret="monthly", covers="2023-06", reports=("reports",))
    assert answers("2023-07-03", "supplier", received, ended) == []


def test_a_variation_must_be_one_that_can_be_read() -> None:
    broken = VariationAgreed(variation="v", from_=date(2024, 1, 1), changes={"kpis.reports.bands.green": "95% or more"})
    assert answers("2023-05-10", "buyer", broken)
    nowhere = VariationAgreed(variation="v", from_=date(2024, 1, 1), changes={"kpis.nothing.title": "x"})
    assert answers("2023-05-10", "buyer", nowhere)
    good = VariationAgreed(variation="v", from_=date(2024, 1, 1), changes={"kpis.reports.bands.green": "at least 95%"})
    assert answers("2023-05-10", "buyer", good) == []


def test_a_plan_that_a_notice_asked_for_has_its_name_taken() -> None:
    found = answers("2023-06-13", "buyer", PlanRequested(plan="p2", kpis=("reports",)))
    assert found == ["thing-taken: there is already a plan p2: give the new one a name of its own"]


def test_every_line_of_the_table_has_its_sentences() -> None:
    from tenor.base.wording import sentence_of
    from tenor.ledger.events import kebab

    for event, permit in ACTS.items():
        sentence_of(f"act-{kebab(event.__name__)}")
        if permit.when:
            sentence_of(f"needs-{kebab(event.__name__)}")
        for kind in {permit.makes, permit.of} - {""}:
            sentence_of(f"thing-{kind.replace(' ', '-')}")


def kept(on: str, event: Event, seen_by: str = "buyer") -> list[Entry]:
    """The history of the example, and one act that a side kept to itself."""
    return [*history(on), entry(98, on, "buyer", event, seen_by=seen_by)]


@pytest.mark.parametrize(
    ("side", "event", "seen_by", "expected"),
    [
        ("supplier", RiskClosed(risk="secret-1"), "both", ["there is no risk secret-1 on Wed 10 May 2023"]),
        ("supplier", RiskClosed(risk="secret-2"), "both", ["there is no risk secret-2 on Wed 10 May 2023"]),  # and no nearest name
        ("buyer", RiskClosed(risk="secret-1"), "buyer", []),
        ("buyer", RiskClosed(risk="secret-1"), "both", ["risk secret-1 is kept by the buyer to itself"]),
        ("system", RiskClosed(risk="secret-1"), "both", ["is not for the system"]),
    ],
)
def test_what_one_side_keeps_is_not_there_for_the_other(side: Any, event: Event, seen_by: Any, expected: list[str]) -> None:
    on = "2023-05-10"
    found = allow(reviewed(on, entries=kept(on, RiskRaised(risk="secret-1"))), event, side=side, on=day(on), seen_by=seen_by)
    assert bool(found) == bool(expected)
    assert all(text in str(each) for text, each in zip(expected, found, strict=False))
    assert side != "supplier" or not any("did you mean" in str(each) for each in found)


def test_a_duty_of_hidden_advice_is_told_to_nobody() -> None:
    on = "2023-05-09"
    advice = DecisionTaken(rule="plan", outcome="advice", look_again_on=date(2023, 6, 1))
    found = reviewed(on, entries=kept(on, advice))
    duty = next(each.id for each in found.duties if each.id.startswith("look again"))
    assert [each.code for each in allow(found, DutyDone(duty=duty), side="buyer", on=day(on))] == ["act-tells-hidden"]
    assert [each.code for each in allow(found, DutyDone(duty=duty), side="supplier", on=day(on))] == ["thing-unknown"]


def test_advice_that_replaces_a_decision_opens_its_step_for_both() -> None:
    """Law: what follows from the contract is the same for both sides, so nothing that changes it is kept by one."""
    again = DecisionTaken(rule="plan", outcome="advice", replaces=True)
    assert "record it for both" in answers("2023-05-12", "buyer", again, seen_by="buyer")[0]
    assert not answers("2023-05-12", "buyer", again)


def test_a_notice_with_no_ground_is_said_and_not_stopped() -> None:
    """The council may act; that nothing the contract knows leads there is told (semantics 8)."""
    calm, earned = reviewed("2023-04-03"), reviewed("2023-06-12")
    issued = NoticeIssued(notice="early", step="formal warning")
    assert [(p.code, p.weight) for p in allow(calm, issued, side="buyer", on=calm.on)] == [("notice-without-ground", "said")]
    assert allow(earned, issued, side="buyer", on=earned.on) == ()


def test_a_reason_is_compulsory() -> None:
    """A decision without words is none (semantics 6)."""
    review = reviewed("2023-05-09")
    decided = DecisionTaken(rule="plan", outcome="taken")
    assert [p.code for p in allow(review, decided, side="buyer", on=review.on, worded=False)] == ["reason-missing"]
    assert allow(review, decided, side="buyer", on=review.on, worded=True) == ()
