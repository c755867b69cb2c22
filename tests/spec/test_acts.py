"""# Who may record what, and when

Each line is an act: who may record it, what it is about and in which state that must be, what else is asked, and whether one side
may keep it to itself. Both sides, the pages, the command line and an import are held to the same table.

A signature on a plan that has no complete version, a decision on a step that is not met, an answer to minutes that were never sent:
none of these is recorded, and the answer says what to do instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.review.history import day, entry, history, reviewed

from tenor.ledger.events import TYPES, Event
from tenor.ledger.events import agreements as a
from tenor.ledger.events import answers as v
from tenor.ledger.events import assurance as s
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import decisions as d
from tenor.ledger.events import keeping as k
from tenor.ledger.events import meetings as m
from tenor.ledger.events import notices as n
from tenor.ledger.events import plans as p
from tenor.ledger.events import returns as r
from tenor.ledger.events import working_together as w
from tenor.ledger.model import Body, Entry
from tenor.review.acts import ACTS
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.questions import QUESTIONS
from tenor.review.things import known

SIDES = ("buyer", "supplier", "system")

# a word for several states of the things that acts are about
GROUPS = """
reported   | provisional; final; disputed
asked for  | requested; incomplete; incomplete, late; proposed; proposed, late; refused; not engaged
proposed   | proposed; proposed, late
agreed     | agreed; agreed late
reviewed   | improved; not improved
sent       | sent, receipt unknown; received; approved; withheld; deemed agreed
standing   | issued, receipt unknown; watching; in force
to be done | upcoming; due; overdue
"""

# act | who may record it | what it makes, or is about | in which states | what else is asked | may one side keep it to itself
TABLE = """
ReturnReceived        | buyer, supplier, system | | | a period of the return |
ReturnAccepted        | buyer | received return | received | |
ReturnConfirmed       | supplier | entered return | to be confirmed | |
RowsLogged            | buyer, supplier | | | |
RowsCorrected         | buyer, supplier | | | |
RowConfirmed          | buyer | | | a row to confirm |
FigureCorrected       | buyer, supplier | figure | reported | a figure was reported; a sound pair; a change the contract takes |
FigureDisputed        | buyer, supplier | figure | provisional; final | a figure was reported |
FigureResolved        | buyer, supplier | figure | disputed | the other side, or the buyer; a sound pair |
ReliefAgreed          | buyer | | | a row to excuse |
QueryRaised           | buyer, supplier | new query | | a period of the KPI |
QueryAnswered         | buyer, supplier | query | open | the other side answers |
PeriodNotApplicable   | buyer | | | a period of the KPI |
FigureJudged          | buyer, supplier | | | a period of the KPI; an answer the terms ask for |
FiguresKept           | buyer, system | figure | | a sound pair |
ReadingAgreed         | buyer, system | reading | | an option of the reading |
VariationAgreed       | buyer, system | new variation | | terms that can be read |
AgreementProposed     | buyer, supplier | new proposal | | something to agree |
AgreementAnswered     | buyer, supplier | proposal | open | the other side answers |
AgreementWithdrawn    | buyer, supplier | proposal | open | its own proposal |
ContactNamed          | buyer, supplier | | | its own side |
ContactEnded          | buyer, supplier | | | its own side; a contact that was named |
UnitOpened            | buyer | | | a day of the contract |
UnitClosed            | buyer | unit | | a day of the contract |
SubcontractEnded      | buyer, supplier | subcontractor | in place | a day of the sub-contract |
ContractExtended      | buyer, supplier | | | a right to extend; not ended before |
ContractEnded         | buyer, supplier | | | a day of the contract; not ended before; the gates of its route |
AgendaIssued          | buyer, supplier | | | a slot of the series; every block of the agenda; a later agenda |
MeetingHeld           | buyer, supplier | new meeting | | a slot of the series |
MeetingRefused        | buyer, supplier | new meeting | | |
SubstituteAgreed      | buyer, supplier | meeting | held | a role of the other side |
StartSigned           | buyer, supplier | meeting | held | a meeting that is signed; its own side; not signed before |
MinutesSent           | buyer, supplier | minutes | to be sent; sent | who the terms say; a later version |
MinutesReceived       | buyer, supplier | minutes | sent, receipt unknown; received | not acknowledged before |
MinutesAnswered       | buyer, supplier | minutes | sent | who the terms say; before silence agreed |
MinutesCommented      | buyer, supplier | minutes | sent | |
MinutesIssued         | buyer, supplier | minutes | approved; deemed agreed; withheld | who the terms say; both texts where withheld |
FrequencyDecided      | buyer | | | a frequency |
RiskAssessed          | buyer | new assessment | | | yes
ActionAgreed          | buyer, supplier | new action | | |
ActionDone            | buyer, supplier | action | open | |
ActionMoved           | buyer, supplier | action | open | a later day of the action |
ThemeTagged           | buyer, supplier | | | |
PlanRequested         | buyer | new plan | | a plan of the terms |
PlanProposed          | buyer, supplier | plan | asked for; agreed | who the terms say; a later version; a review date; targets that can be read |
PlanSigned            | buyer, supplier | plan | proposed; agreed | its own side; the complete version |
MilestoneReported     | buyer, supplier | plan | agreed | a milestone of the plan |
PlanReviewed          | buyer | plan | agreed; reviewed | |
EngagementFailed      | buyer | plan | asked for; agreed | |
PlanClosed            | buyer | plan | asked for; agreed; reviewed | |
NoticeDrafted         | buyer, supplier | | | a notice of the terms; who the terms say; a notice not issued; all it must state | yes
NoticeAdvised         | buyer, supplier | letter | drafted | the text that was asked about | yes
NoticeApproved        | buyer, supplier | letter | drafted | the text that was asked about; a second person; a look by legal | yes
NoticeSentBack        | buyer, supplier | letter | drafted; approved | | yes
NoticeIssued          | buyer, supplier | new notice | | a notice of the terms; who the terms say; a new plan; on what it rests; approved |
NoticeReceived        | buyer, supplier | notice | standing; closed | not acknowledged before; a new plan |
NoticeWithdrawn       | buyer, supplier | notice | standing; closed | who the terms say |
NoticeClosed          | buyer, supplier | notice | standing | who the terms say |
DecisionTaken         | buyer | rule | | a step that waits; an option of the step; what must come first; a day to look again; a review day | advice only
DutyStarted           | buyer, supplier | listed duty | | |
DutyDone              | buyer, supplier | duty | to be done | its own task |
DutyWaived            | buyer, supplier | duty | to be done | whom it is owed to |
DutyExtended          | buyer, supplier | duty | to be done | whom it is owed to; a later day; no more than may be given |
ReceiptAcknowledged   | buyer, supplier | duty | | something to answer; what its side received |
DutyAnswered          | buyer, supplier | duty | to be done | something to answer; who the terms say; an option of the answer |
CureDaySet            | buyer, supplier | notice | standing | who the terms say; a day the contract allows |
CureJudged            | buyer, supplier | notice | standing | who the terms say; the time to cure over |
BreachFound           | buyer, supplier | duty | | whom it is owed to |
PersonJudged          | buyer, supplier | rule | | who the terms say; a finding that the rule asks for; a step that it is about |
NamedEvent            | buyer, supplier | | | an event of the terms; who the terms say |
CapacityRaised        | buyer, supplier | new capacity problem | | |
CapacitySeen          | buyer, supplier | capacity problem | raised | the other side answers |
CapacityDiscussed     | buyer, supplier | capacity problem | raised; seen; discussed | |
FlexibilityAsked      | buyer, supplier | new flexibility request | | |
FlexibilityAnswered   | buyer, supplier | flexibility request | open | the other side answers |
InformationAsked      | buyer | new information request | | a day not past |
InformationDateAgreed | buyer | information request | open | a day not past |
InformationSupplied   | supplier | information request | open | |
MessageSent           | buyer, supplier | new message | | |
MessageAnswered       | buyer, supplier | message | open | the other side answers |
FeedbackGiven         | buyer, supplier | new feedback | | | yes
OtherSideRated        | buyer, supplier | new rating of the other side | | marks from 1 to 5 |
RiskRaised            | buyer, supplier | new risk | | a score from 1 to 5; a day not past; a risk that all who see this see | yes
RiskScored            | buyer, supplier | risk | open | a score from 1 to 5; a day not past | yes
RiskClosed            | buyer, supplier | risk | open | | yes
StandardFailed        | buyer | new failure | | |
StandardInvestigated  | buyer | failure | open | a plan that there is |
AuditHeld             | buyer | new audit | | |
FindingMade           | buyer | new finding | | an audit or a certificate; a weight of findings |
FindingInvestigated   | buyer | finding | open | a plan that there is |
FindingClosed         | buyer | finding | open; investigated | |
CertificateShown      | buyer, supplier | new certificate | | an end after its beginning; one that it replaces |
SharingAgreed         | buyer, supplier | new sharing agreement | | |
SharingChecked        | buyer, supplier | sharing agreement | | a day not past |
ItemListed            | buyer, supplier | new item | | |
ItemDone              | buyer, supplier | item | open | |
ItemNotNeeded         | buyer, supplier | item | open | |
TrainingHeld          | buyer | new training | | no more than were booked |
EndingDecided         | buyer | | | a day after the contract |
TerminationRouteChosen | buyer | | | a ground where the law asks for one |
RepresentationsInvited | buyer | | | a day still to come |
RepresentationsConsidered | buyer | | | what was invited and its day over |
ContractArchived      | buyer | | | a contract that is over |
InvoiceReceived       | buyer, supplier | | | a charge that is invoiced |
MoneyClaimed          | buyer, supplier | sum of money | to be claimed | whom the money is owed to; no more than is owed |
MoneyWaived           | buyer, supplier | sum of money | to be claimed; claimed; withheld | whom the money is owed to |
MoneySettled          | buyer, supplier | sum of money | claimed | no more than was claimed |
MoneyReleased         | buyer | sum of money | withheld | |
MoneyKept             | buyer | sum of money | withheld | |
BodyErased            | buyer, supplier, system | entry | | something to erase |
"""  # noqa: E501


def several(cell: str) -> list[str]:
    """States hold commas of their own, so they are parted by semicolons; a word for several stands for each."""
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    return [state for part in parts for state in NAMED.get(part, [part])]


NAMED: dict[str, list[str]] = {}
for line in GROUPS.strip().splitlines():
    word, _, states = line.partition("|")
    NAMED[word.strip()] = [state.strip() for state in states.split(";")]
LINES = [tuple(cell.strip() for cell in [*line.split("|"), ""][:6]) for line in TABLE.strip().splitlines()]


def test_the_table_is_complete() -> None:
    """Every kind of event has its line, and every question that a line asks is known."""
    assert [line[0] for line in LINES] == [event.__name__ for event in ACTS]
    assert {event.__name__ for event in ACTS} == TYPES.keys()
    assert {ask for line in LINES for ask in several(line[4])} == QUESTIONS.keys()


@pytest.mark.parametrize(("several_states", "which"), [(word, "; ".join(states)) for word, states in NAMED.items()])
def test_words_for_several_states(several_states: str, which: str) -> None:
    """What the table calls the states of plans, notices, minutes, duties and figures."""
    used = [permit.when for permit in ACTS.values()]
    assert any(set(which.split("; ")) <= set(when) for when in used), several_states


@pytest.mark.parametrize(("act", "by", "about", "in_state", "also_asked", "kept_by_one_side"), LINES, ids=[line[0] for line in LINES])
def test_who_may_do_what(act: str, by: str, about: str, in_state: str, also_asked: str, kept_by_one_side: str) -> None:
    """ "New": the act makes a thing, whose name must be new; else it is about one, which must be there. No state: in any."""
    permit = ACTS[TYPES[act]]
    assert list(permit.by) == by.split(", ")
    assert about == (f"new {permit.makes}" if permit.makes else permit.of)
    assert list(permit.when) == several(in_state)
    assert list(permit.asks) == several(also_asked)
    assert permit.one_side == bool(kept_by_one_side)


# --- tried -------------------------------------------------------------------------------------------------------

ON = "2023-09-29"
# Whatever a test may want to speak of: day, side, act. Plans and notices in every state, questions open and answered.
IN_TIME = ("asked", "part", "whole", "both", "better", "shut")
LATE = ("none-late", "part-late", "whole-late", "both-late")
MORE = {
    "contract.extensions": '[{"clause": "2", "up_to": "12 months", "by": "buyer", "due": "3 months before contract end"}]',
    "contract.subcontractors": '[{"id": "fen", "name": "Fen Repairs Ltd"}, {"id": "oak", "name": "Oak", "from": "2024-01-01"}, '
    '{"id": "elm", "name": "Elm", "until": "2023-09-10"}]',
}
STAGE: list[tuple[str, str, Event]] = [
    # the first entries of all: e1 and e2 typed in by the council for the supplier, e3 the first return it sent itself
    *(("2022-09-02", "buyer", r.ReturnReceived(ret="monthly", covers="2022-09", reports=())) for _ in range(2)),
    ("2023-09-07", "supplier", r.ReturnConfirmed(entry="e2")),
    ("2023-09-07", "buyer", r.ReturnAccepted(entry="e3")),
    *(("2023-09-15", "buyer", p.PlanRequested(plan=plan, kpis=("reports",))) for plan in IN_TIME),
    *(("2023-09-01", "buyer", p.PlanRequested(plan=plan, kpis=("reports",))) for plan in LATE),
    *(("2023-09-18", "supplier", p.PlanProposed(plan=plan, complete=False)) for plan in ("part", "part-late")),
    *(
        ("2023-09-18", "supplier", p.PlanProposed(plan=plan, review_on=date(2023, 12, 1)))
        for plan in ("whole", "both", "better", "whole-late", "both-late")
    ),
    *(("2023-09-19", "supplier", p.PlanSigned(plan=plan, side="supplier")) for plan in ("both", "better", "both-late")),
    *(("2023-09-20", "buyer", p.PlanSigned(plan=plan, side="buyer")) for plan in ("both", "better", "both-late")),
    ("2023-09-25", "buyer", p.PlanReviewed(plan="better", outcome="improved")),
    ("2023-09-25", "buyer", p.PlanClosed(plan="shut")),
    *(("2023-09-04", "buyer", n.NoticeIssued(notice=notice, step="formal warning")) for notice in ("posted", "gone", "over")),
    ("2023-09-05", "buyer", n.NoticeWithdrawn(notice="gone")),
    ("2023-09-06", "buyer", n.NoticeClosed(notice="over")),
    *(("2023-09-04", "buyer", m.MeetingHeld(meeting=meeting, title="x")) for meeting in ("new", "out", "in", "yes", "no", "done")),
    ("2023-09-04", "buyer", m.MeetingHeld(meeting="start", title="pre-start meeting")),
    ("2023-09-05", "buyer", m.MeetingHeld(meeting="half", series="performance", slot="2023-08", present=("buyer contract manager",))),
    ("2023-09-12", "buyer", m.AgendaIssued(meeting="called", meets_on=date(2023, 9, 28), series="performance", items=tuple("12345678"))),
    *(("2023-09-20", "buyer", m.MinutesSent(meeting=meeting)) for meeting in ("out", "in", "yes", "no", "done")),
    *(("2023-09-21", "supplier", m.MinutesReceived(meeting=meeting)) for meeting in ("in", "yes", "no", "done")),
    *(("2023-09-22", "supplier", m.MinutesAnswered(meeting=meeting, answer="agreed")) for meeting in ("yes", "done")),
    ("2023-09-22", "supplier", m.MinutesAnswered(meeting="no", answer="withheld", items=("4",))),
    ("2023-09-25", "buyer", m.MinutesIssued(meeting="done")),
    ("2023-09-08", "buyer", a.VariationAgreed(variation="v-more", from_=date(2023, 9, 8), changes=MORE)),
    ("2023-09-08", "buyer", r.QueryRaised(query="q-open")),
    ("2023-09-08", "buyer", r.QueryRaised(query="q-shut")),
    ("2023-09-11", "supplier", r.QueryAnswered(query="q-shut")),
    ("2023-09-12", "supplier", r.FigureDisputed(kpi="reports", period="2023-07")),
    *(("2023-09-08", "buyer", a.AgreementProposed(proposal=id, readings={"kpi-1-gap": "red"})) for id in ("ag-open", "ag-yes", "ag-no")),
    ("2023-09-08", "buyer", a.AgreementProposed(proposal="ag-back", from_=date(2024, 1, 1), changes={"kpis.reports.title": "In time"})),
    ("2023-09-11", "supplier", a.AgreementAnswered(proposal="ag-yes", agreed=True)),
    ("2023-09-11", "supplier", a.AgreementAnswered(proposal="ag-no", agreed=False)),
    ("2023-09-11", "buyer", a.AgreementWithdrawn(proposal="ag-back")),
    *(("2023-09-11", "buyer", m.ActionAgreed(action=action, owner="buyer")) for action in ("a-open", "a-done")),
    ("2023-09-12", "buyer", m.ActionDone(action="a-done")),
    *(("2023-09-11", "supplier", w.CapacityRaised(problem=problem)) for problem in ("c-new", "c-seen", "c-talked")),
    *(("2023-09-12", "buyer", w.CapacitySeen(problem=problem)) for problem in ("c-seen", "c-talked")),
    ("2023-09-13", "buyer", w.CapacityDiscussed(problem="c-talked")),
    *(("2023-09-11", "buyer", w.FlexibilityAsked(request=request)) for request in ("f-open", "f-shut")),
    ("2023-09-12", "supplier", w.FlexibilityAnswered(request="f-shut", agreed=True)),
    *(("2023-09-11", "buyer", w.InformationAsked(request=request)) for request in ("i-open", "i-shut")),
    ("2023-09-12", "supplier", w.InformationSupplied(request="i-shut")),
    *(("2023-09-11", "buyer", w.RiskRaised(risk=risk)) for risk in ("r-open", "r-shut")),
    ("2023-09-12", "buyer", w.RiskClosed(risk="r-shut")),
    *(("2023-09-11", "buyer", s.StandardFailed(duty="standards", failure=failure)) for failure in ("s-open", "s-shut")),
    ("2023-09-12", "buyer", s.StandardInvestigated(failure="s-shut")),
    ("2023-09-11", "buyer", s.AuditHeld(audit="au", duty="iso27001")),
    *(("2023-09-12", "buyer", s.FindingMade(finding=finding, audit="au")) for finding in ("fi-open", "fi-shut")),
    ("2023-09-13", "buyer", s.FindingClosed(finding="fi-shut")),
    ("2023-09-12", "buyer", s.FindingMade(finding="fi-why", audit="au")),
    ("2023-09-13", "buyer", s.FindingInvestigated(finding="fi-why")),
    ("2023-09-13", "supplier", s.CertificateShown(certificate="ce-1", duty="iso27001", expires_on=date(2023, 11, 30))),
    ("2023-09-13", "buyer", s.SharingAgreed(agreement="sh-1")),
    *(("2023-09-11", "buyer", w.MessageSent(message=message)) for message in ("me-open", "me-shut")),
    ("2023-09-12", "supplier", w.MessageAnswered(message="me-shut")),
    *(("2023-09-11", "buyer", b.ItemListed(item=item, checklist="handover")) for item in ("it-open", "it-done", "it-not")),
    ("2023-09-12", "buyer", b.ItemDone(item="it-done")),
    ("2023-09-12", "buyer", b.ItemNotNeeded(item="it-not")),
    *(
        ("2023-09-11", "buyer", n.NoticeDrafted(notice=id, step="formal warning", text_hash="ab" * 32))
        for id in ("le-new", "le-yes", "le-back")
    ),
    ("2023-09-12", "buyer", n.NoticeApproved(notice="le-yes", text_hash="ab" * 32)),
    ("2023-09-12", "buyer", n.NoticeSentBack(notice="le-back")),
    ("2023-09-12", "buyer", b.RepresentationsInvited(until=date(2023, 9, 20))),
    ("2023-09-13", "buyer", d.DutyDone(duty="handover")),
]


@cache
def stage() -> Review:
    """The example contract late in its first year, with a thing in every state."""
    return reviewed(ON, *STAGE)


# act → how it is made of a thing's id, as whoever records it would
ROLE_OF_OTHER = {"buyer": "supplier contract manager", "supplier": "buyer contract manager", "system": "service manager"}

ABOUT: dict[str, Callable[[str, str], Event]] = {
    "FigureCorrected": lambda id, side: r.FigureCorrected(**figure(id), numerator=1, denominator=1),
    "FigureDisputed": lambda id, side: r.FigureDisputed(**figure(id)),
    "FigureResolved": lambda id, side: r.FigureResolved(**figure(id), outcome="stands"),
    "ReturnAccepted": lambda id, side: r.ReturnAccepted(entry=id),
    "ReturnConfirmed": lambda id, side: r.ReturnConfirmed(entry=id),
    "SubcontractEnded": lambda id, side: a.SubcontractEnded(subcontractor=id, last_day=date(2023, 9, 29)),
    "QueryAnswered": lambda id, side: r.QueryAnswered(query=id),
    "AgreementAnswered": lambda id, side: a.AgreementAnswered(proposal=id, agreed=True),
    "AgreementWithdrawn": lambda id, side: a.AgreementWithdrawn(proposal=id),
    "MinutesSent": lambda id, side: m.MinutesSent(meeting=id, version=9),
    "MinutesReceived": lambda id, side: m.MinutesReceived(meeting=id),
    "MinutesAnswered": lambda id, side: m.MinutesAnswered(meeting=id, answer="withheld"),
    "SubstituteAgreed": lambda id, side: m.SubstituteAgreed(meeting=id, role=ROLE_OF_OTHER[side]),
    "StartSigned": lambda id, side: m.StartSigned(meeting=id, side=side),  # type: ignore[arg-type]
    "MinutesCommented": lambda id, side: m.MinutesCommented(meeting=id),
    "MinutesIssued": lambda id, side: m.MinutesIssued(meeting=id),
    "ActionMoved": lambda id, side: m.ActionMoved(action=id, due=date(2024, 1, 5)),
    "ActionDone": lambda id, side: m.ActionDone(action=id),
    "PlanProposed": lambda id, side: p.PlanProposed(plan=id, version=9, review_on=date(2024, 1, 5)),
    "PlanSigned": lambda id, side: p.PlanSigned(plan=id, side=side),  # type: ignore[arg-type]
    "MilestoneReported": lambda id, side: p.MilestoneReported(plan=id, milestone="1", met=True),
    "PlanReviewed": lambda id, side: p.PlanReviewed(plan=id, outcome="improved"),
    "EngagementFailed": lambda id, side: p.EngagementFailed(plan=id),
    "PlanClosed": lambda id, side: p.PlanClosed(plan=id),
    "NoticeApproved": lambda id, side: n.NoticeApproved(notice=id, text_hash="ab" * 32),
    "NoticeAdvised": lambda id, side: n.NoticeAdvised(notice=id, text_hash="ab" * 32),
    "NoticeSentBack": lambda id, side: n.NoticeSentBack(notice=id),
    "NoticeReceived": lambda id, side: n.NoticeReceived(notice=id),
    "NoticeWithdrawn": lambda id, side: n.NoticeWithdrawn(notice=id),
    "NoticeClosed": lambda id, side: n.NoticeClosed(notice=id),
    "DutyDone": lambda id, side: d.DutyDone(duty=id),
    "DutyWaived": lambda id, side: d.DutyWaived(duty=id),
    "DutyExtended": lambda id, side: d.DutyExtended(duty=id, to=date(2024, 1, 5)),
    "CapacitySeen": lambda id, side: w.CapacitySeen(problem=id),
    "CapacityDiscussed": lambda id, side: w.CapacityDiscussed(problem=id),
    "FlexibilityAnswered": lambda id, side: w.FlexibilityAnswered(request=id, agreed=True),
    "InformationDateAgreed": lambda id, side: w.InformationDateAgreed(request=id, due=date(2024, 1, 5)),
    "MessageAnswered": lambda id, side: w.MessageAnswered(message=id),
    "InformationSupplied": lambda id, side: w.InformationSupplied(request=id),
    "RiskScored": lambda id, side: w.RiskScored(risk=id, likelihood=2, impact=3),
    "RiskClosed": lambda id, side: w.RiskClosed(risk=id),
    "StandardInvestigated": lambda id, side: s.StandardInvestigated(failure=id),
    "FindingInvestigated": lambda id, side: s.FindingInvestigated(finding=id),
    "ItemDone": lambda id, side: b.ItemDone(item=id),
    "ItemNotNeeded": lambda id, side: b.ItemNotNeeded(item=id),
    "FindingClosed": lambda id, side: s.FindingClosed(finding=id),
}
# what a question asks beyond the table's states: problems that do not speak of the state
OF_QUESTIONS = {
    "act-not-by-role",
    "act-by-the-other-side",
    "act-by-its-proposer",
    "signed-before",
    "received-before",
    "minutes-received-before",
    "answer-approved",
    "answer-after-silence",
    "duty-not-owed-to",
    "duty-of-other-side",
    "figure-not-reported",
    "figure-pair-wrong",
    "substitute-of-own-side",
    "start-other-meeting",
}


def figure(id: str) -> dict[str, Any]:
    kpi, period = id.split(" ")
    return {"kpi": kpi, "period": period}


# answers and cures, which this contract asks for none of; and money, of which it has none: tests/review/test_money_acts.py
OF_MONEY = ("InvoiceReceived", "MoneyClaimed", "MoneyWaived", "MoneySettled", "MoneyReleased", "MoneyKept")
ELSEWHERE = ("ReceiptAcknowledged", "DutyAnswered", "CureDaySet", "CureJudged", *OF_MONEY)
WITH_STATES = [line[0] for line in LINES if line[3] and line[0] not in ELSEWHERE]


def test_every_act_with_states_is_tried() -> None:
    assert set(WITH_STATES) == ABOUT.keys()


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", WITH_STATES)
def test_each_state_and_side(name: str, side: str) -> None:
    """Permitted: a side of the line and a state of the line; every other pair is refused, and says which of the two is wrong."""
    permit = ACTS[TYPES[name]]
    things = known(stage(), permit.of)
    met = set()
    for id, state in things.items():
        event = ABOUT[name](id, side if side != "system" else "buyer")
        codes = {problem.code for problem in allow(stage(), event, side=side, on=day(ON))}  # type: ignore[arg-type]
        assert ("act-not-by" in codes) == (side not in permit.by), (id, state, codes)
        if side in permit.by:
            assert ("act-not-now" in codes) == (state not in permit.when), (id, state, codes)
            assert codes <= {"act-not-now", *OF_QUESTIONS}, (id, state, codes)
            met.add(state)
    assert side not in permit.by or met & set(permit.when), "no thing of the stage permits it"


GOOD: list[tuple[str, Event]] = [
    ("supplier", r.ReturnReceived(ret="monthly", covers="2023-09", reports=("visits",))),
    ("buyer", r.ReturnAccepted(entry="e4")),
    ("supplier", r.ReturnConfirmed(entry="e1")),
    ("supplier", r.RowsLogged(datasets=("visits",))),
    ("supplier", r.RowsCorrected(datasets=("visits",))),
    ("buyer", r.RowConfirmed(dataset="visits", row="A-2023-08-04")),
    ("buyer", r.RowConfirmed(dataset="visits", row="A-2023-08-04", choice="accepted")),
    ("supplier", r.FigureDisputed(kpi="reports", period="2023-08")),
    ("buyer", r.FigureResolved(kpi="reports", period="2023-07", outcome="set", numerator=6, denominator=7)),
    ("supplier", r.FigureCorrected(kpi="reports", period="2023-08", numerator=6, denominator=7)),
    ("buyer", r.ReliefAgreed(dataset="visits", row="A-2023-08-04", reason="storm")),
    ("supplier", r.QueryRaised(query="q9", kpi="reports", period="2023-08")),
    ("supplier", r.QueryAnswered(query="q-open")),
    ("buyer", r.PeriodNotApplicable(period="2023-10")),
    ("system", r.FiguresKept(kpi="reports", period="2023-08", numerator=3, denominator=7, rows_hash="0")),
    ("buyer", a.ReadingAgreed(reading="kpi-1-gap", choice="red")),
    ("buyer", a.VariationAgreed(variation="v1", from_=date(2024, 1, 1), changes={"kpis.reports.bands.green": "at least 95%"})),
    ("supplier", a.AgreementProposed(proposal="ag9", readings={"kpi-1-gap": "red", "overall": "worst"}, from_start=True)),
    ("buyer", a.AgreementProposed(proposal="ag9", from_=date(2024, 1, 1), changes={"kpis.reports.bands.green": "at least 95%"})),
    ("supplier", a.AgreementAnswered(proposal="ag-open", agreed=False)),
    ("buyer", a.AgreementWithdrawn(proposal="ag-open")),
    ("supplier", a.ContactNamed(side="supplier", order=1)),
    ("buyer", a.ContactNamed(side="supplier", order=1)),
    ("buyer", a.ContactEnded(side="buyer", order=2)),
    ("buyer", a.UnitOpened(unit="H", first_day=date(2023, 11, 1))),
    ("buyer", a.UnitClosed(unit="A", last_day=date(2023, 12, 31))),
    ("supplier", a.SubcontractEnded(subcontractor="fen", last_day=date(2023, 10, 31))),
    ("buyer", a.ContractExtended(last_day=date(2026, 8, 31))),
    ("buyer", a.ContractEnded(last_day=date(2024, 3, 31))),
    ("buyer", m.AgendaIssued(meeting="m9", meets_on=date(2023, 10, 20), series="performance", items=tuple("12345678"), nothing=("6",))),
    ("buyer", m.MeetingHeld(meeting="m9", series="performance")),
    ("buyer", m.MeetingRefused(meeting="m9", series="performance")),
    ("buyer", m.SubstituteAgreed(meeting="new", role="supplier contract manager")),
    ("supplier", m.StartSigned(meeting="start", side="supplier")),
    ("buyer", m.MinutesSent(meeting="new")),
    ("supplier", m.MinutesCommented(meeting="in", item="4")),
    ("supplier", m.MinutesReceived(meeting="out")),
    ("supplier", m.MinutesAnswered(meeting="in", answer="agreed")),
    ("supplier", m.MinutesAnswered(meeting="no", answer="agreed")),
    ("buyer", m.MinutesIssued(meeting="yes")),
    ("buyer", m.MinutesIssued(meeting="no")),
    ("buyer", m.FrequencyDecided(every="quarter", series="performance")),
    ("buyer", m.ActionAgreed(action="a9", owner="supplier", meeting="new")),
    ("buyer", m.RiskAssessed(assessment="as9", suggested="month")),
    ("supplier", m.ActionDone(action="a-open")),
    ("supplier", m.ActionMoved(action="a-open", due=date(2023, 12, 1))),
    ("supplier", m.ThemeTagged(theme="medication-records", dataset="visits", row="A/2023-08-04")),
    ("buyer", p.PlanRequested(plan="p9", kpis=("reports",), rule="plan")),
    ("supplier", p.PlanProposed(plan="asked", review_on=date(2023, 12, 1))),
    ("supplier", p.PlanProposed(plan="asked", complete=False)),
    ("buyer", p.PlanSigned(plan="whole", side="buyer")),
    ("supplier", p.MilestoneReported(plan="both", milestone="1", met=False)),
    ("buyer", p.PlanReviewed(plan="both", outcome="not improved")),
    ("buyer", p.EngagementFailed(plan="asked")),
    ("buyer", p.PlanClosed(plan="both")),
    ("buyer", n.NoticeDrafted(notice="w9", step="formal warning", text_hash="ab" * 32)),
    ("buyer", n.NoticeApproved(notice="le-new", text_hash="ab" * 32)),
    ("buyer", n.NoticeAdvised(notice="le-new", text_hash="ab" * 32)),
    ("buyer", n.NoticeSentBack(notice="le-new")),
    ("buyer", n.NoticeIssued(notice="w9", step="formal warning", kpis=("reports",), plan="p9")),
    ("supplier", n.NoticeReceived(notice="posted")),
    ("buyer", n.NoticeWithdrawn(notice="posted")),
    ("buyer", n.NoticeClosed(notice="w1")),
    ("buyer", d.DecisionTaken(rule="single-red", outcome="taken", choice="urgent meeting", of="reports", review_on=date(2023, 10, 20))),
    ("buyer", d.DecisionTaken(rule="red-after-warning", outcome="not taken", choice="not now")),
    ("buyer", d.DecisionTaken(rule="red-after-warning", outcome="advice", choice="take advice", look_again_on=date(2023, 10, 20))),
    ("buyer", d.DecisionTaken(rule="plan", outcome="not taken", replaces=True)),
    ("buyer", d.DutyStarted(duty="systems-training")),
    ("buyer", d.DutyDone(duty="contact-details")),
    ("buyer", d.DutyWaived(duty="ready")),
    ("supplier", d.DutyWaived(duty="contact-details")),
    ("buyer", d.DutyExtended(duty="agree plan asked", to=date(2023, 10, 20))),
    ("supplier", v.BreachFound(duty="contact-details")),
    ("buyer", d.PersonJudged(rule="continual-failure")),
    ("buyer", d.NamedEvent(name="award")),
    ("supplier", w.CapacityRaised(problem="c9", units=("A",))),
    ("buyer", w.CapacitySeen(problem="c-new")),
    ("supplier", w.CapacityDiscussed(problem="c-new")),
    ("buyer", w.FlexibilityAsked(request="f9", unit="A")),
    ("supplier", w.FlexibilityAnswered(request="f-open", agreed=False)),
    ("buyer", w.InformationAsked(request="i9")),
    ("buyer", w.InformationDateAgreed(request="i-open", due=date(2023, 10, 20))),
    ("supplier", w.InformationSupplied(request="i-open")),
    ("supplier", w.MessageSent(message="me9")),
    ("supplier", w.MessageAnswered(message="me-open")),
    ("supplier", w.OtherSideRated(rated="ra9", tells=4, answers=4, solves=5, fair=3)),
    ("supplier", w.FeedbackGiven(feedback="f1")),
    ("supplier", w.RiskRaised(risk="r9")),
    ("buyer", w.RiskClosed(risk="r-open")),
    ("buyer", w.RiskScored(risk="r-open", likelihood=2, impact=3)),
    ("buyer", s.StandardFailed(duty="standards", failure="s9")),
    ("buyer", s.StandardInvestigated(failure="s-open")),
    ("buyer", s.AuditHeld(audit="au9", duty="iso27001")),
    ("buyer", s.FindingMade(finding="fi9", audit="au")),
    ("buyer", s.FindingInvestigated(finding="fi-open")),
    ("buyer", s.FindingClosed(finding="fi-open")),
    ("supplier", s.CertificateShown(certificate="ce9", duty="iso27001", expires_on=date(2023, 11, 30))),
    ("buyer", s.SharingAgreed(agreement="sh9")),
    ("supplier", s.SharingChecked(agreement="sh-1", review_on=date(2024, 9, 29))),
    ("buyer", b.ItemListed(item="it9", checklist="exit")),
    ("supplier", b.ItemDone(item="it-open")),
    ("supplier", b.ItemNotNeeded(item="it-open")),
    ("buyer", b.TrainingHeld(training="tr9", booked=3, attended=2)),
    ("buyer", b.EndingDecided(choice="extend", to=date(2026, 8, 31))),
    ("buyer", b.TerminationRouteChosen(basis="implied", ground="material breach of the Act")),
    ("buyer", b.RepresentationsInvited(until=date(2023, 10, 20))),
    ("buyer", b.RepresentationsConsidered()),
]


def called(side: str, event: Event) -> str:
    return f"{side} {type(event).__name__}"


@pytest.mark.parametrize(("side", "event"), GOOD, ids=[called(*each) for each in GOOD])
def test_may_be_recorded(side: str, event: Event) -> None:
    """Each act once as it should be; and by no side that is not on its line."""
    assert not [str(each) for each in allow(stage(), event, side=side, on=day(ON))]  # type: ignore[arg-type]
    for other in SIDES:
        codes = [each.code for each in allow(stage(), event, side=other, on=day(ON))]  # type: ignore[arg-type]
        assert ("act-not-by" in codes) == (other not in ACTS[type(event)].by)


def test_every_act_is_tried() -> None:
    """Answers and cures in `test_answers_and_silence.py`, a figure judged in `test_levels.py`, money in `test_money_acts.py`."""
    elsewhere = {k.BodyErased, b.ContractArchived, r.FigureJudged, *(TYPES[name] for name in ELSEWHERE)}
    assert {type(event) for _, event in GOOD} | elsewhere == set(ACTS)


@pytest.mark.parametrize(("side", "event"), GOOD, ids=[called(*each) for each in GOOD])
def test_what_one_side_keeps_to_itself(side: str, event: Event) -> None:
    """What follows from the contract is for both; deliberation need not be, and a side keeps only what it can see itself."""
    for seen_by in ("buyer", "supplier"):
        codes = {each.code for each in allow(stage(), event, side=side, on=day(ON), seen_by=seen_by)}  # type: ignore[arg-type]
        advice = getattr(event, "outcome", "advice") == "advice" and not getattr(event, "replaces", False)
        private = ACTS[type(event)].one_side and advice
        assert ("act-for-both" in codes) == (not private)
        assert ("act-hidden-from-its-side" in codes) == (private and seen_by != side)


NUMBERS: list[tuple[str, Event, list[str]]] = [
    # whose, the act, what is wrong with it
    ("buyer", w.RiskRaised(risk="r9", likelihood=1, impact=5), []),
    ("buyer", w.RiskRaised(risk="r9", likelihood=0, impact=3), ["score-outside"]),
    ("buyer", w.RiskRaised(risk="r9", likelihood=6, impact=-1), ["score-outside", "score-outside"]),
    ("supplier", w.RiskScored(risk="r-open", likelihood=0, impact=0), ["score-outside", "score-outside"]),
    ("supplier", w.RiskScored(risk="r-open", likelihood=5, impact=1), []),
    ("buyer", w.RiskRaised(risk="r9", review_on=date(2023, 9, 28)), ["day-past"]),
    ("buyer", w.RiskRaised(risk="r9", kind="issue", likelihood=5, impact=2, came_from="r-open"), []),
    ("buyer", w.RiskRaised(risk="r9", kind="issue", came_from="r-none"), ["thing-unknown"]),
    ("buyer", w.InformationAsked(request="i9", due=date(2023, 9, 29)), []),
    ("buyer", w.InformationAsked(request="i9", due=date(2023, 9, 28)), ["day-past"]),
    ("buyer", w.InformationDateAgreed(request="i-open", due=date(2023, 9, 1)), ["day-past"]),
    ("buyer", s.FindingMade(finding="fi9"), ["finding-from-nowhere"]),
    ("buyer", s.FindingMade(finding="fi9", certificate="ce-1", weight="minor"), []),
    ("buyer", s.FindingMade(finding="fi9", audit="nowhere"), ["thing-unknown"]),
    ("buyer", s.FindingMade(finding="fi9", audit="au", weight="grave"), ["weight-unknown"]),
    ("buyer", s.FindingInvestigated(finding="fi-open", plan="both"), []),
    ("buyer", s.FindingInvestigated(finding="fi-open", plan="nowhere"), ["thing-unknown"]),
    ("buyer", s.StandardInvestigated(failure="s-open", plan="nowhere"), ["thing-unknown"]),
    ("buyer", s.StandardFailed(duty="iso27001", failure="s9", finding="fi-open"), []),
    ("buyer", s.StandardFailed(duty="iso27001", failure="s9", finding="nowhere"), ["thing-unknown"]),
    (
        "supplier",
        s.CertificateShown(certificate="ce9", duty="iso27001", issued_on=date(2023, 12, 1), expires_on=date(2023, 11, 30)),
        ["certificate-ends-first"],
    ),
    ("supplier", s.CertificateShown(certificate="ce9", duty="iso27001", expires_on=date(2024, 11, 30), replaces="ce-1"), []),
    (
        "supplier",
        s.CertificateShown(certificate="ce9", duty="standards", expires_on=date(2024, 11, 30), replaces="ce-1"),
        ["thing-unknown"],
    ),
    ("buyer", s.SharingChecked(agreement="sh-1", review_on=date(2022, 9, 29)), ["day-past"]),
    ("buyer", s.SharingChecked(agreement="sh9"), ["thing-unknown"]),
]


@pytest.mark.parametrize(("side", "event", "wrong"), NUMBERS)
def test_scores_days_and_what_is_named(side: str, event: Event, wrong: list[str]) -> None:
    """A score is two whole numbers from 1 to 5; a day by which something is wanted is not over; what is named is there."""
    assert [each.code for each in allow(stage(), event, side=side, on=day(ON))] == wrong  # type: ignore[arg-type]


def test_an_issue_for_both_names_no_risk_that_one_keeps() -> None:
    """Else its name would tell of it. Kept by the same side, the issue may name it; the other side knows no such risk."""
    entries = history(ON, *STAGE)
    hidden = entry(len(entries) + 1, ON, "buyer", w.RiskRaised(risk="r-hidden"), seen_by="buyer")
    found = reviewed(ON, entries=[*entries, hidden])
    issue = w.RiskRaised(risk="r9", kind="issue", came_from="r-hidden")
    assert [each.code for each in allow(found, issue, side="buyer", on=day(ON))] == ["risk-kept-apart"]
    assert not allow(found, issue, side="buyer", on=day(ON), seen_by="buyer")
    assert [each.code for each in allow(found, issue, side="supplier", on=day(ON))] == ["thing-unknown"]


def test_archiving() -> None:
    """The record is closed once the contract is over, never before."""
    closed = b.ContractArchived(keep_until=date(2032, 8, 31))
    assert [each.code for each in allow(stage(), closed, side="buyer", on=day(ON))] == ["contract-not-over"]
    assert not allow(reviewed("2025-09-01"), closed, side="buyer", on=day("2025-09-01"))
    twice = reviewed("2025-09-02", ("2025-09-01", "buyer", closed))
    assert [each.code for each in allow(twice, closed, side="buyer", on=day("2025-09-02"))] == ["contract-archived-before"]


def test_what_follows_from_a_decision_is_its_own_sides() -> None:
    """To look again, to check the law: the supplier neither says that it is done nor lets it go, nor gives the council more time."""
    not_now = d.DecisionTaken(rule="red-after-warning", outcome="not taken", choice="not now", look_again_on=date(2023, 10, 20))
    stood = reviewed(ON, *STAGE, (ON, "buyer", not_now))
    task = next(duty.id for duty in stood.duties if duty.id.startswith("look again 2023-10-20"))
    later = date(2023, 10, 27)
    for event, code in (
        (d.DutyDone(duty=task), "duty-of-other-side"),
        (d.DutyWaived(duty=task), "duty-not-owed-to"),
        (d.DutyExtended(duty=task, to=later), "duty-not-owed-to"),
    ):
        assert [each.code for each in allow(stood, event, side="supplier", on=day(ON))] == [code]
        assert not allow(stood, event, side="buyer", on=day(ON))


def test_ended_once() -> None:
    """What was ended is not ended again for the same day and is not completed; another act can still end it earlier."""
    route = ("2023-09-01", "buyer", b.TerminationRouteChosen(basis="contractual default"))
    first = (ON, "buyer", a.ContractEnded(last_day=date(2023, 12, 31), how="agreement"))
    for last, how, codes in (
        (date(2023, 12, 31), "termination", ["contract-ended-before"]),
        (date(2023, 11, 30), "completion", ["contract-ended-before"]),
        (date(2023, 11, 30), "termination", []),
    ):
        event = a.ContractEnded(last_day=last, how=how)  # type: ignore[arg-type]
        assert [each.code for each in allow(reviewed(ON, route, first), event, side="buyer", on=day(ON))] == codes


def test_a_second_person() -> None:
    """Whoever wrote a letter cannot approve it, and without approval of the very text it does not go out."""
    approve = n.NoticeApproved(notice="le-new", text_hash="ab" * 32)
    writer = next(act.entry.by for act in stage().facts.of(n.NoticeDrafted))
    assert [each.code for each in allow(stage(), approve, side="buyer", on=day(ON), by=writer)] == ["approved-by-writer"]
    assert not allow(stage(), approve, side="buyer", on=day(ON), by="somebody else")
    other = n.NoticeApproved(notice="le-new", text_hash="cd" * 32)
    assert [each.code for each in allow(stage(), other, side="buyer", on=day(ON))] == ["letter-changed"]
    for notice, text, codes in (
        ("le-new", "ab", ["letter-not-approved"]),
        ("le-back", "ab", ["letter-not-approved"]),
        ("le-yes", "cd", ["letter-changed"]),
        ("le-yes", "ab", []),
    ):
        issued = n.NoticeIssued(notice=notice, step="formal warning", text_hash=text * 32)
        found = allow(stage(), issued, side="buyer", on=day(ON), by="anybody")
        assert [each.code for each in found if each.weight != "said"] == codes


def test_nothing_that_must_be_stated_is_left_out() -> None:
    """Of a letter that a person asks to have approved; an import replays, and is not asked."""
    for stated, missing in (((), 3), (("1", "3"), 1), (("1", "2", "3"), 0)):
        drafted = n.NoticeDrafted(notice="w9", step="formal warning", text_hash="ab" * 32, stated=stated)
        found = allow(stage(), drafted, side="buyer", on=day(ON), seen_by="buyer", by="anybody")
        assert [each.code for each in found] == ["letter-not-stated"] * missing
        assert not allow(stage(), drafted, side="buyer", on=day(ON), seen_by="buyer")


def test_a_notice_under_another_clause_is_looked_at_by_legal() -> None:
    """Before it is approved, and in the very words that are approved."""
    drafted = n.NoticeDrafted(notice="i1", step="notice of intention to terminate", text_hash="ab" * 32)
    acts: list[tuple[str, str, Event]] = [("2023-09-20", "buyer", drafted)]

    def codes() -> list[str]:
        approve = n.NoticeApproved(notice="i1", text_hash="ab" * 32)
        return [each.code for each in allow(reviewed(ON, *acts), approve, side="buyer", on=day(ON))]

    assert codes() == ["letter-not-advised"]
    acts.append(("2023-09-21", "buyer", n.NoticeAdvised(notice="i1", text_hash="cd" * 32)))
    assert codes() == ["letter-not-advised"]
    acts.append(("2023-09-22", "buyer", n.NoticeAdvised(notice="i1", text_hash="ab" * 32)))
    assert codes() == []


@pytest.mark.parametrize("event", [n.NoticeWithdrawn(notice="w1"), n.NoticeClosed(notice="w1")])
def test_a_notice_ends_with_a_reason(event: Event) -> None:
    found = allow(stage(), event, side="buyer", on=day(ON), worded=False)
    assert [each.code for each in found] == ["reason-missing"]
    assert not allow(stage(), event, side="buyer", on=day(ON))


def test_no_termination_by_the_buyer_without_a_route() -> None:
    """The right a buyer's termination is based on is chosen before. The other endings need none, and the supplier has rights of its own."""
    last = date(2023, 12, 31)

    def codes(how: str, *acts: tuple[str, str, Event], side: str = "buyer") -> list[str]:
        event = a.ContractEnded(last_day=last, how=how)  # type: ignore[arg-type]
        return [each.code for each in allow(reviewed(ON, *acts), event, side=side, on=day(ON))]

    assert codes("termination") == ["gate-route"]
    assert codes("termination", ("2023-09-01", "buyer", b.TerminationRouteChosen(basis="contractual convenience"))) == []
    assert codes("agreement") == codes("completion") == codes("termination", side="supplier") == []


def test_the_gates_of_a_route() -> None:
    """The right that law implies: told, time to answer, the answer considered, each after the route was chosen."""
    ended = a.ContractEnded(last_day=date(2023, 12, 31), how="termination")
    route = b.TerminationRouteChosen(basis="implied", ground="subcontractor excluded or excludable")
    acts: list[tuple[str, str, Event]] = [("2023-09-01", "buyer", route)]

    def codes() -> list[str]:
        return [each.code for each in allow(reviewed(ON, *acts), ended, side="buyer", on=day(ON))]

    assert codes() == ["gate-representations", "gate-subcontractor"]
    acts.append(("2023-09-04", "buyer", b.RepresentationsInvited(until=date(2023, 9, 18))))
    assert codes() == ["gate-representations", "gate-subcontractor"]
    acts.append(("2023-09-19", "buyer", b.RepresentationsConsidered()))
    assert codes() == ["gate-subcontractor"]
    acts.append(("2023-09-19", "buyer", b.RepresentationsInvited(until=date(2023, 9, 25), about="subcontractor")))
    acts.append(("2023-09-26", "buyer", b.RepresentationsConsidered(about="subcontractor")))
    assert codes() == []
    acts.append(("2023-09-27", "buyer", b.RepresentationsInvited(until=date(2023, 10, 2))))
    assert codes() == ["gate-representations"], "invited again, what comes is looked at again"


def test_what_a_plan_names() -> None:
    """A milestone is reported that the agreed plan names; what is aimed at on the way can be held against a figure."""
    named = p.PlanProposed(plan="both", version=9, review_on=date(2023, 12, 1), milestones={"relief": "2023-10-20"})
    signed = [(side, p.PlanSigned(plan="both", side=side)) for side in ("supplier", "buyer")]  # type: ignore[arg-type]
    on = str(ON)
    agreed = reviewed(on, *STAGE, (on, "supplier", named), *((on, side, event) for side, event in signed))

    def codes(event: Event) -> list[str]:
        return [each.code for each in allow(agreed, event, side="supplier", on=day(ON))]

    assert codes(p.MilestoneReported(plan="both", milestone="relief", met=True)) == []
    assert codes(p.MilestoneReported(plan="both", milestone="relieve", met=True)) == ["thing-unknown"]
    for target, wanted, found in (
        ("reports 2023-12", "at least 80%", []),
        ("reports 2023-12", "at least 80", ["target-unreadable"]),
        ("sent_back 2023-12", "at most 1", []),
        ("sent_back 2023-12", "fewer", ["target-unreadable"]),
        ("reports 2033-12", "at least 80%", ["target-of-nothing"]),
        ("nothing", "at least 80%", ["target-of-nothing"]),
    ):
        aims = p.PlanProposed(plan="asked", review_on=date(2023, 12, 1), targets={target: wanted})
        assert codes(aims) == found, (target, wanted)


def test_erasing() -> None:
    """Words that are there may be erased, once."""
    named = entry(1, "2023-05-02", "supplier", a.ContactNamed(side="supplier", order=1), Body(kind="words", salt="00" * 16, content={}))
    named = Entry(**{name: getattr(named, name) for name in Entry.__dataclass_fields__ if name != "body_hash"}, body_hash="0" * 64)
    gone = entry(2, "2023-05-03", "supplier", k.BodyErased(entry="e1"))
    erased = k.BodyErased(entry="e1")
    assert not allow(reviewed("2023-05-04", entries=[named]), erased, side="system", on=day("2023-05-04"))
    twice = allow(reviewed("2023-05-04", entries=[named, gone]), erased, side="system", on=day("2023-05-04"))
    assert [each.code for each in twice] == ["nothing-to-erase"]


def test_history_is_what_it_was() -> None:
    """The stage adds to the history of the example and takes nothing away."""
    assert len(stage().facts.acts) == len(history(ON)) + len(STAGE)
