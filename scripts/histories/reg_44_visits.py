"""Thirteen months of visits to six homes, then seven: an amber spring, a plan that did not help, a warning, and a red August.

Each line of `VISITS` is a visit and the two days on which its report was sent; whether that was in time follows from the terms.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from scripts.histories import reg_44_words as said
from scripts.histories.telling import Act, History, Person, Sent, act, in_order, sent, table

from tenor.ledger.events.agreements import ContactNamed
from tenor.ledger.events.assurance import (
    AuditHeld,
    CertificateShown,
    FindingClosed,
    FindingInvestigated,
    FindingMade,
    SharingAgreed,
    StandardFailed,
    StandardInvestigated,
)
from tenor.ledger.events.beginning_and_end import ItemDone, ItemListed, TrainingHeld
from tenor.ledger.events.decisions import DecisionTaken, DutyDone, NamedEvent
from tenor.ledger.events.meetings import (
    ActionAgreed,
    ActionDone,
    AgendaIssued,
    MeetingHeld,
    MinutesAnswered,
    MinutesCommented,
    MinutesIssued,
    MinutesReceived,
    MinutesSent,
    RiskAssessed,
    StartSigned,
    ThemeTagged,
)
from tenor.ledger.events.notices import NoticeApproved, NoticeDrafted, NoticeIssued, NoticeReceived
from tenor.ledger.events.plans import MilestoneReported, PlanProposed, PlanRequested, PlanReviewed, PlanSigned
from tenor.ledger.events.returns import QueryAnswered, QueryRaised, ReliefAgreed
from tenor.ledger.events.working_together import (
    CapacityDiscussed,
    CapacityRaised,
    CapacitySeen,
    FeedbackGiven,
    FlexibilityAnswered,
    FlexibilityAsked,
    InformationAsked,
    InformationSupplied,
    MessageAnswered,
    MessageSent,
    OtherSideRated,
    RiskRaised,
    RiskScored,
)

COUNCIL = Person(id="b-1", side="buyer")  # the council's contract manager
SENIOR = Person(id="b-2", side="buyer")  # who signs a warning
HOMES = Person(id="b-4", side="buyer")  # a service manager of the homes
VISITORS = Person(id="s-1", side="supplier")  # the supplier's contract manager
VISITOR = Person(id="s-3", side="supplier")  # an independent visitor

VISITS = table(
    """
    # September 2022: 6 of 6; A's report reached Ofsted a day late, because the 19th was a bank holiday and no excuse
    B 2022-09-07 2022-09-12 2022-09-12
    C 2022-09-09 2022-09-15 2022-09-15
    A 2022-09-14 2022-09-21 2022-09-23
    D 2022-09-16 2022-09-23 2022-09-23
    E 2022-09-21 2022-09-27 2022-09-27
    F 2022-09-28 2022-10-04 2022-10-04
    # October: all in time
    A 2022-10-05 2022-10-11 2022-10-11
    B 2022-10-06 2022-10-12 2022-10-12
    C 2022-10-12 2022-10-17 2022-10-17
    D 2022-10-13 2022-10-18 2022-10-19
    E 2022-10-25 2022-10-31 2022-10-31
    F 2022-10-27 2022-11-02 2022-11-02
    # November: all in time
    A 2022-11-03 2022-11-08 2022-11-08
    B 2022-11-08 2022-11-14 2022-11-14
    C 2022-11-10 2022-11-16 2022-11-16
    D 2022-11-16 2022-11-22 2022-11-22
    E 2022-11-22 2022-11-28 2022-11-28
    F 2022-11-29 2022-12-05 2022-12-05
    # December: all in time; F's report was due on 3 January, the bank holidays of 26 and 27 December and 2 January left out
    A 2022-12-06 2022-12-12 2022-12-12
    B 2022-12-08 2022-12-14 2022-12-14
    C 2022-12-13 2022-12-19 2022-12-19
    D 2022-12-14 2022-12-20 2022-12-20
    E 2022-12-20 2022-12-28 2022-12-28
    F 2022-12-22 2023-01-03 2023-01-03
    # January 2023: D late
    A 2023-01-05 2023-01-11 2023-01-11
    B 2023-01-10 2023-01-16 2023-01-16
    C 2023-01-12 2023-01-18 2023-01-18
    D 2023-01-17 2023-01-26 2023-01-26
    E 2023-01-20 2023-01-26 2023-01-27
    F 2023-01-26 2023-02-01 2023-02-01
    # February: C late
    A 2023-02-02 2023-02-08 2023-02-08
    B 2023-02-07 2023-02-13 2023-02-13
    C 2023-02-09 2023-02-20 2023-02-20
    D 2023-02-14 2023-02-20 2023-02-20
    E 2023-02-21 2023-02-27 2023-02-27
    F 2023-02-23 2023-03-01 2023-03-01
    # March: nobody came to D; E late
    A 2023-03-02 2023-03-08 2023-03-08
    B 2023-03-07 2023-03-13 2023-03-13
    C 2023-03-09 2023-03-15 2023-03-15
    E 2023-03-16 2023-03-28 2023-03-28
    F 2023-03-29 2023-04-05 2023-04-05
    # April, the first month with G: D late, F late at Ofsted
    A 2023-04-04 2023-04-12 2023-04-12
    B 2023-04-06 2023-04-14 2023-04-14
    C 2023-04-12 2023-04-18 2023-04-18
    D 2023-04-13 2023-04-24 2023-04-24
    E 2023-04-18 2023-04-24 2023-04-24
    F 2023-04-19 2023-04-26 2023-05-02
    G 2023-04-26 2023-05-03 2023-05-03
    # May: A's first visit was broken off at the door, so A was visited again; C's was moved from the 3rd; B, D and E late
    A 2023-05-04 - -
    B 2023-05-09 2023-05-22 2023-05-22
    C 2023-05-10 2023-05-17 2023-05-17
    D 2023-05-11 2023-05-24 2023-05-24
    E 2023-05-16 2023-05-30 2023-05-30
    A 2023-05-18 2023-05-24 2023-05-24
    F 2023-05-23 2023-05-30 2023-05-30
    G 2023-05-25 2023-06-01 2023-06-01
    # June: all in time
    A 2023-06-06 2023-06-12 2023-06-12
    B 2023-06-08 2023-06-14 2023-06-14
    C 2023-06-13 2023-06-19 2023-06-19
    D 2023-06-14 2023-06-20 2023-06-20
    E 2023-06-20 2023-06-26 2023-06-26
    F 2023-06-22 2023-06-28 2023-06-28
    G 2023-06-27 2023-07-03 2023-07-03
    # July: all in time
    A 2023-07-04 2023-07-10 2023-07-10
    B 2023-07-06 2023-07-12 2023-07-12
    C 2023-07-11 2023-07-17 2023-07-17
    D 2023-07-13 2023-07-19 2023-07-19
    E 2023-07-18 2023-07-24 2023-07-24
    F 2023-07-20 2023-07-26 2023-07-26
    G 2023-07-26 2023-08-01 2023-08-01
    # August: C, D and E late
    A 2023-08-02 2023-08-08 2023-08-08
    B 2023-08-03 2023-08-09 2023-08-09
    C 2023-08-08 2023-08-21 2023-08-21
    D 2023-08-10 2023-08-23 2023-08-23
    E 2023-08-15 2023-08-29 2023-08-29
    F 2023-08-22 2023-08-29 2023-08-29
    G 2023-08-24 2023-08-31 2023-08-31
    # September 2023: all in time
    A 2023-09-05 2023-09-11 2023-09-11
    B 2023-09-07 2023-09-13 2023-09-13
    C 2023-09-12 2023-09-18 2023-09-18
    D 2023-09-13 2023-09-19 2023-09-19
    E 2023-09-19 2023-09-25 2023-09-25
    F 2023-09-21 2023-09-27 2023-09-27
    G 2023-09-27 2023-10-03 2023-10-03
    """,
    "unit",
    "visited_on",
    "sent_to_council_on",
    "sent_to_ofsted_on",
)

SENT_BACK = table(
    """
    B 2022-09-07 2022-09-20 omission No word on the fire drill
    C 2022-11-10 2022-11-21 inaccuracy Wrong date of the last medicines check
    A 2023-01-05 2023-01-23 omission;standard Two sections left empty
    B 2023-03-07 2023-03-21 inaccuracy Number of staff on shift
    A 2023-04-04 2023-04-21 omission Medication records not looked at
    E 2023-04-18 2023-05-02 standard Opinion without reasons
    B 2023-06-08 2023-06-16 omission Night log missing
    B 2023-06-08 2023-06-23 inaccuracy Night log of another week       # the same report: counted once
    """,
    "unit",
    "visited_on",
    "returned_on",
    "reason",
    "note",
)

# The return of each month's last Friday, then what came after it, by the fifth working day of the next month.
RETURNS: list[Act | Sent] = [
    sent("2022-09-30 15:10", VISITORS, "2022-09", "2022-09.xlsx"),
    sent("2022-10-06 11:02", VISITORS, "2022-09", "2022-09-later.xlsx"),
    sent("2022-10-28 14:40", VISITORS, "2022-10", "2022-10.xlsx"),
    sent("2022-11-04 10:15", VISITORS, "2022-10", "2022-10-later.xlsx"),
    sent("2022-11-25 16:20", VISITORS, "2022-11", "2022-11.zip"),  # CSV files, from a machine without a spreadsheet
    sent("2022-12-06 09:31", VISITORS, "2022-11", "2022-11-later.zip"),
    sent("2022-12-30 12:05", VISITORS, "2022-12", "2022-12.xlsx"),
    sent("2023-01-06 10:44", VISITORS, "2022-12", "2022-12-later.xlsx"),
    sent("2023-01-27 16:48", VISITORS, "2023-01", "2023-01.xlsx"),
    sent("2023-02-06 09:20", VISITORS, "2023-01", "2023-01-later.xlsx"),
    sent("2023-02-24 15:02", VISITORS, "2023-02", "2023-02.xlsx"),
    sent("2023-03-06 10:12", VISITORS, "2023-02", "2023-02-later.xlsx"),
    sent("2023-03-31 13:37", VISITORS, "2023-03", "2023-03.xlsx"),
    sent("2023-04-06 16:01", VISITORS, "2023-03", "2023-03-later.xlsx"),
    sent("2023-04-28 15:15", VISITORS, "2023-04", "2023-04.xlsx"),
    sent("2023-05-05 11:48", VISITORS, "2023-04", "2023-04-later.xlsx"),
    # the visit to C stands on the day that was first planned; the later file puts it right, and the council accepts that
    sent("2023-05-26 14:09", VISITORS, "2023-05", "2023-05.xlsx", instead={"C/2023-05-10": {"visited_on": "2023-05-03"}}),
    sent("2023-06-06 10:27", VISITORS, "2023-05", "2023-05-later.xlsx", answers={"visits/C/2023-05-03/visited_on": "accept"}),
    sent("2023-06-30 15:33", VISITORS, "2023-06", "2023-06.xlsx"),
    sent("2023-07-06 09:55", VISITORS, "2023-06", "2023-06-later.xlsx"),
    sent("2023-07-28 13:12", VISITORS, "2023-07", "2023-07.json"),
    sent("2023-08-04 10:08", VISITORS, "2023-07", "2023-07-later.json"),
    sent("2023-08-25 16:40", VISITORS, "2023-08", "2023-08.xlsx"),
    sent("2023-09-06 11:19", VISITORS, "2023-08", "2023-08-later.xlsx"),
    sent("2023-09-29 14:52", VISITORS, "2023-09", "2023-09.xlsx"),
    sent("2023-10-05 09:46", VISITORS, "2023-09", "2023-09-later.xlsx"),
]


def contact(when: str, order: int, role: str, *, name: str, email: str, telephone: str) -> Act:
    """One of the supplier's three contacts, named after award."""
    event = ContactNamed(side="supplier", order=order, role=role, has_email=True)
    return act(when, VISITORS, event, name=name, email=email, telephone=telephone)


SETTING_UP: list[Act | Sent] = [
    act("2022-07-04 10:00", COUNCIL, NamedEvent(name="award")),
    contact(
        "2022-07-08 09:30", 1, "supplier contract manager", name="Robin Placeholder", email="robin@voices.example", telephone="01632 960011"
    ),
    contact("2022-07-08 09:32", 2, "", name="Jo Standin", email="jo@voices.example", telephone="01632 960012"),
    contact("2022-07-21 15:05", 3, "independent visitor", name="Kim Model", email="kim@voices.example", telephone="01632 960013"),
    act("2022-07-15 12:00", HOMES, DutyDone(duty="unit-list"), note="Six homes with managers and telephone numbers"),
    act("2022-07-29 16:00", VISITORS, DutyDone(duty="mobilisation-cost"), note="As priced in Schedule 3"),
    act("2022-08-24 17:10", COUNCIL, DutyDone(duty="systems-training"), note="Three booked, two came"),
    act("2022-08-30 10:20", VISITORS, DutyDone(duty="ready"), note="Four visitors checked and trained"),
    act("2022-09-05 09:05", COUNCIL, DutyDone(duty="contact-details"), note="List sent three working days late"),
    act("2022-09-12 14:00", VISITORS, DutyDone(duty="handover"), note="Seven items, the last by secure link"),
]


def agenda(when: str, id: str, meets: str, slot: str) -> Act:
    """The agenda of a meeting of the series, a week before it."""
    event = AgendaIssued(
        meeting=id,
        meets_on=date.fromisoformat(meets),
        series="performance",
        slot=slot,
        mode="virtual",
        items=said.BLOCKS,
        nothing=tuple(key for key in said.BLOCKS if key not in said.AGENDA_TEXTS),
    )
    return act(when, COUNCIL, event, **said.agenda(said.AGENDA_TEXTS))


def listed(
    checklist: Literal["mobilisation", "handover"], when: str, holder: str, due: str, lines: tuple[tuple[str, str], ...]
) -> list[Act]:
    """A checklist: each line put on it, and done on its day where it was."""
    found = []
    for n, (text, done) in enumerate(lines, 1):
        item = f"{checklist}-{n}"
        found.append(act(when, COUNCIL, ItemListed(item=item, checklist=checklist, holder=holder, due=date.fromisoformat(due)), text=text))
        if done:
            found.append(act(f"{done} 12:00", VISITORS, ItemDone(item=item)))
    return found


BEFORE: list[Act | Sent] = [
    *listed("mobilisation", "2022-07-18 10:00", "supplier contract manager", "2022-08-31", said.MOBILISATION),
    *listed("handover", "2022-07-18 10:30", "buyer contract manager", "2022-08-26", said.HANDOVER),
    act(
        "2022-08-22 11:30",
        COUNCIL,
        MeetingHeld(
            meeting="before-start",
            title="pre-start meeting",
            present=("buyer contract manager", "supplier contract manager"),
            mode="virtual",
        ),
        text="What each side expects of the other; equality; who signs",
    ),
    act("2022-08-22 11:45", COUNCIL, StartSigned(meeting="before-start", side="buyer")),
    act("2022-08-22 14:10", VISITORS, StartSigned(meeting="before-start", side="supplier")),
    act("2022-08-24 16:50", COUNCIL, TrainingHeld(training="systems-1", booked=3, attended=2), text="The council's system for reports"),
    act(
        "2022-08-24 17:00",
        COUNCIL,
        ActionAgreed(action="a-0", owner="supplier contract manager", due=date(2022, 9, 9), source="training systems-1"),
        text="The third visitor is trained",
    ),
    act(
        "2022-08-26 10:00",
        COUNCIL,
        SharingAgreed(agreement="sharing-1", signed_on=date(2022, 8, 24), review_on=date(2023, 8, 24)),
        name="The county's agreement to share information",
        where="With the contract; the printed address does not work",
    ),
    act("2022-09-07 15:00", VISITORS, ActionDone(action="a-0")),
    act("2022-09-08 09:00", VISITORS, ItemDone(item="mobilisation-3")),
    act("2022-09-12 13:55", VISITORS, ItemDone(item="handover-7")),
    act(
        "2022-09-15 10:00",
        COUNCIL,
        RiskAssessed(
            assessment="look-1",
            answers={"reds": "none", "ambers": "none", "capacity": "no", "late returns": "no", "warning": "no", "people at risk": "some"},
            suggested="quarter",
            intensity="standard",
        ),
        seen_by="buyer",
        text="A new contract that begins well",
    ),
]

AUTUMN: list[Act | Sent] = [
    agenda("2022-10-13 09:00", "m-2022-10", "2022-10-20", "2022-Q4"),
    act(
        "2022-12-05 11:00",
        VISITORS,
        CertificateShown(
            certificate="iso-cert-1", duty="iso27001", issued_on=date(2020, 12, 1), expires_on=date(2023, 11, 30), edition="2013"
        ),
        name="ISO 27001",
        scope="Office and laptops",
        body="Example Certification Ltd",
    ),
    act("2022-09-20 09:15", HOMES, FeedbackGiven(feedback="praise-1", kind="praise"), text="Visitor put the young people at ease"),
    act(
        "2022-10-14 10:30",
        COUNCIL,
        DecisionTaken(rule="act", outcome="not taken", of="reports"),
        reason="One report, one day late at Ofsted after an extra bank holiday; no plan for that",
    ),
    act(
        "2022-10-20 16:00",
        COUNCIL,
        MeetingHeld(
            meeting="m-2022-10",
            series="performance",
            slot="2022-Q4",
            present=("buyer contract manager", "supplier contract manager", "service manager"),
            mode="virtual",
        ),
    ),
    act(
        "2022-10-20 16:05",
        COUNCIL,
        ActionAgreed(action="a-1", owner="supplier", due=date(2022, 11, 18), meeting="m-2022-10"),
        text="Fire drill on the visitors' sheet",
    ),
    act("2022-10-26 12:00", COUNCIL, MinutesSent(meeting="m-2022-10", method="email"), **said.minutes(said.OCTOBER)),
    act("2022-10-26 17:20", VISITORS, MinutesReceived(meeting="m-2022-10")),
    act("2022-11-03 09:10", VISITORS, MinutesAnswered(meeting="m-2022-10", answer="agreed")),
    act(
        "2022-11-04 09:00",
        COUNCIL,
        MinutesIssued(meeting="m-2022-10", text_hash=said.hash_of(said.minutes(said.OCTOBER))),
        **said.minutes(said.OCTOBER),
    ),
    act("2022-11-15 10:00", VISITORS, ActionDone(action="a-1")),
    act(
        "2022-12-08 11:00",
        COUNCIL,
        RiskRaised(risk="r-1", likelihood=2, impact=4),
        seen_by="buyer",
        text="Four visitors only: one illness is a month's trouble",
    ),
    act(
        "2022-12-08 11:10",
        VISITORS,
        RiskRaised(risk="r-2", likelihood=2, impact=3, owner="supplier contract manager", review_on=date(2023, 6, 30)),
        text="Two homes are far from all visitors",
        mitigation="A visitor who lives near them is looked for",
    ),
]

WINTER: list[Act | Sent] = [
    agenda("2023-01-12 09:00", "m-2023-01", "2023-01-19", "2023-Q1"),
    act("2023-01-19 15:50", COUNCIL, OtherSideRated(rated="look-2023-01-b", meeting="m-2023-01", tells=4, answers=4, solves=4, fair=5)),
    act("2023-01-19 15:52", VISITORS, OtherSideRated(rated="look-2023-01-s", meeting="m-2023-01", tells=4, answers=5, solves=4, fair=4)),
    act(
        "2023-01-19 15:30",
        COUNCIL,
        MeetingHeld(
            meeting="m-2023-01",
            series="performance",
            slot="2023-Q1",
            present=("buyer contract manager", "supplier contract manager", "service manager", "independent visitor"),
            mode="virtual",
        ),
    ),
    act(
        "2023-01-19 15:40",
        VISITORS,
        FeedbackGiven(feedback="back-1", kind="good practice", meeting="m-2023-01"),
        text="Council answers in two days",
    ),
    act("2023-01-25 10:00", COUNCIL, MinutesSent(meeting="m-2023-01", method="email"), **said.minutes(said.JANUARY)),
    act("2023-01-26 08:50", VISITORS, MinutesReceived(meeting="m-2023-01")),
    act("2023-02-02 13:00", VISITORS, MinutesAnswered(meeting="m-2023-01", answer="agreed")),
    act(
        "2023-02-03 09:00",
        COUNCIL,
        MinutesIssued(meeting="m-2023-01", text_hash=said.hash_of(said.minutes(said.JANUARY))),
        **said.minutes(said.JANUARY),
    ),
    act("2023-02-22 16:00", COUNCIL, AuditHeld(audit="audit-2023", duty="iso27001", by_third_party=True)),
    act(
        "2023-02-22 16:10",
        COUNCIL,
        FindingMade(finding="f-1", audit="audit-2023", weight="major"),
        text="Scope leaves out where reports are stored",
    ),
    act(
        "2023-02-22 16:12",
        COUNCIL,
        FindingMade(finding="f-2", audit="audit-2023", weight="minor"),
        text="Two laptops without a lock screen",
    ),
    act("2023-02-24 10:00", COUNCIL, StandardFailed(duty="iso27001", failure="iso-1"), text="Not full compliance while f-1 is open"),
    act(
        "2023-02-27 11:00",
        COUNCIL,
        DecisionTaken(rule="standard-missed", outcome="taken", of="iso27001"),
        reason="Look into it, and a plan",
    ),
    act("2023-02-27 11:10", COUNCIL, PlanRequested(plan="security-plan", kpis=(), step="standards action plan", rule="standard-missed")),
    act(
        "2023-03-03 15:00",
        COUNCIL,
        StandardInvestigated(failure="iso-1", plan="security-plan"),
        text="Storage moved in autumn, certificate older",
    ),
    act(
        "2023-03-10 12:00",
        VISITORS,
        PlanProposed(plan="security-plan", review_on=date(2023, 4, 28), milestones=said.by_day(said.SECURITY)),
        rows=said.SECURITY,
        note="Extend the scope; lock screens",
    ),
    act("2023-03-03 15:05", COUNCIL, FindingInvestigated(finding="f-1"), text="Storage moved in autumn, certificate older"),
    act("2023-03-31 12:00", VISITORS, MilestoneReported(plan="security-plan", milestone="locks", met=True)),
    act("2023-04-20 12:00", VISITORS, MilestoneReported(plan="security-plan", milestone="scope", met=True)),
    act("2023-03-10 12:01", VISITORS, PlanSigned(plan="security-plan", side="supplier")),
    act("2023-03-14 09:30", COUNCIL, PlanSigned(plan="security-plan", side="buyer")),
]

SPRING: list[Act | Sent] = [
    agenda("2023-04-13 09:00", "m-2023-04", "2023-04-20", "2023-Q2"),
    *(
        act("2023-04-17 11:00", COUNCIL, ThemeTagged(theme="medication-records", dataset="visits", row=row), name="Medication records")
        for row in ("A/2023-01-05", "C/2023-02-09", "B/2023-03-07", "E/2023-03-16")
    ),
    act("2023-04-20 16:30", COUNCIL, OtherSideRated(rated="look-2023-04-b", meeting="m-2023-04", tells=2, answers=4, solves=3, fair=4)),
    act("2023-04-20 16:32", VISITORS, OtherSideRated(rated="look-2023-04-s", meeting="m-2023-04", tells=4, answers=4, solves=4, fair=4)),
    act(
        "2023-04-20 16:40",
        COUNCIL,
        ActionAgreed(action="a-2", owner="supplier contract manager", due=date(2023, 6, 2), meeting="m-2023-04"),
        text="Name a relief visitor",
    ),
    act(
        "2023-04-20 16:41",
        COUNCIL,
        ActionAgreed(action="a-3", owner="buyer contract manager", due=date(2023, 4, 28), meeting="m-2023-04"),
        text="Share the holiday dates of the homes",
    ),
    act(
        "2023-04-20 16:42",
        COUNCIL,
        ActionAgreed(action="a-4", owner="supplier contract manager", due=date(2023, 7, 14), meeting="m-2023-04"),
        text="Try the shorter report form in two homes",
    ),
    act("2023-04-27 12:00", COUNCIL, ActionDone(action="a-3")),
    act("2023-04-27 15:20", HOMES, MinutesCommented(meeting="m-2023-04", item="5"), text="That is how we said it."),
    act(
        "2023-05-03 10:10",
        VISITORS,
        MinutesCommented(meeting="m-2023-04", item="2"),
        text="Please use these words.",
        instead="March: 5 of 6 visits, 4 of 5 reports in time. The lead visitor was ill from 20 March; cover was asked for and not found.",
    ),
    act(
        "2023-05-04 09:40",
        COUNCIL,
        MinutesCommented(meeting="m-2023-04", item="2"),
        text="We keep what was said in the meeting. When cover was asked for can be added in July.",
    ),
    act(
        "2023-05-11 10:00", COUNCIL, RiskScored(risk="r-2", likelihood=3, impact=3, review_on=date(2023, 6, 30)), text="A third home is far"
    ),
    act("2023-05-15 09:00", COUNCIL, MessageSent(message="msg-1", about="plan plan-1"), text="Which tasks are you thinking of?"),
    act("2023-05-17 10:05", VISITORS, MessageAnswered(message="msg-1"), text="A first version is with you today."),
    act("2023-05-26 16:00", VISITORS, MilestoneReported(plan="plan-1", milestone="late-list", met=True)),
    act("2023-05-31 16:00", VISITORS, MilestoneReported(plan="plan-1", milestone="check-list", met=True)),
    act("2023-06-01 11:00", COUNCIL, MessageSent(message="msg-2", about="plan plan-1"), text="Are the tablets there for tomorrow?"),
    act("2023-06-02 12:00", VISITORS, ActionDone(action="a-2"), text="Named; starts on 12 June"),
    act(
        "2023-06-02 17:00", VISITORS, MilestoneReported(plan="plan-1", milestone="draft-same-day", met=False), text="Tablets came too late"
    ),
    act("2023-06-06 09:15", COUNCIL, MessageSent(message="msg-3", about="plan plan-1"), text="When does the relief visitor begin?"),
    act("2023-06-07 15:00", VISITORS, MilestoneReported(plan="plan-1", milestone="rota", met=True)),
    act(
        "2023-06-08 09:15",
        COUNCIL,
        MessageSent(message="msg-4", about="plan plan-1"),
        text="We look at the plan tomorrow. May we have a word?",
    ),
    act("2023-04-03 10:10", COUNCIL, QueryRaised(query="q-1", kpi="visits", period="2023-03"), text="No visit to Damson House in March?"),
    act("2023-04-05 09:40", VISITORS, QueryAnswered(query="q-1"), text="Visitor ill on the 30th, no relief found"),
    act(
        "2023-04-20 16:00",
        COUNCIL,
        MeetingHeld(
            meeting="m-2023-04",
            series="performance",
            slot="2023-Q2",
            present=("buyer contract manager", "supplier contract manager", "service manager"),
            mode="virtual",
        ),
    ),
    act(
        "2023-04-20 16:10",
        HOMES,
        FeedbackGiven(feedback="concern-1", kind="concern", meeting="m-2023-04"),
        text="Reports come when the month is forgotten",
    ),
    act(
        "2023-04-20 16:20",
        COUNCIL,
        DecisionTaken(rule="act", outcome="not taken", of="visits"),
        reason="One visit missed through illness, explained",
    ),
    act("2023-04-25 09:30", COUNCIL, MinutesSent(meeting="m-2023-04", method="email"), **said.minutes(said.APRIL)),
    act("2023-04-25 14:05", VISITORS, MinutesReceived(meeting="m-2023-04")),
    act("2023-04-28 10:00", COUNCIL, PlanReviewed(plan="security-plan", outcome="improved")),
    act("2023-04-28 10:05", COUNCIL, FindingClosed(finding="f-1")),
    act("2023-04-28 10:06", COUNCIL, FindingClosed(finding="f-2")),
    act(
        "2023-05-02 08:55",
        HOMES,
        FlexibilityAsked(request="flex-1", unit="C", planned_on=date(2023, 5, 3), wanted_on=date(2023, 5, 10)),
        on="2023-04-28",
        text="By telephone: can the visit of 3 May wait a week?",
    ),
    act(
        "2023-05-02 09:30", VISITORS, FlexibilityAnswered(request="flex-1", agreed=True, moved_to=date(2023, 5, 10)), text="10 May instead"
    ),
    act("2023-05-03 11:00", COUNCIL, InformationAsked(request="info-1", due=date(2023, 5, 17)), text="Rota of visitors, April to June"),
    act(
        "2023-05-10 09:30", COUNCIL, DecisionTaken(rule="plan", outcome="taken"), reason="Late reports two months running; a plan for KPI 2"
    ),
    act("2023-05-10 09:45", COUNCIL, PlanRequested(plan="plan-1", kpis=("reports",), rule="plan")),
    act(
        "2023-05-12 09:00",
        COUNCIL,
        MinutesIssued(meeting="m-2023-04", text_hash=said.hash_of(said.minutes(said.APRIL))),
        **said.minutes(said.APRIL),
    ),
    act("2023-05-16 15:25", VISITORS, InformationSupplied(request="info-1")),
    act(
        "2023-05-17 10:00",
        VISITORS,
        PlanProposed(plan="plan-1", version=1, complete=False, milestones=said.by_day(said.PLAN_1_FIRST)),
        rows=said.PLAN_1_FIRST,
        note="Tasks and dates; no resources named yet",
    ),
    act(
        "2023-05-23 11:30",
        VISITORS,
        PlanProposed(
            plan="plan-1",
            version=2,
            review_on=date(2023, 6, 9),
            milestones=said.by_day(said.PLAN_1),
            targets={"reports 2023-05": "at least 75%", "reports 2023-06": "at least 85%"},
        ),
        rows=said.PLAN_1,
        note="Relief visitor; reports drafted on the day",
    ),
    act("2023-05-24 09:20", VISITORS, PlanSigned(plan="plan-1", side="supplier", version=2)),
    act("2023-05-24 16:45", COUNCIL, PlanSigned(plan="plan-1", side="buyer", version=2)),
    act("2023-05-30 10:00", COUNCIL, ReliefAgreed(dataset="visits", row="A/2023-05-04", reason="refused by the unit")),
]

WARNING: list[Act | Sent] = [
    act("2023-06-05 09:00", VISITORS, MilestoneReported(plan="plan-1", milestone="relief-visitor", met=False), text="Starts on 12 June"),
    act(
        "2023-06-08 10:00",
        COUNCIL,
        DecisionTaken(rule="single-red", outcome="taken", choice="raise at next meeting", of="reports", review_on=date(2023, 7, 20)),
        reason="Known to both sides, a plan is in hand",
    ),
    act("2023-06-09 15:00", COUNCIL, PlanReviewed(plan="plan-1", outcome="not improved"), text="May 4 of 7, April 5 of 7"),
    act(
        "2023-06-12 09:12",
        VISITORS,
        CapacityRaised(problem="capacity-1", units=("C", "E")),
        at_once=True,
        text="Two of seven visits at risk this month",
    ),
    act(
        "2023-06-12 10:15",
        COUNCIL,
        DecisionTaken(rule="no-improvement", outcome="taken", of="plan-1"),
        reason="Reports later than before the plan",
    ),
    act(
        "2023-06-12 10:20",
        COUNCIL,
        DecisionTaken(rule="act", outcome="taken", of="reports"),
        reason="January to May: the warning is the action",
    ),
    act("2023-06-12 11:40", COUNCIL, CapacitySeen(problem="capacity-1"), at_once=True),
    act(
        "2023-06-12 14:00",
        COUNCIL,
        CapacityDiscussed(problem="capacity-1", looked_at=("capacity", "throughput"), until=date(2023, 6, 30)),
        at_once=True,
        text="Relief visitor takes both",
    ),
    act(
        "2023-06-12 14:10", COUNCIL, DecisionTaken(rule="capacity", outcome="taken", of="capacity-1"), reason="Talked through the same day"
    ),
    act(
        "2023-06-13 09:40",
        COUNCIL,
        NoticeDrafted(
            notice="warning-1", step="formal warning", kpis=("reports",), text_hash=said.hash_of(said.WARNING), stated=("1", "2", "3")
        ),
        seen_by="buyer",
        **said.WARNING,
    ),
    act("2023-06-13 10:50", SENIOR, NoticeApproved(notice="warning-1", text_hash=said.hash_of(said.WARNING)), seen_by="buyer"),
    act(
        "2023-06-13 11:00",
        SENIOR,
        NoticeIssued(
            notice="warning-1",
            step="formal warning",
            kpis=("reports",),
            plan="plan-2",
            method="email",
            text_hash=said.hash_of(said.WARNING),
        ),
        **said.WARNING,
    ),
    act("2023-06-14 09:05", VISITORS, NoticeReceived(notice="warning-1")),
    act(
        "2023-06-26 12:30",
        VISITORS,
        PlanProposed(
            plan="plan-2",
            review_on=date(2023, 9, 29),
            milestones=said.by_day(said.PLAN_2),
            targets={"reports 2023-07": "at least 90%", "reports 2023-08": "at least 90%"},
        ),
        rows=said.PLAN_2,
        note="Second relief visitor; weekly check of what is due",
    ),
    act("2023-06-28 10:00", VISITORS, PlanSigned(plan="plan-2", side="supplier")),
    act("2023-06-28 15:30", COUNCIL, PlanSigned(plan="plan-2", side="buyer")),
]


def meeting(id: str, called: str, held: str, sent_at: str, received: str, texts: dict[str, str]) -> list[Act | Sent]:
    """A monthly meeting after the warning: called, held, and its minutes on their way."""
    present = ("buyer contract manager", "supplier contract manager", "service manager")
    return [
        agenda(called, id, held[:10], held[:7]),
        act(held, COUNCIL, MeetingHeld(meeting=id, series="performance", slot=held[:7], present=present, mode="virtual")),
        act(sent_at, COUNCIL, MinutesSent(meeting=id, method="email"), **said.minutes(texts)),
        *([act(received, VISITORS, MinutesReceived(meeting=id))] if received else []),
    ]


WATCH: list[Act | Sent] = [
    *meeting("m-2023-07", "2023-07-13 09:00", "2023-07-20 16:00", "2023-07-26 10:00", "2023-07-26 13:10", said.JULY),
    *(act(f"{row['by']} 16:00", VISITORS, MilestoneReported(plan="plan-2", milestone=row["key"], met=True)) for row in said.PLAN_2),
    act("2023-07-14 12:00", VISITORS, ActionDone(action="a-4")),
    act("2023-08-02 09:00", VISITORS, MinutesAnswered(meeting="m-2023-07", answer="agreed")),
    act(
        "2023-08-03 09:00",
        COUNCIL,
        MinutesIssued(meeting="m-2023-07", text_hash=said.hash_of(said.minutes(said.JULY))),
        **said.minutes(said.JULY),
    ),
    act(
        "2023-07-20 16:10",
        COUNCIL,
        FeedbackGiven(feedback="praise-2", kind="praise", meeting="m-2023-07"),
        text="June and July all in time",
    ),
    *meeting("m-2023-08", "2023-08-10 09:00", "2023-08-17 16:00", "2023-08-23 10:00", "2023-08-24 09:00", said.AUGUST),
    act(
        "2023-09-01 10:00",
        VISITORS,
        MinutesAnswered(meeting="m-2023-08", answer="withheld", items=("4",)),
        items=said.AUGUST_OTHER,
        text="Item 4: leave was told in July",
    ),
    act(
        "2023-09-04 09:00",
        COUNCIL,
        MinutesIssued(meeting="m-2023-08", text_hash=said.hash_of(said.minutes(said.AUGUST, said.AUGUST_OTHER))),
        **said.minutes(said.AUGUST, said.AUGUST_OTHER),
    ),
    act(
        "2023-09-08 10:00",
        COUNCIL,
        DecisionTaken(rule="single-red", outcome="taken", choice="urgent meeting", of="reports", review_on=date(2023, 9, 29)),
        reason="Red again in a watched month",
    ),
    act(
        "2023-09-11 09:30", COUNCIL, DecisionTaken(rule="act", outcome="taken", of="reports"), reason="Plan 2 goes on; urgent meeting held"
    ),
    act(
        "2023-09-12 14:00",
        COUNCIL,
        MeetingHeld(meeting="urgent-1", series="", title="urgent meeting", present=("buyer contract manager", "supplier contract manager")),
        text="Two on leave in one week; rota changed",
    ),
    act("2023-09-14 09:00", COUNCIL, MinutesSent(meeting="urgent-1", method="email"), **said.URGENT),
    act("2023-09-14 12:20", VISITORS, MinutesReceived(meeting="urgent-1")),
    act("2023-09-18 10:00", VISITORS, MinutesAnswered(meeting="urgent-1", answer="agreed")),
    act("2023-09-19 09:00", COUNCIL, MinutesIssued(meeting="urgent-1", text_hash=said.hash_of(said.URGENT)), **said.URGENT),
    act(
        "2023-09-12 16:30",
        SENIOR,
        DecisionTaken(rule="red-after-warning", outcome="advice", choice="take advice", look_again_on=date(2023, 10, 9)),
        seen_by="buyer",
        reason="Ask legal services before anything else; see what September brings",
    ),
    *meeting(
        "m-2023-09", "2023-09-14 15:00", "2023-09-21 16:00", "2023-09-27 10:00", "", said.SEPTEMBER
    ),  # nobody has said yet that these minutes came
    act("2023-09-29 16:00", COUNCIL, PlanReviewed(plan="plan-2", outcome="improved"), text="Nothing late in September so far; rota holds"),
]

HISTORY = History(
    folder="reg-44-visits",
    rows={"visits": VISITS, "sent_back": SENT_BACK},
    acts=in_order(RETURNS, SETTING_UP, BEFORE, AUTUMN, WINTER, SPRING, WARNING, WATCH),
    telling=[
        date(2022, 10, 7),
        date(2023, 4, 11),
        date(2023, 5, 9),
        date(2023, 5, 12),
        date(2023, 6, 14),
        date(2023, 7, 7),
        date(2023, 9, 7),
        date(2023, 10, 6),
    ],
)
